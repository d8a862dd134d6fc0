// Every view as those meet it who use it by keys, by ear, enlarged, in colours and spacing of their own, or with a finger that trembles: each is shown once, and all measures are taken. What axe finds is axe.suite's; how it is read aloud, aria.suite's.

import { suite, test, equal, ok, ready, until } from "../harness.mjs";
import { drawn, install, measured, spaced, typeSize } from "../access.mjs";
import { cut, sideways } from "../layout.mjs";
import { arrived, beginFull, button } from "../journey.mjs";
import { say } from "../content.mjs";
import { VIEWS, show } from "../views.mjs";

/** What the menus hold, in their order: of an assessment, of the room. */
const MENUS = [
  ["menu.review", "menu.start", "menu.shelf", "menu.import", "menu.code", "menu.export", "menu.workshop", "menu.about", "menu.deleteAll"],
  ["room.menu.overview", "room.menu.settings", "room.menu.home", "room.menu.leave"],
].map((keys) => keys.map((key) => say(key)));

suite("access", () => {
  for (const view of VIEWS) {
    test(`${view.name}: by keys, by ear, enlarged, spaced, in forced colours and without motion`, async ({ page, server, expectConsole }) => {
      if (["network", "desk"].includes(view.broken)) expectConsole(/pomscope: network|Failed to load resource/);
      await show(view, page, server, ready);
      await page.mouse.move(0, 0);
      await install(page);
      const faults = {};
      const take = async (where, name, argument) => {
        const found = Array.isArray(name) ? name : await measured(page, name, argument);
        if (found.length > 0) faults[where] = [...(faults[where] ?? []), ...found.slice(0, 6)];
      };
      const fits = async (where) => {
        await drawn(page);
        const wide = await sideways(page);
        await take(where, [...(wide ? [`scrolls sideways: ${wide}`] : []), ...(await cut(page)).map((text) => `cut: ${text}`)]);
      };
      // From here on focus is shown, as to those who come by keys.
      await page.keyboard.press("Shift");
      const kiosk = view.name.startsWith("kiosk-");
      await take("structure", "structure");
      await take("names", "names");
      await take("targets", "targets", kiosk ? 48 : 44);
      await take("bar", "bar", MENUS);
      await take("order at 1280 px", "order");
      await take("contrast, light", "contrast");
      await take("focus, light", "focus");
      await take("motion, reduced", "motion", false);
      await page.emulateMedia({ reducedMotion: "no-preference" });
      await take("motion, allowed", "motion", true);
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      await take("contrast, dark", "contrast");
      await take("focus, dark", "focus");
      await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
      await take("forced colours", "forced");
      await take("focus, forced colours", "focus");
      await page.emulateMedia({ forcedColors: "none" });

      const plain = await spaced(page);
      await fits("spacing at 1280 px");
      await page.setViewportSize({ width: 320, height: 900 });
      await fits("spacing at 320 px");
      await plain();
      // 1280 × 1024 at 400 %.
      await page.setViewportSize({ width: 320, height: 256 });
      await fits("400 %");
      await take("order at 400 %", "order");
      await take("targets at 400 %", "targets", kiosk ? 48 : 44);
      await take("obscured at 400 %", "obscured");
      await typeSize(page, 32);
      await page.setViewportSize({ width: 1280, height: 900 });
      await fits("text at 200 %");
      await take("obscured at 200 %", "obscured");
      await take("input", "input");
      equal(faults, {});
    });
  }

  const viewed = (name) => VIEWS.find((view) => view.name === name);
  const DENSE = ["start-resume", "scope-full", "group-full-unfolded", "review-full", "result-full", "plan-full", "ledger-full", "compare-two", "share-all", "room-overview-full", "room-wall", "kiosk-group"];
  for (const name of DENSE) {
    test(`${name}: Tab comes to every control, once, in the order of the page`, async ({ page, server }) => {
      await show(viewed(name), page, server, ready);
      await install(page);
      const wanted = await measured(page, "stopsInOrder");
      const found = await page.evaluate(() => {
        globalThis.came = [];
        const { shadowRoot } = document.querySelector("pom-scope");
        // Where the browser puts focus, it is heard; nothing asks in between.
        shadowRoot.addEventListener("focusin", ({ target }) => globalThis.came.push(globalThis.access.numbered(target)));
        document.activeElement?.blur();
        shadowRoot.activeElement?.blur();
        getSelection().removeAllRanges();
      }).then(async () => {
        await page.evaluate(() => document.querySelector("pom-scope").shadowRoot.querySelector(".pom button, .pom summary, .pom a").focus());
        await page.evaluate(() => (globalThis.came = [0]));
        // A field for a day has more than one stop in itself.
        for (let stop = 0; stop < 3 * wanted && (await page.evaluate(() => globalThis.came.length)) < wanted; stop += 1) await page.keyboard.press("Tab");
        return page.evaluate(() => globalThis.came);
      });
      // After the last the browser's own frame comes, then the first again.
      equal(found.slice(0, wanted), Array.from({ length: wanted }, (_, at) => at));
    });
  }

  test("what is pressed by mistake is not done: letting go elsewhere takes it back", async ({ page, open }) => {
    await open();
    await beginFull(page);
    const seenNow = () => page.evaluate(() => [location.hash, document.querySelector("pom-scope").shadowRoot.querySelectorAll(":checked").length]);
    const before = await seenNow();
    for (const what of [page.locator("#next"), page.locator(".card .seg").first(), page.locator(".trail button").nth(3)]) {
      const { x, y, width, height } = await what.boundingBox();
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      equal(await seenNow(), before, "nothing happens on the press");
      await page.mouse.move(2, 2);
      await page.mouse.up();
      equal(await seenNow(), before, "nor on letting go beside it");
    }
    await page.locator("#next").click();
    await arrived(page, "#/group/2");
  });

  test("pointing and focus change colours and lines alone: nothing appears, moves or goes; no rule asks how the screen is held", async ({ page, server }) => {
    await show(viewed("report-full"), page, server, ready);
    const rules = await page.evaluate(() => {
      const found = [];
      const walk = (list, around) => {
        for (const rule of list) {
          if (rule.selectorText?.includes(":hover") || /:focus(?!-within)/.test(rule.selectorText ?? "")) found.push([rule.selectorText, [...rule.style]]);
          if (rule.cssRules) walk(rule.cssRules, rule);
          if (/orientation/.test(rule.conditionText ?? "")) found.push([rule.conditionText, ["orientation"]]);
        }
      };
      for (const sheet of document.querySelector("pom-scope").shadowRoot.adoptedStyleSheets) walk(sheet.cssRules);
      return found;
    });
    ok(rules.length > 8, "the rules are found");
    const LOOKS = /^(background|border|outline|text-decoration|color|box-shadow|z-index)/;
    // A way past something, which is there only for keys.
    const wrong = rules.filter(([selector, names]) => !selector.includes(".gone:not(:focus)") && !names.every((name) => LOOKS.test(name)));
    equal(wrong, []);
    equal(await page.evaluate(async () => (await (await fetch("pomscope.webmanifest")).json()).orientation), undefined);
  });

  test("the bar that shows how much is loaded does not move by itself", async ({ page, open }) => {
    await open();
    let letGo;
    const held = new Promise((resolve) => (letGo = resolve));
    await page.route(/\/desk-[0-9a-f]+\.wasm$/, async (route) => {
      await held;
      await route.continue();
    });
    await button(page, "start.full").click();
    await arrived(page, "#/scope");
    await page.locator("#next").click();
    await until(() => page.locator(".pom-progress").isVisible(), "the bar");
    await install(page);
    equal(await measured(page, "motion", false), []);
    letGo();
    await arrived(page, "#/group/1");
  });

  test("a PIN may be pasted: nobody has to remember or to type it", async ({ page, server, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
    await show(viewed("dialog-room-pin"), page, server, ready);
    await until(() => page.locator("#pin").isVisible(), "the field");
    await page.evaluate(() => navigator.clipboard.writeText("2468"));
    await page.locator("#pin").focus();
    await page.keyboard.press("Control+V");
    await until(() => page.locator("#pin").inputValue(), "what was pasted", { wanted: "2468" });
  });

  test("the measures see what they are for: each fault is made once, and found", async ({ page, server }) => {
    await show(viewed("scope-full"), page, server, ready);
    await page.evaluate(() => {
      const { shadowRoot } = document.querySelector("pom-scope");
      const screen = shadowRoot.querySelector(".screen");
      const add = (name, attributes, text = "") => {
        const node = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
        node.textContent = text;
        screen.append(node);
        return node;
      };
      add("h4", {}, "Too deep");
      add("h1", {}, "Another first one");
      add("button", { "aria-label": "Something else" }, "Send");
      add("button", { class: "small-one", tabindex: "3" }, "x");
      add("button", { class: "small-two" }, "y");
      add("input", { class: "pale", "aria-label": "Pale", "aria-invalid": "true" });
      add("button", { class: "blind" }, "Blind");
      add("div", { class: "sticks" }, "Stays");
      add("p", { class: "cut" }, "A text that is longer than what is around it lets anybody see of it");
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`.small-one, .small-two { inline-size: 10px; block-size: 10px; padding: 0; margin: 0 } .small-two { margin-block-start: -24px }
        .pale { border-color: var(--line) !important } .blind:focus { outline: 0 !important; position: relative; z-index: -1 }
        .sticks { position: fixed; inset: 50% 0 0; background: red } .cut { overflow: hidden; inline-size: 4em; block-size: 1em; white-space: nowrap }
        .blind { animation: turn 1s infinite } @keyframes turn { to { rotate: 1turn } }`);
      shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
    });
    await install(page);
    await page.keyboard.press("Shift");
    const expected = {
      structure: [/2 headings of level 1/, /level 4 after level/, /tabindex 3/, /nothing says why/],
      names: [/"send" and is called "Something else"/],
      targets: [/10 × 10 px, and another one/, /10 px high/],
      contrast: [/the edge of .*Pale/],
      focus: [/not seen: .*Blind/],
      obscured: [/stays, and takes/],
      motion: [/moves: turn/, /would move: .*Blind/],
    };
    for (const [name, patterns] of Object.entries(expected)) {
      const found = await measured(page, name, name === "targets" ? 44 : false);
      for (const pattern of patterns) ok(found.some((fault) => pattern.test(fault)), `${name} does not find ${pattern}: ${found.join("\n")}`);
    }
    ok((await cut(page)).some((text) => text.includes("longer than")), "a cut text is found");
    // Two that are seen in an order other than that of the page.
    await page.evaluate(() => {
      const { shadowRoot } = document.querySelector("pom-scope");
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("#next { order: -1 } .foot { justify-content: start }");
      shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
    });
    ok((await measured(page, "order")).some((fault) => /stands before/.test(fault)), "another order is found");
    await page.emulateMedia({ forcedColors: "active" });
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("input::before { display: none !important; clip-path: none !important }");
      const { shadowRoot } = document.querySelector("pom-scope");
      shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
    });
    ok((await measured(page, "forced")).some((fault) => /chosen, and no mark/.test(fault)), "a choice that is told by its ground alone is found");
  });
});
