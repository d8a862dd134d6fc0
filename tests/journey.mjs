// Walks through the interface as a reader does, by role and accessible name. What must come of it is asserted in the suites.

import { until } from "./harness.mjs";
import { begins, label, like, metricText, pack, say, screens, statements, threadName } from "./content.mjs";

/** Everything on a page, or in one instance of several: `where` is a page or a locator. */
export const button = (where, key, values) => where.getByRole("button", { name: values ? say(key, values) : like(key) }).first();
/** The screen's own; the report has one more inside, for the paper. */
export const heading = (where) => where.getByRole("heading", { level: 1 }).first();
export const dialog = (where) => where.getByRole("dialog");
export const menu = (where) => where.locator("summary", { hasText: say("menu") });
/** The one line that says whether everything is kept. */
export const status = (where) => where.locator("header .status");
export const notice = (where) => where.locator(".notice");

/** Waits until all that was entered is in both stores, and the page says so. */
export async function saved(where) {
  await until(() => status(where).first().getAttribute("data-state"), "the status to say that it is saved", { wanted: "saved" });
}

/** Waits for the screen of an address, and until focus has come to its heading. */
export async function arrived(page, path) {
  await until(() => page.evaluate(() => location.hash), `the screen ${path}`, { wanted: path });
  await headingFocused(page);
}

export async function headingFocused(where) {
  await until(() => heading(where).evaluate((node) => node.getRootNode().activeElement === node), "focus on the heading");
}

export async function next(page, path) {
  await page.locator("#next").click();
  await arrived(page, path);
}

/** Picks an entry of the menu. */
export async function choose(page, key) {
  await menu(page).click();
  await page.locator(".menu").getByRole("button", { name: say(key) }).click();
}

export async function toReview(page) {
  await choose(page, "menu.review");
  await arrived(page, "#/review");
}

/** Waits until the status says a sentence of the catalogue, such as "save.saved". */
export async function statusSays(where, key) {
  await until(() => status(where).first().innerText(), `the status to say ${key}`, { wanted: say(key) });
}

export function card(where, id) {
  return where.getByRole("group", { name: statements.find((item) => item.id === id).text });
}

export function radio(where, id, rating) {
  const item = statements.find((item) => item.id === id);
  return card(where, id).getByRole("radio", { name: begins(label(item, rating)) });
}

export async function rate(where, id, rating) {
  await radio(where, id, rating).check();
}

export async function open(where, key) {
  await where.locator("summary", { hasText: say(key) }).first().click();
}

export async function write(where, id, { note, evidence, reason }) {
  const of = card(where, id);
  if (note !== undefined || evidence !== undefined) await open(of, "card.note.add");
  if (note !== undefined) await of.getByLabel(say("card.note"), { exact: true }).fill(note);
  if (evidence !== undefined) await of.getByLabel(say("card.evidence")).fill(evidence);
  if (reason !== undefined) await of.getByLabel(say("card.reason")).fill(reason);
}

/** A metric: { status, value, asOf, source }. */
export async function count(where, id, { status, value, asOf, source }) {
  const of = where.getByRole("group", { name: begins(metricText(id)) });
  await of.getByRole("radio", { name: say(`metric.${status}`), exact: true }).check();
  if (value !== undefined) await of.getByLabel(say("metric.value")).fill(value);
  if (asOf !== undefined) await of.getByLabel(say("metric.asOf")).fill(asOf);
  if (source !== undefined) await of.getByLabel(begins(say("metric.source"))).fill(source);
}

/** From the start screen to the first group, with everything before it left empty. */
export async function beginFull(page) {
  await button(page, "start.full").click();
  await arrived(page, "#/scope");
  await next(page, "#/group/1");
}

/** From the start screen to the first question of the quick check, with everything before it left empty. */
export async function beginQuick(page) {
  await button(page, "start.quick").click();
  await arrived(page, "#/scope");
  await next(page, "#/quick/1");
}

/** The radio of a level, on a screen of the quick check. */
export const placement = (where, level) => where.getByRole("group", { name: say("quick.now") }).getByRole("radio").nth(level - 1);

/** An assessment with one answer, saved; back on its screen. */
export async function beginWith(page, answers = { [statements[0].id]: "partly" }) {
  await beginFull(page);
  await answer(page, answers);
}

/** Gives answers, each on its screen; the trail leads there. */
export async function answer(page, answers) {
  for (const [at, { items }] of screens.entries()) {
    const here = items.filter(({ id }) => answers[id]);
    if (here.length === 0) continue;
    await go(page, at);
    for (const { id } of here) await rate(page, id, answers[id]);
  }
  await saved(page);
}

/** To a group's screen by the trail of another one. */
export async function go(page, at) {
  const path = `#/group/${at + 1}`;
  if ((await page.evaluate(() => location.hash)) === path) return;
  await page.getByRole("navigation").getByRole("listitem").getByRole("button").nth(at).click();
  await arrived(page, path);
}

/** What the reader sees and has entered: place, heading, choices, fields, words; neither the status nor passing notices. */
export function seen(page, selector = "pom-scope") {
  return page.evaluate((selector) => {
    const root = document.querySelector(selector).shadowRoot;
    const screen = root.querySelector(".screen");
    const words = screen.cloneNode(true);
    for (const passing of words.querySelectorAll(".status, :scope > .notice, .bar ~ .notice")) passing.remove();
    return {
      place: location.hash,
      heading: root.getElementById("title").textContent,
      chosen: [...screen.querySelectorAll("input:checked")].map((input) => `${input.name} ${input.value}`),
      fields: [...screen.querySelectorAll("input:not([type=radio], [type=checkbox]), textarea, select")].map(({ id, value }) => `${id}: ${value}`),
      words: words.textContent.replace(/\s+/g, " "),
    };
  }, selector);
}

/** What stands under a key prefix in this page's stores: { local, durable, session }, each name → text. */
export function stored(page, key = "pomscope") {
  return page.evaluate(async (key) => {
    const of = (area) => Object.fromEntries(Object.entries(area).filter(([name]) => name.startsWith(`${key}:`)));
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open("pomscope");
      request.onupgradeneeded = () => request.transaction.abort();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => (request.error.name === "AbortError" ? resolve(undefined) : reject(request.error));
    });
    const durable = {};
    if (database) {
      const store = database.transaction("assessments").objectStore("assessments");
      const done = (request) => new Promise((resolve, reject) => ((request.onsuccess = () => resolve(request.result)), (request.onerror = () => reject(request.error))));
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      keys.forEach((name, i) => String(name).startsWith(`${key}:`) && (durable[name] = values[i].text));
      database.close();
    }
    return { local: of(localStorage), durable, session: of(sessionStorage) };
  }, key);
}

/** Clicks what downloads, and gives the file: { name, bytes }. */
export async function downloadedBytes(page, what) {
  const [download] = await Promise.all([page.waitForEvent("download"), what.click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
}

/** Clicks what downloads, and gives the file of text: { name, text }. */
export async function downloaded(page, what) {
  const { name, bytes } = await downloadedBytes(page, what);
  return { name, text: bytes.toString("utf8") };
}

/** Imports a file through the picker that `what` opens: { name, text }. */
export async function imported(page, what, { name = "assessment.json", text }) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), what.click()]);
  await chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

/** Drops files onto the element, as a reader drags them from a folder. */
export function dropped(page, files, selector = "pom-scope") {
  return page.locator(selector).evaluate((element, files) => {
    const data = new DataTransfer();
    for (const { name, text } of files) data.items.add(new File([text], name, { type: "application/json" }));
    const target = element.shadowRoot.querySelector("h1");
    for (const type of ["dragover", "drop"]) {
      target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
    }
  }, files);
}

/** A file's text as Pomscope writes it, without walking there: a title and ratings by id. */
export function file({ id = "abcdefgh12345678", title = "From a file", answers = {}, at = "2026-06-01T10:00:00Z", ...more } = {}) {
  const rated = Object.fromEntries(Object.entries(answers).map(([item, rating]) => [item, typeof rating === "string" ? { rating, at } : rating]));
  return JSON.stringify({
    format: "pomscope-assessment",
    formatVersion: 1,
    id,
    title,
    createdAt: at,
    updatedAt: at,
    rev: 3,
    pack: { id: pack.id, version: pack.version },
    answers: rated,
    ...more,
  });
}

/** Puts texts into localStorage before the program runs there, as an earlier visit would have. */
export async function plant(page, server, texts, key = "pomscope") {
  server.page(`${server.base}bare.html`, '<!doctype html><html lang="en"><title>bare</title><link rel="icon" href="data:,"><body></body></html>');
  await page.goto(`${server.url}bare.html`);
  await page.evaluate(([texts, key]) => Object.entries(texts).forEach(([id, text]) => localStorage.setItem(`${key}:a:${id}`, text)), [texts, key]);
}

/**
 * An answer to every statement, with every kind of rating among them: some levels in place, some not, two passing
 * states rated low below levels that are in place, so that the review asks for a second look.
 */
export const ANSWERS = {
  "A2.L1.GOAL.O1": "partly",
  "A2.L1.PRIO.P1": "not",
  "A2.L1.PRIO.P2": "largely",
  "A2.L1.PRIO.O1": "unknown",
  "A2.L1.PRIO.O2": "partly",
  "A2.L1.ROLE.O1": "not",
  "A2.L1.ROLE.O2": "fully",
  "A2.L2.GOAL.P1": "beyond",
  "A2.L2.GOAL.O1": "largely",
  "A2.L3.GOAL.P1": "fully",
  "A2.L3.GOAL.O1": "unknown",
  "A2.L4.GOAL.P1": "partly",
  "A2.L4.GOAL.O2": "unknown",
  "A2.L5.GOAL.P1": "na",
  "A2.L5.GOAL.O2": "not",
  "A2.L2.PRIO.P1": "fully",
  "A2.L2.PRIO.O1": "not",
  "A2.L3.PRIO.P1": "fully",
  "A2.L3.PRIO.P2": "fully",
  "A2.L3.PRIO.O1": "fully",
  "A2.L4.PRIO.P1": "largely",
  "A2.L4.PRIO.O1": "largely",
  "A2.L5.PRIO.P1": "not",
  "A2.L5.PRIO.P2": "na",
  "A2.L5.PRIO.O1": "not",
  "A2.L2.ROLE.P1": "partly",
  "A2.L2.ROLE.O1": "fully",
  "A2.L3.ROLE.P1": "fully",
  "A2.L3.ROLE.O1": "fully",
  "A2.L4.ROLE.P1": "partly",
  "A2.L4.ROLE.P2": "largely",
  "A2.L4.ROLE.O1": "not",
  "A2.L5.ROLE.P1": "not",
  "A2.L5.ROLE.O1": "not",
  "A2.L5.ROLE.O2": "not",
};

/** What is written to answers on the way. */
export const WRITTEN = {
  "A2.L3.GOAL.P1": { note: "Agreed with sales and logistics.\nFinance is still out.", evidence: "Goals 2026, page 3" },
  "A2.L5.GOAL.P1": { reason: "There is no overall management board here." },
  "A2.L5.PRIO.P2": { reason: "“Quotes” & <tags> stay as typed." },
};

/** Metrics on the way: a value with date and source, and the answers that are no value. */
export const COUNTED = {
  m01: { status: "measured", value: "5", asOf: "2026-03-31", source: "Goals register" },
  m02: { status: "notMeasured" },
  m03: { status: "measured", value: "71.5", asOf: "2026-05-02" },
  m04: { status: "unknown" },
  m06: { status: "na" },
};

export const THREADS = pack.threads.map((thread) => ({ id: thread, name: threadName(thread) }));

/** The name that an assessment without one goes by. */
export function begun({ title, createdAt }) {
  const [year, month, day] = createdAt.slice(0, 10).split("-");
  return title || say("assessment.untitled", { date: say("date.long", { day: Number(day), month: say(`month.${month}`), year }) });
}
