// The plan and the metrics, as a manager works on them after the result: by pointer, by keys alone, on a phone. What a step is worth is tested in core.

import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { begins, metricText, pack, say, statements, wording } from "../content.mjs";
import { score } from "../cli.mjs";
import { arrived, button, file, plant, saved, seen, stored } from "../journey.mjs";

const ID = "abcdefgh12345678";
/** Nothing is in place: the plan offers the practices of level 2, one a thread. */
const nothing = Object.fromEntries(statements.map(({ id }) => [id, "not"]));
const texts = (more = {}) => ({ [ID]: file({ id: ID, answers: nothing, ...more }) });
const stepOf = (id) => wording.items[id].step;
const FIRST = "A2.L2.GOAL.P1";

const tick = (page, id) => page.getByRole("checkbox", { name: stepOf(id) });
const box = (page, id) => page.locator(`[id="plan-${id}-step"]`);
const field = (page, id, key) => box(page, id).getByLabel(say(key), { exact: true });
const inThe = async (page) => JSON.parse((await stored(page)).local[`pomscope:a:${ID}`]);
const projected = (page) => page.locator(".then .num").last().innerText();
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function visit(page, server, open, more) {
  await plant(page, server, texts(more));
  await open();
  await button(page, "start.resume").click();
  await arrived(page, "#/result");
}

async function toPlan(page) {
  await button(page, "result.plan").click();
  await arrived(page, "#/plan");
}

async function toMetrics(page) {
  await page.locator("#metrics").click();
  await arrived(page, "#/metrics");
}

/** Opens the fold of a metric and gives its fields. */
async function metric(page, id) {
  await page.locator(".counts summary", { hasText: metricText(id) }).click();
  return page.getByRole("group", { name: metricText(id), exact: true });
}

suite("plan", () => {
  test("steps are taken, filled in, left out and brought back, and a reload keeps all of it", async ({ page, server, open }) => {
    await visit(page, server, open);
    await toPlan(page);
    await tick(page, FIRST).check();
    await field(page, FIRST, "plan.owner").fill("A. Sommer");
    await field(page, FIRST, "plan.due").fill("2020-03-31");
    await field(page, FIRST, "plan.status").selectOption("started");
    await box(page, FIRST).locator("summary", { hasText: say("plan.note.add") }).click();
    await field(page, FIRST, "plan.note").fill("Sales & <logistics> first");
    await until(() => box(page, FIRST).getByText(say("plan.overdue", { date: "31 March 2020" })).isVisible(), "it is overdue, in words");
    await box(page, "A2.L2.PRIO.P1").getByRole("button", { name: begins(say("plan.leave")) }).click();
    await until(() => box(page, "A2.L2.PRIO.P1").count(), "the step to be folded away", { wanted: 0 });
    await until(() => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.activeElement?.id), "focus on the step after it", { wanted: "plan-A2.L2.ROLE.P1-step" });
    await saved(page);
    const kept = (await inThe(page)).plan;
    const { at, ...entry } = kept[FIRST];
    equal(entry, { choice: "taken", owner: "A. Sommer", due: "2020-03-31", status: "started", note: "Sales & <logistics> first" });
    match(at, /^\d{4}-/);
    equal(kept["A2.L2.PRIO.P1"].choice, "left");

    const before = await seen(page);
    await page.reload();
    await ready(page);
    equal(await seen(page), before, "after a reload");
    await page.locator("#plan-left").click();
    await button(page, "plan.left.back").click();
    await until(() => tick(page, "A2.L2.PRIO.P1").count(), "the step to be back", { wanted: 1 });
    await tick(page, FIRST).uncheck();
    await tick(page, FIRST).check();
    equal(await field(page, FIRST, "plan.owner").inputValue(), "A. Sommer", "what was written survives taking the step out");
  });

  test("the projection changes as steps are ticked, and is what the command line scores for those answers", async ({ page, server, open }) => {
    await visit(page, server, open, { targets: { GOAL: 2, PRIO: 2, ROLE: 2 } });
    await toPlan(page);
    const then = { ...nothing };
    for (const thread of pack.threads) {
      const step = `A2.L2.${thread}.P1`;
      then[step] = "fully";
      then[`A2.L2.${thread}.O1`] = "largely";
      const before = await projected(page);
      await tick(page, step).check();
      const { overall } = await score(file({ id: ID, answers: then }));
      const wanted = overall.score.toFixed(1);
      await until(() => projected(page), `the projection after ${step} (before: ${before})`, { wanted });
    }
    const { overall } = await score(file({ id: ID, answers: then }));
    equal(await page.locator(".whatif p > b").last().innerText(), say("plan.whatIf.level", { now: 1, then: overall.attained }));
    await tick(page, FIRST).uncheck();
    const without = { ...then, [FIRST]: "not", "A2.L2.GOAL.O1": "not" };
    const { overall: less } = await score(file({ id: ID, answers: without }));
    await until(() => projected(page), "the projection without the first step", { wanted: less.score.toFixed(1) });
  });

  test("a step of one's own needs words, stands in the plan, can be changed, and its removal undone", async ({ page, server, open }) => {
    await visit(page, server, open);
    await toPlan(page);
    await button(page, "plan.own.add").click();
    const input = page.getByLabel(say("plan.own.new"));
    await until(() => page.getByText(say("plan.error.title")).isVisible(), "what is missing");
    equal(await input.getAttribute("aria-invalid"), "true");
    await input.fill("Ask finance <whom>");
    await input.press("Enter");
    const own = page.getByLabel(say("plan.own"), { exact: true });
    await until(() => own.inputValue(), "the step in the plan", { wanted: "Ask finance <whom>" });
    equal(await input.inputValue(), "", "the field is free for the next");
    await own.fill("");
    await until(() => page.getByText(say("plan.error.titleKept")).isVisible(), "that it needs words");
    await own.fill("Ask finance");
    const item = page.locator("li", { has: own });
    await item.getByRole("button", { name: begins(say("plan.leave")) }).click();
    await page.locator("#plan-left").click();
    await button(page, "plan.own.remove").click();
    await saved(page);
    await until(async () => (await inThe(page)).plan === undefined, "the stored plan to be empty");
    await button(page, "plan.own.restore").click();
    await until(() => own.inputValue(), "the step again", { wanted: "Ask finance" });
  });

  test("metrics take start, target and date, say how far they came, and keep nothing that is wrong", async ({ page, server, open }) => {
    await visit(page, server, open, { metrics: { m03: { status: "measured", value: 41 } } });
    await toMetrics(page);
    await page.getByLabel(begins(say("metrics.k"))).fill("12");
    const m01 = await metric(page, "m01");
    await m01.getByRole("radio", { name: say("metric.measured"), exact: true }).check();
    await m01.getByLabel(say("metric.value"), { exact: true }).fill("7");
    await m01.getByLabel(say("metric.baseline"), { exact: true }).fill("3");
    await m01.getByLabel(say("metric.target"), { exact: true }).fill("11");
    await m01.getByLabel(say("metric.by"), { exact: true }).fill("2027-06-30");
    await until(() => page.getByText(say("metric.progress.towards", { from: 3, now: 7, to: 11, share: "50 %" })).isVisible(), "half of the way");
    await until(() => page.getByText(say("report.counts.ratio", { value: 7, k: 12, share: "58 %" })).isVisible(), "the share of the key relationships");
    await m01.getByLabel(say("metric.target"), { exact: true }).fill("many");
    await until(() => page.locator("#m01-target-error").innerText(), "what is wrong", { wanted: say("metric.error.count") });
    await saved(page);
    const { m01: kept } = (await inThe(page)).metrics;
    equal(kept, { status: "measured", value: 7, baseline: 3, target: 11, targetDate: "2027-06-30" });
    await m01.getByLabel(say("metric.target"), { exact: true }).fill("2");
    await until(() => page.getByText(say("metric.query.targetBelow")).isVisible(), "the question about the target");
    equal(await page.getByText(say("metrics.watermelon")).count(), 0, "nothing is attained, so nothing is green outside");

    await button(page, "metrics.toPlan").click();
    await arrived(page, "#/plan");
    await page.getByRole("button", { name: say("back"), exact: true }).click();
    await arrived(page, "#/result");
  });

  test("low satisfaction beside practice that is in place is put as a question", async ({ page, server, open }) => {
    const answers = Object.fromEntries(statements.map(({ id, descriptive }) => [id, descriptive ? "not" : "largely"]));
    await visit(page, server, open, { answers, metrics: { m03: { status: "measured", value: 41 } } });
    await toMetrics(page);
    await until(() => page.getByRole("heading", { name: say("metrics.watermelon") }).isVisible(), "the question");
    await until(() => page.getByText(say("report.watermelon.rule", { limit: 50 })).isVisible(), "when it is asked");
  });

  test("keys alone take a step, fill it in, add one's own, and lead on to the metrics", async ({ page, server, open }) => {
    await visit(page, server, open);
    const active = () => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.activeElement?.id ?? "");
    const tab = async (id) => {
      for (let stop = 0; stop < 120; stop += 1) {
        if ((await active()) === id) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`Tab never came to ${id}`);
    };
    await tab("plan");
    await page.keyboard.press("Enter");
    await arrived(page, "#/plan");
    await tab(`plan-${FIRST}-take`);
    await page.keyboard.press("Space");
    ok(await tick(page, FIRST).isChecked(), "Space takes it");
    equal(await active(), `plan-${FIRST}-take`, "focus stays on the box");
    await tab(`plan-${FIRST}-owner`);
    await page.keyboard.type("A. Sommer");
    await tab(`plan-${FIRST}-status`);
    await page.keyboard.press("ArrowDown");
    equal(await field(page, FIRST, "plan.status").inputValue(), "started");
    await tab("plan-new");
    await page.keyboard.type("Ask finance");
    await page.keyboard.press("Enter");
    await until(async () => /^plan-own-.*-owner$/.test(await active()), "focus on the new step's owner");
    await page.keyboard.type("B. Okafor");
    await saved(page);
    const { plan } = await inThe(page);
    equal(Object.values(plan).map(({ owner }) => owner).sort(), ["A. Sommer", "B. Okafor"]);
  });

  for (const [path, go] of [["#/plan", toPlan], ["#/metrics", toMetrics]]) {
    test(`${path} fits a screen of 320 px, with all folds open`, async ({ page, server, open }) => {
      await page.setViewportSize({ width: 320, height: 700 });
      await visit(page, server, open, { plan: { [FIRST]: { choice: "taken", owner: "x".repeat(300), note: "y".repeat(300), due: "2020-01-01" } }, metrics: { m01: { status: "measured", value: 1000000, asOf: "2026-03-31", source: "z".repeat(300), target: 12 } } });
      await go(page);
      equal(await sideways(page), 0, "nothing to scroll sideways for");
      await page.locator("pom-scope").evaluate((element) => {
        for (const details of element.shadowRoot.querySelectorAll(".screen details:not(.menu)")) details.open = true;
      });
      equal(await sideways(page), 0, "nor with everything open");
    });
  }
});
