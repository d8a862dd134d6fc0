// Languages that nobody speaks, made from the English texts while a test runs: longer and accented, and from right to left. They show what a layout does to texts that nobody has written yet; they never ship.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SITE } from "./server.mjs";

/** Longer by four tenths and accented. */
export const LONGER = "en-XA";
/** From right to left. */
export const MIRRORED = "ar-XB";

const ACCENTED = { a: "á", c: "ç", e: "é", i: "ï", n: "ñ", o: "ö", s: "š", u: "ü", y: "ý", A: "Â", C: "Ç", E: "Ê", I: "Î", N: "Ñ", O: "Ø", S: "Š", U: "Û", Y: "Ÿ" };

/** What stands for something else than words. */
const DATA = /^(lang|pack|format|version|list\.comma)$|^number\.|^kit\.letter\./;

/** Changes a text, but not the places that values fill. */
const around = (text, change) => text.split(/(\{\w+\})/).map((piece, at) => (at % 2 ? piece : change(piece))).join("");

const longer = (text) => {
  const said = around(text, (piece) => piece.replace(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter));
  const letters = text.replace(/\{\w+\}/g, "").length;
  // Words, as a longer language has them, not one that no line could hold.
  const more = "lorem ipsum dolor sit amet ".repeat(1 + letters / 27).slice(0, Math.ceil(letters * 0.4)).trim();
  return `[${said}${more ? ` ${more}` : ""}]`;
};

/** Letters that run from right to left, in place of ours: what turns the direction by itself, Pomscope shows as a number. */
const mirrored = (text) => around(text, (piece) => piece.replace(/[A-Za-z]/g, (letter) => String.fromCodePoint(0x5d0 + "abcdefghijklmnopqrstuvwxyz".indexOf(letter.toLowerCase()))));

function changed(value, change, key = "") {
  if (typeof value === "string") return DATA.test(key) ? value : change(value);
  if (Array.isArray(value)) return value.map((each) => changed(each, change, key));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, name === "pack" ? each : changed(each, change, name)]));
}

/** The content of a language, from a file with the English. */
function content(file, lang) {
  const made = changed(JSON.parse(readFileSync(join(SITE, file), "utf8")), lang === LONGER ? longer : mirrored);
  if (made.interface.lang) made.interface.lang = lang;
  if (made.wording?.lang) made.wording.lang = lang;
  return JSON.stringify(made);
}

/** Has a server's site speak both beside its own languages. */
export function speakPseudo(server) {
  const named = (pattern) => server.files.find((name) => pattern.test(name));
  for (const script of ["pomscope.js", named(/^later-[0-9a-f]{10}\.js$/)]) {
    const body = readFileSync(join(SITE, script), "utf8").replaceAll(/content: ?\{ ?"?en"?: ?"\.\/(\w+)-en-[0-9a-f]+\.json"/g, (whole, stem) => `${whole}, ${[LONGER, MIRRORED].map((lang) => `"${lang}": "./${stem}-${lang}.json"`).join(", ")}`);
    if (!body.includes(LONGER)) throw new Error(`${script} names no English content to stand beside`);
    server.page(server.base + script, { body, type: ".js" });
  }
  for (const stem of ["content", "desk", "room"]) {
    const file = named(new RegExp(`^${stem}-en-[0-9a-f]{10}\\.json$`));
    for (const lang of [LONGER, MIRRORED]) server.page(`${server.base}${stem}-${lang}.json`, { body: content(file, lang), type: ".json" });
  }
}
