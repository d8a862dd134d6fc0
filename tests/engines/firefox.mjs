// Firefox, driven by WebDriver BiDi: started, and a driver for page.mjs of each tab. What is done in it is in the checks.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import WebSocket from "ws";
import { Page } from "./page.mjs";
import { elsewhere, watch } from "./watch.mjs";

export const name = "Firefox";

/** Firefox itself sets what else a test needs as soon as it is driven from outside. */
const PREFERENCES = {
  "browser.download.folderList": 2,
  "browser.download.alwaysOpenPanel": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "dom.disable_open_during_load": false,
  "intl.accept_languages": "en-GB, en",
  // A PDF that was downloaded would open in a tab in front of the page, which then may open no picker.
  "pdfjs.disabled": true,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "toolkit.telemetry.enabled": false,
  "ui.prefersReducedMotion": 1,
};
const KEYS = { Enter: "\uE007", Escape: "\uE00C", Tab: "\uE004", Backspace: "\uE003", ArrowDown: "\uE015", ArrowUp: "\uE013", ArrowLeft: "\uE012", ArrowRight: "\uE014", Home: "\uE011", End: "\uE010" };

/** Starts Firefox and gives { version, fresh, close }. */
export async function launch({ dark = false, workers = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "pomscope-firefox-"));
  const preferences = { ...PREFERENCES, "browser.download.dir": folder, "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1, "dom.serviceWorkers.enabled": workers };
  writeFileSync(join(folder, "user.js"), Object.entries(preferences).map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`).join(""));
  const program = spawn(process.env.FIREFOX ?? "firefox-esr", ["--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  process.once("exit", () => program.kill("SIGKILL"));
  const address = await new Promise((resolve, reject) => {
    const said = [];
    program.once("error", reject);
    program.once("exit", (code) => reject(new Error(`Firefox ended with ${code} before it could be driven:\n${said.join("\n")}`)));
    createInterface(program.stderr).on("line", (line) => {
      said.push(line);
      const [, found] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
      if (found) resolve(found);
    });
  });
  const socket = new WebSocket(`${address}/session`, { maxPayload: 256 * 1024 * 1024 });
  await new Promise((resolve, reject) => (socket.once("open", resolve), socket.once("error", reject)));

  let last = 0;
  const waiting = new Map();
  const listeners = new Set();
  socket.on("message", (data) => {
    const message = JSON.parse(data);
    if (message.type === "event") return void listeners.forEach((listen) => listen(message.method, message.params));
    const { resolve, reject } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if (message.type === "error") reject?.(new Error(`${message.error}: ${message.message}`));
    else resolve?.(message.result);
  });
  socket.on("close", () => waiting.forEach(({ reject }) => reject(new Error("Firefox is gone"))));
  const send = (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = (last += 1);
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params }));
    });

  const { capabilities } = await send("session.new", { capabilities: { alwaysMatch: { unhandledPromptBehavior: { default: "dismiss", file: "ignore" } } } });
  await send("session.subscribe", { events: ["log.entryAdded", "network.beforeRequestSent", "input.fileDialogOpened"] });

  return {
    name,
    version: `${capabilities.browserName} ${capabilities.browserVersion}`,
    fresh: (options) => fresh(send, listeners, options),
    async close() {
      await send("browser.close").catch(() => {});
      socket.terminate();
      program.kill("SIGKILL");
      // What is still being written while Firefox goes is no reason to fail.
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** A tab that shares nothing with any other: { page, allow, problems, close }. */
async function fresh(send, listeners, { origins = [], viewport = { width: 1280, height: 900 } } = {}) {
  const downloads = mkdtempSync(join(tmpdir(), "pomscope-downloads-"));
  const { userContext } = await send("browser.createUserContext");
  await send("browser.setDownloadBehavior", { downloadBehavior: { type: "allowed", destinationFolder: downloads }, userContexts: [userContext] });
  const { context } = await send("browsingContext.create", { type: "tab", userContext });
  const allowed = new Set(origins);
  const seen = [];
  const frames = new Set([context]);
  const routes = [];
  let picker;

  const listen = (method, params) => {
    if (method === "input.fileDialogOpened" && params.context === context) picker = params.element;
    if (method === "network.beforeRequestSent" && (frames.has(params.context) || params.context === context)) {
      const url = new URL(params.request.url);
      if (params.isBlocked) return void routed(params);
      if (!/^https?:$/.test(url.protocol)) return;
      if (!allowed.has(url.origin)) seen.push(`request to another origin: ${params.request.method} ${url}`);
      if (params.request.method !== "GET") seen.push(`request that is not a GET: ${params.request.method} ${url}`);
    }
    // A reload lets go of what was on its way, which Firefox then calls an error of the worker.
    if (method === "log.entryAdded" && /^Failed to load .*ServiceWorker intercepted the request/.test(params.text ?? "")) return;
    if (method === "log.entryAdded" && params.source?.context === context && params.type !== "console" && params.level === "error") seen.push(`uncaught error: ${params.text} (${params.stackTrace?.callFrames?.[0]?.url ?? "nowhere"})`);
  };
  listeners.add(listen);

  async function routed({ request, intercepts }) {
    // A request that its page has let go of meanwhile needs no answer.
    const answer = (method, params) => send(method, params).catch(() => {});
    const found = routes.findLast(({ id }) => intercepts.includes(id));
    const of = request.request;
    if (!found?.fits(request.url)) return void answer("network.continueRequest", { request: of });
    await found.handler({
      abort: () => answer("network.failRequest", { request: of }),
      continue: () => answer("network.continueRequest", { request: of }),
      fetch: () => fetch(request.url),
      fulfill: async ({ response, body }) =>
        answer("network.provideResponse", {
          request: of,
          statusCode: response.status,
          headers: [...response.headers].filter(([key]) => !["content-length", "connection", "keep-alive", "transfer-encoding"].includes(key)).map(([key, value]) => ({ name: key, value: { type: "string", value } })),
          body: { type: "base64", value: Buffer.from(body).toString("base64") },
        }),
    });
  }

  const act = (frame, actions) => send("input.performActions", { context: frame.at.id ?? context, actions });
  const preload = (text) => send("script.addPreloadScript", { functionDeclaration: text, contexts: [context] });

  const called = async (target, text, argument) => {
    const { type, result, exceptionDetails } = await send("script.callFunction", {
      functionDeclaration: `async (told) => JSON.stringify({ value: await (${text})(told === "" ? undefined : JSON.parse(told)) })`,
      awaitPromise: true,
      target,
      arguments: [{ type: "string", value: argument === undefined ? "" : JSON.stringify(argument) }],
    });
    if (type === "exception") throw new Error(exceptionDetails.text);
    return JSON.parse(result.value).value;
  };

  const driver = {
    downloads,
    preload,
    run: (frame, text, argument) => called({ context: frame.at.id ?? context }, text, argument),
    /** In a world of its own, which sees the page's document and none of its scripts. */
    apart: (text, argument) => called({ context, sandbox: "apart" }, text, argument),
    navigate: (url) => send("browsingContext.navigate", { context, url, wait: "complete" }),
    reload: () => send("browsingContext.reload", { context, wait: "complete" }),
    back: () => send("browsingContext.traverseHistory", { context, delta: -1 }),
    press: (frame, { x, y }) =>
      act(frame, [{ type: "pointer", id: "pointer", parameters: { pointerType: "mouse" }, actions: [{ type: "pointerMove", x, y }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }] }]),
    keys: (frame, keys) =>
      act(frame, [{ type: "key", id: "keys", actions: keys.flatMap((key) => [{ type: "keyDown", value: KEYS[key] ?? key }, { type: "keyUp", value: KEYS[key] ?? key }]) }]),
    async frames() {
      const { contexts } = await send("browsingContext.getTree", { root: context });
      const all = (of) => [{ id: of.context, url: of.url }, ...(of.children ?? []).flatMap(all)];
      const found = contexts.flatMap(all);
      found.forEach(({ id }) => frames.add(id));
      return found.map((frame, at) => ({ ...frame, ...(at === 0 ? {} : { index: at - 1 }) }));
    },
    async choose(files) {
      if (!picker) return false;
      const element = picker;
      picker = undefined;
      await send("input.setFiles", { context, element, files });
      return true;
    },
    async route(pattern, handler) {
      const { intercept } = await send("network.addIntercept", { phases: ["beforeRequestSent"], contexts: [context] });
      routes.push({ id: intercept, pattern, handler, fits: (url) => (pattern instanceof RegExp ? pattern.test(url) : url.split("#")[0] === pattern) });
    },
    async unroute(pattern) {
      for (const route of routes.filter((route) => String(route.pattern) === String(pattern))) {
        routes.splice(routes.indexOf(route), 1);
        await send("network.removeIntercept", { intercept: route.id });
      }
    },
    resize: (width, height) => send("browsingContext.setViewport", { context, viewport: { width, height } }),
    picture: async () => Buffer.from((await send("browsingContext.captureScreenshot", { context, origin: "document" })).data, "base64"),
  };

  await preload(String(watch));
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
    async close() {
      listeners.delete(listen);
      await send("browser.removeUserContext", { userContext }).catch(() => {});
      rmSync(downloads, { recursive: true, force: true });
    },
  };
}
