// The table of faults: what happens, what the user then sees, what is kept. Rows are registered here by faults.suite, which asserts them; docs/RELIABILITY.md is written of them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ok, test, until } from "./harness.mjs";
import { say } from "./content.mjs";
import { ROOT } from "./server.mjs";

/** Every row, in the order of the page. */
export const ROWS = [];

/** All words that a page shows, those of its elements among them. */
export async function words(page) {
  const text = await page.evaluate(() => {
    const inside = [...document.querySelectorAll("pom-scope")].map((element) => element.shadowRoot?.querySelector("[part=app]").innerText ?? "");
    return [document.body?.innerText, ...inside].join("\n");
  });
  return text.replace(/\s+/g, " ");
}

/** A text that must be seen. `on` chooses the page, where it is not the test's. */
export function text(wanted, on = ({ page }) => page) {
  const plain = wanted.replace(/\s+/g, " ");
  return { words: `“${plain}”`, check: (told) => until(async () => (await words(on(told))).includes(plain), `“${plain}” to be seen`) };
}

/** A sentence of the catalogue that must be seen. */
export const says = (key, values = {}, on = undefined) => ({ ...text(say(key, values), on), key });

/** Something else that must be seen, in words for the table. */
export const shows = (words, check) => ({ words, check });

/** What must be kept, in words for the table, and how that is found out. */
export const keeps = (words, check) => ({ words, check });

/**
 * A fault that a test here brings about: `happens` gets the fixtures of a test and may give more, which then `sees` and `kept` get, too.
 * All of them are asserted, after it happened.
 */
export function fault({ of, fault, happens, sees, kept, options }) {
  ROWS.push({ of, fault, sees: sees.map(({ words }) => words), kept: kept.map(({ words }) => words), held: "" });
  test(fault, async (fixtures) => {
    const told = { ...fixtures, ...(await happens(fixtures)) };
    for (const { check } of [...sees, ...kept]) await check(told);
  }, options);
}

/**
 * A fault that another suite holds, or a test of core's (its file): the words of the test, with … for what varies. `sees` are keys of the catalogue, or texts;
 * `kept` is a text.
 */
export function held({ of, fault, sees, kept, suite, title }) {
  ROWS.push({ of, fault, sees: sees.map((seen) => seen.words ?? seen), kept: [kept], held: `\`${suite}\`: "${title}"`, suite, title, keys: sees.flatMap(({ key }) => key ?? []) });
}

/** What is wrong with a row that names a test of another suite. */
export function amiss({ suite, title, keys }) {
  if (suite.endsWith(".rs")) {
    const held = readFileSync(join(ROOT, "crates/core/tests", suite), "utf8").includes(`fn ${title}()`);
    return held ? [] : [`${suite} has no test ${title}`];
  }
  const source = readFileSync(join(ROOT, `tests/browser/${suite}.suite.mjs`), "utf8");
  const titles = [...source.matchAll(/\btest\(\s*(["`])(.*?)\1/g)].map(([, , words]) => words);
  const like = (pattern, gap) => new RegExp(`^${pattern.split(gap).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`);
  const there = titles.some((words) => like(title, "…").test(words) || like(words, /\$\{.*?\}/).test(title));
  return [
    ...(there ? [] : [`${suite} has no test "${title}"`]),
    ...keys.filter((key) => !source.includes(`"${key}"`)).map((key) => `${suite} never asks for "${key}"`),
  ];
}

const HEAD = `# Reliability

For owners of pages and for facilitators: what can go wrong around Pomscope, what people then see, and what becomes of their answers. In no row does Pomscope lose an answer that it had said it kept.

This page is made by the tests that bring each fault about in a real browser: \`cargo xtask test --browser faults\` fails where the page and what was seen differ. A row that names no test is held by that suite, under the row's own words.
`;

/** The page. */
export function written() {
  const cell = (text) => text.replaceAll("|", "\\|");
  const areas = [...new Set(ROWS.map(({ of }) => of))];
  const table = (area) => [
    `## ${area}`,
    "",
    "| what happens | what the user sees | what is kept | held by |",
    "|---|---|---|---|",
    ...ROWS.filter(({ of }) => of === area).map(({ fault, sees, kept, held }) => `| ${[fault, sees.join("; "), kept.join("; "), held].map(cell).join(" | ")} |`),
  ].join("\n");
  return `${HEAD}\n${areas.map(table).join("\n\n")}\n`;
}

/** Nothing of the words may be empty: a fault that nobody sees, or that keeps nothing, is none that this page can tell of. */
export function sound(row) {
  ok([row.of, row.fault, ...row.sees, ...row.kept].every((words) => words.trim() !== "") && row.sees.length > 0 && row.kept.length > 0, `a row that says nothing: ${row.fault}`);
}
