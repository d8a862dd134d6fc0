// A database of the browser's, and what every store here is asked and answers: when a transaction is on the disk, why it is not, which keys are whose. What is stored is the callers' business.

/** @import { Status } from "./pomscope.js" */

/** Where workshops are kept, apart from assessments. */
export const SESSIONS = "pomscope-sessions";
/** A store that hangs must not keep the program from starting. */
export const LOAD_BOUND_MS = 3000;
/** Nor keep anybody waiting for a save for good. */
export const SAVE_BOUND_MS = 8000;

/** @param {any} error @returns {Status} */
export function statusOf(error) {
  const name = error?.name;
  return /quota/i.test(name) ? "full" : name === "SecurityError" ? "denied" : "failed";
}

/** Reading `localStorage` may itself throw. @param {() => void} work @returns {Status} */
export function attempt(work) {
  try {
    work();
    return "ok";
  } catch (error) {
    return statusOf(error);
  }
}

/**
 * What a store answers, or that it failed to in time.
 * @template T
 * @param {Promise<T>} answer
 * @param {number} ms
 * @returns {Promise<T | "failed">}
 */
export const within = (answer, ms) => Promise.race([answer, new Promise((resolve) => setTimeout(resolve, ms, "failed"))]);

/** A colon ends the name: "pom" owns "pom:…" and nothing of "pom2:…" or "pom:x". @param {string} storageKey */
export const prefixOf = (storageKey) => `${storageKey.replaceAll(":", "%3A")}:`;

/** All keys that begin with a prefix, which ends with a colon. @param {string} prefix */
export const rangeOf = (prefix) => IDBKeyRange.bound(prefix, `${prefix.slice(0, -1)};`, false, true);

/** What runs transactions in the one store of a database. @param {string} name @param {string} store */
export function database(name, store) {
  /** @type {Promise<IDBDatabase> | undefined} */
  let opened;

  function open() {
    opened ??= new Promise((resolve, reject) => {
      if (!globalThis.indexedDB) throw new DOMException("no IndexedDB", "SecurityError");
      const request = indexedDB.open(name);
      request.onupgradeneeded = () => request.result.createObjectStore(store);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const database = request.result;
        database.onclose = () => (opened = undefined);
        database.onversionchange = () => {
          database.close();
          opened = undefined;
        };
        resolve(database);
      };
    });
    opened.catch(() => (opened = undefined));
    return opened;
  }

  /**
   * Runs one transaction and resolves when it is on the disk, not when it was asked for.
   * @template T
   * @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => T} work
   * @returns {Promise<T>}
   */
  return async function transact(mode, work) {
    const begin = async () => (await open()).transaction(store, mode, { durability: "strict" });
    const transaction = await begin().catch((error) => {
      // Browsers close connections behind one's back: one more try with a new one.
      if (error.name !== "InvalidStateError") throw error;
      opened = undefined;
      return begin();
    });
    return new Promise((resolve, reject) => {
      const result = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = () => reject(transaction.error);
    });
  };
}
