// What watches inside a page for what no page of ours may do, from before its first script, in engines whose driver does not tell. Who reads it is page.mjs.

/** Sent to the page as text. What it saw is in `globalThis.seenByWatch`, and outlives a navigation in the tab's name. */
export function watch() {
  const MARK = "seen by the watch: ";
  const before = top === globalThis && name.startsWith(MARK) ? JSON.parse(name.slice(MARK.length)) : [];
  const seen = (globalThis.seenByWatch = before);
  const worded = (value) => (value instanceof Error ? `${value.message}\n${value.stack ?? ""}` : String(value));
  for (const kind of ["error", "warn", "assert"]) {
    const real = console[kind];
    console[kind] = (...words) => {
      if (kind !== "assert" || !words[0]) seen.push(`console ${kind}: ${words.map(worded).join(" ")}`);
      real.apply(console, words);
    };
  }
  addEventListener("error", (event) => seen.push(`uncaught error: ${worded(event.error ?? event.message)}`));
  addEventListener("unhandledrejection", ({ reason }) => seen.push(`unhandled rejection: ${worded(reason)}`));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, sample }) => seen.push(`policy violation: ${violatedDirective} ${blockedURI} ${sample} (${sourceFile})`));
  if (top === globalThis) addEventListener("pagehide", () => (name = seen.length ? MARK + JSON.stringify(seen) : ""));
}

/** What a page has fetched from elsewhere than its own origin. Sent to the page as text. */
export function elsewhere(allowed) {
  return performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((url) => /^https?:/.test(url) && !allowed.includes(new URL(url).origin));
}
