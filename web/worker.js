// The site's service worker: keeps every file of one build on the device and answers from there; makes no request of its own but for these files.

/** @import { Kept } from "./pomscope.js" */

/** Which build this is and which files belong to it; the build writes both in. @type {Kept} */
const KEPT = { hash: "dev", files: [] };

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** Another site of Pomscope on the same origin has its own scope, hence its own caches. */
const OURS = `pomscope ${worker.registration.scope} `;
const NAME = OURS + KEPT.hash;

worker.addEventListener("install", (event) => {
  // Past the browser's own cache: half of it may be of an older build.
  const fresh = KEPT.files.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(fresh)));
});

worker.addEventListener("activate", (event) => event.waitUntil(Promise.all([worker.clients.claim(), tidy()])));

worker.addEventListener("message", ({ data }) => {
  // An update waits until its user says so.
  if (data === "update") worker.skipWaiting();
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(worker.registration.scope)) event.respondWith(answer(request));
});

/** @param {Request} request */
async function answer(request) {
  const page = request.mode === "navigate" && new URL(request.url).pathname === new URL(worker.registration.scope).pathname;
  const cache = await caches.open(NAME);
  // A page that was opened before an update still asks for the files of its own build.
  const kept = (await cache.match(page ? "./" : request, { ignoreSearch: true })) ?? (await caches.match(request, { ignoreSearch: true }));
  return kept ?? fetch(request);
}

/** Drops the builds that no open page can be made of any more. */
async function tidy() {
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.length > 1) return;
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== NAME) await caches.delete(name);
}
