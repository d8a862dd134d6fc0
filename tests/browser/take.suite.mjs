// Taking the report along: every form of it is what the command line makes of the same file; a PDF can be given up, and one that cannot be made leaves a way. What stands in the forms is tested in core and pdf.

import { suite, test, equal, match, ok, until } from "../harness.mjs";
import { say } from "../content.mjs";
import { report } from "../cli.mjs";
import { ANSWERS, WRITTEN, arrived, button, downloaded, downloadedBytes, file, headingFocused, imported } from "../journey.mjs";

const PDF = /\/pdf-[0-9a-f]+\.wasm$/;
const answers = Object.fromEntries(Object.entries(ANSWERS).map(([id, rating]) => [id, { rating, ...WRITTEN[id] }]));
const plan = { "A2.L2.ROLE.P1": { choice: "taken", owner: "Ωmega Łódź 😀 שלום", due: "2027-03-31", at: "2026-06-01T10:00:00Z" } };

/** Comes to the report of a whole assessment; gives the assessment's own file. */
async function reporting(page, open) {
  await open();
  await imported(page, button(page, "start.file.open"), { text: file({ title: "To take along", answers, plan }) });
  await arrived(page, "#/result");
  const own = await downloaded(page, button(page, "result.save"));
  await button(page, "result.report").click();
  await arrived(page, "#/report");
  return own.text;
}

const today = (page) => page.evaluate(() => new Intl.DateTimeFormat("sv-SE").format(new Date()));
const tell = (page, telling) => page.getByRole("radio", { name: say(`report.telling.${telling}`) }).check();
const pdf = (page) => page.locator("#pdf");
const idle = (page) => until(() => pdf(page).innerText(), "the button to be as it was", { wanted: say("pdf.make") });

suite("take", () => {
  test("a PDF of each telling is, byte for byte, what the command line draws", async ({ page, open }) => {
    const own = await reporting(page, open);
    const date = await today(page);
    await page.getByRole("radio", { name: say("pdf.paper.a4"), exact: true }).check();
    for (const [telling, name] of [["client", "report"], ["adviser", "adviser"], ["board", "board"]]) {
      await tell(page, telling);
      const made = await downloadedBytes(page, pdf(page));
      equal(made.name, `pomscope-to-take-along-${date}-${name}.pdf`);
      ok(made.bytes.subarray(0, 5).equals(Buffer.from("%PDF-")), "it is a PDF");
      const native = await report(own, "--to", "pdf", "--telling", telling, "--date", date, "--paper", "a4");
      ok(made.bytes.equals(native), `${telling}: ${made.bytes.length} bytes here, ${native.length} from the command line`);
      await idle(page);
    }
    await page.getByRole("radio", { name: say("pdf.paper.letter"), exact: true }).check();
    const letter = await downloadedBytes(page, pdf(page));
    ok(letter.bytes.equals(await report(own, "--to", "pdf", "--telling", "board", "--date", date, "--paper", "letter")), "on Letter");
  });

  test("Markdown, tables and data are what the command line writes", async ({ page, open }) => {
    const own = await reporting(page, open);
    const date = await today(page);
    await page.getByText(say("take.files")).click();
    const forms = [
      ["take.markdown", ["--to", "md"]],
      ["take.json", ["--to", "json"]],
      ...["answers", "scores", "plan", "metrics", "register", "commitments"].map((sheet) => [`take.csv.${sheet}`, ["--to", "csv", "--sheet", sheet]]),
    ];
    for (const [key, options] of forms) {
      const made = await downloaded(page, button(page, key));
      match(made.name, new RegExp(`^pomscope-to-take-along-${date}-[a-z]+\\.(md|json|csv)$`));
      equal(made.text, (await report(own, ...options, "--date", date)).toString(), key);
    }
  });

  test("the report on the screen holds every text of its document", async ({ page, open }) => {
    const own = await reporting(page, open);
    for (const telling of ["client", "adviser", "board"]) {
      await tell(page, telling);
      const { document } = JSON.parse((await report(own, "--to", "json", "--telling", telling, "--date", await today(page))).toString());
      const plain = (text) => text.replace(/\s+/g, " ").trim();
      const shown = plain(await page.locator("#report").evaluate((node) => node.textContent));
      const texts = document.sections.flatMap(({ title, blocks }) => [
        title,
        ...blocks.flatMap((block) => [block.text, block.caption, ...(block.rows ?? []).flatMap((row) => row.cells ?? row), ...(block.items ?? []).flatMap(({ strong, text, end, lines }) => [strong, text, end, ...(lines ?? [])])]),
      ]).filter((text) => typeof text === "string" && text);
      ok(texts.length >= (telling === "board" ? 12 : 100), `${telling}: ${texts.length} texts`);
      equal(texts.filter((text) => !shown.includes(plain(text))), [], `${telling}: texts that are not on the screen`);
    }
  });

  test("a PDF program that does not arrive is said, the print stays open, and a second try makes the PDF", async ({ page, open, expectConsole }) => {
    expectConsole(/Failed to load resource/);
    await page.route(PDF, (route) => route.abort());
    await reporting(page, open);
    await pdf(page).click();
    const trouble = page.locator(".notice.bad");
    await until(() => trouble.isVisible(), "what went wrong");
    match(await trouble.innerText(), new RegExp(say("pdf.unreachable").slice(0, 40)));
    await until(() => trouble.getByRole("button", { name: say("pdf.print") }).isVisible(), "the way out");
    ok(await pdf(page).evaluate((node) => node.getRootNode().activeElement === node), "focus stays on the button");
    await page.unroute(PDF);
    const made = await downloadedBytes(page, pdf(page));
    match(made.name, /-report\.pdf$/);
    await until(() => trouble.count(), "no trouble any more", { wanted: 0 });
  });

  test("a PDF that is on its way can be given up, and nothing comes of it", async ({ page, open }) => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(PDF, async (route) => {
      await held;
      await route.continue();
    });
    await reporting(page, open);
    let files = 0;
    page.on("download", () => (files += 1));
    await pdf(page).click();
    await until(() => pdf(page).innerText(), "it says that it is at it", { wanted: say("pdf.cancel") });
    equal(await pdf(page).getAttribute("aria-busy"), "true");
    await pdf(page).click();
    await idle(page);
    release();
    const made = await downloadedBytes(page, pdf(page));
    match(made.name, /\.pdf$/);
    equal(files, 1, "one file, of the second wish");
  });

  test("on a phone the board's page keeps its words whole", async ({ page, open }) => {
    await reporting(page, open);
    await tell(page, "board");
    const title = page.locator("#report-title");
    await until(async () => (await title.boundingBox()).width > 200, "the title to have the sheet's width");
    equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, "nothing scrolls the page sideways");
  }, { context: { viewport: { width: 320, height: 800 } } });

  test("a report is left and found again by its address, with focus on its heading", async ({ page, open }) => {
    await reporting(page, open);
    await headingFocused(page);
    await page.reload();
    await until(() => page.locator("#report").isVisible(), "the sheet");
    equal(await page.evaluate(() => location.hash), "#/report");
  });
});
