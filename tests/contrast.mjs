// Which colours meet which, how much contrast each pair needs, and what of a page is not among them; which screens are looked at is the suites'.

/** Text and what it is written on: 4.5 to 1. */
const WRITTEN = {
  ink: ["paper", "card", "soft", "warn-soft", "bad-soft"],
  muted: ["paper", "card", "soft", "warn-soft", "bad-soft"],
  accent: ["paper", "card", "soft", "warn-soft", "bad-soft"],
  "on-accent": ["accent", "press"],
  warn: ["paper", "card", "soft", "warn-soft"],
  bad: ["paper", "card", "soft", "bad-soft"],
  paper: ["bad"],
};

/** What bounds a control or carries a meaning, and what it stands on: 3 to 1. */
const DRAWN = {
  ink: ["paper", "card", "soft", "l1", "l2", "l3"],
  accent: ["paper", "card", "soft", "warn-soft", "bad-soft", "l1", "l2"],
  "on-accent": ["accent", "press"],
  edge: ["paper", "card"],
  good: ["paper", "card"],
  warn: ["paper", "card", "warn-soft"],
  bad: ["paper", "card", "bad-soft"],
  l4: ["paper", "card"],
};

/** The line of a facet's bounds on its bar, which the sentence beside it says in numbers. */
const TOLD = { ink: ["l4"] };

const pairs = (of, least, kind) => Object.entries(of).flatMap(([over, unders]) => unders.map((under) => ({ over, under, least, kind })));

export const PAIRS = [...pairs(WRITTEN, 4.5, "text"), ...pairs(DRAWN, 3, "drawn"), ...pairs(TOLD, 2.5, "drawn")];

/** The ramp from its ground on: each step darker than the one before in light, lighter in dark, and apart from it by this much. */
export const RAMP = ["card", "l1", "l2", "l3", "l4", "l5"];
export const APART = 1.15;

/** Every token of these tables. */
export const TOKENS = [...new Set([...PAIRS.flatMap(({ over, under }) => [over, under]), ...RAMP])];

/**
 * Texts of a page whose colour and ground are no pair of WRITTEN, a sentence each. The names of colours are found by
 * what they come to in the theme at hand, so this is for the theme without any settings.
 */
export const strays = (page) => page.evaluate((written) => {
  const stage = document.querySelector("pom-scope").shadowRoot.querySelector(".pom");
  const probe = document.createElement("span");
  const come = (scope) => {
    scope.append(probe);
    const names = new Map();
    for (const name of new Set(Object.entries(written).flatMap(([over, unders]) => [over, ...unders]))) {
      probe.style.color = `var(--${name})`;
      const { color } = getComputedStyle(probe);
      names.set(color, [...(names.get(color) ?? []), name]);
    }
    probe.remove();
    return names;
  };
  const inStage = come(stage);
  const found = new Set();
  const walker = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.nodeValue.trim() || !element.checkVisibility() || element.closest(".gone, option")) continue;
    const report = element.closest(".report");
    const names = report ? come(report) : inStage;
    const { color, fill } = getComputedStyle(element);
    let around = element;
    while (around !== stage && getComputedStyle(around).backgroundColor === "rgba(0, 0, 0, 0)") around = around.parentElement;
    const over = element.closest("svg") ? fill : color;
    const under = getComputedStyle(around).backgroundColor;
    if (names.get(over)?.some((name) => written[name]?.some((ground) => names.get(under)?.includes(ground)))) continue;
    found.add(`${element.localName}.${element.getAttribute("class") ?? ""}: ${names.get(over) ?? over} on ${names.get(under) ?? under}, ${JSON.stringify(node.nodeValue.slice(0, 40))}`);
  }
  return [...found];
}, WRITTEN);
