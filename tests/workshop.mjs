// Walks through a workshop as its facilitator and its participants do, by role and accessible name. What must come of it is asserted in the suites.

import { until } from "./harness.mjs";
import { begins, label, lensOf, pack, say, screens, statements } from "./content.mjs";
import { button, downloadedBytes, heading } from "./journey.mjs";

export const PIN = "2468";

/** Waits for a screen of the facilitator's by its heading. */
export async function at(page, title) {
  await until(() => heading(page).innerText(), `the screen "${title}"`, { wanted: title });
}

/** From any address of the site into the room. */
export async function enter(page, server) {
  await page.goto(`${server.url}#/workshop`);
  await at(page, say("room.title"));
}

/** Fills in the set-up; what is not given stays as proposed. */
export async function fillIn(page, { title = "Spring workshop", it = 6, business = 6, k, consent, short, lens, devices, pin = PIN } = {}) {
  await page.getByLabel(begins(say("room.setup.name"))).fill(title);
  await page.getByLabel(say("room.setup.it")).fill(String(it));
  await page.getByLabel(say("room.setup.business")).fill(String(business));
  if (k !== undefined) await page.getByRole("radio", { name: k === "open" ? say("room.setup.k.open") : say("room.setup.k", { k }) }).check();
  if (consent) await page.locator("#setup-consent").check();
  if (short) await page.getByRole("radio", { name: begins(say("room.setup.form.short")) }).check();
  if (lens) await page.getByRole("radio", { name: begins(lensOf(lens).wording.name) }).check();
  if (devices !== undefined) await page.getByLabel(say("room.setup.devices")).fill(String(devices));
  await page.getByLabel(say("room.setup.pin")).fill(pin);
}

/** A session, created and open. */
export async function create(page, server, how = {}) {
  await enter(page, server);
  await page.locator("#set-up").click();
  await at(page, say("room.setup.title"));
  await fillIn(page, how);
  await page.locator("#setup-keep").click();
  await at(page, how.title ?? "Spring workshop");
  await written(page);
}

/** Waits until the open session is in the store. */
export async function written(page) {
  await until(() => page.locator("header .status").getAttribute("data-state"), "the session to be written", { wanted: "saved" });
}

/** Enters the PIN into the dialog that asks for it. */
export async function enterPin(page, pin = PIN) {
  await page.locator("#pin").fill(pin);
  await page.keyboard.press("Enter");
}

/** How many of a side are in, as the overview says it. */
export const counted = (page, side) => page.locator(`#count-${side}`).innerText();

export const stage = (page) => page.locator(".kiosk").getAttribute("data-stage");

/** Waits until the kiosk shows this. */
export async function atStage(page, wanted) {
  await until(() => stage(page), `the kiosk to show ${wanted}`, { wanted });
}

/** Turns the open session's device into a kiosk. */
export async function collect(page) {
  await page.locator("#collect").click();
  await atStage(page, "attract");
}

/** Out of the kiosk, into the open session. */
export async function endKiosk(page, title = "Spring workshop", pin = PIN) {
  await page.locator("#facilitator").click();
  await enterPin(page, pin);
  await at(page, title);
}

/** Begins at the kiosk and says the side. */
export async function sitDown(page, side) {
  await page.locator("#next").click();
  await atStage(page, "side");
  await page.locator(`#side-${side}`).check();
  await page.locator("#next").click();
  await atStage(page, "group");
}

/** The screens of a lens as the kiosk asks them. */
export const facetsOf = (lens) => lensOf(lens).pack.facets.map(({ id, items }) => ({ title: lensOf(lens).wording.facets[id].name, items }));

/** Answers what the kiosk asks: `answers` by statement, `by` who does it; gives the number of screens. */
export async function answerAll(page, answers, { short = false, lens, by } = {}) {
  const asked = (lens ? facetsOf(lens) : screens)
    // The short form asks the practices of the scored levels.
    .map((screen) => ({ ...screen, items: screen.items.filter((item) => !short || (!item.descriptive && /\.P\d+$/.test(item.id))) }))
    .filter(({ items }) => items.length > 0);
  for (const { title, items } of asked) {
    await until(() => heading(page).innerText(), `the screen "${title}"`, { wanted: title });
    for (const item of items) {
      const rating = typeof answers === "function" ? answers(item) : answers[item.id];
      if (rating) await page.locator(`[id="${item.id}-${rating}"]`).check();
      const doer = by?.(item);
      if (doer) await page.locator(`[id="${item.id}-by-${doer}"]`).check();
    }
    await page.locator("#next").click();
  }
  await atStage(page, "check");
  return asked.length;
}

/** Hands in, and waits for "your answers are in". */
export async function handIn(page) {
  await page.locator("#submit").click();
  await atStage(page, "done");
}

/** The code of the copy that the kiosk gives. */
export async function copyCode(page) {
  await page.locator("details summary", { hasText: say("kiosk.copy") }).click();
  return page.locator("#own-code").innerText();
}

/** Lets the next person come. */
export async function finish(page) {
  await page.locator("#finish").click();
  await atStage(page, "attract");
}

/** One person at the kiosk, from the first screen back to it. */
export async function visit(page, side, answers, how) {
  await sitDown(page, side);
  await answerAll(page, answers, how);
  await handIn(page);
  const code = how?.copy ? await copyCode(page) : undefined;
  await finish(page);
  return code;
}

/** Reveals what is in. */
export async function reveal(page, title = "Spring workshop") {
  await page.locator("#reveal").click();
  await page.locator("#reveal-now").click();
  await until(() => page.locator("#discuss").isVisible(), "the result");
  await at(page, title);
}

/** Everything in the store of workshops of a page: each name → text. */
export const sessionStore = (page) => page.evaluate(async () => {
  const names = indexedDB.databases ? (await indexedDB.databases()).map(({ name }) => name) : ["pomscope-sessions"];
  if (!names.includes("pomscope-sessions")) return {};
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("pomscope-sessions");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const store = database.transaction("records").objectStore("records");
  const done = (request) => new Promise((resolve, reject) => ((request.onsuccess = () => resolve(request.result)), (request.onerror = () => reject(request.error))));
  const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
  database.close();
  return Object.fromEntries(keys.map((key, i) => [String(key), values[i].text]));
});

/** The responses among them, parsed. */
export const responsesIn = async (page) =>
  Object.entries(await sessionStore(page)).filter(([key]) => key.includes(":r:")).map(([, text]) => JSON.parse(text));

export { button, label, say };

/** FNV-1a, 64 bits, as core's digest: what a PIN is compared with. */
function digest(text) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}

/** A session as a device keeps it, without having set it up there. */
export function record({ id = "planted0000000001", title = "Spring workshop", it = 6, business = 6, k = 5, form = "full", pin = PIN, idleSecs = 120, copies = true, lens, ...session } = {}) {
  const of = lens ? lensOf(lens).pack : pack;
  return JSON.stringify({
    format: "pomscope-room",
    formatVersion: 1,
    rev: 1,
    begun: "2026-11-02",
    device: { pin: digest(`${id} ${pin}`), idleSecs, copies, devices: 1 },
    session: {
      format: "pomscope-session", formatVersion: 1, id, title, pack: { id: of.id, version: of.version },
      threshold: k, form, heads: { it, business }, responses: [], ...session,
    },
  });
}

/** Responses by side: each a function of item and number, or ratings by item; of a lens where one is named, with who does it where `by` says it. */
export function answers({ it = 0, business = 0, rate = () => "largely", lens, by } = {}) {
  const all = [];
  const asked = lens ? facetsOf(lens).flatMap(({ items }) => items) : statements;
  for (const [side, count] of [["it", it], ["business", business]]) {
    for (let at = 0; at < count; at += 1) {
      const given = (of) => Object.fromEntries(asked.map((item) => [item.id, of({ item, side, at })]).filter(([, said]) => said));
      all.push({ id: `${side === "it" ? "a" : "b"}${String(at).padStart(4, "0")}`, side, ratings: given(rate), ...(by ? { by: given(by) } : {}) });
    }
  }
  return all;
}

/** Puts a session with its responses into the store of this page's origin before the room runs there, and opens the room. */
export async function planted(page, server, { responses = [], locked = false, hash = "#/workshop", ...how } = {}) {
  server.page(`${server.base}bare.html`, '<!doctype html><html lang="en"><title>bare</title><link rel="icon" href="data:,"><body></body></html>');
  await page.goto(`${server.url}bare.html`);
  const id = how.id ?? "planted0000000001";
  await page.evaluate(async ([id, text, responses, locked]) => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open("pomscope-sessions");
      request.onupgradeneeded = () => request.result.createObjectStore("records");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = database.transaction("records", "readwrite");
    const store = transaction.objectStore("records");
    store.put({ text }, `pomscope:s:${id}`);
    for (const response of responses) store.put({ text: JSON.stringify(response) }, `pomscope:r:${id}:${response.id}`);
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
    if (locked) localStorage.setItem("pomscope:kiosk", id);
  }, [id, record(how), responses, locked]);
  await page.goto(`${server.url}${hash}`);
  if (locked) await until(() => page.locator(".kiosk").isVisible(), "the kiosk");
  else await at(page, say("room.title"));
}

/** Opens a session that is on this device. */
export async function openSession(page, title = "Spring workshop", pin = PIN) {
  await page.getByRole("listitem").filter({ hasText: title }).getByRole("button", { name: begins(say("shelf.open")) }).click();
  await enterPin(page, pin);
  await at(page, title);
}

/** A small workshop, whole: three people a side on this device, the result, what was agreed, the PDF. `address` is the page's. */
export async function workshop(page, address) {
  await create(page, { url: address }, { it: 3, business: 3, consent: true, short: true });
  await collect(page);
  for (const side of ["it", "business", "it", "business", "it", "business"]) await visit(page, side, () => (side === "it" ? "fully" : "not"), { short: true });
  await page.reload();
  await atStage(page, "attract");
  await endKiosk(page);
  await reveal(page);
  await page.locator("#discuss").click();
  await page.locator("#topic-after").waitFor();
  await page.locator(".wall input[type=radio]").first().check();
  await written(page);
  await page.evaluate(() => (location.hash = "#/workshop/result"));
  const { bytes } = await downloadedBytes(page, page.locator("#pdf"));
  if (!bytes.subarray(0, 5).equals(Buffer.from("%PDF-"))) throw new Error("the report is no PDF");
}
