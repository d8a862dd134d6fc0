// The journey with keys alone: Tab, arrows, Space, Enter, Escape, and the keys that rate. No pointer is used here.

import { suite, test, equal, ok, ready, until } from "../harness.mjs";
import { begins, pack, say, screens } from "../content.mjs";
import {
  ANSWERS, arrived, button, card, dialog, file, headingFocused, imported, menu, plant, radio, saved, stored,
} from "../journey.mjs";
import { PIN, answers, at as atScreen, planted } from "../workshop.mjs";

const KEYS = { not: "1", partly: "2", largely: "3", fully: "4", beyond: "b", unknown: "d", na: "n" };
/** More stops than any screen has. */
const MOST_STOPS = 120;

const hasFocus = (what) => what.evaluate((node) => node.getRootNode().activeElement === node);
const focusOn = (what, why) => until(() => hasFocus(what), why ?? `focus on ${what}`);

/** Tabs forward until the element has focus. */
async function tab(page, what) {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await hasFocus(what)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${what}`);
}

async function enter(page, what, path) {
  await tab(page, what);
  await page.keyboard.press("Enter");
  if (path) await arrived(page, path);
}

const nextButton = (page) => page.locator("#next");

/** To a card's own radio, from anywhere before it. */
async function toCard(page, item) {
  const own = card(page, item.id).getByRole("radio");
  const checked = card(page, item.id).getByRole("radio", { checked: true });
  await tab(page, (await checked.count()) > 0 ? checked : own.first());
}

async function toGroups(page) {
  await enter(page, button(page, "start.full"), "#/scope");
  await enter(page, nextButton(page), "#/group/1");
}

suite("keyboard", () => {
  test("the whole journey needs no pointer, and each step begins at its heading", async ({ page, open }) => {
    await open();
    await enter(page, button(page, "start.quick"), "#/scope");
    await tab(page, page.getByRole("radio", { name: begins(say("side.it")) }));
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    ok(await page.getByRole("radio", { name: begins(say("side.business")) }).isChecked(), "an arrow chose the next side");
    await tab(page, page.getByLabel(begins(say("scope.k"))));
    await page.keyboard.type("9");
    await tab(page, page.getByLabel(begins(say("scope.name"))));
    await page.keyboard.type("By keys 1 2 3");

    for (const at of pack.threads.keys()) {
      await enter(page, nextButton(page), `#/quick/${at + 1}`);
      const now = page.getByRole("group", { name: say("quick.now") }).getByRole("radio");
      await tab(page, now.first());
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      ok(await now.nth(2).isChecked(), "arrows chose level 3");
      await tab(page, page.getByRole("radio", { name: say("quick.probe.yes") }));
      await page.keyboard.press("ArrowRight");
      ok(await page.getByRole("radio", { name: say("quick.probe.no") }).isChecked(), "an arrow chose the other answer");
      await enter(page, button(page, "quick.lower", { level: 2 }));
      await until(() => now.nth(1).isChecked(), "the level to be lowered");
      ok(await page.evaluate(() => document.querySelector("pom-scope").shadowRoot.activeElement !== null), "focus is still on the screen");
    }
    await enter(page, nextButton(page), "#/finding");

    for (const [at, { items }] of screens.entries()) {
      await enter(page, nextButton(page), `#/group/${at + 1}`);
      for (const item of items) {
        await toCard(page, item);
        await page.keyboard.press(KEYS[ANSWERS[item.id]]);
        await focusOn(radio(page, item.id, ANSWERS[item.id]), `the rated choice of ${item.id} to have focus`);
        ok(await radio(page, item.id, ANSWERS[item.id]).isChecked(), `${item.id} is rated`);
      }
    }
    await enter(page, nextButton(page), "#/review");
    await enter(page, button(page, "look.yes"));
    await tab(page, page.getByLabel(say("wanted.target")).first());
    await page.keyboard.press("ArrowDown");
    ok((await page.getByLabel(say("wanted.target")).first().inputValue()) !== "", "an arrow chose a target");
    await enter(page, nextButton(page), "#/result");
    await saved(page);
    const [text] = Object.values((await stored(page)).local);
    const kept = JSON.parse(text);
    equal(kept.title, "By keys 1 2 3");
    equal(Object.values(kept.answers).filter(({ rating }) => rating).length, Object.keys(ANSWERS).length, "all answers are kept");

    await enter(page, button(page, "result.report"), "#/report");
    await enter(page, button(page, "report.screen.back"), "#/result");
    await enter(page, menu(page));
    await enter(page, button(page, "menu.shelf"), "#/assessments");
  });

  test("a facilitator opens a workshop, counts, reveals, talks it through and agrees without a pointer", async ({ page, server }) => {
    const responses = answers({ it: 6, business: 6, rate: ({ side, at }) => (side === "it" ? ["largely", "fully"] : ["not", "partly"])[at % 2] });
    await planted(page, server, { responses });
    await enter(page, page.locator("#planted0000000001-open"));
    await focusInDialog(page);
    await tab(page, page.locator("#pin"));
    await page.keyboard.type(PIN);
    await page.keyboard.press("Enter");
    await atScreen(page, "Spring workshop");
    await headingFocused(page);
    equal(await page.locator("#count-business").innerText(), "6 of 6");
    await enter(page, page.locator("#reveal"));
    await focusInDialog(page);
    await enter(page, page.locator("#reveal-now"));
    await until(() => page.locator("#discuss").isVisible(), "the result");
    await headingFocused(page);
    await enter(page, page.locator("#discuss"));
    await until(() => page.locator("#topic-after").isVisible(), "the wall");
    await headingFocused(page);
    const statement = await page.getByRole("heading", { level: 1 }).innerText();
    const agreed = page.getByRole("group", { name: say("room.agree") }).getByRole("radio");
    await tab(page, agreed.first());
    await page.keyboard.press("2");
    await until(() => agreed.nth(1).isChecked(), "what was agreed");
    await enter(page, page.locator("#topic-after"));
    await until(async () => (await page.getByRole("heading", { level: 1 }).innerText()) !== statement, "the next statement");
    await headingFocused(page);
    await page.keyboard.press("ArrowLeft");
    await until(() => page.getByRole("heading", { level: 1 }).innerText(), "the page turned back by an arrow", { wanted: statement });
    ok(await agreed.nth(1).isChecked(), "what was agreed stays");
  });

  test("in a card 1 to 4, B, D and N rate what the statement offers, in either case", async ({ page, open }) => {
    await open();
    await toGroups(page);
    const [symptom] = screens[0].items;
    await toCard(page, symptom);
    for (const key of ["b", "n", "5", "0"]) await page.keyboard.press(key);
    equal(await page.getByRole("radio", { checked: true }).count(), 0, "a sign offers neither beyond nor does not apply");
    for (const [key, rating] of [["3", "largely"], ["D", "unknown"], ["1", "not"], ["d", "unknown"]]) {
      await page.keyboard.press(key);
      await focusOn(radio(page, symptom.id, rating));
    }
    for (let at = 2; at <= 4; at += 1) await enter(page, nextButton(page), `#/group/${at}`);
    const item = screens[3].items.find(({ surpassable }) => surpassable);
    await toCard(page, item);
    for (const [key, rating] of [["B", "beyond"], ["N", "na"], ["4", "fully"], ["n", "na"], ["b", "beyond"]]) {
      await page.keyboard.press(key);
      await focusOn(radio(page, item.id, rating));
    }
  });

  test("arrows keep their native meaning in the choices", async ({ page, open }) => {
    await open();
    await toGroups(page);
    const [item] = screens[0].items;
    await toCard(page, item);
    await page.keyboard.press("1");
    await focusOn(radio(page, item.id, "not"));
    for (const [key, rating] of [["ArrowRight", "partly"], ["ArrowDown", "largely"], ["ArrowLeft", "partly"], ["ArrowUp", "not"], ["ArrowUp", "unknown"]]) {
      await page.keyboard.press(key);
      await until(() => radio(page, item.id, rating).isChecked(), `${key} to choose ${rating}`);
      ok(await hasFocus(radio(page, item.id, rating)), `${key} moved focus along`);
    }
  });

  test("keys rate nothing while a text is being written, with a modifier, or outside a card", async ({ page, open }) => {
    await open();
    await toGroups(page);
    for (let at = 2; at <= 4; at += 1) await enter(page, nextButton(page), `#/group/${at}`);
    const [item] = screens[3].items;
    await page.keyboard.press("4");
    await toCard(page, item);
    await page.keyboard.press("Control+2");
    await page.keyboard.press("Alt+3");
    equal(await page.getByRole("radio", { checked: true }).count(), 0, "nothing is rated");
    await page.keyboard.press("2");
    await focusOn(radio(page, item.id, "partly"));
    await enter(page, card(page, item.id).locator("summary", { hasText: say("card.note.add") }));
    await tab(page, card(page, item.id).getByLabel(say("card.note"), { exact: true }));
    await page.keyboard.type("1234 bdn BDN");
    await tab(page, card(page, item.id).getByLabel(say("card.evidence")));
    await page.keyboard.type("4n");
    await saved(page);
    const [text] = Object.values((await stored(page)).local);
    const { rating, note, evidence } = JSON.parse(text).answers[item.id];
    equal({ rating, note, evidence }, { rating: "partly", note: "1234 bdn BDN", evidence: "4n" });
  });

  test("the keys can be switched off; that holds on the next screen and after a reload, and arrows go on working", async ({ page, open }) => {
    await open();
    await toGroups(page);
    const box = page.getByRole("checkbox", { name: begins(say("keys.switch")) });
    await tab(page, box);
    await page.keyboard.press("Space");
    await until(async () => !(await box.isChecked()), "the box to be empty");
    await enter(page, nextButton(page), "#/group/2");
    await page.reload();
    await ready(page);
    const [item] = screens[1].items;
    await toCard(page, item);
    await page.keyboard.press("3");
    await page.keyboard.press("d");
    equal(await page.getByRole("radio", { checked: true }).count(), 0, "keys do nothing");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    await until(() => radio(page, item.id, "partly").isChecked(), "an arrow to choose");
  });

  test("taking an answer back by key keeps focus in its card", async ({ page, open }) => {
    await open();
    await toGroups(page);
    const [item] = screens[0].items;
    await toCard(page, item);
    await page.keyboard.press("4");
    await focusOn(radio(page, item.id, "fully"));
    await enter(page, card(page, item.id).getByRole("button", { name: say("card.clear") }));
    await focusOn(card(page, item.id).getByRole("radio").first(), "focus on the first choice");
    equal(await page.getByRole("radio", { checked: true }).count(), 0);
  });

  const DIALOGS = [
    ["how the score came about", "#/result", (page) => page.locator("#how-block")],
    ["how a thread's score came about", "#/result", (page) => page.locator("#how-PRIO")],
    ["how the score is made", "#/result", (page) => page.locator("#about-method")],
    ["deleting one assessment", "#/result", (page) => page.locator("#delete")],
    ["renaming", "#/assessments", (page) => page.getByRole("button", { name: begins(say("shelf.rename")) })],
    ["deleting from the list", "#/assessments", (page) => page.getByRole("button", { name: begins(say("shelf.delete")) })],
    ["what leaves this browser", "#/", (page) => page.locator("#status")],
  ];
  for (const [what, path, opener] of DIALOGS) {
    test(`the dialog for ${what} takes focus, keeps it, closes by Escape and gives it back`, async ({ page, open, server }) => {
      await plant(page, server, { abcdefgh12345678: file({ answers: ANSWERS }) });
      await open();
      if (path === "#/result") await enter(page, button(page, "start.resume"), path);
      if (path === "#/assessments") {
        await enter(page, menu(page));
        await enter(page, button(page, "menu.shelf"), path);
      }
      await tab(page, opener(page));
      await page.keyboard.press("Enter");
      await focusInDialog(page);
      for (let stop = 0; stop < 12; stop += 1) {
        await page.keyboard.press(stop % 3 === 2 ? "Shift+Tab" : "Tab");
        ok(await page.evaluate(() => {
          const { shadowRoot } = document.querySelector("pom-scope");
          // Between its last and its first stop the browser's own frame has focus.
          return shadowRoot.activeElement === null || shadowRoot.activeElement.closest("dialog") !== null;
        }), "focus does not leave the dialog");
      }
      await page.keyboard.press("Escape");
      await until(() => dialog(page).count(), "the dialog to be gone", { wanted: 0 });
      await focusOn(opener(page), "focus on the opener");
      await page.keyboard.press("Enter");
      await focusInDialog(page);
      const keep = dialog(page).getByRole("button").filter({ hasText: new RegExp(`^(${["close", "cancel", "delete.keep", "deleteAll.keep"].map((key) => say(key)).join("|")})$`) });
      await enter(page, keep);
      await until(() => dialog(page).count(), "the dialog to be gone", { wanted: 0 });
      await focusOn(opener(page), "focus on the opener");
    });
  }

  for (const [what, key] of [["deleting everything", "menu.deleteAll"], ["what leaves this browser", "menu.about"]]) {
    test(`the dialog for ${what}, opened from the menu, gives focus back to the menu`, async ({ page, open }) => {
      await open();
      await enter(page, menu(page));
      await enter(page, page.locator(".menu").getByRole("button", { name: say(key) }));
      await focusInDialog(page);
      await page.keyboard.press("Escape");
      await until(() => dialog(page).count(), "the dialog to be gone", { wanted: 0 });
      await focusOn(menu(page));
      equal(await page.locator(".menu").getAttribute("open"), null, "the menu is closed");
    });
  }

  test("the menu opens by Enter and closes by Escape, with focus on its opener", async ({ page, open }) => {
    await open();
    await enter(page, menu(page));
    await tab(page, page.locator(".menu").getByRole("button", { name: say("menu.import") }));
    await page.keyboard.press("Escape");
    equal(await page.locator(".menu").getAttribute("open"), null, "the menu is closed");
    await focusOn(menu(page));
  });

  test("a new name is typed and taken by key, and focus returns to where it was asked", async ({ page, open, server }) => {
    await plant(page, server, { abcdefgh12345678: file({ title: "Before" }) });
    await open();
    await enter(page, menu(page));
    await enter(page, button(page, "menu.shelf"), "#/assessments");
    const opener = page.getByRole("button", { name: begins(say("shelf.rename")) });
    await enter(page, opener);
    await focusInDialog(page);
    await tab(page, dialog(page).getByLabel(say("rename.name")));
    await page.keyboard.press("Control+A");
    await page.keyboard.type("After");
    await enter(page, dialog(page).getByRole("button", { name: say("rename.go") }));
    await until(() => page.getByRole("heading", { name: "After" }).count(), "the new name");
    await focusOn(opener);
  });

  test("a dismissed notice leaves focus on the heading", async ({ page, open }) => {
    await open();
    await imported(page, button(page, "start.file.open"), { text: "no JSON" });
    await enter(page, button(page, "notice.dismiss"));
    await headingFocused(page);
  });
});

async function focusInDialog(page) {
  await until(() => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.activeElement?.closest("dialog") !== null && document.querySelector("pom-scope").shadowRoot.activeElement !== null), "focus in the dialog");
}
