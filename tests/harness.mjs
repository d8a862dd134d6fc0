// Runs browser tests: fixtures, guards and assertions. What Pomscope must do is in tests/browser/*.suite.mjs.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { serve, ROOT } from "./server.mjs";
import { launch } from "./chromium.mjs";

const TARGET = process.env.POMSCOPE_TARGET ?? join(ROOT, "target");
/** A test that takes longer has hung. */
const LONGEST_TEST = 120_000;
/** What a page does in answer to a click is there within this, on a slow machine too. */
const PATIENCE = 15_000;

const suites = [];

/** Names a group of tests: suite("journey", () => { test(…); test(…); }) */
export function suite(name, define) {
  const found = { name, tests: [] };
  suites.push(found);
  current = found;
  define();
  current = undefined;
}

let current;

/**
 * One test. It gets { page, server, browser, context, open, expectConsole, until } and fails on whatever the guards
 * saw besides: a console error or warning, an uncaught error, a policy violation, a request to another origin, a
 * request that is not a GET.
 *
 * options.server   for serve(): base, policy, headers, pages
 * options.context  for browser.newContext(): viewport, colorScheme, locale, javaScriptEnabled …
 * options.origins  other origins that this test may fetch from
 */
export function test(name, body, options = {}) {
  if (!current) throw new Error(`test "${name}" stands outside suite(…)`);
  current.tests.push({ suite: current.name, name, body, options });
}

export class Failure extends Error {}

function shown(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2) ?? String(value);
  return text.length > 2000 ? `${text.slice(0, 2000)} … (${text.length} characters)` : text;
}

export function ok(value, what) {
  if (!value) throw new Failure(what ?? "expected something true");
}

export function equal(found, wanted, what = "") {
  if (!isDeepStrictEqual(found, wanted)) throw new Failure(`${what}\nwanted: ${shown(wanted)}\nfound:  ${shown(found)}`.trim());
}

export function match(text, pattern, what = "") {
  if (!pattern.test(text)) throw new Failure(`${what}\nwanted something like ${pattern}\nfound:  ${shown(text)}`.trim());
}

/** Asks again until the answer is true (or, with `wanted`, equal to it) and gives that answer back. */
export async function until(ask, what, { wanted, within = PATIENCE } = {}) {
  const end = performance.now() + within;
  let last;
  let trouble;
  for (;;) {
    try {
      last = await ask();
      trouble = undefined;
      if (wanted === undefined ? last : isDeepStrictEqual(last, wanted)) return last;
    } catch (error) {
      trouble = error;
    }
    if (performance.now() > end) {
      const seen = trouble ? `the last attempt threw: ${trouble.message}` : `last seen: ${shown(last)}`;
      throw new Failure(`waited ${within / 1000} s for ${what ?? "something to become true"}; ${seen}`);
    }
    await new Promise((next) => setTimeout(next, 15));
  }
}

/** What the browser's driver says for a service worker that a test does not want (it would fetch the whole site each time). */
const NO_WORKER = "Service Worker registration blocked by Playwright";

/** Watches a context for what no page of ours may do. */
export function guard(context, { origins = [] } = {}) {
  const seen = [];
  const expected = [];
  const allowed = new Set(origins);
  const note = (kind, text) => {
    const hit = expected.find(({ pattern }) => pattern.test(text));
    if (hit) hit.hits += 1;
    else seen.push(`${kind}: ${text}`);
  };
  context.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type()) && message.text() !== NO_WORKER) {
      const { url, lineNumber } = message.location();
      note(`console ${message.type()}`, `${message.text()}${url ? ` (${url}:${lineNumber})` : ""}`);
    }
  });
  context.on("weberror", (error) => note("uncaught error", error.error()?.stack ?? String(error.error())));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (["data:", "blob:", "about:"].includes(url.protocol)) return;
    if (!allowed.has(url.origin)) note("request to another origin", `${request.method()} ${request.url()}`);
    if (request.method() !== "GET") note("request that is not a GET", `${request.method()} ${request.url()}`);
  });
  return {
    allow: (origin) => allowed.add(origin),
    /** This test provokes something: what matches does not fail it, and must come at least once. */
    expect: (pattern) => expected.push({ pattern, hits: 0 }),
    problems: () => [
      ...seen,
      ...expected.filter(({ hits }) => hits === 0).map(({ pattern }) => `expected on the console, but it never came: ${pattern}`),
    ],
  };
}

/** A context that reports policy violations, guarded from its first page on. */
export async function guarded(browser, options = {}, origins = []) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", reducedMotion: "reduce", serviceWorkers: "block", ...options });
  context.setDefaultTimeout(PATIENCE);
  const watch = guard(context, { origins });
  return { context, watch };
}

/** Waits until the element on a page is ready, and gives its locator. Locators look into the open shadow root. */
export async function ready(page, selector = "pom-scope") {
  const element = page.locator(selector).first();
  await until(() => element.evaluate((node) => node.matches(":state(ready)")), `${selector} to be :state(ready)`);
  return element;
}

async function runOne(browser, { suite: group, name, body, options }) {
  const server = await serve(options.server);
  const { context, watch } = await guarded(browser, options.context, [server.origin, ...(options.origins ?? [])]);
  const page = await context.newPage();
  const started = performance.now();
  let error;
  let timer;
  try {
    const fixtures = {
      page,
      server,
      browser,
      context,
      until,
      allowOrigin: watch.allow,
      expectConsole: watch.expect,
      /** Opens the site (or another path of the server) and waits for the element. */
      open: async (path = "", { on = page } = {}) => {
        await on.goto(new URL(path, server.url).href);
        return ready(on);
      },
    };
    await Promise.race([
      body(fixtures),
      new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Failure(`still running after ${LONGEST_TEST / 1000} s`)), LONGEST_TEST);
      }),
    ]);
  } catch (caught) {
    error = caught;
  } finally {
    clearTimeout(timer);
  }
  // What the page has already said is on its way: one round trip later it is here.
  await Promise.all(context.pages().map((open) => open.evaluate("0").catch(() => {})));
  const problems = watch.problems();
  let picture;
  if (error || problems.length > 0) {
    picture = join(TARGET, "failures", `${group} ${name}`.replace(/[^\w-]+/g, "-").slice(0, 100) + ".png");
    mkdirSync(join(TARGET, "failures"), { recursive: true });
    await page.screenshot({ path: picture, fullPage: true, timeout: 5000 }).catch(() => (picture = undefined));
  }
  await context.close().catch(() => {});
  await server.stop();
  return { name: `${group}: ${name}`, error, problems, picture, seconds: (performance.now() - started) / 1000 };
}

function tell({ name, error, problems, picture, seconds }) {
  const good = !error && problems.length === 0;
  console.log(`${good ? "ok  " : "FAIL"} ${name} (${seconds.toFixed(1)} s)`);
  if (error) console.log(indented(error instanceof Failure ? `${error.message}\n${place(error)}` : error.stack ?? String(error)));
  for (const problem of problems) console.log(indented(problem));
  if (!good && picture) console.log(indented(`picture: ${picture}`));
  return good;
}

function place(error) {
  const line = (error.stack ?? "").split("\n").find((text) => text.includes("/tests/") && !text.includes("harness.mjs"));
  return line ? line.trim() : "";
}

function indented(text) {
  return text.replace(/^/gm, "       ");
}

/** Runs every suite that was defined, two pages at a time, and gives { passed, failed }. */
export async function runAll({ filter } = {}) {
  const left = suites.flatMap(({ tests }) => tests).filter(({ name }) => !filter || name.includes(filter));
  const sum = { passed: 0, failed: 0 };
  if (left.length === 0) return sum;
  const browser = await launch();
  try {
    const worker = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const good = tell(await runOne(browser, next));
        sum[good ? "passed" : "failed"] += 1;
      }
    };
    const alone = process.env.POMSCOPE_SERIAL === "1";
    await Promise.all(Array.from({ length: alone ? 1 : 2 }, worker));
  } finally {
    await browser.close();
  }
  return sum;
}
