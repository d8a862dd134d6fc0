// Pomscope without a network, in every engine: the site by its service worker, and the single file from a disk. What the screens do is other checks'.

import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { equal, ok, ready, until } from "../harness.mjs";
import { statements } from "../content.mjs";
import { ROOT } from "../server.mjs";
import { ANSWERS, answer, arrived, beginFull, button, downloadedBytes, file, imported, radio, saved, stored, toReview } from "../journey.mjs";
import { check } from "./checks.mjs";

const FILE = join(ROOT, "dist/pomscope.html");

/** From the screen of the first group to the report's PDF, with a reload that has to keep the answers. */
async function onward(page) {
  await answer(page, { [statements[0].id]: ANSWERS[statements[0].id] });
  await page.reload();
  await ready(page);
  ok(await radio(page, statements[0].id, ANSWERS[statements[0].id]).isChecked(), "a reload keeps the answer");
  await toReview(page);
  await page.locator("#next").click();
  await arrived(page, "#/result");
  await button(page, "result.report").click();
  await arrived(page, "#/report");
  const { bytes } = await downloadedBytes(page, page.locator("#pdf"));
  equal(bytes.subarray(0, 5).toString("latin1"), "%PDF-");
  equal(Object.keys((await stored(page)).local).length, 1, "kept on the device");
}

check("with the server gone after the first visit, the site opens, keeps answers and makes the PDF", async ({ page, open, server }) => {
  await open();
  await until(() => page.evaluate(() => navigator.serviceWorker.controller?.state), "the worker to have taken over", { wanted: "activated" });
  await server.stop();
  await page.reload();
  await ready(page);
  await beginFull(page);
  await onward(page);
});

check("the single file, opened from a disk, keeps answers, takes a file in and makes the PDF", async ({ page, prelude }) => {
  const folder = mkdtempSync(join(tmpdir(), "pomscope file "));
  try {
    const path = join(folder, "pomscope.html");
    copyFileSync(FILE, path);
    // Where the driver can put no script before the page's own, it stands before the policy that would forbid it.
    if (prelude) writeFileSync(path, readFileSync(FILE, "utf8").replace(/^<!doctype html>/i, `$&<script>${prelude}</script>`));
    await page.goto(pathToFileURL(path).href);
    await ready(page);
    await beginFull(page);
    await onward(page);
    await page.goto(`${pathToFileURL(path).href}#/`);
    await arrived(page, "#/");
    await imported(page, button(page, "start.file.open"), { text: file({ title: "From the disk", answers: ANSWERS }) });
    await arrived(page, "#/result");
    await saved(page);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, { origins: ["null"] });
