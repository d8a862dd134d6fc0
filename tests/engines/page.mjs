// A page with the shape of the one that Chromium's driver gives, as far as the walks through the interface need it, over the few things that any driver can. What is done with it is in the checks.

import { createReadStream, mkdtempSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure, until } from "../harness.mjs";
import { find } from "./finder.mjs";

/** A text or a pattern, as it travels. */
const told = (text) => (text instanceof RegExp ? { pattern: text.source, flags: text.flags } : { text: String(text) });

/** What can be looked for, in a page, a frame or inside something that was found. */
class Place {
  getByRole(role, { name, ...more } = {}) {
    return this.step({ role, ...more, ...(name === undefined ? {} : { name: told(name) }) });
  }

  getByLabel(label, { exact } = {}) {
    return this.step({ label: told(label), exact });
  }

  getByText(text, { exact } = {}) {
    return this.step({ text: told(text), exact });
  }

  locator(css, { hasText } = {}) {
    return this.step({ css, ...(hasText === undefined ? {} : { hasText: told(hasText) }) });
  }
}

/**
 * Where an element can be pressed: scrolled into view, at rest, and not covered. What follows reaches that element or nothing: should the
 * page move under the pointer, the press is undone, and `globalThis.metPress` stays false. Sent to the page as text.
 */
async function pressable(nodes) {
  if (nodes.length !== 1) return { why: `${nodes.length} elements are found` };
  const [node] = nodes;
  if (!node.checkVisibility({ visibilityProperty: true })) return { why: "it is not visible" };
  if (node.disabled) return { why: "it is disabled" };
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const box = () => node.getBoundingClientRect();
  let { left, top, right, bottom } = box();
  if (top < 0 || left < 0 || bottom > innerHeight || right > innerWidth) node.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  ({ left, top } = box());
  await frame();
  await frame();
  const now = box();
  if (now.left !== left || now.top !== top || !now.width || !now.height) return { why: "it moves" };
  const x = Math.round(Math.min(now.left + now.width / 2, innerWidth - 1));
  const y = Math.round((Math.max(now.top, 0) + Math.min(now.bottom, innerHeight)) / 2);
  let hit = document.elementFromPoint(x, y);
  for (let inner; hit?.shadowRoot && (inner = hit.shadowRoot.elementFromPoint(x, y)) && inner !== hit; ) hit = inner;
  const meant = (path) => path.some((at) => at === node || at.control === node);
  const path = [];
  for (let at = hit; at; at = at.parentElement ?? at.getRootNode().host) path.push(at);
  if (!meant(path)) return { why: `${hit?.localName}.${hit?.className} is in front of it` };
  globalThis.letPressesGo?.();
  globalThis.metPress = false;
  const kinds = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"];
  const keep = (event) => {
    if (!event.isTrusted) return;
    if (meant(event.composedPath())) return void (globalThis.metPress = true);
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  kinds.forEach((kind) => addEventListener(kind, keep, true));
  globalThis.letPressesGo = () => kinds.forEach((kind) => removeEventListener(kind, keep, true));
  return { x, y };
}

/** Whether the last press met its element, in the document that it was meant for. Sent to the page as text. */
function met() {
  globalThis.letPressesGo?.();
  return globalThis.metPress !== false;
}

export class Locator extends Place {
  constructor(frame, steps) {
    super();
    Object.assign(this, { frame, steps });
  }

  step(step) {
    return new Locator(this.frame, [...this.steps, step]);
  }

  filter({ hasText }) {
    return this.step({ hasText: told(hasText) });
  }

  nth(nth) {
    return this.step({ nth });
  }

  first() {
    return this.nth(0);
  }

  last() {
    return this.nth(-1);
  }

  toString() {
    return JSON.stringify(this.steps);
  }

  /** What a function of the found elements gives. */
  ask(of, argument) {
    return this.frame.run(`(argument) => (${of})((${find})(${JSON.stringify(this.steps)}), argument)`, argument);
  }

  /** The same of the one element, once there is one. */
  async one(of, argument) {
    const { value } = await until(
      () => this.ask(`async (nodes, argument) => { if (nodes.length > 1) throw new Error(nodes.length + " elements are found, not one"); return nodes.length === 1 && { value: await (${of})(nodes[0], argument) }; }`, argument),
      `${this} to be there`,
    );
    return value;
  }

  evaluate(of, argument) {
    return this.one(of, argument);
  }

  count() {
    return this.ask((nodes) => nodes.length);
  }

  async all() {
    return Array.from({ length: await this.count() }, (_, at) => this.nth(at));
  }

  isVisible() {
    return this.ask((nodes) => {
      if (nodes.length > 1) throw new Error(`${nodes.length} elements are found, not one`);
      return nodes.length === 1 && nodes[0].checkVisibility({ visibilityProperty: true }) && nodes[0].getBoundingClientRect().width > 0;
    });
  }

  isChecked() {
    return this.one((node) => node.checked);
  }

  innerText() {
    return this.one((node) => node.innerText);
  }

  textContent() {
    return this.one((node) => node.textContent);
  }

  inputValue() {
    return this.one((node) => node.value);
  }

  getAttribute(name) {
    return this.one((node, name) => node.getAttribute(name), name);
  }

  async waitFor() {
    await until(() => this.isVisible(), `${this} to be seen`);
  }

  async click() {
    await until(async () => {
      const { why, ...where } = await this.ask(pressable);
      if (why) throw new Error(why);
      await this.frame.press(where);
      // A press that led to another document has met what it was meant for.
      return this.frame.run(String(met)).catch(() => true);
    }, `${this} to be pressed`);
  }

  async check() {
    if (await this.isChecked()) return;
    await this.click();
    await until(() => this.isChecked(), `${this} to be chosen`);
  }

  async focus() {
    await this.one((node) => node.focus());
  }

  /** Takes the place of what stands there. Keys for what a person would type; what is longer, or no line of text, is put there at once. */
  async fill(text) {
    const begin = (node, text) => {
      node.focus();
      const keys = text !== "" && text.length <= 60 && !text.includes("\n") && !["date", "month"].includes(node.type);
      if (keys) node.select();
      else {
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(node), "value").set.call(node, text);
        for (const type of ["input", "change"]) node.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
      }
      return keys;
    };
    // A page that moves the focus meanwhile, as a new screen does to its heading, gets the text once more.
    await until(async () => {
      if (!(await this.one(begin, text))) return true;
      await this.frame.page.driver.keys(this.frame, [...text]);
      return (await this.inputValue()) === text;
    }, `${this} to hold the text`);
  }
}

/** Where a frame's own corner is in the window, once the line `y` of it is in view. Sent to the page as text. */
function intoView({ index, y }) {
  const frame = document.querySelectorAll("iframe")[index];
  const top = () => frame.getBoundingClientRect().top + frame.clientTop;
  if (top() + y < 0 || top() + y > innerHeight) scrollBy({ top: top() + y - innerHeight / 2, behavior: "instant" });
  return { x: Math.round(frame.getBoundingClientRect().left + frame.clientLeft), y: Math.round(top()) };
}

/** A document: the page's own, or that of a frame in it. */
export class Frame extends Place {
  constructor(page, at) {
    super();
    Object.assign(this, { page, at });
  }

  step(step) {
    return new Locator(this, [step]);
  }

  /** Calls a function, given as text, with what JSON can hold. */
  run(text, argument) {
    return this.page.driver.run(this, text, argument);
  }

  /** Presses a place of this document. One that is outside the window, in a frame higher than that, is brought into it first. */
  async press({ x, y }) {
    const { page, at } = this;
    const offset = at.index === undefined ? { x: 0, y: 0 } : await page.run(String(intoView), { index: at.index, y });
    await page.driver.press(this, { x, y }, { x: x + offset.x, y: y + offset.y });
  }

  evaluate(of, argument) {
    return this.run(typeof of === "string" ? `() => (${of})` : String(of), argument);
  }

  url() {
    return this.at.url;
  }
}

/**
 * A tab. `driver` is what an engine's module gives:
 *
 * run(frame, text, argument)   the value of a function there
 * navigate(url), reload(), back()
 * press(frame, inFrame, inWindow)  a press and release of the pointer, where the place is for the frame and where for the window
 * keys(frame, keys)            keys one after the other: a character, or a name such as "Enter"
 * frames()                     [{ id, url, index }], the page's own first, then those of its iframes by their place in it
 * choose(paths)                hands files to the picker that the page opened; false while none is open
 * resize(width, height), picture(), preload(text), route(…), unroute(…)
 * downloads                    the folder that downloads go to, which goes with the browser
 */
export class Page extends Frame {
  constructor(driver) {
    super(undefined, { id: undefined, url: undefined });
    this.page = this;
    this.driver = driver;
    const keys = (names) => driver.keys(this, names);
    this.keyboard = { press: (key) => keys([key]), type: (text) => keys([...text]) };
  }

  async goto(url) {
    await this.driver.navigate(url);
  }

  async reload() {
    await this.driver.reload();
  }

  async goBack() {
    await this.driver.back();
  }

  async addInitScript(of, argument) {
    // The blank page before the first one is nobody's, and keeps nothing.
    await this.driver.preload(`() => { if (/^(https?|file):/.test(location.href)) (${of})(${JSON.stringify(argument)}); }`);
  }

  async route(pattern, handler) {
    await this.driver.route(pattern, handler);
  }

  async unroute(pattern) {
    await this.driver.unroute(pattern);
  }

  async frames() {
    return (await this.driver.frames()).map((at, n) => (n === 0 ? this : new Frame(this, at)));
  }

  mainFrame() {
    return this;
  }

  async setViewportSize({ width, height }) {
    await this.driver.resize(width, height);
  }

  /** The next download or the next picker. */
  async waitForEvent(what) {
    if (what === "download") return this.download();
    if (what === "filechooser") return this.chooser();
    throw new Failure(`no page waits for ${what} here`);
  }

  async download() {
    const folder = this.driver.downloads;
    const there = () => readdirSync(folder).filter((name) => !/^\.|\.(part|wkdownload)$/.test(name));
    const before = new Set(there());
    let size;
    const name = await until(() => {
      const name = there().find((name) => !before.has(name));
      if (!name) return undefined;
      const grown = statSync(join(folder, name)).size;
      const whole = grown > 0 && grown === size && !readdirSync(folder).includes(`${name}.part`);
      size = grown;
      return whole && name;
    }, "a download");
    // Out of the way, so that another one of the same name is seen as one.
    const path = join(mkdtempSync(join(folder, ".taken-")), name);
    renameSync(join(folder, name), path);
    return { suggestedFilename: () => name, createReadStream: async () => createReadStream(path) };
  }

  async chooser() {
    return {
      setFiles: async (files) => {
        const folder = mkdtempSync(join(this.driver.downloads, ".picked-"));
        const paths = [files].flat().map(({ name, buffer }) => {
          const path = join(folder, name);
          writeFileSync(path, buffer);
          return path;
        });
        await until(() => this.driver.choose(paths), "a file picker");
      },
    };
  }
}

