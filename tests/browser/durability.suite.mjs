// What is entered survives: a killed browser, stores that refuse, are full, emptied or damaged, and other tabs. Files are import.suite's.

import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { deny, fill, without } from "../broken.mjs";
import { begins, label, like, say, screens, statements } from "../content.mjs";
import { profile } from "../kill.mjs";
import {
  ANSWERS, answer, arrived, beginFull, beginWith, button, card, choose, dialog, downloaded, file, go, heading, headingFocused, next, notice, plant, radio, rate,
  saved, status, statusSays, stored, write,
} from "../journey.mjs";

const [FIRST] = statements;
const FOURTH = screens[3].items[0];
const FIFTH = screens[3].items[1];

/** What a store holds of the one assessment there is, parsed. */
const only = (store) => {
  const texts = Object.values(store);
  equal(texts.length, 1, `one assessment: ${Object.keys(store)}`);
  return JSON.parse(texts[0]);
};

/** Another tab on the same place. While `deaf` it hears nothing of other tabs, as in the moment before their news arrives. */
async function secondTab(context, server) {
  const page = await context.newPage();
  await page.addInitScript(() => addEventListener("storage", (event) => globalThis.deaf && event.stopImmediatePropagation(), true));
  await page.goto(server.url);
  await ready(page);
  return page;
}

async function resume(page, path) {
  await button(page, "start.resume").click();
  await until(() => page.evaluate(() => location.hash), "the assessment", { wanted: path });
}

suite("durability", () => {
  test("an answer shown as saved survives a kill of the browser in that moment", async ({ server }) => {
    const disk = profile({ origins: [server.origin] });
    try {
      let browser = await disk.start();
      await browser.page.goto(server.url);
      await ready(browser.page);
      await beginFull(browser.page);
      await rate(browser.page, FIRST.id, "largely");
      await statusSays(browser.page, "save.saved");
      await browser.kill();

      browser = await disk.start();
      await browser.page.goto(server.url);
      await ready(browser.page);
      await resume(browser.page, "#/group/2");
      await go(browser.page, 0);
      ok(await radio(browser.page, FIRST.id, "largely").isChecked(), "the answer is there");
      // Once more, with a note on top of what was there.
      await write(browser.page, FIRST.id, { note: "Written just before the lights went out" });
      await statusSays(browser.page, "save.saved");
      await browser.kill();

      browser = await disk.start();
      await browser.page.goto(server.url);
      await ready(browser.page);
      await resume(browser.page, "#/group/2");
      await go(browser.page, 0);
      await card(browser.page, FIRST.id).locator("summary", { hasText: say("card.note.yours") }).click();
      equal(await card(browser.page, FIRST.id).getByLabel(say("card.note"), { exact: true }).inputValue(), "Written just before the lights went out");
      equal(browser.watch.problems(), []);
      await browser.close();
    } finally {
      disk.remove();
    }
  });

  test("where storage throws on access, the page says so, offers the file, and the assessment goes on", async ({ page, open }) => {
    await deny(page);
    await open();
    equal(await status(page).first().innerText(), say("save.denied"));
    await beginFull(page);
    await rate(page, FIRST.id, "partly");
    await statusSays(page, "save.denied");
    await until(() => notice(page).filter({ hasText: say("save.bad.title") }).isVisible(), "the notice");
    const { text } = await downloaded(page, button(page, "save.bad.download"));
    equal(JSON.parse(text).answers[FIRST.id].rating, "partly");
    await next(page, "#/group/2");
    await rate(page, screens[1].items[0].id, "fully");
    await page.goBack();
    await arrived(page, "#/group/1");
    ok(await radio(page, FIRST.id, "partly").isChecked(), "the answer is still there");
    await button(page, "save.bad.again").click();
    await statusSays(page, "save.denied");
  });

  test("with localStorage full, the other store keeps the answers, and a reload brings them back", async ({ page, open }) => {
    await open();
    await beginWith(page, { [FIRST.id]: "not" });
    await fill(page);
    await rate(page, FIRST.id, "fully");
    await write(page, FIRST.id, { note: "much ".repeat(300) });
    await statusSays(page, "save.durableOnly");
    const there = await stored(page);
    equal(only(there.local).answers[FIRST.id].rating, "not", "the full store still holds what it held");
    equal(only(there.durable).answers[FIRST.id].note, "much ".repeat(300));
    await page.reload();
    await ready(page);
    ok(await radio(page, FIRST.id, "fully").isChecked(), "the answer is there");
    await card(page, FIRST.id).locator("summary", { hasText: say("card.note.yours") }).click();
    equal(await card(page, FIRST.id).getByLabel(say("card.note"), { exact: true }).inputValue(), "much ".repeat(300));
  });

  test("with both stores full, the page says so, offers the file, and saves again once there is room", async ({ page, open }) => {
    await open();
    await beginWith(page, { [FIRST.id]: "not" });
    await fill(page);
    // Filling this one for real would take gigabytes: it refuses as a full one does.
    await page.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...what) {
        if (!globalThis.roomAgain) throw new DOMException("There is no room left.", "QuotaExceededError");
        return put.apply(this, what);
      };
    });
    await write(page, FIRST.id, { note: "much ".repeat(300) });
    await statusSays(page, "save.full");
    match(await page.getByRole("alert").first().innerText(), begins(say("save.full")), "it is spoken");
    const { text } = await downloaded(page, button(page, "save.bad.download"));
    equal(JSON.parse(text).answers[FIRST.id].note, "much ".repeat(300));
    await next(page, "#/group/2");
    await statusSays(page, "save.full");
    await page.evaluate(() => {
      globalThis.roomAgain = true;
      localStorage.removeItem("of somebody else");
    });
    await button(page, "save.bad.again").click();
    await statusSays(page, "save.saved");
    equal(only((await stored(page)).durable).answers[FIRST.id].note, "much ".repeat(300));
  });

  test("without IndexedDB the answers are kept all the same, and the status says in how many stores", async ({ page, open }) => {
    await without(page, "indexedDB");
    await open();
    await beginFull(page);
    await rate(page, FIRST.id, "largely");
    await statusSays(page, "save.localOnly");
    await page.reload();
    await ready(page);
    ok(await radio(page, FIRST.id, "largely").isChecked(), "the answer is there");
  });

  const DAMAGED = {
    truncated1: [file({ answers: ANSWERS }).slice(0, 300), "read.notJson"],
    garbage123: ["\u0000\ufffd not JSON {", "read.notJson"],
    empty12345: ["", "read.notJson"],
    newer12345: [file({ formatVersion: 99, something: { new: [1, 2] } }), "read.newer"],
    foreign123: ['{"theme":"dark","items":[1,2,3]}', "read.notAssessment"],
  };
  /** It can be opened where its questionnaire is. */
  const OTHER = { otherpack1: file({ pack: { id: "somebody-elses-pack", version: "3.1.0" } }) };

  test("what is in storage and cannot be opened is listed with its reason, downloads byte for byte, and is never written over", async ({ page, open, server }) => {
    const texts = { ...Object.fromEntries(Object.entries(DAMAGED).map(([id, [text]]) => [id, text])), ...OTHER };
    await plant(page, server, texts);
    await open();
    await until(() => page.getByText(say("notice.unreadable", { n: 5 })).isVisible(), "the start says how many");
    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    for (const [id, [text, reason]] of Object.entries(DAMAGED)) {
      const entry = await entryFor(page, id, reason);
      const taken = await downloaded(page, button(entry, "shelf.unreadable.download"));
      equal(taken, { name: `pomscope-${id}.json`, text });
    }
    const other = page.getByRole("region", { name: say("packs.others") });
    ok((await other.innerText()).includes("somebody-elses-pack 3.1.0"), "which questionnaire is missing");
    equal((await downloaded(page, other.getByRole("button", { name: begins(say("shelf.export")) }))).text, OTHER.otherpack1);
    await button(page, "shelf.new").click();
    await arrived(page, "#/scope");
    await next(page, "#/group/1");
    await answer(page, { [FIRST.id]: "partly" });
    await page.reload();
    await ready(page);
    const { local } = await stored(page);
    for (const [id, text] of Object.entries(texts)) equal(local[`pomscope:a:${id}`], text, id);
    equal(Object.keys(local).length, 7, "and the new assessment beside them");

    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    await button(await entryFor(page, "foreign123", "read.notAssessment"), "shelf.unreadable.delete").click();
    await until(async () => (await stored(page)).local["pomscope:a:foreign123"] === undefined, "that one to be gone");
    equal(Object.keys((await stored(page)).local).length, 6, "the others are there");
    await headingFocused(page);
  });

  /** The shelf's entry for a record: its reason names the kind, the download's name the record. */
  async function entryFor(page, id, reason) {
    const entries = page.locator(".notice.bad").filter({ hasText: like(reason) });
    const alike = Object.entries(DAMAGED).filter(([, [, other]]) => other === reason).map(([other]) => other).sort();
    return entries.nth(alike.indexOf(id));
  }

  test("one damaged copy of two: the good one opens, the damaged one is set aside and kept", async ({ page, open }) => {
    await open();
    await beginWith(page, { [FIRST.id]: "largely" });
    await page.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => name.startsWith("pomscope:a:"));
      localStorage.setItem(key, '{"format": damaged');
    });
    await page.reload();
    await ready(page);
    ok(await radio(page, FIRST.id, "largely").isChecked(), "the answer is there");
    await until(() => page.getByText(say("notice.unreadable", { n: 1 })).isVisible(), "the damaged copy is told of");
    await rate(page, FIRST.id, "fully");
    await saved(page);
    const there = await until(async () => {
      const now = await stored(page);
      return Object.keys(now.durable).length === 2 && now;
    }, "both in the durable store");
    ok(Object.values(there.local).includes('{"format": damaged') && Object.values(there.durable).includes('{"format": damaged'), "the damaged text is in both stores");
    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    equal((await downloaded(page, button(page, "shelf.unreadable.download"))).text, '{"format": damaged');
  });

  test("a copy of a newer version is not opened, and neither copy is written over", async ({ page, open }) => {
    await open();
    await beginWith(page, { [FIRST.id]: "largely" });
    const newer = file({ formatVersion: 2 });
    await page.evaluate((text) => localStorage.setItem(Object.keys(localStorage).find((name) => name.startsWith("pomscope:a:")), text), newer);
    const before = (await stored(page)).durable;
    await page.reload();
    await ready(page);
    await arrivedAtStart(page);
    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    await until(() => page.getByText(like("read.newer")).isVisible(), "the reason is said");
    await beginAnother(page);
    const after = await stored(page);
    ok(Object.values(after.local).includes(newer), "the newer text stands");
    for (const [name, text] of Object.entries(before)) equal(after.durable[name], text, "the older copy stands");
  });

  test("with localStorage emptied, the other store brings the assessment back", async ({ page, open }) => {
    await open();
    await beginWith(page, { [FIRST.id]: "largely" });
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await ready(page);
    ok(await radio(page, FIRST.id, "largely").isChecked(), "the answer is there");
  });

  test("with IndexedDB emptied, localStorage brings the assessment back", async ({ page, open, server, context }) => {
    await open();
    await beginWith(page, { [FIRST.id]: "largely" });
    const browser = await context.newCDPSession(page);
    await browser.send("Storage.clearDataForOrigin", { origin: server.origin, storageTypes: "indexeddb" });
    await rate(page, FIRST.id, "fully");
    await statusSays(page, "save.saved");
    await page.reload();
    await ready(page);
    ok(await radio(page, FIRST.id, "fully").isChecked(), "the answer is there");
  });

  for (const [who, clear] of [
    ["the page itself", (page) => page.evaluate(() => localStorage.clear())],
    ["another tab", async (page, context, server) => {
      const other = await context.newPage();
      server.page(`${server.base}bare.html`, '<!doctype html><html lang="en"><title>bare</title><link rel="icon" href="data:,"><body></body></html>');
      await other.goto(`${server.url}bare.html`);
      await other.evaluate(() => localStorage.clear());
    }],
  ]) {
    test(`localStorage emptied by ${who} while answers are given: the assessment goes on`, async ({ page, open, context, server }) => {
      await open();
      await beginWith(page, { [FIRST.id]: "largely" });
      await next(page, "#/group/2");
      await clear(page, context, server);
      await rate(page, screens[1].items[0].id, "partly");
      await statusSays(page, "save.saved");
      const there = await stored(page);
      equal(only(there.local), only(there.durable));
      equal(only(there.local).answers[screens[1].items[0].id].rating, "partly");
      equal(only(there.local).answers[FIRST.id].rating, "largely");
      equal(await page.evaluate(() => location.hash), "#/group/2");
    });
  }

  test("two tabs: what one answers shows in the other, and different statements are both kept", async ({ page, open, context, server }) => {
    await open();
    await beginWith(page, { [FIRST.id]: "largely" });
    await go(page, 3);
    const other = await secondTab(context, server);
    await resume(other, "#/group/2");
    await go(other, 3);
    await rate(page, FOURTH.id, "partly");
    await until(() => radio(other, FOURTH.id, "partly").isChecked(), "the answer in the other tab");
    // At the same time, before either has heard of the other.
    await other.evaluate(() => (globalThis.deaf = true));
    await rate(page, FOURTH.id, "fully");
    await saved(page);
    await rate(other, FIFTH.id, "not");
    await until(() => radio(other, FOURTH.id, "fully").isChecked(), "both, in the tab that was behind");
    await until(() => radio(page, FIFTH.id, "not").isChecked(), "both, in the first tab");
    await statusSays(other, "save.saved");
    const { answers } = only((await stored(page)).local);
    equal([answers[FIRST.id].rating, answers[FOURTH.id].rating, answers[FIFTH.id].rating], ["largely", "fully", "not"]);
    equal(await page.getByText(like("card.conflict")).count(), 0, "no conflict");
  });

  for (const choice of ["take", "keep"]) {
    test(`two tabs answer one statement differently: both answers show, and “${choice}” settles it in both`, async ({ page, open, context, server }) => {
      await open();
      await beginWith(page, { [FOURTH.id]: "not" });
      await go(page, 3);
      const other = await secondTab(context, server);
      await resume(other, "#/group/1");
      await go(other, 3);
      await other.evaluate(() => (globalThis.deaf = true));
      await rate(page, FOURTH.id, "partly");
      await saved(page);
      await rate(other, FOURTH.id, "fully");
      const question = card(other, FOURTH.id).locator(".notice.warn");
      await until(() => question.isVisible(), "the question");
      await other.evaluate(() => (globalThis.deaf = false));
      const words = await question.innerText();
      ok(words.includes(label(FOURTH, "partly")) && words.includes(label(FOURTH, "fully")), words);
      await until(() => card(page, FOURTH.id).locator(".notice.warn").isVisible(), "the question in the first tab too");
      await saved(other);
      await saved(page);
      const rating = choice === "take" ? "partly" : "fully";
      await card(other, FOURTH.id).getByRole("button", { name: say(`card.conflict.${choice}`, { rating: label(FOURTH, rating) }) }).click();
      for (const tab of [other, page]) {
        await until(() => card(tab, FOURTH.id).locator(".notice.warn").count(), "no question any more", { wanted: 0 });
        ok(await radio(tab, FOURTH.id, rating).isChecked(), `the answer that was chosen: ${rating}`);
      }
      await saved(other);
      const answered = only((await stored(page)).durable).answers[FOURTH.id];
      equal([answered.rating, answered.other], [rating, undefined]);
    });
  }

  test("deleted in another tab: this one goes to the start and says so", async ({ page, open, context, server }) => {
    await open();
    await beginWith(page, { [FIRST.id]: "largely" });
    const other = await secondTab(context, server);
    await choose(other, "menu.deleteAll");
    await button(dialog(other), "deleteAll.go", { n: 1 }).click();
    await until(() => notice(page).filter({ hasText: say("notice.deletedElsewhere") }).isVisible(), "the notice");
    await arrivedAtStart(page);
    equal(await button(page, "start.resume").count(), 0, "there is nothing to resume");
    equal([(await stored(page)).local, (await stored(page)).durable], [{}, {}]);
  });

  test("another tab writes what cannot be opened: this tab's answers go on beside it", async ({ page, open, context, server }) => {
    await open();
    await beginWith(page, { [FIRST.id]: "largely" });
    const newer = file({ formatVersion: 2 });
    server.page(`${server.base}bare.html`, '<!doctype html><html lang="en"><title>bare</title><link rel="icon" href="data:,"><body></body></html>');
    const other = await context.newPage();
    await other.goto(`${server.url}bare.html`);
    await other.evaluate((text) => localStorage.setItem(Object.keys(localStorage).find((name) => name.startsWith("pomscope:a:")), text), newer);
    await until(() => notice(page).filter({ hasText: say("notice.movedAway") }).isVisible(), "the notice");
    await rate(page, FIRST.id, "fully");
    await statusSays(page, "save.saved");
    const { local } = await stored(page);
    equal(Object.values(local).filter((text) => text === newer).length, 1, "the other text stands");
    equal(Object.values(local).filter((text) => text !== newer).map((text) => JSON.parse(text).answers[FIRST.id].rating), ["fully"]);
  });
});

async function arrivedAtStart(page) {
  await until(() => page.evaluate(() => location.hash), "the start", { wanted: "#/" });
  await until(() => heading(page).innerText(), "its heading", { wanted: say("start.title") });
}

async function beginAnother(page) {
  await button(page, "shelf.new").click();
  await arrived(page, "#/scope");
  await next(page, "#/group/1");
  await answer(page, { [FIRST.id]: "partly" });
}
