// The page that stands in somebody's frame: takes the element's attributes from its own address, and tells height and events to the one origin that it was told; draws nothing itself.

/** @import { PomScopeEvents } from "./pomscope.js" */

const WORD = /^[\w.-]{1,64}$/;
const COLOUR = /^#[0-9a-f]{6}$/i;

/** What the address may set, and what each may be; anyone can write an address, so whatever else it says is not heard. @type {Record<string, RegExp>} */
const ATTRIBUTES = {
  lang: /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i,
  theme: /^(auto|light|dark)$/,
  start: /^(quick|full)$/,
  side: /^(it|business|both)$/,
  "storage-key": WORD,
};

/** Colours, which a host cannot hand through a frame by its own styles. */
const COLOURS = ["accent", "on-accent"];

/** @type {(keyof PomScopeEvents)[]} */
const EVENTS = ["pomscope-ready", "pomscope-progress", "pomscope-finished", "pomscope-share", "pomscope-error"];

/** As many events as are kept for a parent that says hello late. */
const LATE = 20;

const query = new URLSearchParams(location.search);

/** What the address says under a name, where it is of that form. @param {string} name @param {RegExp} form */
function asked(name, form) {
  const value = query.get(name);
  if (value === null || form.test(value)) return value;
  console.warn(`pomscope: the frame's address has a “${name}” that is not allowed; it is left out`);
  return null;
}

/** An origin as the address must name it: scheme, host and port, nothing after. */
function toldOrigin() {
  const text = query.get("parent");
  const url = text && URL.canParse(text) ? new URL(text) : undefined;
  if (text === null || (url && /^https?:$/.test(url.protocol) && url.origin === text)) return text;
  console.warn("pomscope: “parent” in the frame's address is no origin such as https://www.example.com; nothing is told to the page around");
  return null;
}

const told = window.parent === window ? null : toldOrigin();
const id = asked("id", WORD) ?? "";
let greeted = false;
/** @type {object[]} */
let waiting = [];

const element = document.createElement("pom-scope");
for (const [name, form] of Object.entries(ATTRIBUTES)) {
  const value = asked(name, form);
  if (value !== null) element.setAttribute(name, value);
}
for (const name of COLOURS) {
  const value = asked(name, COLOUR);
  if (value !== null) element.style.setProperty(`--pom-${name}`, value);
}
const root = document.documentElement;
root.lang = element.lang || root.lang;
root.dir = asked("dir", /^(ltr|rtl)$/) ?? "";

/** @param {object} message */
function tell(message) {
  if (!told) return;
  if (greeted) window.parent.postMessage({ ...message, id }, told);
  else waiting = [...waiting, message].slice(-LATE);
}

/** The element's own height: what stands around it in the frame is none of it, so that no height can come of a height. */
const height = () => Math.ceil(element.getBoundingClientRect().height);

/** A link of the owner's: only to the page around, and only once that page has spoken for itself, since anyone can write an address. */
function offerLink() {
  const href = query.get("cta-href") ?? "";
  if (!URL.canParse(href) || new URL(href).origin !== told) return;
  element.setAttribute("cta-href", href);
  const label = asked("cta-label", /^[^\p{C}]{1,80}$/u);
  if (label !== null) element.setAttribute("cta-label", label);
}

addEventListener("message", ({ source, origin, data }) => {
  if (!told || source !== window.parent || origin !== told || data?.type !== "pomscope-hello") return;
  if (!greeted) {
    greeted = true;
    offerLink();
    for (const message of waiting) tell(message);
    waiting = [];
  }
  // Said again, too: the page around may have begun anew.
  tell({ type: "pomscope-height", height: height() });
});

for (const name of EVENTS) {
  element.addEventListener(name, (event) => tell({ type: "pomscope-event", name, detail: event.detail }));
}

let last = -1;
new ResizeObserver(() => {
  const now = height();
  if (now === last) return;
  last = now;
  // Before the hello a height is not kept: the answer to it brings the one of that moment.
  if (greeted) tell({ type: "pomscope-height", height: now });
}).observe(element);

const sheet = new CSSStyleSheet();
sheet.replaceSync("body{margin:0}");
document.adoptedStyleSheets = [sheet];
document.body.append(element);
