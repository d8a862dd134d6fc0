// A static server for the browser tests: a built site under any path, counted, stoppable. What is asserted is in the suites.

import { createServer } from "node:http";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, extname, relative, sep } from "node:path";
import { brotliCompressSync } from "node:zlib";

export const ROOT = new URL("..", import.meta.url).pathname;
/** The site's content security policy; the same file that `cargo xtask serve` sends. */
export const POLICY = readFileSync(join(ROOT, "xtask/policy.txt"), "utf8").trim();

/** What is tested: dist/site, or another build that POMSCOPE_SITE names. */
export const SITE = process.env.POMSCOPE_SITE ?? join(ROOT, "dist/site");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
};

/** Where the script that stands first is served. */
const PRELUDE = "/prelude.js";

const folders = new Map();

/** Every file of a folder, read once a run: "app.js" -> bytes. */
function filesOf(folder) {
  let files = folders.get(folder);
  if (!files) {
    files = new Map();
    const walk = (at) => {
      for (const name of readdirSync(at)) {
        const path = join(at, name);
        if (statSync(path).isDirectory()) walk(path);
        else files.set(relative(folder, path).split(sep).join("/"), readFileSync(path));
      }
    };
    walk(folder);
    folders.set(folder, files);
  }
  return files;
}

/** Of files that have no twin, each once a run. */
const twins = new WeakMap();

/** As the build compresses: the twin that it wrote, or what it would have written. */
function compressed({ body, twin }) {
  if (twin) return twin;
  if (!(body instanceof Buffer)) return brotliCompressSync(body);
  if (!twins.has(body)) twins.set(body, brotliCompressSync(body));
  return twins.get(body);
}

/**
 * Starts a server on a free port of 127.0.0.1.
 *
 * folder   what is served, dist/site by default
 * base     the path it is served under; the site must work under any
 * policy   the content-security-policy header, or null for none
 * headers  more headers for every answer
 * roots    more folders that are served, by path: { "/examples/": "/…/examples" }
 * pages    extra answers by path: { "/host.html": "<!doctype html>…" } or { body, type, status, headers }
 * prelude  a script that stands first in every page, for engines whose driver can put none there
 * brotli   sends what is compressed to browsers that take it, as a host does
 *
 * The answer has `url` (of the site), `origin`, `requests` (method, path, raw headers, status, bytes), `files` (their names), `page(path, answer)` to add
 * one later, `built` (the hashed names of glue, wasm, css, reportCss, content, and under `desk` and `room` those of the other programs), `stop()`, and `start()`, which takes
 * the same port again.
 */
export async function serve({ folder = SITE, base = "/any/path/", policy = POLICY, headers = {}, roots = {}, pages = {}, prelude, brotli = false } = {}) {
  const files = filesOf(folder);
  if (!files.has("index.html")) throw new Error(`there is no site in ${folder}; build it with: cargo xtask dist`);
  const extra = new Map(Object.entries(pages));
  if (prelude) extra.set(PRELUDE, { body: prelude, type: ".js" });
  const requests = [];
  const named = (pattern) => [...files.keys()].find((name) => pattern.test(name));
  const built = {
    glue: named(/^app-[0-9a-f]{10}\.js$/),
    wasm: named(/^app-[0-9a-f]{10}\.wasm$/),
    css: named(/^pomscope-[0-9a-f]{10}\.css$/),
    reportCss: named(/^report-[0-9a-f]{10}\.css$/),
    content: named(/^content-en-[0-9a-f]{10}\.json$/),
    desk: {
      glue: named(/^desk-[0-9a-f]{10}\.js$/),
      wasm: named(/^desk-[0-9a-f]{10}\.wasm$/),
      css: named(/^desk-[0-9a-f]{10}\.css$/),
      content: named(/^desk-en-[0-9a-f]{10}\.json$/),
    },
    room: {
      glue: named(/^room-[0-9a-f]{10}\.js$/),
      wasm: named(/^room-[0-9a-f]{10}\.wasm$/),
      css: named(/^room-[0-9a-f]{10}\.css$/),
      content: named(/^room-en-[0-9a-f]{10}\.json$/),
      tools: named(/^room-tools-[0-9a-f]{10}\.js$/),
    },
  };

  const answerTo = (request) => {
    const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
    if (request.method !== "GET" && request.method !== "HEAD") return { status: 405, body: "GET and HEAD only\n", type: ".txt" };
    if (extra.has(path)) {
      const page = extra.get(path);
      return typeof page === "string" ? { status: 200, body: page, type: extname(path) || ".html" } : { status: 200, type: extname(path) || ".html", ...page };
    }
    if (path.startsWith(base)) {
      const name = path.endsWith("/") ? `${path.slice(base.length)}index.html` : path.slice(base.length);
      const body = files.get(name);
      if (body) return { status: 200, body, type: extname(name), twin: files.get(`${name}.br`) };
    }
    for (const [root, from] of Object.entries(roots)) {
      const name = path.endsWith("/") ? `${path}index.html` : path;
      const body = path.startsWith(root) && filesOf(from).get(name.slice(root.length));
      if (body) return { status: 200, body, type: extname(name) };
    }
    return { status: 404, body: "No such file in this site\n", type: ".txt" };
  };

  const listener = (request, response) => {
    const answer = answerTo(request);
    const first = prelude && answer.type === ".html" ? String(answer.body).replace(/^(\s*<!doctype html>)?/i, `$&<script src="${PRELUDE}"></script>`) : answer.body;
    const packed = brotli && answer.status === 200 && /\bbr\b/.test(request.headers["accept-encoding"]);
    const body = packed ? compressed({ body: first, twin: prelude ? undefined : answer.twin }) : Buffer.from(first ?? "");
    requests.push({ method: request.method, path: request.url, headers: request.rawHeaders, status: answer.status, bytes: body.length });
    response.writeHead(answer.status, {
      "content-type": TYPES[answer.type] ?? answer.type ?? "application/octet-stream",
      "content-length": body.length,
      ...(packed ? { "content-encoding": "br" } : {}),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...(policy ? { "content-security-policy": policy } : {}),
      ...headers,
      ...answer.headers,
    });
    response.end(request.method === "HEAD" ? undefined : body);
  };

  let server;
  let port = 0;
  const start = () =>
    new Promise((resolve, reject) => {
      server = createServer(listener);
      server.once("error", reject);
      server.listen(port, "127.0.0.1", () => {
        port = server.address().port;
        resolve();
      });
    });
  const stop = () =>
    new Promise((resolve) => {
      if (!server) return resolve();
      server.close(() => resolve());
      server.closeAllConnections();
      server = undefined;
    });

  await start();
  return {
    origin: `http://127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}${base}`,
    base,
    built,
    files: [...files.keys()],
    requests,
    page: (path, answer) => extra.set(path, answer),
    start,
    stop,
  };
}
