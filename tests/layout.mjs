// What a layout must not do, measured in a page: scroll sideways, or cut a text. Which screens are looked at is others' business.

/** What a reader would have to scroll sideways for: the page itself, or a dialog; as a sentence, empty for nothing. */
export const sideways = (page) => page.evaluate(() => {
  const wide = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) wide.push(["the page", root.scrollWidth - root.clientWidth]);
  const shadow = document.querySelector("pom-scope").shadowRoot;
  for (const dialog of shadow.querySelectorAll("dialog")) {
    if (dialog.scrollWidth > dialog.clientWidth) wide.push(["the dialog", dialog.scrollWidth - dialog.clientWidth]);
  }
  if (wide.length > 0) {
    for (const element of shadow.querySelectorAll(".pom *")) {
      const { left, right } = element.getBoundingClientRect();
      // The way in which a page scrolls is that of its writing.
      const over = getComputedStyle(root).direction === "rtl" ? -left : right - root.clientWidth;
      if (over > 1 && !element.closest(".scroll, .gone")) wide.push([`${element.localName}.${element.className}`, Math.round(over)]);
    }
  }
  return wide.slice(0, 4).map(([what, by]) => `${what} by ${by} px`).join(", ");
});

/** The texts that are not seen whole: those that run out of what is around them, or are hidden by it; a sentence each. */
export const cut = (page) => page.evaluate(() => {
  const shadow = document.querySelector("pom-scope").shadowRoot;
  const walker = document.createTreeWalker(shadow.querySelector(".pom"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const found = [];
  /** Whether something around it hides it on purpose, as the head of a table that has become cards. */
  const unseen = (element) => element.parentElement !== null && (getComputedStyle(element).clipPath.startsWith("inset") || unseen(element.parentElement));
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    // What only readers of the screen hear, drawings, and what scrolls on purpose.
    if (!node.nodeValue.trim() || element.closest(".gone, svg, .scroll, textarea, option") || !element.checkVisibility() || unseen(element)) continue;
    let around = element;
    let hides = false;
    let hidden = false;
    // The first box that is one: lines of a sentence have none, and neither have elements without a box of their own.
    for (; around && !around.matches(".pom"); around = around.parentElement) {
      const { display, clipPath, overflowX } = getComputedStyle(around);
      hidden ||= clipPath !== "none" || ["auto", "scroll"].includes(overflowX);
      hides = overflowX === "hidden" || overflowX === "clip";
      if (!["inline", "contents"].includes(display) && (around !== element || hides)) break;
    }
    if (hidden || !around) continue;
    range.selectNodeContents(node);
    const [text, box] = [range, around].map((each) => each.getBoundingClientRect());
    const by = Math.max(box.left - text.left, text.right - box.right, hides ? text.bottom - box.bottom : 0);
    // A few pixels are padding that letters may lean into.
    if (by > 4) found.push(`${element.localName}.${element.className} ${JSON.stringify(node.nodeValue.slice(0, 60))} by ${Math.round(by)} px`);
  }
  return found;
});
