// Help where the question arises: each of a newcomer's questions is answered on the screen on which it comes up, at most one tap away. What the answers say is the catalogue's.

import { suite, test, equal, ok, until } from "../harness.mjs";
import { begins, pack, say, screens, spoken, threadName, wording } from "../content.mjs";
import { sideways } from "../layout.mjs";
import { ANSWERS, arrived, button, file, open as unfold, plant, radio, rate, saved, stored } from "../journey.mjs";
import { atStage, planted, sitDown } from "../workshop.mjs";

const ID = "abcdefgh12345678";
const WIDTHS = [320, 1280];
const MOST_STOPS = 40;

/** The first screen whose statements count towards the score. */
const scored = screens.findIndex((screen) => !screen.items[0].descriptive);
const keyRelationships = wording.interface?.["scope.key.hint"] ?? say("scope.key.hint");

const summary = (page, key) => page.locator("summary", { hasText: say(key) }).first();
const folded = (page, key) => summary(page, key).evaluate((node) => !node.parentElement.open);
/** Whether a text is to be seen; before it in its paragraph may stand the word that it explains. */
const shows = (page, text) => page.getByText(text).first().isVisible();
const hasFocus = (what) => what.evaluate((node) => node.getRootNode().activeElement === node);

async function toResult(page, server, open) {
  await plant(page, server, { [ID]: file({ id: ID, answers: ANSWERS, side: "it" }) });
  await open();
  await button(page, "start.resume").click();
  await arrived(page, "#/result");
}

async function toGroup(page, at) {
  await button(page, "start.full").click();
  await arrived(page, "#/scope");
  await page.evaluate((at) => (location.hash = `#/group/${at}`), at);
  await arrived(page, `#/group/${at}`);
}

/** Unfolds by keys alone, from the heading on; says what must be there then, and that nothing else moved. */
async function asks(page, key, texts) {
  const opener = summary(page, key);
  if (!(await folded(page, key))) await opener.evaluate((node) => (node.parentElement.open = false));
  // A kiosk says of no single answer that it is saved.
  if ((await page.locator("header .status").count()) > 0) await saved(page);
  const before = await page.evaluate(() => location.hash);
  const kept = JSON.stringify(await stored(page));
  let stops = 0;
  for (; stops < MOST_STOPS && !(await hasFocus(opener)); stops += 1) await page.keyboard.press("Tab");
  ok(await hasFocus(opener), `Tab never came to “${say(key)}”`);
  for (const text of texts) ok(!(await shows(page, text)), `folded, and yet it shows: ${text}`);
  await page.keyboard.press("Enter");
  await until(() => folded(page, key), `“${say(key)}” to unfold`, { wanted: false });
  for (const text of texts) ok(await shows(page, text), `one tap from “${say(key)}”: ${text}`);
  ok(await hasFocus(opener), "focus stayed where it was");
  equal(await page.evaluate(() => location.hash), before, "the place");
  equal(JSON.stringify(await stored(page)), kept, "what is stored");
  equal(await sideways(page), "", "nothing scrolls sideways");
  await page.keyboard.press("Enter");
  await until(() => folded(page, key), `“${say(key)}” to fold`, { wanted: true });
}

const BESIDES = ["help.text", "help.unknown", "help.na"].map((key) => say(key));
const SCORE = ["report.method.attained", "report.meaning.range", "report.meaning.confidence", "report.meaning.not.text"].map((key) => say(key));
const BANDS = ["n", "p", "l", "f"].map((band) => say(`report.method.band.${band}`));

suite("help", () => {
  for (const width of WIDTHS) {
    const context = { viewport: { width, height: 900 } };

    test(`at ${width} px a statement's screen says how to answer, and what each answer beside the scale does`, async ({ page, open }) => {
      await open();
      await toGroup(page, scored + 1);
      await asks(page, "help", [...BESIDES, keyRelationships]);
      const surpassable = screens[scored].items.some((item) => item.surpassable);
      equal(surpassable, await page.getByRole("radio", { name: say("rating.beyond") }).first().isVisible(), "whether beyond is offered");
      if (surpassable) await asks(page, "help", [say("help.beyond")]);
    }, { context });

    test(`at ${width} px the result says what it says and what not, what a level needs, and what the letters mean`, async ({ page, open, server }) => {
      await toResult(page, server, open);
      const [base, top] = [pack.levels.at(0).level, pack.levels.at(-1).level];
      const threads = `${pack.threads.slice(0, -1).map(threadName).join(", ")} and ${threadName(pack.threads.at(-1))}`;
      await asks(page, "report.meaning", [say("report.meaning.score", { base, top, threads }), ...SCORE]);
      await asks(page, "report.method.bands", BANDS);
    }, { context });

    test(`at ${width} px the scope says without a tap what a side is and which relationships are meant`, async ({ page, open }) => {
      await open();
      await button(page, "start.full").click();
      await arrived(page, "#/scope");
      for (const key of ["scope.side.hint", "side.it.hint", "side.business.hint", "side.both.hint", "scope.key.hint"]) ok(await shows(page, say(key)), say(key));
      await asks(page, "scope.small", [say("scope.small.text")]);
    }, { context });

    test(`at ${width} px the quick check shows how each level looks, and brings back to where one was`, async ({ page, open }) => {
      await open();
      await button(page, "start.quick").click();
      await arrived(page, "#/scope");
      await page.locator("#next").click();
      await arrived(page, "#/quick/1");
      const now = page.getByRole("group", { name: say("quick.now") }).getByRole("radio").nth(1);
      await now.check();
      await button(page, "quick.levels").click();
      await arrived(page, "#/levels");
      await button(page, "levels.back").click();
      await arrived(page, "#/quick/1");
      ok(await now.isChecked(), "the level that was chosen");
    }, { context });

    test(`at ${width} px a lens says how to answer`, async ({ page, open, server }) => {
      await toResult(page, server, open);
      await page.evaluate(() => (location.hash = "#/lens/framework/1"));
      await arrived(page, "#/lens/framework/1");
      await asks(page, "help", BESIDES.slice(0, 2));
    }, { context });

    test(`at ${width} px a kiosk says how to answer`, async ({ page, server }) => {
      await planted(page, server, { session: {}, locked: true });
      await sitDown(page, "it");
      await atStage(page, "group");
      await asks(page, "help", [say("help.text")]);
    }, { context });
  }

  test("who answers for the first time has the help before them, and it goes once they know", async ({ page, open }) => {
    await open();
    await toGroup(page, 1);
    ok(await shows(page, say("help.text")), "on the first screen, without a tap");
    await rate(page, screens[0].items[0].id, "partly");
    await saved(page);
    ok(!(await folded(page, "help")), "an answer moves nothing under the reader's hand");
    await page.locator("#next").click();
    await arrived(page, "#/group/2");
    ok(await folded(page, "help"), "folded where one has answered before");
    await page.evaluate((at) => (location.hash = `#/group/${at}`), scored + 1);
    await arrived(page, `#/group/${scored + 1}`);
    ok(await shows(page, say("help.unknown")), "the first scored screen has answers of its own to tell of");
  });

  test("what is unfolded stays so while one answers, and what is half written is not lost", async ({ page, open, server }) => {
    await plant(page, server, { [ID]: file({ id: ID, answers: { "A2.L5.GOAL.P1": "partly" } }) });
    await open();
    await button(page, "start.resume").click();
    await until(() => page.evaluate(() => location.hash.length > 2), "the assessment");
    await page.evaluate((at) => (location.hash = `#/group/${at}`), scored + 1);
    await arrived(page, `#/group/${scored + 1}`);
    const [{ id }] = screens[scored].items;
    ok(await folded(page, "help"), "an assessment with answers has it folded");
    await unfold(page, "card.note.add");
    await page.getByLabel(say("card.note"), { exact: true }).first().fill("half a");
    await summary(page, "help").click();
    await rate(page, id, "largely");
    await saved(page);
    ok(!(await folded(page, "help")), "the help stays");
    ok(await radio(page, id, "largely").isChecked(), "the answer");
    equal(await page.getByLabel(say("card.note"), { exact: true }).first().inputValue(), "half a");
  });

  test("the help speaks the language that is chosen", async ({ page, open }) => {
    const { say: sagt } = spoken("de");
    await open();
    await page.getByRole("button", { name: begins(sagt("start.full")) }).click();
    await arrived(page, "#/scope");
    await page.evaluate(() => (location.hash = "#/group/1"));
    await arrived(page, "#/group/1");
    ok(await shows(page, sagt("help.text")), "in German");
  }, { context: { locale: "de-DE" } });
});
