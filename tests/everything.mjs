// One walk through all that Pomscope does, with a marker of its own in every text that one can enter. What must come of it, and what must not leave, is in the suites.

import { until } from "./harness.mjs";
import { say } from "./content.mjs";
import {
  ANSWERS, answer, arrived, beginQuick, button, choose, dialog, downloaded, downloadedBytes, file, go, heading, imported, menu, next, placement, saved, statusSays,
} from "./journey.mjs";
import { at, collect, endKiosk, fillIn, reveal, visit, written } from "./workshop.mjs";

/** Texts that are entered nowhere else, and the list of those that were. */
export function markers(seed = "zq") {
  const given = [];
  return {
    given,
    mark: () => {
      const marker = `${seed}${String(given.length).padStart(3, "0")}Wyvern`;
      given.push(marker);
      return marker;
    },
  };
}

/** Opens whatever is folded, and writes a marker into every field for text that can be seen. */
export async function fillEverything(where, mark) {
  await where.evaluate((element) => {
    for (const details of element.shadowRoot.querySelectorAll(".screen details:not(.menu)")) details.open = true;
  });
  const fields = where.locator(".screen :is(textarea, input[type=text], input:not([type])):not([inputmode]):not([readonly]):not([maxlength='10'])");
  for (const field of await fields.all()) {
    if (!(await field.isVisible()) || !(await field.isEditable())) continue;
    const marker = mark();
    await field.fill(marker);
    await field.blur().catch(() => {});
  }
}

/** Print dialogs are the browser's; here they end at once. */
export const silentPrints = (page) => page.addInitScript(() => {
  globalThis.printed = 0;
  const own = document.createElement;
  document.createElement = function (...what) {
    const made = own.apply(this, what);
    if (what[0] === "iframe") made.addEventListener("load", () => {
      made.contentWindow.print = () => {
        globalThis.printed += 1;
        made.contentWindow.dispatchEvent(new Event("afterprint"));
      };
    });
    return made;
  };
});

const element = (page) => page.locator("pom-scope").first();
const to = async (page, path) => {
  await page.evaluate((path) => (location.hash = path), path);
  await arrived(page, path);
};
export const speaks = async (page, lang) => {
  await page.locator(".menu > summary").click();
  await page.locator(`.menu .langs button[lang="${lang}"]`).click();
  await until(() => element(page).evaluate((node) => node.shadowRoot.querySelector("[part=app]").lang), `it to speak ${lang}`, { wanted: lang });
};

/** Leaves the room for the start, deletes everything on the device. */
export async function deleteEverything(page) {
  await choose(page, "menu.deleteAll");
  await dialog(page).locator("button.btn").first().waitFor();
  await dialog(page).getByRole("button", { name: /^Delete / }).click();
  await until(() => dialog(page).count(), "the dialog to be gone", { wanted: 0 });
}

/** Has the page fetch every part of the program once: the desk, the PDF, the report's look, another language, the room. */
export async function preloaded(page) {
  await beginQuick(page);
  await placement(page, 2).check();
  await saved(page);
  await choose(page, "menu.review");
  await arrived(page, "#/review");
  await speaks(page, "de");
  await speaks(page, "en");
  await to(page, "#/report");
  await downloadedBytes(page, page.locator("#pdf"));
  await choose(page, "menu.workshop");
  await at(page, say("room.title"));
  await speaks(page, "de");
  await speaks(page, "en");
  await choose(page, "room.menu.leave");
  await until(() => page.evaluate(() => !location.hash.startsWith("#/workshop")), "to be out of it");
  await until(async () => (await menu(page).count()) > 0 && (await heading(page).innerText()) !== say("room.title"), "another screen");
  await deleteEverything(page);
  await until(() => button(page, "start.quick").isVisible(), "the start");
}

/**
 * The walk, from the start screen on. `mark` gives markers; what one takes along (files, the code, what is handed over) is given
 * back, by what it is.
 */
export async function everything(page, mark) {
  const taken = {};
  const note = async (name, what) => (taken[name] = (await downloaded(page, what)).text);

  // The quick check, its texts, and what it finds.
  await button(page, "start.quick").click();
  await arrived(page, "#/scope");
  await fillEverything(element(page), mark);
  await next(page, "#/quick/1");
  await placement(page, 2).check();
  await next(page, "#/quick/2");
  await placement(page, 3).check();
  await saved(page);
  await to(page, "#/finding");

  // The full assessment.
  await to(page, "#/group/1");
  await answer(page, Object.fromEntries(Object.entries(ANSWERS).slice(0, 14)));
  for (const at of [0, 4]) {
    await go(page, at);
    await fillEverything(element(page), mark);
  }
  await saved(page);
  for (const path of ["#/metrics", "#/plan"]) {
    await to(page, path);
    await fillEverything(element(page), mark);
  }
  for (const path of ["#/register", "#/commitments"]) {
    await to(page, path);
    await page.locator("#book-add").click();
    await until(() => page.locator(".book tbody tr").count(), "a row", { wanted: 1 });
    await fillEverything(element(page), mark);
  }
  await to(page, "#/lens/duties/1");
  await page.locator(".card .seg input").nth(1).check();
  await fillEverything(element(page), mark);
  await saved(page);
  await to(page, "#/lens/duties/result");

  // Another language, and back.
  await speaks(page, "de");
  await speaks(page, "en");

  // The result, and all ways to take it along.
  await to(page, "#/result");
  await page.locator("#code").click();
  taken.code = await page.locator("#own-code").innerText();
  await page.keyboard.press("Escape");
  await until(() => dialog(page).count(), "the dialog to be gone", { wanted: 0 });
  await note("assessment", button(page, "result.save"));
  await to(page, "#/report");
  taken.pdf = (await downloadedBytes(page, page.locator("#pdf"))).bytes;
  await until(() => page.locator("#pdf").innerText(), "the button to be as it was", { wanted: say("pdf.make") });
  await page.locator("#print").click();
  await until(() => page.evaluate(() => globalThis.printed), "the print");
  await page.getByText(say("take.files")).click();
  for (const key of ["take.markdown", "take.json", ...["answers", "scores", "plan", "metrics", "register", "commitments"].map((sheet) => `take.csv.${sheet}`)]) await note(key, button(page, key));

  // An earlier one comes in, and is compared.
  const earlier = file({ id: "earlierearlier01", title: mark(), at: "2025-06-01T10:00:00Z", answers: Object.fromEntries(Object.keys(ANSWERS).map((id) => [id, { rating: "not", note: mark() }])) });
  await to(page, "#/compare");
  await imported(page, page.locator("#compare-import"), { text: earlier });
  await saved(page);
  await choose(page, "menu.code");
  await arrived(page, "#/code");
  await page.locator("input#code").fill(taken.code);
  await page.keyboard.press("Enter");
  await until(() => button(page, "answerCode.discard").isVisible(), "the copy");
  await button(page, "answerCode.discard").click();

  // Handing over, as far as it goes without a page around.
  await until(() => dialog(page).count(), "no dialog", { wanted: 0 });
  await to(page, "#/share");
  for (const part of ["scores", "answers", "notes", "contact"]) await page.locator(`#share-${part}`).check();
  await page.locator("#share-mail").fill(`${mark()}@example.org`);
  for (const field of ["name", "organization"]) if ((await page.locator(`#share-${field}`).count()) > 0) await page.locator(`#share-${field}`).fill(mark());
  await note("handed", page.locator("#share-download"));
  taken.draft = await page.locator("#share-draft").getAttribute("href");

  await workshop(page, mark, taken);
  await deleteEverything(page);
  return taken;
}

/** A workshop of six on this device, from its set-up to what is agreed, and out again; nothing is loaded anew. */
async function workshop(page, mark, taken) {
  await choose(page, "menu.workshop");
  await at(page, say("room.title"));
  await page.locator("#set-up").click();
  await at(page, say("room.setup.title"));
  const title = mark();
  await fillIn(page, { title, it: 3, business: 3, consent: true, short: true });
  await page.locator("#setup-keep").click();
  await at(page, title);
  await written(page);
  await collect(page);
  for (const side of ["it", "business", "it", "business", "it", "business"]) await visit(page, side, () => (side === "it" ? "fully" : "not"), { short: true });
  await endKiosk(page, title);
  await reveal(page, title);
  await page.locator("#discuss").click();
  await page.locator("#topic-after").waitFor();
  await page.locator(".wall input[type=radio]").first().check();
  await page.locator("#dissent").fill(mark());
  await written(page);
  await page.evaluate(() => (location.hash = "#/workshop/agreed"));
  await at(page, say("room.agreed"));
  for (const who of ["it", "business"]) await page.locator(`#sign-${who}`).fill(mark());
  await written(page);
  await page.evaluate(() => (location.hash = "#/workshop/result"));
  taken.session = (await downloadedBytes(page, page.locator("#pdf"))).bytes;
  await choose(page, "room.menu.leave");
  await until(async () => (await menu(page).count()) > 0, "to be out of it");
  await until(() => page.evaluate(() => !location.hash.startsWith("#/workshop")), "to be out of it");
}

/** What can be done in a widget on somebody's page without its address: texts, ratings, the result, handing over to the page. */
export async function embedded(where, mark) {
  const title = (key) => until(() => heading(where).innerText(), `the screen ${key}`, { wanted: say(key) });
  await button(where, "start.full").click();
  await title("scope.title");
  await fillEverything(where, mark);
  await where.locator("#next").click();
  await until(() => where.locator(".card").count(), "the first statement");
  for (const [at, id] of Object.keys(ANSWERS).slice(0, 1).entries()) await where.locator(`[id="${id}-${["largely", "partly"][at % 2]}"]`).check();
  await fillEverything(where, mark);
  await statusSays(where, "save.saved");
  await where.locator(".menu > summary").click();
  await button(where, "menu.review").click();
  await title("review.title");
  await where.locator("#next").click();
  await until(async () => (await heading(where).innerText()) !== say("review.title"), "the result");
  await where.locator("#share").click();
  await title("share.title");
  for (const part of ["scores", "answers", "notes", "contact"]) await where.locator(`#share-${part}`).check();
  await where.locator("#share-mail").fill(`${mark()}@example.org`);
  await where.locator("#share-page").click();
  await where.locator("#share-done").waitFor();
}
