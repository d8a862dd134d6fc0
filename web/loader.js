// Brings the two programs in (glue, wasm, styles, content), each once per page, and tells when one has died; knows nothing of elements, storage or answers.
import { BUILD } from "./build.js";

/** @import { Bytes, Glue, Kind, Later, Name, Program } from "./pomscope.js" */

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
/** @type {Record<Name, Set<(share: number) => void>>} */
const watchers = { questions: new Set(), desk: new Set() };
/** @type {Set<() => void>} */
const mourners = new Set();
/** Of the programs that run. @type {Glue["life"][]} */
const lives = [];
/** @type {Bytes | undefined} */
let given;
let glueFailures = 0;
let refused = false;
let started = false;
let dead = false;
let requests = 0;

/** Hands in the files themselves, before anything is loaded: the single file has them inside. @param {Bytes} bytes */
export function carry(bytes) {
  given = bytes;
}

/** Whether the files were handed in, and none is fetched. */
export const carried = () => !!given;

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

/** @param {Name} name @param {ReadableStream<Uint8Array> | null} body */
async function count(name, body) {
  const reader = body?.getReader();
  let received = 0;
  for (let chunk; (chunk = await reader?.read()) && !chunk.done; ) {
    received += chunk.value.length;
    const share = Math.min(received / BUILD[name].wasmBytes || 0, 1);
    for (const watch of watchers[name]) watch(share);
  }
}

/** @param {Name} name */
async function compile(name) {
  if (given) return WebAssembly.compile(await given[name].wasm());
  const { wasm } = BUILD[name];
  const response = await get(wasm);
  // The copy is counted and the original compiled: it alone keeps the file's address in stack traces.
  count(name, response.clone().body).catch(() => {});
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (error) {
    // A server that names another type than application/wasm.
    if (error instanceof TypeError) return WebAssembly.compile(await (await get(wasm)).arrayBuffer());
    throw error;
  }
}

/**
 * Browsers remember a module that failed to load, by its address.
 * @param {Name | "pdf" | "scan" | "later"} name
 * @returns {Promise<any>}
 */
async function importGlue(name) {
  if (given) return /** @type {any} */ (given[name]).glue;
  if (started) requests++;
  const address = at(BUILD[name].glue) + (glueFailures ? `?${glueFailures}` : "");
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
  const { questions, desk, later } = BUILD;
  const files = [later.glue, ...[questions, desk].flatMap(({ glue, wasm, css, content }) => [glue, wasm, css, ...Object.values(content)])];
  refused ||= blockedURI === "wasm-eval" || files.some((file) => blockedURI === at(file));
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

/** @param {Name} name @returns {Promise<CSSStyleSheet>} */
const styles = (name) => once(`${name}-css`, async () => sheet(await (given?.[name].css() ?? text(BUILD[name].css))));

/** @param {Name} name @param {string} lang @returns {Promise<string>} */
const content = (name, lang) => once(`${name}-${lang}`, async () => given?.[name].content(lang) ?? text(BUILD[name].content[lang]));

/**
 * One of the programs, shared by all instances, and its content in one language.
 * @param {Name} name
 * @param {{ lang: string, onProgress?: (share: number) => void }} how
 * @returns {Promise<Program>}
 */
export async function load(name, { lang, onProgress }) {
  if (dead) throw new LoadError("stopped");
  if (!globalThis.WebAssembly || !document.adoptedStyleSheets) throw new LoadError("unsupported");
  if (onProgress) watchers[name].add(onProgress);
  document.addEventListener("securitypolicyviolation", violated);
  try {
    /** @type {Name[]} */
    const names = name === "desk" ? ["questions", name] : [name];
    const [module, glue, css, texts, tools] = await Promise.all([
      once(`${name}-wasm`, () => compile(name)),
      once(`${name}-glue`, () => importGlue(name)),
      Promise.all(names.map(styles)),
      Promise.all(names.map((part) => content(part, lang))),
      name === "desk" ? later() : undefined,
    ]);
    await once(name, async () => {
      await glue.default({ module_or_path: module });
      glue.life.end = stop;
      lives.push(glue.life);
    });
    started = true;
    return { mount: glue.mount, tools: tools?.tools, paper: tools?.paper, css, content: texts[1] ? `[${texts}]` : texts[0] };
  } catch (error) {
    throw await explain(error);
  } finally {
    document.removeEventListener("securitypolicyviolation", violated);
    if (onProgress) watchers[name].delete(onProgress);
  }
}

/** The part of these modules that comes with the desk, or with a file. @returns {Promise<Later>} */
export const later = () =>
  once("later", async () => (given?.later ?? (await importGlue("later"))).open({ BUILD, given, once, get, importGlue, sheet, download }));

/** @param {string} name @param {string} type @param {BlobPart} content */
export function download(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  // Browsers read the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The language to load for a wanted one: itself, its base, or English. @param {string} wanted */
export function language(wanted) {
  return [wanted, wanted.split("-")[0]].find((lang) => Object.hasOwn(BUILD.questions.content, lang)) ?? "en";
}

/** Own requests since the first mount; none of them ever carries data. */
export const countRequests = () => ({ data: 0, program: requests });

/** Declares the programs dead: instances share their memory, and what stands on the screen may no longer be true. */
export function stop() {
  dead = true;
  for (const life of lives) life.ended = true;
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
