// Codes in front of a camera and on photos: read, told once, refused, stopped. How badly a picture may be taken is tested in crates/scan-wasm.

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test, equal, ok, guarded, ready, until } from "../harness.mjs";
import { FLAGS, launch } from "../chromium.mjs";
import { SITE } from "../server.mjs";
import { drawn } from "../cli.mjs";
import { ANSWERS, arrived, button, dialog, file, imported } from "../journey.mjs";

const MINE = file({ title: "Mine", answers: Object.fromEntries(Object.entries(ANSWERS).map(([id, rating]) => [id, { rating }])) });
const OTHER = file({ id: "otherotherother1", title: "Theirs", answers: { "A2.L5.ROLE.P1": { rating: "fully" } }, side: "business" });

const [GLUE, WASM] = ["js", "wasm"].map((end) => readdirSync(SITE).find((name) => new RegExp(`^scan-[0-9a-f]{10}\\.${end}$`).test(name)));

/** A page that loads the reader as the element does, under the site's policy. */
const PAGES = {
  server: {
    pages: {
      "/scan.html": '<!doctype html><html lang="en"><title>Scan</title><link rel="icon" href="data:,"><video></video><script type="module" src="/scan-page.js"></script></html>',
      "/scan-page.js": `import * as glue from "/any/path/${GLUE}";
const wasm = await (await fetch("/any/path/${WASM}")).arrayBuffer();
window.lives = [];
window.fault = () => {};
window.told = [];
const watched = { default: async (init) => window.lives.push(await glue.default(init)), read: (...picture) => (window.fault(), glue.read(...picture)) };
window.scan = glue.open({ wasm, glue: watched });
window.begin = () => {
  const stop = new AbortController();
  window.stop = () => stop.abort();
  return window.scan.start(document.querySelector("video"), (...told) => window.told.push(told), stop.signal);
};`,
    },
  },
};

const plain = (code) => code.replaceAll("-", "");

async function opened(page, server) {
  await page.goto(`${server.origin}/scan.html`);
  await until(() => page.evaluate(() => !!window.begin), "the page's script");
}

const told = (page) => page.evaluate(() => window.told);

const WIDE = 640;
const HIGH = 480;
const PICTURES_A_SECOND = 10;

/** The brightness of a picture with a code in its middle, or with none. */
function luma(svg) {
  const picture = Buffer.alloc(WIDE * HIGH, 140);
  if (!svg) return picture;
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)[1]);
  const module = Math.floor((HIGH * 0.8) / size);
  const fill = (x, y, width, height, tone) => {
    const [left, top] = [(WIDE - size * module) / 2, (HIGH - size * module) / 2].map(Math.floor);
    for (let row = 0; row < height * module; row++) {
      const start = (top + y * module + row) * WIDE + left + x * module;
      picture.fill(tone, start, start + width * module);
    }
  };
  fill(0, 0, size, size, 220);
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)/g)) fill(Number(x), Number(y), Number(width), 1, 30);
  return picture;
}

/** A film as cameras give it (YUV4MPEG2, colours left grey): each picture for so many seconds. */
function film(parts) {
  const grey = Buffer.alloc((WIDE * HIGH) / 2, 128);
  const frames = parts.flatMap(([svg, seconds]) => Array(seconds * PICTURES_A_SECOND).fill(Buffer.concat([Buffer.from("FRAME\n"), luma(svg), grey])));
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDE} H${HIGH} F${PICTURES_A_SECOND}:1 Ip A1:1 C420jpeg\n`), ...frames]);
}

/** A browser whose camera sees a film over and over, or Chromium's own test picture; nobody has to be asked where `granted`. */
async function withCamera(server, { shows, granted = true }, body) {
  const folder = mkdtempSync(join(tmpdir(), "pomscope-camera-"));
  const flags = ["--use-fake-device-for-media-stream"];
  if (granted) flags.push("--use-fake-ui-for-media-stream");
  if (shows) {
    writeFileSync(join(folder, "film.y4m"), film(shows));
    flags.push(`--use-file-for-fake-video-capture=${join(folder, "film.y4m")}`);
  }
  const browser = await launch({ args: [...FLAGS, ...flags] });
  try {
    const { context, watch } = await guarded(browser, granted ? { permissions: ["camera"] } : {}, [server.origin]);
    const page = await context.newPage();
    await opened(page, server);
    await body(page);
    equal(watch.problems(), []);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The code's dialog, as a photo of the whole screen. */
async function photographed(browser, server, options) {
  const { context, watch } = await guarded(browser, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, ...options }, [server.origin]);
  const page = await context.newPage();
  await page.goto(server.url);
  await ready(page);
  await imported(page, button(page, "start.file.open"), { text: MINE });
  await arrived(page, "#/result");
  await page.locator("#code").click();
  await until(() => dialog(page).isVisible(), "the dialog");
  await page.locator(".qr").scrollIntoViewIfNeeded();
  const code = await page.locator("#own-code").innerText();
  const picture = await page.screenshot();
  equal(watch.problems(), []);
  await context.close();
  return { link: `${server.url}#pomscope=${plain(code)}`, picture: picture.toString("base64") };
}

const still = (page, picture) =>
  page.evaluate((picture) => window.scan.still(new Blob([Uint8Array.from(atob(picture), (digit) => digit.charCodeAt(0))])), picture);

suite("scan", () => {
  test("codes before the camera are told once each, and nothing else is fetched", async ({ server }) => {
    const [mine, other] = [await drawn(MINE), await drawn(OTHER)];
    await withCamera(server, { shows: [[mine.svg, 1], [other.svg, 1]] }, async (page) => {
      await page.evaluate(() => window.begin());
      await until(async () => (await told(page)).length >= 2, "both codes");
      const fetched = server.requests.length;
      // The film has come round: both have been before the camera again, each after too short a time away.
      await until(() => page.evaluate(() => document.querySelector("video").currentTime > 5), "the film to come round");
      equal((await told(page)).sort(), [["text", plain(mine.code)], ["text", plain(other.code)]].sort());
      equal(server.requests.length, fetched, "requests while it reads");
      equal(await page.evaluate(() => window.lives.length), 1, "one instance");
    });
  }, PAGES);

  test("a code that was long out of sight is told again", async ({ server }) => {
    const mine = await drawn(MINE);
    await withCamera(server, { shows: [[mine.svg, 1], [undefined, 4]] }, async (page) => {
      await page.evaluate(() => window.begin());
      await until(async () => (await told(page)).length === 2, "the code a second time");
      equal(await told(page), Array(2).fill(["text", plain(mine.code)]));
    });
  }, PAGES);

  test("the signal stops the camera and all reading, also while the camera is being asked for", async ({ server }) => {
    const mine = await drawn(MINE);
    await withCamera(server, { shows: [[mine.svg, 1]] }, async (page) => {
      await page.evaluate(() => window.begin());
      await until(async () => (await told(page)).length === 1, "the code");
      const after = await page.evaluate(() => {
        const video = document.querySelector("video");
        const tracks = video.srcObject.getTracks();
        window.reads = 0;
        window.fault = () => void window.reads++;
        window.stop();
        return { states: tracks.map(({ readyState }) => readyState), source: video.srcObject };
      });
      equal(after, { states: ["ended"], source: null });
      // A look that was under way has ended; no other one begins.
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
      const reads = await page.evaluate(() => window.reads);
      // A second start has the camera to itself.
      const early = await page.evaluate(async () => {
        const { mediaDevices } = navigator;
        const ask = mediaDevices.getUserMedia.bind(mediaDevices);
        const given = [];
        mediaDevices.getUserMedia = async (wish) => (given.push(await ask(wish)), given.at(-1));
        const started = window.begin();
        window.stop();
        await started;
        return { wanted: given.length, live: given.flatMap((stream) => stream.getTracks()).filter(({ readyState }) => readyState === "live").length };
      });
      equal(early, { wanted: 1, live: 0 });
      equal(await page.evaluate(() => window.reads), reads);
      equal(await told(page), [["text", plain(mine.code)]]);
    });
  }, PAGES);

  test("a camera that is refused, is not there or is taken away is said by its kind", async ({ page, server }) => {
    await withCamera(server, { granted: false }, async (other) => {
      await other.evaluate(() => window.begin());
      equal(await told(other), [["denied", ""]]);
    });
    await withCamera(server, {}, async (other) => {
      await other.evaluate(() => window.begin());
      // What a browser dispatches when a camera is unplugged.
      await other.evaluate(() => document.querySelector("video").srcObject.getTracks()[0].dispatchEvent(new Event("ended")));
      equal(await told(other), [["failed", ""]]);
      equal(await other.evaluate(() => document.querySelector("video").srcObject), null);
    });
    await opened(page, server);
    await page.evaluate(() => window.begin());
    equal(await told(page), [["noCamera", ""]], "a machine without any");
    await page.evaluate(() => Object.defineProperty(navigator, "mediaDevices", { value: undefined }));
    await page.evaluate(() => window.begin());
    equal((await told(page)).at(-1), ["noCamera", ""], "a page that is no secure place");
  }, PAGES);

  test("a phone's picture of the code's dialog is read, light and dark", async ({ page, browser, server }) => {
    await opened(page, server);
    for (const colorScheme of ["light", "dark"]) {
      const { link, picture } = await photographed(browser, server, { colorScheme });
      equal(await still(page, picture), link, colorScheme);
    }
    equal(await page.evaluate(() => window.scan.still(new Blob(["no picture"])).then(String)), "undefined");
    equal(await still(page, (await page.screenshot()).toString("base64")), undefined, "a page without a code");
  }, PAGES);

  test("a trap ends one instance, and the next picture has another", async ({ page, browser, server }) => {
    await opened(page, server);
    const { link, picture } = await photographed(browser, server, {});
    await page.evaluate(() => {
      window.fault = () => {
        window.fault = () => {};
        throw new WebAssembly.RuntimeError("unreachable");
      };
    });
    equal(await still(page, picture), link);
    const lives = await page.evaluate(() => [window.lives.length, window.lives[0].memory !== window.lives[1].memory]);
    equal(lives, [2, true]);
    ok(await page.evaluate(() => window.lives.at(-1).memory.buffer.byteLength < 64 * 1024 * 1024), "its memory stays small");
  }, PAGES);
});
