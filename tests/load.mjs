// Measures the first load on a phone: bytes and requests, the time until the page can be read, and until the first answer counts, beside the floor page in the same run. Run alone it prints the figures as JSON; its argument is the number of rounds.

import { say } from "./content.mjs";
import { until } from "./harness.mjs";
import { address, host, PAGES, phone, PROFILE, spread, worked, written } from "./phone.mjs";

/** Longer than the slowest phone takes. */
const PATIENCE = 60_000;

/**
 * Runs in the page, before its scripts. Taps as soon as there is something to tap: on the way to the first question its
 * buttons, then the first radio. Notes when: all times are milliseconds since the page was asked for.
 */
function visitor({ begins }) {
  const now = () => performance.now();
  const seen = { steps: [] };
  globalThis.seen = seen;
  const note = (name, work) => async (...told) => {
    const begun = now();
    try {
      return await work(...told);
    } finally {
      seen[name] ??= { begun, ended: now() };
    }
  };
  for (const name of ["compileStreaming", "compile", "instantiate"]) {
    WebAssembly[name] = note(name, WebAssembly[name].bind(WebAssembly));
  }
  const define = customElements.define.bind(customElements);
  customElements.define = (...told) => {
    seen.defined ??= now();
    define(...told);
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint") seen.painted = entry.startTime;
  }).observe({ type: "paint", buffered: true });

  const shadow = () => document.querySelector("pom-scope")?.shadowRoot;
  const find = (selector) => shadow()?.querySelector(selector) ?? null;
  /** Whether a finger in the middle of it would hit it. */
  const reachable = (node) => {
    const target = node?.closest("label") ?? node;
    const box = target?.getBoundingClientRect();
    if (!box?.width || !box.height || node.disabled) return false;
    const at = [box.x + box.width / 2, box.y + box.height / 2];
    if (at[1] < 0 || at[1] > innerHeight) {
      target.scrollIntoView({ block: "center", behavior: "instant" });
      return false;
    }
    return target.contains(target.getRootNode().elementFromPoint(...at));
  };
  const painted = new WeakSet();
  /** Whether it stood there in the frame before: nobody taps on what was not painted. */
  const shown = (node) => {
    if (!reachable(node)) return false;
    if (painted.has(node)) return true;
    painted.add(node);
    return false;
  };
  const first = () =>
    [
      ["floor", document.querySelector("form input[type=radio]")],
      ["before the program", document.querySelector("pom-scope input[type=radio][name=pom-first]")],
      ["in the program", find("input[type=radio][name=now]")],
    ].find(([, radio]) => shown(radio));
  const onTheWay = () => find("#next") ?? [...(shadow()?.querySelectorAll("button") ?? [])].find((button) => button.textContent.startsWith(begins));
  const pressed = new WeakSet();

  /** Whether the answer is where it is to be: in the store, and with Pomscope on the screen of the program too. */
  const kept = ({ where, value }) => {
    if (where === "floor") return Object.values(JSON.parse(localStorage.getItem("floor") ?? "{}"))[0] === value;
    const texts = Object.entries(localStorage).filter(([key]) => key.startsWith("pomscope:a:")).map(([, text]) => text);
    if (!texts.some((text) => Object.values(JSON.parse(text).placement ?? {}).map(String).includes(value))) return false;
    seen.stored ??= now();
    if (find("input[type=radio][name=now]:checked")?.value === value) return true;
    // The program shows another screen: the way there is the reader's.
    if (seen.ready && now() - seen.stored > 2_000) location.hash = "#/quick/1";
    return false;
  };
  const look = () => {
    const title = document.querySelector("h1") ?? find("h1");
    if (title?.getBoundingClientRect().height > 0) seen.title ??= now();
    const question = find("input[type=radio][name=now]");
    if (question) seen.question ??= now();
    if (document.querySelector("pom-scope:state(ready)")) seen.ready ??= now();
    if (seen.tap) {
      if (kept(seen.tap)) {
        seen.kept = now();
        return;
      }
    } else {
      const [where, radio] = first() ?? [];
      if (radio) {
        seen.tap = { at: now(), where, value: radio.value };
        radio.click();
      } else {
        const button = question ? undefined : onTheWay();
        if (button && !pressed.has(button) && shown(button)) {
          pressed.add(button);
          seen.steps.push(now());
          button.click();
        }
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Notes what the network brings to a page, in its own time. */
function listen(session) {
  const requests = new Map();
  const timed = new Map();
  session.on("Network.requestWillBeSent", ({ requestId, request, timestamp, wallTime }) => {
    if (request.url.startsWith("data:")) return;
    requests.set(requestId, { url: request.url, begun: timestamp, parts: [] });
    timed.set(requestId, wallTime * 1000 - timestamp * 1000);
  });
  session.on("Network.requestServedFromCache", ({ requestId }) => requests.delete(requestId));
  session.on("Network.responseReceived", ({ requestId, response, timestamp }) => {
    const request = requests.get(requestId);
    if (!request) return;
    if (response.fromDiskCache) requests.delete(requestId);
    if (response.timing) request.first = response.timing.requestTime + response.timing.receiveHeadersEnd / 1000;
    request.parts.push([timestamp, response.encodedDataLength]);
  });
  session.on("Network.dataReceived", ({ requestId, timestamp, encodedDataLength }) => requests.get(requestId)?.parts.push([timestamp, encodedDataLength]));
  session.on("Network.loadingFinished", ({ requestId, timestamp, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (!request) return;
    // The end is told by the network; the parts by the page, which may be late.
    request.ended = timestamp;
    request.whole = encodedDataLength;
  });
  /** Everything asked for by a moment of the page, with the bytes that had come. */
  return (origin, moment) =>
    [...requests].flatMap(([id, { url, begun, first, ended, whole, parts }]) => {
      const at = (timestamp) => timestamp && timestamp * 1000 + timed.get(id) - origin;
      if (at(begun) > moment) return [];
      const bytes = at(ended) <= moment ? whole : parts.reduce((sum, [timestamp, bytes]) => (at(timestamp) <= moment ? sum + bytes : sum), 0);
      // The same name in every build.
      const name = (new URL(url).pathname.split("/").at(-1) || "index.html").replace(/-[0-9a-f]{10}(?=\.)/, "");
      return [{ name, bytes, begun: at(begun), first: at(first), ended: at(ended) }];
    });
}

/** One visit by somebody who has never been here. */
export async function visit(browser, server, name, { patience = PATIENCE } = {}) {
  const { page, session, close } = await phone(browser);
  try {
    const arrived = listen(session);
    await page.addInitScript(visitor, { begins: say("start.quick") });
    await page.goto(address(server, name), { waitUntil: "commit", timeout: PATIENCE });
    const kept = () => page.evaluate(() => globalThis.seen?.kept && globalThis.seen.painted);
    await until(kept, `the first answer on ${name} to be kept`, { within: patience });
    const { seen, origin } = await page.evaluate(() => ({ seen: globalThis.seen, origin: performance.timeOrigin }));
    // A tap that came before the program counts, and what the program weighs counts all the same.
    const files = arrived(origin, seen.tap.where === "before the program" ? Math.max(seen.tap.at, seen.ready) : seen.tap.at);
    return {
      where: seen.tap.where,
      readable: Math.max(seen.painted, seen.title),
      answerable: seen.tap.at,
      kept: seen.kept,
      work: await worked(session),
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      requests: files.length,
      files,
      stages: stages(seen, arrived(origin, seen.kept)),
    };
  } finally {
    await close();
  }
}

/** Where the milliseconds go: when each stage was over. */
function stages(seen, files) {
  const ended = (pattern) => files.find(({ name }) => pattern.test(name))?.ended;
  const compile = seen.compileStreaming ?? seen.compile;
  return {
    page: ended(/^index\.html$/),
    painted: seen.painted,
    loader: ended(/^pomscope\.js$/),
    defined: seen.defined,
    wasm: ended(/^app\.wasm$/),
    content: ended(/^content-/),
    compiled: compile?.ended,
    begunInstance: seen.instantiate?.begun,
    instance: seen.instantiate?.ended,
    ready: seen.ready,
    question: seen.question,
    tapped: seen.tap.at,
    kept: seen.kept,
  };
}

/** Visits both pages in turn, and compares each pair. */
export async function load(browser, { rounds }) {
  const server = await host();
  const visits = { floor: [], pomscope: [] };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 === 0 ? PAGES : [...PAGES].reverse();
      for (const name of order) visits[name].push(await visit(browser, server, name));
    }
  } finally {
    await server.stop();
  }
  const over = (name, what) => spread(visits[name].map((visit) => visit[what]));
  const ratio = (of) => spread(visits.pomscope.map((visit, round) => of(visit) / of(visits.floor[round])));
  const quickest = (name) => Math.min(...visits[name].map(({ answerable }) => answerable));
  const middle = (name) => {
    const { median } = over(name, "answerable");
    return visits[name].find(({ answerable }) => answerable === median);
  };
  const told = (name) => ({
    readable: over(name, "readable"),
    answerable: over(name, "answerable"),
    kept: over(name, "kept"),
    work: middle(name).work,
    bytes: middle(name).bytes,
    requests: middle(name).requests,
    where: middle(name).where,
    files: middle(name).files,
    stages: middle(name).stages,
  });
  return {
    profile: PROFILE,
    rounds,
    browser: browser.version(),
    ratio: {
      readable: ratio(({ readable }) => readable),
      answerable: ratio(({ answerable }) => answerable),
      work: ratio(({ work }) => work.all),
      quickest: quickest("pomscope") / quickest("floor"),
    },
    floor: told("floor"),
    pomscope: told("pomscope"),
  };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { launch } = await import("./chromium.mjs");
  const browser = await launch();
  try {
    console.log(written(await load(browser, { rounds: Number(process.argv[2] ?? 7) })));
  } finally {
    await browser.close();
  }
}
