// Languages: one is fetched, another can be chosen at any moment, and nothing that was entered is lost by it; every screen holds longer words and the other direction. How the sentences read is translators' business.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { LANGUAGES, say, screens, spoken } from "../content.mjs";
import { report } from "../cli.mjs";
import { install, measured } from "../access.mjs";
import { cut, sideways } from "../layout.mjs";
import { LONGER, MIRRORED, speakPseudo } from "../pseudo.mjs";
import { ROOT } from "../server.mjs";
import { VIEWS, show } from "../views.mjs";
import { atStage, planted } from "../workshop.mjs";
import { ANSWERS, arrived, beginQuick, downloaded, file, heading, placement, plant, saved, stored } from "../journey.mjs";

const OTHERS = LANGUAGES.filter((lang) => lang !== "en");
const CONTENT = /\/(content|desk|room)-([\w-]+?)-[0-9a-f]{10}\.json$/;

/** The texts that a server was asked for, as "content de". */
const fetched = (server) => server.requests.flatMap(({ path }) => { const [, stem, lang] = CONTENT.exec(path) ?? []; return stem ? [`${stem} ${lang}`] : []; });

const stageLang = (page) => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.querySelector("[part=app]").lang);
const speaks = (page, lang) => until(() => stageLang(page), `it to speak ${lang}`, { wanted: lang });
const languageButton = (where, lang) => where.locator(`.langs button[lang="${lang}"]`);
const announced = (page) => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.querySelector(".pom-live").textContent.trim());

/** Picks a language in the menu on top. */
async function chooseInMenu(page, lang) {
  await page.locator("#menu").click();
  await languageButton(page.locator(".menu"), lang).click();
}

/** Where a reader is, and what is entered, without a word of it that a language could change. */
const where = (page) => page.evaluate(() => {
  const root = document.querySelector("pom-scope").shadowRoot;
  const all = (selector) => [...root.querySelectorAll(selector)];
  globalThis.had ??= root.activeElement;
  return {
    address: location.hash,
    screen: root.querySelector(".screen").className,
    stage: root.querySelector(".kiosk")?.dataset.stage,
    focus: root.activeElement === globalThis.had && (root.activeElement?.id || root.activeElement?.localName),
    typed: all("input:not([type=radio], [type=checkbox]), textarea, select").map(({ id, value }) => `${id}: ${value}`),
    chosen: all("input:checked").map(({ id, name }) => id || name),
    unfolded: all("details[open]").length,
    dialogs: all("dialog[open]").length,
  };
});

/** Changes the language as a page can, whatever is on the screen. */
const speak = async (page, lang) => {
  await page.evaluate((lang) => void (document.querySelector("pom-scope").lang = lang), lang);
  await speaks(page, lang);
};

suite("languages", () => {
  for (const [locale, lang] of [["de-AT", "de"], ["fr-CA", "fr"], ["es-MX", "es"], ["pt-BR", "en"]]) {
    test(`a reader who wants ${locale} gets ${lang}, and the texts of no other language are fetched`, async ({ page, open, server }) => {
      await open();
      await speaks(page, lang);
      const { say } = spoken(lang);
      equal(fetched(server), [`content ${lang}`]);
      equal(await page.evaluate(() => [document.documentElement.lang, document.title]), [lang, say("site.title")]);
      await page.locator(".hero .btn").last().click();
      await arrived(page, "#/scope");
      await page.locator("#next").click();
      await arrived(page, "#/group/1");
      await page.locator(".card input").first().check();
      await until(() => fetched(server), "the desk's texts as well", { wanted: [`content ${lang}`, `desk ${lang}`] });
    }, { context: { locale } });
  }

  test("a language that is chosen stands on the start screen and in the menu by its own name, holds, and is what the next visit fetches", async ({ page, open, server }) => {
    await open();
    const names = await page.locator(".start .stack .langs button").allInnerTexts();
    equal(names.map((name) => name.toLowerCase()), ["english", "deutsch", "español", "français"]);
    await languageButton(page.locator(".stack"), "de").click();
    await speaks(page, "de");
    equal(await heading(page).innerText(), spoken("de").say("start.title"));
    equal(await announced(page), spoken("de").say("language.now"));
    ok(await languageButton(page.locator(".stack"), "de").evaluate((node) => node.getRootNode().activeElement === node && node.ariaCurrent === "true"), "focus stays, and it is marked");
    equal((await stored(page)).local["pomscope:lang"], "de");
    const before = server.requests.length;
    await page.reload();
    await ready(page);
    await speaks(page, "de");
    ok(server.requests.slice(before).every(({ path }) => !/content-en/.test(path)), "no English");
    await chooseInMenu(page, "en");
    await speaks(page, "en");
    ok(await page.locator("#menu").evaluate((node) => node.getRootNode().activeElement === node && !node.parentElement.open), "the menu folds, and focus is on it");
    equal(await page.evaluate(() => [document.documentElement.lang, document.title]), ["en", say("site.title")]);
  });

  test("an element that has a language of its own offers no other; without one the visitor chooses, and the page around stays what it is", async ({ page, server }) => {
    server.page(`${server.base}host.html`, '<!doctype html><html lang="en"><title>host</title><link rel="icon" href="data:,"><script type="module" src="pomscope.js"></script><body><pom-scope id="own" lang="fr" eager></pom-scope><pom-scope id="free" storage-key="b" eager></pom-scope></body></html>');
    await page.goto(`${server.url}host.html`);
    await ready(page, "#own");
    await ready(page, "#free");
    const lang = (id) => page.locator(id).evaluate((node) => node.shadowRoot.querySelector("[part=app]").lang);
    equal([await lang("#own"), await lang("#free")], ["fr", "en"]);
    equal(await page.locator("#own .langs").count(), 0);
    await languageButton(page.locator("#free .stack"), "es").click();
    await until(() => lang("#free"), "Spanish", { wanted: "es" });
    equal([await lang("#own"), await page.evaluate(() => document.documentElement.lang), await page.title()], ["fr", "en", "host"]);
    // The page says it again, and last.
    await page.locator("#free").evaluate((node) => void (node.lang = "de"));
    await until(() => lang("#free"), "German", { wanted: "de" });
    await until(() => page.locator("#free .langs").count(), "no choice any more", { wanted: 0 });
  });

  test("texts that do not come leave the language as it was and say so; a second try brings them", async ({ page, open, expectConsole }) => {
    expectConsole(/Failed to load resource/);
    expectConsole(/Failed to fetch|TypeError/);
    await open();
    await page.route(/\/content-de-/, (route) => route.abort());
    await chooseInMenu(page, "de");
    await until(() => page.getByText(say("language.failed")).first().isVisible(), "the sentence");
    equal([await stageLang(page), (await stored(page)).local["pomscope:lang"]], ["en", undefined]);
    await page.unroute(/\/content-de-/);
    await chooseInMenu(page, "de");
    await speaks(page, "de");
  });

  test("chosen while the desk is on its way, it is the desk that speaks it", async ({ page, open }) => {
    let letGo;
    const held = new Promise((resolve) => (letGo = resolve));
    await page.route(/\/desk-[0-9a-f]+\.wasm$/, async (route) => {
      await held;
      await route.continue();
    });
    await open();
    await beginQuick(page);
    await placement(page, 2).check();
    await saved(page);
    await page.evaluate(() => (location.hash = "#/review"));
    await until(() => page.locator(".pom-progress").isVisible(), "the desk to be waited for");
    await page.evaluate(() => void (document.querySelector("pom-scope").lang = "fr"));
    letGo();
    await arrived(page, "#/review");
    await speaks(page, "fr");
    await until(() => heading(page).innerText(), "the review in French", { wanted: spoken("fr").say("review.title") });
  });

  test("without a network every language is there", async ({ page, open, server }) => {
    await open();
    await until(() => page.evaluate(() => navigator.serviceWorker.controller?.state), "the worker to have taken over", { wanted: "activated" });
    await server.stop();
    await chooseInMenu(page, "es");
    await speaks(page, "es");
    await page.evaluate(() => (location.hash = "#/workshop"));
    await until(() => heading(page).innerText(), "the room in Spanish", { wanted: spoken("es").say("room.title") });
    await chooseInMenu(page, "de");
    await until(() => heading(page).innerText(), "the room in German", { wanted: spoken("de").say("room.title") });
  }, { context: { serviceWorkers: "allow" } });

  test("at a kiosk a person answers in another language, and the next person meets that of the session", async ({ page, server }) => {
    await planted(page, server, { locked: true });
    await languageButton(page, "de").click();
    await speaks(page, "de");
    const { say: german, wording } = spoken("de");
    equal(await heading(page).innerText(), german("kiosk.title"));
    await page.locator("#next").click();
    await atStage(page, "side");
    await page.locator("#side-it").check();
    for (const { id, items } of screens) {
      await page.locator("#next").click();
      await until(() => heading(page).innerText(), "the next screen, in German", { wanted: wording.groups[id].title });
      await page.locator(`[id="${items[0].id}-largely"]`).check();
    }
    await page.locator("#next").click();
    await atStage(page, "check");
    await page.locator("#submit").click();
    await atStage(page, "done");
    equal(await heading(page).innerText(), german("kiosk.done"));
    await page.locator("#finish").click();
    await atStage(page, "attract");
    await speaks(page, "en");
    await until(() => heading(page).innerText(), "English for the next person", { wanted: say("kiosk.title") });
    equal((await stored(page)).local["pomscope:lang"], undefined, "nothing of it stays");
  });

  test("a language that somebody chose at a kiosk and left goes when nobody is there", async ({ page, server }) => {
    await page.clock.install();
    await planted(page, server, { locked: true, idleSecs: 60 });
    await languageButton(page, "fr").click();
    await speaks(page, "fr");
    await until(async () => (await page.clock.runFor(5000), await stageLang(page)), "the language of the session", { wanted: "en" });
    await atStage(page, "attract");
  });

  for (const lang of OTHERS) {
    test(`in ${lang} an assessment goes from the start to its report, which is what the command line writes`, async ({ page, server }) => {
      const { say: said, wording } = spoken(lang);
      await plant(page, server, { fullfullfull0001: file({ id: "fullfullfull0001", title: "Harbour", answers: ANSWERS, metrics: { m01: { status: "measured", value: 12345 }, m03: { status: "measured", value: 41.5 } } }) });
      await page.goto(server.url);
      await ready(page);
      await speaks(page, lang);
      await page.locator("#resume").click();
      await arrived(page, "#/result");
      await until(() => page.locator(".screen").innerText(), "the result").then((text) => ok(text.includes(said("result.report")), text));
      await page.evaluate(() => (location.hash = "#/group/8"));
      await arrived(page, "#/group/8");
      equal(await heading(page).innerText(), wording.groups[screens[7].id].title);
      await page.evaluate(() => (location.hash = "#/report"));
      await arrived(page, "#/report");
      await page.getByText(said("take.files")).click();
      const made = await downloaded(page, page.getByRole("button", { name: said("take.markdown") }).first());
      const own = Object.values((await stored(page)).local).find((text) => text.includes("Harbour"));
      const date = await page.evaluate(() => new Intl.DateTimeFormat("sv-SE").format(new Date()));
      equal(made.text, (await report(own, "--to", "md", "--lang", lang, "--date", date)).toString());
      match(made.text, lang === "fr" ? /12\u202f345/ : /12\.345/, "thousands as the language parts them");
      match(made.text, /41,5/);
    }, { context: { locale: lang } });
  }

  test("numbers, counts, dates and lists are what Intl makes of them, but where another form was chosen", async ({ page }) => {
    const core = JSON.parse(readFileSync(join(ROOT, "tests/intl.json"), "utf8"));
    equal(Object.keys(core).sort(), [...LANGUAGES].sort());
    // Each difference that was chosen, with its reason.
    const CHOSEN = {
      // English is international here: day before month, no comma before "and".
      locale: (lang) => (lang === "en" ? "en-GB" : lang),
      // A space before the sign in every language, as ISO 80000-1 has it.
      percent: (lang, text) => (lang === "en" ? text.replace("%", " %") : text.replace("\u202f%", "\u00a0%")),
      // The sign of typography, as wide as a plus.
      minus: (text) => text.replace("-", "\u2212"),
      // "e" before the sound, with an accent on it too: CLDR looks at the plain letter alone.
      list: (lang, text) => (lang === "es" ? text.replace(" y Í", " e Í") : text),
    };
    for (const [lang, said] of Object.entries(core)) {
      const locale = CHOSEN.locale(lang);
      const intl = await page.evaluate(([locale, said]) => {
        const number = (digits) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
        const rules = new Intl.PluralRules(locale);
        const percent = new Intl.NumberFormat(locale, { style: "percent" });
        const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
        const list = new Intl.ListFormat(locale, { type: "conjunction" });
        return {
          plurals: said.plurals.map(([n]) => [n, rules.select(n)]),
          numbers: said.numbers.map(([n, digits]) => [n, digits, number(digits).format(n)]),
          negative: number(1).format(-1.5),
          percents: said.percents.map(([n]) => [n, percent.format(n)]),
          dates: said.dates.map(([day]) => [day, date.format(new Date(`${day}T00:00:00Z`))]),
          lists: said.lists.map(([names]) => [names, list.format(names)]),
        };
      }, [locale, said]);
      // English and German have no form for exact millions, and their catalogues no key for it.
      const plurals = said.plurals.map(([n, form]) => [n, form === "many" && ["en", "de"].includes(lang) ? "other" : form]);
      equal(plurals, intl.plurals, `${lang}: counts`);
      equal(said.numbers, intl.numbers, `${lang}: numbers`);
      equal(said.negative, CHOSEN.minus(intl.negative), `${lang}: below zero`);
      equal(said.percents, intl.percents.map(([n, text]) => [n, CHOSEN.percent(lang, text)]), `${lang}: percent`);
      equal(said.dates, intl.dates, `${lang}: dates`);
      equal(said.lists, intl.lists.map(([names, text]) => [names, CHOSEN.list(lang, text)]), `${lang}: lists`);
    }
  });

  // Where the clock is the test's, nothing is fetched while it stands; and what is asked there covers the choice of languages.
  for (const view of VIEWS.filter(({ broken, clock }) => !broken && !clock)) {
    test(`${view.name}: another language leaves place, focus, and all that is entered or open`, async ({ page, server }) => {
      speakPseudo(server);
      await show(view, page, server, ready);
      // Somebody is somewhere, once the program has put nobody elsewhere for two frames.
      await page.evaluate(async () => {
        for (let frames = 0; frames < 4; frames += 1) await new Promise((next) => requestAnimationFrame(next));
        const root = document.querySelector("pom-scope").shadowRoot;
        if (!root.activeElement || root.activeElement.id === "title") (root.querySelector("dialog[open] button, .screen input, .screen textarea, .screen button") ?? root.querySelector("button")).focus();
      });
      const before = await where(page);
      ok(before.focus, "somebody is somewhere");
      await speak(page, LONGER);
      await until(async () => /\[.*\]/s.test(await page.locator("pom-scope .screen").first().innerText()), "its texts");
      equal(await where(page), before);
    });
  }

  const DENSE = ["start-resume", "scope-full", "quick-full", "finding-full", "group-full-unfolded", "group-metrics-again", "review-full", "result-full-unfolded", "plan-full-unfolded", "metrics-full-unfolded", "report-full", "report-board", "compare-two", "share-all", "shelf-full", "code-own", "levels-full", "kiosk-attract", "kiosk-group", "kiosk-check", "room-home-full", "room-setup-errors", "room-overview-full", "room-result-unfolded", "room-wall", "room-agreed-full", "dialog-about", "dialog-explain-thread", "menu-open"];
  for (const name of DENSE) {
    const view = VIEWS.find((view) => view.name === name);
    test(`${name}: longer words, German and the other direction fit on a telephone and on a desk`, async ({ page, server }) => {
      speakPseudo(server);
      await show(view, page, server, ready);
      await install(page);
      for (const lang of [LONGER, "de", MIRRORED]) {
        await speak(page, lang);
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
          equal(await sideways(page), "", `${lang} at ${width} px scrolls sideways`);
          equal(await cut(page), [], `${lang} at ${width} px cuts`);
          if (lang === MIRRORED) equal(await measured(page, "order"), [], `keys go where eyes go, at ${width} px`);
        }
      }
      // Mirrored: what begins a line begins on the right.
      const sides = await page.evaluate(() => {
        const root = document.querySelector("pom-scope").shadowRoot;
        const title = root.querySelector("dialog[open] h2, h1");
        return [getComputedStyle(title).direction, root.querySelector(".pom-live").dir];
      });
      equal(sides, ["rtl", "rtl"]);
      const bar = await page.evaluate(() => {
        const bar = document.querySelector("pom-scope").shadowRoot.querySelector("header.bar");
        const middle = (node) => { const { left, width } = node.getBoundingClientRect(); return left + width / 2; };
        return bar && [middle(bar.firstElementChild), middle(bar.lastElementChild)];
      });
      if (bar) ok(bar[0] > bar[1], "the bar begins on the right");
    });
  }
});
