// A reader's way through the questions to what comes of them, in every engine. What each screen must say is the browser suites'.

import { equal, ok, ready, until } from "../harness.mjs";
import { label, lensOf, pack, say, screens, spoken, statements } from "../content.mjs";
import { ANSWERS, answer, arrived, button, card, file, heading, imported, next, radio, rate, saved, seen, stored } from "../journey.mjs";
import { check } from "./checks.mjs";

const FULL = file({ title: "In every engine", answers: Object.fromEntries(Object.entries(ANSWERS).map(([id, rating]) => [id, { rating }])) });

/** The key that gives a rating in a card. */
const KEYS = { not: "1", partly: "2", largely: "3", fully: "4", beyond: "b", unknown: "d", na: "n" };

/** The screen of an address, found again without a step that would move the focus. */
const at = (page, path) => until(() => page.evaluate("location.hash"), `the screen ${path}`, { wanted: path });

const readyAgain = async (page) => {
  await page.reload();
  await ready(page);
};

check("the quick check leads to its finding, and a reload on the way keeps place and answers", async ({ page, open }) => {
  await open();
  await button(page, "start.quick").click();
  await arrived(page, "#/scope");
  for (const at of pack.threads.keys()) {
    await next(page, `#/quick/${at + 1}`);
    const now = page.getByRole("group", { name: say("quick.now") });
    await now.getByRole("radio").nth(at + 1).check();
    await page.getByRole("radio", { name: say("quick.probe.yes") }).check();
    await saved(page);
    if (at > 0) continue;
    const before = await seen(page);
    await readyAgain(page);
    equal(await seen(page), before, "after a reload");
  }
  await button(page, "quick.levels").click();
  await arrived(page, "#/levels");
  equal(await page.locator(".sect").count(), pack.levels.length, "each level is shown");
  await button(page, "levels.back").click();
  await next(page, "#/finding");
  ok((await heading(page).innerText()).length > 0, "the finding is said");
  await readyAgain(page);
  await at(page, "#/finding");
});

check("keys rate a statement, move the focus along, and leave arrows their meaning", async ({ page, open }) => {
  await open();
  await button(page, "start.full").click();
  await arrived(page, "#/scope");
  await next(page, "#/group/1");
  const [first] = statements;
  await card(page, first.id).getByRole("radio").first().focus();
  for (const [key, rating] of [[KEYS.largely, "largely"], [KEYS.unknown, "unknown"], [KEYS.not, "not"], ["ArrowRight", "partly"]]) {
    await page.keyboard.press(key);
    await until(() => radio(page, first.id, rating).isChecked(), `${key} to choose ${label(first, rating)}`);
    await until(() => radio(page, first.id, rating).evaluate((node) => node.getRootNode().activeElement === node), `${key} to move the focus along`);
  }
  await saved(page);
  await readyAgain(page);
  ok(await radio(page, first.id, "partly").isChecked(), "it is kept");
});

check("every screen of statements is walked and rated by pointer to the result", async ({ page, open }) => {
  await open();
  await button(page, "start.full").click();
  await arrived(page, "#/scope");
  for (const [at, { items }] of screens.entries()) {
    await next(page, `#/group/${at + 1}`);
    for (const { id } of items) await rate(page, id, ANSWERS[id]);
  }
  await saved(page);
  await next(page, "#/review");
  await next(page, "#/result");
  const { local, durable } = await stored(page);
  const [text] = Object.values(local);
  equal(Object.values(durable), [text], "both stores hold the same");
  const { answers } = JSON.parse(text);
  equal(Object.fromEntries(Object.entries(answers).map(([id, { rating }]) => [id, rating])), ANSWERS);
});

check("from a file: result, plan, comparison, levels and report, each found again by its address", async ({ page, open }) => {
  await open();
  await imported(page, button(page, "start.file.open"), { text: FULL });
  await arrived(page, "#/result");
  await saved(page);
  for (const path of ["#/result", "#/plan", "#/levels", "#/compare", "#/report"]) {
    await page.evaluate((path) => (location.hash = path), path);
    await arrived(page, path);
    await readyAgain(page);
    await at(page, path);
    equal(await page.locator(".notice.bad").count(), 0, `${path} shows no trouble`);
  }
  await until(() => page.locator("#report svg").count(), "the report's figures");
  await button(page, "report.screen.back").click();
  await arrived(page, "#/result");
  // Back skips what nobody touched: steps of a script's.
  await button(page, "result.report").click();
  await arrived(page, "#/report");
  await page.goBack();
  await arrived(page, "#/result");
});

check("a lens is answered to its result", async ({ page, open }) => {
  await open();
  await imported(page, button(page, "start.file.open"), { text: FULL.replace('"answers"', '"side":"it","answers"') });
  await arrived(page, "#/result");
  await page.locator("#lenses").click();
  await arrived(page, "#/lenses");
  const { pack: lens, wording } = lensOf("watermelon");
  await page.getByRole("button", { name: `${say("lens.begin")} ${wording.name}`, exact: true }).click();
  for (const [at, { items }] of lens.facets.entries()) {
    await arrived(page, `#/lens/${lens.id}/${at + 1}`);
    const groups = page.locator(".screen .card");
    equal(await groups.count(), items.length, "a card for each statement");
    for (const n of items.keys()) await groups.nth(n).getByRole("radio").nth(n % 4).check();
    await saved(page);
    await page.locator("#next").click();
  }
  await arrived(page, `#/lens/${lens.id}/result`);
  ok(/\d/.test(await page.locator(".score").innerText()), "an index is shown");
});

check("German is spoken without losing the place or an answer", async ({ page, open }) => {
  await open();
  await button(page, "start.full").click();
  await arrived(page, "#/scope");
  await next(page, "#/group/1");
  await answer(page, { [statements[0].id]: "partly" });
  await page.locator("#menu").click();
  await page.locator('.menu .langs button[lang="de"]').click();
  const { wording } = spoken("de");
  await until(() => heading(page).innerText(), "the screen in German", { wanted: wording.groups[screens[0].id].title });
  equal(await page.evaluate("location.hash"), "#/group/1");
  ok(await page.locator(`[id="${statements[0].id}-partly"]`).isChecked(), "the answer stands");
  await readyAgain(page);
  await until(() => heading(page).innerText(), "German after a reload", { wanted: wording.groups[screens[0].id].title });
});
