// Answer codes: shown, copied, typed on another device, scored as the command line scores them, kept, compared, discarded. How codes are made and what their errors are is tested in core.

import { suite, test, equal, match, ok, guarded, ready, until } from "../harness.mjs";
import { like, say } from "../content.mjs";
import { decode, encode, score } from "../cli.mjs";
import { ANSWERS, WRITTEN, arrived, button, choose, dialog, file, heading, imported, notice, plant, saved, stored } from "../journey.mjs";

const answers = Object.fromEntries(Object.entries(ANSWERS).map(([id, rating]) => [id, { rating, ...WRITTEN[id] }]));
const MINE = file({ title: "Mine", answers, side: "it", placement: { GOAL: 3, PRIO: 2, ROLE: 4 }, targets: { GOAL: 4.5 } });
const OTHER = file({ id: "otherotherother1", title: "Theirs", answers: { ...ANSWERS, "A2.L5.ROLE.P1": "fully" }, side: "business" });

const field = (page) => page.locator("input#code");
const fault = (page) => page.locator("#code-error");
const ratings = (text) => Object.fromEntries(Object.entries(JSON.parse(text).answers).map(([id, { rating }]) => [id, rating]));

/** The code of an assessment, as the screen shows it. */
async function shown(page, open) {
  await open();
  await imported(page, button(page, "start.file.open"), { text: MINE });
  await arrived(page, "#/result");
  await page.locator("#code").click();
  await until(() => dialog(page).isVisible(), "the dialog");
  return page.locator("#own-code").innerText();
}

async function entered(page, typed) {
  await choose(page, "menu.code");
  await arrived(page, "#/code");
  await field(page).fill(typed);
  await page.keyboard.press("Enter");
}

/** An assessment of one's own is open, and a code of somebody else's came by its address. */
async function visited(page, server, open) {
  await plant(page, server, { abcdefgh12345678: MINE });
  await open();
  await button(page, "start.resume", { title: "Mine" }).click();
  await arrived(page, "#/result");
  const code = (await encode(OTHER)).replaceAll("-", "");
  await page.evaluate((code) => (location.hash = `#/code/${code}`), code);
  await arrived(page, `#/code/${code}`);
  return code;
}

suite("code", () => {
  test("what is shown is what the command line makes, and opens elsewhere with the same score", async ({ page, open, browser, server }) => {
    const code = await shown(page, open);
    equal(code, await encode(MINE));
    match(code, /^([0-9A-HJKMNP-TV-Z]{4}-)+[0-9A-HJKMNP-TV-Z]{1,4}$/);
    ok(await dialog(page).getByRole("img", { name: new RegExp(`QR.*${code}`) }).isVisible(), "the QR code");

    const elsewhere = await guarded(browser, {}, [server.origin]);
    const other = await elsewhere.context.newPage();
    await other.goto(server.url);
    await ready(other);
    await entered(other, ` ${code.toLowerCase().replaceAll("-", "").replaceAll("0", "o")}`);
    await arrived(other, `#/code/${code.replaceAll("-", "")}`);
    const wanted = await score(MINE);
    const words = (await other.locator(".screen").innerText()).replace(/\s+/g, " ");
    for (const part of [code, wanted.overall.score.toFixed(1), say("side.it.view"), "3 Intermediate", "4.5"]) ok(words.includes(part), `${part} in: ${words}`);
    equal((await stored(other)).local, {}, "nothing is kept yet");

    await button(other, "answerCode.keep").click();
    await arrived(other, "#/result");
    await saved(other);
    const [text] = Object.values((await stored(other)).local);
    equal(ratings(text), ratings(await decode(code)));
    equal((await score(text)).threads, wanted.threads);
    equal((await score(text)).overall.score, wanted.overall.score);
    equal(elsewhere.watch.problems(), []);
    await elsewhere.context.close();
  });

  test("copying puts the code on the clipboard, or says that it may not", async ({ page, open, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const code = await shown(page, open);
    await button(page, "answerCode.copy").click();
    await until(() => page.getByText(say("take.copied")).first().isVisible(), "the word that it is copied");
    equal(await page.evaluate(() => navigator.clipboard.readText()), code);
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } }));
    await button(page, "answerCode.copy").click();
    await until(() => dialog(page).getByText(say("take.notCopied")).isVisible(), "the word that it is not");
  });

  test("a slip is said at the field, in words, and what is typed stays", async ({ page, open }) => {
    const code = await shown(page, open);
    await page.keyboard.press("Escape");
    const wrong = `${code.slice(0, 6)}${code[6] === "7" ? "8" : "7"}${code.slice(7)}`;
    await entered(page, wrong);
    await until(() => fault(page).innerText(), "what is wrong", { wanted: say("answerCode.error.wrong") });
    equal(await field(page).getAttribute("aria-invalid"), "true");
    match(await field(page).getAttribute("aria-describedby"), /code-error/);
    equal(await field(page).inputValue(), wrong);
    equal(await page.evaluate(() => location.hash), "#/code");
    await field(page).fill("<b>");
    await until(() => fault(page).innerText(), "what is wrong", { wanted: say("answerCode.error.character", { character: "<", place: 1 }) });
    await field(page).fill(code.slice(0, 9));
    await until(() => fault(page).isHidden(), "nothing to be wrong while it is typed");
    await button(page, "answerCode.show").click();
    await until(() => fault(page).innerText().then((text) => text.startsWith("8 characters so far")), "what is missing");
    await until(() => field(page).evaluate((node) => node.getRootNode().activeElement === node), "focus on the field");
  });

  test("a copy that is discarded leaves all as it was", async ({ page, open, server }) => {
    await visited(page, server, open);
    const before = (await stored(page)).local;
    await page.locator("#discard").click();
    await arrived(page, "#/");
    ok(await notice(page).getByText(say("answerCode.discarded")).isVisible(), "it says so");
    equal((await stored(page)).local, before);
  });

  test("a copy stays on the screen through a reload, and is kept beside what is here only when asked", async ({ page, open, server }) => {
    const code = await visited(page, server, open);
    const before = (await stored(page)).local["pomscope:a:abcdefgh12345678"];
    await page.reload();
    await ready(page);
    await until(() => heading(page).innerText(), "the copy", { wanted: say("answerCode.shows") });
    equal(Object.keys((await stored(page)).local), ["pomscope:a:abcdefgh12345678"]);
    await page.locator("#keep").click();
    await until(() => notice(page).getByText(like("answerCode.kept")).isVisible(), "the word that it is kept");
    await saved(page);
    const { local } = await stored(page);
    equal(local["pomscope:a:abcdefgh12345678"], before);
    equal(Object.keys(local).length, 2);
    // The same once more.
    await page.evaluate((code) => (location.hash = `#/code/${code}`), code);
    await arrived(page, `#/code/${code}`);
    await page.locator("#open-same").click();
    await arrived(page, "#/result");
    equal(Object.keys((await stored(page)).local).length, 2);
  });

  test("a copy is compared with the open assessment", async ({ page, open, server }) => {
    await visited(page, server, open);
    await page.locator("#compare").click();
    await arrived(page, "#/compare");
    await saved(page);
    const box = page.getByRole("checkbox", { name: /From a code/ });
    ok(await box.isChecked(), "it is chosen");
    ok((await page.locator(".screen").innerText()).includes("Mine"), "beside one's own");
  });

  test("an address with a code opens it on a first visit, and one that is none asks", async ({ page, open, server }) => {
    const code = (await encode(OTHER)).replaceAll("-", "");
    await page.goto(`${server.url}#/code/${code}`);
    await ready(page);
    await arrived(page, `#/code/${code}`);
    equal(await heading(page).innerText(), say("answerCode.shows"));
    await page.evaluate(() => (location.hash = "#/code/NOTACODE"));
    await until(() => field(page).inputValue(), "the field with it", { wanted: "NOTACODE" });
    ok(await fault(page).isVisible(), "and what is wrong");
    await page.goBack();
    await arrived(page, `#/code/${code}`);
    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    await page.locator("#enter-code").click();
    await arrived(page, "#/code");
    equal(await field(page).inputValue(), "");
  });
});
