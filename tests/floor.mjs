// Makes the floor page from the content: a plain HTML form of the same questions, the least that could ask them, against which the bench sets what Pomscope costs. Run alone it writes tests/floor/index.html; its sheet and its script beside it are hand-written.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { label, pack, say, screens, wording } from "./content.mjs";
import { ROOT } from "./server.mjs";

/** Where the page, its sheet and its script are. */
export const FLOOR = join(ROOT, "tests/floor");
const PAGE = join(FLOOR, "index.html");
const RATINGS = ["not", "partly", "largely", "fully", "beyond", "unknown", "na"];

const shown = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const choice = (name, value, text) => `<label><input type="radio" name="${name}" value="${value}"> ${shown(text)}</label>`;
const question = (legend, choices) => ["<fieldset>", `<legend>${shown(legend)}</legend>`, ...choices, "</fieldset>"];

function thread(id) {
  const { name, question: asked, probe } = wording.threads[id];
  const levels = pack.levels.map(({ level }) => String(level));
  return [
    `<h2>${shown(name)}</h2>`,
    `<p>${shown(asked)}</p>`,
    ...question(say("quick.now"), levels.map((level) => choice(`now-${id}`, level, `${level} ${wording.levels[level].name}: ${wording.placement[id][level]}`))),
    ...question(probe, ["yes", "no"].map((answer) => choice(`probe-${id}`, answer, say(`quick.probe.${answer}`)))),
    ...question(say("quick.target"), levels.map((level) => choice(`target-${id}`, level, `${level} ${wording.levels[level].name}`))),
  ];
}

function group({ title, items }) {
  const asked = items[0].descriptive ? "group.stem.symptoms" : "group.stem";
  return [
    `<h2>${shown(title)}</h2>`,
    `<p>${shown(say(asked))}</p>`,
    ...items.flatMap((item) => question(item.text, RATINGS.map((rating) => choice(item.id, rating, label(item, rating))))),
  ];
}

/** The page as the content has it now. */
export function floor() {
  return [
    "<!doctype html>",
    "<!-- Written by tests/floor.mjs from the content: the questions as a plain form, for the bench to compare with. -->",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<title>${shown(say("start.title"))}</title>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<link rel="icon" href="data:,">',
    '<link rel="stylesheet" href="floor.css">',
    '<script defer src="floor.js"></script>',
    "</head>",
    "<body>",
    "<main>",
    `<h1>${shown(say("start.title"))}</h1>`,
    "<form>",
    ...pack.threads.flatMap(thread),
    ...screens.flatMap(group),
    "<p><output></output></p>",
    "</form>",
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** The page that is committed. */
export const written = () => readFileSync(PAGE, "utf8");

if (process.argv[1] === new URL(import.meta.url).pathname) {
  writeFileSync(PAGE, floor());
  console.log(`written: ${PAGE}`);
}
