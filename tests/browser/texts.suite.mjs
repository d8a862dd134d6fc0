// Texts that come in from files, pages, codes and hands, and want to be more than text: on every screen they are text, and change nothing around them. What exports make of them is tested in core.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { lenses, say, statements } from "../content.mjs";
import { bundle } from "../packs.mjs";
import { ROOT } from "../server.mjs";
import { ANSWERS, arrived, beginFull, button, choose, dialog, dropped, imported, plant } from "../journey.mjs";
import { answers, enterPin, planted } from "../workshop.mjs";

/** The list: each with a name. */
const TEXTS = JSON.parse(readFileSync(join(ROOT, "tests/hostile-texts.json"), "utf8"));
/** Every field that a stored assessment has. */
const RECORD = JSON.parse(readFileSync(join(ROOT, "tests/stored/assessment-1.json"), "utf8"));
const ID = "abcdefgh12345678";
/** What turns the direction of what follows it. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/;
const HARMLESS = "Harmless words of no consequence";

/** The texts in parcels that share a screen: what is markup, what turns, what is long, the rest. */
const PARCELS = {
  "markup, scripts and addresses": /picture|script|attribute|field|element|address|entities|comment|style|Markdown/,
  "what turns the direction of writing": /turn|isolate|ends|right to left|direction/,
  "words longer than any line": /longer/,
  "signs that are not seen, formulas, places of sentences, paths": /formula|places|names|look-alikes|width|tower|control|planes|PDF|cells|path/,
};

/** Everything that is free text in a record, in words of one's choice: neither ids nor moments nor words that mean something. */
function reworded(value, words, key = "") {
  if (typeof value === "string") return FREE.test(key) ? words() : value;
  if (Array.isArray(value)) return value.map((inner) => reworded(inner, words, key));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, reworded(inner, words, name)]));
}
const FREE = /^(title|note|evidence|reason|scope|source|owner|name|type|purpose|roles|outcome|since|request|promise|due|dissent|it|business|logo|contact|privacy|text|version|href|label)$/;

/** A record whose texts are those of a parcel, in turn; another version of a pack would be another matter. */
function assessment(words) {
  const { pack, lenses: seen, previous, looks, ...rest } = RECORD;
  const free = reworded(rest, words);
  free.answers = { ...Object.fromEntries(Object.entries(ANSWERS).map(([id, rating]) => [id, { rating }])), ...free.answers };
  free.relationships.second0000000000aaaaaa = { name: words(), type: words(), since: words() };
  free.commitments.second0000000000aaaaaa = { request: words(), promise: words(), to: words(), due: words(), status: words() };
  free.metrics.m03 = { status: "measured", value: 41, source: words() };
  const noted = Object.fromEntries(Object.entries(seen).map(([id, lens]) => [id, { ...lens, answers: reworded(lens.answers, words), ...(lens.reflection ? { reflection: { ...lens.reflection, note: words() } } : {}) }]));
  return JSON.stringify({ ...free, pack, id: ID, title: words(), lenses: noted, previous: { ...previous, title: words() } });
}

/** The tree of what is drawn: elements with the names of their attributes, without words. */
const skeleton = (page) => page.evaluate(() => {
  const { shadowRoot } = document.querySelector("pom-scope");
  const of = (node) => `${node.localName}[${[...node.attributes].map(({ name }) => name).filter((name) => !/^(style|data-|aria-(invalid|describedby))/.test(name)).sort()}]`;
  return [...shadowRoot.querySelectorAll(".pom-root *")].filter((node) => !node.closest("svg")).map((node) => `${node.parentElement.localName}>${of(node)}`);
});

/** What is wrong with what is drawn, whatever the texts are. */
const wrong = (page) => page.evaluate(([TURNS, whole]) => {
  const turns = new RegExp(TURNS);
  const { shadowRoot } = document.querySelector("pom-scope");
  const found = [];
  if (globalThis.pwned !== undefined) found.push(`a script ran: ${globalThis.pwned}`);
  for (const node of shadowRoot.querySelectorAll("script, iframe:not(.pom-frame), object, embed, style, link, meta, base, form[action], svg script, svg foreignObject")) found.push(node.outerHTML.slice(0, 80));
  for (const node of shadowRoot.querySelectorAll("*")) {
    for (const { name, value } of node.attributes) {
      if (/^on|^srcdoc$|^formaction$/.test(name)) found.push(`${node.localName} ${name}`);
      if (/^(href|src|xlink:href|action)$/.test(name) && !/^(https:|mailto:|#|blob:|data:image\/)/.test(value)) found.push(`${node.localName} ${name}=${value.slice(0, 60)}`);
    }
  }
  // A text that turns must stand alone: in a box of its own, or isolated from its neighbours.
  const walker = document.createTreeWalker(shadowRoot.querySelector(".pom-root"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!turns.test(text.data)) continue;
    let box = text.parentElement;
    if (box.closest("title, desc, svg, option, .gone, [hidden]") || !box.getClientRects().length) continue;
    if (!whole.includes(text.data.trim()) && !text.parentElement.closest("textarea, pre")) found.push(`turned: a sentence that holds “${text.data.slice(0, 60)}”`);
    while (getComputedStyle(box).display === "inline" && !/isolate|plaintext/.test(getComputedStyle(box).unicodeBidi)) box = box.parentElement;
    if (/isolate|plaintext/.test(getComputedStyle(box).unicodeBidi) && getComputedStyle(box).display === "inline") continue;
    const around = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (around.nextNode()) {
      const other = around.currentNode;
      if (other === text || !other.data.trim() || other.parentElement.closest(".gone")) continue;
      let own = other.parentElement;
      while (own !== box && getComputedStyle(own).display === "inline") own = own.parentElement;
      if (own === box) {
        found.push(`turned: “${other.data.trim().slice(0, 40)}” beside a text of somebody's in <${text.parentElement.localName} class="${text.parentElement.className}">`);
        break;
      }
    }
  }
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) {
    const walk = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
    const wide = [];
    while (walk.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(walk.currentNode);
      if (range.getBoundingClientRect().right > page.clientWidth + 1) wide.push(walk.currentNode.parentElement);
    }
    found.push(`the page is ${page.scrollWidth} wide in ${page.clientWidth}, by ${wide.slice(-3).map((node) => `<${node.localName} class="${node.className}"> in <${node.parentElement.localName} class="${node.parentElement.className}"> “${node.textContent.slice(0, 60)}”`).join(", ")}`);
  }
  return [...new Set(found)];
}, [TURNS.source, TEXTS.map(({ text }) => text)]);

/** The texts that a page shows, fields and names for the ear included. */
const shown = (page) => page.evaluate(() => {
  const { shadowRoot } = document.querySelector("pom-scope");
  return [...shadowRoot.querySelectorAll(".pom-root *")].flatMap((node) => [node.value, node.ariaLabel, ...[...node.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data)]).filter(Boolean).join("\n");
});

const unfolded = (page) => page.locator("pom-scope").evaluate((element) => {
  for (const details of element.shadowRoot.querySelectorAll(".screen details:not(.menu)")) details.open = true;
});

const PATHS = [
  "#/scope", "#/quick/1", "#/finding", "#/group/2", "#/group/9", "#/group/8", "#/review", "#/result", "#/plan", "#/metrics", "#/register", "#/commitments", "#/lenses", "#/lens/duties/1",
  ...lenses.filter(({ pack }) => RECORD.lenses[pack.id]).flatMap(({ pack }) => [`#/lens/${pack.id}/1`, `#/lens/${pack.id}/result`]), "#/report", "#/compare", "#/share", "#/assessments", "#/",
];

/** Every screen of an assessment with these words in it; gives each screen's tree. */
async function walked({ page, server }, words, look) {
  await plant(page, server, { [ID]: assessment(words), other00000000001: JSON.stringify({ ...JSON.parse(assessment(words)), id: "other00000000001", updatedAt: "2025-09-20T09:30:00.000Z" }), damaged000000001: "{" });
  await page.goto(server.url);
  await ready(page);
  await choose(page, "menu.shelf");
  await arrived(page, "#/assessments");
  await page.locator(`[id="${ID}-open"]`).click();
  await until(() => page.evaluate(() => location.hash !== "#/assessments"), "the assessment");
  const trees = {};
  for (const path of PATHS) {
    await page.evaluate((path) => (location.hash = path), path);
    await arrived(page, path);
    if (path === "#/share") for (const part of ["scores", "answers", "notes"]) await page.locator(`#share-${part}`).check();
    await unfolded(page);
    if (look) equal(await wrong(page), [], path);
    trees[path] = await skeleton(page);
  }
  // Dialogs that name it.
  await page.evaluate(() => (location.hash = "#/assessments"));
  await arrived(page, "#/assessments");
  for (const act of ["rename", "delete"]) {
    await page.locator(`[id="${ID}-${act}"]`).click();
    await until(() => dialog(page).isVisible(), act);
    if (look) equal(await wrong(page), [], act);
    trees[act] = await skeleton(page);
    await page.keyboard.press("Escape");
    await until(() => dialog(page).count(), "the dialog to be gone", { wanted: 0 });
  }
  return trees;
}

/** Texts in turn, and a list of those that were given. */
function turns(texts) {
  let at = 0;
  return () => texts[at++ % texts.length];
}

/** The same drawn for harmless words, once a run. */
let harmless;

suite("texts", () => {
  for (const [what, names] of Object.entries(PARCELS)) {
    const texts = TEXTS.filter(({ name }) => names.test(name)).map(({ text }) => text);

    test(`in every text of an assessment: ${what}`, async (fixtures) => {
      const { page, context } = fixtures;
      const drawn = await walked(fixtures, turns(texts), true);
      const all = await shown(page);
      ok(all.length > 0, "something is shown");
      if (!harmless) {
        const other = await context.newPage();
        await other.setViewportSize({ width: 320, height: 800 });
        harmless = walked({ ...fixtures, page: other }, () => HARMLESS);
      }
      const plain = await harmless;
      for (const [screen, tree] of Object.entries(drawn)) equal(tree, plain[screen], screen);
    }, { context: { viewport: { width: 320, height: 800 } } });
  }

  test("every text of the list is in one of them", () => {
    const covered = TEXTS.filter(({ name }) => Object.values(PARCELS).some((names) => names.test(name)));
    equal(covered.length, TEXTS.length);
  });

  // What comes in by other ways.

  const all = TEXTS.map(({ text }) => text);
  const words = (text) => text.replaceAll("\u0000", "");

  /** The page with its owner, and what it asks for, told in hostile words. */
  const owned = (texts) => {
    const next = turns(texts);
    const owner = { name: next(), logo: next(), contact: next(), privacy: next(), consent: { text: next(), version: next() }, cta: { href: next(), label: next() } };
    const attribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("\u0000", "");
    const attributes = ["cta-href", "cta-label", "start", "side", "theme", "lang"].map((name) => `${name}="${attribute(next())}"`).join(" ");
    return `<!doctype html><html lang="en"><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,"><script type="module" src="/any/path/pomscope.js"></script><body><pom-scope eager ${attributes}><script type="application/json">${JSON.stringify(owner).replaceAll("<", "\\u003c")}</script></pom-scope></body></html>`;
  };

  for (let round = 0; round < 4; round += 1) {
    test(`in all that a page tells of its owner, and in its attributes (${round + 1} of 4)`, async ({ page, server }) => {
      server.page("/host.html", { body: owned([...all.slice(round * 9), ...all]), type: ".html" });
      await page.goto(`${server.origin}/host.html`);
      const element = await ready(page);
      equal(await wrong(page), [], "the start");
      await element.evaluate((node, text) => node.importJson(text), assessment(() => HARMLESS));
      await until(() => element.locator("#share").count(), "the result");
      equal(await wrong(page), [], "the result");
      await element.locator("#share").click();
      await until(() => element.locator("#share-scores").count(), "handing over");
      await element.locator("#share-scores").check();
      await unfolded(page);
      equal(await wrong(page), [], "handing over");
      equal(await page.evaluate(() => globalThis.pwned), undefined);
    }, { context: { viewport: { width: 320, height: 800 } }, server: { policy: null } });
  }

  test("in names of files that are dropped, in files that cannot be read, and in the sentences about them", async ({ page, open }) => {
    await open();
    await beginFull(page);
    for (const text of all) {
      const name = words(text).slice(0, 200) || "x";
      await dropped(page, [{ name, text: `{"format":${JSON.stringify(text)}` }]);
      const notice = page.locator(".frame > .notice");
      await until(() => notice.isVisible(), `a notice on ${name}`);
      equal(await wrong(page), [], name);
      await button(page, "notice.dismiss").click();
      await until(() => notice.count(), "it to be gone", { wanted: 0 });
    }
  }, { context: { viewport: { width: 320, height: 800 } } });

  test("in a code that is typed, and behind the # of the address", async ({ page, open, server }) => {
    await open();
    await choose(page, "menu.code");
    await arrived(page, "#/code");
    for (const text of all) {
      await page.locator("input#code").fill(text.replace(/[\r\n]/g, " "));
      await page.keyboard.press("Enter");
      equal(await wrong(page), [], text);
    }
    for (const text of all) {
      for (const form of [`#/code/${encodeURIComponent(text)}`, `#/${encodeURIComponent(text)}`, `#pomscope=${encodeURIComponent(text)}`, `#/group/${encodeURIComponent(text)}`]) {
        await page.evaluate((form) => (location.hash = form), form);
      }
      equal(await wrong(page), [], text);
    }
    await page.goto(`${server.url}?${encodeURIComponent(all[1])}#/code/${encodeURIComponent(all[0])}`);
    await ready(page);
    equal(await wrong(page), [], "from the start");
  }, { context: { viewport: { width: 320, height: 800 } } });

  test("in a table of rows that is read into the register and the ledger", async ({ page, server }) => {
    const rows = (head) => [head, ...all.map((text) => head.split(";").map(() => `"${text.replaceAll('"', '""')}"`).join(";"))].join("\n");
    await plant(page, server, { [ID]: assessment(() => HARMLESS) });
    await page.goto(server.url);
    await ready(page);
    await button(page, "start.resume").click();
    await until(() => page.evaluate(() => location.hash.length > 2), "the assessment");
    for (const [path, head] of [["#/register", "Name;Type;Purpose;Since"], ["#/commitments", "Request;Promise;Due;Status"]]) {
      await page.evaluate((path) => (location.hash = path), path);
      await arrived(page, path);
      await imported(page, page.locator("#book-pick"), { name: `${all[0].replaceAll("/", "")}.csv`, text: rows(head) });
      await until(() => page.locator("#book-in").isVisible(), "what the file holds");
      equal(await wrong(page), [], path);
      await page.locator("#book-in-add").click();
      await until(() => page.locator("#book-in").count(), "the rows", { wanted: 0 });
      equal(await wrong(page), [], `${path}, taken in`);
    }
  }, { context: { viewport: { width: 320, height: 800 } } });

  for (const round of [0, 17]) {
    test(`in every text of a questionnaire that somebody made, the list from its ${round ? "middle" : "beginning"} on`, async ({ page, server }) => {
      const next = turns([...all.slice(round), ...all]);
      // What is not seen, or turns the direction, is refused in a questionnaire: core's tests hold that.
      const seen = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}]/gu, " ").trim();
      // A thread's name stands in the head of a table, whose words are not broken: its author sees to it that none is longer than a line.
      const short = (text) => text.replace(/(\S{20})(?=\S)/gu, "$1 ");
      const says = (key) => (/^Thread \w+ name$/.test(key) ? short : String)(`${key} ${seen(next())}`);
      const whole = bundle({ levels: 2, threads: 1, says });
      server.page("/my.json", { body: JSON.stringify(whole), type: ".json" });
      await page.goto(`${server.origin}/page.html`);
      const element = page.locator("pom-scope");
      await ready(page);
      equal(await wrong(page), [], "the start");
      await button(element, "start.full").click();
      const heading = () => element.locator("#title").innerText();
      for (let last = await heading(), at = 0; at < 12; at += 1) {
        await unfolded(page);
        equal(await wrong(page), [], last);
        const radios = element.locator(".card input[type=radio]");
        if ((await radios.count()) > 0) await radios.nth(1).check();
        const on = (await element.locator("#next").count()) > 0 ? element.locator("#next") : button(element, "result.report");
        if ((await element.locator("#pdf").count()) > 0) break;
        await on.click();
        last = await until(async () => {
          const now = await heading().catch(() => last);
          return now !== last && now;
        }, "the next screen");
      }
      await until(() => element.locator("#pdf").count(), "the report");
    }, { context: { viewport: { width: 320, height: 800 } }, server: { pages: { "/page.html": '<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,"><script type="module" src="/any/path/pomscope.js"></script><body><pom-scope eager pack="my.json"></pom-scope></body></html>' } } });
  }

  for (const [what, names] of Object.entries(PARCELS)) {
    test(`in every text of a workshop: ${what}`, async ({ page, server }) => {
      const next = turns(TEXTS.filter(({ name }) => names.test(name)).map(({ text }) => text));
      const responses = answers({ it: 6, business: 6, rate: ({ side, at }) => ["not", "partly", "largely", "fully"][(at + (side === "it" ? 2 : 0)) % 4] });
      const agreed = Object.fromEntries(statements.map(({ id }, at) => [id, { rating: at % 2 ? "largely" : "partly", dissent: next() }]));
      await planted(page, server, { title: next(), responses, agreed, reveals: [responses.map(({ id }) => id)], signed: { it: next(), business: next(), on: "2026-11-02" } });
      equal(await wrong(page), [], "all workshops");
      await page.locator("#planted0000000001-open").click();
      await enterPin(page);
      await until(() => page.locator("#to-result").count(), "the workshop");
      equal(await wrong(page), [], "the workshop");
      for (const [path, sign] of [["result", "#discuss"], ["discuss/1", "#topic-after"], ["agreed", "#sign-it"], ["code", "#code"], ["paper", ".boxes"]]) {
        await page.evaluate((path) => (location.hash = `#/workshop/${path}`), path);
        await until(() => page.locator(sign).count(), path);
        await unfolded(page);
        equal(await wrong(page), [], path);
      }
    }, { context: { viewport: { width: 320, height: 800 } } });
  }

  test("what watches is seen to bite: an element, an attribute, an address, a neighbour that is turned, a wide page", async ({ page, open }) => {
    await open();
    await page.locator("pom-scope").evaluate((element) => {
      const title = element.shadowRoot.querySelector(".screen p.lead");
      const make = (name, attributes, words) => {
        const node = Object.assign(document.createElement(name), { textContent: words });
        for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
        title.append(node);
      };
      make("embed", {}, "");
      make("a", { href: "javascript:void 0", onclick: "void 0" }, "x");
      title.append("good\u202egnp.exe");
    });
    const found = (await wrong(page)).join("\n");
    for (const part of [/<embed/, /a href=javascript/, /a onclick/, /turned: “/]) match(found, part);
  }, { server: { policy: null } });
});
