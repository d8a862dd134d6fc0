// What runs inside a page to find things by role, accessible name, label, text or selector, through open shadow roots. Whoever clicks them is page.mjs.

/**
 * The elements that a chain of steps leads to, in the order of the document. It is sent to the page as text, so it stands alone.
 *
 * A step is { css, hasText }, { role, name, exact, level, expanded }, { label, exact }, { text, exact }, { hasText } or { nth }; texts are
 * { text } or { pattern, flags }.
 */
export function find(steps) {
  const squeezed = (text) => text.replace(/\s+/g, " ").trim();
  const says = (wanted, exact) => {
    if (wanted.pattern !== undefined) {
      const pattern = new RegExp(wanted.pattern, wanted.flags);
      return (text) => pattern.test(text);
    }
    const text = squeezed(wanted.text);
    return exact ? (found) => found === text : (found) => found.toLowerCase().includes(text.toLowerCase());
  };
  const below = function* (node) {
    for (const child of [...(node.shadowRoot?.children ?? []), ...node.children]) {
      yield child;
      yield* below(child);
    }
  };
  const heard = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) if (at.getAttribute("aria-hidden") === "true") return false;
    return true;
  };
  const ROLES = {
    a: (element) => element.hasAttribute("href") && "link", article: "article", button: "button", details: "group", dialog: "dialog", fieldset: "group", figure: "figure",
    form: "form", h1: "heading", h2: "heading", h3: "heading", h4: "heading", h5: "heading", h6: "heading", header: "banner", img: "img",
    input: ({ type }) => ({ radio: "radio", checkbox: "checkbox", button: "button", submit: "button", number: "spinbutton", search: "searchbox" })[type] ?? "textbox",
    li: "listitem", main: "main", nav: "navigation", ol: "list", option: "option", output: "status", progress: "progressbar", select: "combobox", table: "table", textarea: "textbox", ul: "list",
  };
  const roleOf = (element) => {
    const given = element.getAttribute("role");
    if (given) return given;
    const implied = ROLES[element.localName];
    return typeof implied === "function" ? implied(element) : implied;
  };
  /** What is read aloud of an element's content. */
  const spoken = (node) => {
    if (node.nodeType === 3) return node.nodeValue;
    if (node.nodeType !== 1 || node.getAttribute("aria-hidden") === "true") return "";
    const style = getComputedStyle(node);
    if (style.display === "none" || style.visibility === "hidden") return "";
    const label = node.getAttribute("aria-label");
    const words = label ?? [...node.childNodes].map(spoken).join("");
    return style.display === "inline" ? words : ` ${words} `;
  };
  const labelled = (element) => {
    const ids = element.getAttribute("aria-labelledby");
    // A label may be hidden itself: what it says counts then, too.
    if (ids) return squeezed(ids.split(/\s+/).map((id) => element.getRootNode().getElementById(id)).map((label) => (label ? (heard(label) ? spoken(label) : label.textContent) : "")).join(" "));
    const label = element.getAttribute("aria-label");
    if (label) return squeezed(label);
    if (element.labels?.length) return squeezed([...element.labels].map(spoken).join(" "));
    return "";
  };
  const nameOf = (element) => {
    const label = labelled(element);
    if (label) return label;
    const legend = element.localName === "fieldset" && [...element.children].find(({ localName }) => localName === "legend");
    if (legend) return squeezed(spoken(legend));
    const content = ["button", "heading", "link", "option", "radio", "checkbox", "listitem"].includes(roleOf(element)) ? squeezed([...element.childNodes].map(spoken).join("")) : "";
    return content || squeezed(element.getAttribute("alt") ?? element.getAttribute("title") ?? "");
  };
  const contains = (wanted) => {
    const holds = says(wanted);
    return (element) => holds(squeezed(element.textContent));
  };
  const matcher = (step) => {
    if (step.css !== undefined) {
      const holds = step.hasText ? contains(step.hasText) : () => true;
      return (element) => element.matches(step.css) && holds(element);
    }
    if (step.role !== undefined) {
      const named = step.name ? says(step.name, step.exact) : undefined;
      return (element) =>
        roleOf(element) === step.role &&
        (step.level === undefined || Number(element.getAttribute("aria-level") ?? element.localName.slice(1)) === step.level) &&
        (step.expanded === undefined || element.getAttribute("aria-expanded") === String(step.expanded)) &&
        heard(element) &&
        (!named || named(nameOf(element)));
    }
    if (step.label !== undefined) {
      const named = says(step.label, step.exact);
      return (element) => {
        const label = labelled(element);
        return label !== "" && named(label);
      };
    }
    const holds = says(step.text, step.exact);
    const text = (element) => !["script", "style"].includes(element.localName) && holds(squeezed(element.textContent));
    return (element) => text(element) && ![...element.children].some(text);
  };
  let found = [document.documentElement];
  for (const step of steps) {
    if (step.nth !== undefined) {
      const one = found.at(step.nth);
      found = one ? [one] : [];
    } else if (step.css === undefined && step.role === undefined && step.label === undefined && step.text === undefined) {
      found = found.filter(contains(step.hasText));
    } else {
      const fits = matcher(step);
      found = [...new Set(found.flatMap((root) => [...below(root)].filter(fits)))];
    }
  }
  return found;
}
