// What can be known of the plugin's zip without a WordPress: node tests/wordpress/plugin.mjs ZIP. How it behaves in one is run.mjs'.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { crc32, inflateRawSync } from "node:zlib";
import { Failure, equal, match, ok } from "../harness.mjs";
import { ROOT } from "../server.mjs";

const zip = readFileSync(process.argv[2]);
const SOURCE = join(ROOT, "wordpress/pomscope");
/** Attributes of the element that a page of WordPress has no use for. */
const NOT_OFFERED = ["site"];
/** What only the plugin knows: whether the details of the settings go with the element. */
const ITS_OWN = ["details"];

/** The archive's files by its central directory: name → { bytes, time, rights }. */
function unpacked() {
  const files = new Map();
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    equal(zip.readUInt32LE(at), 0x02014b50, "an entry of the directory");
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(at + 20)));
    equal([bytes.length, crc32?.(bytes) ?? zip.readUInt32LE(at + 16)], [zip.readUInt32LE(at + 24), zip.readUInt32LE(at + 16)], name);
    files.set(name, { bytes, time: zip.readUInt32LE(at + 12), rights: zip.readUInt32LE(at + 38) >>> 16 });
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

const files = unpacked();
const text = (name) => files.get(`pomscope/${name}`)?.bytes.toString("utf8") ?? "";
const php = (() => {
  try {
    return execFileSync("php", ["-r", "echo PHP_VERSION;"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
})();

/** Paths of the files under a folder, with slashes. */
const under = (folder) =>
  readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? under(join(folder, name)).map((inside) => `${name}/${inside}`) : [name]));

/** Attribute → kind, as includes/attributes.php lists them: each line is 'name' => …, */
const kinds = Object.fromEntries([...(text("includes/attributes.php").match(/function pomscope_attribute_kinds[^}]+/)?.[0] ?? "").matchAll(/^\s*'([\w-]+)'\s*=> (.+),$/gm)].map(([, name, kind]) => [name, [...kind.matchAll(/'(\w+)'/g)].map(([, word]) => word)]));
const block = JSON.parse(text("block/block.json"));
const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const sum = { passed: 0, failed: 0 };
function test(name, work) {
  try {
    work();
    sum.passed += 1;
    console.log(`ok   ${name}`);
  } catch (error) {
    sum.failed += 1;
    console.log(`FAIL ${name}\n${error instanceof Failure ? error.message : error.stack}`);
  }
}

test("the zip holds the plugin as it is in the repository, the licences, and what pomscope.js names; in order, without times", () => {
  const source = under(SOURCE);
  for (const name of source) ok(files.get(`pomscope/${name}`)?.bytes.equals(readFileSync(join(SOURCE, name))), `${name} as in the repository; build it again with cargo xtask dist`);
  const program = [...files.keys()].map((name) => name.slice("pomscope/".length)).filter((name) => !source.includes(name) && !name.startsWith("licences/"));
  equal([...files.keys()].filter((name) => name.startsWith("pomscope/licences/")), ["Apache-2.0", "MIT", "OFL-1.1"].map((name) => `pomscope/licences/${name}.txt`));
  // The scripts name files by "./NAME"; nothing else may be there, and nothing may be missing.
  const scripts = program.filter((name) => name.endsWith(".js")).map(text).join("\n");
  const named = new Set([...scripts.matchAll(/["'`](?:\.\/)?([\w-]+-[0-9a-f]{10}\.(?:js|wasm|css|json))["'`]/g)].map(([, name]) => `files/${name}`));
  equal([...program].sort(), ["files/licences.txt", "files/pomscope.js", "pomscope.cdx.json", ...named].sort());
  equal([...files.keys()], [...files.keys()].sort());
  for (const [name, { time, rights }] of files) equal([time, rights], [0x00210000, 0o100644], name);
  ok(zip.length < 2 * 1024 * 1024, "it fits through PHP's usual limit of 2 MB");
});

test("block.json has an attribute for each of the shortcode's, and names files that are there", () => {
  equal(Object.keys(block.attributes).sort(), ["align", ...[...Object.keys(kinds), ...ITS_OWN].map(camel)].sort());
  for (const [name, [kind]] of Object.entries(kinds)) equal(block.attributes[camel(name)].type, kind === "flag" ? "boolean" : "string", name);
  ok(files.has(`pomscope/block/${block.editorScript.slice("file:./".length)}`), block.editorScript);
  equal([block.name, block.textdomain], ["pomscope/assessment", "pomscope"]);
});

test("the shortcode's attributes are the element's, with the same values", () => {
  const types = readFileSync(join(ROOT, "web/pomscope.d.ts"), "utf8").match(/interface PomScopeAttributes \{([^}]+)\}/)[1];
  const element = Object.fromEntries([...types.matchAll(/^ {2}"?([\w-]+)"?\?: (.+);$/gm)].map(([, name, type]) => [name, [...type.matchAll(/"(\w+)"/g)].map(([, word]) => word)]));
  const known = (names) => names.filter((name) => !NOT_OFFERED.includes(name)).sort();
  equal(known(Object.keys(kinds)), known(Object.keys(element)));
  for (const [name, values] of Object.entries(element)) if (values.length > 0) equal(kinds[name], values, name);
});

test("docs/WORDPRESS.md tells each of them", () => {
  const told = [...readFileSync(join(ROOT, "docs/WORDPRESS.md"), "utf8").matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
  equal(told.sort(), [...Object.keys(kinds), ...ITS_OWN].sort());
});

test("each script of the plugin is one, and asks for nothing from elsewhere", () => {
  for (const name of ["block/editor.js", "share-to-form.js"]) {
    const folder = mkdtempSync(join(tmpdir(), "pomscope-plugin-"));
    writeFileSync(join(folder, "script.js"), text(name));
    execFileSync(process.execPath, ["--check", join(folder, "script.js")], { stdio: "pipe" });
    rmSync(folder, { recursive: true });
    ok(!/https?:|fetch|XMLHttpRequest|sendBeacon|import\(/.test(text(name)), name);
  }
  for (const [name, { bytes }] of files) {
    if (name.endsWith(".php")) ok(!/wp_remote_|curl_|fsockopen|eval\(|base64_decode/.test(bytes.toString("utf8")), name);
  }
});

test("what is shared fills the fields that the selector names, and a selector that names none is told", () => {
  const run = (fields, selector, broken = false) => {
    const said = [];
    let listener;
    const document = {
      addEventListener: (_, heard) => (listener = heard),
      querySelectorAll: () => {
        if (broken) throw new SyntaxError("not a selector");
        return fields;
      },
    };
    runInNewContext(text("share-to-form.js"), { document, console: { warn: (line) => said.push(line) }, Event: class {}, JSON });
    listener({ target: { dataset: selector ? { shareTo: selector } : {} }, detail: { level: 2 } });
    return said;
  };
  const field = { value: "", told: 0, dispatchEvent: () => field.told++ };
  equal(run([field, { textContent: "no field" }], "#a"), []);
  equal([field.value, field.told], ['{"level":2}', 2]);
  equal(run([], "#b").length, 1);
  equal(run([], "#[", true).length, 1);
  equal(run([], ""), []);
});

test("the plugin's header says what WordPress shows, and readme.txt says the same", () => {
  const header = (name) => text("pomscope.php").match(new RegExp(`^ \\* ${name}:\\s+(.+)$`, "m"))?.[1];
  const readme = (name) => text("readme.txt").match(new RegExp(`^${name}: (.+)$`, "m"))?.[1];
  equal([readme("Stable tag"), readme("Requires at least"), readme("Requires PHP"), readme("License")], [header("Version"), header("Requires at least"), header("Requires PHP"), header("License")]);
  match(header("Version"), /^\d+\.\d+\.\d+$/);
  equal(header("Text Domain"), "pomscope");
  for (const [name, { bytes }] of files) if (name.endsWith(".php") && !name.endsWith("/index.php") && !name.endsWith(".asset.php")) match(bytes.toString("utf8"), /defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;/, name);
});

if (php) {
  test(`PHP ${php} reads every file of it`, () => {
    for (const [name, { bytes }] of files) if (name.endsWith(".php")) execFileSync("php", ["-l"], { input: bytes, stdio: "pipe" });
  });
} else {
  console.log("     there is no PHP here to read its files with");
}

console.log(`plugin result: ${sum.passed} passed; ${sum.failed} failed`);
process.exit(sum.failed === 0 && sum.passed > 0 ? 0 : 1);
