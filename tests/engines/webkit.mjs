// WebKit as GTK has it, driven by WebDriver: started once a tab, since its driver has one session. What is done in it is in the checks.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../harness.mjs";
import { Page } from "./page.mjs";
import { elsewhere, watch } from "./watch.mjs";

export const name = "WebKit";

const BROWSER = process.env.WEBKIT_BROWSER ?? "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
const KEYS = { Enter: "\uE007", Escape: "\uE00C", Tab: "\uE004", Backspace: "\uE003", ArrowDown: "\uE015", ArrowUp: "\uE013", ArrowLeft: "\uE012", ArrowRight: "\uE014", Home: "\uE011", End: "\uE010" };
/** How WebDriver names an element in JSON. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts WebKit's driver on a display of its own and gives { version, fresh, close }. */
export async function launch() {
  const home = mkdtempSync(join(tmpdir(), "pomscope-webkit-"));
  const downloads = join(home, "downloads");
  for (const folder of ["downloads", "config/gtk-3.0"]) mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(join(home, "config/user-dirs.dirs"), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  // Where GTK animates nothing, the page is told that its reader wants less motion.
  writeFileSync(join(home, "config/gtk-3.0/settings.ini"), "[Settings]\ngtk-enable-animations=0\n");
  const port = await freePort();
  const program = spawn("xvfb-run", ["--auto-servernum", "--server-args=-screen 0 1400x1000x24", process.env.WEBKIT_DRIVER ?? "WebKitWebDriver", `--port=${port}`], {
    env: {
      ...process.env,
      HOME: home,
      XDG_CONFIG_HOME: join(home, "config"),
      XDG_CACHE_HOME: join(home, "cache"),
      XDG_DATA_HOME: join(home, "data"),
      GDK_BACKEND: "x11",
      GTK_USE_PORTAL: "0",
      LANG: "C.UTF-8",
      LANGUAGE: "en_GB",
      // Its sandbox needs namespaces that a container does not give to root.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
    },
    stdio: ["ignore", "ignore", "ignore"],
    // A group of its own: the display and the browser go with the driver.
    detached: true,
  });
  const end = () => {
    try {
      process.kill(-program.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
  };
  process.once("exit", end);
  const gone = new Promise((_, reject) => program.once("error", reject));
  gone.catch(() => {});
  const send = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { "content-type": "application/json" }, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  await Promise.race([until(() => send("GET", "/status"), "WebKit's driver"), gone]);
  const begin = () => send("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary: BROWSER, args: ["--automation"] } } } });
  const { sessionId, capabilities } = await begin();
  let session = sessionId;
  return {
    name,
    version: `WebKitGTK ${capabilities.browserVersion}`,
    fresh: async (options) => {
      // The first one was begun to ask for the version.
      session ??= (await begin()).sessionId;
      const mine = session;
      session = undefined;
      return fresh((method, path, body) => send(method, `/session/${mine}${path}`, body), downloads, options);
    },
    async close() {
      if (session) await send("DELETE", `/session/${session}`).catch(() => {});
      end();
      rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** What stands first in every page that the server gives: the watch, and that no picker of the system's comes up, which no driver could close. */
export const PRELUDE = `(${watch})(); addEventListener("click", (event) => { const [input] = event.composedPath(); if (input.type === "file") { event.preventDefault(); globalThis.pickedBy = input; } }, true);`;

/** A browser that knows nothing of any other: { page, allow, problems, close }. */
async function fresh(send, downloads, { origins = [], viewport = { width: 1280, height: 900 } } = {}) {
  const allowed = new Set(origins);
  const seen = [];
  let inside;
  /** Which frame the commands are for. */
  const enter = async ({ at: { id } }) => {
    if (inside === id) return;
    await send("POST", "/frame", { id: null });
    if (id !== undefined) await send("POST", "/frame", { id });
    inside = id;
  };
  const run = async (frame, text, argument) => {
    await enter(frame);
    const answer = await send("POST", "/execute/async", {
      script: `const [told, done] = arguments; (async () => (${text})(told === "" ? undefined : JSON.parse(told)))().then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error?.message ?? error) })));`,
      args: [argument === undefined ? "" : JSON.stringify(argument)],
    });
    const { value, error } = JSON.parse(answer);
    if (error !== undefined) throw new Error(error);
    return value;
  };
  const act = async (frame, actions) => {
    await enter(frame);
    await send("POST", "/actions", { actions });
  };
  const leave = async (going) => {
    inside = undefined;
    await send("POST", "/frame", { id: null }).catch(() => {});
    await going();
  };

  const driver = {
    downloads,
    run,
    navigate: (url) => leave(() => send("POST", "/url", { url })),
    reload: () => leave(() => send("POST", "/refresh", {})),
    back: () => leave(() => send("POST", "/back", {})),
    // It counts from the corner of the window, in whatever frame the press is.
    press: (frame, _, { x, y }) =>
      act(frame, [{ type: "pointer", id: "pointer", parameters: { pointerType: "mouse" }, actions: [{ type: "pointerMove", duration: 0, x, y, origin: "viewport" }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }] }]),
    keys: (frame, keys) =>
      act(frame, [{ type: "key", id: "keys", actions: keys.flatMap((key) => [{ type: "keyDown", value: KEYS[key] ?? key }, { type: "keyUp", value: KEYS[key] ?? key }]) }]),
    async frames() {
      const urls = await run({ at: {} }, `() => [location.href, ...[...document.querySelectorAll("iframe")].map(({ src }) => src)]`);
      return urls.map((url, at) => ({ url, ...(at === 0 ? {} : { id: at - 1, index: at - 1 }) }));
    },
    async choose(paths) {
      const element = await send("POST", "/execute/sync", { script: "return globalThis.pickedBy ?? null;", args: [] });
      if (!element) return false;
      await send("POST", "/execute/sync", { script: "globalThis.pickedBy = undefined;", args: [] });
      await send("POST", `/element/${element[ELEMENT]}/value`, { text: paths.join("\n") });
      return true;
    },
    preload: () => {
      throw new Error("WebKit's driver puts no script before a page's own");
    },
    async resize(width, height) {
      await send("POST", "/window/rect", { width, height });
    },
    picture: async () => Buffer.from(await send("GET", "/screenshot"), "base64"),
  };

  await driver.resize(viewport.width, viewport.height);
  const page = new Page(driver);
  return {
    page,
    allow: (origin) => allowed.add(origin),
    async problems() {
      const heard = await page.evaluate("globalThis.seenByWatch ?? []").catch(() => []);
      const fetched = await page.evaluate(elsewhere, [...allowed]).catch(() => []);
      return [...new Set([...seen, ...heard, ...fetched.map((url) => `request to another origin: ${url}`)])];
    },
    close: () => send("DELETE", "").catch(() => {}),
  };
}
