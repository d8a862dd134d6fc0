// A workshop from its set-up to what was agreed, as its facilitator and its participants meet it. The kiosk alone is kiosk.suite's, the store room-store.suite's.

import { suite, test, equal, match, ok, guarded, until } from "../harness.mjs";
import { begins, say, statements, wording } from "../content.mjs";
import { combine } from "../cli.mjs";
import { downloaded, downloadedBytes, dialog, dropped, file, heading, headingFocused, imported } from "../journey.mjs";
import {
  PIN, answers, at, collect, counted, endKiosk, enter, enterPin, fillIn, openSession, planted, responsesIn, reveal, sessionStore, visit, written,
} from "../workshop.mjs";

const RATINGS = ["not", "partly", "largely", "fully"];
/** IT sees more in place than the business does, nobody like the other. */
const rate = ({ item, side, at }) => {
  const place = statements.findIndex(({ id }) => id === item.id);
  const spread = (place * 7 + at * 3) % 4;
  return RATINGS[side === "it" ? Math.max(spread, 2) : Math.min(spread, 1)];
};

/** A second device: a context of its own, guarded like the first. */
async function secondDevice(browser, server) {
  const { context, watch } = await guarded(browser, {}, [server.origin]);
  return { page: await context.newPage(), watch, context };
}

const workingFile = async (page) => {
  await page.locator("#working").click();
  await page.locator("#pin").fill(PIN);
  return downloaded(page, dialog(page).getByRole("button", { name: say("room.pin.export.go") }));
};

/** What is said on top of the screen. */
const notice = (page) => page.locator(".frame > .notice");

suite("workshop", () => {
  test("twelve people, two sides, two devices and codes: from the set-up to the report and the plan", async ({ page, server, browser }) => {
    await enter(page, server);
    await page.locator("#set-up").click();
    await at(page, say("room.setup.title"));
    await fillIn(page, { it: 6, business: 6, devices: 2 });
    match(await page.locator("#seen").innerText(), new RegExp(say("room.seen.sides")), "what will be seen is foretold");
    await page.locator("#setup-keep").click();
    await at(page, "Spring workshop");
    await written(page);
    const setUp = await downloaded(page, page.locator("#take-set-up"));
    ok(!setUp.text.includes(PIN) && !setUp.text.includes('"pin"'), "the file for another device holds no PIN");

    // Seven on this device, IT and the business in turn.
    await collect(page);
    for (let at = 0; at < 7; at += 1) {
      const side = at % 2 ? "business" : "it";
      await visit(page, side, (item) => rate({ item, side, at }));
    }
    await endKiosk(page);
    equal([await counted(page, "it"), await counted(page, "business")], ["4 of 6", "3 of 6"]);

    // Five on a second one, three of whom take a copy.
    const other = await secondDevice(browser, server);
    const codes = [];
    await enter(other.page, server);
    await imported(other.page, other.page.locator("#open-file"), { name: "set-up.json", text: setUp.text });
    await enterPin(other.page, "13579");
    await at(other.page, "Spring workshop");
    await written(other.page);
    await collect(other.page);
    for (const [at, side] of ["it", "it", "business", "business", "business"].entries()) {
      const code = await visit(other.page, side, (item) => rate({ item, side, at: at + 7 }), { copy: at < 3 });
      if (code) codes.push(code);
    }
    await endKiosk(other.page, "Spring workshop", "13579");

    // Their codes come first, typed in; then the device's whole file, in which they are again.
    await page.locator("#way-code").click();
    await at(page, say("room.code.title"));
    for (const [n, code] of codes.entries()) {
      await page.locator("#code").fill(code.toLowerCase().replaceAll("-", ""));
      await page.keyboard.press("Enter");
      await until(async () => (await responsesIn(page)).length, "the response", { wanted: 8 + n });
    }
    await page.locator("#code").fill(codes[0]);
    await page.locator("#take-code").click();
    await until(async () => (await notice(page).innerText()).includes(say("room.added.same", { n: 1 })), "that it was in already");
    equal((await responsesIn(page)).length, 10, "a code that comes twice counts once");
    await page.getByRole("button", { name: say("room.back") }).click();
    await at(page, "Spring workshop");
    other.watch.problems().forEach((problem) => ok(false, problem));
    await other.page.locator("#working").click();
    await other.page.locator("#pin").fill("13579");
    const theirs = await downloaded(other.page, dialog(other.page).getByRole("button", { name: say("room.pin.export.go") }));
    await other.context.close();
    await imported(page, page.locator("#merge"), { name: theirs.name, text: theirs.text });
    await until(async () => (await notice(page).innerText()).includes(say("room.merge.done", { n: 2 })), "that two were new");
    equal([await counted(page, "it"), await counted(page, "business")], ["6 of 6", "6 of 6"]);

    // Blind until the reveal: no address leads to a result, and no screen says more than counts.
    for (const hash of ["#/workshop/result", "#/workshop/discuss/1", "#/workshop/agreed"]) {
      await page.evaluate((hash) => (location.hash = hash), hash);
      await until(() => page.evaluate(() => location.hash), "back to the counts", { wanted: "#/workshop/session" });
    }
    const before = await page.locator("pom-scope").evaluate((element) => element.shadowRoot.textContent);
    for (const word of [...RATINGS.map((rating) => wording && say(`rating.extent.${rating}`)), "%", "median"]) ok(!before.includes(word), `nothing of "${word}" before the reveal`);

    const working = await workingFile(page);
    equal(JSON.parse(working.text).responses.length, 12);
    match(working.name, /identifying/, "the file says of itself what it is");
    await reveal(page);

    // What is published is what the command line makes of the same responses, to the last digit.
    const published = await downloaded(page, page.locator("#publish-json"));
    equal(JSON.parse(published.text), JSON.parse(await combine(working.text)));
    for (const { id } of JSON.parse(working.text).responses) ok(!published.text.includes(`"${id}"`), "no response can be found in what is published");

    await page.locator("#discuss").click();
    await page.locator("#topic-after").waitFor();
    const topics = JSON.parse(published.text).agenda;
    equal(await heading(page).innerText(), wording.items[topics[0]].text, "the first statement of the agenda is on the wall");
    await headingFocused(page);
    await page.keyboard.press("ArrowRight");
    await until(() => heading(page).innerText(), "the second statement", { wanted: wording.items[topics[1]].text });
    await headingFocused(page);
    await page.keyboard.press("ArrowLeft");
    await until(() => heading(page).innerText(), "the first again", { wanted: wording.items[topics[0]].text });
    await page.locator(`[id="${topics[0]}-partly"]`).check();
    await page.locator("#dissent").fill("Two of us see a review in sales.");
    for (let n = 1; n < 5; n += 1) {
      await page.locator("#topic-after").click();
      await until(() => heading(page).innerText(), `statement ${n + 1}`, { wanted: wording.items[topics[n]].text });
      await page.locator(`[id="${topics[n]}-largely"]`).check();
    }
    await page.evaluate(() => (location.hash = "#/workshop/agreed"));
    await at(page, say("room.agreed"));
    await page.locator("#sign-it").fill("Ada");
    await page.locator("#sign-business").fill("Grace");
    await written(page);

    // It is all there after a reload, behind the PIN.
    await page.reload();
    await until(() => dialog(page).isVisible(), "the PIN");
    await enterPin(page);
    await at(page, say("room.agreed"));
    equal(await page.locator("#sign-business").inputValue(), "Grace");
    await page.evaluate(() => (location.hash = "#/workshop/result"));
    await until(() => page.locator("#publish-md").isVisible(), "the result");
    const report = await downloaded(page, page.locator("#publish-md"));
    for (const words of ["Two of us see a review in sales.", "Grace", wording.items[topics[0]].text]) ok(report.text.includes(words), `the report says: ${words}`);
    const pdf = await downloadedBytes(page, page.locator("#pdf"));
    equal(pdf.bytes.subarray(0, 5).toString(), "%PDF-");
    ok(pdf.bytes.includes("pomscope-combined") || pdf.bytes.length > 20_000, "a whole report");

    await page.evaluate(() => (location.hash = "#/workshop/agreed"));
    await at(page, say("room.agreed"));
    await page.locator("#adopt").click();
    await until(() => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.querySelector(".score") !== null), "the agreed assessment's result");
    match(await page.evaluate(() => Object.values(localStorage).find((text) => text.includes("Spring workshop: agreed"))), /Two of us see a review in sales/, "with the dissent as its note");
  });

  test("four of one side: that only all together will be seen is foretold, and so it comes", async ({ page, server }) => {
    await enter(page, server);
    await page.locator("#set-up").click();
    await at(page, say("room.setup.title"));
    await fillIn(page, { it: 8, business: 4, k: 5 });
    match(await page.locator("#seen").innerText(), new RegExp(say("room.seen.combined")), "foretold at the set-up");
    await planted(page, server, { it: 8, business: 4, responses: answers({ it: 8, business: 4, rate }) });
    await openSession(page);
    match(await page.locator("pom-scope").evaluate((element) => element.shadowRoot.textContent), new RegExp(say("room.seen.combined")), "said again before the reveal");
    await reveal(page);
    const { results, items, discussion } = JSON.parse((await downloaded(page, page.locator("#publish-json"))).text);
    ok(results.combined !== null, "all together are shown");
    equal([results.it, results.business], [null, null]);
    ok(items.every((item) => item.it === null && item.business === null && item.contrast === null), "no statement shows a side");
    ok(discussion.every(({ reason }) => reason !== "watermelon"), "nor says what a side thinks");
    const csv = (await downloaded(page, page.locator("#publish-csv"))).text;
    ok(!/,(it|business),(not|partly|largely|fully|mean|median)/.test(csv), "nor does the table");
    const seen = await page.locator("pom-scope").evaluate((element) => element.shadowRoot.textContent);
    ok(seen.includes(say("session.between.hidden")), "the screen says that the sides are not shown apart");
  });

  test("a small room is proposed three people and asked for its consent; an open workshop needs it too", async ({ page, server }) => {
    await enter(page, server);
    await page.locator("#set-up").click();
    await at(page, say("room.setup.title"));
    await fillIn(page, { it: 4, business: 4 });
    ok(await page.getByRole("radio", { name: say("room.setup.k", { k: 3 }) }).isChecked(), "three is proposed");
    await page.locator("#setup-keep").click();
    await until(() => page.locator("#setup-consent-error").isVisible(), "that the consent is missing");
    equal(await page.evaluate(() => document.querySelector("pom-scope").shadowRoot.activeElement.id), "setup-consent", "focus is where something is missing");
    await page.getByRole("radio", { name: say("room.setup.k.open") }).check();
    ok(!(await page.locator("#setup-consent").isChecked()), "another rule needs another yes");
    await page.locator("#setup-consent").check();
    await page.locator("#setup-keep").click();
    await at(page, "Spring workshop");
    equal(JSON.parse(Object.values(await sessionStore(page))[0]).session.threshold, "open");
  });

  test("files from phones: many at once, each once, those without a side left out with a word", async ({ page, server }) => {
    await planted(page, server, { it: 2, business: 1, k: 3, responses: [] });
    await openSession(page);
    const all = Object.fromEntries(statements.map(({ id }) => [id, "largely"]));
    const files = [
      { name: "ada.json", text: file({ id: "aaaaaaaaaaaaaaaa", side: "it", answers: all }) },
      { name: "grace.json", text: file({ id: "bbbbbbbbbbbbbbbb", side: "business", answers: { ...all, [statements[9].id]: "not" } }) },
      { name: "both.json", text: file({ id: "cccccccccccccccc", side: "both", answers: all }) },
      { name: "holiday.json", text: "no JSON" },
    ];
    const pick = async (some) => {
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.locator("#way-files").click()]);
      await chooser.setFiles(some.map(({ name, text }) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) })));
    };
    await pick(files);
    await until(async () => (await notice(page).innerText()).includes(say("room.added", { n: 2 })), "that two were added");
    for (const word of ["both.json", say("room.file.noSide"), "holiday.json"]) ok((await notice(page).innerText()).includes(word), word);
    await pick(files.slice(0, 1));
    await until(async () => (await notice(page).innerText()).includes(say("room.added.same", { n: 1 })), "that it was in already");
    const held = await responsesIn(page);
    equal(held.length, 2);
    ok(held.every(({ id }) => !files.some(({ text }) => text.includes(id))), "no response carries the id of its file");
    // Dropped onto the screen is as good as chosen.
    await dropped(page, [{ name: "new.json", text: file({ id: "dddddddddddddddd", side: "it", answers: { [statements[0].id]: "fully" } }) }]);
    await until(async () => (await responsesIn(page)).length, "the dropped one", { wanted: 3 });
  });

  test("paper forms are typed in by keys alone, one after the other", async ({ page, server }) => {
    await planted(page, server, { form: "short", it: 1, business: 1, k: 3 });
    await openSession(page);
    await page.locator("#way-paper").click();
    await at(page, say("room.paper.title"));
    match(await page.locator(".boxes").innerText(), /^A1 /, "the marks are those of the form");
    await page.locator("#take-paper").click();
    await until(() => page.locator("#paper-side-error").isVisible(), "that the side is missing");
    await page.locator("#paper-side-business").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    for (const key of ["N", "2", "3", "f", "d", "0"]) await page.keyboard.press(key);
    await until(() => page.locator(".boxes input:checked").count(), "six boxes", { wanted: 6 });
    await page.locator("#take-paper").click();
    await until(async () => (await responsesIn(page)).length, "the form", { wanted: 1 });
    const [{ side, ratings }] = await responsesIn(page);
    equal([side, ...Object.values(ratings).sort()], ["business", "fully", "largely", "na", "not", "partly", "unknown"]);
    await until(() => page.locator(".boxes input:checked").count(), "an empty form again", { wanted: 0 });
    await until(() => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.activeElement.id), "focus on the next form's side", { wanted: "paper-side-it" });
  });

  test("two devices' files that say different things are asked about, one by one, and nothing else is lost", async ({ page, server }) => {
    const mine = answers({ it: 2, rate: () => "fully" });
    await planted(page, server, { k: 5, responses: mine, agreed: { [statements[10].id]: { rating: "fully" } } });
    await openSession(page);
    const [same, clash] = mine;
    const theirs = JSON.stringify({
      ...JSON.parse(JSON.parse(JSON.stringify({ text: (await sessionStore(page))["pomscope:s:planted0000000001"] })).text).session,
      title: "Autumn workshop",
      threshold: 3,
      responses: [same, { ...clash, side: "business" }, { id: "c0001", side: "business", ratings: { [statements[0].id]: "partly" } }],
      agreed: { [statements[10].id]: { rating: "not", dissent: "Not in finance" } },
    });
    await imported(page, page.locator("#merge"), { name: "other.json", text: theirs });
    await until(() => dialog(page).isVisible(), "the question");
    const asked = await dialog(page).innerText();
    for (const words of [say("room.merge.rule.told"), "Autumn workshop", "Not in finance", say("room.merge.response", { id: clash.id })]) ok(asked.includes(words), `asks about: ${words}`);
    await dialog(page).getByRole("button", { name: say("room.merge.go") }).click();
    ok(await dialog(page).isVisible(), "nothing is decided for anybody");
    const decide = (about, choice) => dialog(page).getByRole("group", { name: begins(about) }).getByRole("radio", { name: begins(say(choice)) }).check();
    await decide(say("room.merge.title"), "room.merge.file");
    await decide(say("room.merge.response", { id: clash.id }), "room.merge.both");
    await decide(say("room.merge.agreed", { text: wording.items[statements[10].id].text }), "room.merge.here");
    await dialog(page).getByRole("button", { name: say("room.merge.go") }).click();
    await at(page, "Autumn workshop");
    await written(page);
    const { session } = JSON.parse((await sessionStore(page))["pomscope:s:planted0000000001"]);
    equal([session.title, session.threshold, session.agreed[statements[10].id].rating], ["Autumn workshop", 5, "fully"]);
    equal((await responsesIn(page)).map(({ side }) => side).sort(), ["business", "business", "it", "it"]);
  });

  test("a latecomer comes in by a new reveal only where nobody is given away", async ({ page, server }) => {
    const early = answers({ it: 6, business: 6, rate });
    await planted(page, server, { responses: early, reveals: [early.map(({ id }) => id)] });
    await openSession(page);
    await page.locator("#to-result").click();
    const first = (await downloaded(page, page.locator("#publish-json"))).text;
    await page.evaluate(() => (location.hash = "#/workshop/code"));
    await at(page, say("room.code.title"));
    const all = file({ id: "latelatelate0001", side: "it", answers: Object.fromEntries(statements.map(({ id }) => [id, "not"])) });
    await page.getByRole("button", { name: say("room.back") }).click();
    await at(page, "Spring workshop");
    await imported(page, page.locator("#way-files"), { text: all });
    await until(() => page.getByRole("button", { name: say("room.reveal.again", { n: 1 }) }).isVisible(), "that one came late");
    await page.locator("#reveal").click();
    await page.locator("#reveal-now").click();
    await until(async () => (await notice(page).innerText()).includes(say("room.reveal.givesAway")), "that one alone would be given away");
    await page.locator("#to-result").click();
    equal((await downloaded(page, page.locator("#publish-json"))).text, first, "what was shown stays as it was");
  });

  test("a wrong PIN opens nothing, five of them wait, and a deleted workshop is gone", async ({ page, server }) => {
    await planted(page, server, { responses: answers({ it: 3 }) });
    await page.locator("#planted0000000001-open").click();
    for (let n = 0; n < 5; n += 1) await enterPin(page, "0000");
    await enterPin(page, PIN);
    ok(await dialog(page).isVisible(), "the right one waits too");
    await page.keyboard.press("Escape");
    ok(!(await page.locator("pom-scope").evaluate((element) => element.shadowRoot.textContent)).includes("3 of 6"), "nothing was opened");
    await page.reload();
    await at(page, say("room.title"));
    await page.getByRole("button", { name: begins(say("shelf.delete")) }).click();
    await enterPin(page);
    await until(async () => Object.keys(await sessionStore(page)), "an empty store", { wanted: [] });
    await until(async () => (await notice(page).innerText()).includes(say("room.deleted")), "a word about it");
  });

  test("what a later Pomscope wrote, and what is damaged, is listed, given out and never written over", async ({ page, server }) => {
    await planted(page, server, { id: "planted0000000001" });
    await page.goto(`${server.url}bare.html`);
    const later = JSON.stringify({ format: "pomscope-room", formatVersion: 2, session: { surprise: true } });
    await page.evaluate(async (later) => {
      const database = await new Promise((resolve) => (indexedDB.open("pomscope-sessions").onsuccess = ({ target }) => resolve(target.result)));
      const transaction = database.transaction("records", "readwrite");
      transaction.objectStore("records").put({ text: later }, "pomscope:s:later00000000001");
      transaction.objectStore("records").put({ text: "{" }, "pomscope:s:broken0000000001");
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      database.close();
    }, later);
    await page.goto(`${server.url}#/workshop`);
    await at(page, say("room.title"));
    const said = await page.locator("pom-scope").evaluate((element) => element.shadowRoot.textContent);
    ok(said.includes(say("room.read.newer")) && said.includes(say("room.read.damaged")), "both are named");
    const out = page.getByRole("button", { name: say("shelf.unreadable.download") });
    equal([(await downloaded(page, out.first())).text, (await downloaded(page, out.last())).text].sort(), ["{", later].sort());
    await openSession(page);
    equal((await sessionStore(page))["pomscope:s:later00000000001"], later);
  });

  test("the kit on paper is made on the device", async ({ page, server }) => {
    await planted(page, server, {});
    await openSession(page);
    for (const part of ["agenda", "form", "prompts", "slides"]) {
      const { name, bytes } = await downloadedBytes(page, page.locator(`#kit-${part}`));
      match(name, new RegExp(`^pomscope-${part}-.*\\.pdf$`));
      equal(bytes.subarray(0, 5).toString(), "%PDF-");
    }
  });
});

