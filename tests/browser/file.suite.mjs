// The single file, opened from a disk: everything is inside, and it asks nobody for anything. What the screens do is other suites'.

import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { ROOT } from "../server.mjs";
import { score } from "../cli.mjs";
import { workshop } from "../workshop.mjs";
import { ANSWERS, answer, arrived, beginFull, button, choose, downloaded, downloadedBytes, heading, saved, stored, toReview } from "../journey.mjs";

const FILE = join(ROOT, "dist/pomscope.html");

/** Puts the file into a folder of its own, as on a USB stick, and opens it there. */
async function opened(page, body) {
  const folder = mkdtempSync(join(tmpdir(), "pomscope file "));
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  try {
    copyFileSync(FILE, join(folder, "pomscope.html"));
    const address = pathToFileURL(join(folder, "pomscope.html")).href;
    await page.goto(address);
    await ready(page);
    await body(address);
    const asked = requests.map((url) => new URL(url)).filter(({ protocol }) => !["blob:", "data:", "about:"].includes(protocol));
    ok(asked.every(({ href }) => href.split("#")[0] === address), `nothing but the file itself is asked for: ${asked.join(" ")}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

suite("file", () => {
  test(
    "from a disk, without a network, the whole assessment, a reload, its file and its PDF work",
    async ({ page, context }) => {
      await context.setOffline(true);
      await opened(page, async () => {
        await beginFull(page);
        await answer(page, ANSWERS);
        await saved(page);
        await page.reload();
        await ready(page);
        await toReview(page);
        await page.locator("#next").click();
        await arrived(page, "#/result");
        const { text } = await downloaded(page, button(page, "result.save"));
        ok((await page.locator(".screen").innerText()).includes((await score(text)).overall.score.toFixed(1)), "the command line's score");
        await page.reload();
        await ready(page);
        await button(page, "result.report").click();
        await arrived(page, "#/report");
        const { bytes } = await downloadedBytes(page, page.locator("#pdf"));
        ok(bytes.subarray(0, 5).equals(Buffer.from("%PDF-")), "it is a PDF");
        equal(Object.keys((await stored(page)).local).length, 1, "kept on the device");
      });
    },
    { origins: ["null"] },
  );

  test(
    "from a disk, without a network, a whole workshop works, its report as PDF too",
    async ({ page, context }) => {
      await context.setOffline(true);
      await opened(page, (address) => workshop(page, address));
    },
    { origins: ["null"] },
  );

  test(
    "the room is in it, too, and survives a reload",
    async ({ page, context }) => {
      await context.setOffline(true);
      await opened(page, async () => {
        await choose(page, "menu.workshop");
        for (const time of ["at once", "after a reload"]) {
          await until(() => heading(page).innerText(), time, { wanted: "Workshop" });
          await page.reload();
          await ready(page);
        }
      });
    },
    { origins: ["null"] },
  );

  test("its policy allows its one script and its one sheet, and no connection", () => {
    const page = readFileSync(FILE, "utf8");
    const [, policy] = /http-equiv="content-security-policy" content="([^"]+)"/.exec(page);
    match(policy, /^default-src 'none'; script-src 'sha256-[\w+/=]{44}' 'wasm-unsafe-eval'; style-src 'sha256-[\w+/=]{44}'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'$/);
    equal(page.match(/<script(?! type="text\/plain")/g).length, 1, "one script");
    equal(page.match(/(src|href)="(?!data:|#)[^"]*"/g), null, "nothing is fetched");
  });
});
