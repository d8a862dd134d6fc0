// Each of the five lenses answered by a group, to its report: at the kiosk, by codes, by files, on paper, on two devices. The block's workshop is workshop.suite's; one person's lenses are lenses.suite's.

import { suite, test, equal, match, ok, guarded, until } from "../harness.mjs";
import { begins, lensOf, say } from "../content.mjs";
import { combine } from "../cli.mjs";
import { dialog, downloaded, downloadedBytes, dropped, file, heading, headingFocused, imported } from "../journey.mjs";
import {
  PIN, answers, at, collect, copyCode, create, endKiosk, facetsOf, finish, handIn, answerAll, openSession, planted, responsesIn, reveal, sitDown, written,
} from "../workshop.mjs";

const SIDES = ["it", "business", "it", "business", "it", "business"];
const itemsOf = (lens) => facetsOf(lens).flatMap(({ items }) => items);
const place = (lens, item) => itemsOf(lens).findIndex(({ id }) => id === item.id);
/** What IT says to an item in turn, and the business: watermelon, hidden strength, sound, agreed problem. */
const rated = (lens, item, side, person) => {
  const green = [["fully", "largely"], ["not", "partly"]];
  const [it, business] = [[0, 1], [1, 0], [0, 0], [1, 1]][place(lens, item) % 4];
  return green[side === "it" ? it : business][person % 2];
};

/** What is published is what the command line makes of the working file, and the report can be taken along; gives what is published. */
async function toReport(page, lens) {
  await page.locator("#working").click();
  await page.locator("#pin").fill(PIN);
  const working = await downloaded(page, dialog(page).getByRole("button", { name: say("room.pin.export.go") }));
  equal(JSON.parse(working.text).pack.id, lens);
  await reveal(page);
  const published = await downloaded(page, page.locator("#publish-json"));
  equal(JSON.parse(published.text), JSON.parse(await combine(working.text)), "screen and command line publish the same");
  const csv = await downloaded(page, page.locator("#publish-csv"));
  equal(csv.text, await combine(working.text, "--to", "csv"));
  const { text } = await downloaded(page, page.locator("#publish-md"));
  for (const { title } of facetsOf(lens)) ok(text.includes(title), `the report tells of ${title}`);
  ok(!/\blevels? \d/i.test(text), "a lens has no levels");
  const shown = await page.locator(".parts").innerText();
  ok(!/\blevels? \d/i.test(shown), "nor has it on the screen");
  const { bytes } = await downloadedBytes(page, page.locator("#pdf"));
  equal(bytes.subarray(0, 5).toString("latin1"), "%PDF-");
  return JSON.parse(published.text);
}

suite("lens-room", () => {
  test("Watermelon at the kiosk: six people, blind, to rind and core and what is agreed", async ({ page, server }) => {
    const lens = "watermelon";
    await create(page, server, { it: 3, business: 3, consent: true, lens });
    match(await page.locator(".screen").innerText(), new RegExp(say("room.form.lens", { lens: lensOf(lens).wording.name })));
    await collect(page);
    equal(await page.locator(".kiosk figure").count(), 0, "no picture of levels");
    for (const [n, side] of SIDES.entries()) {
      await sitDown(page, side);
      const words = lensOf(lens).wording.items["watermelon.pairs.1"];
      await until(() => page.locator(".said").first().innerText(), "the words of the side", { wanted: words[side].text });
      await answerAll(page, (item) => rated(lens, item, side, n), { lens });
      await handIn(page);
      await finish(page);
    }
    await endKiosk(page);
    await page.evaluate(() => (location.hash = "#/workshop/result"));
    await until(() => page.evaluate(() => location.hash), "back to the counts", { wanted: "#/workshop/session" });
    const published = await toReport(page, lens);
    equal(published.items.map(({ quadrant }) => quadrant), ["watermelon", "hiddenStrength", "sound", "agreedProblem", "watermelon", "hiddenStrength"]);
    const text = await page.locator(".parts").innerText();
    for (const quadrant of ["sound", "watermelon", "hiddenStrength", "agreedProblem"]) ok(text.includes(say(`session.quadrant.${quadrant}`)), quadrant);

    // The wall: both sides' words, then what is agreed and what follows from it in place of a plan.
    await page.locator("#discuss").click();
    await page.locator("#topic-after").waitFor();
    const [first] = published.agenda;
    const both = await heading(page).innerText();
    for (const side of ["it", "business"]) ok(both.includes(lensOf(lens).wording.items[first][side].text), `the words of ${side} are on the wall`);
    await page.locator(`[id="${first}-partly"]`).check();
    await written(page);
    await page.evaluate(() => (location.hash = "#/workshop/agreed"));
    await at(page, say("room.agreed"));
    ok((await page.locator(".screen").innerText()).includes(say("room.agreed.score.lens", { index: "33 %", band: "P" })), "the agreed index");
    ok((await page.locator(".screen").innerText()).includes(lensOf(lens).wording.items[first].next), "the next step for the weakest");
    equal(await page.locator("#adopt").count(), 0, "no plan follows from a lens");
    await page.locator("#sign-it").fill("Ada");
    await written(page);
    await page.reload();
    await until(() => dialog(page).isVisible(), "the PIN");
    await page.locator("#pin").fill(PIN);
    await page.keyboard.press("Enter");
    await at(page, say("room.agreed"));
    ok(await page.locator(`[id="${first}-partly"]`).isChecked(), "what was agreed is still there");
  });

  test("Conversations by answer codes: what the codes hold is what the kiosk took", async ({ page, server, browser }) => {
    const lens = "conversations";
    const codes = [];
    await planted(page, server, { lens, it: 3, business: 3, k: 3, locked: true });
    for (const [n, side] of SIDES.entries()) {
      await sitDown(page, side);
      await answerAll(page, (item) => rated(lens, item, side, n), { lens });
      await handIn(page);
      codes.push(await copyCode(page));
      await finish(page);
    }
    await endKiosk(page);
    const published = await toReport(page, lens);
    ok(published.trust.wants > 0 && published.trust.index > 0, "both factors are there");
    equal(published.trust.wantsShown, 7);
    match(await page.locator(".parts").innerText(), new RegExp(say("session.trust.wants")));

    const { context, watch } = await guarded(browser, {}, [server.origin]);
    const other = await context.newPage();
    await planted(other, server, { lens, it: 3, business: 3, k: 3 });
    await openSession(other);
    await other.locator("#way-code").click();
    await at(other, say("room.code.title"));
    for (const [n, code] of codes.entries()) {
      await other.locator("#code").fill(code);
      await other.locator("#take-code").click();
      await until(async () => (await responsesIn(other)).length, "the response", { wanted: n + 1 });
    }
    await other.getByRole("button", { name: say("room.back") }).click();
    await at(other, "Spring workshop");
    equal(await toReport(other, lens), published);
    watch.problems().forEach((problem) => ok(false, problem));
    await context.close();
  });

  test("Duties by files from phones: who does what, where the sides name different doers", async ({ page, server }) => {
    const lens = "duties";
    await create(page, server, { it: 3, business: 3, consent: true, lens });
    const files = SIDES.map((side, n) => {
      const given = itemsOf(lens).map((item) => [item.id, { rating: rated(lens, item, side, n), by: place(lens, item) % 3 ? "both" : side, note: "A note of my own" }]);
      return { name: `${n}.json`, text: file({ id: `phone0000000000${n}`, side, answers: {}, lenses: { [lens]: { version: "1.0.0", answers: Object.fromEntries(given) } } }) };
    });
    await dropped(page, [...files, { name: "block.json", text: file({ id: "blockblock000001", side: "it", answers: { "A2.L2.GOAL.P1": "fully" } }) }]);
    await until(async () => (await responsesIn(page)).length, "six responses", { wanted: 6 });
    match(await page.locator(".frame > .notice").innerText(), new RegExp(say("room.file.noLens", { lens: lensOf(lens).wording.name })));
    ok(!JSON.stringify(await responsesIn(page)).includes("A note"), "notes stay on the phones");
    const published = await toReport(page, lens);
    equal(published.items[0].by, {
      it: { it: 3, business: 0, both: 0, nobody: 0, notSaid: 0 }, business: { it: 0, business: 3, both: 0, nobody: 0, notSaid: 0 }, neither: null,
      combined: { it: 3, business: 3, both: 0, nobody: 0, notSaid: 0 },
    });
    const text = await page.locator(".parts").innerText();
    ok(text.includes(say("session.who.differ.line", { it: say("lens.by.it"), business: say("lens.by.business") })), "the sides name different doers");
  });

  test("Framework on paper, typed in by keys", async ({ page, server }) => {
    const lens = "framework";
    await create(page, server, { it: 3, business: 0, consent: true, lens });
    await page.locator("#way-paper").click();
    await at(page, say("room.paper.title"));
    const items = itemsOf(lens);
    for (let form = 0; form < 3; form += 1) {
      await page.locator("#paper-side-it").check();
      await page.locator(`[id="${items[0].id}-not"]`).focus();
      for (const [n, item] of items.entries()) {
        await page.keyboard.press("nwao"[(n + form) % 4]);
        await until(() => page.locator(`[id="${item.id}-${["not", "partly", "largely", "fully"][(n + form) % 4]}"]`).isChecked(), `the box of ${item.id}`);
        const next = items[n + 1] ? `${items[n + 1].id}-not` : "take-paper";
        await until(() => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.activeElement?.id), "focus on the next", { wanted: next });
      }
      await page.keyboard.press("Enter");
      await until(async () => (await responsesIn(page)).length, "the form", { wanted: form + 1 });
    }
    await page.getByRole("button", { name: say("room.back") }).click();
    await at(page, "Spring workshop");
    const published = await toReport(page, lens);
    equal(published.people.it, 3);
    ok(published.results.combined.threads.elements.median > 0);
    match(await page.locator(".parts").innerText(), new RegExp(say("session.building")));
  });

  test("Principles on two devices, brought together by their files", async ({ page, server }) => {
    const lens = "principles";
    const responses = answers({ it: 6, business: 6, lens, rate: ({ item, side, at }) => rated(lens, item, side, at) });
    const here = responses.filter((_, n) => n % 2 === 0), there = responses.filter((_, n) => n % 2 === 1);
    await planted(page, server, { lens, responses: here });
    await openSession(page);
    const theirs = JSON.stringify({
      format: "pomscope-session", formatVersion: 1, id: "planted0000000001", title: "Spring workshop", pack: { id: lens, version: "1.0.0" },
      threshold: 5, form: "full", heads: { it: 6, business: 6 }, responses: there,
    });
    await imported(page, page.locator("#merge"), { name: "other.json", text: theirs });
    await until(async () => (await responsesIn(page)).length, "all twelve", { wanted: 12 });
    const published = await toReport(page, lens);
    equal([published.people.combined, published.pack.kind], [12, "lens"]);
    ok(published.discussion.some(({ reason }) => reason === "watermelon"));
    equal(published.agenda.length, 5);
  });

  test("the set-up offers each lens with its length, by keys too, and the kit is made of it", async ({ page, server }) => {
    await page.goto(`${server.url}#/workshop`);
    await at(page, say("room.title"));
    await page.locator("#set-up").click();
    await at(page, say("room.setup.title"));
    await headingFocused(page);
    await page.locator("#form-full").focus();
    for (const lens of ["short", "framework", "principles", "duties", "watermelon"]) {
      await page.keyboard.press("ArrowDown");
      await until(() => page.locator(`#form-${lens}`).isChecked(), lens);
    }
    const name = lensOf("watermelon").wording.name;
    match(await page.getByRole("radio", { name: begins(name) }).evaluate((radio) => radio.closest("label").innerText), /6 statements, about 3 minutes/);
    const { bytes } = await downloadedBytes(page, page.locator("#kit-form"));
    equal(bytes.subarray(0, 5).toString("latin1"), "%PDF-");
  });
});
