// Brings pictures to what reads QR codes: frames of a camera, or a photo; fetched with that module. What a text means, and all that is shown, is not decided here.

/** @import { Scan, ScanGlue } from "./pomscope.js" */

/** How often a second a frame is read, on a machine that keeps up. */
const OFTEN = 5;
/** A text that was out of sight for so many milliseconds is told again. */
const FORGOTTEN = 3_000;
/** The longer side of what is read, in the order of the tries (a frame has one, a photo all): small codes want it large, noisy ones small. */
const SIDES = [1280, 720, 960];
/** Beyond this, enlarging shows nothing more. */
const LARGEST = 2;

/** Why there is no camera, by the name of the fault. @type {Record<string, "denied" | "noCamera">} */
const FAULTS = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "noCamera", OverconstrainedError: "noCamera" };

/** A canvas that only lends its pixels. */
function canvas() {
  const made = globalThis.OffscreenCanvas ? new OffscreenCanvas(1, 1) : document.createElement("canvas");
  return /** @type {OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D | null} */ (made.getContext("2d", { willReadFrequently: true }));
}

/** @param {Parameters<ScanGlue["open"]>[0]} given @returns {Scan} */
export function open({ wasm, glue }) {
  /** @type {Promise<WebAssembly.Module> | undefined} */
  let compiled;
  /** The instance that reads; another one after a trap, which ends it. @type {Promise<unknown> | undefined} */
  let running;

  const run = () =>
    (running ??= (async () => {
      compiled ??= wasm instanceof WebAssembly.Module ? Promise.resolve(wasm) : WebAssembly.compile(wasm);
      await glue.default({ module_or_path: await compiled });
    })());

  /**
   * @param {ReturnType<typeof canvas>} context
   * @param {CanvasImageSource} source
   * @param {number} width
   * @param {number} height
   * @param {number} side
   */
  async function look(context, source, width, height, side) {
    const scale = Math.min(LARGEST, side / Math.max(width, height));
    const [across, down] = [width, height].map((length) => Math.round(length * scale));
    if (!context || !across || !down) return undefined;
    // Asked for before the picture is drawn, which the camera goes on changing.
    await run();
    Object.assign(context.canvas, { width: across, height: down });
    context.drawImage(source, 0, 0, across, down);
    const { data } = context.getImageData(0, 0, across, down);
    try {
      return glue.read(across, down, new Uint8Array(data.buffer)) || undefined;
    } catch {
      running = undefined;
      return undefined;
    }
  }

  return {
    async start(video, onResult, signal) {
      /** @type {MediaStream | undefined} */
      let stream;
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      let timer;
      let ended = false;
      let frames = 0;
      /** When each text was last in sight. @type {Map<string, number>} */
      const seen = new Map();
      const context = canvas();

      const end = () => {
        ended = true;
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        for (const track of stream?.getTracks() ?? []) track.stop();
        if (stream && video.srcObject === stream) video.srcObject = null;
      };
      /** @param {"denied" | "noCamera" | "failed"} why */
      const fail = (why) => {
        if (ended) return;
        end();
        onResult(why, "");
      };

      const frame = async () => {
        const began = performance.now();
        try {
          // A page that is not seen needs no reading.
          const text = document.hidden ? undefined : await look(context, video, video.videoWidth, video.videoHeight, SIDES[frames++ % SIDES.length]);
          if (ended) return;
          const now = performance.now();
          if (text) {
            const last = seen.get(text);
            seen.set(text, now);
            if (last === undefined || now - last > FORGOTTEN) onResult("text", text);
          }
        } catch {
          return fail("failed");
        }
        const took = performance.now() - began;
        // A slow machine rests as long as it worked, so that the page stays at hand.
        if (!ended) timer = setTimeout(frame, Math.max(1000 / OFTEN - took, took));
      };

      if (signal.aborted) return;
      signal.addEventListener("abort", end);
      if (!navigator.mediaDevices?.getUserMedia) return fail("noCamera");
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false });
        // It was called off while the user was asked.
        if (ended) return end();
        for (const track of stream.getTracks()) track.addEventListener("ended", () => fail("failed"));
        Object.assign(video, { muted: true, playsInline: true, srcObject: stream });
        await Promise.all([video.play(), run()]);
        if (!ended) frame();
      } catch (error) {
        fail(FAULTS[/** @type {Error} */ (error).name] ?? "failed");
      }
    },

    async still(picture) {
      /** @type {ImageBitmap | undefined} */
      let image;
      try {
        image = await createImageBitmap(picture);
        const { width, height } = image;
        const context = canvas();
        for (const side of SIDES) {
          const text = await look(context, image, width, height, side);
          if (text) return text;
        }
      } catch {
        // It is no picture that this browser knows, or the reader cannot run.
      } finally {
        image?.close();
      }
      return undefined;
    },
  };
}
