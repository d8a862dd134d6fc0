// "What leaves this browser", where it tells of the build: its hash, and the licences of all that ships, in each form. How the hash is made, tests/supply holds.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { suite, test, equal, ok, ready, until } from "../harness.mjs";
import { say } from "../content.mjs";
import { button, dialog, menu } from "../journey.mjs";
import { ROOT } from "../server.mjs";

const read = (path) => readFileSync(join(ROOT, "dist", path), "utf8");
const LICENCES = read("site/licences.txt");
const HASH = createHash("sha256").update(read("PROGRAM")).digest("hex");
const host = (script) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A host</title><link rel="icon" href="data:,"><h1>A host</h1><pom-scope></pom-scope><script type="module" src="${script}"></script>`;

const about = async (where) => {
  await menu(where).click();
  await button(where, "menu.about").click();
  await until(() => dialog(where).isVisible(), "the dialog");
  return dialog(where);
};

/** A text that stands alone names no icon, so that browsers ask for the usual one. */
const icon = (server) => server.page("/favicon.ico", { status: 204, body: "" });

/** Opens the licences as a reader does: in a page of their own, which is given with its text. */
async function licences(page, opened) {
  const [other] = await Promise.all([page.waitForEvent("popup"), opened.getByRole("link", { name: say("about.licences") }).click()]);
  await other.waitForLoadState();
  return { address: other.url(), text: await other.evaluate(() => document.body.innerText) };
}

const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

suite("about", () => {
  test("on the site it shows the hash of the program, and opens the licences", async ({ page, open, server }) => {
    icon(server);
    const opened = await about(await open());
    ok((await opened.innerText()).includes(HASH), "the hash");
    const { address, text } = await licences(page, opened);
    equal(address, `${server.url}licences.txt`);
    equal(lines(text), lines(LICENCES));
  });

  test("on a page elsewhere the licences are found beside the script, not beside the page", async ({ page, server }) => {
    icon(server);
    server.page("/somewhere/host.html", host("/any/path/pomscope.js"));
    await page.goto(`${server.origin}/somewhere/host.html`);
    const opened = await about(await ready(page));
    ok((await opened.innerText()).includes(HASH), "the hash");
    equal((await licences(page, opened)).address, `${server.url}licences.txt`);
  });

  test(
    "in the single file both are inside",
    async ({ page, context }) => {
      await context.setOffline(true);
      await page.goto(pathToFileURL(join(ROOT, "dist/pomscope.html")).href);
      const opened = await about(await ready(page));
      ok((await opened.innerText()).includes(HASH), "the hash");
      const { text } = await licences(page, opened);
      equal(lines(text), lines(LICENCES));
    },
    { origins: ["null"] },
  );

  test("on a narrow phone neither makes the dialog wider than the screen", async ({ page, open }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    const opened = await about(await open());
    equal(await opened.evaluate((node) => node.scrollWidth - node.clientWidth), 0);
    ok((await opened.boundingBox()).width <= 320, "the dialog");
  });
});
