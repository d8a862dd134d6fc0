// The whole journey by pointer: every question answered, every screen reloaded, the file taken away and brought back. Keys alone are keyboard.suite's.

import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { begins, metricText, pack, say, screens } from "../content.mjs";
import { score } from "../cli.mjs";
import {
  ANSWERS, COUNTED, THREADS, WRITTEN, answer, arrived, beginFull, button, card, count, dialog, downloaded, file, go, heading,
  imported, next, open, radio, rate, saved, seen, status, stored, toReview, write,
} from "../journey.mjs";

/** Reloads, and finds the same place and answers. */
async function reloads(page) {
  await saved(page).catch(async (error) => {
    // Before the first change there is nothing to save.
    if ((await status(page).first().getAttribute("data-state")) === "saving") throw error;
  });
  const before = await seen(page);
  await page.reload();
  await ready(page);
  equal(await seen(page), before, `after a reload on ${before.place}`);
}

/** Walks from the start to the result and does `here` on every screen. */
async function walk(page, here = async () => {}) {
  await here();
  await button(page, "start.quick").click();
  await arrived(page, "#/scope");
  await page.getByRole("radio", { name: begins(say("side.business")) }).check();
  await page.getByLabel(begins(say("scope.k"))).fill("7");
  await page.getByLabel(begins(say("scope.which"))).fill("Sales, logistics & finance");
  await page.getByLabel(begins(say("scope.name"))).fill("Spring “review”");
  await here();

  const levels = { GOAL: 3, PRIO: 2, ROLE: 4 };
  for (const [at, { id }] of THREADS.entries()) {
    await next(page, `#/quick/${at + 1}`);
    const now = page.getByRole("group", { name: say("quick.now") });
    const wanted = page.getByRole("group", { name: say("quick.target") });
    await now.getByRole("radio").nth(levels[id] - 1).check();
    if (id === "ROLE") {
      await page.getByRole("radio", { name: say("quick.probe.no") }).check();
      await button(page, "quick.lower", { level: 3 }).click();
      ok(await now.getByRole("radio").nth(2).isChecked(), "the probe lowered the level to 3");
    } else {
      await page.getByRole("radio", { name: say("quick.probe.yes") }).check();
    }
    if (id !== "PRIO") await wanted.getByRole("radio").nth(4).check();
    await here();
  }
  await next(page, "#/finding");
  await here();

  for (const [at, { items, metrics }] of screens.entries()) {
    await next(page, `#/group/${at + 1}`);
    for (const { id } of items) {
      await rate(page, id, ANSWERS[id]);
      if (WRITTEN[id]) await write(page, id, WRITTEN[id]);
    }
    const asked = metrics.filter((id) => COUNTED[id] && screens.findIndex((other) => other.metrics.includes(id)) === at);
    if (asked.length > 0) await open(page, "metrics.title");
    for (const id of asked) await count(page, id, COUNTED[id]);
    await here();
  }

  await next(page, "#/review");
  const [first, second] = await Promise.all([0, 1].map((at) => page.locator(".notice.warn").nth(at).getAttribute("id")));
  await page.locator(`[id="${first}"]`).getByRole("button", { name: say("look.yes") }).click();
  await until(() => page.locator(`[id="${first}"]`).count(), "the look to be settled", { wanted: 0 });
  await page.locator(`[id="${second}"]`).getByRole("button", { name: say("look.no") }).click();
  const goals = page.getByRole("group", { name: THREADS[0].name });
  await goals.getByLabel(say("wanted.target")).selectOption("3.5");
  await goals.getByLabel(say("wanted.importance")).selectOption("5");
  await here();
  await next(page, "#/result");
  await here();
}

const result = (page) => page.locator(".screen").evaluate((screen) => {
  const words = screen.cloneNode(true);
  for (const passing of words.querySelectorAll("header, .status, .bar ~ .notice")) passing.remove();
  return words.textContent.replace(/\s+/g, " ");
});

suite("journey", () => {
  test("who is unsure of a level reads how each looks from both sides, the own one first, and goes on where they were", async ({ page, server }) => {
    await page.goto(server.url);
    await ready(page);
    await button(page, "start.quick").click();
    await arrived(page, "#/scope");
    await page.getByRole("radio", { name: begins(say("side.business")) }).check();
    await next(page, "#/quick/1");
    await page.getByRole("group", { name: say("quick.now") }).getByRole("radio").nth(2).check();
    await saved(page);
    await button(page, "quick.levels").click();
    await arrived(page, "#/levels");
    const third = page.locator(".sect").nth(2);
    equal(await third.getByRole("heading", { level: 3 }).allInnerTexts(), [`${say("levels.business")} ${say("levels.own")}`, say("levels.it")]);
    await third.getByText(say("levels.placed", { threads: THREADS[0].name })).waitFor();
    await button(page, "levels.back").click();
    await arrived(page, "#/quick/1");
    ok(await page.getByRole("group", { name: say("quick.now") }).getByRole("radio").nth(2).isChecked(), "the level is still placed");
  });

  test("everything is answered; each screen survives a reload; the file goes out, is deleted, comes back with the same result", async ({ page, open: visit }) => {
    await visit();
    await walk(page, () => reloads(page));
    const before = await result(page);
    await button(page, "result.report").click();
    await arrived(page, "#/report");
    await reloads(page);
    await page.goBack();
    await arrived(page, "#/result");

    const taken = await downloaded(page, button(page, "result.save"));
    match(taken.name, /^pomscope-spring-review-\d{4}-\d\d-\d\d\.json$/);
    await button(page, "result.delete").click();
    await button(dialog(page), "delete.go").click();
    await arrived(page, "#/assessments");
    await until(async () => Object.keys((await stored(page)).durable).length, "nothing in the durable store", { wanted: 0 });
    equal((await stored(page)).local, {});
    ok(!JSON.stringify(await stored(page)).includes("logistics"), "nothing of it is left");

    await imported(page, button(page, "drop.choose"), taken);
    await arrived(page, "#/result");
    await saved(page);
    equal(await result(page), before, "the result of the imported file");
    await reloads(page);

    const again = await downloaded(page, button(page, "result.save"));
    equal(JSON.parse(again.text).answers, JSON.parse(taken.text).answers);

    // What the screen shows is what the command line computes.
    const { overall, threads } = await score(taken.text);
    const one = (number) => number.toFixed(1);
    const text = await page.locator(".first").innerText();
    ok(text.includes(one(overall.score)), `${one(overall.score)} in: ${text}`);
    ok(text.includes(say("report.attained", { level: overall.attained })), `level ${overall.attained} in: ${text}`);
    ok(text.includes(say("report.range", { low: one(overall.low), high: one(overall.high) }).split(", as")[0]), `${overall.low} to ${overall.high} in: ${text}`);
    ok(text.includes(say(`report.confidence.${overall.confidence.toLowerCase()}`)), `${overall.confidence} in: ${text}`);
    await button(page, "result.how").click();
    const behind = await dialog(page).innerText();
    ok(behind.includes(one(overall.score)), `${one(overall.score)} in: ${behind}`);
    await button(dialog(page), "close").click();
    for (const { id, name } of THREADS) {
      const row = page.locator(".stairs").getByRole("row").filter({ has: page.getByRole("rowheader", { name: begins(name) }) });
      ok((await row.innerText()).includes(one(threads[id].score)), `${name}: ${one(threads[id].score)} in ${await row.innerText()}`);
      for (const [level, { band }] of Object.entries(threads[id].levels)) {
        const cell = await row.getByRole("cell").nth(Number(level) - 2).innerText();
        ok(band === null || cell.startsWith(band), `${name}, level ${level}: ${band} in ${cell}`);
      }
    }
  });

  test("the browser's Back and Forward step through the screens, answers and all", async ({ page, open: visit }) => {
    await visit();
    await beginFull(page);
    await rate(page, screens[0].items[0].id, "largely");
    for (let at = 2; at <= 4; at += 1) await next(page, `#/group/${at}`);
    for (const path of ["#/group/3", "#/group/2", "#/group/1"]) {
      await page.goBack();
      await arrived(page, path);
    }
    ok(await radio(page, screens[0].items[0].id, "largely").isChecked(), "the answer is there");
    await page.goBack();
    await arrived(page, "#/scope");
    await page.goForward();
    await arrived(page, "#/group/1");
    await button(page, "back").click();
    await arrived(page, "#/scope");
  });

  test("an answer is taken back by its own button, and counts as open again", async ({ page, open: visit }) => {
    await visit();
    await beginFull(page);
    const { id } = screens[0].items[0];
    await rate(page, id, "unknown");
    await until(() => page.getByText(say("group.progress", { answered: 1, n: 1 })).count(), "one answered");
    await card(page, id).getByRole("button", { name: say("card.clear") }).click();
    await until(() => page.getByText(say("group.progress", { answered: 0, n: 1 })).count(), "none answered");
    ok(!(await radio(page, id, "unknown").isChecked()), "nothing is chosen");
    await saved(page);
    await page.reload();
    await ready(page);
    equal(await page.getByRole("radio", { checked: true }).count(), 0, "after a reload");
  });

  test("a note stays with its statement when the answer is taken back", async ({ page, open: visit }) => {
    await visit();
    await beginFull(page);
    await go(page, 3);
    const { id } = screens[3].items[0];
    await rate(page, id, "partly");
    await write(page, id, { note: "Why we said so" });
    await card(page, id).getByRole("button", { name: say("card.clear") }).click();
    await until(() => card(page, id).getByRole("radio", { checked: true }).count(), "no answer", { wanted: 0 });
    await saved(page);
    const [text] = Object.values((await stored(page)).local);
    equal(JSON.parse(text).answers[id].note, "Why we said so");
  });

  test("a statement that counts at several levels is asked once, and the others lead to it", async ({ page, open: visit }) => {
    await visit();
    await beginFull(page);
    const [copy] = pack.groups.flatMap((group) => [...group.practices, ...group.outcomes].filter((item) => item.sameAs).map((item) => ({ ...item, group: group.id })));
    await go(page, screens.findIndex(({ id }) => id === copy.group));
    const origin = screens.findIndex(({ items }) => items.some(({ id }) => id === copy.sameAs));
    const line = page.getByText(begins(say("group.sameAs").split("{text}")[0]));
    await line.getByRole("button").click();
    await arrived(page, `#/group/${origin + 1}`);
  });

  test("a metric is asked once and shown where it occurs again; a value that cannot be is said and not kept", async ({ page, open: visit }) => {
    await visit();
    await beginFull(page);
    const [first, second] = screens.map(({ metrics }, at) => (metrics.includes("m01") ? at : -1)).filter((at) => at >= 0);
    await go(page, first);
    await open(page, "metrics.title");
    await count(page, "m01", { status: "measured", value: "12" });
    const of = page.getByRole("group", { name: begins(metricText("m01")) });
    await of.getByLabel(say("metric.value")).fill("12 or so");
    await until(() => of.getByText(say("metric.error.count")).isVisible(), "what is wrong is said");
    equal(await of.getByLabel(say("metric.value")).getAttribute("aria-invalid"), "true");
    await saved(page);
    await go(page, second);
    await open(page, "metrics.title");
    match(await page.getByRole("group", { name: begins(metricText("m01")) }).innerText(), /12/);
  });

  test("a thread of nothing but “does not apply” is refused with a sentence and the way back", async ({ page, open: visit }) => {
    await visit();
    const answers = Object.fromEntries(screens.filter(({ thread, level }) => thread === "ROLE" && level > 1).flatMap(({ items }) => items.map(({ id }) => [id, "na"])));
    await imported(page, button(page, "start.file.open"), { text: file({ answers }) });
    await until(() => page.evaluate(() => location.hash), "the assessment to open", { wanted: "#/group/1" });
    await toReview(page);
    await until(() => page.getByText(say("score.threadNa", { thread: THREADS[2].name })).isVisible(), "the review says why");
    await next(page, "#/result");
    equal(await heading(page).innerText(), say("result.refused"));
    await button(page, "result.toReview").click();
    await arrived(page, "#/review");
  });

  test("with little answered the result is marked provisional and names what is missing", async ({ page, open: visit }) => {
    await visit();
    await beginFull(page);
    await answer(page, { "A2.L2.GOAL.P1": "fully" });
    await toReview(page);
    await next(page, "#/result");
    await until(() => page.getByText(say("report.provisional"), { exact: true }).isVisible(), "the mark");
    await page.locator(".notice.warn").getByRole("listitem").first().getByRole("button").click();
    await until(() => page.evaluate(() => location.hash.startsWith("#/group/")), "the screen that it names");
  });

  test("the printed document holds the report whole, with its own sheet, and leaves the page as it was", async ({ page, open: visit }) => {
    await page.addInitScript(() => {
      // The dialog is the browser's: what it would be given is kept instead, and the reader is done at once.
      globalThis.prints = [];
      const { get } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, "contentWindow");
      Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", {
        get() {
          const view = get.call(this);
          view.print = () => {
            const { document: paper } = view;
            globalThis.prints.push({
              title: paper.title,
              around: document.title,
              lang: paper.documentElement.lang,
              sheets: paper.adoptedStyleSheets.length,
              font: view.getComputedStyle(paper.querySelector("h1")).fontFamily,
              text: paper.body.textContent.replace(/\s+/g, " "),
              folded: paper.querySelectorAll("details:not([open])").length,
              rows: paper.querySelectorAll("table.answers tbody tr").length,
            });
            view.dispatchEvent(new Event("afterprint"));
          };
          return view;
        },
      });
    });
    await visit();
    await imported(page, button(page, "start.file.open"), { text: file({ title: "To print", answers: { ...ANSWERS, ...Object.fromEntries(Object.entries(WRITTEN).map(([id, written]) => [id, { rating: ANSWERS[id], ...written }])) } }) });
    await arrived(page, "#/result");
    await button(page, "result.report").click();
    await arrived(page, "#/report");
    const shown = await page.getByRole("article").evaluate((article) => article.textContent.replace(/\s+/g, " "));
    const title = await page.title();
    await button(page, "report.screen.print").click();
    const [paper] = await until(() => page.evaluate(() => globalThis.prints.length > 0 && globalThis.prints), "the print");
    equal(paper.text, shown, "the paper holds what the screen shows");
    equal({ title: paper.title, around: paper.around, lang: paper.lang, sheets: paper.sheets, folded: paper.folded }, {
      title: say("report.fileTitle", { title: "To print" }), around: say("report.fileTitle", { title: "To print" }), lang: "en", sheets: 1, folded: 0,
    });
    for (const text of [...Object.values(WRITTEN).flatMap(Object.values).map((text) => text.replace(/\s+/g, " ")), ...screens.flatMap(({ items }) => items.map((item) => item.text))]) {
      ok(paper.text.includes(text), `on paper: ${text}`);
    }
    await until(() => page.locator("iframe").count(), "no frame left", { wanted: 0 });
    equal(await page.title(), title);
    ok(await button(page, "report.screen.print").evaluate((node) => node.getRootNode().activeElement === node), "focus is on the print button");
  });
});
