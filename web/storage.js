// The storage port: localStorage first, IndexedDB with strict durability behind it, sessionStorage for the place; never looks into a text.

import { LOAD_BOUND_MS, SAVE_BOUND_MS, SESSIONS, attempt, database, prefixOf, rangeOf, statusOf, within } from "./database.js";

/** @import { LoadResult, Status, Store } from "./pomscope.js" */

const ID = /^[a-z0-9]{8,32}$/;

const transact = database("pomscope", "assessments");
const inSessions = database(SESSIONS, "records");

/**
 * @param {string} storageKey
 * @param {(id: string, text: string | undefined) => void} onChange another tab wrote or removed
 * @returns {Store}
 */
export function openStore(storageKey, onChange) {
  const prefix = prefixOf(storageKey);
  const localPrefix = `${prefix}a:`;
  /** The texts in localStorage as this tab knows them. @type {Map<string, string | null>} */
  const seen = new Map();
  /** @type {Map<string, string>} */
  const kept = new Map();
  /** What neither store would take. @type {Map<string, string>} */
  const refused = new Map();
  /** @type {string | null} */
  let lastPlace = null;
  /** The questionnaire that was chosen on this device, and what keeps the places of several apart. */
  let chosen = "";
  let suffix = "";

  /** What to put (text) or delete (null) in the next transaction. @type {Map<string, string | null>} */
  let wanted = new Map();
  let wipe = false;
  /** @type {Promise<Status> | undefined} */
  let next;
  /** @type {Promise<unknown>} */
  let running = Promise.resolve();

  const range = () => rangeOf(prefix);

  /** One transaction at a time: "ok" means that the caller's wish, or a later one for the same id, is on the disk. */
  function commit() {
    next ??= running.then(async () => {
      const [batch, all] = [wanted, wipe];
      [wanted, wipe, next] = [new Map(), false, undefined];
      try {
        await transact("readwrite", (store) => {
          if (all) store.delete(range());
          for (const [id, text] of batch) {
            if (text === null) store.delete(prefix + id);
            else store.put({ text }, prefix + id);
          }
        });
        return "ok";
      } catch (error) {
        return statusOf(error);
      }
    });
    running = next;
    return next;
  }

  /** @param {LoadResult["records"]} records @returns {Promise<Status>} */
  async function readDurable(records) {
    try {
      const [keys, values] = await transact("readonly", (store) => [store.getAllKeys(range()), store.getAll(range())]);
      values.result.forEach((value, i) => {
        const id = String(keys.result[i]).slice(prefix.length);
        if (ID.test(id) && typeof value?.text === "string") records.push({ id, source: "durable", text: value.text });
      });
      return "ok";
    } catch (error) {
      return statusOf(error);
    }
  }

  /** Workshops are the room's, but everything is everything. To open what is not there would make it. */
  async function removeSessions() {
    const all = await indexedDB.databases?.();
    if (!all || all.some(({ name }) => name === SESSIONS)) await inSessions("readwrite", (store) => store.delete(range()));
  }

  function placed() {
    // In a tab without a store the element remembers; where there is one, it alone counts.
    let place = lastPlace;
    attempt(() => (place = sessionStorage.getItem(`${prefix}place${suffix}`)));
    return place;
  }

  /** @param {StorageEvent} event */
  function changed({ key, storageArea }) {
    try {
      if (storageArea !== localStorage) return;
      // `clear()` names no key: whoever emptied the whole store deleted nothing of ours, and the next save writes it again.
      if (!key?.startsWith(localPrefix)) return;
      const id = key.slice(localPrefix.length);
      // An event may be older than what is there now.
      const text = localStorage.getItem(key);
      if (!ID.test(id) || text === (seen.get(id) ?? null)) return;
      seen.set(id, text);
      onChange(id, text ?? undefined);
    } catch {
      // Storage was taken away meanwhile: the next save will say so.
    }
  }
  return {
    key: storageKey,
    kept,

    open() {
      addEventListener("storage", changed);
    },

    async load() {
      /** @type {LoadResult["records"]} */
      const records = [];
      const local = attempt(() => {
        for (const key of Object.keys(localStorage)) {
          const id = key.slice(localPrefix.length);
          const text = localStorage.getItem(key);
          if (!key.startsWith(localPrefix) || !ID.test(id) || text === null) continue;
          seen.set(id, text);
          // At once, so that whoever asks for what is stored need not wait for the other store.
          kept.set(id, text);
          records.push({ id, source: "local", text });
        }
      });
      /** @type {LoadResult["records"]} */
      const late = [];
      const durable = await within(readDurable(late), LOAD_BOUND_MS);
      records.push(...late);
      for (const [id, text] of refused) records.push({ id, source: "local", text });
      // Kept too: a program that dies over a record must not keep its owner from it.
      for (const { id, source, text } of records) {
        if (kept.get(id) !== text) kept.set(kept.has(id) ? `${id}-${source}` : id, text);
      }
      return { local, durable, records };
    },

    async save(id, text) {
      kept.delete(id);
      kept.delete(`${id}-durable`);
      kept.set(id, text);
      /** @type {string | null} */
      let there = null;
      let known = true;
      const local = attempt(() => {
        there = localStorage.getItem(localPrefix + id);
        // Gone is not changed: browsers and pages empty the store, and the answer at hand must not go with it.
        known = there === null || there === seen.get(id);
        if (known) localStorage.setItem(localPrefix + id, text);
        seen.set(id, known ? text : there);
      });
      // Another tab was here: its text stays in both stores until the two are merged.
      if (!known) return JSON.stringify({ local: "changed", durable: "failed", text: there });
      wanted.set(id, text);
      const durable = await within(commit(), SAVE_BOUND_MS);
      if (local === "ok" || durable === "ok") refused.delete(id);
      else refused.set(id, text);
      return JSON.stringify({ local, durable, text: null });
    },

    async remove(ids) {
      const local = attempt(() => {
        for (const id of ids) {
          localStorage.removeItem(localPrefix + id);
          seen.delete(id);
        }
      });
      for (const id of ids) {
        kept.delete(id);
        kept.delete(`${id}-durable`);
        refused.delete(id);
        wanted.set(id, null);
      }
      return JSON.stringify({ local, durable: await commit() });
    },

    async removeAll() {
      /** @param {() => Storage} area */
      const empty = (area) =>
        attempt(() => {
          for (const key of Object.keys(area())) if (key.startsWith(prefix)) area().removeItem(key);
        });
      const places = empty(() => sessionStorage);
      const texts = empty(() => localStorage);
      seen.clear();
      kept.clear();
      refused.clear();
      wanted.clear();
      wipe = true;
      chosen = "";
      // The questionnaire that was in use is gone, too, and no place in it is kept any more.
      if (suffix[1] === "#") suffix = "";
      const [durable, sessions] = await Promise.all([commit(), removeSessions().then(() => /** @type {const} */ ("ok"), statusOf)]);
      return JSON.stringify({ local: texts === "ok" ? places : texts, durable: durable === "ok" ? sessions : durable });
    },

    place(text) {
      lastPlace = text;
      attempt(() => sessionStorage.setItem(`${prefix}place${suffix}`, text));
    },

    apart(pack) {
      if (suffix !== pack) lastPlace = null;
      suffix = pack;
    },

    pack(id) {
      chosen = id ?? chosen;
      attempt(() => {
        for (const area of [localStorage, sessionStorage]) {
          if (id !== undefined) area.setItem(`${prefix}pack`, id);
          chosen = area.getItem(`${prefix}pack`) ?? chosen;
        }
      });
      return chosen;
    },

    lastPlace: placed,

    lang(chosen) {
      /** @type {string | null} */
      let lang = null;
      attempt(() => {
        if (chosen) localStorage.setItem(`${prefix}lang`, chosen);
        lang = localStorage.getItem(`${prefix}lang`);
      });
      return lang;
    },

    inRoom() {
      let locked = false;
      attempt(() => (locked = !!localStorage.getItem(`${prefix}kiosk`)));
      return locked || !!placed()?.includes('"room":true');
    },

    close() {
      removeEventListener("storage", changed);
    },
  };
}
