// The element <pom-scope>: its shadow root, its life in the page, and the port through which the program reaches the browser; decides nothing about answers.
import { BUILD } from "./build.js";
import { LoadError, carried, countRequests, download, language, later, load, onStop, sheet, stop } from "./loader.js";
import { makePanel } from "./panel.js";
import { openStore } from "./storage.js";

/** @import { Handle, Kind, Port, Program, Store, Tools } from "./pomscope.js" */

/** Where paper is cut in inches. */
const LETTER = /-(US|CA|MX|PH|CL|CO|VE|CR|GT|PA|DO|SV|NI|PR)\b/;

/** Enough of a look until the real sheet is there; in the lowest layer, so that the real one wins. */
const FIRST_CSS = `@layer loader{
:host{display:block;position:relative}
.pom-live{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.pom-frame{position:fixed;inset:0 auto auto -400vw;inline-size:210mm;block-size:297mm}
.pom-progress{position:absolute;inset:0 0 auto;block-size:3px;background:#8884}
.pom-progress>*{block-size:100%;inline-size:0;background:var(--pom-accent,#0e8088)}
.pom-panel{margin:1em max(1em,50% - 32em);padding:1.2em;border:1px solid;font:1em/1.5 var(--pom-font,system-ui)}
.pom-panel :is(h2,p){margin:0 0 .6em;max-inline-size:40em}
.pom-panel button{font:inherit;padding:.7em 1.1em;margin:0 .6em .4em 0}
@media(forced-colors:active){.pom-progress>*{background:Highlight}}}`;

/** @type {CSSStyleSheet | undefined} */
let firstSheet;

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
  const progress = div("pom-progress", { role: "progressbar", "aria-label": label, "aria-valuenow": "0", tabindex: "-1" });
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
  static observedAttributes = ["lang", "theme", "mode", "start", "storage-key", "side"];

  #shadow = this.attachShadow({ mode: "open" });
  #stage = div("pom", { part: "app", "data-theme": "auto" });
  #slot = document.createElement("slot");
  #live = { polite: div("pom-live", { role: "status" }), assertive: div("pom-live", { role: "alert" }) };
  /** @type {ElementInternals | undefined} */
  #internals;
  /** What the current life was started with; empty while there is none. */
  #life = "";
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
  #lang = "en";
  /** Whether the desk is on its way, in place of the program that is mounted. */
  #opening = false;
  /** Calls that came while a program was on its way, to be made once it is there. @type {((handle: Handle) => void)[]} */
  #early = [];
  #path = "";
  /** What the page waits for since it asked for the file. @type {Promise<string | undefined> | undefined} */
  #asked;
  /** @type {((json: string | undefined) => void) | undefined} */
  #exported;

  constructor() {
    super();
    this.#internals = this.attachInternals?.();
    this.#shadow.append(this.#stage, this.#live.polite, this.#live.assertive);
    this.#stage.append(this.#slot);
    for (const type of ["dragover", "dragleave", "drop"]) this.addEventListener(type, this.#drag);
    for (const type of ["click", "keydown"]) this.#stage.addEventListener(type, this.#foldMenu);
  }

  connectedCallback() {
    this.#soon();
  }

  disconnectedCallback() {
    this.#soon();
  }

  /** An element that is only moved keeps everything. */
  connectedMoveCallback() {}

  /** @param {string} name @param {string | null} _old @param {string | null} value */
  attributeChangedCallback(name, _old, value) {
    if (name === "theme") this.#stage.dataset.theme = value ?? "auto";
    else this.#soon();
  }

  /** Imports an assessment; the visitor decides what becomes of it. @param {string} text @param {string} [name] */
  importJson(text, name = "import.json") {
    this.#call((handle) => handle.importText(name, text));
  }

  /** What the visitor ticks and hands over, as JSON; undefined where the visitor says no. @returns {Promise<string | undefined>} */
  exportJson() {
    return (this.#asked ??= new Promise((resolve) => {
      this.#exported = (json) => {
        this.#asked = this.#exported = undefined;
        resolve(json);
      };
      if (this.#handle) this.#call((handle) => handle.askExport());
      else this.#exported(undefined);
    }));
  }

  /** Back to the start screen. */
  reset() {
    this.#call((handle) => handle.reset());
  }

  /** A move disconnects and connects within one task; only what is true after it counts. */
  #soon() {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const life = this.isConnected ? JSON.stringify(["lang", "mode", "storage-key"].map((name) => this.getAttribute(name))) : "";
      if (life === this.#life) return;
      this.#end();
      this.#life = life;
      if (life) this.#begin();
      else this.#show("", this.#slot);
    });
  }

  #end() {
    this.#ending.abort();
    this.#ending = new AbortController();
    this.#store?.close();
    const handle = this.#handle;
    this.#handle = undefined;
    this.#opening = false;
    this.#early = [];
    this.#exported?.(undefined);
    this.#guard(() => {
      handle?.unmount();
      handle?.free();
    });
  }

  async #begin() {
    const { signal } = this.#ending;
    const embed = this.#form === "embed";
    const lang = (this.#lang = language(this.lang || this.closest("[lang]")?.getAttribute("lang") || navigator.language));
    const store = (this.#store = openStore(this.getAttribute("storage-key") || "pomscope", (id, text) => {
      /** @param {Handle} handle */
      const tell = (handle) => handle.storageChanged(id, text);
      if (this.#handle) this.#call(tell);
      else this.#early.push(tell);
    }));

    const { progress, onProgress } = progressBar("Loading the questions");
    // Who pressed "Try again" is not thrown back to the top of the page.
    const focused = this.#shadow.activeElement;
    this.#show("", progress, this.#slot);
    if (focused) progress.focus({ preventScroll: true });
    if (!this.#shadow.adoptedStyleSheets?.length && document.adoptedStyleSheets) {
      this.#shadow.adoptedStyleSheets = [(firstSheet ??= sheet(FIRST_CSS))];
    }

    const saving = store.load();
    const place = store.lastPlace();
    // Who was at the desk gets it at once. The questions come all the same: the page has asked for them already, and they
    // stand in where the desk cannot be had.
    const desk = place?.includes('"desk":true') && load("desk", { lang }).catch(() => undefined);
    let program;
    try {
      program = await load("questions", { lang, onProgress });
      program = (await desk) || program;
    } catch (error) {
      const kind = error instanceof LoadError ? error.kind : "network";
      if (kind === "stopped") await saving;
      if (!signal.aborted) this.#fail(kind, error);
      return;
    }
    const saved = await saving;
    if (signal.aborted) return;

    signal.addEventListener("abort", onStop(() => this.#fail("stopped")));
    this.#stage.lang = lang;
    this.#stage.dataset.form = this.#form;
    this.#stage.dataset.mode = this.#mode;
    this.#path = !embed && location.hash.startsWith("#/") ? location.hash : "";
    if (!this.#mount(program, store, this.#path, place, JSON.stringify(saved))) return;
    if (!embed) {
      addEventListener("popstate", this.#navigate, { signal });
      addEventListener("hashchange", this.#navigate, { signal });
    }
    this.#emit("ready", "{}");
    // @ts-expect-error It has no exports: being loaded is all it is for.
    if (this.#form === "site") import("./offline.js");
  }

  /** @param {Program} program @param {Store} store @param {string} path @param {string | null} place @param {string} saved */
  #mount(program, store, path, place, saved) {
    const config = {
      form: this.#form,
      mode: this.#mode,
      lang: this.#lang,
      start: this.getAttribute("start"),
      side: this.getAttribute("side"),
      build: BUILD.hash,
      paper: LETTER.test(navigator.language) ? "letter" : "a4",
      path,
      place,
      host: location.host,
      page: this.#owner(),
    };
    this.#shadow.adoptedStyleSheets = [this.#shadow.adoptedStyleSheets[0], ...program.css];
    const root = div("pom-root");
    this.#stage.append(root);
    this.#handle = this.#guard(() => program.mount(root, { ...this.#port(store), ...program.tools?.(this.#shadow) }, JSON.stringify(config), program.content, saved));
    if (!this.#handle) return false;
    this.#root = root;
    this.#show("ready", root);
    this.#catchUp();
    return true;
  }

  #catchUp() {
    for (const work of this.#early.splice(0)) this.#call(work);
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
    const program = await load("desk", { lang: this.#lang, onProgress }).catch((error) => void (failed = error));
    // Gone, or dead, meanwhile.
    if (signal.aborted || !this.#handle) return;
    if (program) {
      this.#opening = false;
      const handle = this.#handle;
      this.#guard(() => {
        handle.unmount();
        handle.free();
      });
      if (this.#mount(program, store, "", place, saved) && this.#exported) this.#call((handle) => handle.askExport());
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
    };
    const kind = failed instanceof LoadError && failed.kind !== "network" ? failed.kind : "desk";
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

  /** What the page tells of its owner, as it came: the program reads it. */
  #owner() {
    let page = null;
    try {
      page = JSON.parse(this.querySelector(":scope > script[type='application/json']")?.textContent || "null");
    } catch (error) {
      console.warn("pomscope: the JSON in the element is not valid", error);
    }
    const [href, label] = ["cta-href", "cta-label"].map((name) => this.getAttribute(name));
    return href ? { ...page, cta: { href, label } } : page;
  }

  get #form() {
    return this.hasAttribute("site") ? "site" : carried() ? "file" : "embed";
  }

  get #mode() {
    return this.getAttribute("mode") === "kiosk" ? "kiosk" : "embed";
  }

  /** @param {"" | "ready" | "error"} state @param {HTMLElement[]} children */
  #show(state, ...children) {
    this.#stage.replaceChildren(...children);
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
      actions.push(["Reload the page", () => location.reload()]);
      const files = [...(this.#store?.kept ?? [])].reverse();
      /** @param {[string, string][]} some */
      const take = (some) => () => some.forEach(([id, text]) => download(`pomscope-${id}.json`, "application/json", text));
      // On a shared tablet the answers may be those of the person before.
      if (this.#mode !== "kiosk") {
        if (files.length > 1) actions.unshift([`Download all ${files.length} assessments`, take(files)]);
        if (files.length) actions.unshift(["Download my answers", take(files.slice(0, 1))]);
      }
    } else if (kind !== "unsupported") {
      actions.push(["Try again", () => (this.#end(), this.#begin())]);
    }
    const panel = makePanel(kind, actions);
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
    return handle && this.#guard(() => work(handle));
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
    this.#call((handle) => handle.navigate(path));
  };

  /** An open menu goes once something was chosen from it, by Escape, and by a press beside it. @param {any} event */
  #foldMenu = ({ type, key, target }) => {
    /** @type {HTMLDetailsElement | null} */
    const menu = this.#shadow.querySelector(".menu[open]");
    const inside = menu?.contains(target);
    if (!menu || (type === "click" ? inside && !target.closest("li") : key !== "Escape")) return;
    menu.open = false;
    if (inside && type === "keydown") menu.querySelector("summary")?.focus();
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

  /** The port without what only the desk asks for. @param {Store} store @returns {Omit<Port, keyof Tools>} */
  #port(store) {
    const shadow = this.#shadow;
    return {
      save: (id, text) => {
        // Who answers will want the result: it comes in while there is nothing else to do, and if it does not, it is asked for again.
        (globalThis.requestIdleCallback ?? setTimeout)(() => load("desk", { lang: this.#lang }).catch(() => {}));
        return store.save(id, text);
      },
      remove: store.remove,
      removeAll: store.removeAll,
      place: store.place,

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
          () => void this.#above(makePanel("desk", [["Back to the questions", () => this.#above()]])),
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

      exported: (json) => this.#exported?.(json),
      openDesk: (place, saved) => void this.#openDesk(store, place, saved),
      emit: (name, json) => this.#emit(name, json),
      now: () => Date.now(),
      random: () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(""),
      requests: () => JSON.stringify(countRequests()),

      today: () => {
        const now = new Date();
        return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
      },

      panicked: (message) => {
        console.error(`pomscope stopped: ${message}`);
        stop();
      },
    };
  }
}
