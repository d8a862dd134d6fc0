// Questionnaires of one's own: by the page's attribute, in its markup, dropped on the site; several on one device; packs of every shape from the first question to the PDF; answers to an older version; hostile texts. How a bundle is read is tested in core.

import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { say, screens, statements, wording as builtInWording } from "../content.mjs";
import { arrived, beginWith, button, choose, dialog, downloadedBytes, dropped, file, heading, notice, saved, stored } from "../journey.mjs";
import { asked, bundle } from "../packs.mjs";
import { at, atStage, collect, create, endKiosk, enterPin, finish, handIn, sitDown } from "../workshop.mjs";

const host = (body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,"><script type="module" src="/any/path/pomscope.js"></script></head><body><main>${body}</main></body></html>`;
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
const json = (value) => ({ body: JSON.stringify(value), type: ".json" });
const serves = (body, pages = {}) => ({ server: { pages: { "/page.html": host(body), ...pages } } });
const element = (page) => page.locator("pom-scope").first();
const title = (where) => until(() => heading(where).innerText(), "a heading");
const panel = (where) => where.getByRole("alert").filter({ hasText: /questionnaire/ });

const events = (page) => page.addInitScript(() => {
  globalThis.heard = [];
  addEventListener("pomscope-error", ({ detail }) => globalThis.heard.push(detail.kind));
});

/** From the start to the review, every statement rated alike; in an embed there is no address to go by. */
async function answerAll(where, whole, rating = "largely") {
  await button(where, "start.full").click();
  await until(() => heading(where).innerText(), "the scope", { wanted: say("scope.title") });
  await where.locator("#next").click();
  for (const ids of asked(whole)) {
    await until(() => where.locator(`[id="${ids[0]}-${rating}"]`).count(), `the screen of ${ids[0]}`);
    for (const id of ids) await where.locator(`[id="${id}-${rating}"]`).check();
    await where.locator("#next").click();
  }
  await until(() => heading(where).innerText(), "the review", { wanted: say("review.title") });
}

/** On from the review: result, report, PDF. */
async function toPdf(page, where) {
  await where.locator("#next").click();
  await until(() => button(where, "result.report").count(), "the result");
  await button(where, "result.report").click();
  await until(() => where.locator("#pdf").count(), "the report");
  const { bytes } = await downloadedBytes(page, where.locator("#pdf"));
  ok(bytes.subarray(0, 5).equals(Buffer.from("%PDF-")), "it is a PDF");
}

/** Drops a bundle on the site's start, and says yes. */
async function use(page, whole) {
  await dropped(page, [{ name: "mine.json", text: JSON.stringify(whole) }]);
  await until(() => dialog(page).count(), "the question");
  await button(dialog(page), "packs.offer.yes").click();
  await until(() => heading(page).innerText(), "its start", { wanted: whole.wordings.en.name });
  await ready(page);
}

const MINE = bundle({ langs: ["en", "de"] });
const OTHER = bundle({ id: "other-one", threads: 1, levels: 2, says: (key) => `Other: ${key}` });

suite("packs", () => {
  test("by its address: fetched once and counted, and answered to result, report and PDF", async ({ page, server }) => {
    await page.goto(`${server.origin}/page.html`);
    await ready(page);
    equal(await title(page), "The name (en)");
    await page.locator("#status").click();
    const facts = await dialog(page).getByRole("definition").allInnerTexts();
    equal(facts.slice(0, 2), ["0", "1"], "requests with data, and program files with the questionnaire");
    await button(dialog(page), "close").click();
    await answerAll(page, MINE);
    await toPdf(page, page);
    equal(server.requests.filter(({ path }) => path.includes("my.json")).map(({ method, path }) => `${method} ${path}`), ["GET /packs/my.json"]);
    const [kept] = Object.values((await stored(page)).local).map((text) => JSON.parse(text));
    equal(kept.pack, { id: "made-up", version: "1.0.0" });
  }, serves('<pom-scope eager pack="packs/my.json"></pom-scope>', { "/packs/my.json": json(MINE) }));

  for (const [what, body] of [
    ["in the attribute", `<pom-scope eager lang="de" pack="${escaped(JSON.stringify(MINE))}"></pom-scope>`],
    ["as a child", `<pom-scope eager lang="de"><script type="application/json">{"name":"Nobody & Sons"}</script><script type="application/json" data-pack>${JSON.stringify(MINE)}</script></pom-scope>`],
  ]) {
    test(`${what}, in the element's language, and in another once that changes`, async ({ page, server }) => {
      await page.goto(`${server.origin}/page.html`);
      await ready(page);
      equal(await title(page), "The name (de)");
      await element(page).evaluate((node) => node.setAttribute("lang", "en"));
      await until(() => heading(page).innerText(), "the other language", { wanted: "The name (en)" });
      await element(page).evaluate((node) => node.setAttribute("lang", "fr"));
      await until(() => element(page).evaluate((node) => node.shadowRoot.querySelector(".pom").lang), "French around it", { wanted: "fr" });
      equal(await title(page), "The name (en)", "English where the bundle lacks the language");
      equal(server.requests.filter(({ path }) => /pack|data/.test(path)), []);
    }, serves(body));
  }

  for (const [what, pack, said] of [
    ["that is not there", undefined, "did not arrive"],
    ["that is no JSON", { body: "<p>", type: ".html" }, "cannot be used"],
    ["that is no bundle", json({ format: "pomscope-pack" }), "cannot be used"],
    ["that is not sound", json(bundle({ change: (pack) => (pack.groups[0].thread = "nowhere") })), "cannot be used"],
    ["that lacks a text", json({ ...MINE, wordings: { en: { ...MINE.wordings.en, items: {} } } }), "cannot be used"],
    ["that is a lens", json({ ...MINE, pack: { ...MINE.pack, kind: "lens" } }), "cannot be used"],
    ["with characters that are not seen", json(bundle({ says: (key) => `${key}\u202e` })), "cannot be used"],
    ["of more than 2 MB", { body: `{"a":"${"x".repeat(2_200_000)}"}`, type: ".json" }, "larger than 2 MB"],
  ]) {
    test(`one ${what} gives a panel that says what to do, touches nothing, and a mended one is taken`, async ({ page, server, expectConsole }) => {
      expectConsole(/pomscope: pack|Failed to load resource|does not hold together/);
      await events(page);
      await page.goto(`${server.origin}/page.html`);
      await page.evaluate((text) => localStorage.setItem("pomscope:a:abcdefgh12345678", text), file());
      const before = await stored(page);
      if (pack) server.page("/my.json", pack);
      await element(page).evaluate((node) => node.setAttribute("pack", "my.json"));
      await until(() => panel(page).count(), "the panel");
      match(await panel(page).innerText(), new RegExp(said));
      match(await panel(page).innerText(), /If this is your page/);
      equal(await page.evaluate(() => globalThis.heard), ["pack"]);
      equal((await stored(page)).local, before.local);
      server.page("/my.json", json(OTHER));
      await button(page, "start.full").or(page.getByRole("button", { name: "Try again" })).first().click();
      // What only the program finds amiss stays for this page; all else is asked for again.
      if (!/not sound|lacks a text/.test(what)) {
        await ready(page);
        equal(await title(page), "Other: The name");
      }
    }, serves("<pom-scope eager></pom-scope>"));
  }

  test("one that is slow is waited for, and a page without the attribute asks for nothing of this", async ({ page, server }) => {
    await page.goto(`${server.origin}/page.html`);
    await ready(page);
    equal(server.requests.filter(({ path }) => path.includes("later")).length, 0, "nothing that only such a page needs");
    let asked = () => {};
    let go = () => {};
    const held = new Promise((resolve) => (asked = resolve));
    const released = new Promise((resolve) => (go = resolve));
    await page.route("**/my.json", async (route) => {
      asked();
      await released;
      await route.continue();
    });
    await element(page).evaluate((node) => (node.pack = "my.json"));
    await held;
    equal(await page.getByRole("progressbar").count(), 1);
    go();
    await until(() => heading(page).innerText(), "its start", { wanted: "The name (en)" });
  }, serves("<pom-scope eager></pom-scope>", { "/my.json": json(MINE) }));

  test("two elements with different questionnaires under one storage key do not disturb each other", async ({ page, server }) => {
    await page.goto(`${server.origin}/page.html`);
    const [one, other] = [page.locator("#one"), page.locator("#other")];
    await ready(page, "#one");
    await ready(page, "#other");
    for (const [where, id] of [[one, "T1.1.P1"], [other, statements[0].id]]) {
      await button(where, "start.full").click();
      await until(() => heading(where).innerText(), "the scope", { wanted: say("scope.title") });
      await where.locator("#next").click();
      await where.locator(`[id="${id}-partly"]`).check();
      await saved(where);
    }
    await page.reload();
    for (const [where, id] of [["#one", "T1.1.P1"], ["#other", statements[0].id]]) {
      await ready(page, where);
      ok(await page.locator(where).locator(`[id="${id}-partly"]`).isChecked(), `${where} is where it was`);
      equal(await notice(page.locator(where)).count(), 0, "nothing is amiss");
    }
  }, serves('<pom-scope id="one" eager pack="my.json"></pom-scope><pom-scope id="other" eager></pom-scope>', { "/my.json": json(MINE) }));

  test("dropped on the site: asked about, used, kept through a reload, left and taken up again, deleted with everything", async ({ page, open }) => {
    await open();
    await beginWith(page);
    await dropped(page, [{ name: "mine.json", text: JSON.stringify(MINE) }]);
    await until(() => dialog(page).count(), "the question");
    const told = await dialog(page).innerText();
    for (const part of ["The name (en)", "The subject (en)", "The credit (en)", "12", "Thread T1 name (en) · Thread T2 name (en)", "de · en"]) ok(told.includes(part), `${part} in: ${told}`);
    await button(dialog(page), "packs.offer.no").click();
    equal(await dialog(page).count(), 0);
    await choose(page, "menu.start");
    await arrived(page, "#/");
    await use(page, MINE);
    await until(() => notice(page).count(), "a word on it");
    await page.reload();
    await ready(page);
    equal(await title(page), "The name (en)");
    await answerAll(page, MINE, "fully");
    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    const others = page.getByRole("region", { name: say("packs.others") });
    await until(() => others.count(), "what answers another one");
    match(await others.innerText(), new RegExp(builtInWording.name));
    await button(others, "shelf.open").click();
    await until(() => page.evaluate(() => location.hash), "the assessment with its own questionnaire, where it goes on", { wanted: "#/group/2" });
    await until(() => page.locator(`[id="${screens[1].items[0].id}-partly"]`).count(), "its next statement");
    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    const all = page.getByRole("region", { name: say("packs.title") });
    await until(() => all.count(), "the questionnaires");
    await button(all, "packs.use").click();
    await until(() => heading(page).innerText(), "the other one's start", { wanted: "The name (en)" });
    await ready(page);
    await choose(page, "menu.deleteAll");
    match(await dialog(page).innerText(), /questionnaires of your own/);
    await dialog(page).locator(".btn.bad").click();
    await until(() => heading(page).innerText(), "the questionnaire that comes along", { wanted: say("start.title") });
    await ready(page);
    await until(async () => Object.keys((await stored(page)).local).filter((key) => !key.endsWith(":lang")).length, "nothing to be left", { wanted: 0 });
    equal(Object.keys((await stored(page)).durable), []);
  });

  test("dropped on the site, it is there without a network", async ({ page, open, server }) => {
    await open();
    await until(() => page.evaluate(() => navigator.serviceWorker.controller?.state), "the worker to have taken over", { wanted: "activated" });
    await use(page, MINE);
    await server.stop();
    await page.reload();
    await ready(page);
    equal(await title(page), "The name (en)");
    await answerAll(page, MINE);
  }, { context: { serviceWorkers: "allow" } });

  test("what cannot be used is refused at the drop with its first faults, and an embed takes none", async ({ page, open, server }) => {
    await open();
    const broken = bundle({ change: (pack) => (pack.groups[0].thread = "nowhere") });
    await dropped(page, [{ name: "broken.json", text: JSON.stringify(broken) }]);
    await until(() => notice(page).filter({ hasText: say("import.failed", { name: "broken.json" }) }).count(), "the refusal");
    match(await notice(page).innerText(), /nowhere/);
    match(await notice(page).innerText(), /pomscope check/);
    await dropped(page, [{ name: "pack.json", text: JSON.stringify(MINE.pack) }]);
    await until(() => notice(page).filter({ hasText: say("packs.alone") }).count(), "that a pack alone is not enough");
    await page.goto(`${server.origin}/page.html`);
    await ready(page);
    await dropped(page, [{ name: "mine.json", text: JSON.stringify(MINE) }]);
    await until(() => notice(page).filter({ hasText: say("packs.embed") }).count(), "that the page chose");
  }, serves("<pom-scope eager></pom-scope>"));

  test("an assessment whose questionnaire is not here is kept, listed with what is missing, and opened once it came", async ({ page, open }) => {
    await open();
    const text = file({ title: "From elsewhere", pack: { id: "other-one", version: "1.0.0" }, answers: { "T1.1.P1": "fully" } });
    await dropped(page, [{ name: "elsewhere.json", text }]);
    const others = page.getByRole("region", { name: say("packs.others") });
    await until(() => others.count(), "the list");
    match(await others.innerText(), /From elsewhere[^]*other-one 1\.0\.0/);
    equal(await button(others, "shelf.open").count(), 0);
    await until(async () => Object.keys((await stored(page)).durable).length, "it to be kept", { wanted: 1 });
    await use(page, OTHER);
    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    await page.getByRole("listitem").filter({ hasText: "From elsewhere" }).getByRole("button", { name: say("shelf.open") }).click();
    await until(() => page.locator('[id="T1.1.P1-fully"]').count(), "its screen");
  });

  for (const [what, shape] of [
    ["without a descriptive level, two levels, one thread", { levels: 2, threads: 1 }],
    ["of six levels and seven threads", { levels: 6, threads: 7, practices: 1, outcomes: 0 }],
    ["with a descriptive level, whose groups have no practices", { levels: 3, threads: 2, descriptive: true, practices: 0, outcomes: 2 }],
  ]) {
    test(`a pack ${what} goes from the first question to the PDF`, async ({ page, server }) => {
      const whole = bundle(shape);
      server.page("/my.json", json(whole));
      await page.goto(`${server.origin}/page.html`);
      await ready(page);
      await button(page, "start.quick").click();
      await until(() => heading(page).innerText(), "the scope", { wanted: say("scope.title") });
      await page.locator("#next").click();
      for (let thread = 1; thread <= whole.pack.threads.length; thread += 1) {
        await until(() => heading(page).innerText(), `thread ${thread}`, { wanted: `Thread T${thread} question (en)` });
        await page.getByRole("radio").first().check();
        await page.locator("#next").click();
      }
      await until(() => page.getByText(say("finding.over")).count(), "the finding");
      await choose(page, "menu.start");
      await until(() => button(page, "start.full").count(), "the start");
      await answerAll(page, whole, "fully");
      await toPdf(page, page);
      match(await page.locator("#report").innerText(), /The name \(en\)/);
    }, serves('<pom-scope eager pack="my.json"></pom-scope>'));
  }

  test("a workshop with a questionnaire of one's own, from its set-up to what the kiosk took", async ({ page, open, server }) => {
    await open();
    await use(page, MINE);
    await create(page, server, { it: 6, business: 6 });
    await collect(page);
    await sitDown(page, "it");
    for (const ids of asked(MINE)) {
      await until(() => page.locator(`[id="${ids[0]}-largely"]`).count(), `the screen of ${ids[0]}`);
      for (const id of ids) await page.locator(`[id="${id}-largely"]`).check();
      await page.locator("#next").click();
    }
    await atStage(page, "check");
    await handIn(page);
    await finish(page);
    await endKiosk(page);
    match(await page.locator("#count-it").innerText(), /1/);
    await page.reload();
    await enterPin(page);
    await at(page, "Spring workshop");
  });

  test("answers to an older version lead through the desk, and what needs another look stands there until it was had", async ({ page, server }) => {
    const newer = bundle({
      version: "2.0.0",
      change: (pack) => {
        pack.groups[0].practices = [{ id: "T1.1.P9" }];
        pack.groups[1].practices.push({ id: "T2.1.P2" });
        pack.moves = [{ from: "1.0.0", items: { "T1.1.P1": "T1.1.P9" }, review: ["T2.1.P1"], new: ["T2.1.P2"] }];
      },
    });
    server.page("/my.json", json(newer));
    await page.goto(`${server.origin}/page.html`);
    const old = file({ pack: { id: "made-up", version: "1.0.0" }, title: "Last year", answers: { "T1.1.P1": "fully", "T2.1.P1": "partly" } });
    await page.evaluate((text) => localStorage.setItem("pomscope:a:abcdefgh12345678", text), old);
    await page.reload();
    await ready(page);
    await page.locator("#resume").click();
    await until(() => notice(page).filter({ hasText: say("version.brought", { given: "1.0.0", known: "2.0.0" }) }).count(), "what became of it");
    await choose(page, "menu.review");
    await until(() => page.getByRole("heading", { name: say("review.versions") }).count(), "the list");
    const looked = page.getByRole("button", { name: say("version.looked") });
    equal(await looked.count(), 3);
    await page.getByText(say("version.why.moved", { version: "1.0.0" })).waitFor();
    await looked.first().click();
    await until(() => looked.count(), "one less", { wanted: 2 });
    await page.getByRole("listitem").filter({ hasText: say("version.why.new", { version: "1.0.0" }) }).getByRole("button", { name: say("look.see") }).click();
    await page.locator('[id="T2.1.P2-largely"]').check();
    await saved(page);
    await choose(page, "menu.review");
    await until(() => looked.count(), "one less", { wanted: 1 });
    await page.getByRole("button", { name: say("version.lookedAll") }).click();
    await until(() => looked.count(), "none", { wanted: 0 });
    await saved(page);
    const kept = JSON.parse(Object.values((await stored(page)).local).find((text) => text.includes("Last year")));
    equal([kept.pack.version, kept.pack.from[0].version, kept.answers["T1.1.P9"].rating], ["2.0.0", "1.0.0", "fully"]);
  }, serves('<pom-scope eager pack="my.json"></pom-scope>', { "/my.json": json(MINE) }));

  test("markup in every text stays text", async ({ page, server }) => {
    const nasty = (key) => `<img src=x onerror=alert(1)><b>${key}</b>{n}{name} “&amp;” <script>alert(2)</script>`;
    const whole = bundle({ says: nasty, levels: 2, threads: 1 });
    server.page("/my.json", json(whole));
    await page.goto(`${server.origin}/page.html`);
    await ready(page);
    const foreign = () => element(page).evaluate((node) => node.shadowRoot.querySelectorAll("img, script, b > b, [onerror]").length);
    equal(await foreign(), 0);
    equal(await title(page), nasty("The name"));
    await answerAll(page, whole);
    equal(await foreign(), 0, "on the review");
    await toPdf(page, page);
    equal(await foreign(), 0, "on the report");
    equal(await page.evaluate(() => document.title), "A page");
  }, serves('<pom-scope eager pack="my.json"></pom-scope>'));
});

