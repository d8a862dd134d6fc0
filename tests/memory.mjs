// What is left of an element that was mounted and taken away again, and of a person at the kiosk, in bytes: in the page's heap, among its nodes, and in the programs' own memory. Run alone it prints the figures of the bench.

import { ready } from "./harness.mjs";
import { planted } from "./workshop.mjs";

const PAGE = '<!doctype html><html lang="en"><head><title>Mounts</title><link rel="icon" href="data:,"><script type="module" src="pomscope.js"></script></head><body><pom-scope eager></pom-scope></body></html>';

/** Remembers the memories of all programs of a page, in `memories`, without holding any of them. */
export const remember = (page) =>
  page.addInitScript(() => {
    globalThis.memories = [];
    const instantiate = WebAssembly.instantiate;
    WebAssembly.instantiate = async (...told) => {
      const made = await instantiate(...told);
      globalThis.memories.push(new WeakRef((made.instance ?? made).exports.memory));
      return made;
    };
  });

/** Does something so many times, after some that fill caches, and gives what each left behind: the bytes, with what they are made of. */
async function each(page, again, { times, before }) {
  const session = await page.context().newCDPSession(page);
  const look = async () => {
    // Finalizers run after a collection and free what the next one takes.
    for (let round = 0; round < 3; round += 1) {
      await session.send("HeapProfiler.collectGarbage");
      await page.evaluate(() => new Promise((done) => setTimeout(done)));
    }
    const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
    const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
    const wasm = await page.evaluate(() => globalThis.memories.reduce((sum, memory) => sum + (memory.deref()?.buffer.byteLength ?? 0), 0));
    return { heap: usedSize + embedderHeapUsedSize, backing: backingStorageSize, wasm, nodes, listeners: jsEventListeners };
  };
  await again(before);
  const first = await look();
  await again(times);
  const last = await look();
  const each = Object.fromEntries(Object.keys(first).map((what) => [what, (last[what] - first[what]) / times]));
  return { bytes: Math.max(0, Math.round(each.heap + each.wasm)), each };
}

/** Mounts so many times. */
export async function leftBehind(page, server, { mounts, before = 30 }) {
  server.page(`${server.base}mounts.html`, PAGE);
  await remember(page);
  await page.goto(`${server.url}mounts.html`);
  await ready(page);
  const again = (times) =>
    page.evaluate(async (times) => {
      const element = document.querySelector("pom-scope");
      const task = () => new Promise((done) => setTimeout(done));
      for (let at = 0; at < times; at += 1) {
        element.remove();
        while (element.matches(":state(ready)")) await task();
        document.body.append(element);
        while (!element.matches(":state(ready)")) await task();
        // What a mount asks for in frames and idle time belongs to it.
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      }
    }, times);
  return each(page, again, { times: mounts, before });
}

/** Has so many people sit down at a kiosk, choose something, and stop. */
export async function leftByPeople(page, server, { people, before = 20 }) {
  await remember(page);
  await planted(page, server, { form: "short", it: 2, business: 2, k: 3, locked: true });
  const again = (times) =>
    page.evaluate(async (times) => {
      const { shadowRoot } = document.querySelector("pom-scope");
      const press = (id) => shadowRoot.getElementById(id).click();
      const at = async (stage) => {
        while (shadowRoot.querySelector(".kiosk")?.dataset.stage !== stage) await new Promise((done) => setTimeout(done));
        // What a screen asks for in frames belongs to it.
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      };
      for (let person = 0; person < times; person += 1) {
        press("next");
        await at("side");
        press("side-it");
        press("next");
        await at("group");
        shadowRoot.querySelector("input[type=radio]").click();
        const root = shadowRoot.querySelector(".pom-root");
        press("stop");
        // The next instance shows the same screen as this one at its end.
        while (root.isConnected) await new Promise((done) => setTimeout(done));
        await at("attract");
      }
    }, times);
  return each(page, again, { times: people, before });
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { launch } = await import("./chromium.mjs");
  const { serve } = await import("./server.mjs");
  const [browser, server] = await Promise.all([launch(), serve()]);
  try {
    const measures = [
      ["a mount", (page) => leftBehind(page, server, { mounts: 500 })],
      ["a person", (page) => leftByPeople(page, server, { people: 100 })],
    ];
    for (const [what, measure] of measures) {
      const context = await browser.newContext();
      const { bytes, each } = await measure(await context.newPage());
      console.log(JSON.stringify(each));
      console.log(`bytes ${what} leaves behind: ${bytes}`);
      await context.close();
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}
