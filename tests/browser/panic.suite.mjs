// A trap in the wasm that ships, set off at each kind of place where it is entered: the widget stops cleanly, and no answer goes with it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test, equal, ok, ready, until } from "../harness.mjs";
import { pack, say, screens } from "../content.mjs";
import { button, downloaded, file, heading, headingFocused, menu, placement, plant, radio, rate, status, stored } from "../journey.mjs";
import { ROOT, SITE } from "../server.mjs";
import { PLACES, trapped } from "../trap.mjs";

const [FIRST] = screens[0].items;
const [THREAD] = pack.threads;
const two = readFileSync(join(ROOT, "tests/pages/two.html"), "utf8");

/** Serves the programs with traps in them, and keeps hold of what is made of them: the questions first, then the desk. */
async function armed(page, server) {
  server.page("/two.html", two);
  for (const { glue, wasm } of [server.built, server.built.desk, server.built.room]) {
    const body = trapped(readFileSync(join(SITE, wasm)), readFileSync(join(SITE, glue), "utf8"));
    server.page(server.base + wasm, { body, type: ".wasm" });
  }
  await page.addInitScript(() => {
    globalThis.programs = [];
    globalThis.heard = [];
    const instantiate = WebAssembly.instantiate;
    WebAssembly.instantiate = async (...told) => {
      const made = await instantiate(...told);
      globalThis.programs.push((made.instance ?? made).exports);
      return made;
    };
    addEventListener("pomscope-error", ({ detail, target }) => globalThis.heard.push(`${target.id} ${detail.kind}`));
  });
}

/** From now on the place is a trap: at its next call, or for promises when the program has handed over what was answered. */
const arm = (page, program, place) => page.evaluate(([program, place, spared]) => {
  const { test_trap, test_spared } = globalThis.programs[program];
  test_spared.value = spared;
  test_trap.value = place;
}, [program, PLACES.indexOf(place) + 1, place === "promise" ? 2 : 0]);
const entries = (page) => page.evaluate(() => globalThis.programs.map(({ test_entered }) => test_entered.value));

async function toFirstQuestion(where) {
  await button(where, "start.full").click();
  await until(() => heading(where).innerText(), "the scope", { wanted: say("scope.title") });
  await where.locator("#next").click();
  await until(() => radio(where, FIRST.id, "not").count(), "the first question");
}

/** To the first question of the quick check, which the questions ask. */
async function toQuickCheck(where) {
  await button(where, "start.quick").click();
  await until(() => heading(where).innerText(), "the scope", { wanted: say("scope.title") });
  await where.locator("#next").click();
  await until(() => placement(where, 1).count(), "the first question");
}

async function toDesk(where) {
  await menu(where).click();
  await button(where, "menu.review").click();
  await until(() => heading(where).innerText(), "the review", { wanted: say("review.title") });
  await headingFocused(where);
}

/** What sets off a trap that is armed at a place. */
const SET_OFF = {
  reset: (where) => where.evaluate((element) => element.reset()),
  event: (where) => where.locator("#next").click(),
  // The store's answer to a save comes back as a promise.
  promise: (where, desk) => (desk ? where.evaluate((element, text) => element.importJson(text), JSON.stringify({})) : placement(where, 4).click()),
  render: (where) => where.locator("#next").click(),
};

const panelOf = (where) => where.getByRole("alert").filter({ hasText: "Pomscope has stopped" });

suite("panic", () => {
  for (const program of [0, 1]) {
    for (const place of PLACES.filter((place) => !(program === 1 && place === "promise"))) {
      test(`a trap in the ${["questions", "desk"][program]} (${place}) shows every instance's panel, gives the answers out, and a reload goes on`, async ({ page, open, server, expectConsole }) => {
        expectConsole(/unreachable/);
        await armed(page, server);
        await open("/two.html");
        const [left, right] = [page.locator("#left"), page.locator("#right")];
        await ready(page, "#right");
        await toQuickCheck(left);
        await placement(left, 2).check();
        await until(() => status(left).innerText(), "saved", { wanted: say("save.saved") });
        if (program === 1) await toDesk(left);
        await arm(page, program, place);
        await SET_OFF[place](left, program === 1);

        for (const where of [left, right]) await until(() => panelOf(where).isVisible(), "the panel");
        equal((await page.evaluate(() => globalThis.heard)).sort(), ["left stopped", "right stopped"]);
        equal(await left.evaluate((element) => element.matches(":state(error)")), true);

        const before = await entries(page);
        await page.evaluate(() => {
          for (const element of document.querySelectorAll("pom-scope")) {
            element.reset();
            element.importJson("{}");
            element.setAttribute("side", "it");
          }
          for (const key of ["left", "right"]) dispatchEvent(new StorageEvent("storage", { key: `${key}:a:abcdefgh1234`, storageArea: localStorage }));
          dispatchEvent(new Event("popstate"));
        });
        await right.getByRole("button", { name: "Reload the page" }).hover();
        equal(await entries(page), before, "nothing enters the modules again");

        const file = JSON.parse((await downloaded(page, left.getByRole("button", { name: "Download my answers" }))).text);
        const last = place === "promise" ? 4 : 2;
        equal(file.placement[THREAD], last);
        equal(await right.getByRole("button", { name: "Download my answers" }).count(), 0, "who has answered nothing is offered nothing");

        await left.getByRole("button", { name: "Reload the page" }).click();
        await ready(page, "#left");
        const texts = Object.values((await stored(page, "left")).durable);
        equal(texts.map((text) => JSON.parse(text).placement[THREAD]), [last]);
        if (program === 0) ok(await placement(left, last).isChecked(), "the answer is there");
      });
    }
  }

  test("answers that no store would take are in the panel's file", async ({ page, open, server, expectConsole }) => {
    expectConsole(/unreachable/);
    await page.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
        Object.defineProperty(globalThis, name, { get() { throw new DOMException("The operation is insecure.", "SecurityError"); } });
      }
    });
    await armed(page, server);
    await open("/two.html");
    const left = page.locator("#left");
    await toFirstQuestion(left);
    await rate(left, FIRST.id, "largely");
    await until(() => status(left).innerText(), "the status", { wanted: say("save.denied") });
    await rate(left, FIRST.id, "partly");
    await arm(page, 1, "event");
    await left.locator("#next").click();
    const file = JSON.parse((await downloaded(page, left.getByRole("button", { name: "Download my answers" }))).text);
    equal(file.answers[FIRST.id].rating, "partly");
  });

  test("on a shared tablet the panel gives no answers out", async ({ page, open, server, expectConsole }) => {
    expectConsole(/unreachable/);
    // Answers of somebody's who was here before.
    await plant(page, server, { abcdefgh1234: file({ id: "abcdefgh1234", answers: { [FIRST.id]: "largely" } }) }, "left");
    await armed(page, server);
    server.page("/two.html", two.replace('id="left"', 'id="left" mode="kiosk"'));
    await open("/two.html");
    const [left, right] = [page.locator("#left"), page.locator("#right")];
    await ready(page, "#right");
    const room = await page.evaluate(() => globalThis.programs.findIndex((program) => "handle_tick" in program));
    await arm(page, room, "reset");
    await SET_OFF.reset(left);
    for (const where of [left, right]) await until(() => panelOf(where).isVisible(), "the panel");
    equal(await left.getByRole("button").allInnerTexts(), ["Reload the page"]);
    const before = await entries(page);
    await left.evaluate((element) => (element.reset(), element.importJson("{}")));
    await left.getByRole("button", { name: "Reload the page" }).hover();
    equal(await entries(page), before, "nothing enters the modules again");
  });

  test("a listener of the page's that throws stops nobody", async ({ page, open, server, expectConsole }) => {
    expectConsole(/the page's own fault/);
    server.page("/two.html", two);
    await page.addInitScript(() => {
      for (const name of ["ready", "progress"]) addEventListener(`pomscope-${name}`, () => { throw new Error("the page's own fault"); });
    });
    await open("/two.html");
    const left = page.locator("#left");
    await toFirstQuestion(left);
    await rate(left, FIRST.id, "largely");
    await until(() => status(left).innerText(), "saved", { wanted: say("save.saved") });
  });
});
