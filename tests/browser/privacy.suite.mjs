// Nothing that one enters leaves the browser: everything is walked through with a marker in every text, in each form, and what was asked for is read to the last byte. How the count is made is element.suite's, what the page is told is share.suite's.

import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { suite, test, equal, guarded, match, ok, ready, until } from "../harness.mjs";
import { FLAGS, launch } from "../chromium.mjs";
import { statements } from "../content.mjs";
import { HOST_POLICY } from "../embedding.mjs";
import { embedded, everything, markers, preloaded, silentPrints } from "../everything.mjs";
import { button, dialog, menu } from "../journey.mjs";
import { ROOT, SITE } from "../server.mjs";

const FILE = process.env.POMSCOPE_FILE ?? join(ROOT, "dist/pomscope.html");
/** Put on once everything was fetched: no connection, no frame, no image that is not in the page. */
const NO_CONNECTION = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

const around = (body) => ({ body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Somebody's page</title><link rel="icon" href="data:,">${body}</html>`, headers: { "content-security-policy": HOST_POLICY } });
const PAGES = {
  "/host.html": around('<script type="module" src="/any/path/pomscope.js"></script></head><body><pom-scope eager></pom-scope></body>'),
};

/** Where a Chromium calls of its own accord, with no page open: updates, sign-in. */
const ITS_OWN = /(^|\.)(google|googleapis|gstatic)\.com(:\d+)?$/;

/** The addresses asked for and the names looked up, in a browser's own record of its network. */
function connections(record) {
  const { constants, events } = JSON.parse(record);
  const names = Object.fromEntries(Object.entries(constants.logEventTypes).map(([name, number]) => [number, name]));
  const asked = events.flatMap(({ type, params }) => (names[type] === "URL_REQUEST_START_JOB" ? params?.url ?? [] : names[type] === "HOST_RESOLVER_MANAGER_JOB" ? params?.host ?? [] : []));
  return [...new Set(asked)].filter((address) => !/^(file|data|blob|chrome|chrome-untrusted|devtools|about):/.test(address) && !ITS_OWN.test(address.replace(/^\w+:\/\//, "").split("/")[0]));
}

/** Whatever could leave a page, but for the requests that the browser tells of: each use is noted. */
const watched = (context) => context.addInitScript(() => {
  globalThis.left = [];
  const note = (name) => globalThis.left.push(name);
  for (const name of ["WebSocket", "WebTransport", "EventSource", "RTCPeerConnection", "XMLHttpRequest", "SharedWorker", "Worker"]) {
    if (globalThis[name]) globalThis[name] = new Proxy(globalThis[name], { construct: (of, told) => (note(name), Reflect.construct(of, told)) });
  }
  for (const [of, name] of [[Navigator.prototype, "sendBeacon"], [globalThis, "open"], [globalThis, "postMessage"], [HTMLFormElement.prototype, "submit"], [HTMLFormElement.prototype, "requestSubmit"]]) {
    const own = of[name];
    of[name] = function (...told) {
      note(name);
      return own.apply(this, told);
    };
  }
  const { fetch } = globalThis;
  globalThis.fetch = (what, how) => {
    if (how?.body || how?.method || how?.headers || typeof what !== "string") note("fetch with more than an address");
    return fetch(what, how);
  };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node.nodeName === "LINK" && /dns-prefetch|preconnect|prerender|prefetch/.test(node.rel)) note(`link ${node.rel}`);
  }).observe(document, { childList: true, subtree: true });
});

/** What the page did beside requests, and what in it could make one without being asked. */
async function nothingElse(page) {
  equal(await page.evaluate(() => globalThis.left), [], "ways out that are no requests");
  equal(await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("pom-scope");
    const rules = [...document.adoptedStyleSheets, ...document.styleSheets, ...shadowRoot.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText));
    return [
      ...rules.flatMap((text) => text.match(/url\((?!["']?(data:|#))[^)]*\)|image-set\([^)]*\)/g) ?? []),
      ...[...shadowRoot.querySelectorAll("a[ping], form[action], [style*=url], img:not([src^='data:']), iframe[src], object, embed, link, video[src], audio, base")].map((node) => node.outerHTML),
    ];
  }), [], "what would make one");
}

/** Every request that leaves a context's pages: address, method, headers, body. */
function logged(context) {
  const log = [];
  context.on("request", (request) => {
    const { protocol } = new URL(request.url());
    if (!["blob:", "data:", "about:"].includes(protocol)) log.push(request);
  });
  context.on("page", (page) => page.on("websocket", (socket) => log.push({ url: () => socket.url(), method: () => "WEBSOCKET", postData: () => null, allHeaders: async () => ({}) })));
  return log;
}

/** A text in the forms in which it could stand in a request. */
function forms(text) {
  const bytes = Buffer.from(text);
  return [text, encodeURIComponent(text), bytes.toString("base64").replace(/=+$/, "").slice(0, -1), bytes.toString("hex"), text.replaceAll("-", "")].map((form) => form.toLowerCase());
}

/** Nothing of what was entered stands in what was asked for: texts, ids of statements, the code. */
function holdsNothing(asked, entered) {
  const all = asked.join("\n").toLowerCase();
  for (const text of entered) for (const form of forms(text)) ok(!all.includes(form), `${text} in a request`);
}

/** What the server saw, as lines: method, address, headers. */
const seenBy = (server) => server.requests.map(({ method, path, headers }) => `${method} ${path} ${(headers ?? []).join(" ")}`);

/** What stands for ratings, wherever they are written. */
const RATINGS = [...statements.map(({ id }) => id), "largely", "partly"];
const answersIn = (taken) => [taken.code, ...RATINGS];

/** Headers by which the site's own requests may differ: those that browsers send with any request. */
const USUAL = /^(host|connection|accept|accept-encoding|accept-language|user-agent|referer|origin|sec-[\w-]+|cache-control|pragma|upgrade-insecure-requests|if-none-match|if-modified-since|purpose|service-worker|priority|dnt|range)$/i;

suite("privacy", () => {
  test("on the site, with a marker in every text, the server is asked for the program's files and for nothing more", async ({ page, context, open, server }) => {
    await watched(context);
    await silentPrints(page);
    const log = logged(context);
    await open();
    const { given, mark } = markers();
    const taken = await everything(page, mark);
    await nothingElse(page);
    ok(given.length > 40, `${given.length} markers`);
    // They were entered, and can be found where they belong.
    ok([taken.assessment, taken["take.markdown"], taken.handed].every((text) => given.some((marker) => text.includes(marker))), "the markers are in the files that one takes");
    holdsNothing(seenBy(server), [...given, ...answersIn(taken)]);
    for (const request of log) {
      const headers = await request.allHeaders();
      equal([request.method(), request.postData()], ["GET", null], request.url());
      holdsNothing([request.url(), JSON.stringify(headers)], [...given, ...answersIn(taken)]);
    }
    const names = server.requests.map(({ path }) => path.slice(server.base.length));
    equal(names.filter((name) => name !== "" && !server.files.includes(name)), [], "files of this build, without a query");
    const odd = server.requests.flatMap(({ headers }) => headers.filter((_, at) => at % 2 === 0)).filter((name) => !USUAL.test(name));
    equal(odd, [], "headers");
    ok(server.requests.every(({ headers }) => !headers.some((name) => /^cookie$/i.test(name))), "no cookie");
  });

  test("on the site, once its files are there, everything runs with the server stopped and under a policy that forbids all connections", async ({ page, context, open, server, expectConsole }) => {
    expectConsole(/Fetch API cannot load|connect-src/);
    await watched(context);
    await silentPrints(page);
    await open();
    await until(() => page.evaluate(() => navigator.serviceWorker.controller?.state), "the worker to have taken over", { wanted: "activated" });
    await preloaded(page);
    await server.stop();
    // With each new address the browser itself asks for the page's icon.
    await page.evaluate(() => document.querySelector("link[rel=icon]").setAttribute("href", "data:,"));
    await page.evaluate((policy) => document.head.append(Object.assign(document.createElement("meta"), { httpEquiv: "content-security-policy", content: policy })), NO_CONNECTION);
    equal(await page.evaluate(() => fetch("./").then(() => "went", () => "refused")), "refused", "the policy holds");
    await page.evaluate(() => globalThis.left.splice(0));
    const log = logged(context);
    const { mark } = markers();
    const taken = await everything(page, mark);
    ok([taken.pdf, taken.session].every((bytes) => bytes.subarray(0, 5).equals(Buffer.from("%PDF-"))), "both are PDFs");
    equal(log.map((request) => request.url()), [], "nothing is asked for");
    await nothingElse(page);
  }, { context: { serviceWorkers: "allow" } });

  test("from the single file, on a disk, everything runs, nothing is asked for, and no name is looked up", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pomscope privacy "));
    const net = join(folder, "net.json");
    const browser = await launch({ args: [...FLAGS, `--log-net-log=${net}`, "--net-log-capture-mode=Everything"] });
    try {
      copyFileSync(FILE, join(folder, "pomscope.html"));
      const address = pathToFileURL(join(folder, "pomscope.html")).href;
      const { context, watch } = await guarded(browser, {}, ["null"]);
      await watched(context);
      const log = logged(context);
      const page = await context.newPage();
      await silentPrints(page);
      await page.goto(address);
      await ready(page);
      const { given, mark } = markers();
      const taken = await everything(page, mark);
      ok(taken.pdf.subarray(0, 5).equals(Buffer.from("%PDF-")), "it is a PDF");
      equal([...new Set(log.map((request) => request.url().split("#")[0]))], [address]);
      await nothingElse(page);
      equal(watch.problems(), []);
      await context.close();
      await browser.close();
      // The browser's own record of its network: not even itself had anything to do there.
      const record = readFileSync(net, "utf8");
      match(record, /HOST_RESOLVER/, "the record names what it would hold");
      equal(connections(record), []);
      holdsNothing([record], [...given, taken.code]);
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("the record of the network sees a connection and a look-up that are made", async ({ server }) => {
    const folder = mkdtempSync(join(tmpdir(), "pomscope record "));
    const net = join(folder, "net.json");
    const browser = await launch({ args: [...FLAGS, `--log-net-log=${net}`, "--net-log-capture-mode=Everything"] });
    try {
      const page = await browser.newPage();
      await page.goto(server.url);
      await page.evaluate(() => fetch("http://somewhere.invalid/?zq000Wyvern").catch(() => {}));
      await browser.close();
      const record = readFileSync(net, "utf8");
      const seen = connections(record);
      ok(seen.includes(server.url) && seen.some((address) => address.includes("somewhere.invalid")), seen.join(" "));
      match(record, /zq000Wyvern/, "and what was said");
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }, { server: { policy: null } });

  const FORMS = {
    "embedded in a page": async ({ page, server }) => {
      await page.goto(`${server.origin}/host.html`);
      return ready(page);
    },
    "in a frame of its own": async ({ page, server }) => {
      const address = `/any/path/frame.html?${new URLSearchParams({ parent: server.origin, id: "one" })}`.replaceAll("&", "&amp;");
      server.page("/around.html", around(`<script type="module" src="/any/path/pomscope-frame.js"></script></head><body><iframe title="Self-assessment" data-pomscope width="900" height="900" src="${address}"></iframe></body>`));
      await page.goto(`${server.origin}/around.html`);
      const inside = page.frameLocator("iframe").locator("pom-scope");
      await until(() => inside.evaluate((node) => node.matches(":state(ready)")), "the widget in the frame");
      return inside;
    },
  };
  for (const [form, visit] of Object.entries(FORMS)) {
    test(`${form}, no marker stands in any request, also after all was handed to the page`, async (fixtures) => {
      const { page, context, server } = fixtures;
      await watched(context);
      const log = logged(context);
      const where = await visit(fixtures);
      const { given, mark } = markers();
      await embedded(where, mark);
      ok(given.length > 4, `${given.length} markers`);
      holdsNothing(seenBy(server), [...given, ...RATINGS]);
      for (const request of log) {
        equal([request.method(), request.postData()], ["GET", null], request.url());
        holdsNothing([request.url(), JSON.stringify(await request.allHeaders())], given);
      }
      // In a frame one speaks to the page around by messages: that is how it hears of height and progress.
      const left = await page.evaluate(() => globalThis.left);
      equal(left.filter((name) => name !== "postMessage"), []);
    }, { server: { pages: PAGES } });
  }

  test("what the site says of its requests is what the server saw, but for those by which it keeps itself", async ({ page, open, server }) => {
    await open();
    const before = server.requests.length;
    await preloaded(page);
    await page.waitForLoadState("networkidle");
    await menu(page).click();
    await button(page, "menu.about").click();
    const [data, program] = await dialog(page).locator("dl dd").allInnerTexts();
    const since = server.requests.slice(before).map(({ path }) => path.slice(server.base.length));
    // The icon is the browser's own wish.
    const own = since.filter((name) => !/^(offline\.js|worker\.js|icon[\w-]*\.(svg|png))$/.test(name));
    equal([data, program], ["0", `${own.length}`], own.join(" "));
    equal(new Set(own).size, own.length, "each once");
  });

  test("no file that is served knows a way out but fetching a file", () => {
    const names = readdirSync(SITE).filter((name) => /\.(js|css|html)$/.test(name));
    const WAYS = /sendBeacon|WebSocket|WebTransport|EventSource|RTCPeerConnection|XMLHttpRequest|dns-prefetch|preconnect|\bping=|<form[^>]+action|@import|url\((?!["']?(?:data:|#|%23))/g;
    equal(names.flatMap((name) => (readFileSync(join(SITE, name), "utf8").match(WAYS) ?? []).map((way) => `${name}: ${way}`)), []);
    ok(names.length > 10, "files were read");
    equal("navigator.sendBeacon(u); background:url(x.png)".match(WAYS).length, 2, "a way out is seen");
  });
});
