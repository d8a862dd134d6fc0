// The content that a tested site serves, as the tests need it: sentences, screens in their order, statements. What must be true of it is tested in core.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { SITE } from "./server.mjs";

const part = (pattern) => JSON.parse(readFileSync(join(SITE, readdirSync(SITE).find((file) => pattern.test(file))), "utf8"));
/** What the desk and the room add to what the questions have. */
const joined = (one, other) => {
  if (one === undefined || typeof other !== "object" || Array.isArray(other)) return other;
  return { ...one, ...Object.fromEntries(Object.entries(other).map(([key, value]) => [key, joined(one[key], value)])) };
};
const content = [/^content-en-[0-9a-f]{10}\.json$/, /^desk-en-[0-9a-f]{10}\.json$/, /^room-en-[0-9a-f]{10}\.json$/].map(part).reduce(joined);

export const { pack, wording } = content;

/** The lenses in their order: `{ pack, wording }`. */
export const { lenses } = content;
export const lensOf = (id) => lenses.find((lens) => lens.pack.id === id);

/** The interface's sentence under a key, with its values filled in; `n` chooses between one and other. */
export function say(key, values = {}) {
  const sentences = content.interface;
  const text = sentences[key] ?? sentences[`${key}#${Number(values.n) === 1 ? "one" : "other"}`];
  if (text === undefined) throw new Error(`the interface has no sentence ${JSON.stringify(key)}`);
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A pattern for a sentence whose values do not matter: each matches anything. */
export function like(key) {
  const parts = (content.interface[key] ?? say(key, { n: 2 })).split(/\{\w+\}/);
  return new RegExp(parts.map(literal).join(".*"));
}

/** A pattern that begins with a text: a choice's name is its label, then its hint. */
export function begins(text) {
  return new RegExp(`^${literal(text)}`);
}

function literal(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

const descriptive = new Set(pack.levels.filter((level) => level.descriptive).map(({ level }) => level));

function screen(group) {
  const items = [...group.practices, ...group.outcomes]
    .filter((item) => !item.sameAs)
    .map((item) => ({ ...item, descriptive: descriptive.has(group.level), text: wording.items[item.id].text }));
  return { id: group.id, title: wording.groups[group.id].title, thread: group.thread, level: group.level, items, metrics: group.metrics };
}

/** The group screens in the order in which they are asked. */
export const screens = [
  ...pack.groups.filter(({ level }) => descriptive.has(level)),
  ...pack.threads.flatMap((thread) => pack.groups.filter((group) => group.thread === thread && !descriptive.has(group.level))),
].map(screen);

/** Every statement that is asked, in order. */
export const statements = screens.flatMap(({ items }) => items);

/** Position of the screen on which a statement is asked. */
export function screenOf(id) {
  return screens.findIndex(({ items }) => items.some((item) => item.id === id));
}

/** The words of a rating for a statement. */
export function label(item, rating) {
  const apart = ["beyond", "unknown", "na"].includes(rating);
  return say(apart ? `rating.${rating}` : `rating.${item.descriptive ? "describes" : pack.scale}.${rating}`);
}

/** The metric's words. */
export function metricText(id) {
  return wording.metrics[id].text;
}

export function threadName(thread) {
  return wording.threads[thread].name;
}
