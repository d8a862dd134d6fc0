// The single file's script: finds the program's parts inside its own page, unpacks each when it is asked for, and defines the element; there is no network in it.
import { carry } from "./loader.js";
import "./pomscope.js";
import * as questions from "./glue-app.js";
import * as later from "./later.js";
import * as desk from "./glue-desk.js";
import * as room from "./glue-room.js";
import * as roomTools from "./room.js";
import * as pdf from "./glue-pdf.js";
import * as scan from "./glue-scan.js";
import * as camera from "./scan.js";

/** Unpacks a part of the page. @param {string} name */
async function part(name) {
  const packed = Uint8Array.from(atob(document.getElementById(`pom-${name}`)?.textContent ?? ""), (digit) => digit.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
}

/** @param {string} name */
const wasm = async (name) => (await part(name)).arrayBuffer();

/** @type {Promise<any> | undefined} */
let unpacked;
const texts = () => (unpacked ??= part("texts").then((texts) => texts.json()).then(told));

/** Makes an address of the licences: the page has no file beside it. @param {any} texts */
function told(texts) {
  parts.licences = URL.createObjectURL(new Blob([texts.licences], { type: "text/plain;charset=utf-8" }));
  return texts;
}

/** @param {"questions" | "desk" | "room"} name */
const css = async (name) => (await texts()).css[name];
/** @param {"questions" | "desk" | "room"} name */
const content = (name) => async (/** @type {string} */ lang) => (await texts()).content[lang][name];

/** @type {import("./pomscope.js").Bytes} */
const parts = {
  questions: { glue: questions, wasm: () => wasm("app"), css: () => css("questions"), content: content("questions") },
  desk: { glue: desk, wasm: () => wasm("desk"), css: () => css("desk"), content: content("desk") },
  room: { glue: room, wasm: () => wasm("room"), css: () => css("room"), content: content("room") },
  roomTools: { glue: roomTools },
  later: { glue: later },
  pdf: { glue: pdf, wasm: () => wasm("pdf") },
  scan: { glue: { ...scan, ...camera }, wasm: () => wasm("scan") },
  reportCss: async () => (await texts()).css.report,
};

carry(parts);
