// The list of checks that run in every engine. What they are is in *.check.mjs, who runs them is run.mjs.

export const checks = [];

/**
 * One check. It gets { page, server, open, allow, serve, prelude, engine } and fails on whatever else the page does that none may.
 *
 * options.server  for serve(): policy, headers, pages
 * options.origins other origins that it may fetch from
 * options.only    the engines that it is for, where not all can
 * options.provokes  true where something is taken from the page, which may then say so on its console
 * options.axe     the lane of views it belongs to, "light" or "dark"
 */
export function check(name, body, options = {}) {
  checks.push({ name, body, options });
}
