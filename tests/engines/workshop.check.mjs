// A workshop on one device, in every engine: set up, answered at the kiosk, revealed, agreed. What may be shown of it is the browser suites' and core's.

import { equal, until } from "../harness.mjs";
import { workshop, atStage, collect, create, endKiosk, responsesIn, visit } from "../workshop.mjs";
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
