// What a page must be for those who use it otherwise: by keys, by ear, enlarged, in their own colours and spacing; measured in a page. Which views are measured is the suites'.

/**
 * Puts the measures into a page, as `globalThis.access`; each gives sentences, one a fault, none where all is well.
 * They look at what stands in the element: in its open dialog where there is one, else on its screen.
 */
export async function install(page) {
  await measures(page);
  const names = await namesIn(page);
  await page.evaluate((names) => [...document.querySelector("pom-scope").shadowRoot.querySelectorAll("*")].forEach((node, at) => globalThis.access.called.set(node, names[at])), names);
}

/** The name that the browser gives to each element in the shadow root, in the order of the document: one look at its tree of names. */
async function namesIn(page) {
  const session = await page.context().newCDPSession(page);
  try {
    const { root } = await session.send("DOM.getDocument", { depth: -1, pierce: true });
    const find = (node) => (node.localName === "pom-scope" ? node : (node.children ?? []).map(find).find(Boolean));
    const ids = [];
    const walk = ({ children = [] }) => children.filter(({ nodeType }) => nodeType === 1).forEach((node) => (ids.push(node.backendNodeId), walk(node)));
    walk(find(root).shadowRoots[0]);
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    const names = new Map(nodes.map(({ backendDOMNodeId, name }) => [backendDOMNodeId, name?.value ?? ""]));
    return ids.map((id) => names.get(id) ?? "");
  } finally {
    await session.detach();
  }
}

const measures = (page) => page.evaluate(() => {
  const shadow = document.querySelector("pom-scope").shadowRoot;
  const stage = () => shadow.querySelector("dialog[open]") ?? shadow.querySelector(".idle") ?? shadow.querySelector("[part=app]");
  const all = (selector) => [...stage().querySelectorAll(selector)].filter((node) => !node.closest("[inert]"));
  const shown = (node) => node.checkVisibility({ visibilityProperty: true });
  /** Letters and digits alone: neither spaces nor marks are spoken. */
  const words = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const nameOf = (node) => globalThis.access.called.get(node) ?? "";
  const named = (node) => `${node.localName}${node.id ? `#${node.id}` : ""}.${node.className} ${JSON.stringify((nameOf(node) || node.textContent).slice(0, 50))}`;
  /** The words of a label that are seen: without what is only heard, keys, and what its fields hold. */
  const seen = (node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    let text = "";
    while (walker.nextNode()) {
      const { parentElement: around } = walker.currentNode;
      if (!around.closest(".gone, kbd, [aria-hidden=true], select, textarea, svg") && shown(around)) text += walker.currentNode.nodeValue;
    }
    return text;
  };
  const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
  /** Of a crowd the first and the last stand for the rest. */
  const CROWD = 200;
  const some = (nodes) => (nodes.length > CROWD ? [...nodes.slice(0, CROWD / 2), ...nodes.slice(-CROWD / 2)] : nodes);
  const stops = () => some(all(FOCUSABLE).filter((node) => node.tabIndex >= 0 && !node.disabled && shown(node)));
  /** What a finger may hit to reach a control: its label too. */
  const target = (node) => (node.matches("input") && node.closest("label")) || node;

  // Colours, whatever they are written in, as the screen mixes them.
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (colour) => {
    if (!known.has(colour)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = "#000";
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      known.set(colour, [...pen.getImageData(0, 0, 1, 1).data].map((part) => part / 255));
    }
    return known.get(colour);
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((part, i) => part * a + under[i] * (1 - a));
  const above = (node) => node.parentElement ?? node.getRootNode().host;
  /** The ground that is seen behind a node. */
  const ground = (node) => {
    const layers = [];
    for (let at = node; at; at = above(at)) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, colour) => over(colour, under), rgba("Canvas").slice(0, 3));
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [a, b] = [light(one), light(other)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  /** How well a line or a filling is told from what is around it. */
  const against = (colour, around) => contrast(over(rgba(colour), around), around);

  /** The colours that make a control seen, best first: its border, its filling. */
  const edges = (node, pseudo) => {
    const style = getComputedStyle(node, pseudo);
    const around = ground(pseudo ? node : above(node));
    const found = [against(style.backgroundColor, around)];
    for (const side of ["Top", "Bottom", "Left"]) {
      if (Number.parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none") found.push(against(style[`border${side}Color`], around));
    }
    if (style.backgroundImage !== "none") for (const [colour] of style.backgroundImage.matchAll(/rgba?\([^)]*\)|(?:ok)?la[bh]\([^)]*\)|color\([^)]*\)/g)) found.push(against(colour, around));
    return Math.max(...found);
  };

  /** Where Tab comes to: of radios with one name the chosen one, else the first, as they are one stop. */
  const tabs = () => stops().filter((node) => {
    if (node.type !== "radio") return true;
    const group = stops().filter(({ type, name }) => type === "radio" && name === node.name);
    return (group.find(({ checked }) => checked) ?? group[0]) === node;
  });

  globalThis.access = {
    /** What the browser calls each element; see `install`. */
    called: new WeakMap(),

    /** How many stops there are for Tab, and which of them one is. */
    stopsInOrder: () => tabs().length,
    numbered: (node) => tabs().indexOf(node),

    /** Headings, landmarks, names, states. */
    structure() {
      const faults = [];
      // What lies over a screen, or stands in its place, goes on from its first heading.
      const aside = shadow.querySelector("dialog[open], .idle, .pom-panel");
      const headings = all("h1, h2, h3, h4, h5, h6, [role=heading]").filter(shown);
      const level = (node) => Number(node.ariaLevel ?? node.localName.slice(1));
      let last = aside ? 1 : 0;
      for (const heading of headings) {
        if (level(heading) > last + 1) faults.push(`level ${level(heading)} after level ${last}: ${named(heading)}`);
        if (!heading.textContent.trim()) faults.push(`an empty heading: ${named(heading)}`);
        last = level(heading);
      }
      const first = headings.filter((node) => level(node) === 1);
      if (!aside && first.length !== 1) faults.push(`${first.length} headings of level 1: ${first.map(named).join(", ")}`);
      if (document.querySelectorAll("main").length !== 1) faults.push("not one main landmark");
      const regions = (selector) => all(selector).filter(shown).map(nameOf);
      const navs = regions("nav, [role=navigation]");
      if (navs.some((name) => !name) || new Set(navs).size !== navs.length) faults.push(`landmarks without a name of their own: ${JSON.stringify(navs)}`);
      if (regions("section[aria-label], section[aria-labelledby], form[aria-label]").some((name) => !name)) faults.push("a region without a name");
      for (const node of all("[tabindex]")) if (node.tabIndex > 0) faults.push(`tabindex ${node.tabIndex}: ${named(node)}`);
      for (const node of stops()) if (!nameOf(node).trim() && !node.matches(".scroll")) faults.push(`without a name: ${named(node)}`);
      for (const node of all("[aria-describedby], [aria-labelledby], [aria-controls]")) {
        for (const name of ["aria-describedby", "aria-labelledby", "aria-controls"]) {
          for (const id of (node.getAttribute(name) ?? "").split(" ").filter(Boolean)) if (!shadow.getElementById(id)) faults.push(`${name} names ${id}, which is not there: ${named(node)}`);
        }
      }
      const ids = [...shadow.querySelectorAll("[id]")].map(({ id }) => id);
      for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) faults.push(`an id twice: ${id}`);
      // What is wrong is said in words that are tied to the field.
      for (const node of all("[aria-invalid=true]").filter(shown)) {
        const said = (node.getAttribute("aria-describedby") ?? "").split(" ").map((id) => shadow.getElementById(id)).filter((said) => said && shown(said) && said.textContent.trim());
        if (said.length === 0) faults.push(`wrong, and nothing says why: ${named(node)}`);
      }
      const stray = all("img:not(.logo), image, audio, video[autoplay], marquee, blink").filter(shown);
      if (stray.length > 0) faults.push(`a picture of text, sound or a film: ${stray.map(named).join(", ")}`);
      if (![...shadow.querySelectorAll("[part=app], .pom-live")].every(({ lang }) => lang) && !shadow.querySelector(".pom-panel[lang]")) faults.push("a part without a language");
      return faults;
    },

    /** What is read on a control is in its name, and no two controls of one place go by one name. */
    names() {
      const faults = [];
      const known = new Map();
      for (const node of stops()) {
        if (!node.matches("a, button, input, select, textarea, summary")) continue;
        const label = node.closest("label") ?? (node.id && shadow.querySelector(`label[for="${CSS.escape(node.id)}"]`)) ?? node;
        const visible = node.matches("select, textarea, input") && label === node ? "" : words(seen(label || node));
        if (!words(nameOf(node)).includes(visible)) faults.push(`reads ${JSON.stringify(visible)} and is called ${JSON.stringify(nameOf(node))}: ${named(node)}`);
        if (node.matches("button, a, summary")) {
          // What is told apart by what it stands in, or by the heading before it.
          const heading = all("h1, h2, h3, h4").findLast((heading) => heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
          const place = node.closest("fieldset, li, tr, nav, dialog, header, form, .notice") ?? heading ?? stage();
          const key = words(nameOf(node));
          const others = known.get(key) ?? known.set(key, []).get(key);
          if (others.includes(place) && node.getAttribute("aria-expanded") === null) faults.push(`called like another one beside it: ${named(node)}`);
          others.push(place);
        }
      }
      return faults;
    },

    /** Fingers: 24 px or room around it; of our own accord taller. */
    targets(tap) {
      const faults = [];
      const boxes = stops().map((node) => ({ node, box: target(node).getBoundingClientRect() })).filter(({ box }) => box.width > 1);
      const sentence = (node) => node.matches(".link.in, p a, li a, td a, .doc a");
      for (const { node, box } of boxes) {
        if (sentence(node) || node.matches(".scroll, .preview")) continue;
        if (box.height < tap - 0.5) faults.push(`${Math.round(box.height)} px high: ${named(node)}`);
        if (box.width >= 24 && box.height >= 24) continue;
        const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
        const near = boxes.some((other) => other.node !== node && target(other.node) !== target(node)
          && Math.hypot(Math.max(other.box.left - middle.x, 0, middle.x - other.box.right), Math.max(other.box.top - middle.y, 0, middle.y - other.box.bottom)) < 12);
        if (near) faults.push(`${Math.round(box.width)} × ${Math.round(box.height)} px, and another one near it: ${named(node)}`);
      }
      return faults;
    },

    /** Where keys go next is where eyes go next: on, or down, or to the next column; in the direction of the writing. */
    order() {
      const faults = [];
      const back = getComputedStyle(stage()).direction === "rtl" ? -1 : 1;
      const start = (box) => (back > 0 ? box.left : -box.right);
      const end = (box) => (back > 0 ? box.right : -box.left);
      let last;
      for (const node of stops()) {
        // An open menu lies over what follows it; what scrolls in itself has no place on the screen.
        if (node.closest(".menu > ul") || node.parentElement?.closest(".preview")) continue;
        const box = target(node).getBoundingClientRect();
        if (last) {
          const level = box.top < last.box.bottom - 4 && box.bottom > last.box.top + 4;
          const before = level ? end(box) <= start(last.box) + 4 : box.bottom <= last.box.top + 4 && start(box) < end(last.box) - 4;
          if (before) faults.push(`${named(node)} stands before ${named(last.node)}`);
        }
        last = { node, box };
      }
      return faults;
    },

    /** Lines and fillings that tell what can be used, and where a value stands: 3 : 1. */
    contrast() {
      const faults = [];
      const demand = (ratio, node, what = "the edge") => ratio < 3 && faults.push(`${ratio.toFixed(2)} : 1, ${what} of ${named(node)}`);
      for (const node of some(all("input, select, textarea").filter(shown))) {
        demand(edges(node), node);
        if (node.matches("[type=radio], [type=checkbox]") && node.checked) {
          demand(against(getComputedStyle(node, "::before").backgroundColor, over(rgba(getComputedStyle(node).backgroundColor), ground(above(node)))), node, "the mark");
        }
      }
      for (const [selector, pseudo] of [[".btn"], [".scale"], [".dialog"], [".step"], [".trail button", "::before"], [".facets button", "::before"], [".fold > summary", "::before"], [".status", "::before"]]) {
        for (const node of all(selector).filter(shown)) demand(edges(node, pseudo), node, `${selector}${pseudo ?? ""}`);
      }
      for (const node of all(".gauge .now, .gauge .at, .gauge .axis, .gauge .aim, .way > .solid, .step > .solid").filter(shown)) {
        const style = getComputedStyle(node);
        const around = ground(node.closest("svg"));
        demand(Math.max(...[style.fill, style.stroke].filter((paint) => paint !== "none").map((paint) => against(paint, around))), above(node.closest("svg")), `${node.localName}.${node.className.baseVal}`);
      }
      return faults;
    },

    /** Whoever comes by keys sees where: a line around it, thick and plain enough, in whatever colours; and nothing else happens. */
    focus() {
      const faults = [];
      const before = [location.hash, shadow.querySelectorAll("dialog[open]").length, shadow.querySelector("h1")?.textContent].join();
      const had = shadow.activeElement;
      for (const node of stops()) {
        node.focus();
        if (shadow.activeElement !== node) {
          faults.push(`takes no focus: ${named(node)}`);
          continue;
        }
        const lines = [node, node.closest("label")].filter(Boolean).map((each) => ({ each, style: getComputedStyle(each) })).filter(({ style }) => style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2);
        // Around a choice lie its neighbours; the rules between them are no ground.
        const around = (each) => (Number.parseFloat(getComputedStyle(each).outlineOffset) < 0 ? each : above(each.closest(".scale") ?? each));
        // The browser's own line, where none of ours is there yet.
        if ([node, node.closest("label")].some((each) => each && getComputedStyle(each).outlineStyle === "auto")) continue;
        const best = Math.max(0, ...lines.map(({ each, style }) => against(style.outlineColor, ground(around(each)))));
        if (best < 3) faults.push(`focus is ${lines.length ? `seen at ${best.toFixed(2)} : 1` : "not seen"}: ${named(node)}`);
      }
      const after = [location.hash, shadow.querySelectorAll("dialog[open]").length, shadow.querySelector("h1")?.textContent].join();
      if (before !== after) faults.push(`focus alone led from ${before} to ${after}`);
      had?.focus();
      return faults;
    },

    /** Nothing that has focus is hidden behind something else, or off the screen. */
    obscured() {
      const faults = [];
      // What has focus already is not scrolled to again.
      shadow.activeElement?.blur();
      for (const node of stops()) {
        node.focus();
        const box = target(node).getBoundingClientRect();
        // What is larger than the screen, or than what it scrolls in, is looked at where it may be seen.
        const port = node.parentElement?.closest(".preview")?.getBoundingClientRect() ?? { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
        const [left, top] = [Math.max(box.left, port.left, 0), Math.max(box.top, port.top, 0)];
        const [width, height] = [Math.min(box.right, port.right, innerWidth) - left, Math.min(box.bottom, port.bottom, innerHeight) - top];
        const hits = width > 0 && height > 0 && [0.02, 0.25, 0.5, 0.75, 0.98].some((x) => [0.02, 0.25, 0.5, 0.75, 0.98].some((y) => {
          const hit = shadow.elementFromPoint(left + width * x, top + height * y);
          return hit && (hit === node || node.contains(hit) || target(node).contains(hit));
        }));
        if (!hits) faults.push(`covered while it has focus: ${named(node)} at ${Math.round(box.left)}, ${Math.round(box.top)}, ${Math.round(box.width)} × ${Math.round(box.height)}`);
      }
      // What stays in place while the rest scrolls leaves the reader most of the screen.
      for (const node of shadow.querySelectorAll("[part=app] *")) {
        const { position } = getComputedStyle(node);
        if (!["sticky", "fixed"].includes(position) || node.closest("dialog, .idle")) continue;
        const { height, width } = node.getBoundingClientRect();
        if (height > innerHeight / 3 && width > innerWidth / 2) faults.push(`stays, and takes ${Math.round(height)} of ${innerHeight} px: ${named(node)}`);
      }
      return faults;
    },

    /** Nothing moves where the reader wants no motion; and nothing goes on moving where it is allowed. */
    motion(allowed) {
      const faults = [];
      for (const animation of [...document.getAnimations(), ...shadow.getAnimations()]) {
        if (!allowed || animation.effect?.getComputedTiming().iterations === Infinity) faults.push(`moves: ${animation.animationName ?? animation.transitionProperty ?? animation.id}`);
      }
      if (allowed) return faults;
      for (const node of shadow.querySelectorAll("*")) {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(node);
        if (animationName !== "none" || !/^0s(, 0s)*$/.test(transitionDuration) || scrollBehavior === "smooth") faults.push(`would move: ${named(node)} (${animationName}, ${transitionDuration}, ${scrollBehavior})`);
      }
      return faults;
    },

    /** In the reader's own colours a choice is told by a shape or a line, not by its ground alone. */
    forced() {
      const faults = [];
      const look = (node) => {
        const own = getComputedStyle(node);
        const mark = getComputedStyle(node, "::before");
        const label = getComputedStyle(node.closest("label") ?? node);
        const ground = over(rgba(own.backgroundColor), [1, 1, 1]);
        return { mark: mark.clipPath !== "none" && contrast(over(rgba(mark.backgroundColor), [1, 1, 1]), ground) >= 3, bold: label.fontWeight };
      };
      for (const node of all("input[type=radio], input[type=checkbox]").filter(shown)) {
        if (look(node).mark !== node.checked) faults.push(`${node.checked ? "chosen, and no mark is seen" : "not chosen, and marked"}: ${named(node)}`);
        if (edges(node) < 3) faults.push(`no edge: ${named(node)}`);
      }
      for (const node of all(".btn, .notice").filter(shown)) {
        const style = getComputedStyle(node);
        if (Number.parseFloat(style.borderInlineStartWidth) === 0 || edges(node) < 3) faults.push(`no edge: ${named(node)}`);
        if (node.matches(".btn") && contrast(over(rgba(style.color), ground(node)), ground(node)) < 4.5) faults.push(`cannot be read: ${named(node)}`);
      }
      return faults;
    },

    /** The same bar on every screen: where one is, what is kept, the menu, whose entries stand in one of these orders. */
    bar(orders) {
      const bar = shadow.querySelector(".screen:not(.kiosk) header.bar");
      if (!bar) return [];
      const faults = [];
      const parts = [...bar.children].map((part) => ["status", "menu"].find((name) => part.classList.contains(name)) ?? "place").join();
      if (parts !== "place,status,menu") faults.push(`the bar has ${parts}`);
      const entries = [...bar.querySelectorAll(".menu li > button:not([lang])")].map(({ textContent }) => textContent);
      const inOrder = (order) => entries.every((entry, at) => order.indexOf(entry) > (at ? order.indexOf(entries[at - 1]) : -1));
      if (!orders.some(inOrder)) faults.push(`the menu's order is another one: ${entries.join(", ")}`);
      return faults;
    },

    /** Chooses, ticks and selects whatever there is; gives what else happened. */
    input() {
      const faults = [];
      const now = () => JSON.stringify([location.hash, shadow.querySelectorAll("dialog[open]").length, shadow.querySelector("h1")?.id]);
      const before = now();
      const done = new Set();
      for (const node of some(all("input[type=radio], input[type=checkbox], select").filter((node) => shown(node) && !node.disabled))) {
        if (!node.isConnected || (node.type === "radio" && (node.checked || done.has(node.name)))) continue;
        done.add(node.name);
        node.focus();
        if (node.localName === "select") {
          node.selectedIndex = (node.selectedIndex + 1) % node.options.length;
          node.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
          node.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
        } else node.click();
        if (now() !== before) faults.push(`${named(node)} led from ${before} to ${now()}`);
      }
      return faults;
    },
  };
});

/** What a measure finds in a page. */
export const measured = (page, name, argument) => page.evaluate(([name, argument]) => globalThis.access[name](argument), [name, argument]);

/** A reader's own spacing, as WCAG 1.4.12 has it; gives what takes it away again. */
export async function spaced(page) {
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("pom-scope");
    globalThis.spacing = new CSSStyleSheet();
    globalThis.spacing.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
    shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, globalThis.spacing];
  });
  return () => page.evaluate(() => {
    const { shadowRoot } = document.querySelector("pom-scope");
    shadowRoot.adoptedStyleSheets = shadowRoot.adoptedStyleSheets.filter((sheet) => sheet !== globalThis.spacing);
  });
}

/** The size of type that the reader has set in the browser, in px: 16 is what browsers begin with. */
export async function typeSize(page, standard) {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setFontSizes", { fontSizes: { standard } });
  await session.detach();
}

/** Until the page is laid out as it now has to be; no frame is waited for, since a view may have stopped the clock. */
export const drawn = (page) => page.evaluate(() => document.documentElement.getBoundingClientRect().height);
