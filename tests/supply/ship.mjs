// What a build says of itself, held against what it is: node tests/supply/ship.mjs, on what `cargo xtask dist` wrote. Which dependencies there may be, xtask/src/supply.rs checks.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync, inflateRawSync } from "node:zlib";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { equal, match, ok } from "../harness.mjs";
import { ROOT } from "../server.mjs";

const DIST = join(ROOT, "dist");
const SCHEMAS = join(ROOT, "node_modules/@cyclonedx/cyclonedx-library/res/schema");
const BILL = "pomscope.cdx.json";
const LICENCES = "licences.txt";
const BLANK = "0".repeat(64);
/** What reaches beyond the program: the network, stores, other threads, clock, chance, the device. */
const REACHES = /\b(?:fetch|XMLHttpRequest|WebSocket|WebTransport|EventSource|RTCPeerConnection|sendBeacon|localStorage|sessionStorage|indexedDB|caches|cookie|Worker|SharedWorker|importScripts|crypto|getRandomValues|navigator|geolocation|performance|Date)\b|Math\.random/g;
/** Yew's scheduler looks at the clock, to let the page breathe; wasm-bindgen's glue fetches the program where it is given an address, and never is (web/loader.js). */
const APP = ["Date", "fetch"];
/** web/scan.js, which travels with the glue, asks for the camera and keeps to a rate. */
const MAY = { app: APP, desk: APP, room: APP, pdf: ["fetch"], scan: ["fetch", "navigator", "performance"] };

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
/** Paths of the files under a folder, with slashes. */
const under = (folder) =>
  readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? under(join(folder, name)).map((inside) => `${name}/${inside}`) : [name]));
const folder = (path) => new Map(under(path).map((name) => [name, readFileSync(join(path, name))]));

/** The plugin's files, without the folder that all of them are in. */
function unzipped(zip) {
  const files = new Map();
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [size, length, extra, comment] = [zip.readUInt32LE(at + 20), ...[28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    files.set(zip.toString("utf8", at + 46, at + 46 + length).replace(/^pomscope\//, ""), inflateRawSync(zip.subarray(start, start + size)));
    at += 46 + length + extra + comment;
  }
  return files;
}

const all = folder(DIST);
const site = folder(join(DIST, "site"));
const embed = folder(join(DIST, "embed"));
const plugin = unzipped(all.get([...all.keys()].find((name) => /^pomscope-wordpress-.*\.zip$/.test(name))));
const single = all.get("pomscope.html").toString();
const inPlugin = new Map([...plugin].filter(([name]) => name.startsWith("files/")).map(([name, bytes]) => [name.slice(6), bytes]));
const list = all.get("PROGRAM").toString();
const hash = sha256(list);
const bill = JSON.parse(all.get(BILL).toString());
const ships = bill.components.filter(({ scope }) => scope === "required");

/** What anybody does who makes the program's hash again, from the files alone. */
function program(files) {
  const found = new Set();
  const left = ["pomscope.js"];
  while (left.length) {
    const name = left.pop();
    if (found.has(name)) continue;
    found.add(name);
    if (name.endsWith(".js")) left.push(...[...files.keys()].filter((other) => other !== "offline.js" && files.get(name).includes(other)));
  }
  return [...found].sort().map((name) => `${sha256(files.get(name).toString("latin1").includes(hash) ? Buffer.from(files.get(name).toString().replace(hash, BLANK)) : files.get(name))}  ${name}\n`).join("");
}

const sum = { passed: 0, failed: 0 };
function test(name, work) {
  try {
    work();
    sum.passed++;
    console.log(`ok   ${name}`);
  } catch (error) {
    sum.failed++;
    console.log(`FAIL ${name}\n       ${error.message}`);
  }
}

test("SHA256SUMS names every file with its hash", () => {
  const lines = [...all].filter(([name]) => name !== "SHA256SUMS").map(([name, bytes]) => `${sha256(bytes)}  ${name}`);
  equal(all.get("SHA256SUMS").toString().trimEnd().split("\n").sort(), lines.sort());
});

test("the program's hash can be made again from the site, the package and the plugin, and each of them shows it", () => {
  for (const [where, files] of Object.entries({ site, embed, plugin: inPlugin })) {
    equal(program(files), list, where);
    ok(files.get("pomscope.js").includes(hash), where);
  }
  ok(embed.get("element.js").includes(hash), "the element's own module");
  ok(single.includes(hash), "the single file");
  equal([...list.matchAll(/\.wasm\n/g)].length, 5, "programs that the hash is over");
});

test("the licences are the same in every form, and stand beside what names them", () => {
  const texts = JSON.parse(gunzipSync(Buffer.from(/id="pom-texts">([^<]+)</.exec(single)[1], "base64")).toString());
  for (const [where, text] of Object.entries({ embed: embed.get(LICENCES), plugin: inPlugin.get(LICENCES), single: texts.licences })) equal(text?.toString(), site.get(LICENCES).toString(), where);
  ok(site.get("worker.js").includes(LICENCES), "the worker keeps them");
});

test("everything that ships has its line there, and every number its text", () => {
  const text = site.get(LICENCES).toString();
  const [head, ...texts] = text.split(/\n======== \d+ ========\n/);
  const lines = head.split("\n").filter((line) => / \d[^ ]*: .*; [\d, ]+$/.test(line));
  const fonts = ships.filter(({ type }) => type === "file");
  const others = ships.filter(({ type, purl }) => type === "library" && purl);
  equal(fonts.length, 2, "fonts");
  for (const { name, version } of others) ok(lines.some((line) => line.startsWith(`${name} ${version}: `)), `${name} ${version}`);
  // One line for Pomscope, one for both files of the font.
  equal(lines.length, others.length + 2, "lines");
  const used = new Set(lines.flatMap((line) => line.split("; ").at(-1).split(", ").map(Number)));
  equal([...used].sort((a, b) => a - b), texts.map((_, at) => at + 1), "numbers");
  ok(texts.every((text) => text.trim().length > 100), "no text is a stub");
  match(texts.join(), /SIL OPEN FONT LICENSE/);
});

test("the bill of materials is valid by the schema of CycloneDX 1.6", () => {
  const read = (name) => JSON.parse(readFileSync(join(SCHEMAS, `${name}.SNAPSHOT.schema.json`), "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true });
  for (const name of ["spdx", "jsf-0.82"]) ajv.addSchema({ ...read(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
  addFormats(ajv);
  // Nothing here has such a value.
  for (const format of ["iri-reference", "idn-email"]) ajv.addFormat(format, true);
  const valid = ajv.compile(read("bom-1.6"));
  ok(valid(bill), JSON.stringify(valid.errors?.slice(0, 3)));
  for (const wrong of [{ bomFormat: "other" }, { serialNumber: "1" }, { components: [{ name: "without a type" }] }]) ok(!valid({ ...bill, ...wrong }), `refuses ${Object.keys(wrong)}`);
});

test("the bill is in every form, tells the program's hash, and nothing of the moment", () => {
  for (const [where, files] of Object.entries({ site, embed, plugin })) equal(files.get(BILL)?.toString(), all.get(BILL).toString(), where);
  equal(bill.metadata.component.properties, [{ name: "pomscope:program-sha256", value: hash }]);
  equal(bill.metadata.timestamp, undefined);
});

test("whatever ships is named once, with licence, source and programs, and what it needs is there", () => {
  const names = bill.components.map((each) => each["bom-ref"]);
  equal(new Set(names).size, names.length);
  for (const each of ships) {
    ok(each.licenses[0].expression, `licence of ${each.name}`);
    ok(each.purl || each.type === "file" || /^pomscope-|^console_error_panic_hook$/.test(each.name), `source of ${each.name}`);
    match(each.properties[0].value, /^(app|desk|room|pdf|scan)( |$)/);
  }
  const known = new Set([...names, "pomscope"]);
  for (const { ref, dependsOn } of bill.dependencies) for (const name of [ref, ...dependsOn]) ok(known.has(name), name);
  equal(bill.dependencies.map(({ ref }) => ref).sort(), ["pomscope", ...ships.filter(({ type }) => type !== "file").map((each) => each["bom-ref"])].sort());
});

test("the programs reach for nothing but what the element hands them", () => {
  for (const [stem, may] of Object.entries(MAY)) {
    const glue = [...site.keys()].filter((name) => new RegExp(`^${stem}-[0-9a-f]{10}\\.js$`).test(name));
    equal(glue.length, 1, stem);
    const found = new Set(site.get(glue[0]).toString().match(REACHES));
    equal([...found].sort(), may, stem);
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(site.get([...site.keys()].find((name) => new RegExp(`^${stem}-[0-9a-f]{10}\\.wasm$`).test(name)))));
    equal([...new Set(imports.map(({ module }) => module))].length, 1, `${stem} imports from its glue alone`);
  }
});

test("nothing of npm ships", () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  equal(dependencies, undefined);
  let read = 0;
  for (const source of ["web", "demo"]) {
    for (const name of readdirSync(join(ROOT, source)).filter((name) => name.endsWith(".js"))) {
      const text = readFileSync(join(ROOT, source, name), "utf8").replace(/\/\*\*[^]*?\*\//g, "");
      for (const [, named] of text.matchAll(/(?:^import\b[^"';]*|\bfrom |\bimport\()["']([^"']+)["']/gm)) {
        read++;
        match(named, /^\.\/[\w-]+\.js$/);
        equal(dirname(join(source, named)), source, `${name} imports ${named}`);
      }
    }
  }
  ok(read > 10, `${read} imports were read`);
  for (const [name, bytes] of all) ok(!/\.(?:js|html)$/.test(name) || !bytes.includes("node_modules"), name);
});

console.log(`supply result: ${sum.passed} passed; ${sum.failed} failed`);
process.exitCode = sum.failed ? 1 : 0;
