// What is left of an element that was mounted and taken away again, in bytes: in the page's heap, among its nodes, and in the program's own memory. Run alone it prints the figure of the bench.

import { ready } from "./harness.mjs";

const PAGE = '<!doctype html><html lang="en"><head><title>Mounts</title><link rel="icon" href="data:,"><script type="module" src="pomscope.js"></script></head><body><pom-scope eager></pom-scope></body></html>';

/** Mounts so many times, after some that fill caches, and gives the bytes that each left behind, with what they are made of. */
export async function leftBehind(page, server, { mounts, before = 30 }) {
  server.page(`${server.base}mounts.html`, PAGE);
  await page.addInitScript(() => {
    globalThis.memories = [];
    const instantiate = WebAssembly.instantiate;
    WebAssembly.instantiate = async (...told) => {
      const made = await instantiate(...told);
      globalThis.memories.push((made.instance ?? made).exports.memory);
      return made;
    };
  });
  await page.goto(`${server.url}mounts.html`);
  await ready(page);
  const session = await page.context().newCDPSession(page);
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
  const look = async () => {
    // Finalizers run after a collection and free what the next one takes.
    for (let round = 0; round < 3; round += 1) {
      await session.send("HeapProfiler.collectGarbage");
      await page.evaluate(() => new Promise((done) => setTimeout(done)));
    }
    const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
    const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
    const wasm = await page.evaluate(() => globalThis.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
    return { heap: usedSize + embedderHeapUsedSize, backing: backingStorageSize, wasm, nodes, listeners: jsEventListeners };
  };
  await again(before);
  const first = await look();
  await again(mounts);
  const last = await look();
  const each = Object.fromEntries(Object.keys(first).map((what) => [what, (last[what] - first[what]) / mounts]));
  return { bytes: Math.max(0, Math.round(each.heap + each.wasm)), each };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { launch } = await import("./chromium.mjs");
  const { serve } = await import("./server.mjs");
  const [browser, server] = await Promise.all([launch(), serve()]);
  try {
    const context = await browser.newContext();
    const { bytes, each } = await leftBehind(await context.newPage(), server, { mounts: Number(process.argv[2] ?? 500) });
    console.log(JSON.stringify(each));
    console.log(`bytes a mount leaves behind: ${bytes}`);
  } finally {
    await browser.close();
    await server.stop();
  }
}
