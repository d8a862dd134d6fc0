// <pom-scope> on pages that are not ours, under the strict policy that such a page may have. What the questionnaire does is other suites'.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { say, statements, screens } from "../content.mjs";
import { ANSWERS, button, dialog, downloadedBytes, file, heading, headingFocused, menu, radio, rate, status, stored } from "../journey.mjs";
import { ROOT, serve } from "../server.mjs";

/** The strictest policy that a host page can have with Pomscope on it. */
const HOST_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

const source = (name) => readFileSync(join(ROOT, "tests/pages", name), "utf8");
const page = (name, policy = HOST_POLICY) => ({ body: source(name), headers: { "content-security-policy": policy } });
const HOST = { server: { pages: { "/host.html": page("host.html"), "/two.html": page("two.html") } } };

/** Keeps every event that reaches the host's window. */
const listen = (on) => on.addInitScript(() => {
  globalThis.heard = [];
  for (const name of ["ready", "progress", "finished", "share", "error"]) {
    addEventListener(`pomscope-${name}`, ({ detail, composed }) => globalThis.heard.push({ name, detail, composed }));
  }
});

/** Steps to a screen by the interface: an embed has no addresses. */
async function step(where, title) {
  await where.locator("#next").click();
  await until(() => heading(where).innerText(), `the screen “${title}”`, { wanted: title });
  await headingFocused(where);
}

async function toFirstQuestion(where) {
  await button(where, "start.full").click();
  await until(() => heading(where).innerText(), "the scope", { wanted: say("scope.title") });
  await where.locator("#next").click();
  await until(() => radio(where, statements[0].id, "not").count(), "the first question");
}

suite("embed", () => {
  test("under the strict policy of a host page it loads, saves, and comes back after a reload", async ({ page, open }) => {
    const element = await open("/host.html");
    equal(await page.locator("#fallback").isVisible(), false, "the host's words have made room");
    await toFirstQuestion(element);
    await rate(element, statements[0].id, "largely");
    await until(() => status(element).innerText(), "saved", { wanted: say("save.saved") });
    await page.reload();
    await ready(page);
    ok(await radio(element, statements[0].id, "largely").isChecked(), "place and answer are there");
    equal(Object.keys((await stored(page)).local).length, 1);
  }, HOST);

  test("under the strict policy of a host page it makes a PDF, and leaves the page's address alone", async ({ page, open }) => {
    const element = await open("/host.html");
    const answers = Object.fromEntries(Object.entries(ANSWERS).map(([id, rating]) => [id, { rating }]));
    await element.evaluate((node, text) => node.importJson(text), file({ title: "From the host", answers }));
    await until(() => heading(element).innerText(), "the result", { wanted: say("report.title") });
    await button(element, "result.report").click();
    await until(() => heading(element).innerText(), "the report", { wanted: say("report.screen") });
    const made = await downloadedBytes(page, element.locator("#pdf"));
    match(made.name, /^pomscope-from-the-host-\d{4}-\d\d-\d\d-report\.pdf$/);
    ok(made.bytes.subarray(0, 5).equals(Buffer.from("%PDF-")), "it is a PDF");
    equal(await page.evaluate(() => location.hash), "");
  }, HOST);

  test("from another origin it works where the host's policy names that origin, and asks no third", async ({ page, server, allowOrigin }) => {
    const elsewhere = await serve({ headers: { "access-control-allow-origin": "*" } });
    try {
      allowOrigin(elsewhere.origin);
      const policy = HOST_POLICY.replace("script-src 'self'", `script-src ${elsewhere.origin}`).replace("connect-src 'self'", `connect-src ${elsewhere.origin}`).replace("style-src 'self'", "style-src 'none'");
      server.page("/far.html", { body: source("host.html").replace("/any/path/pomscope.js", `${elsewhere.url}pomscope.js`), headers: { "content-security-policy": policy } });
      await page.goto(`${server.origin}/far.html`);
      const element = await ready(page);
      await toFirstQuestion(element);
      await rate(element, statements[0].id, "partly");
      await until(() => status(element).innerText(), "saved", { wanted: say("save.saved") });
      equal(server.requests.map(({ path }) => path), ["/far.html"], "nothing of Pomscope was asked of the host");
      // What is still being fetched must not meet a server that has gone.
      await page.goto("about:blank");
    } finally {
      await elsewhere.stop();
    }
  });

  test("the host's address and history are never touched, and its fragments never followed", async ({ page, open }) => {
    await open("/host.html#contact");
    const element = page.locator("pom-scope");
    const before = await page.evaluate(() => [location.href, history.length]);
    await toFirstQuestion(element);
    await step(element, await nextTitle(element));
    await menu(element).click();
    await button(element, "menu.shelf").click();
    await until(() => heading(element).innerText(), "the shelf", { wanted: say("shelf.title") });
    equal(await page.evaluate(() => [location.href, history.length]), before, "address and history");
    await page.evaluate(() => (location.hash = "#/group/9"));
    await page.evaluate(() => (location.hash = "#contact"));
    await page.goBack();
    equal(await heading(element).innerText(), say("shelf.title"), "a fragment of the host's means nothing to it");
  }, HOST);

  test("two widgets with keys of their own keep apart, share one program, and delete only their own", async ({ page, open, server }) => {
    await open("/two.html");
    await ready(page, "#right");
    const [left, right] = ["#left", "#right"].map((id) => page.locator(id));
    equal(server.requests.filter(({ path }) => path.endsWith(".wasm")).length, 1, "the program was fetched once");
    for (const [where, rating] of [[left, "not"], [right, "fully"]]) {
      await toFirstQuestion(where);
      await rate(where, statements[0].id, rating);
      await until(() => status(where).innerText(), "saved", { wanted: say("save.saved") });
    }
    ok(await radio(left, statements[0].id, "not").isChecked(), "the left answer stands");
    const ids = async (key) => Object.values((await stored(page, key)).durable).map((text) => JSON.parse(text).answers[statements[0].id].rating);
    equal([await ids("left"), await ids("right")], [["not"], ["fully"]]);
    await page.reload();
    await ready(page, "#left");
    await ready(page, "#right");
    ok(await radio(left, statements[0].id, "not").isChecked() && await radio(right, statements[0].id, "fully").isChecked(), "each has its own place and answer");
    await menu(left).click();
    await button(left, "menu.deleteAll").click();
    await button(dialog(left), "deleteAll.go", { n: 1 }).click();
    await until(() => heading(left).innerText(), "the start", { wanted: say("start.title") });
    await until(async () => (await ids("left")).length, "nothing left under the left key", { wanted: 0 });
    equal(await ids("right"), ["fully"]);
    ok(await radio(right, statements[0].id, "fully").isChecked(), "the right one goes on");
  }, HOST);

  test("moved, removed and put back, it goes on where it was", async ({ page, open }) => {
    const element = await open("/host.html");
    await toFirstQuestion(element);
    await rate(element, statements[0].id, "largely");
    await until(() => status(element).innerText(), "saved", { wanted: say("save.saved") });
    await page.evaluate(() => document.querySelector("#contact").after(document.querySelector("pom-scope")));
    await ready(page);
    ok(await radio(element, statements[0].id, "largely").isChecked(), "after a move");
    await page.evaluate(() => {
      globalThis.taken = document.querySelector("pom-scope");
      globalThis.taken.remove();
    });
    await until(() => page.evaluate(() => !globalThis.taken.matches(":state(ready)")), "it to have stopped");
    await page.evaluate(() => document.querySelector("main").append(globalThis.taken));
    await ready(page);
    ok(await radio(element, statements[0].id, "largely").isChecked(), "after it was put back");
  }, HOST);

  test("the host hears of progress, and nothing of answers, levels or scores", async ({ page, open }) => {
    await listen(page);
    const element = await open("/host.html");
    await element.evaluate((node, text) => node.importJson(text, "full.json"), file({ answers: ANSWERS, title: "Confidential title", placement: { GOAL: 2 } }));
    await until(() => heading(element).innerText(), "the result", { wanted: say("report.title") });
    await menu(element).click();
    await button(element, "menu.review").click();
    await element.locator("#next").click();
    const heard = await until(async () => {
      const all = await page.evaluate(() => globalThis.heard);
      return all.filter(({ name }) => name === "finished").length >= 2 && all;
    }, "finished");
    equal([...new Set(heard.map(({ name }) => name))].sort(), ["finished", "progress", "ready"]);
    for (const { name, detail, composed } of heard) {
      equal(composed, true);
      const wanted = { ready: [], progress: ["percent", "screen"], finished: ["kind"] }[name];
      equal(Object.keys(detail).sort(), wanted, name);
    }
  }, HOST);

  test("on a host's page the promise names the host", async ({ page, open, server }) => {
    const element = await open("/host.html");
    await element.locator("#status").click();
    ok((await dialog(element).innerText()).includes(say("about.promise.embed", { host: new URL(server.origin).host })), "it names the host");
    equal(await page.evaluate(() => document.activeElement.tagName), "POM-SCOPE");
  }, HOST);

  test("in a sandboxed frame without storage the page says so, and the assessment goes on", async ({ page, server }) => {
    server.page("/host.html", { ...HOST.server.pages["/host.html"], headers: { "content-security-policy": HOST_POLICY.replaceAll("'self'", server.origin) } });
    server.page("/frame.html", { body: source("frame.html"), headers: { "content-security-policy": `default-src 'none'; img-src data:; frame-src ${server.origin}` } });
    await page.goto(`${server.origin}/frame.html`);
    const frame = await until(() => page.frames().find((other) => other !== page.mainFrame() && other.url().endsWith("/host.html")), "the frame");
    const element = frame.locator("pom-scope");
    await until(() => element.evaluate((node) => node.matches(":state(ready)")), "it to be ready");
    await toFirstQuestion(element);
    await rate(element, statements[0].id, "largely");
    await until(() => status(element).innerText(), "the status", { wanted: say("save.denied") });
    await until(() => button(element, "save.bad.download").isVisible(), "the file is offered");
    await step(element, await nextTitle(element));
    await button(element, "back").click();
    await until(() => radio(element, statements[0].id, "largely").isChecked(), "the answer, a screen later");
  }, { server: { headers: { "access-control-allow-origin": "*" } } });

  for (const [what, policy, console] of [
    ["WebAssembly", HOST_POLICY.replace(" 'wasm-unsafe-eval'", ""), /pomscope: blocked/],
    ["fetching its files", HOST_POLICY.replace("connect-src 'self'", "connect-src 'none'"), /Content Security Policy|pomscope: blocked/],
  ]) {
    test(`where the policy forbids ${what}, a panel says so, and the page around it goes on`, async ({ page, server, expectConsole }) => {
      expectConsole(console);
      await listen(page);
      server.page("/host.html", { body: source("host.html"), headers: { "content-security-policy": policy } });
      await page.goto(`${server.origin}/host.html`);
      const element = page.locator("pom-scope");
      await until(() => element.evaluate((node) => node.matches(":state(error)")), "the panel");
      const panel = element.getByRole("alert").filter({ hasText: "Pomscope is not allowed to run on this page" });
      await until(() => panel.isVisible(), "the panel");
      match(await panel.innerText(), /wasm-unsafe-eval/, "it says what the owner can do");
      await until(() => page.locator("#fallback").isVisible(), "the host's own words are in view");
      equal((await page.evaluate(() => globalThis.heard)).map(({ name, detail }) => [name, detail]), [["error", { kind: "blocked" }]]);
      await page.locator("#name").fill("The form still works");
      await panel.getByRole("button", { name: "Try again" }).click();
      await until(() => page.evaluate(() => globalThis.heard.length), "the same answer again", { wanted: 2 });
    });
  }

  test("when a file does not arrive, a panel says so, and trying again succeeds once it does", async ({ page, server, expectConsole }) => {
    expectConsole(/Failed to load resource|pomscope/i);
    server.page("/host.html", HOST.server.pages["/host.html"]);
    await page.route(/\.wasm$/, (route) => route.abort());
    await page.goto(`${server.origin}/host.html`);
    const element = page.locator("pom-scope");
    const panel = element.getByRole("alert").filter({ hasText: "A part of Pomscope did not arrive" });
    await until(() => panel.isVisible(), "the panel");
    await page.unroute(/\.wasm$/);
    await panel.getByRole("button", { name: "Try again" }).click();
    await ready(page);
    await until(() => button(element, "start.full").isVisible(), "the start");
  });

  test("files dropped on the host's page beside it are the host's", async ({ page, open }) => {
    const element = await open("/host.html");
    const taken = await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(["{}"], "x.json"));
      const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, composed: true, cancelable: true });
      document.querySelector("#contact").dispatchEvent(event);
      return event.defaultPrevented;
    });
    equal(taken, false);
    equal(await element.locator(".notice").count(), 0);
  }, HOST);
});

/** The heading of the screen after this one. */
async function nextTitle(where) {
  const here = await heading(where).innerText();
  return screens[screens.findIndex(({ title }) => title === here) + 1].title;
}
