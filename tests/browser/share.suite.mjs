// Handing over on purpose, in an embed: what the page hears and when, what the visitor sees before, and where the owner stands. What goes with which tick is core's own test.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { begins, say, statements } from "../content.mjs";
import { HOST_POLICY, toFirstQuestion } from "../embedding.mjs";
import { ANSWERS, button, downloaded, file, heading, headingFocused, menu, rate, status, stored } from "../journey.mjs";
import { ROOT } from "../server.mjs";

const OWNER = {
  name: "Sommer & Partners",
  logo: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 1'/%3E",
  contact: "hello@example.org",
  privacy: "https://example.org/privacy",
  consent: { text: "I agree that Sommer & Partners read it.", version: "2026-11" },
  cta: { href: "https://example.org/talk", label: "Book a talk" },
};

/** A host's page that tells of its owner, under the strictest policy it can have. */
const host = (owner) => {
  const json = JSON.stringify(owner).replaceAll("<", "\\u003c");
  const source = readFileSync(join(ROOT, "tests/pages/host.html"), "utf8");
  const body = source.replace(/<pom-scope[^>]*>/, (tag) => `${tag}<script type="application/json">${json}</script>`);
  return { server: { pages: { "/host.html": { body, headers: { "content-security-policy": HOST_POLICY } } } } };
};

/** Keeps every event that reaches the host's window. */
const listen = (on) => on.addInitScript(() => {
  globalThis.heard = [];
  for (const name of ["ready", "progress", "finished", "share", "error"]) {
    addEventListener(`pomscope-${name}`, ({ detail, composed }) => globalThis.heard.push({ name, detail, composed }));
  }
});
const heard = (page, name) => page.evaluate((name) => globalThis.heard.filter((event) => event.name === name), name);

const full = (more = {}) => file({ title: "Confidential title", answers: Object.fromEntries(Object.entries(ANSWERS).map(([id, rating]) => [id, { rating, note: `Note on ${id}` }])), ...more });
const shown = (element) => element.locator("#share-json").evaluate((node) => node.textContent);

async function toResult(element, text = full()) {
  await element.evaluate((node, text) => node.importJson(text), text);
  await until(() => heading(element).innerText(), "the result", { wanted: say("report.title") });
}

async function toShare(element) {
  await element.locator("#share").click();
  await until(() => heading(element).innerText(), "the screen", { wanted: say("share.title") });
  await headingFocused(element);
}

suite("share", () => {
  test("on a whole journey the page hears of no level, score or rating until the visitor ticks and chooses it", async ({ page, open }) => {
    await listen(page);
    const element = await open("/host.html");
    await button(element, "start.quick").click();
    await until(() => heading(element).innerText(), "the scope", { wanted: say("scope.title") });
    let last = say("scope.title");
    for (let screens = 0; last !== say("report.title"); screens += 1) {
      ok(screens < 40, "the journey ends");
      // What can be said is said: levels, proofs, the first rating of each statement.
      for (const group of await element.locator(".screen fieldset:visible").all()) {
        const radio = group.getByRole("radio").nth(1);
        if ((await radio.count()) > 0 && (await radio.isVisible())) await radio.check();
      }
      const on = element.locator("#next");
      await ((await on.count()) > 0 ? on : button(element, "finding.on.go")).click();
      last = await until(async () => {
        const title = await heading(element).innerText();
        return title !== last && title;
      }, "the next screen");
    }
    await toShare(element);
    equal(await element.getByRole("checkbox", { checked: true }).count(), 0, "nothing is ticked for anybody");
    await element.locator("#share-page").click();
    await until(() => element.getByText(say("share.error.nothing")).first().isVisible(), "that nothing is ticked");
    await until(() => element.locator("#share-scores").evaluate((node) => node.getRootNode().activeElement === node), "focus on the first tick");
    await element.locator("#share-scores").check();
    const json = await until(() => shown(element), "the preview");
    await until(() => element.evaluate((node) => node.shadowRoot.querySelector("#share-parts-error").hidden), "the fault to be gone");
    equal(await heard(page, "share"), [], "a tick tells the page nothing");
    const before = await page.evaluate(() => globalThis.heard);
    const names = before.map(({ name }) => name);
    ok(names.includes("finished") && names.filter((name) => name === "progress").length > 15, "the page heard how it went on");
    for (const { name, detail } of before) {
      equal(Object.keys(detail).sort(), { ready: [], progress: ["percent", "screen"], finished: ["kind"] }[name], name);
    }
    await element.locator("#share-page").click();
    const [event, ...more] = await until(async () => (await heard(page, "share")).length > 0 && heard(page, "share"), "the event");
    equal(more, []);
    equal(event.detail, JSON.parse(json), "what the page gets is what the visitor saw");
    equal([event.composed, event.detail.shared, event.detail.consent.text, event.detail.consent.version], [true, ["scores"], OWNER.consent.text, OWNER.consent.version]);
    ok(!Number.isNaN(Date.parse(event.detail.consent.at)), "the time is there");
    equal([event.detail.assessment, event.detail.contact], [undefined, undefined]);
    await until(() => element.locator("#share-done").innerText(), "what went", { wanted: say("share.done.page") });
  }, host(OWNER));

  test("download, copy and mail hold what is shown, and nothing of it is kept", async ({ page, open }) => {
    const element = await open("/host.html");
    await toResult(element);
    await toShare(element);
    for (const part of ["notes", "contact"]) await element.locator(`#share-${part}`).check();
    await element.locator("#share-mail").fill("nobody");
    equal(await element.locator("#share-draft").getAttribute("href"), null, "no draft while something is wrong");
    await element.locator("#share-download").click();
    await until(() => element.locator("#share-mail-error").innerText(), "what is wrong", { wanted: say("share.error.mail") });
    equal(await element.locator("#share-mail").getAttribute("aria-invalid"), "true");
    await until(() => element.locator("#share-mail").evaluate((node) => node.getRootNode().activeElement === node), "focus on the field");
    await element.locator("#share-mail").fill("ada@example.org");
    await until(() => element.locator("#share-mail-error").isHidden(), "the fault to be gone");
    const json = await shown(element);
    match(json, /Note on A2/);
    match(json, /ada@example\.org/);
    ok(!json.includes("\"rating\""), "ratings were not ticked");
    const { name, text } = await downloaded(page, element.locator("#share-download"));
    match(name, /^pomscope-share-\d{4}-\d\d-\d\d\.json$/);
    equal(text, json);
    await element.locator("#share-copy").click();
    await until(() => element.locator("#share-done").innerText(), "that it was copied", { wanted: say("take.copied") });
    equal(await page.evaluate(() => navigator.clipboard.readText()), json);
    const draft = new URL(await element.locator("#share-draft").getAttribute("href"));
    equal([draft.protocol, decodeURIComponent(draft.pathname)], ["mailto:", OWNER.contact]);
    ok(draft.href.length < 1_800 && draft.searchParams.get("body").includes("ada@example.org"), "a short draft");
    ok(!draft.href.includes("Confidential") && !draft.href.includes("Note%20on"), "with the contact alone");
    const kept = JSON.stringify(await stored(page));
    ok(!kept.includes("ada@example.org"), "the contact is kept nowhere");
    await page.reload();
    await ready(page);
    await until(() => heading(element).innerText(), "the same screen", { wanted: say("share.title") });
    equal(await element.getByRole("checkbox", { checked: true }).count(), 0, "and everything else is gone with the page");
  }, { ...host(OWNER), context: { permissions: ["clipboard-read", "clipboard-write"] } });

  test("a page that asks for the file gets what the visitor gives, or nothing", async ({ page, open }) => {
    await listen(page);
    const element = await open("/host.html");
    await toFirstQuestion(element);
    await rate(element, statements[0].id, "largely");
    await until(() => status(element).innerText(), "saved", { wanted: say("save.saved") });
    const ask = () => element.evaluate((node) => {
      globalThis.answers ??= [];
      node.exportJson().then((json) => globalThis.answers.push(json ?? "nothing"));
    });
    const answers = (count) => until(() => page.evaluate((count) => globalThis.answers.length === count && globalThis.answers, count), "the answer");
    // From the questions: the desk comes, and asks.
    await ask();
    await until(() => heading(element).innerText(), "the question", { wanted: say("share.title") });
    await until(() => element.getByText(say("share.lead.asked.owner", { owner: OWNER.name })).isVisible(), "who asks");
    equal(await page.evaluate(() => globalThis.answers.length), 0, "nobody answers for the visitor");
    await element.locator("#share-refuse").click();
    equal(await answers(1), ["nothing"]);
    await ask();
    await until(() => heading(element).innerText(), "the question", { wanted: say("share.title") });
    await element.locator("#share-answers").check();
    const json = await until(() => shown(element), "the preview");
    await element.locator("#share-page").click();
    const [, given] = await answers(2);
    equal(JSON.parse(given), JSON.parse(json));
    equal(JSON.parse(given).assessment.answers, { [statements[0].id]: { rating: "largely" } });
    await ask();
    await until(() => element.locator("#share-refuse").isVisible(), "the question");
    await menu(element).click();
    await button(element, "menu.start").click();
    equal((await answers(3))[2], "nothing", "who leaves hands nothing over");
    equal(await heard(page, "share"), [], "an answer is no event");
    // What was given is an assessment, and opens again.
    await element.evaluate((node, text) => node.importJson(text), JSON.stringify(JSON.parse(given).assessment));
    await until(() => heading(element).innerText().then((title) => title !== say("start.title")), "it to be open");
  }, host(OWNER));

  test("the owner and the way on stand after the result, and nowhere before it", async ({ page, open }) => {
    const element = await open("/host.html");
    equal(await element.locator("#cta").count(), 0, "not on the start");
    await toFirstQuestion(element);
    equal(await element.locator("#cta").count(), 0, "not among the questions");
    await toResult(element);
    const cta = element.getByRole("link", { name: OWNER.cta.label });
    equal(await cta.evaluate((link) => [link.href, link.target, link.rel]), [OWNER.cta.href, "_blank", "noopener"]);
    equal(await cta.evaluate((link) => {
      const before = (node) => Boolean(node.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING);
      return [...link.getRootNode().querySelectorAll(".score, .stairs, .steps, .dumb, #start-next")].every(before);
    }), true, "after all that the result says");
    ok(await element.getByRole("img", { name: say("owner.logo", { owner: OWNER.name }) }).isVisible(), "the logo");
    equal(await element.getByRole("link", { name: OWNER.contact }).getAttribute("href"), `mailto:${OWNER.contact}`);
    await button(element, "result.report").click();
    await until(() => heading(element).innerText(), "the report", { wanted: say("report.screen") });
    const line = say("owner.line.contact", { owner: OWNER.name, contact: OWNER.contact });
    for (const telling of ["client", "adviser", "board"]) {
      await element.getByRole("radio", { name: say(`report.telling.${telling}`) }).check();
      await until(() => element.locator("#report").getByText(line).isVisible(), `the owner for ${telling}`);
    }
    ok(await element.locator("#report .logo").isVisible(), "the logo on the cover");
  }, host(OWNER));

  test("what a page tells amiss is left out, asked for nowhere, and named for whoever made the page", async ({ page, open }) => {
    const element = await open("/host.html");
    await toResult(element);
    equal(await element.locator("#cta").count(), 0);
    ok(await element.getByRole("heading", { name: begins(say("owner.offered", { owner: "<b>Sommer</b>" })) }).isVisible(), "text is text");
    equal(await element.locator(".owner img").count(), 0, "no picture from elsewhere");
    await toShare(element);
    await element.locator("summary", { hasText: say("owner.problems") }).click();
    const said = await element.locator("details[open] li").allInnerTexts();
    equal(said, [
      say("owner.problem.unknown", { place: "colour" }),
      say("owner.problem.unused", { place: "logo" }),
      say("owner.problem.unused", { place: "privacy" }),
      say("owner.problem.unused", { place: "cta.href" }),
    ]);
    ok(await element.locator("#share-consent").innerText().then((text) => text === say("share.consent.default")), "our own sentence stands in");
    equal(await page.evaluate(() => globalThis.pwned), undefined);
  }, host({ name: "<b>Sommer</b>", logo: "https://example.org/logo.png", colour: "red", privacy: "javascript:globalThis.pwned=1", cta: { href: "javascript:globalThis.pwned=1", label: "Press" } }));
});
