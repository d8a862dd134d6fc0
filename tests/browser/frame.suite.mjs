// frame.html in the frame of a page of another origin: height, events, and who is told what. What the questionnaire does is other suites'.

import { suite, test, equal, match, ok, until } from "../harness.mjs";
import { HOST_POLICY, answerFirst, toFirstQuestion } from "../embedding.mjs";
import { say, statements } from "../content.mjs";
import { ANSWERS, button, dialog, file, heading, menu, rate, statusSays } from "../journey.mjs";
import { serve } from "../server.mjs";

/** Where the files lie: another origin than the page's, and another site in all that matters here. */
const FILES = { headers: { "access-control-allow-origin": "*" } };

/** A page with frames: `frames` as markup, `script` as the module that it runs. */
const around = (files, frames, script = `import "${files.url}pomscope-frame.js";`) => ({
  "/around.html": {
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Around</title><link rel="icon" href="data:,">
      <link rel="stylesheet" href="/around.css"><script type="module" src="/around.js"></script></head><body><h1>Around</h1>${frames}</body></html>`,
    headers: { "content-security-policy": HOST_POLICY.replace("script-src 'self'", `script-src 'self' ${files.origin}`).replace("frame-src 'self'", `frame-src 'self' ${files.origin}`) },
  },
  "/around.css": "iframe { display: block; width: 100%; border: 0; }",
  "/around.js": script,
});

const address = (files, asked) => `${files.url}frame.html?${new URLSearchParams(asked)}`.replaceAll("&", "&amp;");
const frame = (files, asked, more = "data-pomscope") => `<iframe title="Self-assessment" ${more} height="500" src="${address(files, asked)}"></iframe>`;

/** Keeps every message that reaches the page, and every event that reaches its window. */
const listen = (page) => page.addInitScript(() => {
  if (window !== top) return;
  globalThis.messages = [];
  globalThis.heard = [];
  addEventListener("message", ({ data, origin, source }) => globalThis.messages.push({ data, origin, from: [...document.querySelectorAll("iframe")].findIndex((frame) => frame.contentWindow === source) }));
  for (const name of ["ready", "progress", "finished", "share", "error"]) {
    addEventListener(`pomscope-${name}`, ({ detail, target }) => globalThis.heard.push({ name, detail, target: target.localName }));
  }
});

const widget = (page, at = 0) => page.frameLocator("iframe").nth(at).locator("pom-scope");
const isReady = (element) => until(() => element.evaluate((node) => node.matches(":state(ready)")), "the widget in the frame to be ready");
const heightOf = (page, at = 0) => page.locator("iframe").nth(at).evaluate((frame) => frame.clientHeight);
const contentOf = (element) => element.evaluate((node) => Math.ceil(node.getBoundingClientRect().height));
const messages = (page) => page.evaluate(() => globalThis.messages);

/** Waits until the frame is as high as what stands in it. */
const follows = (page, at = 0) =>
  until(async () => (await heightOf(page, at)) === (await contentOf(widget(page, at))), "the frame to have the height of what stands in it");

/** Lets a number of frames be drawn, in which anything that goes round would. */
const drawn = (page, frames = 30) => page.evaluate((frames) => new Promise((done) => {
  const next = () => (frames-- > 0 ? requestAnimationFrame(next) : done());
  next();
}), frames);

/** A test with a server of its own for the files, allowed as an origin. */
function framed(name, body, options = {}) {
  test(name, async (fixtures) => {
    const files = await serve(FILES);
    try {
      fixtures.allowOrigin(files.origin);
      await listen(fixtures.page);
      const show = async (frames, script) => {
        for (const [path, answer] of Object.entries(around(files, frames, script))) fixtures.server.page(path, answer);
        await fixtures.page.goto(`${fixtures.server.origin}/around.html`);
      };
      await body({ ...fixtures, files, show, own: fixtures.server.origin });
      // What is still being fetched must not meet a server that has gone.
      await fixtures.page.goto("about:blank");
    } finally {
      await files.stop();
    }
  }, options);
}

suite("frame", () => {
  framed("the frame's height follows what stands in it, up and down, and comes to rest", async ({ page, files, show, own }) => {
    await show(frame(files, { parent: own, start: "full", id: "one" }));
    const element = widget(page);
    await isReady(element);
    await follows(page);
    const start = await heightOf(page);
    await toFirstQuestion(element);
    await until(async () => (await heightOf(page)) < start, "a shorter screen to make it lower");
    await follows(page);
    const question = await heightOf(page);
    await page.setViewportSize({ width: 340, height: 700 });
    await until(async () => (await heightOf(page)) > question, "a narrow page to make it higher");
    await follows(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await until(() => heightOf(page), "the old height", { wanted: question });
    await element.evaluate((node) => node.reset());
    await until(() => heading(element).innerText(), "the start", { wanted: say("start.title") });
    await until(async () => (await heightOf(page)) > question, "a longer screen to make it higher");
    await follows(page);
    const told = (await messages(page)).length;
    await drawn(page);
    equal((await messages(page)).length, told, "nothing is told while nothing changes");
    equal(await element.evaluate(() => document.documentElement.scrollHeight <= innerHeight), true, "nothing in the frame needs to be scrolled");
    for (const { data, origin } of await messages(page)) {
      equal(origin, files.origin);
      equal(data.id, "one");
      ok(["pomscope-height", "pomscope-event"].includes(data.type), data.type);
    }
  });

  framed("what is handed over in a frame names the page around as the one who gets it", async ({ page, files, show, own }) => {
    await show(frame(files, { parent: own }));
    const element = widget(page);
    await isReady(element);
    await until(() => element.evaluate((node) => node.page?.name), "the name of the page around", { wanted: new URL(own).host });
  });

  framed("the widget's events arrive as events of the frame, without answers, levels or scores", async ({ page, files, show, own }) => {
    await show(frame(files, { parent: own }));
    const element = widget(page);
    await isReady(element);
    await element.evaluate((node, text) => node.importJson(text), file({ answers: ANSWERS, title: "Confidential title" }));
    await until(() => heading(element).innerText(), "the result", { wanted: say("report.title") });
    await menu(element).click();
    await button(element, "menu.review").click();
    await element.locator("#next").click();
    const heard = await until(async () => {
      const all = await page.evaluate(() => globalThis.heard);
      return all.some(({ name }) => name === "finished") && all.some(({ name }) => name === "progress") && all;
    }, "progress and finished");
    equal(heard[0], { name: "ready", detail: {}, target: "iframe" }, "what was said before the hello is told after it");
    for (const { name, detail } of heard) {
      equal(Object.keys(detail).sort(), { ready: [], progress: ["percent", "screen"], finished: ["kind"] }[name], name);
    }
    ok(!JSON.stringify(await messages(page)).includes("Confidential"), "nothing of what was entered");
  });

  framed("what a visitor hands over to the page reaches the page around, and no other frame's page", async ({ page, files, show, own }) => {
    await show(frame(files, { parent: own, id: "right" }) + frame(files, { parent: "https://www.example.com" }));
    for (const at of [0, 1]) await isReady(widget(page, at));
    // What stands in the detail is the share suite's; here it only has to arrive as it was said.
    const detail = { format: "pomscope-share", shared: ["scores"], scores: { overall: { score: "3.12" } } };
    for (const at of [1, 0]) await widget(page, at).evaluate((node, detail) => node.dispatchEvent(new CustomEvent("pomscope-share", { bubbles: true, composed: true, detail })), detail);
    const heard = await until(() => page.evaluate(() => globalThis.heard.filter(({ name }) => name === "share")), "the event", { wanted: [{ name: "share", detail, target: "iframe" }] });
    equal(heard.length, 1);
  });

  framed("a frame that was told another parent tells this one nothing", async ({ page, files, show, own }) => {
    await show(frame(files, { parent: "https://www.example.com" }) + frame(files, { parent: own }) + frame(files, {}));
    for (const at of [0, 1, 2]) await isReady(widget(page, at));
    await follows(page, 1);
    await toFirstQuestion(widget(page, 0));
    await toFirstQuestion(widget(page, 1));
    await follows(page, 1);
    equal([...new Set((await messages(page)).map(({ from }) => from))], [1], "only the second frame speaks");
    equal([await heightOf(page, 0), await heightOf(page, 2)], [500, 500], "the others keep the height that the page gave them");
  });

  framed("without a hello from the page around nothing is told, whoever else says hello", async ({ page, files, show, own }) => {
    // The stranger is a page of the files' own origin: even that one is not the parent.
    files.page("/stranger.html", { body: `<!doctype html><title>s</title><script type="module" src="/stranger.js"></script>`, headers: {} });
    files.page("/stranger.js", `const say = () => { for (const type of ["pomscope-hello", "pomscope-height"]) parent.frames[0].postMessage({ type, height: 7 }, "*"); globalThis.said = true; }; globalThis.say = say;`);
    await show(`${frame(files, { parent: own }, "")}<iframe title="Stranger" src="${files.origin}/stranger.html"></iframe>`, "");
    await isReady(widget(page));
    const stranger = await until(() => page.frames().find((other) => other.url().endsWith("/stranger.html")), "the stranger");
    await until(() => stranger.evaluate(() => typeof globalThis.say === "function"), "the stranger's script");
    await stranger.evaluate(() => globalThis.say());
    await toFirstQuestion(widget(page));
    await drawn(page);
    equal(await messages(page), [], "nobody was told anything");
    // The same frame, once the page does say hello: it was only waiting.
    await page.evaluate((origin) => document.querySelector("iframe").contentWindow.postMessage({ type: "pomscope-hello" }, origin), files.origin);
    await until(async () => (await messages(page)).some(({ data, from }) => data.type === "pomscope-height" && from === 0), "the height");
  });

  framed("a page is told only the heights of its frame: what others say, and what is no height, does nothing", async ({ page, files, show, own }) => {
    files.page("/stranger.html", { body: "<!doctype html><title>s</title>", headers: {} });
    await show(`${frame(files, { parent: own })}<iframe title="Stranger" src="${files.origin}/stranger.html"></iframe>`);
    await isReady(widget(page));
    await follows(page);
    const before = await heightOf(page);
    const heard = (await page.evaluate(() => globalThis.heard)).length;
    const [inside, stranger] = await until(() => {
      const found = ["/frame.html", "/stranger.html"].map((end) => page.frames().find((other) => new URL(other.url()).pathname.endsWith(end)));
      return found.every(Boolean) && found;
    }, "both frames");
    const count = (await messages(page)).length;
    const lies = [{ type: "pomscope-height", height: 4000 }, { type: "pomscope-event", name: "pomscope-finished", detail: { kind: "full" } }];
    await stranger.evaluate((lies) => lies.forEach((lie) => parent.postMessage(lie, "*")), lies);
    await page.evaluate((lies) => lies.forEach((lie) => postMessage(lie, "*")), lies);
    const nonsense = [null, 7, "pomscope-height", {}, { type: "pomscope-height" }, { type: "pomscope-height", height: "900" }, { type: "pomscope-height", height: null }, { type: "pomscope-event", name: "click", detail: {} }, { type: "pomscope-event", name: "load" }];
    await inside.evaluate((nonsense) => [...nonsense, { type: "pomscope-height", height: NaN }, { type: "pomscope-height", height: Infinity }].forEach((what) => parent.postMessage(what, "*")), nonsense);
    await until(async () => (await messages(page)).length, "all of it to have arrived", { wanted: count + 2 + 2 + nonsense.length + 2 });
    equal(await heightOf(page), before, "the height");
    equal((await page.evaluate(() => globalThis.heard)).length, heard, "the events");
    for (const [height, wanted] of [[1e9, 30_000], [-5, 120], [0, 120], [333.2, 334]]) {
      await inside.evaluate((height) => parent.postMessage({ type: "pomscope-height", height }, "*"), height);
      await until(() => heightOf(page), `a height of ${height}`, { wanted });
    }
  });

  framed("sandboxed without an origin of its own it is still followed, and says that nothing is kept", async ({ page, files, show, own }) => {
    const policy = `default-src 'none'; script-src ${files.origin} 'wasm-unsafe-eval'; connect-src ${files.origin}; img-src data:`;
    const inside = await (await fetch(`${files.url}frame.html`)).text();
    files.page(`${files.base}frame.html`, { body: inside, headers: { "content-security-policy": policy } });
    await show(frame(files, { parent: own, start: "full" }, 'data-pomscope sandbox="allow-scripts"'));
    const element = widget(page);
    await isReady(element);
    await follows(page);
    await toFirstQuestion(element);
    await rate(element, statements[0].id, "largely");
    await statusSays(element, "save.denied");
    await follows(page);
    ok((await messages(page)).every(({ origin }) => origin === "null"), "it has no origin");
  });

  framed("sandboxed with its origin it keeps what is answered", async ({ page, files, show, own }) => {
    await show(frame(files, { parent: own, start: "full" }, 'data-pomscope sandbox="allow-scripts allow-same-origin"'));
    await isReady(widget(page));
    await answerFirst(widget(page));
    await follows(page);
    await page.reload();
    await isReady(widget(page));
    await until(() => widget(page).getByRole("radio", { checked: true }).count(), "the answer after a reload", { wanted: 1 });
  });

  framed("the address sets attributes and colours, and nothing that is not of their form", async ({ page, files, show, own, expectConsole }) => {
    const good = { lang: "en-GB", theme: "dark", start: "full", side: "it", "storage-key": "sales.2", accent: "#7a1f5c", "on-accent": "#ffffff", dir: "rtl" };
    const bad = { lang: "<b>", theme: "blue", start: "now", side: "me", "storage-key": "a b", accent: "url(//x)", "on-accent": "red;", dir: "up", id: "a b" };
    for (const name of Object.keys(bad)) expectConsole(new RegExp(`pomscope: the frame's address has a “${name}”`));
    await show(frame(files, { parent: own, ...good, mode: "kiosk", site: "", onclick: "alert(1)", style: "x" }) + frame(files, { parent: own, ...bad }));
    const attributes = (element) => element.evaluate((node) => Object.fromEntries(node.getAttributeNames().sort().map((name) => [name, node.getAttribute(name)])));
    for (const at of [0, 1]) await isReady(widget(page, at));
    const { style, ...rest } = await attributes(widget(page));
    equal(rest, { eager: "", lang: "en-GB", side: "it", start: "full", "storage-key": "sales.2", theme: "dark" });
    match(style, /^--pom-accent: #7a1f5c; --pom-on-accent: #ffffff;$/);
    equal(await widget(page).evaluate(() => [document.documentElement.lang, document.documentElement.dir]), ["en-GB", "rtl"]);
    equal(await attributes(widget(page, 1)), { eager: "" });
  });

  for (const wrong of ["*", "null", "www.example.com", "https://www.example.com/", "https://www.example.com/path", "javascript:alert(1)", "file:///", ""]) {
    framed(`“${wrong}” is no origin: nothing is told to anybody`, async ({ page, files, show, own, expectConsole }) => {
      expectConsole(/“parent” in the frame's address is no origin/);
      await show(frame(files, { parent: wrong }) + frame(files, { parent: own }));
      for (const at of [0, 1]) await isReady(widget(page, at));
      await follows(page, 1);
      await toFirstQuestion(widget(page, 0));
      await drawn(page);
      equal([...new Set((await messages(page)).map(({ from }) => from))], [1]);
    });
  }

  framed("a link of the owner's is taken from the address only if it leads to the page around, once that has said hello", async ({ page, files, show, own }) => {
    const label = "Talk to us";
    await show(
      frame(files, { parent: own, "cta-href": `${own}/contact`, "cta-label": label }) +
        frame(files, { parent: own, "cta-href": "https://elsewhere.example/", "cta-label": label }) +
        frame(files, { parent: own, "cta-href": "javascript:alert(1)", "cta-label": label }) +
        frame(files, { parent: own, "cta-href": `${own}/contact`, "cta-label": label }, ""),
    );
    for (const at of [0, 1, 2, 3]) await isReady(widget(page, at));
    // Frames out of sight are not laid out, and their height is told when they come into view; the answer to the hello is enough here.
    await until(async () => new Set((await messages(page)).map(({ from }) => from)).size, "three frames to have answered", { wanted: 3 });
    const link = (at) => widget(page, at).evaluate((node) => [node.getAttribute("cta-href"), node.getAttribute("cta-label")]);
    equal(await link(0), [`${own}/contact`, label]);
    for (const at of [1, 2, 3]) equal(await link(at), [null, null], `frame ${at}`);
  });

  framed("opened by itself it works, and has nobody to tell", async ({ page, files, own }) => {
    await page.goto(`${files.url}frame.html?parent=${encodeURIComponent(own)}&cta-href=${encodeURIComponent(`${own}/x`)}&start=full`);
    const element = page.locator("pom-scope");
    await isReady(element);
    await answerFirst(element);
    equal(await messages(page), []);
    equal(await element.getAttribute("cta-href"), null);
  });

  framed("a dialog in a frame higher than the window opens in view, with focus", async ({ page, files, show, own, expectConsole }) => {
    // Chromium says so of any autofocus in a frame of another origin; the dialog itself still takes focus.
    expectConsole(/Blocked autofocusing on a <h2> element in a cross-origin subframe/);
    await page.setViewportSize({ width: 340, height: 400 });
    await show(frame(files, { parent: own, start: "full" }));
    const element = widget(page);
    await isReady(element);
    await follows(page);
    ok((await heightOf(page)) > 1000, "the frame is higher than the window");
    await page.evaluate(() => scrollTo(0, 0));
    await element.locator("#status").click();
    await until(async () => {
      const { y, height } = await dialog(element).boundingBox();
      return y < 380 && y + height > 20;
    }, "the dialog to be in the window");
    equal(await element.evaluate((node) => node.shadowRoot.activeElement.id), "dialog-title");
  });
});
