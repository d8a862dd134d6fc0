// The contract of the tag: when it loads, its attributes and properties, and that nothing a page does to the element costs an answer. What a host's policy allows is embed's.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { deny } from "../broken.mjs";
import { say, screens } from "../content.mjs";
import { button, dialog, heading, menu, radio, rate, status, stored } from "../journey.mjs";
import { ROOT, SITE, serve } from "../server.mjs";

const [FIRST] = screens[0].items;

/** Somebody's page with what a test needs in its body, and its scripts. */
const host = (body, { scripts = ["/any/path/pomscope.js"] } = {}) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css">${scripts.map((src) => `<script type="module" src="${src}"></script>`).join("")}</head><body><main>${body}</main></body></html>`;
const CSS = { body: ".far{block-size:6000px}.none{display:none}", type: ".css" };
const serves = (body, more) => ({ server: { pages: { "/page.html": host(body, more), "/page.css": CSS } } });

const state = (element, name) => element.evaluate((node, name) => node.matches(`:state(${name})`), name);
const programs = (server) => server.requests.filter(({ path }) => path.endsWith(".wasm"));

async function toFirstQuestion(where) {
  await button(where, "start.full").click();
  await until(() => heading(where).innerText(), "the scope", { wanted: say("scope.title") });
  await where.locator("#next").click();
  await until(() => radio(where, FIRST.id, "not").count(), "the first question");
}

async function answered(where, id, rating) {
  await until(async () => (await state(where, "ready")) && (await radio(where, id, rating).isChecked()), `“${rating}” to be there`);
}

/** Answers twice and does something to the element, all in one task: the second answer waits for the stores' word on the first. */
const twiceAnd = (page, work) => page.evaluate(`{
  const element = document.querySelector("pom-scope");
  const radios = [...element.shadowRoot.querySelectorAll("fieldset.card input[type=radio]")];
  const names = [...new Set(radios.map(({ name }) => name))];
  for (const option of [1, 2]) radios.filter(({ name }) => name === names[0])[option].click();
  ${work};
}`);

/** Into the room, and out of it once that is there. */
const KIOSK_AND_BACK = 'element.mode = "kiosk"; element.addEventListener("pomscope-ready", () => element.removeAttribute("mode"), { once: true })';

/** What the stores hold for the first statement. */
const kept = async (page, key) => Object.values((await stored(page, key)).durable).map((text) => JSON.parse(text).answers[FIRST.id].rating);

suite("element", () => {
  test("the program is fetched when the element comes near the viewport, once, and until then there is a quiet stand-in", async ({ page, server }) => {
    await page.goto(`${server.origin}/page.html`);
    const element = page.locator("pom-scope");
    await until(() => state(element, "loading"), "the stand-in");
    equal(await element.evaluate((node) => [node.shadowRoot.querySelector("[part=app]").ariaBusy, node.getBoundingClientRect().height > 300]), ["true", true]);
    await page.waitForLoadState("networkidle");
    equal(programs(server).length, 0, "far below, nothing is fetched");
    await element.evaluate((node) => scrollTo(0, node.getBoundingClientRect().top - innerHeight * 1.5));
    await ready(page);
    equal(programs(server).length, 1);
    equal(await element.evaluate((node) => node.shadowRoot.querySelector("[part=app]").ariaBusy), "false");
  }, serves('<div class="far"></div><pom-scope>\n<script type="application/json">{"name":"Nobody & Sons"}</script></pom-scope>'));

  for (const [what, body, wanted] of [
    ["eager", '<div class="far"></div><pom-scope></pom-scope>', (node) => (node.eager = true)],
    ["shown", '<div class="none"><pom-scope></pom-scope></div>', (node) => (node.parentNode.className = "")],
    ["called", '<div class="far"></div><pom-scope></pom-scope>', (node) => node.importJson("{}")],
    ["about to be printed", '<div class="far"></div><pom-scope></pom-scope>', () => dispatchEvent(new Event("beforeprint"))],
  ]) {
    test(`it waits until it is ${what}`, async ({ page, server }) => {
      await page.goto(`${server.origin}/page.html`);
      const element = page.locator("pom-scope");
      await until(() => state(element, "loading"), "the stand-in");
      await page.waitForLoadState("networkidle");
      equal(programs(server).length, 0);
      await element.evaluate(wanted);
      await ready(page);
    }, serves(body));
  }

  test("eager from the start it loads far below, and the host's own words stand in until then", async ({ page, server }) => {
    await page.goto(`${server.origin}/page.html`);
    await ready(page, "#eager");
    equal(await page.locator("#lazy p").isVisible(), true);
    equal(await page.locator("#lazy").evaluate((node) => node.shadowRoot.querySelector("[part=skeleton]")), null);
  }, serves('<div class="far"></div><pom-scope id="eager" eager></pom-scope><div class="far"></div><pom-scope id="lazy" storage-key="b"><p>Words of the page</p></pom-scope>'));

  test("attributes are properties, and what was set before there was a class counts", async ({ page, server }) => {
    await page.goto(`${server.origin}/page.html`);
    const found = await page.evaluate(async () => {
      const element = document.querySelector("pom-scope");
      Object.assign(element, { theme: "dark", ctaHref: "https://example.com/talk", eager: true, page: { name: "Nobody & Sons" } });
      await import("/any/path/pomscope.js");
      const early = [element.getAttribute("theme"), element.getAttribute("cta-href"), element.hasAttribute("eager"), element.page, Object.keys(element)];
      element.storageKey = "mine";
      element.links = true;
      element.theme = null;
      element.eager = false;
      element.side = "it";
      element.setAttribute("start", "full");
      return [early, ["storage-key", "links", "theme", "eager", "side"].map((name) => element.getAttribute(name)), [element.start, element.theme, element.links, element.mode]];
    });
    equal(found, [["dark", "https://example.com/talk", true, { name: "Nobody & Sons" }, []], ["mine", "", null, null, "it"], ["full", "", true, ""]]);
    await ready(page);
    await page.locator("pom-scope").evaluate((element) => (element.page = null));
    equal(await page.locator("pom-scope").evaluate((element) => element.page), null);
  }, serves("<pom-scope></pom-scope>", { scripts: [] }));

  test("defined twice, from two addresses and a second copy, it does no harm", async ({ page, server }) => {
    server.page("/copy/pomscope.js", { body: readFileSync(join(SITE, "pomscope.js"), "utf8"), type: ".js" });
    await page.goto(`${server.origin}/page.html`);
    const element = await ready(page);
    await page.evaluate(() => import("/any/path/pomscope.js?third"));
    equal(programs(server).length, 1);
    await toFirstQuestion(element);
    // The full assessment is the desk's, which comes once as well.
    const paths = programs(server).map(({ path }) => path);
    equal([paths.length, new Set(paths).size], [2, 2], paths.join(" "));
  }, serves("<pom-scope></pom-scope>", { scripts: ["/any/path/pomscope.js", "/any/path/pomscope.js?second", "/copy/pomscope.js"] }));

  test("a server may import class and definition", async () => {
    const { PomScope } = await import("../../web/element.js");
    await import("../../web/pomscope.js");
    equal(typeof PomScope, "function");
  });

  test("what the page changes takes effect where the visitor is, and nothing starts anew", async ({ page, server, expectConsole }) => {
    expectConsole(/what the page says of its owner cannot be read/);
    await page.goto(`${server.origin}/page.html`);
    const element = await ready(page);
    equal(await button(element, "start.quick").getAttribute("class"), "btn", "the quick check comes first");
    await element.evaluate((node) => (node.start = "full"));
    await until(() => button(element, "start.full").getAttribute("class"), "the full assessment to come first", { wanted: "btn" });
    await toFirstQuestion(element);
    await rate(element, FIRST.id, "largely");
    await element.evaluate((node) => {
      globalThis.drawn = node.shadowRoot.querySelector(".pom-root");
      globalThis.warned = 0;
      const { warn } = console;
      console.warn = (...words) => (globalThis.warned++, warn(...words));
      Object.assign(node, { side: "it", ctaHref: "https://example.com", theme: "dark", links: true, dir: "rtl" });
      const told = Object.assign(document.createElement("script"), { type: "application/json" });
      told.append('{ "name": ');
      node.append(told);
    });
    await until(() => page.evaluate(() => globalThis.warned), "one warning", { wanted: 1 });
    await element.evaluate((node) => (node.side = "business"));
    await rate(element, FIRST.id, "fully");
    await until(() => status(element).innerText(), "saved", { wanted: say("save.saved") });
    equal(await element.evaluate((node) => [globalThis.drawn === node.shadowRoot.querySelector(".pom-root"), globalThis.warned, getComputedStyle(globalThis.drawn).direction, getComputedStyle(node).colorScheme]), [true, 1, "rtl", "dark"]);
    ok(await radio(element, FIRST.id, "fully").isChecked(), "the answer is there");
  }, { server: { pages: { "/page.html": { body: host("<pom-scope></pom-scope>"), headers: { "content-security-policy": "" } }, "/page.css": CSS } } });

  for (const [name, work] of [
    ["mode, there and back", KIOSK_AND_BACK],
    ["lang, there and back", 'element.lang = "de"; setTimeout(() => (element.lang = "en"), 50)'],
    ["storage key, there and back", 'element.storageKey = "other"; setTimeout(() => setTimeout(() => (element.storageKey = "pomscope"), 50))'],
    ["place on the page, after a while", 'element.remove(); setTimeout(() => document.querySelector("main").append(element), 50)'],
  ]) {
    test(`a change of ${name} waits for the answers under way, and loses none`, async ({ page, server }) => {
      await page.goto(`${server.origin}/page.html`);
      const element = await ready(page);
      await toFirstQuestion(element);
      await twiceAnd(page, work);
      await until(() => kept(page), "the last answer in the stores", { wanted: ["largely"] });
      await answered(element, FIRST.id, "largely");
    }, serves("<pom-scope></pom-scope>"));
  }

  for (const [name, work] of [
    ["a workshop", KIOSK_AND_BACK],
    ["being taken out and put back", 'element.remove(); setTimeout(() => document.querySelector("main").append(element), 50)'],
  ]) {
    test(`without storage the element remembers answers and place across ${name}`, async ({ page, server }) => {
      await deny(page);
      await page.goto(`${server.origin}/page.html`);
      const element = await ready(page);
      await toFirstQuestion(element);
      await twiceAnd(page, work);
      await until(() => element.evaluate((node) => node.isConnected && !node.mode), "it to be back");
      await answered(element, FIRST.id, "largely");
      await until(() => status(element).innerText(), "the status", { wanted: say("save.denied") });
    }, serves("<pom-scope></pom-scope>"));
  }

  test("moved with insertBefore and moveBefore it does not even draw anew; a clone is an element of its own", async ({ page, server }) => {
    await page.goto(`${server.origin}/page.html`);
    const element = await ready(page, "#one");
    await toFirstQuestion(page.locator("#one"));
    await rate(page.locator("#one"), FIRST.id, "partly");
    const moved = await page.evaluate(async () => {
      const one = document.querySelector("#one");
      const root = one.shadowRoot.querySelector(".pom-root");
      const main = document.querySelector("main");
      main.insertBefore(one, main.firstChild);
      await new Promise((done) => setTimeout(done));
      main.moveBefore?.(one, document.querySelector("#place"));
      await new Promise((done) => setTimeout(done));
      const clone = one.cloneNode(true);
      clone.id = "clone";
      clone.storageKey = "clone";
      main.append(clone);
      return root === one.shadowRoot.querySelector(".pom-root");
    });
    equal(moved, true);
    await ready(page, "#clone");
    ok(await button(page.locator("#clone"), "start.full").isVisible(), "the clone begins at its start");
    ok(await radio(page.locator("#one"), FIRST.id, "partly").isChecked(), "the other goes on");
    void element;
  }, serves('<pom-scope id="one"></pom-scope><p id="place">Here</p>'));

  test("in another document it rests, its answers kept; back home it goes on", async ({ page, server }) => {
    await page.goto(`${server.origin}/page.html`);
    const element = await ready(page);
    await toFirstQuestion(element);
    await twiceAnd(page, "globalThis.element = element; document.querySelector('iframe').contentDocument.body.append(element)");
    await until(() => kept(page), "the last answer in the stores", { wanted: ["largely"] });
    await until(() => page.evaluate(() => !globalThis.element.matches(":state(ready)")), "it to rest");
    await page.evaluate(() => document.querySelector("main").append(globalThis.element));
    await answered(element, FIRST.id, "largely");
    match(await element.evaluate((node) => getComputedStyle(node.shadowRoot.querySelector("h1")).fontFamily), /Georgia|serif/i, "with its look");
  }, serves('<pom-scope></pom-scope><iframe title="Another document" srcdoc="<body></body>"></iframe>'));

  test("its language is its own, or that of what is around it, shadow roots included, and direction comes through", async ({ page, server }) => {
    const script = readFileSync(join(SITE, "pomscope.js"), "utf8").replaceAll(/content:\{en:("[^"]+")/g, "content:{en:$1,ar:$1");
    server.page(`${server.base}pomscope.js`, { body: script, type: ".js" });
    await page.goto(`${server.origin}/page.html`);
    await page.evaluate(() => {
      const inside = Object.assign(document.createElement("pom-scope"), { id: "inside", storageKey: "c", eager: true });
      document.querySelector("#outer").attachShadow({ mode: "open" }).append(inside);
    });
    const langOf = (id) => until(() => page.locator(id).evaluate((node) => node.matches(":state(ready)") && node.shadowRoot.querySelector("[part=app]").lang), `${id} to be ready`);
    equal([await langOf("#own"), await langOf("#around"), await langOf("#inside"), await langOf("#plain")], ["de", "de", "ar", "en"]);
    equal(await page.locator("#inside").evaluate((node) => getComputedStyle(node.shadowRoot.querySelector("h1")).direction), "rtl");
  }, serves('<pom-scope id="own" lang="de-AT" eager></pom-scope><section lang="de"><pom-scope id="around" storage-key="b" eager></pom-scope></section><section lang="ar" dir="rtl" id="outer"></section><pom-scope id="plain" storage-key="d" eager></pom-scope>'));

  test("a code in the address is taken out at once, by the first element with links alone, and the desk comes for it", async ({ page, server }) => {
    await page.goto(`${server.origin}/page.html?keep=this#pomscope=ABCD-EFGH-1234`);
    await ready(page, "#second");
    equal(await page.evaluate(() => [location.pathname, location.search, location.hash, history.length]), ["/page.html", "?keep=this", "", 2]);
    await until(() => programs(server).length, "the desk as well", { wanted: 2 });
    await page.evaluate(() => (location.hash = "#pomscope=ZZZZ-9999"));
    await until(() => page.evaluate(() => location.hash), "a later one is taken too", { wanted: "" });
    await page.evaluate(() => (location.hash = "#contact"));
    equal(await page.evaluate(() => location.hash), "#contact", "other fragments are the page's");
  }, serves('<pom-scope id="first" storage-key="a" eager></pom-scope><pom-scope id="second" storage-key="b" links eager></pom-scope><pom-scope id="third" storage-key="c" links eager></pom-scope>'));

  test("without links a code in the address is left alone", async ({ page, server }) => {
    await page.goto(`${server.origin}/page.html#pomscope=ABCD-EFGH`);
    await ready(page);
    equal(await page.evaluate(() => location.hash), "#pomscope=ABCD-EFGH");
  }, serves("<pom-scope></pom-scope>"));

  test("in a frame of another site it says that the browser may keep the answers apart or forget them", async ({ page, server, allowOrigin, expectConsole }) => {
    // A dialog that opens in it gets the focus only once somebody has touched the frame.
    expectConsole(/Blocked autofocusing/);
    const elsewhere = await serve();
    try {
      allowOrigin(elsewhere.origin);
      elsewhere.page("/page.html", host("<pom-scope></pom-scope>"));
      elsewhere.page("/page.css", CSS);
      // Two ports of one host are one site; another name for this machine is another.
      const far = elsewhere.origin.replace("127.0.0.1", "localhost");
      allowOrigin(far);
      server.page("/around.html", { body: `<!doctype html><html lang="en"><title>Around</title><link rel="icon" href="data:,"><iframe title="In it" width="900" height="900" src="${far}/page.html"></iframe>`, headers: { "content-security-policy": `frame-src ${far}` } });
      await page.goto(`${server.origin}/around.html`);
      const element = page.frameLocator("iframe").locator("pom-scope");
      await until(() => state(element, "ready"), "it to be ready");
      await menu(element).click();
      await button(element, "menu.about").click();
      ok((await dialog(element).innerText()).includes(say("about.framed")), "it says so");
      await page.goto(`${elsewhere.origin}/page.html`);
      const alone = await ready(page);
      await menu(alone).click();
      await button(alone, "menu.about").click();
      equal((await dialog(alone).innerText()).includes(say("about.framed")), false, "elsewhere it does not");
      await page.goto("about:blank");
    } finally {
      await elsewhere.stop();
    }
  });

  test("what it says of its requests is what the server saw", async ({ page, server }) => {
    await page.goto(`${server.origin}/page.html`);
    const element = await ready(page);
    const before = server.requests.length;
    await toFirstQuestion(element);
    await rate(element, FIRST.id, "largely");
    // Glue, wasm, styles and texts of the desk, and what only it asks of the page.
    await until(() => server.requests.length - before, "all that comes after the first answer", { wanted: 5 });
    await until(() => status(element).innerText(), "saved", { wanted: say("save.saved") });
    await menu(element).click();
    await button(element, "menu.about").click();
    const facts = await dialog(element).locator("dl dd").allInnerTexts();
    equal(facts.slice(0, 2), ["0", "5"]);
    equal(server.requests.slice(before).filter(({ method, path }) => method !== "GET" || path.includes("?")), []);
  }, serves("<pom-scope></pom-scope>"));

  test("what is asked of it before it is ready is done once it is", async ({ page, server }) => {
    await page.goto(`${server.origin}/page.html`);
    const element = page.locator("pom-scope");
    await element.evaluate((node) => node.importJson("{", "broken.json"));
    await ready(page);
    await until(() => element.locator(".notice").count(), "the notice on the file");
    ok(await menu(element).isVisible(), "the start");
  }, serves("<pom-scope></pom-scope>"));
});
