// Makes the site work without a network: registers its service worker and asks before an update takes over. Only the site's own page loads this, never a host page.

/** @param {string} name */
const address = (name) => new URL(name, import.meta.url).href;

/** The site's policy wants addresses of scripts to come from a named place; this is the only one, and it knows only one script. */
function workerAddress() {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  const known = address("./worker.js");
  return trustedTypes ? trustedTypes.createPolicy("pomscope", { createScriptURL: () => known }).createScriptURL(known) : known;
}

/** The bar's look, with the tokens of site.css; here, since hardly a visit needs it. */
const CSS = `
.pom-update{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;justify-content:center;padding:12px 16px;border-block-end:1px solid var(--line);background:var(--card);font:16px/1.5 var(--sans)}
.pom-update p{margin:0}
.pom-update button{min-block-size:44px;padding:0 18px;border:1px solid var(--accent);border-radius:4px;background:none;color:var(--accent);font:inherit;cursor:pointer}
.pom-update p+button{background:var(--accent);color:var(--paper)}`;

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
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
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
