// Checks a page with axe-core, contrast included, without loosening the page's policy. Which screens are checked is the suites'.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Failure } from "./harness.mjs";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Runs axe in a world of its own: the debugger puts it there, so the page's policy and its Trusted Types neither stop
 * it nor have to be switched off. Gives the violations as { id, impact, help, nodes: [{ target, why }] }.
 */
export async function violations(page, { rules } = {}) {
  const options = { runOnly: { type: "tag", values: TAGS }, resultTypes: ["violations"], ...(rules ? { rules } : {}) };
  const ask = `axe.run(document, ${JSON.stringify(options)}).then((found) => JSON.stringify(found.violations.map((v) => ({
    id: v.id, impact: v.impact, help: v.help,
    nodes: v.nodes.map((n) => ({ target: n.target.flat().join(" "), why: n.failureSummary })) }))))`;
  // An engine that is no Chromium has no such debugger, but a way of its own to do the same.
  if (page.driver) return JSON.parse(await page.driver.apart(`async () => { ${SOURCE}; return ${ask}; }`));
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send("Page.getFrameTree");
    const { executionContextId: contextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id, worldName: "axe" });
    const evaluate = async (expression) => {
      const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, contextId, awaitPromise: true, returnByValue: true });
      if (exceptionDetails) throw new Error(`axe could not run: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
      return result.value;
    };
    await evaluate(`${SOURCE}; undefined`);
    const text = await evaluate(ask);
    return JSON.parse(text);
  } finally {
    await session.detach();
  }
}

/** Fails with every violation, its element and the reason. */
export async function accessible(page, where, options) {
  const found = await violations(page, options);
  if (found.length === 0) return;
  const lines = found.flatMap(({ id, impact, help, nodes }) => [
    `${id} (${impact}): ${help}`,
    ...nodes.slice(0, 5).map(({ target, why }) => `  ${target}\n    ${why.replace(/\n/g, "\n    ")}`),
    ...(nodes.length > 5 ? [`  and ${nodes.length - 5} more`] : []),
  ]);
  throw new Failure(`${where ?? "the page"} has ${found.length} accessibility violations\n${lines.join("\n")}`);
}
