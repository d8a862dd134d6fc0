// Takes away, fills, damages or delays what a page stands on: stores, network, clock, its own life. What must come of it is asserted in the suites.

/** Every store throws as soon as it is looked at, as in a sandboxed frame or where the browser forbids storage. */
export const deny = (page) => page.addInitScript(() => {
  for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
    Object.defineProperty(globalThis, name, { get() { throw new DOMException("The operation is insecure.", "SecurityError"); } });
  }
});

/** No store is there at all, as in some views that apps open. */
export const without = (page, ...names) => page.addInitScript((names) => {
  for (const name of names) Object.defineProperty(globalThis, name, { get: () => undefined });
}, names);

/** Fills localStorage to its last character, under a name that is not ours. */
export const fill = (page) => page.evaluate(() => {
  let size = 1 << 22;
  let text = "";
  while (size >= 1) {
    try {
      localStorage.setItem("of somebody else", text + "x".repeat(size));
      text += "x".repeat(size);
    } catch {
      size = Math.floor(size / 2);
    }
  }
});

/** The database never answers, neither yes nor no. */
export const hangDatabase = (page) => page.addInitScript(() => {
  IDBFactory.prototype.open = () => ({});
});

/** Each transaction is told of a second and a half after it is on the disk. */
export const delaySaves = (page) => page.addInitScript(() => {
  Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
    set(told) { this.addEventListener("complete", () => setTimeout(told, 1500)); },
  });
});

/** What the browser's own "clear site data" does, to all of it. */
export async function clearSite(page, origin) {
  const browser = await page.context().newCDPSession(page);
  await browser.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await browser.detach();
}

/** Freezes a page, as a phone does in the background, and wakes it. */
export async function frozen(page, meanwhile) {
  const browser = await page.context().newCDPSession(page);
  await browser.send("Page.setWebLifecycleState", { state: "frozen" });
  await meanwhile();
  await browser.send("Page.setWebLifecycleState", { state: "active" });
  await browser.detach();
}

/** Ends the process that draws a page, as when it runs out of memory. */
export async function crash(page) {
  const browser = await page.context().newCDPSession(page);
  const gone = new Promise((resolve) => page.once("crash", resolve));
  browser.send("Page.crash").catch(() => {});
  await gone;
}

/** Half of a file, and the line goes dead. */
export const half = (bytes) => ({
  body: bytes.subarray(0, bytes.length >> 1),
  headers: { "content-length": bytes.length, connection: "close" },
});

/** Half of a file, by a server that thinks it was the whole. */
export const cut = (bytes) => ({ body: bytes.subarray(0, bytes.length >> 1) });

/** What hotels, proxies and careless servers answer to everything. */
export const WELCOME = { body: "<!doctype html><title>Welcome</title><h1>Welcome to our network</h1><p>Please accept our terms.</p>", type: ".html" };

const WRONG = {
  null: () => null,
  "of the wrong type": (value) => (typeof value === "string" ? [value, { deep: [value] }] : "wrong"),
  huge: (value) => (typeof value === "string" ? `${value} ${"and more ".repeat(200)}` : typeof value === "number" ? 9.87e300 : Array.from({ length: 300 }, (_, n) => ({ n }))),
  negative: () => -7.25,
  missing: () => undefined,
  "cut short": (value) => (typeof value === "string" ? value.slice(0, value.length >> 1) : {}),
};

/** The ways in which a value is damaged. */
export const DAMAGES = Object.keys(WRONG);

/** All places of a JSON value, outermost first: lists of keys. */
export function places(value, at = []) {
  if (value === null || typeof value !== "object") return at.length ? [at] : [];
  return [...(at.length ? [at] : []), ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, key]))];
}

/** A copy in which the value at a place is damaged. */
export function damaged(value, [key, ...rest], how) {
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const put = rest.length ? damaged(value[key], rest, how) : WRONG[how](value[key]);
  if (put === undefined) delete copy[key];
  else copy[key] = put;
  return copy;
}
