// A workshop on one device, in every engine: set up, answered at the kiosk, revealed, agreed. What may be shown of it is the browser suites' and core's.

import { equal, ready, until } from "../harness.mjs";
import { say } from "../content.mjs";
import { at, atStage, collect, create, endKiosk, fillIn, responsesIn, visit, workshop } from "../workshop.mjs";
import { check } from "./checks.mjs";

check("a workshop goes from its set-up over the kiosk to what was agreed and its PDF", async ({ page, server }) => {
  await workshop(page, server.url);
});

check("a kiosk keeps a response over a reload, and the facilitator's PIN ends it", async ({ page, server }) => {
  await create(page, server, { short: true });
  await collect(page);
  await visit(page, "it", () => "largely", { short: true });
  equal((await responsesIn(page)).map(({ side }) => side), ["it"]);
  await page.reload();
  await atStage(page, "attract");
  await endKiosk(page);
  await until(() => page.locator("#count-it").innerText().then((text) => /1/.test(text)), "one response to be counted");
});

check("before a device collects, it is said if its browser has no full screen or lets the screen go dark", async ({ page, server }) => {
  // Each with a storage of its own: the first one would go on where it was.
  const told = async (key, script) => {
    server.page("/lacking.js", script);
    server.page("/lacking.html", `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A room</title><link rel="icon" href="data:,"><script src="/lacking.js"></script><script type="module" src="/any/path/pomscope.js"></script></head><body><pom-scope mode="kiosk" storage-key="${key}"></pom-scope></body></html>`);
    await page.goto(`${server.origin}/lacking.html`);
    await ready(page);
    await at(page, say("room.title"));
    await page.locator("#set-up").click();
    await at(page, say("room.setup.title"));
    await fillIn(page);
    await page.locator("#setup-keep").click();
    await at(page, "Spring workshop");
    const without = page.locator("#collect-without p");
    return Promise.all([...(await without.all()).map((line) => line.innerText()), page.locator("#collect small").innerText()]);
  };
  equal(await told("whole", ""), [say("room.collect.hint")], "with both");
  const lacking = 'delete Navigator.prototype.wakeLock; Object.defineProperty(Document.prototype, "fullscreenEnabled", { value: false });';
  equal(await told("lacking", lacking), [say("room.collect.noWholeScreen"), say("room.collect.noWakeLock"), say("room.collect.hint.window")], "with neither");
});
