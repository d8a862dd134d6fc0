// How Pomscope is read aloud: the accessibility tree of its main screens, as kept in tests/access, and what is said without being on the way. Whether it can be seen and reached is access.suite's.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test, Failure, equal, match, ok, ready, until } from "../harness.mjs";
import { begins, say, spoken, statements } from "../content.mjs";
import { ANSWERS, arrived, beginFull, button, choose, dialog, file, headingFocused, imported, plant, rate, saved } from "../journey.mjs";
import { ROOT } from "../server.mjs";
import { VIEWS, show } from "../views.mjs";

const FOLDER = join(ROOT, "tests/access");
/** POMSCOPE_WRITE=1 keeps what is read now; somebody then reads the difference. */
const WRITES = process.env.POMSCOPE_WRITE === "1";
/** A copy's answer code has a number of its own each time, and each build has a name of its own. */
const CHANCE = /\b[0-9A-Z]{4}(-[0-9A-Z]{1,4}){5,}\b|\b[0-9a-f]{10}$/gm;
/** Every day of every text is this one. */
const TODAY = new Date("2026-11-02T09:00:00Z");

/** The screens of a journey, a kiosk and a group, in the order in which one hears them. */
const WALKS = {
  journey: [
    "start-resume", "scope-full", "quick-full", "finding-full", "group-full-unfolded", "review-full", "result-full", "dialog-explain-level",
    "plan-full", "metrics-full", "lens-conversations", "lens-result-watermelon", "report-board", "compare-two", "share-scores", "shelf-full", "dialog-delete",
  ],
  kiosk: ["kiosk-attract", "kiosk-side", "kiosk-group", "kiosk-check", "kiosk-done"],
  group: ["room-overview-full", "room-paper", "room-result", "room-wall"],
};

/** The first lines in which two texts differ. */
function difference(found, kept) {
  const [now, then] = [found.split("\n"), kept.split("\n")];
  const at = now.findIndex((line, n) => line !== then[n]);
  const from = at < 0 ? now.length : at;
  return [`from line ${from + 1} on`, ...then.slice(from, from + 5).map((line) => `- ${line}`), ...now.slice(from, from + 5).map((line) => `+ ${line}`)].join("\n");
}

const live = (page, urgency) => page.evaluate((role) => document.querySelector("pom-scope").shadowRoot.querySelector(`.pom-live[role=${role}]`).textContent.replace(/\u00a0/g, " ").trim(), urgency);
const said = (page, urgency, wanted) => until(async () => (await live(page, urgency)).includes(wanted), `"${wanted}" to be said`);

suite("aria", () => {
  for (const [walk, names] of Object.entries(WALKS)) {
    for (const name of names) {
      test(`${walk}, ${name}: it is read aloud as it was`, async ({ page, server }) => {
        const view = VIEWS.find((view) => view.name === name);
        if (!view.clock) await page.clock.setFixedTime(TODAY);
        await show(view, page, server, ready);
        // What passes by is said by other tests.
        await until(() => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.querySelector(".status")?.dataset.state !== "saving"), "it to be saved");
        const found = `${(await page.locator("pom-scope").ariaSnapshot()).replace(CHANCE, "…")}\n`;
        const path = join(FOLDER, `${name}.aria.yml`);
        if (WRITES) {
          if (process.env.CI) throw new Failure("nothing is written where the tests judge");
          mkdirSync(FOLDER, { recursive: true });
          return writeFileSync(path, found);
        }
        ok(existsSync(path), `${path} is missing: POMSCOPE_WRITE=1 writes it`);
        const kept = readFileSync(path, "utf8");
        if (found !== kept) throw new Failure(`${name} reads otherwise; where that is meant, POMSCOPE_WRITE=1 keeps it\n${difference(found, kept)}`);
      });
    }
  }

  // What happens elsewhere on the screen is said where it happens by ear.
  test("what went wrong is said at once, what went well when there is a pause, each in the words that stand there", async ({ page, open, server }) => {
    await plant(page, server, { abcdefgh12345678: file({ answers: ANSWERS, title: "Spring" }) });
    await open();
    await imported(page, button(page, "start.file.open"), { name: "holiday.json", text: "no JSON" });
    await said(page, "alert", say("import.failed", { name: "holiday.json" }));
    match(await page.locator(".frame > .notice").innerText(), new RegExp(say("import.failed", { name: "holiday.json" }).slice(0, 20)));
    await imported(page, button(page, "start.file.open"), { name: "autumn.json", text: file({ id: "autumn0000000001", title: "Autumn", answers: ANSWERS }) });
    await until(async () => (await live(page, "status")).includes("Autumn"), "what was imported to be said");
    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    await page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Autumn", exact: true }) }).getByRole("button", { name: begins(say("shelf.delete")) }).click();
    await dialog(page).getByRole("button", { name: say("delete.go") }).click();
    await until(async () => (await page.locator(".frame > .notice, .pom-live").allInnerTexts()).join(" ").length > 0, "that it is gone");
    equal(await live(page, "status"), (await page.locator(".frame > .notice p").first().innerText()).trim(), "what stands there is what is said");
  });

  test("an answer that no store takes is said at once; that one is kept is not said after each", async ({ page, server }) => {
    await show(VIEWS.find(({ name }) => name === "not-saved"), page, server, ready);
    await until(() => live(page, "alert"), "an alert");
    ok((await live(page, "alert")).length > 20, "with what is wrong");
  });

  test("answers that are kept are not talked about", async ({ page, open }) => {
    await open();
    await beginFull(page);
    await rate(page, statements[0].id, "partly");
    await saved(page);
    equal([await live(page, "status"), await live(page, "alert")], ["", ""]);
  });

  test("a field that is wrong says so by itself, tied to its error", async ({ page, server }) => {
    await show(VIEWS.find(({ name }) => name === "share-errors"), page, server, ready);
    const field = page.locator("#share-mail");
    equal(await field.getAttribute("aria-invalid"), "true");
    const ids = (await field.getAttribute("aria-describedby")).split(" ");
    const words = await page.evaluate((ids) => ids.map((id) => document.querySelector("pom-scope").shadowRoot.getElementById(id)?.textContent ?? "").join(" "), ids);
    match(words, /mail/i);
  });

  test("a new screen begins at its heading, and the page is titled after it", async ({ page, open }) => {
    await open();
    const title = await page.title();
    await beginFull(page);
    const heading = await page.getByRole("heading", { level: 1 }).innerText();
    equal(await page.title(), `${heading} · Pomscope`);
    await page.goBack();
    await arrived(page, "#/scope");
    equal(await page.title(), `${say("scope.title")} · Pomscope`);
    await page.reload();
    await ready(page);
    await until(() => page.title(), "the title, after a reload", { wanted: `${say("scope.title")} · Pomscope` });
    await page.locator("pom-scope").evaluate((element) => void (element.lang = "de"));
    await until(() => page.title(), "the title, in another language", { wanted: `${spoken("de").say("scope.title")} · Pomscope` });
    await page.locator("pom-scope").evaluate((element) => void (element.lang = "en"));
    await until(() => page.title(), "the title, in English again", { wanted: `${say("scope.title")} · Pomscope` });
    await choose(page, "menu.start");
    await headingFocused(page);
    ok((await page.title()).includes("Pomscope") && title.includes("Pomscope"), "the product's name stands in each");
  });
});
