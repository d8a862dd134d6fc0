// Brings the program in (glue, wasm, styles, content) once per page and tells when it has died; knows nothing of elements, storage or answers.
import { BUILD } from "./build.js";

/** @import { Bytes, Glue, Kind, Program } from "./pomscope.js" */

/** Why the program is not there; `kind` chooses the words of the panel. */
export class LoadError extends Error {
  /** @param {Kind} kind @param {unknown} [cause] */
  constructor(kind, cause) {
    super(`pomscope: ${kind}`, { cause });
    this.kind = kind;
  }
}

/** @type {Map<string, Promise<any>>} */
const parts = new Map();
/** @type {Set<(share: number) => void>} */
const watchers = new Set();
/** @type {Set<() => void>} */
const mourners = new Set();
/** @type {Bytes | undefined} */
let given;
let received = 0;
let glueFailures = 0;
let refused = false;
let started = false;
let dead = false;
let requests = 0;

/** @param {string} address */
const at = (address) => new URL(address, import.meta.url).href;

/**
 * Does a piece of work once per page; one that failed may be tried again.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
function once(name, work) {
  let part = parts.get(name);
  if (!part) {
    parts.set(name, (part = work()));
    part.catch(() => parts.delete(name));
  }
  return part;
}

/** @param {string} address */
async function get(address) {
  if (started) requests++;
  const response = await fetch(at(address));
  if (!response.ok) throw new LoadError("network", response.status);
  return response;
}

/** @param {string} address */
const text = async (address) => (await get(address)).text();

/** @param {number} bytes */
function report(bytes) {
  received = bytes;
  const share = Math.min(received / BUILD.wasmBytes || 0, 1);
  for (const watch of watchers) watch(share);
}

/** @param {ReadableStream<Uint8Array> | null} body */
async function count(body) {
  const reader = body?.getReader();
  report(0);
  for (let chunk; (chunk = await reader?.read()) && !chunk.done; ) report(received + chunk.value.length);
}

async function compile() {
  if (given) return WebAssembly.compile(given.wasm);
  const response = await get(BUILD.wasm);
  // The copy is counted and the original compiled: it alone keeps the file's
  // address in stack traces, by which `ours` knows our traps.
  count(response.clone().body).catch(() => {});
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (error) {
    // A server that names another type than application/wasm.
    if (error instanceof TypeError) return WebAssembly.compile(await (await get(BUILD.wasm)).arrayBuffer());
    throw error;
  }
}

/** @returns {Promise<Glue>} */
async function importGlue() {
  // Browsers remember a module that failed to load, by its address.
  const address = given?.glue ?? at(BUILD.glue) + (glueFailures ? `?${glueFailures}` : "");
  try {
    return await import(address);
  } catch (error) {
    glueFailures++;
    throw error;
  }
}

/** A sheet belongs to the window that made it. @param {string} css @param {typeof globalThis} [view] */
export function sheet(css, view = globalThis) {
  const made = new view.CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

/** @param {SecurityPolicyViolationEvent} event */
function violated({ blockedURI }) {
  refused ||= blockedURI === "wasm-eval" || [BUILD.glue, BUILD.wasm, BUILD.css, ...Object.values(BUILD.content)].some((file) => blockedURI === at(file));
}

/** @param {unknown} error */
async function explain(error) {
  // The report of a policy comes a task later than the failure it causes.
  await new Promise((resolve) => setTimeout(resolve));
  if (error instanceof LoadError) return error;
  const blocked = refused || error instanceof WebAssembly.CompileError || error instanceof EvalError;
  refused = false;
  return new LoadError(blocked ? "blocked" : "network", error);
}

/**
 * The program, shared by all instances, and the content in one language.
 * `bytes` (first call only) holds the files themselves, for the form that has no network.
 * @param {{ lang: string, bytes?: Bytes, onProgress?: (share: number) => void }} how
 * @returns {Promise<Program>}
 */
export async function load({ lang, bytes, onProgress }) {
  if (dead) throw new LoadError("stopped");
  if (!globalThis.WebAssembly || !document.adoptedStyleSheets) throw new LoadError("unsupported");
  given ??= bytes;
  if (onProgress) watchers.add(onProgress);
  document.addEventListener("securitypolicyviolation", violated);
  try {
    const [module, glue, css, content] = await Promise.all([
      once("wasm", compile),
      once("glue", importGlue),
      once("css", async () => sheet(given?.css ?? (await text(BUILD.css)))),
      once(`content-${lang}`, async () => given?.content[lang] ?? text(BUILD.content[lang])),
    ]);
    await once("init", () => glue.default({ module_or_path: module }));
    if (!started) {
      started = true;
      addEventListener("error", (event) => ours(event.error) && stop());
      addEventListener("unhandledrejection", (event) => ours(event.reason) && stop());
    }
    return { mount: glue.mount, css, content };
  } catch (error) {
    throw await explain(error);
  } finally {
    document.removeEventListener("securitypolicyviolation", violated);
    if (onProgress) watchers.delete(onProgress);
  }
}

/** The sheet of the printed report, fetched when first asked for. */
export const reportCss = () => once("report", async () => given?.reportCss ?? text(BUILD.reportCss));

/** The language to load for a wanted one: itself, its base, or English. @param {string} wanted */
export function language(wanted) {
  return [wanted, wanted.split("-")[0]].find((lang) => Object.hasOwn(BUILD.content, lang)) ?? "en";
}

/** Own requests since the first mount; none of them ever carries data. */
export const countRequests = () => ({ data: 0, program: requests });

/** Whether an error is a trap in our module, not in another one of the host page. @param {any} error */
function ours(error) {
  const stack = String(error?.stack);
  const trap = error instanceof WebAssembly.RuntimeError || /Module terminated/.test(error?.message);
  return trap && (!!given || stack.includes(at(BUILD.wasm)) || stack.includes(at(BUILD.glue)));
}

/** Declares the program dead: it shares one memory, so every instance is. */
export function stop() {
  dead = true;
  for (const mourn of mourners) {
    mourners.delete(mourn);
    mourn();
  }
}

/** Calls back once when the program dies or is used after that; returns the way to leave. @param {() => void} mourn */
export function onStop(mourn) {
  mourners.add(mourn);
  return () => mourners.delete(mourn);
}
