// Finds the browser suites and runs them: node tests/run.mjs [SUITE [TEST]], on the dist/site that is there.

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runAll } from "./harness.mjs";

const ENDING = ".suite.mjs";
const folder = new URL("browser/", import.meta.url);
const [only, filter] = process.argv.slice(2);

const names = readdirSync(fileURLToPath(folder))
  .filter((name) => name.endsWith(ENDING))
  .map((name) => name.slice(0, -ENDING.length))
  .sort();
if (only && !names.includes(only)) {
  console.error(`there is no suite ${JSON.stringify(only)}; these are the suites: ${names.join(", ")}`);
  process.exit(1);
}
for (const name of only ? [only] : names) await import(new URL(name + ENDING, folder).href);

const { passed, failed } = await runAll({ filter });
if (passed + failed === 0) console.log("no test has that name");
console.log(`browser result: ${passed} passed; ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
