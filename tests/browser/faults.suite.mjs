// What goes wrong around Pomscope, fault by fault: what the user then sees and what is kept. docs/RELIABILITY.md is written of these rows; faults that other suites hold are named here with their tests.

import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test, equal, match, ok, ready, until, Failure } from "../harness.mjs";
import { begins, label, like, pack, say, screens, statements } from "../content.mjs";
import { profile } from "../kill.mjs";
import { ROOT, SITE } from "../server.mjs";
import {
  ANSWERS, COUNTED, WRITTEN, answer, arrived, beginFull, beginQuick, beginWith, button, card, choose, dialog, downloaded, file, go, heading, imported, next,
  placement, plant, radio, rate, saved, status, statusSays, stored, write,
} from "../journey.mjs";
import { DAMAGES, WELCOME, clearSite, crash, cut, damaged, delaySaves, frozen, half, hangDatabase, places, without } from "../broken.mjs";
import { ROWS, amiss, fault, held, keeps, says, shows, sound, text, written } from "../faults.mjs";

const PAGE = join(ROOT, "docs/RELIABILITY.md");
const [FIRST, SECOND] = statements;
const FOURTH = screens[3].items[0];
const LIMIT = 5 * 1024 * 1024;
/** Every field that a stored assessment has, as format 1 keeps it. */
const RECORD = readFileSync(join(ROOT, "tests/stored/assessment-1.json"), "utf8");

const STORES = "The device's stores";
const CONTENTS = "What stands in the stores";
const TABS = "Other tabs, and the clock";
const LIFE = "A page, a browser or a power supply that ends";
const NETWORK = "The network and the server";
const FILES = "Files and questionnaires that come in";
const PROGRAM = "The program itself";
const ROOM = "Workshops and kiosks";

const bytes = (name) => readFileSync(join(SITE, name));
const only = (store) => {
  const texts = Object.values(store);
  equal(texts.length, 1, `one assessment: ${Object.keys(store)}`);
  return JSON.parse(texts[0]);
};
const bare = (server) => server.page(`${server.base}bare.html`, '<!doctype html><html lang="en"><title>bare</title><link rel="icon" href="data:,"><body></body></html>');

/** The page goes elsewhere on the same site, where nothing of ours runs. */
async function leave(page, server) {
  bare(server);
  await page.goto(`${server.url}bare.html`);
}

/** Whatever the page shows: the answer to a statement of the first screen is there. */
const answered = (rating, words = "the answer, chosen") => shows(words, async ({ page }) => {
  await go(page, 0);
  ok(await radio(page, FIRST.id, rating).isChecked(), `“${rating}” is there`);
});

/** Ratings that must be in both stores, by statement. */
const inBoth = (words, ratings) => keeps(words, async ({ page }) => {
  await saved(page);
  const { local, durable } = await stored(page);
  for (const store of [local, durable]) {
    const { answers } = only(store);
    for (const [id, rating] of Object.entries(ratings)) equal(answers[id]?.rating, rating, id);
  }
});

/** What was on the device is there, letter by letter. */
const untouched = (words, texts) => keeps(words, async ({ page }) => {
  const { local } = await stored(page);
  for (const [id, was] of Object.entries(texts)) equal(local[`pomscope:a:${id}`], was, id);
});

const PLANTED = { abcdefgh12345678: file({ answers: ANSWERS, title: "Spring" }) };

/** The way back once what was out of reach is there: one press, and all that was kept is offered. */
const again = shows(`after “Try again” or a reload, “${say("start.resume", { title: "Spring" })}”`, async ({ page, mend }) => {
  await mend();
  const retry = page.locator(".pom-panel").getByRole("button", { name: "Try again" });
  const reload = page.locator(".pom-panel").getByRole("button", { name: "Reload the page" });
  const resume = button(page, "start.resume", { title: "Spring" });
  if ((await retry.count()) > 0) await retry.click();
  else await page.reload();
  await until(async () => (await resume.or(reload).count()) > 0, "it to come, or to say what to do");
  if ((await reload.count()) > 0) await reload.click();
  await until(() => resume.isVisible(), "what is on the device");
});

/** What the page says before any script has run. */
const HTML = readFileSync(join(SITE, "index.html"), "utf8");
const inHtml = (part) => new RegExp(`pom-first__${part}">([^<]+)<`).exec(HTML)[1];
const [TITLE, WAIT] = ["title", "wait"].map(inHtml);
/** A program that is none of those which the page loads. */
const ANOTHER = readdirSync(SITE).find((name) => /^pdf-[0-9a-f]{10}\.wasm$/.test(name));

const ARRIVED = text("A part of Pomscope did not arrive");

/** An assessment without what opening it and answering FIRST change; null counts as absent, and so does what holds nothing. */
function steady({ rev, updatedAt, ...record }) {
  const empty = (value) => value === null || (typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0);
  const bare = (value) => {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
    const inner = Object.entries(value).map(([key, each]) => [key, bare(each)]);
    return Object.fromEntries(inner.filter(([key, each]) => !empty(each) && key !== FIRST.id).sort());
  };
  return bare(record);
}

suite("faults", () => {
  // The device's stores.

  held({ of: STORES, fault: "The browser allows no storage, and throws when it is asked for", sees: [says("save.denied"), says("save.bad.title"), `“${say("save.bad.download")}”`], kept: "every answer, in the tab; the file, once it is downloaded", suite: "durability", title: "where storage throws on access, the page says so, offers the file, and the assessment goes on" });
  held({ of: STORES, fault: "The widget stands in a sandboxed frame, which has no storage", sees: [says("save.denied")], kept: "every answer, in the tab", suite: "embed", title: "in a sandboxed frame without storage the page says so, and the assessment goes on" });

  fault({
    of: STORES,
    fault: "There is no storage at all",
    async happens({ page, open }) {
      await without(page, "localStorage", "sessionStorage", "indexedDB");
      await open();
      await beginFull(page);
      await rate(page, FIRST.id, "partly");
    },
    sees: [says("save.bad.title"), says("save.bad.download")],
    kept: [keeps("every answer, in the tab; the file, once it is downloaded", async ({ page }) => {
      const taken = JSON.parse((await downloaded(page, button(page, "save.bad.download"))).text);
      equal(taken.answers[FIRST.id].rating, "partly");
      await next(page, "#/group/2");
      await page.goBack();
      await arrived(page, "#/group/1");
      ok(await radio(page, FIRST.id, "partly").isChecked(), "the answer is still there");
    })],
  });

  held({ of: STORES, fault: "localStorage is full", sees: [says("save.durableOnly")], kept: "every answer, in the other store, through a reload", suite: "durability", title: "with localStorage full, the other store keeps the answers, and a reload brings them back" });
  held({ of: STORES, fault: "Both stores are full", sees: [says("save.full"), `“${say("save.bad.download")}”`], kept: "every answer, in the tab; the file; and in the stores as soon as there is room", suite: "durability", title: "with both stores full, the page says so, offers the file, and saves again once there is room" });
  held({ of: STORES, fault: "The browser has no IndexedDB", sees: [says("save.localOnly")], kept: "every answer, in localStorage, through a reload", suite: "durability", title: "without IndexedDB the answers are kept all the same, and the status says in how many stores" });

  fault({
    of: STORES,
    fault: "IndexedDB never answers, neither yes nor no",
    async happens({ page, open }) {
      await hangDatabase(page);
      await open();
      await beginFull(page);
      await rate(page, FIRST.id, "partly");
      await statusSays(page, "save.localOnly");
    },
    sees: [says("save.localOnly")],
    kept: [keeps("every answer, in localStorage, through a reload", async ({ page }) => {
      await page.reload();
      await ready(page);
      await until(() => radio(page, FIRST.id, "partly").isChecked(), "the answer to be there");
    })],
  });

  held({ of: STORES, fault: "A save is never answered, and another screen is wanted", sees: [says("save.localOnly")], kept: "every answer, in localStorage", suite: "handover", title: "a store that never answers a save keeps nobody from the desk" });

  fault({
    of: STORES,
    fault: "A database of our name is there, and it is not ours",
    async happens({ page, server, open }) {
      await leave(page, server);
      await page.evaluate(() => new Promise((resolve, reject) => {
        const request = indexedDB.open("pomscope", 7);
        request.onupgradeneeded = () => request.result.createObjectStore("of somebody else").put("theirs", "one");
        request.onsuccess = () => resolve(request.result.close());
        request.onerror = () => reject(request.error);
      }));
      await open();
      await beginFull(page);
      await rate(page, FIRST.id, "partly");
      await statusSays(page, "save.localOnly");
    },
    sees: [says("save.localOnly")],
    kept: [keeps("every answer, in localStorage, through a reload; what the database holds", async ({ page }) => {
      await page.reload();
      await ready(page);
      await until(() => radio(page, FIRST.id, "partly").isChecked(), "the answer to be there");
      equal(await page.evaluate(() => new Promise((resolve) => {
        indexedDB.open("pomscope").onsuccess = ({ target }) => (target.result.transaction("of somebody else").objectStore("of somebody else").get("one").onsuccess = ({ target }) => resolve(target.result));
      })), "theirs");
    })],
  });

  held({ of: STORES, fault: "localStorage is emptied between two visits", sees: ["the assessment, as it was"], kept: "every answer, from the other store", suite: "durability", title: "with localStorage emptied, the other store brings the assessment back" });
  held({ of: STORES, fault: "IndexedDB is emptied while the page is open", sees: [says("save.saved")], kept: "every answer, in localStorage and, from the next one on, in both stores", suite: "durability", title: "with IndexedDB emptied, localStorage brings the assessment back" });
  held({ of: STORES, fault: "localStorage is emptied while answers are given, by the page or by another tab", sees: [says("save.saved")], kept: "every answer, the earlier ones too", suite: "durability", title: "localStorage emptied by … while answers are given: the assessment goes on" });

  fault({
    of: STORES,
    fault: "Both stores are emptied while the page is open",
    async happens({ page, open, server }) {
      await open();
      await beginWith(page, { [FIRST.id]: "largely", [FOURTH.id]: "not" });
      await clearSite(page, server.origin);
      await rate(page, FOURTH.id, "fully");
      await statusSays(page, "save.saved");
    },
    sees: [says("save.saved")],
    kept: [inBoth("every answer, the earlier ones too, from the next one on", { [FIRST.id]: "largely", [FOURTH.id]: "fully" })],
  });

  fault({
    of: STORES,
    fault: "The browser forgets everything between two visits",
    async happens({ page, open, server }) {
      await open();
      await beginWith(page, { [FIRST.id]: "largely", [FOURTH.id]: "not" });
      const before = only((await stored(page)).local);
      await page.evaluate(() => (location.hash = "#/result"));
      await arrived(page, "#/result");
      await text(say("result.take.intro")).check({ page });
      const taken = await downloaded(page, button(page, "result.save"));
      await leave(page, server);
      await clearSite(page, server.origin);
      await open();
      return { before, taken };
    },
    sees: [says("start.title"), says("start.file")],
    kept: [keeps(`every answer, in the file that was downloaded: opened again, it brings all of it back; what stood nowhere else the browser has thrown away, as the result says beforehand: “${say("result.take.intro")}”`, async ({ page, before, taken }) => {
      equal(await button(page, "start.resume").count(), 0, "nothing is offered that is not there");
      await imported(page, button(page, "start.file.open"), taken);
      await until(async () => Object.keys((await stored(page)).local).length, "the assessment", { wanted: 1 });
      await saved(page);
      equal(only((await stored(page)).durable).answers, before.answers);
    })],
  });

  held({ of: STORES, fault: "A page removes the widget, or changes what it runs by, while no store takes the answers", sees: ["the answers, once it is back"], kept: "every answer, in the page", suite: "element", title: "without storage the element remembers answers and place across …" });

  // What stands in the stores.

  for (const how of DAMAGES) {
    const whole = JSON.parse(RECORD);
    const all = places(whole).filter(([key]) => key !== "id");
    const lost = (place) => ["format", "formatVersion", "pack"].includes(place.join(".")) || (place.join(".") === "pack.id" && !["huge", "cut short"].includes(how));
    const other = (place) => place.join(".") === "pack.id" && !lost(place);
    const named = (n) => `walk${how.replace(/\W/g, "").slice(0, 6)}${String(n).padStart(4, "0")}`;
    const texts = Object.fromEntries(all.map((place, n) => [named(n), JSON.stringify(damaged(whole, place, how))]));
    // And many at once: all values that hold no others, then all that stand at one depth.
    const kept = ([key]) => !["format", "formatVersion", "pack", "id"].includes(key);
    const leaves = all.filter((place) => kept(place) && !all.some((inner) => inner.length > place.length && place.every((key, at) => inner[at] === key)));
    const sets = { leaves, ...Object.fromEntries([1, 2, 3].map((depth) => [`depth${depth}`, all.filter((place) => kept(place) && place.length === depth)])) };
    const many = Object.fromEntries(Object.entries(sets).map(([name, set]) => [`many${name}0000`.slice(0, 12), JSON.stringify({ ...set.reduce((record, place) => damaged(record, place, how), whole), updatedAt: "2027-01-01T00:00:00.000Z", title: `Many ${name}` })]));
    const n = all.filter(lost).length;

    fault({
      of: CONTENTS,
      fault: `Each value of a stored assessment is damaged, one at a time and many at once: ${how}`,
      async happens({ page, server, open }) {
        await plant(page, server, { ...texts, ...many });
        await open();
      },
      sees: [
        says("notice.unreadable", { n }),
        says("start.others", { n: all.length - n - all.filter(other).length + Object.keys(many).length }),
        shows("those with many, opened on every screen", async ({ page, server, open }) => {
          const { local } = await stored(page);
          for (const [id, was] of Object.entries(texts)) equal(local[`pomscope:a:${id}`], was, id);
          // A list of all of them is long: those that are opened, and those that cannot be, stay.
          await leave(page, server);
          const sound = all.flatMap((place, at) => (lost(place) || other(place) ? [] : [named(at)]));
          await page.evaluate((ids) => ids.forEach((id) => localStorage.removeItem(`pomscope:a:${id}`)), sound);
          await open();
          await choose(page, "menu.shelf");
          await arrived(page, "#/assessments");
          equal(await page.getByRole("region", { name: say("packs.others") }).getByRole("button", { name: begins(say("shelf.export")) }).count(), all.filter(other).length, "what answers another questionnaire");
          const taken = await downloaded(page, page.locator(".notice.bad").first().getByRole("button", { name: say("shelf.unreadable.download") }));
          ok(Object.values(texts).includes(taken.text), "the file is what stood there");
          for (const id of Object.keys(many)) {
            await choose(page, "menu.shelf");
            await arrived(page, "#/assessments");
            await page.locator(`[id="${id}-open"]`).click();
            await until(() => page.evaluate(() => location.hash !== "#/assessments"), `${id} to open`);
            const more = id.includes("leaves") ? ["#/quick/1", "#/group/8", "#/register", "#/commitments", "#/lens/duties/1", "#/metrics", "#/compare", "#/share"] : [];
            for (const path of [...more, "#/plan", "#/report", "#/group/1"]) {
              await page.evaluate((path) => (location.hash = path), path);
              await arrived(page, path);
            }
            await rate(page, FIRST.id, "partly");
            await saved(page);
          }
        }),
      ],
      kept: [
        keeps("letter by letter what could not be opened, offered for download, and what was not opened; beside the answers given meanwhile, every value that was not understood, but where something was then entered in its very place", async ({ page }) => {
          const { local } = await stored(page);
          for (const [id, text] of Object.entries(many)) {
            const [was, is] = [{ ...JSON.parse(text), id }, JSON.parse(local[`pomscope:a:${id}`])];
            // Where the answers themselves were none, those given now stand, and what was there beside them.
            for (const key of ["answers", "timings"]) {
              if (was[key]?.constructor === Object) continue;
              equal(is[`${key}.setAside`], was[key] ?? undefined, `${id}: ${key}`);
              [was, is].forEach((one) => [key, `${key}.setAside`].forEach((name) => delete one[name]));
            }
            equal(steady(is), steady(was), id);
          }
        }),
      ],
    });
  }

  fault({
    of: CONTENTS,
    fault: "The tab's place, which no answer stands in, is damaged",
    async happens({ page, server }) {
      await plant(page, server, PLANTED);
      for (const place of ["", "{", "null", "[]", "7", '{"current":5,"desk":"yes","step":["#/result"]}', '{"current":"gone","desk":true,"step":"#/group/900","places":{"abcdefgh12345678":{}}}', "x".repeat(100_000)]) {
        await page.evaluate((place) => sessionStorage.setItem("pomscope:place", place), place);
        await page.goto(`${server.url}?${place.length}`);
        await ready(page);
      }
      await page.goto(server.url);
      await ready(page);
    },
    sees: [says("start.resume", { title: "Spring" })],
    kept: [untouched("every answer, where it was; only the screen on which one was is forgotten", PLANTED)],
  });

  held({ of: CONTENTS, fault: "A whole record is damaged: cut short, empty, no JSON, or somebody else's", sees: [says("notice.unreadable", { n: 5 })], kept: "its text, letter by letter, to be downloaded; all other assessments", suite: "durability", title: "what is in storage and cannot be opened is listed with its reason, downloads byte for byte, and is never written over" });
  held({ of: CONTENTS, fault: "One of two copies is damaged", sees: [says("notice.unreadable", { n: 1 }), "the assessment, from the good copy"], kept: "every answer; the damaged text, set aside in both stores", suite: "durability", title: "one damaged copy of two: the good one opens, the damaged one is set aside and kept" });
  held({ of: CONTENTS, fault: "A newer Pomscope wrote it", sees: [`“${say("read.newer", { version: 2 })}”`], kept: "both copies, letter by letter", suite: "durability", title: "a copy of a newer version is not opened, and neither copy is written over" });

  fault({
    of: CONTENTS,
    fault: "An older Pomscope wrote it (format 1, every field filled)",
    async happens({ page, server, open }) {
      await plant(page, server, { asfirstkept00001: RECORD });
      await open();
      const resume = say("start.resume", { title: "Spring review" });
      await until(async () => (await page.locator(".screen").innerText()).includes(resume), resume);
      await button(page, "start.resume").click();
      await until(() => page.evaluate(() => location.hash.length > 2), "the assessment");
      await page.evaluate(() => (location.hash = "#/group/1"));
      await arrived(page, "#/group/1");
      await rate(page, FIRST.id, "partly");
      await saved(page);
    },
    sees: [says("save.saved"), shows("its answers, where they were given", async ({ page }) => {
      const { answers } = JSON.parse(RECORD);
      const at = screens.findIndex(({ items }) => items.some(({ id }) => answers[id]));
      await go(page, at);
      for (const { id } of screens[at].items.filter(({ id }) => answers[id])) ok(await radio(page, id, answers[id].rating).isChecked(), id);
    })],
    kept: [keeps("every field", async ({ page }) => {
      const { local } = await stored(page);
      equal(steady(JSON.parse(local["pomscope:a:asfirstkept00001"])), steady(JSON.parse(RECORD)));
    })],
  });

  held({ of: CONTENTS, fault: "It was answered under an older version of the questionnaire", sees: ["what became of the answers, and which need another look"], kept: "every answer, those that are asked no more too", suite: "packs", title: "answers to an older version lead through the desk, and what needs another look stands there until it was had" });
  held({ of: CONTENTS, fault: "Its questionnaire is not on this device", sees: ["the assessment, listed with what is missing"], kept: "every answer; it opens once the questionnaire is there", suite: "packs", title: "an assessment whose questionnaire is not here is kept, listed with what is missing, and opened once it came" });

  fault({
    of: CONTENTS,
    fault: "200 full assessments are on the device",
    async happens({ page, server, open }) {
      const note = "What was said about it in the workshop, and by whom, in two lines or so. ".repeat(3);
      const answers = Object.fromEntries(Object.entries(ANSWERS).map(([id, rating]) => [id, { rating, at: "2026-06-01T10:00:00Z", note, evidence: "Minutes of the day" }]));
      const named = (n) => `crowd${String(n).padStart(4, "0")}0000000`;
      const texts = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [named(n), file({ id: named(n), title: `Assessment ${n + 1}`, answers, metrics: COUNTED, at: new Date(Date.UTC(2026, 5, 1, 0, n)).toISOString() })]));
      await plant(page, server, texts);
      const took = {};
      const timed = async (what, work) => {
        const from = performance.now();
        await work();
        took[what] = Math.round(performance.now() - from);
      };
      await timed("start", open);
      await timed("list", async () => {
        await choose(page, "menu.shelf");
        await arrived(page, "#/assessments");
        await until(() => page.getByRole("listitem").getByRole("heading", { level: 2 }).count(), "all of them", { wanted: 200 });
      });
      const entry = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Assessment 77", exact: true }) });
      await timed("open", async () => {
        await entry.getByRole("button", { name: begins(say("shelf.open")) }).click();
        await arrived(page, "#/result");
      });
      await timed("answer", async () => {
        await page.evaluate(() => (location.hash = "#/group/1"));
        await arrived(page, "#/group/1");
        await rate(page, FIRST.id, "fully");
        await saved(page);
      });
      const size = Object.values(texts).reduce((sum, text) => sum + text.length, 0);
      console.log(`     200 assessments, ${(size / 2 ** 20).toFixed(1)} MB; in ms: ${JSON.stringify(took)}`);
      return { texts, named };
    },
    sees: [says("save.saved"), shows("all 200, listed, and the one that is opened", async ({ page }) => ok(await radio(page, FIRST.id, "fully").isChecked(), "its answer"))],
    kept: [keeps("all of them; and nothing once everything is deleted on purpose", async ({ page, texts, named }) => {
      const { local } = await stored(page);
      equal(Object.keys(local).length, 200);
      for (const [id, was] of Object.entries(texts)) if (id !== named(76)) equal(local[`pomscope:a:${id}`], was, id);
      const from = performance.now();
      await choose(page, "menu.deleteAll");
      await button(dialog(page), "deleteAll.go", { n: 200 }).click();
      await until(async () => Object.keys({ ...(await stored(page)).local, ...(await stored(page)).durable }).length, "all to be gone", { wanted: 0 });
      console.log(`     200 assessments deleted in ${Math.round(performance.now() - from)} ms`);
    })],
  });

  // Other tabs, and the clock.

  held({ of: TABS, fault: "Two tabs answer different statements at the same moment", sees: [says("save.saved"), "both answers, in both tabs"], kept: "both answers", suite: "durability", title: "two tabs: what one answers shows in the other, and different statements are both kept" });
  held({ of: TABS, fault: "Two tabs answer one statement differently", sees: ["both answers, side by side, and a question"], kept: "both answers, until one is chosen", suite: "durability", title: "two tabs answer one statement differently: both answers show, and “…” settles it in both" });

  fault({
    of: TABS,
    fault: "Another tab writes a note to the statement to which a note is being typed",
    async happens({ page, context, server, open }) {
      await open();
      await beginWith(page, { [FOURTH.id]: "not" });
      await go(page, 3);
      const other = await context.newPage();
      await other.addInitScript(() => addEventListener("storage", (event) => globalThis.deaf && event.stopImmediatePropagation(), true));
      await other.goto(server.url);
      await ready(other);
      await button(other, "start.resume").click();
      await until(() => other.evaluate(() => location.hash.length > 2), "the assessment");
      await go(other, 3);
      await other.evaluate(() => (globalThis.deaf = true));
      await card(page, FOURTH.id).locator("summary", { hasText: say("card.note.add") }).click();
      const field = card(page, FOURTH.id).getByLabel(say("card.note"), { exact: true });
      await field.focus();
      await page.keyboard.type("Sales agrees");
      // The other tab has not heard of it yet.
      await write(other, FOURTH.id, { note: "Finance does not" });
      await page.keyboard.type(" since March");
      await other.evaluate(() => (globalThis.deaf = false));
      await Promise.all([saved(page), saved(other)]);
      return { field, other };
    },
    sees: [shows("the note, still being typed, where the cursor is", async ({ page, field }) => {
      equal(await page.evaluate(() => document.querySelector("pom-scope").shadowRoot.activeElement?.localName), "textarea", "the cursor is in it");
      match(await field.inputValue(), /since March$/);
    })],
    kept: [keeps("both notes: the later one, and what the other tab said beside it", async ({ page }) => {
      const answered = await until(async () => {
        const { local, durable } = await stored(page);
        const [one, other] = [only(local).answers[FOURTH.id], only(durable).answers[FOURTH.id]];
        return JSON.stringify(one) === JSON.stringify(other) && one;
      }, "both stores to agree");
      const notes = [answered.note, answered.other?.note ?? ""].join(" | ");
      for (const part of ["Sales agrees", "Finance does not", "since March"]) ok(notes.includes(part), `${part} in: ${notes}`);
    })],
  });

  fault({
    of: TABS,
    fault: "Two tabs fill in one metric at the same moment, each a field of its own",
    async happens({ page, context, server, open }) {
      await plant(page, server, { abcdefgh12345678: file({ answers: ANSWERS, title: "Spring", metrics: { m06: { status: "measured", value: 9 } } }) });
      await open();
      await button(page, "start.resume").click();
      await arrived(page, "#/result");
      const other = await context.newPage();
      await other.addInitScript(() => addEventListener("storage", (event) => globalThis.deaf && event.stopImmediatePropagation(), true));
      await other.goto(server.url);
      await ready(other);
      await button(other, "start.resume").click();
      await arrived(other, "#/result");
      for (const tab of [page, other]) {
        await tab.evaluate(() => (location.hash = "#/metrics"));
        await arrived(tab, "#/metrics");
        await tab.locator("pom-scope").evaluate((element) => element.shadowRoot.querySelectorAll(".screen details").forEach((details) => (details.open = true)));
      }
      await other.evaluate(() => (globalThis.deaf = true));
      await page.locator("#m06-target").fill("12");
      await saved(page);
      await other.locator("#m06-baseline").fill("3");
      await until(async () => JSON.parse(Object.values((await stored(page)).durable)[0]).metrics?.m06?.baseline, "the other tab's save", { wanted: 3 });
      await other.evaluate(() => (globalThis.deaf = false));
      return { other };
    },
    sees: [says("save.saved"), shows("both fields, in both tabs", async ({ page, other }) => {
      for (const tab of [page, other]) await until(() => Promise.all(["target", "baseline"].map((field) => tab.locator(`#m06-${field}`).inputValue())), "both fields", { wanted: ["12", "3"] });
    })],
    kept: [keeps("both fields", async ({ page }) => {
      const { baseline, target } = only((await stored(page)).durable).metrics.m06;
      equal([baseline, target], [3, 12]);
    })],
  });

  held({ of: TABS, fault: "Another tab deletes everything", sees: [says("notice.deletedElsewhere")], kept: "nothing, since that was wanted", suite: "durability", title: "deleted in another tab: this one goes to the start and says so" });
  held({ of: TABS, fault: "Another tab, of a newer Pomscope, writes what this one cannot open", sees: [says("notice.movedAway")], kept: "the other tab's text, and this one's answers as an assessment of their own", suite: "durability", title: "another tab writes what cannot be opened: this tab's answers go on beside it" });

  for (const [fault_, jump] of [["The clock goes back a year", { years: -1 }], ["The clock goes forward ten years", { years: 10 }]]) {
    fault({
      of: TABS,
      fault: `${fault_} in the middle of an assessment, and back again`,
      async happens({ page, open }) {
        const now = new Date("2026-11-02T09:00:00Z");
        await page.clock.install({ time: now });
        await open();
        await beginWith(page, { [FIRST.id]: "not", [FOURTH.id]: "not" });
        const then = new Date(now);
        then.setUTCFullYear(now.getUTCFullYear() + jump.years);
        await page.clock.setSystemTime(then);
        await answer(page, { [FIRST.id]: "largely" });
        await write(page, FIRST.id, { note: "At another time" });
        await saved(page);
        await page.clock.setSystemTime(new Date(now.getTime() + 60_000));
        await answer(page, { [SECOND.id]: "partly" });
        await page.reload();
        await ready(page);
      },
      sees: [answered("largely", "the answer that was given last, chosen")],
      kept: [inBoth("every answer, the last one to each statement", { [FIRST.id]: "largely", [SECOND.id]: "partly", [FOURTH.id]: "not" })],
    });
  }

  fault({
    of: TABS,
    fault: "The clock goes back a year, and two tabs answer one statement differently",
    async happens({ page, context, server, open }) {
      const now = new Date("2026-11-02T09:00:00Z");
      await page.clock.install({ time: now });
      await open();
      await beginWith(page, { [FOURTH.id]: "not" });
      await go(page, 3);
      const other = await context.newPage();
      await other.addInitScript(() => addEventListener("storage", (event) => globalThis.deaf && event.stopImmediatePropagation(), true));
      await other.clock.install({ time: new Date("2025-11-02T09:00:00Z") });
      await other.goto(server.url);
      await ready(other);
      await button(other, "start.resume").click();
      await until(() => other.evaluate(() => location.hash.length > 2), "the assessment");
      await go(other, 3);
      await other.evaluate(() => (globalThis.deaf = true));
      await rate(page, FOURTH.id, "partly");
      await saved(page);
      await rate(other, FOURTH.id, "fully");
      await until(() => card(other, FOURTH.id).locator(".notice.warn").isVisible(), "the question");
      await other.evaluate(() => (globalThis.deaf = false));
      return { other };
    },
    sees: [shows("both answers, side by side, and a question", async ({ other }) => {
      const asked = await card(other, FOURTH.id).locator(".notice.warn").innerText();
      ok(asked.includes(label(FOURTH, "partly")) && asked.includes(label(FOURTH, "fully")), asked);
    })],
    kept: [keeps("both answers, until one is chosen", async ({ page }) => {
      await saved(page);
      const { rating, other } = only((await stored(page)).durable).answers[FOURTH.id];
      equal([rating, other.rating].sort(), ["fully", "partly"]);
    })],
  });

  // A page, a browser or a power supply that ends.

  held({ of: LIFE, fault: "The browser, or the whole device, dies in the moment after “Saved on this device”", sees: ["the assessment, where one was"], kept: "every answer and note shown as saved", suite: "durability", title: "an answer shown as saved survives a kill of the browser in that moment" });

  fault({
    of: LIFE,
    fault: "The tab dies, as when it runs out of memory",
    async happens({ page, context, server, open }) {
      await open();
      await beginWith(page, { [FIRST.id]: "largely" });
      await write(page, FIRST.id, { note: "Said just before" });
      await saved(page);
      await crash(page);
      const fresh = await context.newPage();
      await fresh.goto(server.url);
      await ready(fresh);
      return { fresh };
    },
    sees: [shows(`“${say("start.resume", { title: "…" })}”`, ({ fresh }) => until(() => button(fresh, "start.resume").isVisible(), "what is on the device"))],
    kept: [keeps("every answer and note shown as saved", async ({ fresh }) => {
      const { answers } = only((await stored(fresh)).durable);
      equal([answers[FIRST.id].rating, answers[FIRST.id].note], ["largely", "Said just before"]);
    })],
  });

  fault({
    of: LIFE,
    fault: "The browser's Back is pressed while a save is under way",
    async happens({ page, open }) {
      await delaySaves(page);
      await open();
      await beginFull(page);
      await page.locator("#next").click();
      await arrived(page, "#/group/2");
      const [item] = screens[1].items;
      await radio(page, item.id, "partly").focus();
      await page.evaluate(() => {
        document.querySelector("pom-scope").shadowRoot.activeElement.click();
        history.back();
      });
      await arrived(page, "#/group/1");
      equal(await status(page).first().getAttribute("data-state"), "saving", "it is still under way");
      await rate(page, FIRST.id, "fully");
      await statusSays(page, "save.saved");
      return { item };
    },
    sees: [says("save.saved"), answered("fully")],
    kept: [keeps("the answer before Back and the one after", async ({ page, item }) => {
      const { local, durable } = await stored(page);
      for (const store of [local, durable]) equal([only(store).answers[item.id].rating, only(store).answers[FIRST.id].rating], ["partly", "fully"]);
    })],
  });

  fault({
    of: LIFE,
    fault: "The page is left in the same moment in which an answer is given",
    async happens({ page, server, open }) {
      await delaySaves(page);
      await open();
      await beginWith(page, { [FIRST.id]: "not" });
      bare(server);
      await radio(page, FIRST.id, "fully").focus();
      await Promise.all([
        page.waitForURL(/bare\.html/),
        page.evaluate((url) => {
          document.querySelector("pom-scope").shadowRoot.activeElement.click();
          location.href = url;
        }, `${server.url}bare.html`),
      ]);
      await open();
    },
    sees: [answered("fully")],
    kept: [keeps("the answer", async ({ page }) => equal(only((await stored(page)).local).answers[FIRST.id].rating, "fully"))],
  });

  fault({
    of: LIFE,
    fault: "The page is hidden and frozen, as by a phone, and another tab goes on meanwhile",
    async happens({ page, context, server, open }) {
      await open();
      await beginWith(page, { [FIRST.id]: "not", [FOURTH.id]: "not" });
      const other = await context.newPage();
      await other.goto(server.url);
      await ready(other);
      await button(other, "start.resume").click();
      await until(() => other.evaluate(() => location.hash.length > 2), "the assessment");
      await frozen(page, async () => {
        await go(other, 0);
        await rate(other, FIRST.id, "fully");
        await saved(other);
      });
      await rate(page, FOURTH.id, "partly");
      await statusSays(page, "save.saved");
      await until(async () => only((await stored(page)).durable).answers[FIRST.id].rating === "fully", "the other tab's answer");
    },
    sees: [says("save.saved"), answered("fully", "the other tab's answer, chosen")],
    kept: [inBoth("the answers of both tabs", { [FIRST.id]: "fully", [FOURTH.id]: "partly" })],
  });

  fault({
    of: LIFE,
    fault: "The page is left, kept by the browser as it stood, changed from elsewhere, and brought back by Back",
    async happens({ server }) {
      const disk = profile({ origins: [server.origin] });
      try {
        const { page, context, watch, close } = await disk.start();
        // What may not be stored is not kept for Back either.
        server.page(server.base, { body: bytes("index.html"), headers: { "cache-control": "no-cache" } });
        await page.goto(server.url);
        await ready(page);
        await page.evaluate(() => addEventListener("pageshow", ({ persisted }) => (globalThis.persisted = persisted)));
        await beginWith(page, { [FIRST.id]: "not", [FOURTH.id]: "not" });
        await leave(page, server);
        const other = await context.newPage();
        await other.goto(server.url);
        await ready(other);
        await button(other, "start.resume").click();
        await until(() => other.evaluate(() => location.hash.length > 2), "the assessment");
        await go(other, 0);
        await rate(other, FIRST.id, "fully");
        await saved(other);
        await page.goBack({ waitUntil: "commit" });
        const persisted = await page.evaluate(() => globalThis.persisted);
        await go(page, 3);
        await rate(page, FOURTH.id, "partly");
        await until(async () => {
          const { answers } = only((await stored(page)).durable);
          return answers[FIRST.id].rating === "fully" && answers[FOURTH.id].rating === "partly";
        }, "both answers in the store");
        await statusSays(page, "save.saved");
        const seen = await status(page).first().innerText();
        await go(page, 0);
        const chosen = await radio(page, FIRST.id, "fully").isChecked();
        const problems = watch.problems();
        await close();
        return { persisted, seen, chosen, problems };
      } finally {
        disk.remove();
      }
    },
    sees: [shows(`“${say("save.saved")}”; both answers`, ({ seen, chosen, persisted }) => {
      equal([persisted, seen, chosen], [true, say("save.saved"), true]);
    })],
    kept: [keeps("the answers of both", ({ problems }) => equal(problems, []))],
  });

  held({ of: LIFE, fault: "The page is reloaded by an update of the site", sees: ["“A newer version of Pomscope is ready. Your answers stay as they are.”"], kept: "every answer, and the place", suite: "offline", title: "an update waits until it is asked for, loses nothing, and leaves no older build behind" });
  held({ of: LIFE, fault: "The page around takes the widget out, or moves it, in the moment of an answer", sees: ["the answer, once it is back"], kept: "every answer", suite: "element", title: "a change of … waits for the answers under way, and loses none" });

  // The network and the server.

  const BROKEN = /Failed to load|pomscope: |does not hold together|preloaded|MIME|Content.Length|CompileError|LinkError|TypeError|ERR_/;
  /** Opens the site while requests that match fail, and gives the way to let them through. */
  const lost = (pattern, answer = (route) => route.abort()) => async (fixtures) => {
    const { page, server, expectConsole } = fixtures;
    expectConsole(BROKEN);
    await plant(page, server, PLANTED);
    await page.route(pattern, answer);
    await page.goto(server.url);
    return { mend: () => page.unroute(pattern) };
  };
  /** The same, where the server answers with something else than the file. */
  const answers = (names, answer) => async (fixtures) => {
    const { page, server, expectConsole } = fixtures;
    expectConsole(BROKEN);
    await plant(page, server, PLANTED);
    const all = names(server);
    for (const name of all) server.page(server.base + name, answer(bytes(name)));
    await page.goto(server.url);
    return { mend: () => all.forEach((name) => server.page(server.base + name, { body: bytes(name), type: name.slice(name.lastIndexOf(".")) })) };
  };
  const everything = untouched("all that was on the device", PLANTED);
  const back = [everything, keeps(again.words, again.check)];
  const row = (fault_, happens, sees, kept = back) => fault({ of: NETWORK, fault: fault_, happens, sees, kept });

  row("The network is lost after the page came, before any script", lost(/pomscope\.js$/), [text(WAIT), text(TITLE)]);
  row("The network is lost after the first script", lost(/(app|desk)-[0-9a-f]+\.(js|wasm)|content-|pomscope-[0-9a-f]+\.css/), [ARRIVED, text(TITLE)]);
  row("The network is lost in the middle of the program: half of it arrived", answers(({ built }) => [built.desk.wasm], half), [ARRIVED]);
  row("The network is lost after the program, before the questions", lost(/content-en/), [ARRIVED]);
  row("The network is lost before the styles", lost(/pomscope-[0-9a-f]+\.css/), [ARRIVED]);
  row("Half of the program arrives, and the server takes it for the whole", answers(({ built }) => [built.desk.wasm], cut), [ARRIVED]);
  row("The program is of another build", answers(({ built }) => [built.desk.wasm], () => ({ body: bytes(ANOTHER), type: ".wasm" })), [ARRIVED]);
  row("The questions are an error page", answers(({ built }) => [built.content], () => WELCOME), [ARRIVED]);
  row("The styles are an error page", answers(({ built }) => [built.css], () => WELCOME), [ARRIVED]);
  row("Every file of the program is an error page, as hotels send it", answers(({ built }) => [built.desk.wasm, built.desk.glue, built.wasm, built.glue, built.css, built.content], () => WELCOME), [ARRIVED]);
  row("The files of this build are gone, since the site was built anew", answers(({ built }) => [built.desk.wasm, built.desk.glue, built.wasm, built.glue, built.css, built.content], () => ({ status: 404, body: "", type: ".txt" })), [ARRIVED]);
  row("Half of the questions arrives, and the server takes it for the whole", answers(({ built }) => [built.content], cut), [text("Pomscope has stopped"), text("Download my answers")]);

  fault({
    of: NETWORK,
    fault: "The network is slow: the program takes its time",
    async happens({ page, server }) {
      let letGo = () => {};
      const held = new Promise((resolve) => (letGo = resolve));
      await plant(page, server, PLANTED);
      await page.route(/desk-[0-9a-f]+\.wasm$/, async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(server.url, { waitUntil: "commit" });
      const progress = page.getByRole("progressbar", { name: "Loading the questions" });
      await until(() => progress.isVisible(), "a bar");
      return { letGo };
    },
    sees: [text(TITLE), shows("a bar that says “Loading the questions”", async ({ page, letGo }) => {
      ok((await page.locator("pom-scope").evaluate((node) => node.shadowRoot.querySelector("[part=app]").ariaBusy)) === "true", "it is said to be busy");
      letGo();
      await ready(page);
    })],
    kept: [everything, keeps(`“${say("start.resume", { title: "Spring" })}”, as soon as it is there`, ({ page }) => until(() => button(page, "start.resume", { title: "Spring" }).isVisible(), "what is on the device"))],
  });

  held({ of: NETWORK, fault: "The second part of the program does not arrive, after answers were given", sees: ["“A part of Pomscope did not arrive”", "“Back to the questions”"], kept: "every answer, those given after it too, with storage and without", suite: "handover", title: "a desk that does not arrive: a panel says so, the questions go on, and trying again brings it, …" });
  held({ of: NETWORK, fault: "The second part of the program does not arrive after a reload", sees: ["“A part of Pomscope did not arrive”", "“Download my answers”"], kept: "every answer, and the way back to where one was", suite: "handover", title: "who comes back and cannot have the desk is told so, can take the answers along, and is back where it was once it comes" });
  held({ of: NETWORK, fault: "The second part of the program is slow", sees: ["a bar that says “Loading the next screen”"], kept: "every answer and every press", suite: "handover", title: "who is ahead of the desk sees it come, and no press is lost" });
  held({ of: NETWORK, fault: "The texts of another language do not arrive", sees: ["the language as it was, and a sentence that says so"], kept: "every answer, and the place", suite: "languages", title: "texts that do not come leave the language as it was and say so; a second try brings them" });
  held({ of: NETWORK, fault: "What draws the PDF does not arrive", sees: ["that it did not, and the way to print"], kept: "every answer; a second try makes the PDF", suite: "take", title: "a PDF program that does not arrive is said, the print stays open, and a second try makes the PDF" });
  held({ of: NETWORK, fault: "There is no network at all, after a first visit", sees: ["everything, as with a network"], kept: "every answer; the PDF is made, too", suite: "offline", title: "with the server stopped after the first visit, a reload, the whole assessment and its PDF work" });
  held({ of: NETWORK, fault: "A page around forbids what the program needs", sees: ["“Pomscope is not allowed to run on this page”", "the page around, as it was"], kept: "all that was on the device", suite: "embed", title: "where the policy forbids …, a panel says so, and the page around it goes on" });

  // Files and questionnaires that come in.

  const MB = 1024 * 1024;
  /** Noise that is the same each time. */
  const noise = (length) => {
    let seed = 20_260_920;
    return Buffer.from(Uint8Array.from({ length }, () => ((seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) >>> 24)));
  };
  const good = file({ answers: ANSWERS });
  const NOISE = {
    "2 MB of random bytes": ["noise.bin", () => noise(2 * MB), "read.notJson"],
    "5 MB of random letters": ["letters.json", () => noise(LIMIT).map((byte) => 32 + (byte % 95)), "read.notJson"],
    "5 MB of JSON, 2.5 million lists deep": ["deep.json", () => "[".repeat(LIMIT / 2) + "]".repeat(LIMIT / 2), "read.notJson"],
    "5 MB of an assessment around objects that are 800,000 deep": ["nested.json", () => `{"format":"pomscope-assessment","formatVersion":1,"pack":{"id":"${pack.id}"},"x":${'{"a":'.repeat(800_000)}1${"}".repeat(800_000)}}`, "read.notJson"],
    "5 MB of one string": ["string.json", () => JSON.stringify("a".repeat(LIMIT - 2)), "read.notAssessment"],
    "5 MB of one good file, again and again": ["repeated.json", () => good.repeat(Math.floor(LIMIT / good.length)), "read.notJson"],
    "half a good file, filled up with 4 MB of zeros": ["zeros.json", () => Buffer.concat([Buffer.from(good.slice(0, good.length >> 1)), Buffer.alloc(4 * MB)]), "read.notJson"],
  };
  for (const [what, [name, made, reason]] of Object.entries(NOISE)) {
    const sentence = say(reason, { line: "{", column: "" }).split("{")[0];
    fault({
      of: FILES,
      fault: `A file of noise is opened: ${what}`,
      async happens({ page, open }) {
        await open();
        await beginWith(page, { [FIRST.id]: "largely" });
        const before = await stored(page);
        const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose(page, "menu.import")]);
        await chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(made()) });
        return { before };
      },
      sees: [says("import.failed", { name }), text(sentence.trim())],
      kept: [keeps("everything, letter by letter; the next answer is taken", async ({ page, before }) => {
        equal(await stored(page), before);
        await rate(page, FIRST.id, "fully");
        await saved(page);
      })],
    });
  }

  held({ of: FILES, fault: "A file that is no assessment, is cut short, empty, too new, or over 5 MB is opened", sees: [says("import.failed", { name: "…" })], kept: "everything", suite: "import", title: "a file … is refused with a sentence, and nothing changes" });
  held({ of: FILES, fault: "A file holds what this version does not know", sees: [says("import.doneWithProblems", { title: "…", n: 4 })], kept: "all of it; it goes out again with the next file", suite: "import", title: "what a file holds and this version does not know is told of, kept, and taken along when it goes out again" });
  held({ of: FILES, fault: "A file holds an assessment that is here already, and says otherwise", sees: ["what each of the two holds, and a question"], kept: "both, unless “Replace” is chosen", suite: "import", title: "the same assessment is here already: both can be kept" });
  held({ of: FILES, fault: "An answer code is mistyped", sees: ["what is wrong, at the field"], kept: "what was typed, and all that was there", suite: "code", title: "a slip is said at the field, in words, and what is typed stays" });
  held({ of: FILES, fault: "A link with a code is opened where an assessment is", sees: ["a copy to look at"], kept: "all that was there", suite: "code", title: "a copy that is discarded leaves all as it was" });
  held({ of: FILES, fault: "A questionnaire that is not sound, or no questionnaire, is dropped", sees: ["its first faults, in words"], kept: "everything; it is not used", suite: "packs", title: "what cannot be used is refused at the drop with its first faults, and an embed takes none" });
  held({ of: FILES, fault: "The questionnaire that a page names does not arrive, or is not sound", sees: ["a panel that says what to do"], kept: "all that was on the device; a mended one is taken", suite: "packs", title: "one … gives a panel that says what to do, touches nothing, and a mended one is taken" });

  // The program itself.

  held({ of: PROGRAM, fault: "The program meets an error of its own and stops", sees: ["“Pomscope has stopped”", "“Download my answers”", "“Reload the page”"], kept: "every answer; a reload goes on where one was", suite: "panic", title: "a trap in the … (…) shows every instance's panel, gives the answers out, and a reload goes on" });
  held({ of: PROGRAM, fault: "It stops where no store would take the answers", sees: ["“Pomscope has stopped”", "“Download my answers”"], kept: "every answer, in the panel's file", suite: "panic", title: "answers that no store would take are in the panel's file" });
  held({ of: PROGRAM, fault: "It stops on a shared tablet", sees: ["“Pomscope has stopped”", "no answers of anybody's"], kept: "every response that was handed in", suite: "panic", title: "on a shared tablet the panel gives no answers out" });
  held({ of: PROGRAM, fault: "A script of the page around throws when it hears of Pomscope", sees: ["the questions, as if nothing had been"], kept: "every answer", suite: "panic", title: "a listener of the page's that throws stops nobody" });
  held({ of: PROGRAM, fault: "A PDF takes long and is given up", sees: ["the report, as before; the next PDF comes"], kept: "every answer", suite: "take", title: "a PDF that is on its way can be given up, and nothing comes of it" });

  // Workshops and kiosks.

  held({ of: ROOM, fault: "The browser is killed fifty times in a session, at any moment", sees: ["the kiosk, ready for the next person, or “Somebody did not finish”"], kept: "every response that was handed in", suite: "kiosk", title: "ten kills of the browser at random moments of a session lose no response that was handed in (…)" });
  held({ of: ROOM, fault: "No store takes what somebody hands in", sees: ["that it could not be stored, and a way to try again"], kept: "the answers, on the screen, until one does", suite: "kiosk", title: "answers that no store would take stay on the screen, and are taken once one does" });
  held({ of: ROOM, fault: "The page is reloaded in the middle of a response", sees: ["“Somebody did not finish”, for as long as the facilitator set"], kept: "the unfinished response for that time, and then nothing of it: the tablet is shared", suite: "kiosk", title: "an unfinished response survives a reload for the idle time, behind a question; then it is gone" });
  held({ of: ROOM, fault: "The clock is put back or forward while a response is unfinished", sees: ["the kiosk, ready for the next person"], kept: "every response that was handed in; of the unfinished one nothing beyond its time, whatever the clock says", suite: "room_kiosk.rs", title: "an_unfinished_response_is_offered_within_the_idle_time_and_forgotten_after_it" });
  held({ of: ROOM, fault: "The browser is killed right after something was written", sees: ["the session, as it was"], kept: "what was answered as written", suite: "room-store", title: "what was answered as written survives a kill of the browser in that moment" });
  held({ of: ROOM, fault: "Two tabs write to one session at once", sees: ["that the other one was first"], kept: "what was written first; the second writes on top of it, or asks", suite: "room-store", title: "of two tabs that write at once, one does and the other hears of it" });
  held({ of: ROOM, fault: "A response comes in twice under one number", sees: ["nothing: another number is drawn"], kept: "both responses", suite: "room-store", title: "adding never writes over a response, tells which were there, and needs a session" });
  held({ of: ROOM, fault: "The store of workshops is denied, full, or fails", sees: ["which of the three it is"], kept: "what was there", suite: "room-store", title: "a store that … answers “…”, and nothing throws" });
  held({ of: ROOM, fault: "A session is damaged, or of a newer Pomscope", sees: ["it, listed as what it is, with a file to take along"], kept: "its text, letter by letter", suite: "workshop", title: "what a later Pomscope wrote, and what is damaged, is listed, given out and never written over" });
  held({ of: ROOM, fault: "Two devices say different things", sees: ["each difference, one by one, and a question"], kept: "everything else from both, and of each difference what is chosen", suite: "workshop", title: "two devices' files that say different things are asked about, one by one, and nothing else is lost" });
  held({ of: ROOM, fault: "The camera is refused, missing, or taken away", sees: ["which of these it is; codes can be typed"], kept: "everything", suite: "scan", title: "a camera that is refused, is not there or is taken away is said by its kind" });

  // The table.

  test("each fault that another suite holds names a test that is there and asks for the same words", () => {
    equal(ROWS.filter(({ suite }) => suite).flatMap((row) => amiss(row)), []);
    equal(amiss({ suite: "smoke", title: "no such test", keys: ["no.such.key"] }).length, 2, "a name that is not there is found");
  });

  test("docs/RELIABILITY.md says what these tests say", () => {
    ROWS.forEach(sound);
    if (process.env.POMSCOPE_WRITE === "1") {
      if (process.env.CI) throw new Failure("nothing is written where the tests judge");
      return writeFileSync(PAGE, written());
    }
    ok(existsSync(PAGE) && readFileSync(PAGE, "utf8") === written(), "docs/RELIABILITY.md differs; where that is meant, POMSCOPE_WRITE=1 writes it");
  });
});
