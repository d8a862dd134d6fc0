// The desk takes the questions' place: nothing is lost, nothing comes too early, and a desk that does not arrive does no harm. What its screens show is other suites'.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { deny } from "../broken.mjs";
import { begins, pack, say, statements } from "../content.mjs";
import { arrived, beginQuick, beginWith, button, choose, downloaded, heading, headingFocused, menu, next, placement, radio, rate, saved, status, statusSays, stored } from "../journey.mjs";
import { ROOT } from "../server.mjs";

const [FIRST] = statements;
const [THREAD] = pack.threads;
const two = readFileSync(join(ROOT, "tests/pages/two.html"), "utf8");

const ofDesk = (server) => server.requests.filter(({ path }) => Object.values(server.built.desk).some((name) => path.endsWith(`/${name}`)));
const panelOf = (where) => where.getByRole("alert").filter({ hasText: "A part of Pomscope did not arrive" });

const countReady = (page) => page.addInitScript(() => {
  globalThis.readySeen = 0;
  addEventListener("pomscope-ready", () => (globalThis.readySeen += 1));
});

suite("handover", () => {
  test("nothing of the desk is fetched before the first answer, all of it after", async ({ page, open, server }) => {
    await open();
    await beginQuick(page);
    await page.waitForLoadState("networkidle");
    equal(ofDesk(server).map(({ path }) => path), [], "before");
    await placement(page, 2).check();
    await until(() => ofDesk(server).length, "every file of the desk", { wanted: Object.keys(server.built.desk).length });
    equal(await page.evaluate(() => location.hash), "#/quick/1", "the questions go on");
  });

  test("who begins the full assessment has the desk fetched at once", async ({ page, open, server }) => {
    await open();
    await page.waitForLoadState("networkidle");
    equal(ofDesk(server).map(({ path }) => path), [], "before");
    await button(page, "start.full").click();
    await arrived(page, "#/scope");
    await until(() => ofDesk(server).length, "every file of the desk, nothing answered yet", { wanted: Object.keys(server.built.desk).length });
  });

  test("where the page begins with the full assessment the desk is fetched at once", async ({ page, open, server }) => {
    server.page("/full.html", two.replace('id="left"', 'id="left" start="full"'));
    await open("/full.html");
    await ready(page, "#left");
    await until(() => ofDesk(server).length, "every file of the desk, nothing pressed yet", { wanted: Object.keys(server.built.desk).length });
  });

  test("who is ahead of the desk sees it come, and no press is lost", async ({ page, open }) => {
    let letGo = () => {};
    const held = new Promise((resolve) => (letGo = resolve));
    await page.route(/\/desk-[0-9a-f]+\.wasm$/, async (route) => {
      await held;
      await route.continue();
    });
    await open();
    await button(page, "start.full").click();
    await arrived(page, "#/scope");
    await page.getByLabel(say("scope.name")).fill("Ahead");
    await page.locator("#next").click();
    const progress = page.getByRole("progressbar", { name: "Loading the next screen" });
    await until(() => progress.isVisible(), "a bar that says what comes");
    equal(await page.evaluate(() => location.hash), "#/scope", "the address is of what is shown");
    letGo();
    await arrived(page, "#/group/1");
    equal(await progress.count(), 0);
    await saved(page);
    equal(JSON.parse(Object.values((await stored(page)).durable)[0]).title, "Ahead");
  });

  test("answers, place, keys and history go along, and the page hears of it once", async ({ page, open }) => {
    await countReady(page);
    await open();
    await beginWith(page, { [FIRST.id]: "largely" });
    await page.getByRole("checkbox", { name: say("keys.switch") }).uncheck();
    await choose(page, "menu.review");
    await arrived(page, "#/review");
    await next(page, "#/result");
    await page.goBack();
    await arrived(page, "#/review");
    await page.goBack();
    await arrived(page, "#/group/1");
    ok(await radio(page, FIRST.id, "largely").isChecked(), "the answer is there");
    equal(await page.getByRole("checkbox", { name: say("keys.switch") }).isChecked(), false, "the keys are as they were");
    await rate(page, FIRST.id, "fully");
    await statusSays(page, "save.saved");
    equal(JSON.parse(Object.values((await stored(page)).durable)[0]).answers[FIRST.id].rating, "fully");
    await page.goForward();
    await arrived(page, "#/review");
    equal(await page.evaluate(() => globalThis.readySeen), 1);
  });

  test("an answer on its way to the stores is waited for", async ({ page, open }) => {
    await open();
    await beginQuick(page);
    await placement(page, 2).focus();
    // Both in one task, as a quick hand might.
    await page.locator("pom-scope").evaluate((element) => {
      element.shadowRoot.activeElement.click();
      [...element.shadowRoot.querySelectorAll(".menu button")][0].click();
    });
    await arrived(page, "#/review");
    await toFirst(page);
    ok(await placement(page, 2).isChecked(), "the answer is there");
    await saved(page);
  });

  test("a store that never answers a save keeps nobody from the desk", async ({ page, open }) => {
    await open();
    await beginQuick(page);
    // Its transactions never say that they are complete.
    await page.evaluate(() => Object.defineProperty(IDBTransaction.prototype, "oncomplete", { set() {} }));
    await placement(page, 2).check();
    await choose(page, "menu.review");
    await arrived(page, "#/review");
    await statusSays(page, "save.localOnly");
    await toFirst(page);
    ok(await placement(page, 2).isChecked(), "the answer is there");
  });

  test("who comes back to a screen of the desk is there at once", async ({ page, open, server }) => {
    await countReady(page);
    await open();
    await beginWith(page, { [FIRST.id]: "largely" });
    await choose(page, "menu.review");
    await arrived(page, "#/review");
    await next(page, "#/result");
    server.requests.length = 0;
    await page.addInitScript(() => {
      globalThis.headings = new Set();
      const look = () => {
        const found = document.querySelector("pom-scope")?.shadowRoot?.getElementById("title");
        if (found) globalThis.headings.add(found.textContent);
        requestAnimationFrame(look);
      };
      look();
    });
    await page.reload();
    await ready(page);
    const result = await heading(page).innerText();
    match(result, begins(say("report.title")));
    equal(await page.evaluate(() => [globalThis.headings.size, globalThis.readySeen]), [1, 1], "no other screen was seen");
    ok(ofDesk(server).length > 0, "the desk was fetched");
  });

  test("without storage nothing is lost on the way", async ({ page, open }) => {
    await deny(page);
    await open();
    await beginQuick(page);
    await placement(page, 2).check();
    await statusSays(page, "save.denied");
    await next(page, "#/quick/2");
    await placement(page, 4).check();
    await choose(page, "menu.review");
    await arrived(page, "#/review");
    await statusSays(page, "save.denied");
    await next(page, "#/result");
    await page.goBack();
    await page.goBack();
    await arrived(page, "#/quick/2");
    ok(await placement(page, 4).isChecked(), "the second answer");
    await toFirst(page);
    ok(await placement(page, 2).isChecked(), "the first answer");
    await placement(page, 1).check();
    await statusSays(page, "save.denied");
  });

  for (const storage of [true, false]) {
    test(`a desk that does not arrive: a panel says so, the questions go on, and trying again brings it, ${storage ? "with" : "without"} storage`, async ({ page, open, expectConsole }) => {
      expectConsole(/Failed to load resource/);
      expectConsole(/pomscope: network/);
      if (!storage) await deny(page);
      await page.route(/\/desk-[0-9a-f]+\.wasm$/, (route) => route.abort());
      await open();
      await beginQuick(page);
      await placement(page, 2).check();
      await statusSays(page, storage ? "save.saved" : "save.denied");
      await choose(page, "menu.review");
      await until(() => panelOf(page).isVisible(), "the panel");
      ok(await panelOf(page).evaluate((node) => node.getRootNode().activeElement === node), "focus is on it");
      equal(await page.evaluate(() => location.hash), "#/quick/1", "the address is of what is shown");
      await panelOf(page).getByRole("button", { name: "Back to the questions" }).click();
      await headingFocused(page);
      equal(await panelOf(page).count(), 0);
      // What is answered meanwhile must come along later.
      await next(page, "#/quick/2");
      await placement(page, 4).check();
      await statusSays(page, storage ? "save.saved" : "save.denied");
      await choose(page, "menu.review");
      await until(() => panelOf(page).isVisible(), "the panel again");
      await page.unroute(/\/desk-[0-9a-f]+\.wasm$/);
      await panelOf(page).getByRole("button", { name: "Try again" }).click();
      await arrived(page, "#/review");
      await toFirst(page);
      ok(await placement(page, 2).isChecked(), "the first answer");
      await page.locator("#next").click();
      await arrived(page, "#/quick/2");
      ok(await placement(page, 4).isChecked(), "the second");
    });
  }

  test("who comes back and cannot have the desk is told so, can take the answers along, and is back where it was once it comes", async ({ page, open, expectConsole }) => {
    await open();
    await beginWith(page, { [FIRST.id]: "largely" });
    await choose(page, "menu.review");
    await arrived(page, "#/review");
    expectConsole(/Failed to load resource/);
    expectConsole(/pomscope: network/);
    await page.route(/\/desk-[0-9a-f]+\.wasm$/, (route) => route.abort());
    await page.reload();
    await until(() => panelOf(page).isVisible(), "the panel");
    const file = await downloaded(page, panelOf(page).getByRole("button", { name: "Download my answers" }));
    equal(JSON.parse(file.text).answers[FIRST.id].rating, "largely");
    await page.unroute(/\/desk-[0-9a-f]+\.wasm$/);
    await panelOf(page).getByRole("button", { name: "Try again" }).click();
    await arrived(page, "#/review");
  });

  for (const arrives of [true, false]) {
    test(`what another tab answers while the questions are asked is joined with what is here, ${arrives ? "at once" : "once the desk can be had, and written over by nobody before"}`, async ({ page, open, context, server, expectConsole }) => {
      if (!arrives) {
        expectConsole(/Failed to load resource/);
        expectConsole(/pomscope: network/);
        await page.route(/\/desk-[0-9a-f]+\.wasm$/, (route) => route.abort());
      }
      await open();
      await beginQuick(page);
      await placement(page, 2).check();
      await statusSays(page, "save.saved");
      const other = await context.newPage();
      await other.goto(server.url);
      await ready(other);
      await other.locator("#resume").click();
      await arrived(other, "#/finding");
      await other.evaluate(() => (location.hash = "#/quick/2"));
      await arrived(other, "#/quick/2");
      await placement(other, 4).check();
      await statusSays(other, "save.saved");
      const placed = async (at) => Object.values(JSON.parse(Object.values((await stored(page)).local)[0]).placement)[at];
      if (!arrives) {
        await until(() => panelOf(page).isVisible(), "the panel");
        await panelOf(page).getByRole("button", { name: "Back to the questions" }).click();
        await placement(page, 3).check();
        await until(() => panelOf(page).isVisible(), "the panel again");
        equal(await placed(1), 4, "what the other tab wrote is there");
        await page.unroute(/\/desk-[0-9a-f]+\.wasm$/);
        await panelOf(page).getByRole("button", { name: "Try again" }).click();
      }
      await until(() => placed(0).then(async (first) => `${first} ${await placed(1)}`), "both in the store", { wanted: `${arrives ? 2 : 3} 4` });
      await until(() => placement(page, arrives ? 2 : 3).isChecked(), "this tab's answer");
      await page.locator("#next").click();
      await arrived(page, "#/quick/2");
      ok(await placement(page, 4).isChecked(), "and the other's");
    });
  }

  test("two instances go to the desk each for itself, and share it", async ({ page, open, server }) => {
    server.page("/two.html", two);
    await open("/two.html");
    await ready(page, "#right");
    const [left, right] = ["#left", "#right"].map((id) => page.locator(id));
    for (const [where, level] of [[left, 1], [right, 4]]) {
      await button(where, "start.quick").click();
      await until(() => heading(where).innerText(), "the scope", { wanted: say("scope.title") });
      await where.locator("#next").click();
      await placement(where, level).check();
      await until(() => status(where).innerText(), "saved", { wanted: say("save.saved") });
    }
    const toReview = async (where) => {
      await menu(where).click();
      await where.locator(".menu").getByRole("button", { name: say("menu.review") }).click();
      await until(() => heading(where).innerText(), "the review", { wanted: say("review.title") });
    };
    await toReview(left);
    await placement(right, 2).check();
    await until(() => status(right).innerText(), "the other one still asks and saves", { wanted: say("save.saved") });
    await toReview(right);
    await left.locator("#next").click();
    await until(async () => begins(say("report.title")).test(await heading(left).innerText()), "the result");
    const programs = server.requests.map(({ path }) => path).filter((path) => /(app|desk)-\w+\.wasm$/.test(path));
    equal(programs.length, 2, "each program was fetched once");
    const levels = async (key) => Object.values((await stored(page, key)).durable).map((text) => JSON.parse(text).placement[THREAD]);
    equal([await levels("left"), await levels("right")], [[1], [2]]);
  });
});

/** To the first question, from a screen of the desk. */
async function toFirst(page) {
  await page.evaluate(() => (location.hash = "#/quick/1"));
  await arrived(page, "#/quick/1");
}
