// What only the room asks of the page, fetched with it: the store of workshops, idle time, the whole screen, the camera, and the ways out of it; never looks into a text.
import { LOAD_BOUND_MS, SAVE_BOUND_MS, SESSIONS, attempt, database, prefixOf, rangeOf, statusOf, within } from "./database.js";

/** @import { Handle, RoomBase, RoomHost, RoomRecord, RoomTools, Scan, Status } from "./pomscope.js" */

const ID = /^[a-z0-9]{4,32}$/;

const transact = database(SESSIONS, "records");

/** Where a session's things stand under a storage key. @param {string} storageKey */
function keysOf(storageKey) {
  const prefix = prefixOf(storageKey);
  return {
    sessions: `${prefix}s:`,
    drafts: `${prefix}d:`,
    everyResponse: `${prefix}r:`,
    lock: `${prefix}kiosk`,
    place: `${prefix}place`,
    /** @param {string} session */
    responses: (session) => `${prefix}r:${session}:`,
  };
}

/** What a session holds, refused where its id is none. @param {string[]} ids */
function check(...ids) {
  if (!ids.every((id) => ID.test(id))) throw new TypeError("no id of a session or a response");
}

/** @param {string} json @returns {RoomRecord[]} */
function recordsOf(json) {
  /** @type {RoomRecord[]} */
  const records = JSON.parse(json);
  check(...records.map(({ id }) => id));
  return records;
}

/**
 * The answer of a store as JSON, in time, whatever it does.
 * @param {() => Promise<object>} work
 * @param {number} bound
 * @param {object} none what it answers besides its status where it failed
 */
async function answerOf(work, bound, none = {}) {
  try {
    // A function that throws before it has a promise fails as well.
    const answer = await within((async () => work())(), bound);
    return JSON.stringify(answer === "failed" ? { status: answer, ...none } : answer);
  } catch (error) {
    return JSON.stringify({ status: statusOf(error), ...none });
  }
}

/** @param {any} value @returns {string | undefined} */
const textOf = (value) => (typeof value?.text === "string" ? value.text : undefined);

/** The text of every record in a range; what is none of ours stays where it is. @param {string} prefix @param {IDBRequest<IDBValidKey[]>} keys @param {IDBRequest<any[]>} values */
function found(prefix, keys, values) {
  /** @type {RoomRecord[]} */
  const records = [];
  values.result.forEach((value, at) => {
    const id = String(keys.result[at]).slice(prefix.length);
    const text = textOf(value);
    if (ID.test(id) && text !== undefined) records.push({ id, text });
  });
  return records;
}

/** What the room is told at its start. Responses are counted and never read: a kiosk holds nobody else's answers. @param {string} storageKey @returns {Promise<object>} */
async function saved(storageKey) {
  const keys = keysOf(storageKey);
  /** @type {string | null} */
  let locked = null;
  attempt(() => (locked = localStorage.getItem(keys.lock)));
  const read = async () => {
    const [sessions, drafts, responses] = await transact("readonly", (store) => [
      ...[keys.sessions, keys.drafts].map((prefix) => ({ prefix, keys: store.getAllKeys(rangeOf(prefix)), values: store.getAll(rangeOf(prefix)) })),
      { prefix: keys.everyResponse, keys: store.getAllKeys(rangeOf(keys.everyResponse)) },
    ]);
    /** @type {Record<string, number>} */
    const counts = {};
    for (const key of responses.keys.result) {
      const [session] = String(key).slice(keys.everyResponse.length).split(":");
      counts[session] = (counts[session] ?? 0) + 1;
    }
    /** @param {any} part */
    const of = (part) => found(part.prefix, part.keys, part.values);
    return { status: "ok", sessions: of(sessions).map(({ id, text }) => ({ id, text, responses: counts[id] ?? 0 })), drafts: of(drafts), locked };
  };
  const lacks = [...(document.fullscreenEnabled ? [] : ["wholeScreen"]), ...("wakeLock" in navigator ? [] : ["wakeLock"])];
  return { ...JSON.parse(await answerOf(read, LOAD_BOUND_MS, { sessions: [], drafts: [], locked })), lacks };
}

/**
 * The sessions under a storage key. Each function is one transaction, which is on the disk when it answers.
 * @param {string} storageKey
 */
function sessionStore(storageKey) {
  const keys = keysOf(storageKey);
  /** @param {IDBObjectStore} store @param {string} session @param {RoomRecord[]} responses */
  const put = (store, session, responses) => responses.forEach(({ id, text }) => store.put({ text }, keys.responses(session) + id));

  return {
    /** @param {string} session */
    open: (session) =>
      answerOf(
        async () => {
          check(session);
          const prefix = keys.responses(session);
          const [record, names, values] = await transact("readonly", (store) => [store.get(keys.sessions + session), store.getAllKeys(rangeOf(prefix)), store.getAll(rangeOf(prefix))]);
          const text = textOf(record.result);
          // A record that is there and holds no text is not to be taken for none.
          const status = record.result !== undefined && text === undefined ? "failed" : "ok";
          return { status, text: text ?? null, responses: found(prefix, names, values) };
        },
        LOAD_BOUND_MS,
        { text: null, responses: [] },
      ),

    /** @param {string} session @param {string} text @param {string | undefined} expected @param {string} responsesJson */
    write: (session, text, expected, responsesJson) =>
      answerOf(
        async () => {
          check(session);
          const responses = recordsOf(responsesJson);
          return transact("readwrite", (store) => {
            /** @type {{ status: Status | "changed", text: string | null }} */
            const answer = { status: "ok", text: null };
            const there = store.get(keys.sessions + session);
            there.onsuccess = () => {
              const held = textOf(there.result);
              if (there.result !== undefined && held === undefined) answer.status = "failed";
              else if (held !== (expected ?? undefined)) Object.assign(answer, { status: "changed", text: held ?? null });
              else {
                store.put({ text }, keys.sessions + session);
                put(store, session, responses);
              }
            };
            return answer;
          });
        },
        SAVE_BOUND_MS,
        { text: null },
      ),

    /** @param {string} session @param {string} responsesJson @param {boolean} clearDraft */
    add: (session, responsesJson, clearDraft) =>
      answerOf(
        async () => {
          check(session);
          const responses = recordsOf(responsesJson);
          return transact("readwrite", (store) => {
            /** @type {{ status: Status, there: RoomRecord[] }} */
            const answer = { status: "ok", there: [] };
            // One after the other, so that the last knows of all before, the same id twice among them.
            const next = (/** @type {number} */ at) => {
              const response = responses[at];
              if (!response) {
                if (clearDraft && !answer.there.length) store.delete(keys.drafts + session);
                return;
              }
              const key = keys.responses(session) + response.id;
              const there = store.get(key);
              there.onsuccess = () => {
                if (there.result === undefined) store.put({ text: response.text }, key);
                else answer.there.push({ id: response.id, text: textOf(there.result) ?? "" });
                next(at + 1);
              };
            };
            const record = store.get(keys.sessions + session);
            record.onsuccess = () => {
              // Another tab has removed the session: answers without one would never be shown, and never go.
              if (record.result === undefined) answer.status = "failed";
              else next(0);
            };
            return answer;
          });
        },
        SAVE_BOUND_MS,
        { there: [] },
      ),

    /** @param {string} session */
    remove: (session) =>
      answerOf(async () => {
        check(session);
        await transact("readwrite", (store) => {
          store.delete(keys.sessions + session);
          store.delete(keys.drafts + session);
          store.delete(rangeOf(keys.responses(session)));
        });
        attempt(() => localStorage.getItem(keys.lock) === session && localStorage.removeItem(keys.lock));
        return { status: "ok" };
      }, SAVE_BOUND_MS),

    /** @param {string} session @param {string | undefined} text */
    draft: (session, text) =>
      answerOf(async () => {
        check(session);
        return transact("readwrite", (store) => {
          const answer = { status: "ok" };
          if (text === undefined) {
            store.delete(keys.drafts + session);
            return answer;
          }
          const record = store.get(keys.sessions + session);
          record.onsuccess = () => {
            if (record.result === undefined) answer.status = "failed";
            else store.put({ text }, keys.drafts + session);
          };
          return answer;
        });
      }, SAVE_BOUND_MS),

    /** @param {string | undefined} session */
    lock: (session) =>
      void attempt(() => {
        if (session === undefined) localStorage.removeItem(keys.lock);
        else localStorage.setItem(keys.lock, session);
      }),
  };
}

/** What counts as somebody being there. */
const SIGNS = ["pointerdown", "keydown", "touchstart", "pointermove", "wheel", "scroll", "input"];

/** Tells of idle time, by the clock and not by counting: a tab that slept knows when it wakes. @param {Pick<RoomHost, "call" | "signal">} host */
function watcher({ call, signal }) {
  let ending = new AbortController();
  return (/** @type {number} */ warnAfterSecs) => {
    ending.abort();
    if (!warnAfterSecs || signal.aborted) return;
    ending = new AbortController();
    const options = { capture: true, passive: true, signal: ending.signal };
    let last = Date.now();
    let told = false;
    const tell = () => {
      // A clock that was set back makes nobody idle.
      if (Date.now() < last) last = Date.now();
      const idle = Math.floor((Date.now() - last) / 1000);
      if (idle < warnAfterSecs) return;
      told = true;
      call((handle) => handle.tick(idle));
    };
    const active = () => {
      // Whoever wakes a tablet need not be who left it: how long nobody was there is told first.
      tell();
      last = Date.now();
      if (!told) return;
      told = false;
      call((handle) => handle.tick(0));
    };
    for (const type of SIGNS) addEventListener(type, active, options);
    document.addEventListener("visibilitychange", tell, options);
    const timer = setInterval(tell, 1000);
    const stop = () => ending.abort();
    ending.signal.addEventListener("abort", () => {
      clearInterval(timer);
      signal.removeEventListener("abort", stop);
    });
    signal.addEventListener("abort", stop);
  };
}

/** The whole screen, kept awake, and what tells that it was left. @param {Pick<RoomHost, "shadow" | "call" | "signal">} host */
function shower({ shadow, call, signal }) {
  const element = shadow.host;
  let ending = new AbortController();
  /** Whether the window loses focus to something that the room itself asked for. */
  let away = false;
  const isWhole = () => element.matches(":fullscreen");

  /** @param {boolean} whole */
  const show = (whole) => {
    ending.abort();
    if (!whole) {
      if (isWhole()) document.exitFullscreen().catch(() => {});
      return;
    }
    if (signal.aborted) return;
    ending = new AbortController();
    const mine = ending.signal;
    const options = { signal: mine };
    let entered = isWhole();
    // Without a touch or a key just before, browsers refuse, and say so on the console.
    const may = navigator.userActivation?.isActive ?? true;
    if (!entered && may) element.requestFullscreen?.({ navigationUI: "hide" }).catch(() => {});
    const covered = () => call((handle) => handle.covered());
    element.addEventListener(
      "fullscreenchange",
      () => {
        if (entered && !isWhole()) covered();
        entered = isWhole();
      },
      options,
    );
    // A frame of this page that takes focus leaves it in the document; only the task after tells.
    addEventListener("blur", () => setTimeout(() => !mine.aborted && !away && !document.hasFocus() && covered()), options);
    addEventListener("focus", () => (away = false), options);

    /** @type {WakeLockSentinel | undefined} */
    let lock;
    const wake = async () => {
      try {
        const taken = await navigator.wakeLock?.request("screen");
        if (mine.aborted) await taken?.release();
        else lock = taken;
      } catch {
        // A low battery, or a browser that keeps no screen awake.
      }
    };
    wake();
    document.addEventListener("visibilitychange", () => (document.hidden ? !away && covered() : wake()), options);
    const stop = () => ending.abort();
    mine.addEventListener("abort", () => {
      lock?.release().catch(() => {});
      signal.removeEventListener("abort", stop);
    });
    signal.addEventListener("abort", stop);
  };
  return { show, leave: () => (away = true), back: () => (away = false) };
}

/** Shadow roots that are watched for radios that go. @type {WeakSet<ShadowRoot>} */
const tidied = new WeakSet();

/**
 * Chromium keeps a radio that was taken out of a shadow root in its group for good, and with it the screen that it stood on and
 * what was chosen there. Only one that is in the tree leaves its group: each comes back for a moment, unchosen, to lose its name.
 * @param {ShadowRoot} shadow
 */
function letRadiosGo(shadow) {
  if (tidied.has(shadow)) return;
  tidied.add(shadow);
  const named = "input[type=radio][name]";
  /** @param {Node} node @returns {HTMLInputElement[]} */
  const radios = (node) => (node instanceof Element ? /** @type {any} */ ([...(node.matches(named) ? [node] : []), ...node.querySelectorAll(named)]) : []);
  new MutationObserver((changes) => {
    for (const radio of changes.flatMap(({ removedNodes }) => [...removedNodes].flatMap(radios))) {
      // One that was only moved is still there.
      if (radio.isConnected) continue;
      // Chosen, it would take the choice from the one that stands in its place.
      radio.checked = false;
      shadow.append(radio);
      radio.removeAttribute("name");
      radio.remove();
    }
  }).observe(shadow, { childList: true, subtree: true });
}

/** @param {RoomBase} base */
export function open({ FILES, given, once, get, importGlue, pick, tools }) {
  /** What reads QR codes: a module of its own, fetched when a camera is first wanted. @returns {Promise<Scan>} */
  const scanner = () =>
    once("scanner", async () => {
      const bytes = async () => given?.scan.wasm() ?? (await get(FILES.scan.wasm)).arrayBuffer();
      const [glue, wasm] = await Promise.all([importGlue("scan"), bytes()]);
      return glue.open({ wasm, glue });
    });

  return {
    saved,

    /** @param {RoomHost} host @returns {RoomTools} */
    tools(host) {
      const { shadow, store, port, signal, saving } = host;
      const element = shadow.host;
      letRadiosGo(shadow);
      // Nobody calls a program that has ended: what comes for it is not the next one's.
      const call = (/** @type {(handle: Handle) => void} */ work) => {
        if (!signal.aborted) host.call(work);
      };
      const sessions = sessionStore(store.key);
      const { show, leave, back } = shower({ shadow, call, signal });
      /** @type {AbortController | undefined} */
      let scanning;
      // The instance goes once what its end set going is over.
      signal.addEventListener("abort", () => {
        scanning?.abort();
        setTimeout(host.drop);
      });

      /** The element waits for what is being written before it ends a program. @param {Promise<string>} answer */
      const waited = (answer) => {
        saving.add(answer);
        answer.then(() => saving.delete(answer));
        return answer;
      };

      return {
        ...tools(host),

        save: (id, text) => waited(store.save(id, text)),
        roomOpen: sessions.open,
        roomWrite: (...told) => waited(sessions.write(...told)),
        roomAdd: (...told) => waited(sessions.add(...told)),
        roomRemove: (session) => waited(sessions.remove(session)),
        roomDraft: (...told) => waited(sessions.draft(...told)),
        roomLock: sessions.lock,

        roomRenew(place) {
          store.place(place);
          // The program asks for its own end: it has to have returned.
          setTimeout(() => {
            if (signal.aborted) return;
            element.scrollTop = 0;
            element.scrollIntoView({ block: "start", behavior: "instant" });
            host.renew();
          });
        },

        leaveRoom(place) {
          // Whose page says kiosk, decides when it is over.
          if (element.getAttribute("mode") === "kiosk") return;
          show(false);
          store.place(place ?? "");
          if (place === undefined) attempt(() => sessionStorage.removeItem(keysOf(store.key).place));
          if (location.hash.startsWith("#/workshop")) port.history(location.pathname + location.search, true);
          // Whoever left by a button that is gone finds focus where the next program begins.
          element.addEventListener("pomscope-ready", () => port.focus("title"), { once: true });
          host.settle();
        },

        async pickAll(accept) {
          leave();
          const picked = await pick(shadow, accept, signal, true);
          back();
          return picked;
        },

        roomWatch: watcher({ call, signal }),
        roomShow: show,

        scan(begin) {
          scanning?.abort();
          scanning = undefined;
          if (!begin || signal.aborted) return;
          const mine = (scanning = new AbortController()).signal;
          leave();
          const tell = (/** @type {string} */ kind, /** @type {string} */ text = "") => {
            back();
            if (!mine.aborted) call((handle) => handle.scanned(kind, text));
          };
          const begun = async () => {
            const { start } = await scanner();
            if (mine.aborted) return;
            const place = shadow.getElementById("camera");
            if (!place) return tell("failed");
            const video = document.createElement("video");
            Object.assign(video, { className: "pom-video", autoplay: true, muted: true, playsInline: true });
            video.addEventListener("playing", back);
            mine.addEventListener("abort", () => video.remove());
            place.append(video);
            start(video, tell, mine);
          };
          begun().catch(() => tell("failed"));
        },
      };
    },
  };
}
