// Runs the checks of tests/engines in Chromium, Firefox and WebKit: node tests/engines/run.mjs [LANE [CHECK]], where a lane is chromium, firefox, webkit or axe. What Pomscope must do there is in *.check.mjs.

import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure, guarded, ready } from "../harness.mjs";
import { launch as launchChromium } from "../chromium.mjs";
import { ROOT, serve } from "../server.mjs";
import { checks } from "./checks.mjs";
import * as firefox from "./firefox.mjs";
import * as webkit from "./webkit.mjs";

const TARGET = process.env.POMSCOPE_TARGET ?? join(ROOT, "target");
/** A check that takes longer has hung. */
const LONGEST = 240_000;

/** Chromium in the same shape as the others. */
const chromium = {
  name: "Chromium",
  async launch() {
    const browser = await launchChromium();
    return {
      name: "Chromium",
      version: `Chromium ${browser.version()}`,
      async fresh({ origins }) {
        const { context, watch } = await guarded(browser, { serviceWorkers: "allow" }, origins);
        const page = await context.newPage();
        return {
          page,
          allow: watch.allow,
          problems: async () => {
            // What the page has already said is on its way: one round trip later it is here.
            await page.evaluate("0").catch(() => {});
            return watch.problems();
          },
          close: () => context.close(),
        };
      },
      close: () => browser.close(),
    };
  },
};

/** Every lane has a browser of its own and does one check after the other: focus is in one window at a time. */
const LANES = [
  { engine: chromium },
  { engine: firefox },
  { engine: webkit },
  { engine: firefox, axe: "light" },
  { engine: firefox, axe: "dark" },
];

const folder = new URL("./", import.meta.url);
for (const name of readdirSync(folder).filter((name) => name.endsWith(".check.mjs"))) await import(new URL(name, folder).href);

const [only, filter] = process.argv.slice(2);

async function one(browser, { name, body, options }, { prelude }) {
  const server = await serve({ ...options.server, prelude });
  const started = performance.now();
  let tab;
  let error;
  let timer;
  try {
    tab = await browser.fresh({ origins: [server.origin, ...(options.origins ?? [])] });
    const { page, allow } = tab;
    const open = async (path = "") => {
      await page.goto(new URL(path, server.url).href);
      return ready(page);
    };
    await Promise.race([
      // A check's own servers give the same prelude.
      body({ page, server, open, allow, prelude, engine: browser.name, serve: (more) => serve({ ...more, prelude }) }),
      new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Failure(`still running after ${LONGEST / 1000} s`)), LONGEST);
      }),
    ]);
  } catch (caught) {
    error = caught;
  } finally {
    clearTimeout(timer);
  }
  const heard = (await tab?.problems()) ?? [];
  const problems = options.provokes ? heard.filter((problem) => !problem.startsWith("console ")) : heard;
  const methods = server.requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `request that is not a GET: ${method} ${path}`);
  problems.push(...methods);
  const good = !error && problems.length === 0;
  console.log(`${good ? "ok  " : "FAIL"} ${browser.name}: ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (error) console.log(indented(error instanceof Failure ? `${error.message}\n${error.stack.split("\n").filter((line) => /\/tests\//.test(line) && !/harness\.mjs/.test(line)).slice(0, 3).join("\n")}` : error.stack ?? String(error)));
  for (const problem of problems) console.log(indented(problem));
  if (!good && tab) await picture(tab.page, `${browser.name} ${name}`);
  await tab?.close().catch(() => {});
  await server.stop();
  return good;
}

async function picture(page, title) {
  const path = join(TARGET, "failures", `${title.replace(/[^\w-]+/g, "-").slice(0, 100)}.png`);
  mkdirSync(join(TARGET, "failures"), { recursive: true });
  try {
    if (page.driver) writeFileSync(path, await page.driver.picture());
    else await page.screenshot({ path, fullPage: true, timeout: 5000 });
    console.log(indented(`picture: ${path}`));
  } catch {
    // A page that hangs gives no picture.
  }
}

const indented = (text) => text.replace(/^/gm, "       ");

const sum = { passed: 0, failed: 0 };
const count = (good) => (sum[good ? "passed" : "failed"] += 1);

async function lane({ engine, axe }) {
  const due = checks.filter((check) => check.options.axe === axe && (!check.options.only || check.options.only.includes(engine.name)) && (!filter || check.name.includes(filter)));
  if (due.length === 0) return;
  let browser;
  try {
    browser = await engine.launch({
      dark: axe === "dark",
      // A view that is denied a file must not get it from a worker's store.
      workers: axe === undefined,
    });
  } catch (error) {
    console.log(`FAIL ${engine.name} could not be started: ${error.message}`);
    return void count(false);
  }
  const started = performance.now();
  try {
    for (const check of due) count(await one(browser, check, { prelude: engine.PRELUDE }));
  } finally {
    await browser.close();
  }
  console.log(`     ${browser.version}: ${due.length} checks${axe ? ` (${axe})` : ""} in ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

// Whoever ends this ends the browsers with it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

await Promise.all(LANES.filter(({ engine, axe }) => !only || only === (axe ? "axe" : engine.name.toLowerCase())).map(lane));
if (sum.passed + sum.failed === 0) console.log("no check has that name, or no lane");
console.log(`engines result: ${sum.passed} passed; ${sum.failed} failed`);
process.exit(sum.failed === 0 && sum.passed > 0 ? 0 : 1);
