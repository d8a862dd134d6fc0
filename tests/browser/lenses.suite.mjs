// The lenses after the result: each answered alone to its result and to the report, by pointer and by keys, over reloads, Back and a second tab. What an index is worth is tested in core.

import { suite, test, equal, ok, ready, until } from "../harness.mjs";
import { begins, lensOf, lenses, say } from "../content.mjs";
import { report, score } from "../cli.mjs";
import { ANSWERS, arrived, button, choose, downloaded, file, headingFocused, plant, saved, seen, stored } from "../journey.mjs";

const ID = "abcdefgh12345678";
const texts = (more = {}) => ({ [ID]: file({ id: ID, answers: ANSWERS, side: "it", ...more }) });
const kept = async (page) => JSON.parse((await stored(page)).local[`pomscope:a:${ID}`]);
const itemsOf = (id) => lensOf(id).pack.facets.flatMap((facet) => facet.items);
const RATINGS = ["not", "partly", "largely", "fully"];

/** A statement as it is put to a side. */
const statement = (lens, item, side = "it") => {
  const words = lensOf(lens).wording.items[item.id];
  return (item.perSide ? words[side] : words).text;
};
const cardOf = (page, lens, item, side) => page.getByRole("group", { name: statement(lens, item, side) });
const labelOf = (lens, rating) => (rating === "unknown" ? say("rating.unknown") : say(`rating.${lensOf(lens).pack.scale ?? "extent"}.${rating}`));

async function visit(page, server, open, more) {
  await plant(page, server, texts(more));
  await open();
  await button(page, "start.resume").click();
  await arrived(page, "#/result");
}

async function toLenses(page) {
  await page.locator("#lenses").click();
  await arrived(page, "#/lenses");
}

/** From the list into a lens. */
async function begin(page, id, key = "lens.begin") {
  const name = lensOf(id).wording.name;
  await page.getByRole("button", { name: `${say(key)} ${name}`, exact: true }).click();
  await arrived(page, `#/lens/${id}/1`);
}

async function on(page, path) {
  await page.locator("#next").click();
  await arrived(page, path);
}

/** Answers a lens from its first facet to its result by pointer; gives what it answered. */
async function through(page, id, { side } = {}) {
  const given = {};
  let n = 0;
  const { facets } = lensOf(id).pack;
  for (const [at, facet] of facets.entries()) {
    for (const item of facet.items) {
      const rating = RATINGS[(n * 3 + id.length) % 4];
      await cardOf(page, id, item, side).getByRole("radio", { name: labelOf(id, rating), exact: true }).check();
      given[item.id] = rating;
      n += 1;
    }
    await saved(page);
    await on(page, at + 1 < facets.length ? `#/lens/${id}/${at + 2}` : `#/lens/${id}/result`);
  }
  return given;
}

const percent = (value) => say("number.percent", { value: Math.round(value * 100) });
/** The index that the screen shows agrees with what the command line scores for the file. */
async function agrees(page, id) {
  const scored = await score(JSON.stringify(await kept(page)));
  const { index, facets } = scored.lenses[id];
  const head = await page.locator(".score").innerText();
  ok(head.startsWith(percent(index)), `the screen shows ${head}, the command line ${index}`);
  for (const [facet, { index, band }] of Object.entries(facets)) {
    const row = page.getByRole("row", { name: begins(lensOf(id).wording.facets[facet].name) }).first();
    const cells = await row.innerText();
    ok(cells.includes(percent(index)) && cells.includes(`${band}, `), `${facet}: ${cells} for ${index} ${band}`);
  }
}

suite("lenses", () => {
  for (const { pack: { id } } of lenses) {
    test(`${id} is answered to its result, which the command line and the report share`, async ({ page, server, open }) => {
      await visit(page, server, open);
      await toLenses(page);
      await begin(page, id);
      const given = await through(page, id);
      equal(Object.keys(given).length, itemsOf(id).length);
      const of = (await kept(page)).lenses[id];
      equal(Object.fromEntries(Object.entries(of.answers).map(([item, { rating }]) => [item, rating])), given);
      equal(of.version, lensOf(id).pack.version);
      await agrees(page, id);
      const before = await seen(page);
      await page.reload();
      await ready(page);
      equal(await seen(page), before, "after a reload");
      await button(page, "lens.toReport").click();
      await arrived(page, "#/report");
      const sheet = page.locator("#part-lenses");
      await until(() => sheet.getByRole("heading", { name: lensOf(id).wording.name, exact: true }).isVisible(), "the lens in the report");
      const told = (await report(JSON.stringify(await kept(page)), "--to", "md")).toString();
      ok(told.includes(`### ${lensOf(id).wording.name}`), "the command line's report has it too");
    });
  }

  test("a lens is answered by keys alone, and who does it too", async ({ page, server, open }) => {
    await visit(page, server, open);
    await page.locator("#lenses").focus();
    await page.keyboard.press("Enter");
    await arrived(page, "#/lenses");
    await page.getByRole("button", { name: `${say("lens.begin")} ${lensOf("duties").wording.name}`, exact: true }).focus();
    await page.keyboard.press("Enter");
    await arrived(page, "#/lens/duties/1");
    const [standard, extended] = lensOf("duties").pack.facets;
    const focused = (id) => until(() => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.activeElement?.id), `focus on ${id}`, { wanted: id });
    for (const facet of [standard, extended]) {
      for (const [n, item] of facet.items.entries()) {
        const card = page.locator(`[id="${item.id}-card"]`);
        await card.focus();
        const [key, rating] = n % 6 === 4 ? ["d", "unknown"] : n % 6 === 5 ? ["n", "na"] : [String((n % 4) + 1), RATINGS[n % 4]];
        await page.keyboard.press(key);
        await focused(`${item.id}-${rating}`);
        if (n === 1) {
          // The second group of the card: its radios have arrows of their own.
          const by = card.getByRole("radio", { name: say("lens.by.it"), exact: true });
          await by.focus();
          await page.keyboard.press("Space");
          await page.keyboard.press("ArrowRight");
          await page.keyboard.press("ArrowRight");
          await page.keyboard.press("ArrowRight");
          await until(() => card.getByRole("radio", { name: say("lens.by.nobody"), exact: true }).isChecked(), "that nobody does it");
        }
      }
      await saved(page);
      await page.locator("#next").focus();
      await page.keyboard.press("Enter");
      await arrived(page, facet === standard ? "#/lens/duties/2" : "#/lens/duties/result");
    }
    await agrees(page, "duties");
    const of = (await kept(page)).lenses.duties.answers;
    equal(of[standard.items[1].id].by, "nobody");
    equal(of[extended.items[5].id].rating, "na");
    const names = page.locator("#part-lens-duties-reading");
    await until(() => names.getByText(statement("duties", standard.items[1])).isVisible(), "what nobody clearly does");
    await page.goBack();
    await arrived(page, "#/lens/duties/2");
    equal(await page.getByRole("radio", { name: say("lens.notOurRole"), exact: true }).count(), 13, "the extended role has words of its own");
    equal(await page.getByLabel(say("card.reason")).count(), 0, "and asks for no reason");
    await page.goBack();
    await arrived(page, "#/lens/duties/1");
    await until(() => page.getByLabel(say("card.reason")).count(), "the standard duties ask for one", { wanted: 1 });
  });

  test("without a side it is asked first, the words follow it, and the assessment keeps its own", async ({ page, server, open }) => {
    await visit(page, server, open, { side: "both" });
    await toLenses(page);
    await begin(page, "watermelon");
    await until(() => page.getByRole("heading", { name: say("lens.side") }).isVisible(), "the question");
    await page.getByRole("button", { name: begins(say("side.business")) }).click();
    await headingFocused(page);
    const [first] = itemsOf("watermelon");
    await until(() => cardOf(page, "watermelon", first, "business").isVisible(), "the business's words");
    await page.locator("#lens-side").click();
    await until(() => cardOf(page, "watermelon", first, "it").isVisible(), "IT's words");
    await page.locator("#lens-side").click();
    await through(page, "watermelon", { side: "business" });
    const of = await kept(page);
    equal([of.side, of.lenses.watermelon.side], ["both", "business"]);
    await until(() => page.getByText(say("side.business.view"), { exact: false }).first().isVisible(), "whose view it is");
  });

  test("one request is thought over, kept, and in the result", async ({ page, server, open }) => {
    await visit(page, server, open);
    await page.evaluate(() => (location.hash = "#/lens/conversations/3"));
    await arrived(page, "#/lens/conversations/3");
    await page.locator("summary", { hasText: say("lens.reflection") }).click();
    const [question] = lensOf("conversations").pack.reflection;
    const asked = page.getByRole("group", { name: lensOf("conversations").wording.reflection.questions[question] });
    await asked.getByRole("radio", { name: say("lens.reflection.yes"), exact: true }).check();
    await page.locator("#reflection-note").fill("A report that <nobody> read");
    await saved(page);
    equal((await kept(page)).lenses.conversations.reflection, { [question]: "yes", note: "A report that <nobody> read" });
    await on(page, "#/lens/conversations/result");
    await until(() => page.getByText("A report that <nobody> read").isVisible(), "the note in the result");
    await page.goBack();
    await arrived(page, "#/lens/conversations/3");
    await page.locator("summary", { hasText: say("lens.reflection") }).click();
    await button(asked, "lens.reflection.take").click();
    await saved(page);
    equal((await kept(page)).lenses.conversations.reflection, { note: "A report that <nobody> read" });
  });

  test("a card of a lens is cleared, noted and left half answered; the list says how far it is and leads back", async ({ page, server, open }) => {
    await visit(page, server, open);
    await toLenses(page);
    await begin(page, "framework");
    const [one, two] = itemsOf("framework");
    const card = cardOf(page, "framework", one);
    await card.getByRole("radio", { name: labelOf("framework", "largely"), exact: true }).check();
    await card.locator("summary", { hasText: say("card.note.add") }).click();
    await card.getByLabel(say("card.note"), { exact: true }).fill("Agreed in March");
    await cardOf(page, "framework", two).getByRole("radio", { name: labelOf("framework", "fully"), exact: true }).check();
    await cardOf(page, "framework", two).getByRole("button", { name: say("card.clear") }).click();
    await saved(page);
    const answers = (await kept(page)).lenses.framework.answers;
    equal([answers[one.id].rating, answers[one.id].note, answers[two.id]?.rating], ["largely", "Agreed in March", undefined]);
    await page.getByRole("button", { name: say("back"), exact: true }).click();
    await arrived(page, "#/lenses");
    await until(() => page.getByText(say("group.progress", { answered: 1, n: 17 })).isVisible(), "how far it is");
    await begin(page, "framework", "lens.goOn");
    await choose(page, "menu.start");
    await arrived(page, "#/");
    await button(page, "start.resume").click();
    await arrived(page, "#/lenses");
  });

  test("two tabs answer one lens, and nothing of either is lost", async ({ page, context, server, open }) => {
    await visit(page, server, open);
    await page.evaluate(() => (location.hash = "#/lens/principles/1"));
    await arrived(page, "#/lens/principles/1");
    const other = await context.newPage();
    await other.goto(page.url());
    await ready(other);
    await button(other, "start.resume").click();
    await until(() => other.evaluate(() => location.hash.length > 2), "the assessment in the other tab");
    await other.evaluate(() => (location.hash = "#/lens/principles/2"));
    await arrived(other, "#/lens/principles/2");
    const [first, second] = lensOf("principles").pack.facets;
    await cardOf(page, "principles", first.items[0]).getByRole("radio", { name: labelOf("principles", "fully"), exact: true }).check();
    await cardOf(other, "principles", second.items[0]).getByRole("radio", { name: labelOf("principles", "not"), exact: true }).check();
    await until(async () => Object.keys((await kept(page)).lenses?.principles?.answers ?? {}).length, "both answers in the store", { wanted: 2 });
    await saved(page);
    await saved(other);
    await other.close();
  });

  test("the file that is handed out holds the lenses, and a file with an unknown lens is opened with a word on it", async ({ page, server, open }) => {
    await visit(page, server, open, { lenses: { prism: { version: "1.0.0", answers: { "prism.1": { rating: "fully" } } } } });
    await toLenses(page);
    await begin(page, "watermelon");
    const [first] = itemsOf("watermelon");
    await cardOf(page, "watermelon", first).getByRole("radio", { name: labelOf("watermelon", "partly"), exact: true }).check();
    await saved(page);
    await choose(page, "menu.start");
    await arrived(page, "#/");
    await button(page, "start.resume").click();
    await arrived(page, "#/lenses");
    await page.evaluate(() => (location.hash = "#/result"));
    await arrived(page, "#/result");
    const { text } = await downloaded(page, button(page, "result.save"));
    const { lenses: held } = JSON.parse(text);
    equal(Object.keys(held).sort(), ["prism", "watermelon"]);
    equal(held.watermelon.answers[first.id].rating, "partly");
    equal((await score(text)).lenses.watermelon.coverage, 1 / 6);
  });
});
