// The next assessment and what changed since: begun from a result, compared on the device, with a file, and with what was carried along. The rules of comparing are tested in core.

import { suite, test, equal, ok, ready, until } from "../harness.mjs";
import { begins, label, pack, say, screens, statements } from "../content.mjs";
import {
  ANSWERS, arrived, button, card, choose, dialog, file, go, imported, notice, plant, rate, saved, stored,
} from "../journey.mjs";

const [FIRST] = statements;
const SPRING = "spring0000000001";
const AUTUMN = "autumn0000000001";
const TITLE = "Sales & <logistics>";

const BETTER = Object.fromEntries(Object.entries(ANSWERS).map(([id, rating]) => [id, rating === "partly" || rating === "not" ? "largely" : rating]));

const spring = (more) => file({
  id: SPRING, title: TITLE, at: "2026-03-01T10:00:00Z", answers: ANSWERS, side: "it",
  context: { keyRelationships: 7, scope: "The largest buyers" },
  targets: { GOAL: 4 }, importance: { PRIO: 5 },
  metrics: { m01: { status: "measured", value: 4, asOf: "2026-02-28", target: 9 } },
  plan: { "A2.L2.PRIO.P1": { choice: "taken", owner: "Ada", status: "done", note: "Signed", at: "2026-05-01T10:00:00Z" } },
  ...more,
});
const autumn = (more) => file({ id: AUTUMN, title: "Autumn", at: "2026-09-01T10:00:00Z", answers: BETTER, side: "it", ...more });

const hash = (page) => page.evaluate(() => location.hash);
const box = (page, title) => page.getByRole("checkbox", { name: begins(title) });
const words = (page) => page.locator(".screen").innerText();
const part = (page, id) => page.locator(`#part-${id}`);
const counted = (page, n) => until(() => page.getByRole("status").filter({ hasText: say("compare.count", { n }) }).count(), `${n} to be compared`, { wanted: 1 });
const item = (id) => statements.find((statement) => statement.id === id);

/** Opens what lies on the device, and goes to the result of the one changed last. */
async function toResult(page, server, open, texts) {
  await plant(page, server, texts);
  await open();
  await button(page, "start.resume").click();
  await arrived(page, "#/result");
}

async function startNext(page) {
  await page.locator("#start-next").click();
  await arrived(page, "#/scope");
}

async function toCompare(page) {
  await page.locator("#compare").click();
  await arrived(page, "#/compare");
}

/** The text of the one assessment on the device that follows on another. */
async function following(page) {
  const texts = Object.values((await stored(page)).local).map((text) => JSON.parse(text));
  return texts.find(({ previous }) => previous);
}

suite("compare", () => {
  test("the next assessment begins with what is carried and without an answer, is saved, and is there after a reload", async ({ page, open, server }) => {
    await toResult(page, server, open, { [SPRING]: spring() });
    await startNext(page);
    const said = await notice(page).first().innerText();
    for (const part of [TITLE, say("nextTime.scope"), say("nextTime.steps", { n: 1 }), say("nextTime.metrics", { n: 1 }), say("nextTime.ratings", { n: statements.length })]) ok(said.includes(part), `${part} in: ${said}`);
    await saved(page);
    const check = async () => {
      ok(await page.getByRole("radio", { name: begins(say("side.it")) }).isChecked(), "the side");
      equal(await page.getByLabel(begins(say("scope.k"))).inputValue(), "7");
      equal(await page.getByLabel(begins(say("scope.which"))).inputValue(), "The largest buyers");
      ok((await page.getByLabel(begins(say("scope.name"))).inputValue()).startsWith(`${TITLE}, `), "the name, with its date");
    };
    await check();
    const next = await following(page);
    equal(next.answers, undefined);
    equal(next.targets, { GOAL: 4 });
    equal(next.plan["A2.L2.PRIO.P1"], JSON.parse(spring()).plan["A2.L2.PRIO.P1"]);
    equal(next.metrics, { m01: { baseline: 4, target: 9 } });
    equal([next.previous.id, next.previous.side, Object.keys(next.previous.ratings).length, next.previous.values], [SPRING, "it", statements.length, { m01: 4 }]);
    equal((await stored(page)).local[`pomscope:a:${SPRING}`], spring(), "the last one was not touched");
    await page.reload();
    await ready(page);
    equal(await hash(page), "#/scope");
    await check();
  });

  test("the last answer shows only once a statement is answered again, and both where it changed", async ({ page, open, server }) => {
    await toResult(page, server, open, { [SPRING]: spring() });
    await startNext(page);
    await page.locator("#next").click();
    await arrived(page, "#/group/1");
    const last = label(FIRST, ANSWERS[FIRST.id]);
    const [lead] = say("card.last", { last }).split(last);
    const line = async () => (await card(page, FIRST.id).innerText()).includes(lead);
    equal(await line(), false, "nothing before it is answered");
    await rate(page, FIRST.id, ANSWERS[FIRST.id]);
    await until(() => card(page, FIRST.id).getByText(say("card.last", { last })).isVisible(), "the same as last time");
    await rate(page, FIRST.id, "fully");
    await until(() => card(page, FIRST.id).getByText(say("card.last.changed", { last, now: label(FIRST, "fully") })).isVisible(), "both");
    await saved(page);
    await page.reload();
    await ready(page);
    await until(() => card(page, FIRST.id).getByText(say("card.last.changed", { last, now: label(FIRST, "fully") })).isVisible(), "after a reload too");
    await button(card(page, FIRST.id), "card.clear").click();
    await until(line, "the line to go", { wanted: false });
  });

  test("the list offers the next one of a finished assessment alone", async ({ page, open, server }) => {
    await plant(page, server, { [SPRING]: spring(), [AUTUMN]: autumn({ answers: { [FIRST.id]: "partly" } }) });
    await open();
    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    const next = page.getByRole("button", { name: begins(say("shelf.next")) });
    equal(await next.count(), 1);
    await next.click();
    await arrived(page, "#/scope");
    equal((await following(page)).previous.id, SPRING);
  });

  test("two on the device are compared, and choosing decides which", async ({ page, open, server }) => {
    await toResult(page, server, open, { [SPRING]: spring(), [AUTUMN]: autumn() });
    await toCompare(page);
    await counted(page, 2);
    ok(await box(page, TITLE).isChecked(), "the other one is chosen");
    for (const id of ["overview", "threads", "groups", "statements", "plan", "metrics", "unmatched", "rule"]) await until(() => part(page, id).isVisible(), id);
    ok((await part(page, "plan").innerText()).includes("Ada"), "the step that was done since");
    const moved = item("A2.L2.ROLE.P1");
    ok((await part(page, "statements").innerText()).includes(moved.text), "a statement that moved");
    await box(page, TITLE).uncheck();
    await counted(page, 1);
    ok((await words(page)).includes(say("compare.wanting.chosen")), "a comparison needs two");
    equal(await part(page, "overview").count(), 0);
    await box(page, TITLE).check();
    await until(() => part(page, "overview").isVisible(), "and back");
  });

  test("three make a trend", async ({ page, open, server }) => {
    await toResult(page, server, open, { [SPRING]: spring(), [AUTUMN]: autumn(), summer0000000001: file({ id: "summer0000000001", title: "Summer", at: "2026-06-01T10:00:00Z", answers: BETTER }) });
    await toCompare(page);
    for (const title of [TITLE, "Summer"]) await box(page, title).check();
    await counted(page, 3);
    await until(() => page.getByRole("heading", { name: say("compare.trend") }).isVisible(), "the trend");
    const alternative = await part(page, "overview").getByRole("img").getAttribute("aria-label");
    for (const date of ["1 March 2026", "1 June 2026", "1 September 2026"]) ok(alternative.includes(date), `${date} in: ${alternative}`);
    equal(await part(page, "overview").getByRole("table").first().getByRole("row").count(), 4);
  });

  test("a file of an older version is kept, compared at once, and what cannot be matched is named", async ({ page, open, server }) => {
    await toResult(page, server, open, { [AUTUMN]: autumn() });
    await toCompare(page);
    ok((await words(page)).includes(say("compare.wanting.others")), "there is nothing to compare with yet");
    const text = spring({ pack: { id: pack.id, version: "0.9.0" }, answers: { ...JSON.parse(spring()).answers, "A2.L7.GOAL.P9": { rating: "fully" } } });
    await imported(page, page.locator("#compare-import"), { text });
    await counted(page, 2);
    equal(await hash(page), "#/compare");
    ok(await box(page, TITLE).isChecked(), "it is chosen");
    await until(() => notice(page).filter({ hasText: say("import.done", { title: TITLE }) }).isVisible(), "the notice");
    await until(() => page.locator("#compare-import").evaluate((node) => node.getRootNode().activeElement === node), "focus on the button");
    const named = await part(page, "unmatched").innerText();
    for (const part of ["A2.L7.GOAL.P9", "0.9.0"]) ok(named.includes(part), `${part} in: ${named}`);
    await saved(page);
    equal(JSON.parse((await stored(page)).local[`pomscope:a:${SPRING}`]).answers["A2.L7.GOAL.P9"].rating, "fully", "nothing of it was dropped");
  });

  test("when the last one is deleted, what was carried of it is still compared", async ({ page, open, server }) => {
    await toResult(page, server, open, { [SPRING]: spring() });
    await startNext(page);
    await page.locator("#next").click();
    await arrived(page, "#/group/1");
    const at = screens.findIndex(({ items }) => items.some(({ id }) => id === "A2.L2.ROLE.P1"));
    await go(page, at);
    await rate(page, "A2.L2.ROLE.P1", "fully");
    await saved(page);
    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    const entry = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: TITLE, exact: true, level: 2 }) });
    await entry.getByRole("button", { name: begins(say("shelf.delete")) }).click();
    await button(dialog(page), "delete.go").click();
    await until(() => page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2 }) }).count(), "one left", { wanted: 1 });
    await page.getByRole("button", { name: begins(say("shelf.open")) }).click();
    await until(() => hash(page), "its place", { wanted: `#/group/${at + 1}` });
    await page.evaluate(() => (location.hash = "#/compare"));
    await arrived(page, "#/compare");
    await counted(page, 2);
    ok(await box(page, TITLE).isChecked(), "it is chosen");
    const shown = await words(page);
    for (const part of [say("compare.carried", { title: TITLE }), say("compare.rule.carried")]) ok(shown.includes(part), `${part} in: ${shown}`);
    const role = item("A2.L2.ROLE.P1");
    const line = say("compare.statement", { place: "", before: label(role, "partly"), after: label(role, "fully") });
    ok((await part(page, "statements").innerText()).includes(line), `${line} among the statements`);
  });

  test("it is chosen with keys alone, and the count is spoken", async ({ page, open, server }) => {
    await toResult(page, server, open, { [SPRING]: spring(), [AUTUMN]: autumn() });
    const focused = (what) => what.evaluate((node) => node.getRootNode().activeElement === node);
    const tab = async (what) => {
      for (let stop = 0; stop < 120 && !(await focused(what)); stop += 1) await page.keyboard.press("Tab");
      ok(await focused(what), "Tab came to it");
    };
    await tab(page.locator("#compare"));
    await page.keyboard.press("Enter");
    await arrived(page, "#/compare");
    await tab(box(page, TITLE));
    await page.keyboard.press("Space");
    await counted(page, 1);
    ok(await focused(box(page, TITLE)), "focus stays");
    await page.keyboard.press("Space");
    await counted(page, 2);
    await tab(page.getByRole("region", { name: say("compare.compared") }));
  });
});
