// The element <pom-scope>: its shadow root, its life in the page, and the port through which the program reaches the browser; decides nothing about answers.
import { BUILD } from "./build.js";
import { LoadError, carried, countRequests, download, language, languages, later, load, onStop, sheet, speech, stop } from "./loader.js";
import { makePanel } from "./panel.js";
import { openStore } from "./storage.js";

/** @import { Config, Handle, Kind, Later, Name, Port, Program, Store, Tools } from "./pomscope.js" */

/** A code in the page's address, as a link of ours brings it. */
const CODE = /^#pomscope=([\dA-Za-z-]+)$/;

/** Addresses of the room's screens begin with it. */
const WORKSHOP = "#/workshop";

/** Languages that are read from right to left. */
const RTL = /^(ar|fa|he|ur)\b/;

/** What reads and writes attributes as properties. @type {Record<string, string>} */
const WORDS = { pack: "pack", theme: "theme", mode: "mode", start: "start", side: "side", storageKey: "storage-key", ctaHref: "cta-href", ctaLabel: "cta-label" };
const SWITCHES = ["eager", "links"];

/** The elements on the page that take a code from its address. @type {Set<PomScope>} */
const takers = new Set();

/** Enough of a look until the real sheet is there; in the lowest layer, so that the real one wins. */
const FIRST_CSS = `@layer loader{
:host{display:block}
.pom{position:relative!important}
.pom-live{position:absolute;margin:-1px;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.pom-progress{position:absolute;inset:0 0 auto;background:#8884}
.pom-skeleton{block-size:512px;margin:2em 1.5em;background:linear-gradient(#8882 6em,#0000 0)0/min(100%,26em)no-repeat}
.pom-progress>*{inline-size:0;border-block-end:3px solid var(--pom-accent,#0e8088)}
.pom-panel{margin:1em max(1em,50% - 32em);padding:1.2em;border:1px solid;font:1em/1.5 var(--pom-font,system-ui)}
.pom-panel :is(h2,p){margin:0 0 .6em;max-inline-size:40em}
.pom-panel button{font:inherit;padding:.7em 1.1em;margin:0 .6em .4em 0}}`;

// What is no colour gives ours in place of none. Refused where a script of ours was here before; missing where there is no browser.
try {
  for (const name of ["accent", "on-accent"]) CSS.registerProperty({ name: `--pomscope-${name}`, syntax: "<color>", inherits: true, initialValue: "#0e5f66" });
} catch {}

/** @type {CSSStyleSheet | undefined} */
let firstSheet;

/** Whether another page is around this one, and whose: browsers keep apart, or forget, what is stored within somebody else's. */
function framed() {
  try {
    return self === top ? "no" : top?.location.origin === location.origin ? "same" : "other";
  } catch {
    return "other";
  }
}

/** @param {string} className @param {Record<string, string>} [attributes] */
function div(className, attributes = {}) {
  const element = document.createElement("div");
  element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** @param {string} label */
function progressBar(label) {
  const bar = div("");
  const progress = div("pom-progress", { part: "progress", role: "progressbar", "aria-label": label, "aria-valuenow": "0", tabindex: "-1" });
  progress.append(bar);
  const onProgress = (/** @type {number} */ share) => {
    const percent = `${Math.round(share * 100)}`;
    progress.setAttribute("aria-valuenow", percent);
    bar.style.inlineSize = `${percent}%`;
  };
  return { progress, onProgress };
}

// A server that renders pages may import this module without a browser around it.
export class PomScope extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = ["lang", "pack", "theme", "mode", "start", "side", "storage-key", "cta-href", "cta-label", "links", "eager"];

  static {
    /** @param {string} name @param {(this: PomScope) => any} get @param {(this: PomScope, value: any) => void} set */
    const define = (name, get, set) => Object.defineProperty(this.prototype, name, { get, set, configurable: true, enumerable: true });
    for (const [name, attribute] of Object.entries(WORDS)) {
      define(
        name,
        function () {
          return this.getAttribute(attribute) ?? "";
        },
        function (value) {
          if (value == null) this.removeAttribute(attribute);
          else this.setAttribute(attribute, value);
        },
      );
    }
    for (const name of SWITCHES) {
      define(
        name,
        function () {
          return this.hasAttribute(name);
        },
        function (value) {
          this.toggleAttribute(name, !!value);
        },
      );
    }
  }

  #shadow = this.attachShadow({ mode: "open" });
  #stage = div("pom", { part: "app", "data-theme": "auto" });
  #slot = document.createElement("slot");
  #live = { polite: div("pom-live", { role: "status" }), assertive: div("pom-live", { role: "alert" }) };
  /** @type {ElementInternals | undefined} */
  #internals;
  /** What the current life was started with; empty while there is none. */
  #life = "";
  /** What the program was last told of the page. */
  #told = "";
  /** What the page says of its owner. @type {unknown} */
  #page;
  /** The child whose words could not be read, so that it is said once. */
  #warned = "";
  /** Saves that the stores have not answered. @type {Set<Promise<string>>} */
  #saving = new Set();
  /** Hears that the program has kept its place. */
  #placed = (/** @type {unknown} */ _told) => {};
  /** Ends the wait for being near the viewport. */
  #near = () => {};
  /** What `exportJson` waits for. @type {Promise<string | null> | undefined} */
  #asked;
  #exported = (/** @type {string | null} */ _json) => {};
  /** Whether the program has died, and nothing more is to be asked of it. */
  #over = false;
  /** @type {AbortController} */
  #ending = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Handle | undefined} */
  #handle;
  /** @type {Store | undefined} */
  #store;
  /** What the program drew. @type {HTMLElement | undefined} */
  #root;
  /** What the program speaks. */
  #lang = "en";
  /** What was chosen in a menu since the start, and whether it is to be kept. @type {string | undefined} */
  #chosen;
  #keeps = false;
  /** The program that is mounted. @type {Name} */
  #name = "questions";
  /** Puts another questionnaire in the place of the one that comes with a program. @type {ReturnType<Later["own"]> | undefined} */
  #adapt;
  /** Whether the desk is on its way, in place of the program that is mounted. */
  #opening = false;
  /** Calls that came while a program was on its way, to be made once it is there. @type {((handle: Handle) => void)[]} */
  #early = [];
  #path = "";
  /** Whether the program is, or is to be, the room. */
  #room = false;

  constructor() {
    super();
    this.#internals = this.attachInternals?.();
    this.#shadow.append(this.#stage, this.#live.polite, this.#live.assertive);
    this.#stage.append(this.#slot);
    // What the page says of its owner may come after the element, and change.
    new MutationObserver(() => this.#soon()).observe(this, { childList: true, subtree: true, characterData: true });
    for (const type of ["dragover", "dragleave", "drop"]) this.addEventListener(type, this.#drag);
    for (const type of ["click", "keydown"]) this.#stage.addEventListener(type, this.#foldMenu);
    this.#stage.addEventListener("keydown", this.#regroup);
  }

  connectedCallback() {
    // What was set before there was a class would hide its properties for good.
    for (const name of [...Object.keys(WORDS), ...SWITCHES, "page"]) {
      const early = Object.getOwnPropertyDescriptor(this, name);
      if (early && delete (/** @type {any} */ (this)[name])) /** @type {any} */ (this)[name] = early.value;
    }
    takers.add(this);
    this.#soon();
  }

  disconnectedCallback() {
    takers.delete(this);
    this.#soon();
  }

  /** An element that is only moved keeps everything. */
  connectedMoveCallback() {}

  /** @param {string} name @param {string | null} _old @param {string | null} value */
  attributeChangedCallback(name, _old, value) {
    if (name === "theme") this.#stage.dataset.theme = value ?? "auto";
    else this.#soon();
    // What the page says last counts.
    if (name === "lang") this.#chosen = undefined;
  }

  /** What stands on the result, the report and the share preview: `PageOwner`; null without it. */
  get page() {
    return this.#page ?? null;
  }

  set page(page) {
    this.#page = page;
    this.#soon();
  }

  /** Imports an assessment; the visitor decides what becomes of it. @param {string} text @param {string} [name] */
  importJson(text, name = "import.json") {
    this.#call((handle) => handle.importText(name, text));
  }

  /** What the visitor ticks and hands over, as JSON; null where the visitor says no. @returns {Promise<string | null>} */
  async exportJson() {
    // Nobody is there to be asked.
    if (!this.#life || this.#over) return null;
    this.#asked ??= new Promise((resolve) => (this.#exported = resolve));
    this.#call((handle) => handle.askExport());
    const json = await this.#asked;
    this.#asked = undefined;
    return json ?? null;
  }

  /** Back to the start screen. */
  reset() {
    this.#call((handle) => handle.reset());
  }

  /** A move disconnects and connects within one task; only what is true after it counts. */
  #soon() {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#settle();
    });
  }

  /** @param {boolean} [quiet] whether the program has handed over all that was answered */
  #settle(quiet) {
    const here = this.isConnected && this.ownerDocument === document;
    const life = here ? JSON.stringify([this.#inRoom, this.#own, ...["mode", "storage-key"].map((name) => this.getAttribute(name))]) : "";
    if (life === this.#life) {
      if (this.#eager) this.#near();
      if (this.#handle && !this.#opening && this.#wantedLang !== this.#lang) return void this.#speak(this.#wantedLang);
      const told = JSON.stringify(this.#config());
      if (this.#handle && told !== this.#told) this.#call((handle) => handle.configure((this.#told = told)));
      return;
    }
    if (this.#handle && !this.#opening && !quiet) return void this.#hush().then(() => this.#settle(true));
    this.#end();
    this.#life = life;
    if (life) this.#begin();
    else {
      this.#early = [];
      this.#show("", this.#slot);
    }
  }

  /** Gives the running program its texts in another language: whoever is at it stays where he or she is. @param {string} lang */
  async #speak(lang) {
    const handle = this.#handle;
    const content = await this.#adapted({ content: speech(this.#name, lang) }, lang).then(
      ({ content }) => content,
      (error) => (console.error(error), ""),
    );
    if (lang !== this.#wantedLang || lang === this.#lang || !this.#handle) return;
    // Another program, which wants other texts.
    if (handle !== this.#handle || this.#opening) return this.#soon();
    if (content) {
      if (this.#chosen === lang && this.#keeps) this.#store?.lang(lang);
      this.#dress(lang, content);
    } else this.#chosen = undefined;
    this.#told = JSON.stringify(this.#config());
    this.#call((handle) => handle.configure(this.#told, content));
  }

  /**
   * What was loaded, with the texts of the questionnaire that is answered.
   * @template {{ content: string | Promise<string> }} T
   * @param {T | Promise<T>} loaded
   * @param {string} lang
   */
  async #adapted(loaded, lang) {
    const program = await loaded;
    const content = await program.content;
    return { ...program, content, ...(await this.#adapt)?.(content, lang) };
  }

  /** Has everything around the program say in which language it is. @param {string} lang @param {string} content */
  #dress(lang, content) {
    this.#lang = lang;
    const dir = RTL.test(lang) ? "rtl" : "";
    for (const node of [this.#stage, ...Object.values(this.#live)]) Object.assign(node, { lang, dir });
    if (this.#form === "embed") return;
    document.documentElement.lang = lang;
    const [, title] = /"site.title":"(.*?)"/.exec(content) ?? [];
    if (title) document.title = title;
    // A reload, or another language, leaves one where one was; the start is what the page is called by itself.
    requestAnimationFrame(() => requestAnimationFrame(() => void (this.#path.length > "#/".length && this.#entitle())));
  }

  /** Until all that was answered is in the stores. The program draws and saves in tasks of its own, the newest answer after the stores' word on the last. */
  async #hush() {
    do {
      await Promise.all(this.#saving);
      // Their word reaches the program first; once it keeps its place, it has performed all before.
      await new Promise((resolve) => setTimeout(resolve));
      if (this.#room) continue;
      await new Promise((resolve) => {
        this.#placed = resolve;
        this.#call((handle) => handle.configure(this.#told));
      });
    } while (this.#saving.size);
  }

  #end() {
    this.#ending.abort();
    this.#ending = new AbortController();
    this.#store?.close();
    const handle = this.#handle;
    this.#handle = undefined;
    this.#opening = false;
    this.#exported(null);
    this.#guard(() => {
      handle?.unmount();
      handle?.free();
    });
  }

  /** @param {boolean} [again] whether it was ready before */
  async #begin(again) {
    const { signal } = this.#ending;
    const store = this.#kept;
    const own = this.#own;
    store.apart(own && `:${own[0] === "{" ? own.length : own}`);
    const room = (this.#room = this.#inRoom);
    store.open();

    if (!this.#shadow.adoptedStyleSheets?.length && document.adoptedStyleSheets) {
      this.#shadow.adoptedStyleSheets = [(firstSheet ??= sheet(FIRST_CSS))];
    }
    // Words of the host's stand in for the program; a line break is none.
    const words = [...this.childNodes].some((node) => (node instanceof Element ? node.localName !== "script" : node.nodeType === 3 && node.nodeValue?.trim()));
    const standIn = words ? this.#slot : div("pom-skeleton", { part: "skeleton" });
    const code = this.#takeCode();
    if (this.#linked) addEventListener("hashchange", this.#arrive, { signal });
    if (!this.#eager && !code && !this.#early.length) {
      this.#show("loading", standIn);
      await this.#whenNear(signal);
      if (signal.aborted) return;
    }

    // A site's page asks the first question before the program is there. Where there is something to go on with, or another way in,
    // it would be in vain.
    const ask = /** @type {HTMLFieldSetElement | null} */ (this.querySelector(".pom-first__ask"));
    const { progress, onProgress } = progressBar("Loading the questions");
    // Who pressed "Try again" is not thrown back to the top of the page.
    const focused = this.#shadow.activeElement;
    this.#show("loading", progress, standIn);
    if (focused) progress.focus({ preventScroll: true });

    const lang = this.#wantedLang;
    this.#adapt = own ? later().then((later) => later.own(own, store)) : undefined;
    this.#adapt?.catch(() => {});
    const saving = room ? undefined : store.load();
    const place = store.lastPlace();
    // What is kept here only the desk reads.
    const holds = !room && store.kept.size > 0;
    if (ask) ask.disabled = !!(holds || room || own || code || location.hash);
    // Who was at the desk gets it at once, and who brings a code or a questionnaire; where it cannot be had, the questions stand in.
    const desk = !room && !holds && (own || code || place?.includes('"desk":true')) && load("desk", { lang }).catch(() => undefined);
    // The site's page has asked for them.
    if ((room || holds) && this.#form === "site") load("questions", { lang }).catch(() => {});
    let program;
    let saved;
    try {
      program = await load(room ? "room" : holds ? "desk" : "questions", { lang, onProgress });
      program = (await desk) || program;
      saved = await (program.saved?.(store.key) ?? saving);
      // What the slower store alone holds.
      if (program.name === "questions" && saved?.records.length) program = await load("desk", { lang, onProgress });
      program = await this.#adapted(program, lang);
    } catch (error) {
      const kind = error instanceof LoadError ? error.kind : "network";
      if (kind === "stopped") await saving;
      if (!signal.aborted) this.#fail(kind, error);
      return;
    }
    if (signal.aborted) return;

    signal.addEventListener("abort", onStop(() => this.#fail("stopped")));
    this.#stage.dataset.form = this.#form;
    this.#stage.dataset.mode = this.#mode;
    const owned = this.#form !== "embed";
    this.#path = owned && location.hash.startsWith("#/") ? location.hash : "";
    if (!this.#mount(program, lang, store, code || this.#path, place, JSON.stringify(saved))) return;
    if (focused) requestAnimationFrame(() => requestAnimationFrame(() => this.#root?.querySelector("h1")?.focus({ preventScroll: true })));
    if (owned) {
      addEventListener("popstate", this.#navigate, { signal });
      addEventListener("hashchange", this.#navigate, { signal });
    }
    if (!again) this.#emit("ready", "{}");
    // @ts-expect-error It has no exports: being loaded is all it is for.
    if (this.#form === "site") import("./offline.js");
  }

  /** @param {Program} program @param {string} lang @param {Store} store @param {string} path @param {string | null} place @param {string} saved */
  #mount(program, lang, store, path, place, saved) {
    this.#name = program.name;
    this.#dress(lang, program.content);
    const config = this.#config();
    this.#told = JSON.stringify(config);
    this.#shadow.adoptedStyleSheets = [this.#shadow.adoptedStyleSheets[0], ...program.css];
    const root = div("pom-root");
    const { signal } = this.#ending;
    // The program never lets go of what it hears by, and with it of this root and all that it drew: the element does.
    root.addEventListener = (/** @type {string} */ type, /** @type {any} */ listener, /** @type {any} */ options) => {
      HTMLElement.prototype.addEventListener.call(root, type, listener, { ...options, signal });
      signal.addEventListener("abort", () => program.forget(listener));
    };
    this.#stage.append(root);
    const port = this.#port(store);
    const answer = /** @type {HTMLInputElement | null} */ (this.querySelector(".pom-first__ask :checked"));
    const first = answer ? Number(answer.value) : undefined;
    if (answer) answer.checked = false;
    const host = {
      ...program,
      shadow: this.#shadow,
      store,
      port,
      signal,
      saving: this.#saving,
      call: (/** @type {(handle: Handle) => void} */ work) => this.#call(work),
      settle: (/** @type {boolean | undefined} */ anew) => {
        if (anew) this.#life = "anew";
        this.#soon();
      },
      chooses: this.#form !== "embed" && !this.#given,
      // Nobody around need learn when one person follows another.
      renew: () => {
        this.#chosen = undefined;
        this.#end();
        this.#begin(true);
      },
    };
    try {
      this.#handle = program.mount(root, { ...port, ...program.tools?.(host) }, JSON.stringify({ ...config, path, place, first, paper: program.paper }), program.content, saved);
    } catch (error) {
      // What the page's owner wrote can be unsound; that is no end of the program.
      if (program.wrong && !(error instanceof WebAssembly.RuntimeError)) this.#fail("pack", Object.assign(/** @type {any} */ (error), { words: program.wrong }));
      else
        this.#guard(() => {
          throw error;
        });
      return false;
    }
    this.#root = root;
    this.#show("ready", root);
    // Who comes back goes on there, too.
    if (config.start === "full" || saved.includes('"text"')) this.#fetchDesk();
    this.#catchUp();
    // Another language may have been chosen meanwhile.
    this.#soon();
    return true;
  }

  /** What the program is told of where it runs; changed, it is told again. @returns {Omit<Config, "path" | "place" | "first" | "paper">} */
  #config() {
    return {
      form: this.#form,
      mode: this.#mode,
      lang: this.#lang,
      // Whoever writes `lang` has chosen for everybody, save for who comes to a kiosk.
      languages: this.lang && this.#mode === "embed" ? [] : languages(),
      start: this.getAttribute("start"),
      side: this.getAttribute("side"),
      build: BUILD.hash,
      host: location.host,
      framed: framed(),
      link: this.#linked ? location.origin + location.pathname : null,
      page: this.#owner(),
    };
  }

  /** What the page tells of its owner, as it came: the program reads it. */
  #owner() {
    const child = this.querySelector(":scope > script[type='application/json']:not([data-pack])")?.textContent ?? "";
    let page = null;
    try {
      page = this.#page === undefined ? JSON.parse(child || "null") : JSON.parse(JSON.stringify(this.#page));
    } catch (error) {
      if (child !== this.#warned) console.warn("pomscope: what the page says of its owner cannot be read.", error);
      this.#warned = child;
    }
    const [href, label] = ["cta-href", "cta-label"].map((name) => this.getAttribute(name));
    return href ? { ...page, cta: { href, label } } : page;
  }

  /**
   * The language to speak: that which was chosen a moment ago, the element's own, the one kept on this device, that of what is
   * around it, shadow roots included, the reader's. Around the site and the file is a page that says nothing of its reader.
   */
  get #wantedLang() {
    /** @type {any} */
    let node = this;
    while (node && !node.lang) node = node.parentNode ?? node.host;
    return language([this.#chosen, this.lang, this.#kept.lang(), this.#form === "embed" ? node?.lang : "", ...navigator.languages]);
  }

  /** The questionnaire to answer, where it is not the one that comes along: the page's address or bundle, or the id of one that is kept here. */
  get #own() {
    const chosen = this.#given || this.#form === "embed" ? "" : this.#kept.pack();
    return this.#given || (chosen && `#${chosen}`);
  }

  get #given() {
    return (this.getAttribute("pack") || this.querySelector(":scope > script[data-pack]")?.textContent || "").trim();
  }

  get #linked() {
    const form = this.#form;
    return form === "site" || (form === "embed" && this.hasAttribute("links"));
  }

  get #eager() {
    return this.hasAttribute("eager") || this.#form !== "embed";
  }

  /** Takes a code out of the page's address, for the first element that may; gives the address of its screen. */
  #takeCode() {
    const [, code] = CODE.exec(location.hash) ?? [];
    const mine = this.#linked && [...takers].every((other) => other === this || !other.#linked || this.compareDocumentPosition(other) & 4);
    if (!code || !mine) return "";
    try {
      history.replaceState(history.state, "", location.pathname + location.search);
    } catch {
      // Some frames may not; the code counts all the same.
    }
    return `#/code/${code}`;
  }

  #arrive = () => {
    const path = this.#takeCode();
    if (path) this.#call((handle) => handle.navigate(path));
  };

  /** Resolves once the element comes within a viewport of being seen, is printed, or is wanted. @param {AbortSignal} signal */
  #whenNear(signal) {
    return new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
      if (!globalThis.IntersectionObserver) return resolve();
      const watch = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && this.#near(), { rootMargin: "100%" });
      this.#near = () => {
        watch.disconnect();
        resolve();
      };
      watch.observe(this);
      addEventListener("beforeprint", this.#near, { signal });
      signal.addEventListener("abort", this.#near);
    });
  }

  #catchUp() {
    for (const work of this.#early.splice(0)) this.#call(work);
  }

  /** Who answers will want the rest: it comes in while there is nothing else to do, and if it does not, it is asked for again. */
  #fetchDesk() {
    if (this.#name === "questions") (globalThis.requestIdleCallback ?? setTimeout)(() => load("desk", { lang: this.#lang }).catch(() => {}));
  }

  /** Puts the desk in the questions' place, with all that they hold; until it is there, they stand still. @param {Store} store @param {string} place @param {string} saved */
  async #openDesk(store, place, saved) {
    const root = this.#root;
    if (!root || this.#opening) return;
    const { signal } = this.#ending;
    const retried = this.#shadow.activeElement?.closest(".pom-panel");
    const { progress, onProgress } = progressBar("Loading the next screen");
    this.#above(progress);
    if (retried) progress.focus({ preventScroll: true });
    this.#opening = true;
    root.inert = true;
    /** @type {unknown} */
    let failed;
    const lang = this.#lang;
    const program = await this.#adapted(load("desk", { lang, onProgress }), lang).catch((error) => void (failed = error));
    // Gone, or dead, meanwhile.
    if (signal.aborted || !this.#handle) return;
    if (program) {
      this.#opening = false;
      const handle = this.#handle;
      this.#guard(() => {
        handle.unmount();
        handle.free();
      });
      if (this.#mount(program, lang, store, "", place, saved) && this.#asked) this.#call((handle) => handle.askExport());
      return;
    }
    console.error(failed);
    // Until one of the two is chosen the questions stand still: what they have told must stay true.
    const again = () => {
      this.#opening = false;
      this.#openDesk(store, place, saved);
    };
    const back = () => {
      this.#above();
      this.#opening = root.inert = false;
      root.querySelector("h1")?.focus();
      this.#catchUp();
      this.#soon();
    };
    const kind = failed instanceof LoadError ? failed.kind : "network";
    const panel = makePanel(kind, [
      ["Try again", again],
      ["Back to the questions", back],
    ]);
    this.#above(panel);
    panel.focus();
  }

  /** What stands above the program, in place of what stood there. @param {HTMLElement[]} shown */
  #above(...shown) {
    while (this.#root?.previousSibling) this.#root.previousSibling.remove();
    this.#root?.before(...shown);
  }

  /** The store outlives a removal: it alone knows what no browser's store would take. */
  get #kept() {
    const key = this.getAttribute("storage-key") || "pomscope";
    if (this.#store?.key !== key) {
      this.#store?.close();
      this.#store = openStore(key, (id, text) => this.#call((handle) => handle.storageChanged(id, text)));
    }
    return this.#store;
  }

  /** Whether a workshop is held here: by the page's word, the address, this tab's place, or this device's lock. */
  get #inRoom() {
    return this.#mode === "kiosk" || (this.#form !== "embed" && (location.hash.startsWith(WORKSHOP) || this.#kept.inRoom()));
  }

  get #form() {
    return this.hasAttribute("site") ? "site" : carried() ? "file" : "embed";
  }

  get #mode() {
    return this.getAttribute("mode") === "kiosk" ? "kiosk" : "embed";
  }

  /** @param {"" | "loading" | "ready" | "error"} state @param {HTMLElement[]} children */
  #show(state, ...children) {
    this.#stage.replaceChildren(...children);
    this.#stage.ariaBusy = `${state === "loading"}`;
    try {
      this.#internals?.states.clear();
      if (state) this.#internals?.states.add(state);
    } catch {
      // A browser without custom states: the panel and the content tell as well.
    }
  }

  /** @param {Kind} kind @param {unknown} [error] */
  #fail(kind, error) {
    this.#handle = undefined;
    const focused = this.#shadow.activeElement;
    if (error) console.error(error);
    /** @type {[string, () => void][]} */
    const actions = [];
    if (kind === "stopped") {
      this.#over = true;
      this.#exported(null);
      actions.push(["Reload the page", () => location.reload()]);
    } else if (kind !== "unsupported") {
      actions.push(["Try again", () => (this.#end(), this.#begin())]);
    }
    // On a shared tablet the answers may be those of the person before.
    const files = this.#room ? [] : [...(this.#store?.kept ?? [])].reverse();
    /** @param {[string, string][]} some */
    const take = (some) => () => some.forEach(([id, text]) => download(`pomscope-${id}.json`, "application/json", text));
    if (files.length > 1) actions.unshift([`Download all ${files.length} assessments`, take(files)]);
    if (files.length) actions.unshift(["Download my answers", take(files.slice(0, 1))]);
    if (kind === "pack" && this.#own[0] === "#") actions.push(["Use the questionnaire of Pomscope", () => (this.#store?.pack(""), this.#soon())]);
    const panel = makePanel(kind, actions, /** @type {any} */ (error)?.words);
    // A program that never ran leaves the host's own words in view.
    if (kind === "stopped") this.#show("error", panel);
    else this.#show("error", panel, this.#slot);
    if (focused) panel.focus();
    this.#emit("error", JSON.stringify({ kind }));
  }

  /**
   * Whatever the program throws, it must not be entered again.
   * @template T
   * @param {() => T} work
   * @returns {T | undefined}
   */
  #guard(work) {
    try {
      return work();
    } catch (error) {
      console.error(error);
      stop();
      return undefined;
    }
  }

  /** @template T @param {(handle: Handle) => T} work @returns {T | undefined} */
  #call(work) {
    const handle = this.#handle;
    if (handle && this.#opening) return void this.#early.push(work);
    if (handle) return this.#guard(() => work(handle));
    if (!this.#over) this.#early.push(work);
    this.#near();
  }

  /** @param {string} name @param {string} json */
  #emit(name, json) {
    // A listener may call back into the program, which must have returned by then.
    queueMicrotask(() => this.dispatchEvent(new CustomEvent(`pomscope-${name}`, { bubbles: true, composed: true, detail: JSON.parse(json) })));
  }

  #navigate = () => {
    const path = location.hash;
    // Moving along a link fires both events; other fragments are the page's own.
    if (path === this.#path || (path && !path.startsWith("#/"))) return;
    this.#path = path;
    if (!this.#room && path.startsWith(WORKSHOP)) this.#soon();
    else this.#call((handle) => handle.navigate(path));
  };

  /** An open menu goes once something was chosen from it, by Escape, and by a press beside it. @param {any} event */
  #foldMenu = ({ type, key, target }) => {
    /** @type {HTMLDetailsElement | null} */
    const menu = this.#shadow.querySelector(".menu[open]");
    const inside = menu?.contains(target);
    if (!menu || (type === "click" ? inside && !target.closest("li") : key !== "Escape")) return;
    menu.open = false;
    if (inside && (type === "keydown" || target.lang)) menu.querySelector("summary")?.focus();
  };

  /**
   * Chromium leaves out of Tab's way, in a shadow root, a group of radios with nothing chosen where another of the same name had focus
   * before and is gone. What was chosen for a moment it finds again. The group that has focus stays as it is: Tab is to leave it.
   * @param {any} event
   */
  #regroup = ({ key }) => {
    if (key !== "Tab") return;
    /** @type {HTMLInputElement[]} */
    const radios = [...this.#stage.querySelectorAll("[type=radio]")];
    /** @type {any} */
    const focused = this.#shadow.activeElement;
    for (const radio of radios) {
      if (radio.name === focused?.name || radios.some(({ name, checked }) => checked && name === radio.name)) continue;
      radio.checked = true;
      radio.checked = false;
    }
  };

  /** @param {any} event a drag event, which the element hears under three names */
  #drag = async (event) => {
    /** @type {DataTransfer | null} */
    const files = event.dataTransfer;
    if (!this.#handle || !files?.types.includes("Files")) return;
    event.preventDefault();
    // Moving on to a child leaves, too.
    this.#stage.toggleAttribute("data-drag", event.type === "dragover" || this.contains(event.relatedTarget));
    if (event.type !== "drop") return;
    const dropped = [...files.files];
    const { read } = await later();
    for (const file of dropped) {
      const { name, size, text } = await read(file);
      this.#call((handle) => (text === null ? handle.importTooLarge(name, size) : handle.importText(name, text)));
    }
  };

  /** Names the window after the screen. */
  #entitle() {
    const title = this.#shadow.getElementById("title");
    if (title) document.title = `${title.innerText} · Pomscope`;
  }

  /** The port without what only the desk asks for. @param {Store} store @returns {Omit<Port, keyof Tools>} */
  #port(store) {
    const shadow = this.#shadow;
    return {
      save: (id, text) => {
        this.#fetchDesk();
        const answer = store.save(id, text);
        this.#saving.add(answer);
        answer.then(() => this.#saving.delete(answer));
        return answer;
      },
      remove: store.remove,
      removeAll: () => store.removeAll().finally(() => this.#soon()),
      place: (text) => {
        // All of the full assessment is the desk's.
        if (text.includes('"intent":"full"')) this.#fetchDesk();
        this.#placed(store.place(text));
      },

      history: (path, replace) => {
        if (this.#form === "embed" || path === location.hash) return;
        this.#path = path;
        try {
          if (replace) history.replaceState(null, "", path);
          else history.pushState(null, "", path);
        } catch {
          // Browsers refuse too many entries in a row; the screen changes all the same.
        }
      },

      download,

      pick: (accept) =>
        later().then(
          ({ pick }) => pick(shadow, accept, this.#ending.signal),
          () => void this.#above(makePanel("network", [["Back to the questions", () => this.#above()]])),
        ),

      focus: (id) => {
        // The first frame draws what the program has just changed.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const target = shadow.getElementById(id);
            if (!target) return;
            target.focus({ preventScroll: true });
            if (shadow.activeElement !== target) {
              target.tabIndex = -1;
              target.focus({ preventScroll: true });
            }
            const heading = /^H\d$/.test(target.tagName);
            if (id === "title" && this.#form !== "embed") this.#entitle();
            const still = heading || matchMedia("(prefers-reduced-motion: reduce)").matches;
            target.scrollIntoView({ block: heading ? "start" : "nearest", behavior: still ? "instant" : "smooth" });
          }),
        );
      },

      announce: (text, urgency) => {
        const region = this.#live[urgency];
        // The same words twice are no change, hence not spoken; a space makes them one.
        region.textContent = region.textContent === text ? `${text}\u00a0` : text;
      },

      speak: (lang, keep) => {
        this.#chosen = lang;
        this.#keeps = keep;
        this.#soon();
      },
      enterRoom: () => void (location.hash = WORKSHOP),
      openDesk: (place, saved) => void this.#openDesk(store, place, saved),
      exported: (json) => this.#exported(json ?? null),
      emit: (name, json) => this.#emit(name, json),
      now: () => Date.now(),
      random: () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(""),
      requests: () => JSON.stringify(countRequests()),

      today: () => {
        const now = new Date();
        return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
      },
    };
  }
}
