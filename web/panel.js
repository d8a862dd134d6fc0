// The panels for when the program cannot speak for itself: plain DOM and plain English, no program, no storage.

/** @import { Kind } from "./pomscope.js" */

/** @type {Partial<Record<Kind, [title: string, text: string]>>} */
const WORDS = {
  network: [
    "A part of Pomscope did not arrive",
    "Check your connection and try again; if that does not help, reload the page. What you have answered is safe.",
  ],
  blocked: [
    "Pomscope is not allowed to run on this page",
    "The page’s security policy, or a setting of this browser, blocks a part of it. Try another browser, or ask the owner of the page to allow Pomscope’s address and ‘wasm-unsafe-eval’ in the policy.",
  ],
  unsupported: [
    "This browser cannot run Pomscope",
    "It is too old, or WebAssembly is off in it. Try a current Chrome, Edge, Firefox or Safari.",
  ],
  stopped: [
    "Pomscope has stopped",
    "It met an error of its own and cannot go on. What was marked as saved is still on this device: reload the page to continue with it.",
  ],
};

/**
 * @param {Kind} kind
 * @param {[label: string, run: () => void][]} actions the first one is the one to take
 * @param {[title: string, text: string]} [words] where they are known to whoever failed alone
 * @returns {HTMLElement}
 */
export function makePanel(kind, actions, words = ["", ""]) {
  const [title, text] = WORDS[kind] ?? words;
  /** @param {string} tag @param {string} className @param {string} [words] */
  const make = (tag, className, words = "") => Object.assign(document.createElement(tag), { className, textContent: words });
  const panel = make("section", "pom-panel notice bad");
  panel.setAttribute("role", "alert");
  panel.lang = "en";
  panel.dir = "ltr";
  panel.tabIndex = -1;
  const buttons = actions.map(([label, run], i) => {
    const button = make("button", i ? "btn quiet" : "btn", label);
    button.onclick = run;
    return button;
  });
  const row = make("div", "row");
  row.append(...buttons);
  const body = make("div", "stack");
  body.append(make("h2", "", title), make("p", "", text), row);
  panel.append(body);
  return panel;
}
