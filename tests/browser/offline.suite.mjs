// The site without a network: what was kept on the first visit is all it needs, and an update waits to be asked. What the screens do is other suites'.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test, equal, ok, until, ready } from "../harness.mjs";
import { SITE } from "../server.mjs";
import { statements } from "../content.mjs";
import { workshop } from "../workshop.mjs";
import { ANSWERS, answer, arrived, beginFull, button, downloadedBytes, rate, saved, stored, toReview } from "../journey.mjs";

const WITH_WORKER = { context: { serviceWorkers: "allow" } };
const source = (name) => readFileSync(join(SITE, name), "utf8");

/** Waits until the worker answers for this page: then all files are kept. */
const kept = (page) => until(() => page.evaluate(() => navigator.serviceWorker.controller?.state), "the worker to have taken over", { wanted: "activated" });

const caches = (page) => page.evaluate(() => globalThis.caches.keys());

suite("offline", () => {
  test(
    "with the server stopped after the first visit, a reload, the whole assessment and its PDF work",
    async ({ page, open, server }) => {
      await open();
      await kept(page);
      await server.stop();
      await page.reload();
      await ready(page);
      await beginFull(page);
      await answer(page, ANSWERS);
      await saved(page);
      await toReview(page);
      await page.locator("#next").click();
      await arrived(page, "#/result");
      await page.reload();
      await ready(page);
      await button(page, "result.report").click();
      await arrived(page, "#/report");
      const { bytes } = await downloadedBytes(page, page.locator("#pdf"));
      ok(bytes.subarray(0, 5).equals(Buffer.from("%PDF-")), "it is a PDF");
      const before = Object.values((await stored(page)).local);
      await page.goto("about:blank");
      await open();
      equal(Object.values((await stored(page)).local), before, "opened anew, everything is there");
    },
    WITH_WORKER,
  );

  test(
    "with the server stopped after the first visit, a whole workshop works, its report as PDF too",
    async ({ page, open, server }) => {
      await open();
      await kept(page);
      await server.stop();
      await workshop(page, server.url);
    },
    WITH_WORKER,
  );

  test(
    "everything that the site consists of is kept, and nothing else",
    async ({ page, open, server }) => {
      await open();
      await kept(page);
      const names = await page.evaluate(async () => {
        const [name] = await globalThis.caches.keys();
        return (await (await globalThis.caches.open(name)).keys()).map(({ url }) => url);
      });
      // The demo page is for those who are on the network, and so is the bill of materials.
      const wanted = server.files.filter((name) => !/\.(br|gz)$|^demo\/|\.cdx\.json$/.test(name) && !["index.html", "worker.js"].includes(name));
      equal(names.map((url) => url.slice(server.url.length)).sort(), ["", ...wanted].sort());
    },
    WITH_WORKER,
  );

  test(
    "an update waits until it is asked for, loses nothing, and leaves no older build behind",
    async ({ page, open, server }) => {
      await open();
      await kept(page);
      const [first] = await caches(page);
      await beginFull(page);
      await answer(page, ANSWERS);
      await saved(page);
      const bar = page.locator(".pom-update");
      equal(await bar.count(), 0, "nothing to ask");
      const next = source("worker.js").replace(/hash: ?"[0-9a-f]+"/, 'hash:"0123456789"');
      ok(next !== source("worker.js"), "another build");
      server.page(`${server.base}worker.js`, { body: next, type: ".js" });
      await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration()).update()));
      await until(() => bar.isVisible(), "the question");
      equal((await caches(page)).length, 2, "both builds are there while it waits");
      equal(await page.evaluate(() => location.hash.startsWith("#/group")), true, "nothing moved by itself");
      const place = await page.evaluate(() => location.hash);
      await Promise.all([page.waitForEvent("load"), bar.getByRole("button", { name: "Use it now" }).click()]);
      await ready(page);
      equal(await page.evaluate(() => location.hash), place, "the same place");
      await until(async () => !(await caches(page)).includes(first), "the older build to be gone");
      equal((await caches(page)).length, 1);
      equal(Object.values((await stored(page)).local).length, 1, "the answers are there");
    },
    WITH_WORKER,
  );

  test(
    "an update can be put off",
    async ({ page, open, server }) => {
      await open();
      await kept(page);
      server.page(`${server.base}worker.js`, { body: `${source("worker.js")}\n// another`, type: ".js" });
      await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration()).update()));
      const bar = page.locator(".pom-update");
      await bar.getByRole("button", { name: "Later" }).click();
      equal(await bar.count(), 0);
    },
    WITH_WORKER,
  );

  test(
    "on a host's page no service worker is registered",
    async ({ page, open, server }) => {
      server.page("/host.html", '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/any/path/pomscope.js"></script><pom-scope></pom-scope>');
      await open("/host.html");
      await button(page, "start.full").click();
      await page.locator("#next").click();
      await rate(page, statements[0].id, "partly");
      await saved(page);
      equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
      equal(await caches(page), []);
      ok(!server.requests.some(({ path }) => /worker\.js|offline\.js/.test(path)), "neither of the two scripts is fetched");
    },
    WITH_WORKER,
  );
});
