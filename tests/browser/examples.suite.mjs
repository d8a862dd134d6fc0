// The pages of examples/, the package that they load, and a page made from the docs alone: each opened as a newcomer opens it, and answered.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { say, statements } from "../content.mjs";
import { EMBED, HOST_POLICY, answerFirst, codeBlocks } from "../embedding.mjs";
import { choose, heading, radio, stored } from "../journey.mjs";
import { ROOT } from "../server.mjs";

const EXAMPLES = join(ROOT, "examples");
const SERVER = { policy: HOST_POLICY, roots: { "/dist/embed/": EMBED, "/examples/": EXAMPLES } };
const PACKED = readdirSync(EMBED);

/** The command that an example says it is built with, done in memory. */
function bundled(entry) {
  const define = {
    "process.env.NODE_ENV": '"production"',
    __VUE_OPTIONS_API__: "false",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
  };
  const { outputFiles, warnings } = buildSync({ entryPoints: [join(EXAMPLES, entry)], bundle: true, format: "esm", jsx: "automatic", define, write: false, logLevel: "silent" });
  equal(warnings, [], "esbuild warns of nothing");
  return outputFiles[0].text;
}

/** Nothing was asked for but the page, its own files, and files of the package. */
function onlyOwn(requests, folder) {
  for (const { method, path, status } of requests) {
    equal([method, status], ["GET", 200], path);
    const own = path.startsWith(folder) || (path.startsWith("/dist/embed/") && PACKED.includes(path.slice("/dist/embed/".length).split("?")[0]));
    ok(own, `${path} is a file of the example or of the package`);
  }
}

/** Goes to a screen of the desk, so that the requests for what comes after the first answers are judged as well. */
async function toTheDesk(where) {
  await choose(where, "menu.review");
  await until(() => heading(where).innerText(), "the review", { wanted: say("review.title") });
}

/** The page's widgets, and what else is to be seen once they were answered. */
const PAGES = {
  html: { widgets: ["#assessment"], told: true },
  react: { widgets: ["pom-scope"], told: true, entry: "react/main.jsx" },
  vue: { widgets: ["pom-scope"], told: true, entry: "vue/main.js" },
  two: { widgets: ["#sales", "#logistics"], keys: ["sales", "logistics"] },
  "hostile-css": { widgets: ["#assessment"] },
  "strict-policy": { widgets: ["#assessment"] },
  "right-to-left": { widgets: ["#assessment"] },
  themes: { widgets: ["#sober", "#warm", "#night"], keys: ["sober", "warm", "night"] },
};

suite("examples", () => {
  test("every folder of the examples is opened here, and named in their list", () => {
    const folders = readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
    // The pack is no page; crates/cli/tests/own_packs.rs holds it.
    equal(folders.sort(), [...Object.keys(PAGES), "iframe", "pack"].sort());
    const list = readFileSync(join(EXAMPLES, "README.md"), "utf8");
    for (const folder of folders) ok(list.includes(`| [${folder}](${folder}/`), folder);
  });

  for (const [name, { widgets, keys = ["pomscope"], told, entry }] of Object.entries(PAGES)) {
    test(`${name} runs, keeps an answer, and asks for nothing but its own files`, async ({ page, server }) => {
      if (entry) server.page(`/examples/${name}/built.js`, bundled(entry));
      await page.goto(`${server.origin}/examples/${name}/`);
      for (const [at, selector] of widgets.entries()) {
        const element = await ready(page, selector);
        await answerFirst(element);
        equal(Object.keys((await stored(page, keys[at])).durable).length, 1, `one assessment under ${keys[at]}`);
      }
      await page.reload();
      for (const selector of widgets) {
        const element = await ready(page, selector);
        ok(await radio(element, statements[0].id, "largely").isChecked(), "the answer after a reload");
        await toTheDesk(element);
      }
      if (told) {
        await until(() => page.locator("#told").innerText(), "the page to have heard of progress", { wanted: "0 % answered." });
        await page.getByRole("button", { name: "Back to the start", exact: true }).click();
        await until(() => heading(page.locator("pom-scope")).innerText(), "the start", { wanted: say("start.title") });
      }
      onlyOwn(server.requests, `/examples/${name}/`);
    }, { server: SERVER });
  }

  test("iframe runs, keeps an answer, tells its height and progress, and asks for nothing but its own files", async ({ page, server }) => {
    await page.goto(`${server.origin}/examples/iframe/`);
    const element = page.frameLocator("#assessment").locator("pom-scope");
    await until(() => element.evaluate((node) => node.matches(":state(ready)")), "it to be ready");
    await answerFirst(element);
    await toTheDesk(element);
    await until(() => page.locator("#told").innerText(), "the page to have heard of progress", { wanted: "0 % answered." });
    await until(async () => (await page.locator("#assessment").evaluate((frame) => frame.clientHeight)) === Math.ceil(await element.evaluate((node) => node.getBoundingClientRect().height)), "the frame to have its height");
    onlyOwn(server.requests, "/examples/iframe/");
  }, { server: SERVER });

  test("a page made of the first lines of the docs, in an otherwise empty file, works", async ({ page, server }) => {
    const [first] = codeBlocks("docs/EMBEDDING.md");
    match(first, /pomscope\.js/);
    server.page("/newcomer.html", first);
    await page.goto(`${server.origin}/newcomer.html`);
    await answerFirst(await ready(page));
    await page.reload();
    ok(await radio(await ready(page), statements[0].id, "largely").isChecked(), "the answer after a reload");
  }, { server: { policy: null, roots: { "/pomscope/": EMBED }, pages: { "/favicon.ico": { body: "", type: ".ico" } } } });

  test("the package holds all that npm would publish, and no twin or file of the site", () => {
    const [packed] = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: EMBED, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    equal(packed.name, "pomscope");
    equal(packed.files.map(({ path }) => path).sort(), [...PACKED].sort());
    for (const name of PACKED) ok(!/\.(br|gz)$|^index\.html$|^site-/.test(name), name);
    for (const name of ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "LICENSE-NOTO-SANS", "pomscope.d.ts", "integrity.json"]) ok(PACKED.includes(name), name);
  });

  test("in Node every import of the package resolves, defines nothing and harms nothing", () => {
    const folder = mkdtempSync(join(tmpdir(), "pomscope-package-"));
    try {
      mkdirSync(join(folder, "node_modules"));
      symlinkSync(EMBED, join(folder, "node_modules/pomscope"), "dir");
      const script = `
        const all = [await import("pomscope"), await import("pomscope/element"), await import("pomscope/frame")];
        const { default: about } = await import("pomscope/package.json", { with: { type: "json" } });
        const file = import.meta.resolve("pomscope/files/pomscope.js").endsWith("/pomscope.js");
        console.log(JSON.stringify([...all.map((module) => Object.keys(module)), about.name, file]));`;
      const said = execFileSync(process.execPath, ["--no-warnings", "--input-type=module", "--eval", script], { cwd: folder, encoding: "utf8" });
      equal(JSON.parse(said), [[], ["PomScope"], ["follow"], "pomscope", true]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("a page that insists on the printed hash gets the element, and with another hash none", async ({ page, server, expectConsole }) => {
    expectConsole(/integrity/);
    const hashes = JSON.parse(readFileSync(join(EMBED, "integrity.json"), "utf8"));
    const insisting = (hash) => `<!doctype html><title>x</title><script type="module" src="/dist/embed/pomscope.js" integrity="${hash}" crossorigin="anonymous"></script><pom-scope></pom-scope>`;
    server.page("/right.html", insisting(hashes["pomscope.js"]));
    server.page("/wrong.html", insisting(hashes["element.js"]));
    await page.goto(`${server.origin}/wrong.html`);
    equal(await page.evaluate(() => customElements.get("pom-scope")), undefined);
    await page.goto(`${server.origin}/right.html`);
    await ready(page);
    ok(readFileSync(join(EMBED, "README.md"), "utf8").includes(`integrity="${hashes["pomscope.js"]}"`), "the README names it");
  }, { server: { policy: null, roots: SERVER.roots, pages: { "/favicon.ico": { body: "", type: ".ico" } } } });

  test("the class alone can be given a name of one's own", async ({ page, server }) => {
    server.page("/own.html", '<!doctype html><title>x</title><link rel="icon" href="data:,"><script type="module" src="/own.js"></script><my-own></my-own>');
    server.page("/own.js", 'import { PomScope } from "/dist/embed/element.js"; if (customElements.get("pom-scope")) throw new Error("defined"); customElements.define("my-own", PomScope);');
    await page.goto(`${server.origin}/own.html`);
    await answerFirst(await ready(page, "my-own"));
  }, { server: SERVER });
});
