// What only the room asks of the page: the store of workshops, the ways into it and out, a fresh instance for each person, idle time. What its screens show is other suites'.

import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { like, say, statements } from "../content.mjs";
import { beginFull, button, choose, dialog, heading, headingFocused, radio, rate, statusSays, stored } from "../journey.mjs";
import { profile } from "../kill.mjs";

const [FIRST] = statements;
const SESSION = "session00001";
const OTHER = "session00002";

/** A blank page of the site's own origin and policy. */
const BARE = '<!doctype html><html lang="en"><title>bare</title><link rel="icon" href="data:,"><body></body></html>';

/** Puts the room's tools on a blank page, as `globalThis.tools(storageKey)`; no program is there. */
async function bare(page, server) {
  server.page(`${server.base}bare.html`, BARE);
  await page.goto(`${server.url}bare.html`);
  await page.evaluate(async (name) => {
    const { open } = await import(new URL(name, location.href).href);
    const told = (globalThis.told = []);
    const handle = new Proxy({}, { get: (_, name) => (...args) => void told.push([name, ...args]) });
    const room = open({
      FILES: {},
      given: undefined,
      once: (_, work) => work(),
      get: (name) => fetch(name),
      importGlue: async (name) => { throw new Error(`there is no ${name}`); },
      pick: async () => undefined,
      tools: () => ({}),
    });
    globalThis.saved = (key = "pomscope") => room.saved(key);
    globalThis.tools = (key = "pomscope") => {
      const ending = new AbortController();
      const shadow = document.createElement("div").attachShadow({ mode: "open" });
      const store = { key, place: (text) => told.push(["place", text]), save: async () => "{}" };
      const port = { history: (...args) => told.push(["history", ...args]) };
      const note = (name) => () => void told.push([name]);
      return room.tools({
        element: shadow.host, shadow, store, port, signal: ending.signal, saving: new Set(),
        call: (work) => work(handle), settle: note("settle"), renew: note("renew"), drop: note("drop"),
      });
    };
  }, server.built.room.tools);
}

/** Asks one function of the tools on that page; what it answers, parsed. */
const ask = (page, name, ...args) => page.evaluate(async ([name, args]) => {
  // What JSON cannot carry.
  const answer = await globalThis.tools()[name](...args.map((arg) => (arg === null ? undefined : arg)));
  return typeof answer === "string" ? JSON.parse(answer) : null;
}, [name, args]);

const responses = (texts) => JSON.stringify(Object.entries(texts).map(([id, text]) => ({ id, text })));
/** A session's record, responses and draft as the store has them. */
const held = async (page, session = SESSION) => {
  const { text, responses } = await ask(page, "roomOpen", session);
  const { drafts } = await page.evaluate(() => globalThis.saved());
  return { text, responses: Object.fromEntries(responses.map(({ id, text }) => [id, text])), draft: drafts.find(({ id }) => id === session)?.text ?? null };
};

const deny = (page) => page.addInitScript(() => {
  for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
    Object.defineProperty(globalThis, name, { get() { throw new DOMException("The operation is insecure.", "SecurityError"); } });
  }
});

/** The room's tools with what they are given and hear within reach: `room.port`, `room.heard`, and every instance that was made. */
async function watched(page, server) {
  const name = server.built.room.tools;
  server.page(`${server.base}${name}`, {
    type: ".js",
    body: `import * as real from "./real-${name}";
export function open(base) {
  const made = real.open(base);
  globalThis.room = { heard: [] };
  return { ...made, tools(host) {
    const call = (work) => {
      work(new Proxy({}, { get: (_, name) => (...args) => void room.heard.push([name, ...args]) }));
      host.call(work);
    };
    return (room.port = made.tools({ ...host, call }));
  } };
}`,
  });
  const { readFileSync } = await import("node:fs");
  const { join } = await import("node:path");
  const { SITE } = await import("../server.mjs");
  server.page(`${server.base}real-${name}`, { type: ".js", body: readFileSync(join(SITE, name)) });
  await page.addInitScript(() => {
    globalThis.instances = [];
    const instantiate = WebAssembly.instantiate;
    WebAssembly.instantiate = async (...told) => {
      const made = await instantiate(...told);
      const instance = made.instance ?? made;
      if ("handle_tick" in instance.exports) globalThis.instances.push(new WeakRef(instance));
      return made;
    };
  });
}

const inRoom = (page) => until(() => heading(page).innerText(), "the room", { wanted: "Workshop" });

suite("room-store", () => {
  test("a record is written only over the one that was read, and a changed one is given back", async ({ page, server }) => {
    await bare(page, server);
    equal(await ask(page, "roomOpen", SESSION), { status: "ok", text: null, responses: [] });
    equal(await ask(page, "roomWrite", SESSION, "one", null, "[]"), { status: "ok", text: null });
    equal(await ask(page, "roomWrite", SESSION, "two", "one", responses({ aaaa1: "first" })), { status: "ok", text: null });
    // Two that know an older one, and one that knows none.
    equal(await ask(page, "roomWrite", SESSION, "three", "one", responses({ aaaa1: "lost", bbbb1: "lost" })), { status: "changed", text: "two" });
    equal(await ask(page, "roomWrite", SESSION, "three", null, "[]"), { status: "changed", text: "two" });
    equal(await held(page), { text: "two", responses: { aaaa1: "first" }, draft: null });
    // Removed meanwhile is changed, too.
    equal(await ask(page, "roomRemove", SESSION), { status: "ok" });
    equal(await ask(page, "roomWrite", SESSION, "three", "two", "[]"), { status: "changed", text: null });
    equal(await held(page), { text: null, responses: {}, draft: null });
  });

  test("of two tabs that write at once, one does and the other hears of it", async ({ page, context, server }) => {
    const second = await context.newPage();
    for (const tab of [page, second]) await bare(tab, server);
    await ask(page, "roomWrite", SESSION, "0", null, "[]");
    let last = "0";
    for (let round = 1; round <= 10; round += 1) {
      const texts = [`${round} left`, `${round} right`];
      const answers = await Promise.all([page, second].map((tab, at) => ask(tab, "roomWrite", SESSION, texts[at], last, "[]")));
      equal(answers.map(({ status }) => status).sort(), ["changed", "ok"]);
      last = texts[answers.findIndex(({ status }) => status === "ok")];
      equal(answers.find(({ status }) => status === "changed").text, last, "the one that was written is given back");
    }
    const added = await Promise.all([page, second].map((tab, at) => ask(tab, "roomAdd", SESSION, responses({ same1: `of ${at}`, [`own${at}`]: "mine" }), false)));
    equal(added.map(({ there }) => there.length).sort(), [0, 1]);
    const winner = added.findIndex(({ there }) => !there.length);
    equal(added[1 - winner].there, [{ id: "same1", text: `of ${winner}` }]);
    equal((await held(page)).responses, { same1: `of ${winner}`, own0: "mine", own1: "mine" });
  });

  test("adding never writes over a response, tells which were there, and needs a session", async ({ page, server }) => {
    await bare(page, server);
    equal(await ask(page, "roomAdd", SESSION, responses({ aaaa1: "early" }), true), { status: "failed", there: [] }, "no session");
    await ask(page, "roomWrite", SESSION, "record", null, "[]");
    equal((await held(page)).responses, {});
    equal(await ask(page, "roomAdd", SESSION, responses({ aaaa1: "one", bbbb1: "two" }), false), { status: "ok", there: [] });
    equal(await ask(page, "roomAdd", SESSION, responses({ aaaa1: "other", cccc1: "three" }), false), { status: "ok", there: [{ id: "aaaa1", text: "one" }] });
    const twice = JSON.stringify([{ id: "dddd1", text: "four" }, { id: "dddd1", text: "five" }]);
    equal(await ask(page, "roomAdd", SESSION, twice, false), { status: "ok", there: [{ id: "dddd1", text: "four" }] });
    equal((await held(page)).responses, { aaaa1: "one", bbbb1: "two", cccc1: "three", dddd1: "four" });
  });

  test("the unfinished response goes together with a full add, and stays otherwise", async ({ page, server }) => {
    await bare(page, server);
    equal(await ask(page, "roomDraft", SESSION, "half"), { status: "failed" }, "no session");
    await ask(page, "roomWrite", SESSION, "record", null, responses({ aaaa1: "one" }));
    equal(await ask(page, "roomDraft", SESSION, "half"), { status: "ok" });
    await ask(page, "roomAdd", SESSION, responses({ aaaa1: "again", bbbb1: "two" }), true);
    equal((await held(page)).draft, "half", "one was there");
    await ask(page, "roomAdd", SESSION, responses({ cccc1: "three" }), false);
    equal((await held(page)).draft, "half", "nobody asked");
    await ask(page, "roomAdd", SESSION, responses({ dddd1: "four" }), true);
    equal(await held(page), { text: "record", responses: { aaaa1: "one", bbbb1: "two", cccc1: "three", dddd1: "four" }, draft: null });
    await ask(page, "roomDraft", SESSION, "again");
    equal(await ask(page, "roomDraft", SESSION, null), { status: "ok" });
    equal((await held(page)).draft, null);
  });

  test("at the start responses are counted and never read; a session goes with all that is its own, and nothing else", async ({ page, server }) => {
    await bare(page, server);
    for (const session of [SESSION, OTHER]) {
      await ask(page, "roomWrite", session, `record of ${session}`, null, responses({ aaaa1: "secret", bbbb1: "secret" }));
      await ask(page, "roomDraft", session, `draft of ${session}`);
    }
    await ask(page, "roomLock", SESSION);
    const [saved, read] = await page.evaluate(async () => {
      const read = [];
      const getAll = IDBObjectStore.prototype.getAll;
      IDBObjectStore.prototype.getAll = function (range) { read.push(range.lower); return getAll.call(this, range); };
      const saved = await globalThis.saved();
      IDBObjectStore.prototype.getAll = getAll;
      return [saved, read];
    });
    equal(saved, {
      status: "ok",
      sessions: [SESSION, OTHER].map((id) => ({ id, text: `record of ${id}`, responses: 2 })),
      drafts: [SESSION, OTHER].map((id) => ({ id, text: `draft of ${id}` })),
      locked: SESSION,
      lacks: [],
    });
    equal(read, ["pomscope:s:", "pomscope:d:"]);
    equal(await ask(page, "roomRemove", OTHER), { status: "ok" });
    equal((await page.evaluate(() => globalThis.saved())).locked, SESSION, "the lock names another");
    equal(await ask(page, "roomRemove", SESSION), { status: "ok" });
    equal(await page.evaluate(() => globalThis.saved()), { status: "ok", sessions: [], drafts: [], locked: null, lacks: [] });
  });

  test("storage keys keep apart, and what is no id is refused", async ({ page, server }) => {
    await bare(page, server);
    const found = await page.evaluate(async (session) => {
      for (const key of ["pom", "pom:x", "pom2"]) await globalThis.tools(key).roomWrite(session, `of ${key}`, undefined, "[]");
      return Promise.all(["pom", "pom:x", "pom2", "other"].map(async (key) => (await globalThis.saved(key)).sessions.map(({ text }) => text)));
    }, SESSION);
    equal(found, [["of pom"], ["of pom:x"], ["of pom2"], []]);
    for (const id of ["abc", "a:b:c:d", "ABCDEFGH", "a".repeat(33), ""]) {
      equal((await ask(page, "roomWrite", id, "x", null, "[]")).status, "failed", id);
      equal((await ask(page, "roomWrite", SESSION, "x", null, responses({ [id]: "x" }))).status, "failed", id);
    }
    equal((await ask(page, "roomAdd", SESSION, "no JSON", false)).status, "failed");
    equal((await held(page)).text, null, "nothing was written by any of these");
  });

  test("what was answered as written survives a kill of the browser in that moment", async ({ server }) => {
    const disk = profile({ origins: [server.origin] });
    try {
      const after = async (work) => {
        const browser = await disk.start();
        await bare(browser.page, server);
        const before = await held(browser.page);
        await work?.(browser.page);
        await browser.kill();
        return before;
      };
      await after((page) => ask(page, "roomWrite", SESSION, "record", null, responses({ aaaa1: "one" })));
      equal(await after((page) => ask(page, "roomDraft", SESSION, "half")), { text: "record", responses: { aaaa1: "one" }, draft: null });
      equal(await after((page) => ask(page, "roomAdd", SESSION, responses({ bbbb1: "two" }), true)), { text: "record", responses: { aaaa1: "one" }, draft: "half" });
      equal(await after((page) => ask(page, "roomWrite", SESSION, "closed", "record", "[]")), { text: "record", responses: { aaaa1: "one", bbbb1: "two" }, draft: null });
      equal(await after((page) => ask(page, "roomRemove", SESSION)), { text: "closed", responses: { aaaa1: "one", bbbb1: "two" }, draft: null });
      equal(await after(), { text: null, responses: {}, draft: null });
    } finally {
      disk.remove();
    }
  });

  for (const [name, status, harm] of [
    ["may not be used", "denied", deny],
    ["is not there", "denied", (page) => page.addInitScript(() => Object.defineProperty(globalThis, "indexedDB", { get: () => undefined }))],
    ["throws", "failed", (page) => page.addInitScript(() => { IDBFactory.prototype.open = () => { throw new DOMException("broken", "UnknownError"); }; })],
    ["is full", "full", (page) => page.addInitScript(() => { IDBFactory.prototype.open = () => { throw new DOMException("full", "QuotaExceededError"); }; })],
    ["never answers", "failed", (page) => page.addInitScript(() => { IDBFactory.prototype.open = () => ({}); })],
  ]) {
    test(`a store that ${name} answers “${status}”, and nothing throws`, async ({ page, server }) => {
      await harm(page);
      await bare(page, server);
      const answers = await page.evaluate(async ([session, json]) => {
        const tools = globalThis.tools();
        tools.roomLock(session);
        tools.roomLock(undefined);
        return Promise.all([
          globalThis.saved(),
          ...[tools.roomOpen(session), tools.roomWrite(session, "x", undefined, json), tools.roomAdd(session, json, true), tools.roomRemove(session), tools.roomDraft(session, "x")].map(
            async (answer) => JSON.parse(await answer),
          ),
        ]);
      }, [SESSION, responses({ aaaa1: "x" })]);
      equal(answers, [
        { status, sessions: [], drafts: [], locked: null, lacks: [] },
        { status, text: null, responses: [] },
        { status, text: null },
        { status, there: [] },
        { status },
        { status },
      ]);
    });
  }

  test("idle time is told each second from the warning on, by the clock, and 0 once somebody is there", async ({ page, server }) => {
    await page.clock.install();
    await bare(page, server);
    const told = () => page.evaluate(() => globalThis.told.splice(0));
    await page.evaluate(() => (globalThis.one = globalThis.tools()).roomWatch(5));
    await page.clock.runFor(4900);
    equal(await told(), []);
    await page.clock.runFor(2100);
    equal(await told(), [["tick", 5], ["tick", 6], ["tick", 7]]);
    await page.evaluate(() => dispatchEvent(new Event("pointerdown")));
    equal((await told()).at(-1), ["tick", 0]);
    await page.clock.runFor(4000);
    await page.evaluate(() => dispatchEvent(new Event("keydown")));
    equal(await told(), [], "nobody was warned");
    // A tab that slept an hour wakes by somebody's touch: that nobody was there is told first.
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 3_600_000));
    const waking = await told();
    equal(waking.every(([name, secs]) => name === "tick" && secs >= 5), true);
    await page.evaluate(() => dispatchEvent(new Event("touchstart")));
    const [slept, awake] = await told();
    ok(slept[1] >= 3590, `${slept}`);
    equal(awake, ["tick", 0]);
    await page.evaluate(() => globalThis.one.roomWatch(0));
    await page.clock.runFor(20_000);
    equal(await told(), [], "off");
  });

  test("where what reads codes cannot be had, the camera says that it failed", async ({ page, server }) => {
    await bare(page, server);
    await page.evaluate(() => globalThis.tools().scan(true));
    await until(() => page.evaluate(() => globalThis.told.length), "an answer");
    equal((await page.evaluate(() => globalThis.told)).map(([name]) => name), ["scanned"]);
  });

  test("from the menu into the room, every answer saved before; an embed is offered none", async ({ page, open, server }) => {
    await open();
    await beginFull(page);
    await radio(page, FIRST.id, "not").focus();
    // Both in one task, as a quick hand might.
    await page.locator("pom-scope").evaluate((element, name) => {
      element.shadowRoot.activeElement.click();
      [...element.shadowRoot.querySelectorAll(".menu button")].find((button) => button.textContent === name).click();
    }, say("menu.workshop"));
    await inRoom(page);
    equal(await page.evaluate(() => location.hash), "#/workshop");
    equal(Object.values((await stored(page)).durable).map((text) => JSON.parse(text).answers[FIRST.id].rating), ["not"]);
    await page.reload();
    await ready(page);
    await inRoom(page);
    ok(server.requests.some(({ path }) => path.endsWith(server.built.room.wasm)));
    server.page(`${server.base}host.html`, '<!doctype html><html lang="en"><title>host</title><link rel="icon" href="data:,"><script type="module" src="pomscope.js"></script><body><pom-scope eager></pom-scope></body></html>');
    await page.goto(`${server.url}host.html`);
    await ready(page);
    equal(await page.locator(".menu button", { hasText: say("menu.workshop") }).count(), 0);
    // Its address is the page's own.
    await page.goto(`${server.url}host.html#/workshop`);
    await page.reload();
    await ready(page);
    await until(() => radio(page, FIRST.id, "not").isVisible(), "the questions");
  });

  test("the room is fetched by nobody who does not ask for it", async ({ page, open, server }) => {
    await open();
    await beginFull(page);
    await rate(page, FIRST.id, "partly");
    await statusSays(page, "save.saved");
    await page.waitForLoadState("networkidle");
    equal(server.requests.filter(({ path }) => /\/room-/.test(path)).map(({ path }) => path), []);
  });

  test("the lock leads a new tab into the room, and a mode of the page's does", async ({ page, context, open, server }) => {
    server.page(`${server.base}bare.html`, BARE);
    await open();
    await until(() => button(page, "start.full").isVisible(), "the questions");
    await page.evaluate((session) => localStorage.setItem("pomscope:kiosk", session), SESSION);
    const second = await context.newPage();
    await open("", { on: second });
    await inRoom(second);
    await page.evaluate(() => localStorage.removeItem("pomscope:kiosk"));
    await second.evaluate(() => sessionStorage.clear());
    await second.goto(`${server.url}bare.html`);
    await open("", { on: second });
    await until(() => button(second, "start.full").isVisible(), "the questions again");
    server.page(`${server.base}kiosk.html`, '<!doctype html><html lang="en"><title>kiosk</title><link rel="icon" href="data:,"><script type="module" src="pomscope.js"></script><body><pom-scope mode="kiosk"></pom-scope></body></html>');
    await second.goto(`${server.url}kiosk.html`);
    await ready(second);
    await inRoom(second);
  });

  test("each person gets an instance of their own, and the one before is let go", async ({ page, open, server, context }) => {
    await watched(page, server);
    await open("#/workshop");
    await inRoom(page);
    const session = await context.newCDPSession(page);
    for (let person = 1; person <= 3; person += 1) {
      const before = await page.locator(".pom-root").elementHandle();
      await page.evaluate((person) => globalThis.room.port.roomRenew(JSON.stringify({ room: true, person })), person);
      await until(() => before.evaluate((node) => !node.isConnected), "the old root to be gone");
      await before.dispose();
      await ready(page);
      await inRoom(page);
      ok((await page.evaluate(() => sessionStorage.getItem("pomscope:place"))).includes('"room":true'), "a reload comes back to the room");
    }
    equal(await page.evaluate(() => globalThis.instances.length), 4);
    await until(async () => {
      await session.send("HeapProfiler.collectGarbage");
      return page.evaluate(() => globalThis.instances.map((instance) => !!instance.deref()));
    }, "all but the last to be collected", { wanted: [false, false, false, true] });
    equal(server.requests.filter(({ path }) => path.endsWith(server.built.room.wasm)).length, 1, "the module is fetched once");
  });

  test("out of the room to the questions, at the start or at a place; not where the page says kiosk", async ({ page, open, server }) => {
    await watched(page, server);
    await open("#/workshop");
    await inRoom(page);
    await page.evaluate(() => globalThis.room.port.leaveRoom(undefined));
    await until(() => button(page, "start.full").isVisible(), "the questions");
    equal(await page.evaluate(() => location.hash), "");
    await until(() => page.evaluate(() => !sessionStorage.getItem("pomscope:place")?.includes("room")), "the room's place to be gone");
    await page.evaluate(() => (location.hash = "#/workshop"));
    await inRoom(page);
    await page.evaluate(() => globalThis.room.port.leaveRoom(JSON.stringify({ step: "#/assessments", desk: true })));
    await until(() => heading(page).innerText(), "the shelf", { wanted: say("shelf.title") });
    await headingFocused(page);
    server.page(`${server.base}kiosk.html`, '<!doctype html><html lang="en"><title>kiosk</title><link rel="icon" href="data:,"><script type="module" src="pomscope.js"></script><body><pom-scope mode="kiosk"></pom-scope></body></html>');
    await page.goto(`${server.url}kiosk.html`);
    await ready(page);
    await page.evaluate(() => globalThis.room.port.leaveRoom(undefined));
    await page.evaluate(() => document.querySelector("pom-scope").append("x"));
    await page.waitForLoadState("networkidle");
    await inRoom(page);
  });

  test("the whole screen left, and focus lost, are told; of a room that shows it no longer they are not", async ({ page, open, server }) => {
    await watched(page, server);
    await open("#/workshop");
    await inRoom(page);
    const heard = () => page.evaluate(() => globalThis.room.heard.splice(0));
    // Browsers give the whole screen to a hand alone.
    await heading(page).click();
    await page.evaluate(() => globalThis.room.port.roomShow(true));
    await until(() => page.evaluate(() => document.fullscreenElement?.localName ?? ""), "the whole screen", { wanted: "pom-scope" });
    // The page hears of it with the next frame.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await page.evaluate(() => document.exitFullscreen());
    await until(async () => (await heard()).some(([name]) => name === "covered"), "that it was left");
    await page.evaluate(() => {
      document.hasFocus = () => false;
      dispatchEvent(new Event("blur"));
    });
    await until(async () => (await heard()).some(([name]) => name === "covered"), "that focus was lost");
    await page.evaluate(() => {
      globalThis.room.port.roomShow(false);
      dispatchEvent(new Event("blur"));
    });
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    equal(await heard(), []);
  });

  test("deleting everything takes the workshops under this key along, and no others", async ({ page, open, server }) => {
    await bare(page, server);
    await page.evaluate(async ([session, json]) => {
      for (const key of ["pomscope", "other"]) await globalThis.tools(key).roomWrite(session, `of ${key}`, undefined, json);
    }, [SESSION, responses({ aaaa1: "x" })]);
    await open();
    await choose(page, "menu.deleteAll");
    match(await dialog(page).innerText(), like("deleteAll.sessions"));
    const records = () => page.evaluate(() => new Promise((resolve) => {
      const opening = indexedDB.open("pomscope-sessions");
      opening.onsuccess = () => {
        const all = opening.result.transaction("records").objectStore("records").getAllKeys();
        all.onsuccess = () => (opening.result.close(), resolve(all.result.length));
      };
    }));
    const before = await records();
    await dialog(page).getByRole("button", { name: say("deleteAll.go.none") }).click();
    await until(() => dialog(page).count(), "the dialog to close", { wanted: 0 });
    await until(records, "half of the records to be gone", { wanted: before / 2 });
    await bare(page, server);
    const left = () => page.evaluate(() => Promise.all(["pomscope", "other"].map(async (key) => (await globalThis.saved(key)).sessions.length)));
    await until(left, "the workshops to be gone", { wanted: [0, 1] });
  });
});
