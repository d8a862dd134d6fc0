// What goes out of the browser as a file and comes in as one, in every engine: the assessment, its PDF, paper. What stands in them is the browser suites' and core's.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { equal, match, ok, until } from "../harness.mjs";
import { say } from "../content.mjs";
import { ANSWERS, WRITTEN, arrived, button, choose, dialog, downloaded, downloadedBytes, dropped, file, imported, menu, notice, saved } from "../journey.mjs";
import { check } from "./checks.mjs";

const FULL = file({ title: "Out and in again", answers: Object.fromEntries(Object.entries(ANSWERS).map(([id, rating]) => [id, { rating, ...WRITTEN[id] }])) });

/** What `pdfinfo` says of it; nothing where there is no such program. */
function pages(bytes) {
  const folder = mkdtempSync(join(tmpdir(), "pomscope-pdf-"));
  try {
    writeFileSync(join(folder, "report.pdf"), bytes);
    return execFileSync("pdfinfo", [join(folder, "report.pdf")], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

check("the assessment goes out as a file, everything is deleted, and the file brings it back as it was", async ({ page, open }) => {
  await open();
  await imported(page, button(page, "start.file.open"), { text: FULL });
  await arrived(page, "#/result");
  const out = await downloaded(page, button(page, "result.save"));
  match(out.name, /^pomscope-out-and-in-again-\d{4}-\d\d-\d\d\.json$/);
  await choose(page, "menu.deleteAll");
  await button(dialog(page), "deleteAll.go", { n: 1 }).click();
  await arrived(page, "#/");
  await imported(page, button(page, "start.file.open"), out);
  await arrived(page, "#/result");
  await saved(page);
  const again = await downloaded(page, button(page, "result.save"));
  const told = ({ text }) => {
    const { rev, updatedAt, ...all } = JSON.parse(text);
    return all;
  };
  equal(told(again), told(out), "what came back");
});

check("a file that is no assessment is refused in words, and a dropped one is taken in", async ({ page, open }) => {
  await open();
  await imported(page, button(page, "start.file.open"), { name: "holiday.txt", text: "no JSON" });
  await until(() => notice(page).filter({ hasText: say("import.failed", { name: "holiday.txt" }) }).isVisible(), "the refusal");
  await dropped(page, [{ name: "dropped.json", text: FULL }]);
  await until(() => notice(page).filter({ hasText: say("import.done", { title: "Out and in again" }) }).isVisible(), "the notice");
  await arrived(page, "#/result");
});

check("the report is made into a PDF, and its files are written", async ({ page, open }) => {
  await open();
  await imported(page, button(page, "start.file.open"), { text: FULL });
  await arrived(page, "#/result");
  await button(page, "result.report").click();
  await arrived(page, "#/report");
  const { name, bytes } = await downloadedBytes(page, page.locator("#pdf"));
  match(name, /^pomscope-out-and-in-again-\d{4}-\d\d-\d\d-report\.pdf$/);
  equal(bytes.subarray(0, 5).toString("latin1"), "%PDF-");
  const info = pages(bytes);
  if (info !== undefined) match(info, /Tagged: +yes[^]*Pages: +[1-9]/, "pdfinfo reads it");
  await page.getByText(say("take.files")).click();
  match((await downloaded(page, button(page, "take.markdown"))).text, /^# /m);
});

check("printing hands the report, dressed and whole, to the browser's print dialog", async ({ page, open }) => {
  await open();
  await imported(page, button(page, "start.file.open"), { text: FULL });
  await arrived(page, "#/result");
  await button(page, "result.report").click();
  await arrived(page, "#/report");
  // The dialog itself is the system's: what it is given is looked at in its stead.
  await page.evaluate(() => {
    globalThis.printed = undefined;
    new MutationObserver((changes) => {
      for (const frame of changes.flatMap(({ addedNodes }) => [...addedNodes]).filter(({ localName }) => localName === "iframe")) {
        const watch = () => {
          const view = frame.contentWindow;
          view.print = () => {
            const { body, title, adoptedStyleSheets } = view.document;
            globalThis.printed = { title, text: body.textContent.length, figures: body.querySelectorAll("svg").length, sheets: adoptedStyleSheets.length };
            view.dispatchEvent(new Event("afterprint"));
          };
        };
        watch();
        // Firefox puts another document in the place of the first one.
        frame.addEventListener("load", watch);
      }
    }).observe(document.querySelector("pom-scope").shadowRoot, { childList: true });
  });
  await button(page, "report.screen.print").click();
  const printed = await until(() => page.evaluate("globalThis.printed"), "the print dialog");
  match(printed.title, /out-and-in-again|Out and in again/);
  ok(printed.text > 2000 && printed.figures > 0 && printed.sheets > 0, `the whole report: ${JSON.stringify(printed)}`);
});
