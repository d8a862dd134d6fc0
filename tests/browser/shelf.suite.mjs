// Several assessments on one device: found, opened, renamed, copied, handed out, deleted. How they are stored is durability.suite's.

import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { begins, say, statements } from "../content.mjs";
import {
  ANSWERS, arrived, beginFull, button, choose, dialog, downloaded, file, go, next, notice, plant, radio, rate, saved, stored,
} from "../journey.mjs";

const [FIRST] = statements;
const THREE = {
  spring0000000001: file({ id: "spring0000000001", title: "Spring", at: "2026-03-01T10:00:00Z", answers: ANSWERS, side: "it" }),
  summer0000000001: file({ id: "summer0000000001", title: "Summer", at: "2026-06-01T10:00:00Z", answers: { [FIRST.id]: "partly" }, side: "business" }),
  autumn0000000001: file({ id: "autumn0000000001", title: "Autumn", at: "2026-09-01T10:00:00Z", placement: { GOAL: 2 } }),
};

const entry = (page, title) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title, exact: true, level: 2 }) });
const act = (page, title, key) => entry(page, title).getByRole("button", { name: begins(say(key)) });
const titles = (page) => page.getByRole("listitem").getByRole("heading", { level: 2 }).allInnerTexts();

async function shelf(page, server, open) {
  await plant(page, server, THREE);
  await open();
  await choose(page, "menu.shelf");
  await arrived(page, "#/assessments");
}

suite("shelf", () => {
  test("with nothing kept it says so, and one begun and left empty is not listed", async ({ page, open }) => {
    await open();
    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    await until(() => page.getByText(say("shelf.empty")).isVisible(), "it says so");
    await button(page, "shelf.new").click();
    await arrived(page, "#/scope");
    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    equal(await titles(page), []);
    equal((await stored(page)).local, {});
  });

  test("the one changed last comes first, each with its side, day and progress", async ({ page, open, server }) => {
    await shelf(page, server, open);
    equal(await titles(page), ["Autumn", "Summer", "Spring"]);
    const words = await entry(page, "Summer").innerText();
    for (const part of [say("side.business.view"), "1 June 2026", say("progress.answered", { n: 1, of: statements.length })]) ok(words.includes(part), `${part} in: ${words}`);
    match(await entry(page, "Spring").innerText(), /\d\.\d/, "a score where there is one");
    await choose(page, "menu.start");
    await arrived(page, "#/");
    await until(() => button(page, "start.resume", { title: "Autumn" }).isVisible(), "the start offers the last one");
    await button(page, "start.others", { n: 3 }).click();
    await arrived(page, "#/assessments");
  });

  test("each opens where it goes on, and this tab remembers the place of each", async ({ page, open, server }) => {
    await shelf(page, server, open);
    for (const [title, path] of [["Spring", "#/result"], ["Summer", "#/group/2"], ["Autumn", "#/finding"]]) {
      await act(page, title, "shelf.open").click();
      await arrived(page, path);
      await choose(page, "menu.shelf");
      await arrived(page, "#/assessments");
    }
    await act(page, "Summer", "shelf.open").click();
    await arrived(page, "#/group/2");
    await go(page, 6);
    await choose(page, "menu.shelf");
    await act(page, "Spring", "shelf.open").click();
    await arrived(page, "#/result");
    await choose(page, "menu.shelf");
    await act(page, "Summer", "shelf.open").click();
    await arrived(page, "#/group/7");
    await page.reload();
    await ready(page);
    equal(await page.evaluate(() => location.hash), "#/group/7");
  });

  test("a name given at the beginning is the one on the list", async ({ page, open }) => {
    await open();
    await button(page, "start.full").click();
    await arrived(page, "#/scope");
    await page.getByLabel(begins(say("scope.name"))).fill("Named at the start");
    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    equal(await titles(page), ["Named at the start"]);
  });

  test("renaming takes the new name, keeps the old one when left, and survives a reload", async ({ page, open, server }) => {
    await shelf(page, server, open);
    await act(page, "Summer", "shelf.rename").click();
    await dialog(page).getByLabel(say("rename.name")).fill("Left again");
    await dialog(page).getByRole("button", { name: say("cancel") }).click();
    ok((await titles(page)).includes("Summer"), "the old name stays");
    await act(page, "Summer", "shelf.rename").click();
    equal(await dialog(page).getByLabel(say("rename.name")).inputValue(), "Summer");
    await dialog(page).getByLabel(say("rename.name")).fill("  High <summer> & “more”  ");
    await dialog(page).getByRole("button", { name: say("rename.go") }).click();
    await until(async () => (await titles(page))[0] === "High <summer> & “more”", "the new name, first on the list");
    await saved(page);
    await page.reload();
    await ready(page);
    equal((await titles(page)).sort(), ["Autumn", "High <summer> & “more”", "Spring"]);
  });

  test("a copy is one of its own: changing it leaves the first as it was", async ({ page, open, server }) => {
    await shelf(page, server, open);
    await act(page, "Summer", "shelf.duplicate").click();
    const copy = say("assessment.copy", { title: "Summer" });
    await until(async () => (await titles(page)).includes(copy), "the copy");
    await until(() => notice(page).filter({ hasText: say("notice.duplicated", { title: copy }) }).isVisible(), "the notice");
    await act(page, copy, "shelf.open").click();
    await arrived(page, "#/group/2");
    await go(page, 0);
    await rate(page, FIRST.id, "fully");
    await saved(page);
    await choose(page, "menu.shelf");
    await act(page, "Summer", "shelf.open").click();
    await arrived(page, "#/group/2");
    await go(page, 0);
    ok(await radio(page, FIRST.id, "partly").isChecked(), "the first one's answer");
    equal((await stored(page)).local["pomscope:a:summer0000000001"], THREE.summer0000000001, "its text was not touched");
  });

  test("one downloads with all it holds", async ({ page, open, server }) => {
    await shelf(page, server, open);
    const { name, text } = await downloaded(page, act(page, "Spring", "shelf.export"));
    match(name, /^pomscope-spring-\d{4}-\d\d-\d\d\.json$/);
    equal(JSON.parse(text), JSON.parse(THREE.spring0000000001));
  });

  test("one is deleted after a question that offers the file, from both stores, and the others stay", async ({ page, open, server }) => {
    await shelf(page, server, open);
    await act(page, "Summer", "shelf.delete").click();
    ok((await dialog(page).innerText()).includes(say("delete.title", { title: "Summer" })), "the question names it");
    equal((await downloaded(page, button(dialog(page), "delete.download"))).name.startsWith("pomscope-summer-"), true);
    await button(dialog(page), "delete.keep").click();
    equal((await titles(page)).length, 3);
    await act(page, "Summer", "shelf.delete").click();
    await button(dialog(page), "delete.go").click();
    await until(async () => (await titles(page)).length === 2, "two left");
    await until(() => notice(page).filter({ hasText: say("notice.deleted") }).isVisible(), "the notice");
    await until(async () => {
      const { local, durable } = await stored(page);
      return !(`pomscope:a:summer0000000001` in local) && !(`pomscope:summer0000000001` in durable);
    }, "it to be gone from both stores");
    equal(Object.keys((await stored(page)).local).sort(), ["pomscope:a:autumn0000000001", "pomscope:a:spring0000000001"]);
  });

  test("delete everything says what it deletes, and leaves nothing of ours and everything of others", async ({ page, open, server }) => {
    await plant(page, server, { ...THREE, newer00000000001: file({ formatVersion: 3 }) });
    await page.evaluate(() => {
      localStorage.setItem("pomscope2:a:spring0000000001", "of another instance");
      localStorage.setItem("of somebody else", "stays");
      sessionStorage.setItem("of somebody else", "stays");
    });
    await open();
    await beginFull(page);
    await rate(page, FIRST.id, "not");
    await next(page, "#/group/2");
    await saved(page);
    await choose(page, "menu.deleteAll");
    const words = await dialog(page).innerText();
    for (const part of ["Spring", "Summer", "Autumn", say("deleteAll.assessments", { n: 4 }), say("deleteAll.unreadable", { n: 1 })]) ok(words.includes(part), `${part} in: ${words}`);
    await button(dialog(page), "deleteAll.keep").click();
    equal(Object.keys((await stored(page)).local).length, 5, "kept");
    await choose(page, "menu.deleteAll");
    await button(dialog(page), "deleteAll.go", { n: 4 }).click();
    await arrived(page, "#/");
    await until(() => notice(page).filter({ hasText: say("notice.allDeleted") }).isVisible(), "the notice");
    await until(async () => Object.keys((await stored(page)).durable).length === 0, "an empty durable store");
    equal(await stored(page), { local: {}, durable: {}, session: {} });
    equal(await page.evaluate(() => [localStorage.getItem("pomscope2:a:spring0000000001"), localStorage.getItem("of somebody else"), sessionStorage.getItem("of somebody else")]), ["of another instance", "stays", "stays"]);
    await page.reload();
    await ready(page);
    equal(await button(page, "start.resume").count(), 0);
    equal(await stored(page), { local: {}, durable: {}, session: {} }, "and a reload brings nothing back");
  });
});
