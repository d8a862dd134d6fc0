// Measures what an answer costs on a phone: the main thread's work, and the time from the tap to what it shows, over a whole full assessment beside the same answers on the floor page; and the page's memory at its end. Run alone it prints the figures as JSON; its arguments are the number of rounds, and of answers where not all are to be given.

import { screens, statements } from "./content.mjs";
import { arrived, beginFull, saved, toReview } from "./journey.mjs";
import { remember } from "./memory.mjs";
import { address, host, PAGES, phone, spread, worked, written } from "./phone.mjs";

const PATIENCE = 60_000;
const GIVEN = ["partly", "largely", "fully", "not"];
/** Work that a page does anyway in the time between two looks. */
const STILL = 0.5;

/** Notes every interaction that is not over at once; the browser tells times in steps of 8 ms, and none below 16. */
function observe() {
  globalThis.interactions = [];
  globalThis.taps = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration, interactionId } of list.getEntries()) {
      if (interactionId) globalThis.interactions.push({ startTime, duration });
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
}

/** Waits until the main thread has nothing more to do, without a script in the page. */
async function still(session) {
  let last = await worked(session);
  const end = performance.now() + PATIENCE;
  for (let calm = 0; calm < 3; ) {
    await new Promise((next) => setTimeout(next, 50));
    const now = await worked(session);
    calm = now.all - last.all < STILL ? calm + 1 : 0;
    last = now;
    if (performance.now() > end) throw new Error(`the page was not still within ${PATIENCE / 1000} s`);
  }
  return last;
}

/** Taps on something, and gives the work of the main thread until it is still again. `kind` says what the tap is for. */
async function tap({ page, session }, kind, what) {
  const point = await what.evaluate((node) => {
    const target = node.closest("label, button");
    target.scrollIntoView({ block: "center", behavior: "instant" });
    const box = target.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  });
  await page.evaluate((kind) => globalThis.taps.push({ kind, from: performance.now() }), kind);
  const before = await still(session);
  await page.touchscreen.tap(...point);
  const after = await still(session);
  await page.evaluate(() => (globalThis.taps.at(-1).to = performance.now()));
  return Object.fromEntries(Object.keys(after).map((what) => [what, after[what] - before[what]]));
}

/** Gives so many answers of the full assessment, one screen after another. */
async function answerOn(phone, server, name, { answers }) {
  const { page } = phone;
  page.setDefaultTimeout(PATIENCE);
  await page.addInitScript(observe);
  await page.goto(address(server, name), { timeout: PATIENCE });
  if (name === "pomscope") await beginFull(page);
  const costs = [];
  for (const [at, { items }] of screens.entries()) {
    if (costs.length >= answers) break;
    if (name === "pomscope" && at > 0) {
      await tap(phone, "screen", page.locator("#next"));
      await arrived(page, `#/group/${at + 1}`);
    }
    for (const { id } of items) {
      if (costs.length >= answers) break;
      const value = GIVEN[costs.length % GIVEN.length];
      const choice = page.locator(name === "floor" ? `input[name="${id}"][value="${value}"]` : `[id="${id}-${value}"]`);
      costs.push(await tap(phone, "answer", choice));
      if (!(await choice.isChecked())) throw new Error("a tap did not choose what it was to choose");
    }
  }
  if (name === "pomscope") await saved(page);
  const painted = await page.evaluate(async () => {
    await new Promise((done) => setTimeout(done, 200));
    const { taps, interactions } = globalThis;
    const told = { answer: [], screen: [] };
    for (const { kind, from, to } of taps) {
      const own = interactions.filter(({ startTime }) => startTime >= from && startTime < to);
      told[kind].push(Math.max(16, ...own.map(({ duration }) => duration)));
    }
    return told;
  });
  return { costs, painted };
}

const sum = (values) => values.reduce((all, value) => all + value, 0);
/** The least value that so many of a hundred do not exceed. */
const percentile = (values, of) => [...values].sort((one, other) => one - other)[Math.max(0, Math.ceil((values.length * of) / 100) - 1)];

/** Bytes of a page: what the browser says that scripts, nodes and compiled code hold, and the programs' own memory, which it leaves out. */
async function memory(page) {
  const parts = await page.evaluate(async () => {
    const { breakdown } = await performance.measureUserAgentSpecificMemory();
    return Object.fromEntries(breakdown.filter(({ bytes }) => bytes > 0).map(({ bytes, types }) => [types.join(", "), bytes]));
  });
  const programs = await page.evaluate(() => globalThis.memories.map((memory) => memory.deref()?.buffer.byteLength ?? 0));
  return { bytes: sum([...Object.values(parts), ...programs]), parts, programs };
}

/** Answers the whole assessment on a page that may ask the browser for its memory, up to the result. */
export async function remembered(browser) {
  const server = await host({ headers: { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" } });
  const { page, close } = await phone(browser);
  try {
    page.setDefaultTimeout(PATIENCE);
    await remember(page);
    await page.goto(address(server, "pomscope"), { timeout: PATIENCE });
    await beginFull(page);
    for (const [at, { items }] of screens.entries()) {
      if (at > 0) {
        await page.locator("#next").tap();
        await arrived(page, `#/group/${at + 1}`);
      }
      for (const [position, { id }] of items.entries()) await page.locator(`[id="${id}-${GIVEN[position % GIVEN.length]}"]`).check();
    }
    await saved(page);
    await toReview(page);
    await page.locator("#next").tap();
    await arrived(page, "#/result");
    return await memory(page);
  } finally {
    await close();
    await server.stop();
  }
}

/** Answers on both pages in turn, and compares each pair. */
export async function answers(browser, { rounds, answers = statements.length }) {
  const server = await host();
  const walks = { floor: [], pomscope: [] };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 === 0 ? PAGES : [...PAGES].reverse();
      for (const name of order) {
        const there = await phone(browser);
        try {
          walks[name].push(await answerOn(there, server, name, { answers }));
        } finally {
          await there.close();
        }
      }
    }
  } finally {
    await server.stop();
  }
  const each = ({ costs }, what) => sum(costs.map((cost) => cost[what])) / costs.length;
  // Of all rounds together: a round has 35 answers, and their worst would stand for 98 in 100.
  const painted = (name, kind, of) => percentile(walks[name].flatMap(({ painted }) => painted[kind]), of);
  const told = (name) => ({
    ...Object.fromEntries(["all", "script", "style", "layout"].map((what) => [what, spread(walks[name].map((walk) => each(walk, what)))])),
    painted: painted(name, "answer", 98),
    paintedHalf: painted(name, "answer", 50),
  });
  return {
    rounds,
    answers,
    browser: browser.version(),
    ratio: spread(walks.pomscope.map((walk, round) => each(walk, "all") / each(walks.floor[round], "all"))),
    floor: told("floor"),
    pomscope: told("pomscope"),
    // The floor is one page: nothing there leads on.
    turned: painted("pomscope", "screen", 98),
    turnedHalf: painted("pomscope", "screen", 50),
  };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { FLAGS, launch } = await import("./chromium.mjs");
  // The browser measures at its next collection of garbage, and this has it collect at once.
  const browser = await launch({ args: [...FLAGS, "--enable-blink-features=ForceEagerMeasureMemory"] });
  try {
    const memory = await remembered(browser);
    console.log(written({ ...(await answers(browser, { rounds: Number(process.argv[2] ?? 3), answers: Number(process.argv[3] ?? statements.length) })), memory }));
  } finally {
    await browser.close();
  }
}
