// A phone's conditions in this machine's browser, and the two pages that the bench compares under them: Pomscope as a host serves it, and the floor. What is measured is in load.mjs and answers.mjs.

import { FLOOR } from "./floor.mjs";
import { serve } from "./server.mjs";

/** How much slower the processor is, and the network: 1.6 Mbit/s down, half of it up, 150 ms until an answer begins. */
export const PROFILE = { cpu: 4, down: 1_600_000, up: 750_000, latency: 150 };
const FLOOR_PATH = "/floor/";

/** The pages, by the names that the measures have. */
export const PAGES = ["floor", "pomscope"];

/** Serves both, compressed. */
export const host = ({ headers } = {}) => serve({ base: "/", roots: { [FLOOR_PATH]: FLOOR }, brotli: true, headers: { "cache-control": "max-age=600", ...headers } });

/** Of a page by its name, or by its path. */
export const address = (server, name) => {
  const path = { floor: FLOOR_PATH, pomscope: server.base }[name] ?? name;
  return `${server.origin}${path}`;
};

/** A phone that has never been here: `{ page, session, close }`; the session speaks the browser's own protocol. */
export async function phone(browser) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: "en-GB",
    // It would fetch the whole site beside what is measured, past the slow network.
    serviceWorkers: "block",
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: PROFILE.latency,
    downloadThroughput: PROFILE.down / 8,
    uploadThroughput: PROFILE.up / 8,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: PROFILE.cpu });
  // The processor's time, not the clock's: what else runs on this machine does not count.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return { page, session, close: () => context.close() };
}

/** What the main thread has done since the page began, in milliseconds, without what this asking costs. */
export async function worked(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? 0);
  return {
    all: of("TaskDuration") - of("DevToolsCommandDuration"),
    script: of("ScriptDuration"),
    style: of("RecalcStyleDuration"),
    layout: of("LayoutDuration"),
  };
}

/** The middle of what an odd number of rounds gave, with the least and the most. */
export function spread(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return { median: sorted[(sorted.length - 1) >> 1], least: sorted[0], most: sorted.at(-1) };
}

/** As JSON, with no more digits than mean something. */
export const written = (said) => JSON.stringify(said, (key, value) => (typeof value === "number" ? Math.round(value * 1000) / 1000 : value));
