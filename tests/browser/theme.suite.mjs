// What a page may set of the look: any accent stays readable, fonts, corners and air keep their bounds. What the properties are called is the contract's (docs/EMBEDDING.md).

import { suite, test, equal, ok, ready, until } from "../harness.mjs";
import { accessible } from "../axe.mjs";
import { APART, PAIRS, RAMP, TOKENS, strays } from "../contrast.mjs";
import { button } from "../journey.mjs";
import { sideways } from "../layout.mjs";
import { VIEWS, show } from "../views.mjs";

/** Where chance seldom comes to, and what is no plain colour. */
const CORNERS = [
  "#000", "#fff", "#888", "#777", "#767676", "#f00", "#0f0", "#00f", "#ff0", "#0ff", "#f0f", "#ffd400", "#39ff14", "#800000", "#000080",
  "rebeccapurple", "hotpink", "Highlight", "transparent", "#ff000040", "currentcolor", "light-dark(#7a1f5c, #f0a6d3)", "color-mix(in oklab, red, blue)",
  "oklch(.7 .4 150)", "oklch(.9 .4 320)", "oklch(.2 .3 260)", "oklch(none none none)", "lab(50 150 -150)", "color(display-p3 0 1 0)", "color(display-p3 0 0 1)",
  "color(rec2020 1 0 0)", "color(xyz 3 3 3)", "no colour at all", "12px",
];

/** The same colours each time: a generator of our own with a fixed beginning. */
function colours(count) {
  let seed = 20260920;
  const next = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 8;
  return Array.from({ length: count }, () => `#${next().toString(16).padStart(6, "0")}`);
}

/**
 * Sets each theme on a stage of its own beside the widget's, under the same sheets, and gives the colours of all tokens
 * as the browser paints them: [red, green, blue, alpha] from 0 to 255. On the element itself every step would dress a whole screen anew.
 */
const painted = (page, themes) => page.evaluate(({ themes, tokens }) => {
  const stage = document.createElement("div");
  stage.className = "pom";
  const probes = tokens.map((token) => {
    const probe = document.createElement("i");
    probe.style.background = `var(--${token})`;
    return probe;
  });
  stage.append(...probes);
  document.querySelector("pom-scope").shadowRoot.append(stage);
  const ground = new OffscreenCanvas(tokens.length, 1).getContext("2d", { willReadFrequently: true });
  const all = themes.map(({ scheme, set }) => {
    stage.style.setProperty("color-scheme", scheme, "important");
    for (const [name, value] of Object.entries(set)) stage.style.setProperty(name, value);
    ground.clearRect(0, 0, tokens.length, 1);
    probes.forEach((probe, at) => {
      ground.fillStyle = getComputedStyle(probe).backgroundColor;
      ground.fillRect(at, 0, 1, 1);
    });
    const { data } = ground.getImageData(0, 0, tokens.length, 1);
    for (const name of Object.keys(set)) stage.style.removeProperty(name);
    return tokens.map((_, at) => [...data.slice(4 * at, 4 * at + 4)]);
  });
  stage.remove();
  return all;
}, { themes, tokens: TOKENS });

const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
const ratio = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

/** What of a theme cannot be read, a sentence each. */
function faults({ scheme, set }, colours) {
  const found = [];
  const named = `${JSON.stringify(set)}, ${scheme}`;
  const light = {};
  TOKENS.forEach((token, at) => {
    if (colours[at][3] !== 255) found.push(`${named}: ${token} is no opaque colour`);
    light[token] = luminance(colours[at]);
  });
  for (const { over, under, least, kind } of PAIRS) {
    const has = ratio(light[over], light[under]);
    if (has < least) found.push(`${named}: ${over} on ${under} (${kind}) has ${has.toFixed(2)}`);
  }
  for (const [at, step] of RAMP.entries()) {
    const before = light[RAMP[at - 1]];
    const falls = scheme === "light" ? before > light[step] : before < light[step];
    if (at > 0 && !(falls && ratio(before, light[step]) >= APART)) found.push(`${named}: ${step} after ${RAMP[at - 1]} has ${ratio(before, light[step]).toFixed(2)}`);
  }
  return found;
}

const both = (set) => ["light", "dark"].map((scheme) => ({ scheme, set }));

async function readable(page, themes) {
  const all = await painted(page, themes);
  equal(all.length, themes.length);
  equal(themes.flatMap((theme, at) => faults(theme, all[at])), []);
}

const hex = ([red, green, blue]) => `#${[red, green, blue].map((value) => value.toString(16).padStart(2, "0")).join("")}`;
/** What two tokens come to where a page sets a theme on the element, as its first button wears them. */
const worn = (page, { scheme, set }) => page.locator("pom-scope").evaluate((element, { scheme, set }) => {
  element.setAttribute("theme", scheme);
  for (const [name, value] of Object.entries(set)) element.style.setProperty(name, value);
  const ground = new OffscreenCanvas(2, 1).getContext("2d");
  const { backgroundColor, color } = getComputedStyle(element.shadowRoot.querySelector(".btn:not(.quiet)"));
  [backgroundColor, color].forEach((colour, at) => {
    ground.fillStyle = colour;
    ground.fillRect(at, 0, 1, 1);
  });
  const { data } = ground.getImageData(0, 0, 2, 1);
  for (const name of Object.keys(set)) element.style.removeProperty(name);
  return [[...data.slice(0, 3)], [...data.slice(4, 7)]];
}, { scheme, set }).then((colours) => colours.map(hex));

/** Five that ask for much: the accent alone, or all that may be set. */
const EXTREMES = {
  yellow: { "--pom-accent": "#ffff00" },
  black: { "--pom-accent": "#000000", "--pom-on-accent": "#000000" },
  white: { "--pom-accent": "#ffffff", "--pom-on-accent": "#ffffff" },
  "neon, round and tight": { "--pom-accent": "#ff00ff", "--pom-radius": "24px", "--pom-space": "0.75" },
  "square and airy": { "--pom-accent": "#39ff14", "--pom-radius": "0px", "--pom-space": "1.25", "--pom-font": "monospace", "--pom-font-display": "monospace" },
};
const LOOKED_AT = VIEWS.filter(({ name }) => ["start-resume", "quick-full", "group-full-unfolded", "result-full-unfolded", "report-full", "plan-full-unfolded"].includes(name));

async function dressed(page, set) {
  await page.locator("pom-scope").evaluate((element, set) => {
    for (const [name, value] of Object.entries(set)) element.style.setProperty(name, value);
  }, set);
}

/** The controls that are lower or narrower than a finger needs, in sight and not within a sentence. */
const small = (page) => page.evaluate(() => {
  const found = [];
  for (const element of document.querySelector("pom-scope").shadowRoot.querySelectorAll(":is(button, summary, select, .seg, .opt, .pick, .check, input:not([type=radio], [type=checkbox])):not(.link.in)")) {
    const { width, height } = element.getBoundingClientRect();
    if (element.checkVisibility() && !element.closest(".gone, p") && width > 0 && height < 43.9) found.push(`${element.localName}.${element.className} ${element.textContent.slice(0, 30)} ${Math.round(width)} × ${Math.round(height)}`);
  }
  return found;
});

suite("theme", () => {
  for (const scheme of ["light", "dark"]) {
    test(`every pair of colours is readable with 1,000 accents at random and with those at the edge, ${scheme}`, async ({ page, open }) => {
      await open();
      await readable(page, [...CORNERS, ...colours(1000)].map((accent) => ({ scheme, set: { "--pom-accent": accent } })));
    });
  }

  test("what is written on the accent is readable whatever both are", async ({ page, open }) => {
    await open();
    const on = [...colours(300), ...CORNERS];
    await readable(page, on.flatMap((written, at) => both({ "--pom-accent": on.at(-at * 7) ?? "#888", "--pom-on-accent": written })));
  });

  test("the contrast is measured right: a pair that cannot be read is found", () => {
    const grey = TOKENS.map(() => [119, 119, 119, 255]);
    equal(faults({ scheme: "light", set: {} }, grey).length, PAIRS.length + RAMP.length - 1);
    equal([ratio(luminance([0, 0, 0]), luminance([255, 255, 255])), ratio(luminance([118, 118, 118]), 1).toFixed(2)], [21, "4.54"]);
  });

  test("a text in a colour, or on a ground, that no pair has is found on a page", async ({ page, open }) => {
    const element = await open();
    equal(await strays(page), []);
    for (const [what, name, value] of [["a colour of nobody", "color", "rgb(1, 2, 3)"], ["a colour that only draws", "color", "var(--l4)"], ["a ground that is not for it", "background", "var(--l3)"]]) {
      await element.locator(".lead").first().evaluate((node, [name, value]) => node.style.setProperty(name, value), [name, value]);
      equal((await strays(page)).length, 1, what);
      await element.locator(".lead").first().evaluate((node, name) => node.style.removeProperty(name), name);
    }
  });

  test("an accent that can be read is the page's own to the last digit, in the theme in which it can", async ({ page, open }) => {
    await open();
    const accents = async (value) => (await Promise.all(both({ "--pom-accent": value }).map((theme) => worn(page, theme)))).map(([accent]) => accent);
    equal(await worn(page, { scheme: "light", set: {} }), ["#0e5f66", "#ffffff"], "ours");
    equal(await worn(page, { scheme: "dark", set: {} }), ["#74c8c6", "#05262a"], "ours");
    equal((await accents("#7a1f5c"))[0], "#7a1f5c");
    equal((await accents("#ffd400"))[1], "#ffd400");
    equal(await accents("light-dark(#7a1f5c, #f0a6d3)"), ["#7a1f5c", "#f0a6d3"]);
    equal((await accents("no colour at all"))[0], "#0e5f66", "what is no colour gives ours");
    equal((await accents("#ff000040"))[0], (await accents("#ff0000"))[0], "nothing of it is seen through");
  });

  test("the report keeps to the limits, on the screen in a dark theme and on paper", async ({ page, server }) => {
    await page.addInitScript(() => {
      const { get } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, "contentWindow");
      Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", {
        get() {
          const view = get.call(this);
          view.print = () => {
            globalThis.onPaper = view.getComputedStyle(view.document.querySelector(".report .steps .lift")).color;
            view.dispatchEvent(new Event("afterprint"));
          };
          return view;
        },
      });
    });
    await show(VIEWS.find(({ name }) => name === "report-full"), page, server, ready);
    const lift = page.locator(".report .steps .lift").first();
    for (const accent of ["#ffd400", "no colour at all"]) {
      await dressed(page, { "--pom-accent": accent });
      await page.locator("pom-scope").evaluate((element) => element.setAttribute("theme", "light"));
      const light = await lift.evaluate((node) => getComputedStyle(node).color);
      const [red, green, blue] = light.match(/[\d.]+(e-\d+)?/g).map(Number);
      ok(0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.1451, `${accent} is ${light}`);
      await page.locator("pom-scope").evaluate((element) => element.setAttribute("theme", "dark"));
      equal(await lift.evaluate((node) => getComputedStyle(node).color), light, "on the screen, which is dark around it");
      await page.evaluate(() => delete globalThis.onPaper);
      await button(page, "report.screen.print").click();
      equal(await until(() => page.evaluate(() => globalThis.onPaper), "the report to be printed"), light, "on paper");
    }
  });

  test("corners and air stay within their bounds, and everything to tap stays large enough", async ({ page, server }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await show(VIEWS.find(({ name }) => name === "group-full-unfolded"), page, server, ready);
    const measured = () => page.locator("pom-scope .screen").evaluate((node) => {
      const field = node.getRootNode().querySelector(".pom textarea, .pom input[type=text], .pom .btn");
      return { gap: getComputedStyle(node).rowGap, corner: getComputedStyle(field).borderStartStartRadius };
    });
    const as = {
      "": { gap: "24px", corner: "8px" },
      ".75 0px": { gap: "18px", corner: "0px" },
      "1.25 24px": { gap: "30px", corner: "24px" },
      "0 -9px": { gap: "18px", corner: "0px" },
      "40 999px": { gap: "30px", corner: "24px" },
    };
    for (const [given, wanted] of Object.entries(as)) {
      const [space = "", radius = ""] = given.split(" ");
      await dressed(page, { "--pom-space": space, "--pom-radius": radius });
      equal(await measured(), wanted, given);
      equal(await small(page), [], `${given}: too small for a finger`);
      equal(await sideways(page), "", given);
    }
  });

  test("a font of the page's changes no size, not even monospace", async ({ page, open }) => {
    const element = await open();
    const size = () => element.locator(".lead").first().evaluate((node) => [getComputedStyle(node).fontSize, getComputedStyle(node).fontFamily]);
    const [before] = await size();
    await dressed(page, { "--pom-font": "monospace" });
    equal(await size(), [before, "monospace, sans-serif"]);
  });

  for (const [name, set] of Object.entries(EXTREMES)) {
    for (const view of LOOKED_AT) {
      test(`${name}: no violation on ${view.name}, light and dark, and nothing sideways at 320 px`, async ({ page, server }) => {
        await show(view, page, server, ready);
        await dressed(page, set);
        await accessible(page, `${view.name}, light`);
        await page.emulateMedia({ colorScheme: "dark" });
        await accessible(page, `${view.name}, dark`);
        await page.setViewportSize({ width: 320, height: 700 });
        equal(await sideways(page), "", view.name);
      });
    }
  }

  test("six screens are looked at in each", () => equal(LOOKED_AT.length, 6));
});
