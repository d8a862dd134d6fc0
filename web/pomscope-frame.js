// For the host's page: gives a frame the height that the widget in it tells, and passes on its events; hears nobody but that frame. Knows nothing of the element.

/** Heights outside of these are brought to them, in px: a frame cannot vanish, nor grow without end. */
const LEAST = 120;
const MOST = 30_000;

const EVENTS = ["pomscope-ready", "pomscope-progress", "pomscope-finished", "pomscope-share", "pomscope-error"];

/**
 * Follows a frame that shows Pomscope's frame.html; its address must name this page's origin as `parent`.
 * The frame's events arrive as events of the same names on the frame's element.
 * @param {HTMLIFrameElement} frame
 * @returns {() => void} ends it
 */
export function follow(frame) {
  /** Sandboxed without allow-same-origin, a page has no origin that could be named. */
  const opaque = () => frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin");
  const origin = () => new URL(frame.src).origin;

  function greet() {
    // What is still empty, or about to go, is greeted when it has loaded. A page of another origin shows no document here.
    if (!frame.src || frame.contentDocument?.URL === "about:blank") return;
    // The hello says nothing but that somebody listens. All that is told goes the other way, to an origin by name.
    frame.contentWindow?.postMessage({ type: "pomscope-hello" }, opaque() ? "*" : origin());
  }

  /** @param {MessageEvent} event */
  function hear(event) {
    if (!event.source || event.source !== frame.contentWindow) return;
    if (event.origin !== (opaque() ? "null" : origin())) return;
    const { type, height, name, detail } = event.data ?? {};
    if (type === "pomscope-height" && Number.isFinite(height)) {
      frame.style.height = `${Math.min(Math.max(Math.ceil(height), LEAST), MOST)}px`;
    } else if (type === "pomscope-event" && EVENTS.includes(name)) {
      frame.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
    }
  }

  addEventListener("message", hear);
  frame.addEventListener("load", greet);
  greet();
  return () => {
    removeEventListener("message", hear);
    frame.removeEventListener("load", greet);
  };
}

// `<iframe data-pomscope>` is followed without a line of script.
for (const frame of globalThis.document?.querySelectorAll("iframe[data-pomscope]") ?? []) follow(/** @type {HTMLIFrameElement} */ (frame));
