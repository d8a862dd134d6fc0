// The widget on other people's pages: where its files lie, the policy such a page may have, and how a reader gets to the first answer there. What must come of it is in the suites.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./harness.mjs";
import { say, statements } from "./content.mjs";
import { button, heading, radio, rate, statusSays } from "./journey.mjs";
import { ROOT } from "./server.mjs";

/** The package: what `cargo xtask dist` writes beside the site. */
export const EMBED = process.env.POMSCOPE_EMBED ?? join(ROOT, "dist/embed");

/** The strictest policy that a host page can have with Pomscope on it and frames of its own origin. */
export const HOST_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

/** The code blocks of a page of the docs, in their order: those indented by four, and those between fences. */
export function codeBlocks(name) {
  const text = readFileSync(join(ROOT, name), "utf8");
  return [...text.matchAll(/(?:^|\n)```\w*\n([\s\S]*?)\n```|(?:\n\n)((?: {4}.*\n)+)/g)].map(([, fenced, indented]) => fenced ?? indented.replace(/^ {4}/gm, ""));
}

/** From the start screen to the first statement. `settled`: waits until what is to be pressed no longer moves, as a frame does that follows its content. */
export async function toFirstQuestion(where, settled = async () => {}) {
  await button(where, "start.full").click();
  await until(() => heading(where).innerText(), "the scope", { wanted: say("scope.title") });
  await settled();
  await where.locator("#next").click();
  await until(() => radio(where, statements[0].id, "not").count(), "the first question");
}

/** Gives the first answer, and waits until the widget says that it is kept. */
export async function answerFirst(where, rating = "largely") {
  await toFirstQuestion(where);
  await rate(where, statements[0].id, rating);
  await statusSays(where, "save.saved");
}
