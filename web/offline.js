// Makes the site work without a network: registers its service worker and asks before an update takes over. Only the site's own page loads this, never a host page.

/** @param {string} name */
const address = (name) => new URL(name, import.meta.url).href;

/** The site's policy wants addresses of scripts to come from a named place; this is the only one, and it knows only one script. */
function workerAddress() {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  const known = address("./worker.js");
  return trustedTypes ? trustedTypes.createPolicy("pomscope", { createScriptURL: () => known }).createScriptURL(known) : known;
}

/** @param {ServiceWorkerRegistration} registration */
function ask(registration) {
  const next = registration.waiting;
  if (!next || document.querySelector(".pom-update")) return;
  const bar = document.createElement("aside");
  bar.className = "pom-update";
  bar.setAttribute("role", "status");
  bar.lang = "en";
  const text = document.createElement("p");
  text.textContent = "A newer version of Pomscope is ready. Your answers stay as they are.";
  /** @param {string} label @param {() => void} run */
  const button = (label, run) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.onclick = run;
    return made;
  };
  bar.append(
    text,
    button("Use it now", () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      next.postMessage("update");
    }),
    button("Later", () => bar.remove()),
  );
  document.body.prepend(bar);
}

async function begin() {
  const registration = await navigator.serviceWorker.register(workerAddress());
  // The first one takes over at once, since nobody uses an older build.
  const look = () => navigator.serviceWorker.controller && ask(registration);
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  // Who leaves it open for days hears of an update, too; without a network nothing comes of asking.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => {});
  });
}

// Without a secure origin, or where the browser forbids it, the site works as before, with a network.
if ("serviceWorker" in navigator) begin().catch(() => {});
