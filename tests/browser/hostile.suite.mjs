// The widget and the styles of the page around it: none of the page's reach in, none of the widget's reach out. Measured on computed styles and on pixels.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test, equal, ok, ready, until } from "../harness.mjs";
import { statements } from "../content.mjs";
import { HOST_POLICY, answerFirst, toFirstQuestion } from "../embedding.mjs";
import { choose, dialog, heading, rate, statusSays } from "../journey.mjs";
import { ROOT } from "../server.mjs";

const REST = "head, script, style, link, title, meta { display: none !important; }\n";

/** What a page may do to everything on it. */
const HOSTILE = {
  "takes all styles from everything": `* { all: unset !important; }\n${REST}`,
  "hides what can be pressed": "button, input, label, summary, svg, dialog, legend, fieldset { display: none !important; }",
  "has a giant root font": "html { font-size: 40px !important; } body { font-size: 3rem; }",
  "uses our names on its root": ":root { --accent: red; --paper: red; --card: red; --ink: red; --line: red; --sans: cursive; --serif: cursive; --r: 40px; --s4: 90px; --t-h1: 9em; --page: 9em; }",
  "uses our names on everything": "* { --accent: red; --paper: red; --card: red; --ink: red; --line: red; --muted: red; --sans: cursive; --serif: cursive; --r: 40px; --s4: 90px; --t-h1: 9em; --page: 9em; --lh: 4; }",
  "styles what is inherited": `body {
    font: italic 900 30px/3 cursive; letter-spacing: 1em; word-spacing: 2em; text-transform: uppercase; text-indent: 3em; text-align: right; color: red;
    white-space: nowrap; visibility: hidden; cursor: crosshair; pointer-events: none; user-select: none; list-style: square; font-variant: small-caps; text-shadow: 2px 2px red;
    word-break: break-all; line-break: anywhere; hyphens: auto; tab-size: 1; quotes: "<" ">"; border-collapse: collapse; caption-side: bottom;
    font-feature-settings: "smcp"; font-stretch: 50%; text-rendering: geometricPrecision; -webkit-text-stroke: 2px red; caret-color: red; accent-color: red; fill: red; stroke: red;
  }`,
  "styles its shadow hosts by class and tag": ".pom, .btn, .card, .row, .stack, .dialog, main, h1, h2, p, button, input { color: red !important; background: red !important; padding: 99px !important; border: 9px solid red !important; }",
  "does all that the example does": readFileSync(join(ROOT, "examples/hostile-css/hostile.css"), "utf8"),
};

/** Words of the page's own stand after the widget, so that they push nothing in it by part of a pixel. */
const page = (sheet, { dir = "ltr", script = true, tag = "pom-scope" } = {}) => `<!doctype html>
<html lang="en" dir="${dir}"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/base.css"><link rel="stylesheet" href="/${sheet}.css">
${script ? '<script type="module" src="/any/path/pomscope.js"></script>' : ""}</head>
<body><${tag} storage-key="${sheet}" theme="light"></${tag}><main><h1>Of the page</h1><p class="muted small">Words <a href="#x">and a link</a> <b>and more</b>.</p>
<button class="btn">Press</button><input class="field"><select><option>One</option></select><ul class="row"><li>Item</li></ul><table><tr><th>A</th><td>B</td></tr></table>
<dialog class="dialog">Closed</dialog><div class="pom stack">Same class</div></main></body></html>`;

/** High enough for every stop: a picture is of what is in the window. */
const OPTIONS = { server: { policy: HOST_POLICY }, context: { viewport: { width: 1000, height: 1600 } } };

const css = (body) => ({ body, type: ".css" });
const BASE = css("html, body { margin: 0; } main { overflow: clip; }");

/** Every computed value of every element below the element's stage, or in the page; of ::before and ::after where there is one. */
const computed = (on, { inside }) => on.evaluate((inside) => {
  const root = inside ? document.querySelector("pom-scope").shadowRoot.querySelector(".pom") : document.querySelector("main");
  const names = [...getComputedStyle(root)].filter((name) => !name.startsWith("--"));
  return [root, ...root.querySelectorAll("*")].map((element) => {
    const of = (pseudo) => {
      const style = getComputedStyle(element, pseudo);
      if (pseudo && ["none", "normal"].includes(style.content)) return {};
      return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]));
    };
    return { element: `${element.localName}.${element.getAttribute("class") ?? ""}`, own: of(null), before: of("::before"), after: of("::after") };
  });
}, inside);

/** The first few differences, as text. */
function differences(one, other) {
  const found = one.length === other.length ? [] : [`${one.length} elements, not ${other.length}`];
  for (const [at, { element, ...styles }] of one.entries()) {
    for (const [what, style] of Object.entries(styles)) {
      for (const [name, value] of Object.entries(style)) {
        const there = other[at]?.[what][name];
        if (there !== value) found.push(`${element} ${what} ${name}: ${value}, not ${there}`);
      }
    }
  }
  return found.slice(0, 12);
}

/** A picture of the widget, once two in a row are the same, with nothing hovered, nothing blinking, and nothing of the page: no pixel that it covers in part. */
async function picture(on) {
  await on.mouse.move(0, 0);
  let last = await snapshot(on);
  await until(async () => {
    const before = last;
    last = await snapshot(on);
    return before.equals(last);
  }, "the widget to come to rest");
  return last;
}

async function snapshot(on) {
  const clip = await on.locator("pom-scope").evaluate((node) => {
    // A page may be high enough to have been scrolled to the heading.
    scrollTo(0, 0);
    const stage = node.shadowRoot.querySelector(".pom");
    const { x, y, width, height } = stage.getBoundingClientRect();
    return { x: Math.ceil(x), y: Math.ceil(y), width: Math.floor(width) - 1, height: Math.floor(height) - 1 };
  });
  return on.screenshot({ clip, animations: "disabled", caret: "hide" });
}

/** The same way through the widget on a page: what it looks like at each stop. */
async function looks(on, address) {
  await on.goto(address);
  const element = await ready(on);
  const stops = [];
  const stop = async (name, taken) => stops.push({ name, picture: taken, styles: await computed(on, { inside: true }) });
  await stop("start", await picture(on));
  await toFirstQuestion(element);
  await rate(element, statements[0].id, "largely");
  await statusSays(element, "save.saved");
  await stop("question", await picture(on));
  await choose(element, "menu.about");
  await until(() => dialog(element).isVisible(), "the dialog");
  // A dialog lies in a layer of its own, whose letters the browser does not draw to the same shade twice: its styles are compared.
  await stop("dialog");
  return stops;
}

/** Registered with the page's document (decision 028): they have a value everywhere, and nothing but the widget reads them. */
const REGISTERED = ["--pomscope-accent", "--pomscope-on-accent"];

suite("hostile", () => {
  for (const [what, sheet] of Object.entries(HOSTILE)) {
    for (const dir of what === "styles what is inherited" ? ["ltr", "rtl"] : ["ltr"]) {
      test(`a page that ${what}${dir === "rtl" ? ", right to left," : ""} changes nothing in the widget, to the pixel`, async ({ page: on, server }) => {
        server.page("/base.css", BASE);
        server.page("/clean.css", css(""));
        server.page("/hostile.css", css(sheet));
        for (const name of ["clean", "hostile"]) server.page(`/${name}.html`, page(name, { dir }));
        const clean = await looks(on, `${server.origin}/clean.html`);
        const hostile = await looks(on, `${server.origin}/hostile.html`);
        for (const [at, { name, picture, styles }] of hostile.entries()) {
          equal(differences(styles, clean[at].styles), [], `computed styles, ${name}`);
          if (picture) ok(picture.equals(clean[at].picture), `the picture, ${name}`);
        }
      }, OPTIONS);
    }
  }

  test("the measure sees a style that reaches in", async ({ page: on, server }) => {
    server.page("/base.css", BASE);
    server.page("/clean.css", css(""));
    server.page("/far.css", css("pom-scope { --pom-radius: 30px; }"));
    for (const name of ["clean", "far"]) server.page(`/${name}.html`, page(name));
    const [clean] = await looks(on, `${server.origin}/clean.html`);
    const [far] = await looks(on, `${server.origin}/far.html`);
    ok(differences(far.styles, clean.styles).some((line) => /radius/.test(line)), "in the computed styles");
    ok(!far.picture.equals(clean.picture), "and in the picture");
  }, OPTIONS);

  test("a page's own theme attribute holds where the page takes all styles away", async ({ page: on, server }) => {
    server.page("/base.css", BASE);
    server.page("/hostile.css", css(HOSTILE["takes all styles from everything"]));
    server.page("/hostile.html", page("hostile").replace('theme="light"', 'theme="dark"'));
    await on.goto(`${server.origin}/hostile.html`);
    const element = await ready(on);
    equal(await element.evaluate((node) => getComputedStyle(node.shadowRoot.querySelector(".pom")).colorScheme), "dark");
  }, OPTIONS);

  test("nothing of the widget reaches out: the page is styled the same without it", async ({ page: on, server }) => {
    server.page("/base.css", BASE);
    server.page("/plain.css", css(".muted { color: rgb(1, 2, 3); }"));
    server.page("/without.html", page("plain", { script: false, tag: "div" }));
    server.page("/with.html", page("plain"));
    const around = () => on.evaluate((registered) => ({
      sheets: document.styleSheets.length,
      adopted: document.adoptedStyleSheets.length,
      root: [...document.documentElement.attributes, ...document.body.attributes].map(({ name, value }) => `${name}=${value}`),
      head: document.head.querySelectorAll(":not(script)").length,
      children: document.body.children.length,
      globals: Object.keys(globalThis).filter((name) => /pom/i.test(name)),
      properties: [...getComputedStyle(document.querySelector("main"))].filter((name) => name.startsWith("--") && !registered.includes(name)),
    }), REGISTERED);
    await on.goto(`${server.origin}/without.html`);
    const bare = [await around(), await computed(on, { inside: false })];
    await on.goto(`${server.origin}/with.html`);
    const element = await ready(on);
    await answerFirst(element);
    await choose(element, "menu.about");
    await until(() => dialog(element).isVisible(), "the dialog");
    equal(await around(), bare[0]);
    // A page grows with what stands on it: places and lengths of the page follow, its styles do not.
    const styled = (all) => all.map(({ element, own }) => ({ element, own, before: {}, after: {} }));
    equal(differences(styled(await computed(on, { inside: false })), styled(bare[1])), []);
    ok((await heading(element).innerText()).length > 0);
  }, OPTIONS);
});
