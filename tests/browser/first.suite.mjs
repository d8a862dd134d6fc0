// The first question as the site's page asks it before the program is there: that an answer given then counts. What the program asks on its start is looked at beside it.

import { suite, test, equal, ok, ready, until } from "../harness.mjs";
import { say, wording, pack } from "../content.mjs";
import { ANSWERS, file, heading, next, placement, plant, statusSays, stored } from "../journey.mjs";

const THREAD = pack.threads[0];
const WASM = /\/app-[0-9a-f]{10}\.wasm$/;

/** The radio of a level on the page, before there is a program. */
const early = (page, level) => page.locator("pom-scope > .pom-first").getByRole("radio").nth(level - 1);

/** Opens the site with the program held back; gives what lets it come. */
async function slowly(page, server) {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(WASM, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(server.url);
  return release;
}

/** Waits for the quick check's first screen, whose focus is where the answer is, and not on the heading. */
const going = (page) => until(() => page.evaluate(() => location.hash), "the quick check", { wanted: "#/quick/1" });

const only = (store) => {
  const texts = Object.values(store);
  equal(texts.length, 1, `one assessment: ${Object.keys(store)}`);
  return JSON.parse(texts[0]);
};

suite("first", () => {
  test("a level that is picked before the program is there counts: the quick check goes on from it, and it is saved", async ({ page, server }) => {
    const release = await slowly(page, server);
    ok(await page.getByText("The next question is on its way").isHidden());
    await early(page, 2).check();
    // A second thought counts, too.
    await early(page, 3).check();
    ok(await page.getByText("The next question is on its way").isVisible(), "it says that it is kept");
    release();
    await going(page);
    ok(await placement(page, 3).isChecked(), "the level");
    await until(() => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.activeElement?.id), "focus on it, as it was", { wanted: "now-3" });
    await statusSays(page, "save.saved");
    equal(only((await stored(page)).local).placement, { [THREAD]: 3 });
    // It is an answer like any other: it is there after a reload, and given once.
    await page.reload();
    await ready(page);
    await going(page);
    ok(await placement(page, 3).isChecked(), "after a reload");
    equal(only((await stored(page)).local).placement, { [THREAD]: 3 });
  });

  test("it counts where the program came only at the second try", async ({ page, server, expectConsole }) => {
    expectConsole(/Failed to load resource/);
    expectConsole(/pomscope: network/);
    await page.route(WASM, (route) => route.abort());
    await page.goto(server.url);
    await early(page, 4).check();
    const again = page.locator("pom-scope").getByRole("button", { name: "Try again" });
    await until(() => again.isVisible(), "the panel");
    ok(await early(page, 4).isChecked(), "it still stands there");
    await page.unroute(WASM);
    await again.click();
    await going(page);
    ok(await placement(page, 4).isChecked(), "the level");
  });

  test("nothing is begun where nothing was picked, and a level picked on the start begins just so", async ({ page, open }) => {
    await open();
    equal(await stored(page).then(({ local }) => Object.keys(local)), []);
    await page.getByRole("group", { name: say("start.first") }).getByRole("radio").nth(1).click();
    await going(page);
    ok(await placement(page, 2).isChecked(), "the level");
    await statusSays(page, "save.saved");
    await page.keyboard.press("ArrowDown");
    ok(await placement(page, 3).isChecked(), "arrows go on within the question");
    equal(await page.evaluate(() => location.hash), "#/quick/1");
  });

  test("where something is kept, or an address leads elsewhere, the page's question is not there to be answered", async ({ page, server }) => {
    await plant(page, server, { abcdefgh12345678: file({ answers: ANSWERS, title: "Spring" }) });
    await page.route(/\/desk-[0-9a-f]{10}\.wasm$/, () => {});
    await page.goto(server.url);
    await until(() => early(page, 1).isDisabled(), "the question is off");
    await page.unroute(/\/desk-[0-9a-f]{10}\.wasm$/);
    await page.reload();
    await ready(page);
    await until(() => heading(page).innerText(), "the start", { wanted: say("start.title") });
    ok(await page.locator("#resume").isVisible(), "there is something to go on with");
    equal(await page.getByRole("group", { name: say("start.first") }).count(), 0, "which comes first");
  });

  test("the page asks in the very words of the program", async ({ page, server }) => {
    const release = await slowly(page, server);
    const words = (root) => root.evaluate((node) => [...node.querySelectorAll("legend, label")].map((part) => part.innerText.replace(/\s+/g, " ").trim()));
    const before = await words(page.locator(".pom-first__ask"));
    equal(before.length, 1 + pack.levels.length);
    release();
    await ready(page);
    equal(await words(page.getByRole("group", { name: say("start.first") })), before);
    ok(before[0].endsWith(wording.threads[THREAD].question));
  });

  test("nothing below it moves away when the program comes: its radios stay where a finger is about to press", async ({ page, server }) => {
    for (const width of [320, 768, 1280]) {
      await page.unroute(WASM);
      await page.setViewportSize({ width, height: 900 });
      const release = await slowly(page, server);
      const place = (locator) => locator.evaluate((node) => node.getBoundingClientRect().top + scrollY);
      const before = await place(early(page, 3));
      release();
      await ready(page);
      const after = await place(page.getByRole("group", { name: say("start.first") }).getByRole("radio").nth(2));
      ok(Math.abs(after - before) < 44, `at ${width} px it moves by ${after - before}`);
    }
  });

  test("who began with it is asked from which side before the full assessment, and not twice", async ({ page, open }) => {
    await open();
    await page.getByRole("group", { name: say("start.first") }).getByRole("radio").nth(1).click();
    await going(page);
    await next(page, "#/quick/2");
    await next(page, "#/quick/3");
    await next(page, "#/finding");
    await next(page, "#/scope");
    await page.getByRole("radio", { name: new RegExp(`^${say("side.it")}`) }).check();
    await next(page, "#/group/1");
  });
});
