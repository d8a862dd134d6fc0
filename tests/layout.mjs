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
      const over = Math.max(right - root.clientWidth, -left);
      if (over > 1 && !element.closest(".scroll, .gone")) wide.push([`${element.localName}.${element.className}`, Math.round(over)]);
    }
  }
  return wide.slice(0, 4).map(([what, by]) => `${what} by ${by} px`).join(", ");
});

/** The texts that their own boxes do not show whole: what runs out of a box, or is hidden by it; a sentence each. */
export const cut = (page) => page.evaluate(() => {
  const shadow = document.querySelector("pom-scope").shadowRoot;
  const texts = new Set();
  const walker = document.createTreeWalker(shadow.querySelector(".pom"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.nodeValue.trim()) texts.add(node.parentElement);
  const found = [];
  for (const element of texts) {
    // What only readers of the screen hear, drawings, and what scrolls on purpose.
    if (element.closest(".gone, svg, .scroll, textarea, option") || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    if (style.display === "inline") continue;
    const wide = element.scrollWidth - element.clientWidth;
    const high = element.scrollHeight - element.clientHeight;
    if (wide > 1 || (high > 1 && style.overflowY !== "visible")) {
      found.push(`${element.localName}.${element.className} ${JSON.stringify(element.textContent.slice(0, 60))} by ${Math.max(wide, high)} px`);
    }
  }
  return found;
});
