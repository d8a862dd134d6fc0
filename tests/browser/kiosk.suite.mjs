// The kiosk: what stays of a person, what happens when nobody is there, and that there is no way out. A whole workshop is workshop.suite's, the store room-store.suite's.

import { suite, test, equal, ok, ready, until } from "../harness.mjs";
import { LANGUAGES, say, screens, statements } from "../content.mjs";
import { dialog, heading, headingFocused } from "../journey.mjs";
import { profile } from "../kill.mjs";
import { answerAll, at, atStage, collect, copyCode, counted, create, endKiosk, finish, handIn, planted, responsesIn, sessionStore, sitDown, stage } from "../workshop.mjs";

const SHORT = { form: "short", it: 2, business: 2, k: 3 };
const [, , , FIRST] = screens;

/** Everything that the browser keeps for this page, as one text, but for sessions' records and responses. */
const keptBesides = async (page) => {
  const areas = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href, document.title, globalThis.name]));
  const drafts = Object.entries(await sessionStore(page)).filter(([key]) => !/:[rs]:/.test(key));
  return JSON.stringify([areas, drafts]);
};

const MARK = "the memory of whoever was here";

/** Looks into the memory of every wasm program of a page, from outside. One look after another through one session, which would take focus along if it ended. */
async function memories(context, page) {
  const session = await context.newCDPSession(page);
  await session.send("HeapProfiler.enable");
  const over = async (text, functionDeclaration) => {
    await session.send("HeapProfiler.collectGarbage");
    await session.send("HeapProfiler.collectGarbage");
    const { result: prototype } = await session.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype", objectGroup: "looks" });
    const { objects } = await session.send("Runtime.queryObjects", { prototypeObjectId: prototype.objectId, objectGroup: "looks" });
    const { result } = await session.send("Runtime.callFunctionOn", { objectId: objects.objectId, arguments: [{ value: text }], returnByValue: true, functionDeclaration });
    // Held by the session, nothing would ever be collected.
    await session.send("Runtime.releaseObjectGroup", { objectGroup: "looks" });
    return result.value;
  };
  const holding = (text) => over(text, `function (text) {
    const wanted = new TextEncoder().encode(text);
    const holds = (memory) => {
      const bytes = new Uint8Array(memory.buffer);
      for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
        if (wanted.every((byte, offset) => bytes[at + offset] === byte)) return true;
      }
      return false;
    };
    return this.filter(holds).length;
  }`);
  /** Marks the memory of every room there is (the questions of the site live beside it), on a page of its own that no program knows: gone with the memory, and not before. */
  const mark = async () => {
    await over(MARK, `function (text) {
      const wanted = new TextEncoder().encode("kiosk.facilitator");
      const room = (memory) => {
        const bytes = new Uint8Array(memory.buffer);
        for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
          if (wanted.every((byte, offset) => bytes[at + offset] === byte)) return true;
        }
        return false;
      };
      for (const memory of this.filter(room)) {
        memory.grow(1);
        new Uint8Array(memory.buffer).set(new TextEncoder().encode(text), memory.buffer.byteLength - 1024);
      }
    }`);
    ok((await holding(MARK)) > 0, "what is marked is found");
  };
  return { mark, holding };
}

/** The page's title follows the screens from the first move on; before it the site's own stands there. */
const titled = (page) => page.evaluate(() => (document.title = `${document.querySelector("pom-scope").shadowRoot.querySelector("#title").innerText} · Pomscope`));

suite("kiosk", () => {
  test("after a person nothing is found of them but the response: not in storage, the page, the history or the program's memory", async ({ page, server, context }) => {
    await planted(page, server, { ...SHORT, locked: true });
    await titled(page);
    const before = { kept: await keptBesides(page), length: await page.evaluate(() => history.length), page: await page.locator("pom-scope").evaluate((element) => element.shadowRoot.innerHTML) };

    await sitDown(page, "it");
    await page.locator(`[id="${FIRST.items[0].id}-unknown"]`).check();
    await until(async () => (await keptBesides(page)).includes("unknown"), "the unfinished response, kept for the idle time");
    const memory = await memories(context, page);
    await memory.mark();
    await answerAll(page, { [FIRST.items[0].id]: "unknown", [statements.at(-3).id]: "fully" }, { short: true });
    await handIn(page);
    const code = await copyCode(page);
    // The test can fail: as long as the person is there, the program's memory holds what they said.
    ok((await memory.holding(code)) > 0, "while the copy is shown, it is in memory");
    await finish(page);
    await headingFocused(page);

    const left = await keptBesides(page);
    equal(left, before.kept, "storage is as before");
    const held = await responsesIn(page);
    equal(held.map(({ side }) => side), ["it"], "the response is there");
    equal(Object.keys(held[0]).sort(), ["id", "ratings", "side"], "with no time, and nothing else");
    const html = await page.locator("pom-scope").evaluate((element) => element.shadowRoot.innerHTML);
    equal(html, before.page, "the page is as before");
    ok(!html.includes(code), "and does not show the copy");
    equal(await page.evaluate(() => history.length), before.length, "the history has no entry more");
    const scrolled = await page.evaluate(() => scrollY + document.querySelector("pom-scope").scrollTop);
    ok(scrolled < 2, `the screen is at its top, not ${scrolled} px down`);
    for (const text of [MARK, code]) await until(() => memory.holding(text), "the last person's memory to be gone", { wanted: 0 });

    // The next person begins with nothing chosen.
    await page.locator("#next").click();
    await atStage(page, "side");
    equal(await page.locator("input:checked").count(), 0);
  });

  test("who stops, and who is gone too long, leaves nothing at all", async ({ page, server, context }) => {
    await page.clock.install();
    await planted(page, server, { ...SHORT, idleSecs: 60, locked: true });
    await titled(page);
    const before = await keptBesides(page);
    const memory = await memories(context, page);
    for (const how of ["stop", "idle"]) {
      await sitDown(page, "business");
      await page.locator(`[id="${FIRST.items[0].id}-unknown"]`).check();
      await until(async () => (await keptBesides(page)).includes("unknown"), "the unfinished response");
      await memory.mark();
      if (how === "stop") await page.locator("#stop").click();
      else {
        await page.clock.fastForward(45_000);
        await until(() => page.locator("#still-here").isVisible(), "the countdown");
        await page.clock.fastForward(20_000);
      }
      await atStage(page, "attract");
      await until(() => keptBesides(page), "nothing kept", { wanted: before });
      equal(await responsesIn(page), [], "nothing was handed in");
      await until(() => memory.holding(MARK), `the memory to be gone (${how})`, { wanted: 0 });
    }
  });

  test("before it forgets it counts down aloud, and asks until somebody says that they are there", async ({ page, server }) => {
    await page.clock.install();
    await planted(page, server, { ...SHORT, idleSecs: 120, locked: true });
    // With nobody there, nothing is counted.
    await page.clock.fastForward(500_000);
    equal(await stage(page), "attract");
    ok(!(await page.locator("#still-here").isVisible()));

    await sitDown(page, "it");
    await page.locator(`[id="${FIRST.items[0].id}-largely"]`).check();
    await page.clock.fastForward(99_000);
    ok(!(await page.locator("#still-here").isVisible()), "not yet");
    await page.clock.fastForward(3_000);
    await until(() => page.locator("#still-here").isVisible(), "the countdown");
    const spoken = () => page.locator("pom-scope").evaluate((element) => element.shadowRoot.querySelector("[role=alert]").textContent);
    ok(/clear/.test(await spoken()), "it is said aloud");
    await until(() => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.activeElement?.id), "focus on the answer to it", { wanted: "still-here" });
    // What moves need not be the person: the question stays, and nothing behind it can be touched.
    await page.mouse.move(5, 5);
    await until(() => page.getByText(say("kiosk.idle.back")).isVisible(), "the countdown to rest");
    ok(await page.locator(".kiosk").evaluate((kiosk) => kiosk.inert), "what is behind it stands still");
    await page.locator("#still-here").click();
    await until(async () => !(await page.locator("#still-here").isVisible()), "no question any more");
    ok(await page.locator(`[id="${FIRST.items[0].id}-largely"]`).isChecked(), "the answer is still there");
    await page.clock.fastForward(105_000);
    await until(() => page.locator("#still-here").isVisible(), "the countdown again");
    await until(() => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.activeElement?.id), "focus on the answer again", { wanted: "still-here" });
    await page.keyboard.press("Enter");
    await until(async () => !(await page.locator("#still-here").isVisible()), "a key answers it as well");
  });

  test("an unfinished response survives a reload for the idle time, behind a question; then it is gone", async ({ page, server }) => {
    await page.clock.install();
    await planted(page, server, { ...SHORT, idleSecs: 120, locked: true });
    await sitDown(page, "business");
    await page.locator(`[id="${FIRST.items[0].id}-partly"]`).check();
    await until(async () => (await keptBesides(page)).includes("partly"), "the unfinished response");
    await page.reload();
    await atStage(page, "unfinished");
    ok(!(await page.locator("pom-scope").evaluate((element) => element.shadowRoot.textContent)).includes(FIRST.title), "nothing of it is shown");
    await page.locator("#go-on").click();
    await until(() => heading(page).innerText(), "the same screen", { wanted: FIRST.title });
    ok(await page.locator(`[id="${FIRST.items[0].id}-partly"]`).isChecked(), "with its answer");
    await page.reload();
    await atStage(page, "unfinished");
    await page.locator("#start-over").click();
    await atStage(page, "attract");

    await sitDown(page, "it");
    await page.locator(`[id="${FIRST.items[0].id}-fully"]`).check();
    await until(async () => (await keptBesides(page)).includes("fully"), "the unfinished response");
    await page.clock.setSystemTime(Date.now() + 3_600_000);
    await page.reload();
    await atStage(page, "attract");
    await until(async () => (await keptBesides(page)).includes("fully"), "an hour later it is gone", { wanted: false });
  });

  test("there is no way out but the PIN: not by address, Back, reload, another tab, a dropped file or the menu", async ({ page, server, context }) => {
    await create(page, server, { it: 2, business: 2, k: 3, consent: true, short: true });
    await collect(page);
    await page.goBack();
    await until(() => page.evaluate(() => location.hash), "the kiosk's address again", { wanted: "#/workshop" });
    equal(await stage(page), "attract");
    for (const hash of ["#/workshop/session", "#/result", "#/", "#pomscope=7ZHY000MP8Q"]) {
      await page.evaluate((hash) => (location.hash = hash), hash);
      await until(() => stage(page), `the kiosk in spite of ${hash}`, { wanted: "attract" });
    }
    await page.reload();
    await ready(page);
    await atStage(page, "attract");
    await page.evaluate(() => sessionStorage.clear());
    const other = await context.newPage();
    await other.goto(server.url);
    await ready(other);
    await atStage(other, "attract");
    await other.close();
    equal(await page.locator("header .menu, .menu").count(), 0, "no menu");
    equal(await page.getByRole("link").count(), 0, "no link");
    const buttons = await page.getByRole("button").allInnerTexts();
    const languages = LANGUAGES.map((lang) => new Intl.DisplayNames(lang, { type: "language" }).of(lang));
    equal(buttons, [say("kiosk.begin"), ...languages, say("kiosk.facilitator")]);
    await page.locator("#facilitator").click();
    await page.locator("#pin").fill("0000");
    await page.keyboard.press("Enter");
    await until(() => page.locator("#pin-error").isVisible(), "that it was wrong");
    await page.keyboard.press("Escape");
    await until(async () => !(await dialog(page).isVisible()), "no dialog");
    equal(await stage(page), "attract");
    await endKiosk(page);
    equal(await counted(page, "it"), "0 of 2");
    await page.reload();
    await until(() => dialog(page).isVisible(), "a session that asks for its PIN");
  });

  test("leaving the full screen or the window covers what somebody answers", async ({ page, server }) => {
    await planted(page, server, { ...SHORT, locked: true });
    await sitDown(page, "it");
    await until(() => page.evaluate(() => document.fullscreenElement?.localName), "the full screen", { wanted: "pom-scope" });
    await page.locator(`[id="${FIRST.items[0].id}-largely"]`).check();
    await page.evaluate(() => document.exitFullscreen());
    await atStage(page, "covered");
    ok(!(await page.locator("pom-scope").evaluate((element) => element.shadowRoot.textContent)).includes(FIRST.title), "nothing of it is shown");
    await page.locator("#uncover").click();
    await atStage(page, "group");
    await until(() => page.evaluate(() => document.fullscreenElement?.localName), "the full screen again", { wanted: "pom-scope" });
    ok(await page.locator(`[id="${FIRST.items[0].id}-largely"]`).isChecked(), "the answer is still there");
  });

  test("answers that no store would take stay on the screen, and are taken once one does", async ({ page, server }) => {
    await planted(page, server, { ...SHORT, locked: true });
    await sitDown(page, "it");
    await answerAll(page, () => "largely", { short: true });
    await page.evaluate(() => {
      globalThis.put = IDBObjectStore.prototype.put;
      // As a full disk does: the transaction comes to nothing.
      IDBObjectStore.prototype.put = function (...told) {
        const request = globalThis.put.apply(this, told);
        request.addEventListener("success", () => this.transaction.abort());
        return request;
      };
    });
    await page.locator("#submit").click();
    await until(() => page.getByText(say("kiosk.notStored")).first().isVisible(), "that they could not be stored");
    equal(await responsesIn(page), []);
    await page.evaluate(() => (IDBObjectStore.prototype.put = globalThis.put));
    await page.locator("#submit").click();
    await atStage(page, "done");
    equal((await responsesIn(page)).length, 1);
  });

  test("the side has to be said, statements may stay open, and the copy is offered only where it was agreed", async ({ page, server }) => {
    await planted(page, server, { ...SHORT, copies: false, locked: true });
    await page.locator("#next").click();
    await atStage(page, "side");
    await page.locator("#next").click();
    equal(await stage(page), "side", "no side, no questions");
    await until(() => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.activeElement?.id), "focus on the sides", { wanted: "side-it" });
    await page.keyboard.press("Space");
    await page.locator("#next").click();
    await atStage(page, "group");
    await answerAll(page, { [FIRST.items[0].id]: "beyond" }, { short: true });
    ok(await page.getByText(say("kiosk.check.open", { n: 14 })).isVisible(), "it says how many are open");
    await handIn(page);
    equal(await page.locator("#own-code").count(), 0, "no copy");
    await finish(page);
    equal(await responsesIn(page).then(([{ ratings }]) => ratings), { [FIRST.items[0].id]: "beyond" });
  });

  test("by keys alone, from the first screen to the next person", async ({ page, server }) => {
    await planted(page, server, { ...SHORT, locked: true });
    await headingFocused(page);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await atStage(page, "side");
    await headingFocused(page);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    for (let screen = 0; screen < 12; screen += 1) {
      await atStage(page, "group");
      await headingFocused(page);
      const cards = await page.locator(".card").count();
      for (let card = 0; card < cards; card += 1) {
        await page.locator(".card").nth(card).locator("input").first().focus();
        await page.keyboard.press("3");
        await until(() => page.locator(".card").nth(card).locator("input:checked").evaluate((input) => input.getRootNode().activeElement === input), "focus on the rating");
      }
      await page.locator("#next").focus();
      const title = await heading(page).innerText();
      await page.keyboard.press("Enter");
      await until(async () => (await heading(page).innerText()) !== title, "the next screen");
    }
    await atStage(page, "check");
    await headingFocused(page);
    await page.locator("#submit").focus();
    await page.keyboard.press("Enter");
    await atStage(page, "done");
    await headingFocused(page);
    await page.locator("#finish").focus();
    await page.keyboard.press("Enter");
    await atStage(page, "attract");
    equal((await responsesIn(page)).map(({ ratings }) => Object.keys(ratings).length), [15]);
  });

  test("a page that is a kiosk and nothing else shows no way into the assessment", async ({ page, server }) => {
    server.page(`${server.base}lobby.html`, '<!doctype html><html lang="en"><meta charset="utf-8"><title>Lobby</title><link rel="icon" href="data:,"><script type="module" src="pomscope.js"></script><pom-scope mode="kiosk" eager></pom-scope></html>');
    await page.goto(`${server.url}lobby.html`);
    await ready(page);
    await at(page, say("room.title"));
    await page.locator("summary").first().click();
    equal(await page.getByRole("button", { name: say("room.menu.leave") }).count(), 0);
    equal(await page.evaluate(() => location.hash), "", "an embed leaves the address alone");
  });

  for (const size of [{ width: 600, height: 960 }, { width: 1024, height: 768 }, { width: 360, height: 640 }]) {
    test(`on a screen of ${size.width} by ${size.height} everything fits by width, and what is to be touched is large enough`, async ({ page, server }) => {
      await planted(page, server, { ...SHORT, locked: true });
      const measure = async (what) => {
        const small = await page.locator("pom-scope").evaluate((element) => {
          const found = [];
          if (element.scrollWidth > element.clientWidth || document.documentElement.scrollWidth > document.documentElement.clientWidth) found.push("scrolls sideways");
          for (const target of element.shadowRoot.querySelectorAll(".kiosk :is(button, label.seg, label.opt, label.pick, summary)")) {
            const { width, height } = target.getBoundingClientRect();
            if (width && (height < 48 || width < 48)) found.push(`${target.className || target.localName} ${target.textContent.slice(0, 20)} ${Math.round(width)}×${Math.round(height)}`);
          }
          return found;
        });
        equal(small, [], what);
      };
      await measure("attract");
      await page.locator("#next").click();
      await atStage(page, "side");
      await measure("side");
      await page.locator("#side-it").check();
      await page.locator("#next").click();
      await atStage(page, "group");
      await page.locator(".card summary").first().click();
      await page.locator(".card input").first().check();
      await measure("group");
    }, { context: { viewport: size, hasTouch: true } });
  }

  // Fifty kills in all, five profiles of ten: at random moments, and in the very moment in which an answer was shown to be in.
  for (const round of [1, 2, 3, 4, 5]) {
    test(`ten kills of the browser at random moments of a session lose no response that was handed in (${round} of 5)`, async ({ server }) => {
      const disk = profile({ origins: [server.origin] });
      try {
        let sure = 0;
        let browser = await disk.start();
        await planted(browser.page, server, { ...SHORT, locked: true });
        for (let kill = 0; kill < 10; kill += 1) {
          const { page } = browser;
          let shown = sure;
          let told;
          const once = new Promise((resolve) => (told = resolve));
          await page.exposeFunction("isIn", () => {
            shown += 1;
            told();
          });
          // One person after another as fast as the page lets them, until the lights go out.
          await page.evaluate(([first]) => {
            const root = document.querySelector("pom-scope").shadowRoot;
            const step = () => {
              const stage = root.querySelector(".kiosk")?.dataset.stage;
              const press = (id) => root.getElementById(id)?.click();
              if (stage === "attract" || stage === "unfinished") press(stage === "attract" ? "next" : "start-over");
              else if (stage === "side") {
                press("side-business");
                press("next");
              } else if (stage === "group") {
                press(`${first}-largely`);
                press("next");
              } else if (stage === "check") press("submit");
              else if (stage === "done" && globalThis.last !== root.querySelector(".kiosk")) {
                globalThis.last = root.querySelector(".kiosk");
                globalThis.isIn();
                press("finish");
              }
              setTimeout(step, 4);
            };
            step();
          }, [FIRST.items[0].id]);
          const moment = Math.random() * 900;
          await Promise.race([kill % 3 ? new Promise((resolve) => setTimeout(resolve, moment)) : once, new Promise((resolve) => setTimeout(resolve, 8_000))]);
          await browser.kill();
          browser = await disk.start();
          await browser.page.goto(`${server.url}#/workshop`);
          await until(() => heading(browser.page).isVisible(), "the room again");
          // Right after a kill Chromium may still be looking after the store.
          const found = await until(() => responsesIn(browser.page), "the store");
          ok(found.length >= shown, `${shown} were shown to be in, ${found.length} are`);
          ok(found.every(({ side, ratings }) => side === "business" && Object.keys(ratings).length === 1), "each of them whole");
          sure = found.length;
          const kiosk = await browser.page.locator(".kiosk").count();
          if (!kiosk) await planted(browser.page, server, { ...SHORT, locked: true });
        }
        ok(sure > 5, `a session went on through all of it: ${sure} responses`);
        await browser.close();
      } finally {
        disk.remove();
      }
    });
  }

});
