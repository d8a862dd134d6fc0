// Brings the programs in (glue, wasm, styles, content), each part once per page, and tells when one has died; knows nothing of elements, storage or answers.
import { BUILD } from "./build.js";

/** @import { Bytes, Build, Glue, Kind, LaterBuild, Later, Name, Program } from "./pomscope.js" */

/** Why the program is not there; `kind` chooses the words of the panel. */
export class LoadError extends Error {
  /** @param {Kind} kind @param {unknown} [cause] */
  constructor(kind, cause) {
    super(`pomscope: ${kind}`, { cause });
    this.kind = kind;
  }

  /** What the panel says, where only whoever failed knows. @type {[title: string, text: string] | undefined} */
  words;
}

/** @type {Map<string, Promise<any>>} */
const parts = new Map();
/** @type {Partial<Record<Name, Set<(share: number) => void>>>} */
const watchers = {};
/** Names of files; the later module adds its own. */
const FILES = /** @type {Build & LaterBuild} */ (BUILD);
/** Where files were asked for. @type {Set<string>} */
const asked = new Set();
/** @type {Set<() => void>} */
const mourners = new Set();
/** Of the programs that run. @type {Set<Glue["life"]>} */
const lives = new Set();
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

/** @param {string} name */
function at(name) {
  const { href } = new URL(name, import.meta.url);
  asked.add(href);
  return href;
}

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
async function text(address) {
  const found = await (await get(address)).text();
  // A page about something else, as hotels and proxies send it in place of any file.
  if (found[0] === "<") throw new LoadError("network");
  return found;
}

/** @param {Name} name @param {ReadableStream<Uint8Array> | null} body */
async function count(name, body) {
  const reader = body?.getReader();
  let received = 0;
  for (let chunk; (chunk = await reader?.read()) && !chunk.done; ) {
    received += chunk.value.length;
    const share = Math.min(received / FILES[name].wasmBytes || 0, 1);
    for (const watch of watchers[name] ?? []) watch(share);
  }
}

/** @param {Name} name */
async function compile(name) {
  if (given) return WebAssembly.compile(await given[name].wasm());
  const { wasm } = FILES[name];
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
 * @param {Exclude<keyof Bytes, "reportCss">} name
 * @returns {Promise<any>}
 */
async function importGlue(name) {
  if (given) return /** @type {any} */ (given[name]).glue;
  if (started) requests++;
  const address = at(/** @type {{ glue: string }} */ (FILES[name]).glue + (glueFailures ? `?${glueFailures}` : ""));
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
  refused ||= blockedURI === "wasm-eval" || asked.has(blockedURI);
}

/** @param {unknown} error */
async function explain(error) {
  // The report of a policy comes a task later than the failure it causes.
  await new Promise((resolve) => setTimeout(resolve));
  if (error instanceof LoadError) return error;
  // Half a file, or another one, fails to compile as well; only where a policy forbids it do browsers name the policy.
  const blocked = refused || error instanceof EvalError || (error instanceof WebAssembly.CompileError && /CSP|unsafe/.test(error.message));
  refused = false;
  return new LoadError(blocked ? "blocked" : "network", error);
}

/** @param {Name} name @returns {Promise<CSSStyleSheet>} */
const styles = (name) => once(`${name}-css`, async () => sheet(await (given?.[name].css() ?? text(FILES[name].css))));

/** @param {Name} name @param {string} lang @returns {Promise<string>} */
const content = (name, lang) => once(`${name}-${lang}`, async () => given?.[name].content(lang) ?? text(FILES[name].content[lang]));

/** What a program says in one language, as it takes it. @param {Name} name @param {string} lang */
export async function speech(name, lang) {
  const names = name === "questions" ? [name] : ((await later()).parts[name] ?? []);
  const texts = await Promise.all(names.map((part) => content(part, lang)));
  return texts[1] ? `[${texts}]` : texts[0];
}

/**
 * One of the programs and its content in one language. The questions and the desk are shared by all instances; of the room
 * each call makes one anew.
 * @param {Name} name
 * @param {{ lang: string, onProgress?: (share: number) => void }} how
 * @returns {Promise<Program>}
 */
export async function load(name, { lang, onProgress }) {
  if (dead) throw new LoadError("stopped");
  // What is newest of all that the sheets use: without it, a chosen answer may not be seen to be one.
  if (!globalThis.WebAssembly || !CSS.supports("color", "light-dark(red,oklch(from red l c h))")) throw new LoadError("unsupported");
  const watching = (watchers[name] ??= new Set());
  if (onProgress) watching.add(onProgress);
  document.addEventListener("securitypolicyviolation", violated);
  try {
    const more = name === "questions" ? undefined : await later();
    const names = more?.parts[name] ?? [name];
    const [module, glue, css, texts, tools] = await Promise.all([
      once(`${name}-wasm`, () => compile(name)),
      once(`${name}-glue`, () => importGlue(name)),
      Promise.all(names.map(styles)),
      speech(name, lang),
      more?.open(name),
    ]);
    const begin = async (/** @type {Glue} */ made) => {
      await made.default({ module_or_path: module });
      made.life.end = stop;
      lives.add(made.life);
      return made;
    };
    const { mount, life } = await (glue.make ? begin(glue.make()) : once(name, () => begin(glue)));
    started = true;
    const drop = () => {
      life.ended = true;
      lives.delete(life);
    };
    return { name, mount, drop, forget: life.forget, css, content: texts, ...tools };
  } catch (error) {
    throw await explain(error);
  } finally {
    document.removeEventListener("securitypolicyviolation", violated);
    if (onProgress) watching.delete(onProgress);
  }
}

/** The part of these modules that comes with the desk, the room, or a file. @returns {Promise<Later>} */
export const later = () => once("later", async () => (await importGlue("later")).open({ FILES, LoadError, given, once, get, importGlue, sheet, speech, download, count: () => requests++ }));

/** @param {string} name @param {string} type @param {BlobPart} content */
export function download(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  // Browsers read the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The languages that there are. */
const LANGUAGES = Object.keys(BUILD.questions.content);

/** The first of the wanted languages that there is, itself or its base; else English. @param {(string | null | undefined)[]} wanted */
export const language = (wanted) => wanted.flatMap((tag) => [tag, tag?.split("-")[0]]).find((tag) => LANGUAGES.includes(tag ?? "")) ?? "en";

/** All of them, each with its own name. */
export const languages = () => LANGUAGES.map((lang) => [lang, new Intl.DisplayNames(lang, { type: "language" }).of(lang)]);

/** Own requests since the first mount; none of them ever carries data. And where the licences of all that ships are read. */
export const countRequests = () => ({ data: 0, program: requests, licences: given ? given.licences : at("./licences.txt") });

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
