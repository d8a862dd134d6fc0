// Printing one node in a same-origin frame of its own, so that the host's page is never printed; what the node shows is not decided here.

/** The host's settings that the paper shares with the screen. */
const INHERITED = ["--pom-accent", "--pom-on-accent", "--pom-font", "--pom-font-display", "--pom-radius"];

/** Ends the print before, should the browser never have said that it is over. */
let finish = () => {};

/**
 * @param {Element} node
 * @param {string} title the file name that browsers propose for a PDF
 * @param {ShadowRoot} shadow where the frame lives while the dialog is open
 * @param {string} css how the paper looks
 * @param {(css: string, view: any) => CSSStyleSheet} sheet makes it a sheet of a window
 */
export async function printNode(node, title, shadow, css, sheet) {
  finish();
  const focused = shadow.activeElement;
  const frame = document.createElement("iframe");
  // Out of sight, and as wide as paper.
  Object.assign(frame.style, { position: "fixed", inset: "0 auto auto -400vw", inlineSize: "210mm", blockSize: "297mm" });
  frame.className = "pom-frame";
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  // Firefox replaces the first blank document; only the loaded one stays.
  await new Promise((resolve) => {
    frame.onload = resolve;
    shadow.append(frame);
  });
  const view = /** @type {Window & typeof globalThis} */ (frame.contentWindow);
  try {
    const page = view.document;
    const root = page.documentElement;
    page.title = title;
    root.lang = node.closest("[lang]")?.getAttribute("lang") ?? "en";
    root.dir = getComputedStyle(node).direction;
    const style = getComputedStyle(shadow.host);
    for (const name of INHERITED) root.style.setProperty(name, style.getPropertyValue(name));
    page.adoptedStyleSheets = [sheet(css, view)];
    const copy = page.importNode(node, true);
    for (const details of copy.querySelectorAll("details")) details.open = true;
    // On paper no other heading stands above its title.
    copy.querySelector("h1")?.removeAttribute("aria-level");
    page.body.append(copy);
    // Reading a size lays the page out now; the task after it lets the engine settle.
    root.getBoundingClientRect();
    await new Promise((resolve) => setTimeout(resolve));

    finish = () => {
      finish = () => {};
      frame.remove();
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    };
    view.addEventListener("afterprint", () => finish());
    view.focus();
    // Where no afterprint comes, the reader's return to the page tells.
    addEventListener("focus", () => finish(), { once: true });
    // Chromium names the PDF after the page around the frame.
    const { title: pageTitle } = document;
    try {
      document.title = title;
      view.print();
    } finally {
      document.title = pageTitle;
    }
  } catch (error) {
    frame.remove();
    throw error;
  }
}
