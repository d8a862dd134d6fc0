// Questionnaires of one's own: a page's by address or in its markup, and those kept on this device; which texts a program then gets. Whether one is sound the programs decide.
import { SAVE_BOUND_MS, attempt, database, prefixOf, rangeOf, statusOf, within } from "./database.js";

/** @import { Base, Later, PackTools, RoomHost, Status, Store } from "./pomscope.js" */

const MOST_BYTES = 2 * 1024 * 1024;
const PATIENCE_MS = 60_000;

/** What turns the direction of writing, and controls but tab and line ends: no text of a questionnaire needs them. */
// eslint-disable-next-line no-control-regex
const HIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

const ADVICE = "Nothing that is kept on this device was changed. If this is your page: “pomscope check” tells what is wrong with a questionnaire, “pomscope pack FOLDER --bundle” makes its file.";

/** @type {[title: string, text: string]} */
const WRONG = ["This questionnaire cannot be used", `It is not sound, or not made for this version of Pomscope. ${ADVICE}`];

const transact = database("pomscope", "assessments");

/** @param {Response} response */
async function limited(response) {
  const reader = response.body?.getReader();
  const chunks = [];
  let size = 0;
  for (let chunk; (chunk = await reader?.read()) && !chunk.done; chunks.push(chunk.value)) {
    size += chunk.value.length;
    if (size > MOST_BYTES) {
      await reader?.cancel();
      throw new RangeError("larger than 2 MB");
    }
  }
  return new Blob(/** @type {BlobPart[]} */ (chunks)).text();
}

/** A bundle as it is used; throws where it is none. @param {string} text */
function unpack(text) {
  if (text.length > MOST_BYTES) throw new RangeError("larger than 2 MB");
  const bundle = JSON.parse(text.replace(/^\ufeff/, ""), (key, value) => {
    if (HIDDEN.test(key) || (typeof value === "string" && HIDDEN.test(value))) throw new SyntaxError("characters that are not seen");
    return value;
  });
  if (bundle?.format !== "pomscope-bundle" || bundle.formatVersion !== 1) throw new SyntaxError("no bundle");
  if (bundle.pack?.kind === "lens") throw new SyntaxError("a lens, which is no questionnaire of its own");
  return bundle;
}

/** As core's `Bundle::wording`: the language, its base, English, the first. @param {any} bundle @param {string} lang */
function wordingOf({ wordings }, lang) {
  const base = (/** @type {string} */ tag) => tag.split("-")[0].toLowerCase();
  const tags = Object.keys(wordings ?? {}).sort();
  const tag = tags.find((tag) => tag.toLowerCase() === lang.toLowerCase()) ?? tags.find((tag) => base(tag) === base(lang)) ?? tags.find((tag) => base(tag) === "en") ?? tags[0];
  return wordings?.[tag];
}

/** @param {Base} base @returns {{ own: Later["own"], packTools(host: RoomHost): PackTools }} */
export function openPacks({ LoadError, count, speech }) {
  /** What came from each address; what did not come, or was not sound, may be asked for again. @type {Map<string, Promise<string>>} */
  const arrived = new Map();

  /** @param {[title: string, text: string]} words @param {unknown} cause */
  const refuse = (words, cause) => Object.assign(new LoadError("pack", cause), { words });

  /** Without credentials, and without a word on the page around. @param {string} href */
  async function get(href) {
    count();
    const response = await fetch(href, { credentials: "omit", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) throw new TypeError(`${response.status}`);
    return limited(response);
  }

  /** @param {string} address */
  async function fetched(address) {
    try {
      const { href, protocol } = new URL(address, document.baseURI);
      if (!/^https?:$/.test(protocol)) throw new TypeError(`not fetched: ${protocol}`);
      if (!arrived.has(href)) arrived.set(href, get(href));
      return await /** @type {Promise<string>} */ (arrived.get(href));
    } catch (error) {
      arrived.clear();
      if (error instanceof RangeError) throw refuse(["This questionnaire cannot be used", `It is larger than 2 MB. ${ADVICE}`], error);
      throw refuse(
        ["The questionnaire did not arrive", "Check your connection and try again. If this is your page: see that the file is at the address in “pack”, and that the page’s policy allows it under connect-src. Nothing that is kept on this device was changed."],
        error,
      );
    }
  }

  const keyOf = (/** @type {{ key: string }} */ { key }, /** @type {string} */ id) => `${prefixOf(key)}p:${id}`;

  /** @param {Store} store @param {string} id @returns {Promise<string | undefined>} */
  async function kept(store, id) {
    /** @type {string | null} */
    let text = null;
    attempt(() => (text = localStorage.getItem(keyOf(store, id))));
    return text ?? transact("readonly", (area) => area.get(keyOf(store, id))).then(({ result }) => result?.text, () => undefined);
  }

  /** @type {Later["own"]} */
  async function own(given, store) {
    const text = given[0] === "{" ? given : given[0] === "#" ? await kept(store, given.slice(1)) : await fetched(given);
    /** @type {any} */
    let bundle;
    try {
      bundle = unpack(text ?? "");
    } catch (error) {
      arrived.clear();
      throw refuse(WRONG, error);
    }
    return (content, lang) => {
      const parts = [JSON.parse(content)].flat();
      const { partial, interface: says, ...wording } = wordingOf(bundle, lang) ?? {};
      // The interface speaks of the model that comes along in a few places: of another one it says its name, and what its author wrote.
      const mended = { "start.title": wording.name, "start.lead": wording.subject, ...says };
      for (const part of parts) {
        for (const key of ["pack", "wording", "prompts"]) delete part[key];
        for (const [key, text] of Object.entries(mended)) if (typeof text === "string" && Object.hasOwn(part.interface ?? {}, key)) part.interface[key] = text;
      }
      const mine = { pack: bundle.pack, wording };
      return { wrong: WRONG, content: JSON.stringify(content[0] === "[" ? [...parts, mine] : { ...parts[0], ...mine }) };
    };
  }

  /** @param {RoomHost} host @returns {PackTools} */
  function packTools({ shadow, store, chooses, settle }) {
    /** @param {Map<string, string>} found */
    async function durable(found) {
      const range = rangeOf(keyOf(store, ""));
      const [keys, values] = await transact("readonly", (area) => [area.getAllKeys(range), area.getAll(range)]);
      keys.result.forEach((key, i) => found.set(String(key), values.result[i]?.text));
    }

    async function packs() {
      if (!chooses) return "[]";
      const lang = /** @type {HTMLElement} */ (shadow.querySelector(".pom")).lang;
      const used = store.pack();
      /** @type {Map<string, string>} */
      const found = new Map();
      await within(durable(found).catch(() => {}), SAVE_BOUND_MS);
      attempt(() => {
        for (const key of Object.keys(localStorage)) if (key.startsWith(keyOf(store, ""))) found.set(key, localStorage.getItem(key) ?? "");
      });
      const { pack, wording } = JSON.parse(await speech("questions", lang));
      const list = [{ id: pack.id, version: pack.version, name: wording.name, own: false, used: !used }];
      for (const [key, text] of found) {
        const id = key.slice(keyOf(store, "").length);
        try {
          const bundle = unpack(text);
          list.push({ id, version: bundle.pack.version, name: wordingOf(bundle, lang).name, own: true, used: used === id });
        } catch {
          list.push({ id, version: "", name: id, own: true, used: used === id });
        }
      }
      return JSON.stringify(list);
    }

    /** @param {string} id @param {string | undefined} text @returns {Promise<{ local: Status, durable: Status }>} */
    async function keep(id, text) {
      const key = keyOf(store, id);
      const local = attempt(() => (text === undefined ? localStorage.removeItem(key) : localStorage.setItem(key, text)));
      const write = transact("readwrite", (area) => void (text === undefined ? area.delete(key) : area.put({ text }, key)));
      return { local, durable: await within(write.then(() => /** @type {const} */ ("ok"), statusOf), SAVE_BOUND_MS) };
    }

    return {
      packs: () => packs().catch(() => "[]"),
      keepPack: async (id, text) => JSON.stringify(await keep(id, text)),
      removePack: async (id) => (await keep(id, undefined), packs().catch(() => "[]")),
      usePack(id, place) {
        store.pack(id);
        attempt(() => sessionStorage.setItem(`${prefixOf(store.key)}place${id && `:#${id}`}`, place));
        // Anew even where it is the same one, in another version.
        settle(true);
      },
    };
  }

  return { own, packTools };
}
