// Files that come in: by picker and by drop, good, bad and unexpected ones. Each gets a clear sentence, and nothing on the device is lost.

import { suite, test, equal, ok, until } from "../harness.mjs";
import { pack, say, statements } from "../content.mjs";
import {
  ANSWERS, arrived, begun, beginWith, button, choose, dialog, downloaded, dropped, file, go, heading, headingFocused, imported, notice, radio, saved, stored,
} from "../journey.mjs";

const [FIRST, SECOND] = statements;
const HERE = { [FIRST.id]: "largely", "A2.L2.GOAL.P1": "fully" };
const LIMIT = 5 * 1024 * 1024;

const refused = (name) => say("import.failed", { name });

/** Files that cannot be opened, and what must be said. */
const BAD = {
  "that is no JSON": ["holiday.txt", "This is no JSON", "read.notJson"],
  "that is empty": ["empty.json", "", "read.notJson"],
  "that was cut short": ["cut.json", file({ answers: ANSWERS }).slice(0, -40), "read.notJson"],
  "of binary data": ["picture.png", "\u0089PNG\r\n\u001a\n\u0000\u0000", "read.notJson"],
  "of another program": ["settings.json", '{"theme":"dark"}', "read.notAssessment"],
  "that is a list": ["list.json", "[1,2,3]", "read.notAssessment"],
  "that is null": ["null.json", "null", "read.notAssessment"],
  "without a version": ["noversion.json", file({ formatVersion: undefined }), "read.notAssessment"],
  "of a newer Pomscope": ["newer.json", file({ formatVersion: 2 }), "read.newer"],
  "just over 5 MB": ["large.json", `${file({ answers: ANSWERS })}${" ".repeat(LIMIT)}`, "read.tooLarge"],
};

const VALUES = { version: 2 };

/** The sentence with line and column left open. */
const sentence = (key) => {
  const text = say(key, VALUES);
  return text.includes("{") ? text.slice(0, text.indexOf("{")) : text;
};

async function both(page) {
  const { local, durable } = await stored(page);
  equal(Object.values(local).sort(), Object.values(durable).sort(), "both stores hold the same");
  return Object.values(local).map((text) => JSON.parse(text));
}

suite("import", () => {
  for (const [what, [name, text, reason]] of Object.entries(BAD)) {
    test(`a file ${what} is refused with a sentence, and nothing changes`, async ({ page, open }) => {
      await open();
      await beginWith(page, HERE);
      const before = await stored(page);
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose(page, "menu.import")]);
      await chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text, name.endsWith(".png") ? "latin1" : "utf8") });
      const said = notice(page).filter({ hasText: refused(name) });
      await until(() => said.isVisible(), "the notice");
      ok((await said.innerText()).includes(sentence(reason)), `${sentence(reason)} in: ${await said.innerText()}`);
      ok((await page.getByRole("alert").first().innerText()).includes(refused(name)), "it is spoken at once");
      equal(await stored(page), before, "the stores");
      equal(await page.evaluate(() => location.hash), "#/group/4", "the place");
      await button(page, "notice.dismiss").click();
      await headingFocused(page);
      equal(await said.count(), 0, "the notice goes");
    });
  }

  test("a picker that is left without a file changes nothing", async ({ page, open }) => {
    await open();
    await beginWith(page, HERE);
    const before = await stored(page);
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose(page, "menu.import")]);
    await chooser.element().evaluate((input) => input.dispatchEvent(new Event("cancel")));
    await until(() => page.locator("input[type=file]").count(), "the picker to be gone", { wanted: 0 });
    equal(await stored(page), before);
  });

  test("a file of exactly 5 MB is read", async ({ page, open }) => {
    await open();
    const text = file({ answers: HERE });
    await imported(page, button(page, "start.file.open"), { text: text + " ".repeat(LIMIT - Buffer.byteLength(text)) });
    await until(() => notice(page).filter({ hasText: say("import.done", { title: "From a file" }) }).isVisible(), "the notice");
  });

  test("a file opens where it goes on, is saved, and shows its answers", async ({ page, open }) => {
    await open();
    await imported(page, button(page, "start.file.open"), { text: file({ answers: HERE }) });
    await arrived(page, "#/group/2");
    await saved(page);
    await go(page, 0);
    ok(await radio(page, FIRST.id, "largely").isChecked(), "the answer");
    equal((await both(page)).map(({ title }) => title), ["From a file"]);
  });

  test("what a file holds and this version does not know is told of, kept, and taken along when it goes out again", async ({ page, open }) => {
    await open();
    const text = file({
      answers: {
        [FIRST.id]: "largely",
        [SECOND.id]: { rating: "splendid", note: "kept" },
        "A2.L3.PRIO.P1": "beyond",
        "A2.L9.NEW.P1": "fully",
      },
      targets: { GOAL: 77 },
      fromTheFuture: { kept: [1, "two", { three: null }] },
    });
    await imported(page, button(page, "start.file.open"), { text });
    const said = notice(page).filter({ hasText: say("import.doneWithProblems", { title: "From a file", n: 4 }) });
    await until(() => said.isVisible(), "the notice");
    const words = await said.innerText();
    for (const part of ["splendid", SECOND.id, "A2.L3.PRIO.P1", "A2.L9.NEW.P1", "77"]) ok(words.includes(part), `${part} in: ${words}`);
    await saved(page);
    const out = JSON.parse((await downloadedFromMenu(page)).text);
    const wanted = JSON.parse(text);
    equal([out.answers[SECOND.id].rating, out.answers[SECOND.id].note], ["splendid", "kept"]);
    equal(out.answers["A2.L9.NEW.P1"], wanted.answers["A2.L9.NEW.P1"]);
    equal(out.answers["A2.L3.PRIO.P1"].rating, "beyond");
    equal(out.fromTheFuture, wanted.fromTheFuture);
    equal(out.targets, wanted.targets);
  });

  test("a file of an older version of the questionnaire opens and says what became of it", async ({ page, open }) => {
    await open();
    await imported(page, button(page, "start.file.open"), { text: file({ pack: { id: pack.id, version: "0.9.0" }, answers: HERE }) });
    await until(() => notice(page).filter({ hasText: say("version.brought", { given: "0.9.0", known: pack.version }) }).isVisible(), "the notice");
  });

  test("markup in a file stays text", async ({ page, open }) => {
    await open();
    const title = `<img src=x onerror=alert(1)> & "quoted"`;
    await imported(page, button(page, "start.file.open"), { text: file({ title, answers: HERE }) });
    await until(() => notice(page).filter({ hasText: say("import.done", { title }) }).isVisible(), "the notice, word for word");
    equal(await page.locator("pom-scope img").count(), 0);
    await choose(page, "menu.shelf");
    await arrived(page, "#/assessments");
    equal(await page.getByRole("heading", { level: 2 }).first().innerText(), title);
  });

  const clash = async (page) => {
    await beginWith(page, HERE);
    const [mine] = await both(page);
    const text = JSON.stringify({ ...mine, title: "The file's", answers: { [FIRST.id]: { rating: "not", at: mine.createdAt } } });
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose(page, "menu.import")]);
    await chooser.setFiles({ name: "same.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await until(() => dialog(page).isVisible(), "the question");
    const words = await dialog(page).innerText();
    ok(words.includes(say("progress.answered", { n: 2, of: statements.length })) && words.includes(say("progress.answered", { n: 1, of: statements.length })), words);
    return mine;
  };

  test("the same assessment is here already: it can be replaced", async ({ page, open }) => {
    await open();
    const mine = await clash(page);
    await button(dialog(page), "clash.replace").click();
    await until(() => dialog(page).count(), "the dialog to be gone", { wanted: 0 });
    await saved(page);
    const [after, ...others] = await both(page);
    equal(others, []);
    equal([after.id, after.title, Object.keys(after.answers).length, after.answers[FIRST.id].rating], [mine.id, "The file's", 1, "not"]);
  });

  test("the same assessment is here already: both can be kept", async ({ page, open }) => {
    await open();
    const mine = await clash(page);
    await button(dialog(page), "clash.both").click();
    await until(() => dialog(page).count(), "the dialog to be gone", { wanted: 0 });
    await saved(page);
    const all = await until(async () => {
      const found = await both(page);
      return found.length === 2 && found;
    }, "both");
    equal(all.find(({ id }) => id === mine.id), mine, "the one that was here");
    const copy = all.find(({ id }) => id !== mine.id);
    equal([copy.title, copy.answers[FIRST.id].rating], [say("assessment.copy", { title: "The file's" }), "not"]);
    await until(() => notice(page).filter({ hasText: copy.title }).isVisible(), "the notice names it");
  });

  for (const [how, leave] of [["by its button", (page) => dialog(page).getByRole("button", { name: say("cancel") }).click()], ["by Escape", (page) => page.keyboard.press("Escape")]]) {
    test(`the same assessment is here already: the file can be left ${how}`, async ({ page, open }) => {
      await open();
      const mine = await clash(page);
      await leave(page);
      await until(() => dialog(page).count(), "the dialog to be gone", { wanted: 0 });
      equal(await both(page), [mine]);
      await headingFocused(page);
    });
  }

  test("a file of what is here, unchanged, opens it without a question", async ({ page, open }) => {
    await open();
    await beginWith(page, HERE);
    const taken = await downloadedFromMenu(page);
    const before = await both(page);
    await choose(page, "menu.start");
    await arrived(page, "#/");
    await imported(page, button(page, "start.file.open"), taken);
    await until(() => notice(page).filter({ hasText: say("import.same", { title: begun(before[0]) }) }).isVisible(), "the notice");
    equal(await both(page), before);
    equal(await dialog(page).count(), 0);
  });

  test("a dropped file is taken in on any screen", async ({ page, open }) => {
    await open();
    await dropped(page, [{ name: "dropped.json", text: file({ title: "Dropped", answers: HERE }) }]);
    await until(() => notice(page).filter({ hasText: say("import.done", { title: "Dropped" }) }).isVisible(), "the notice");
    await arrived(page, "#/group/2");
    await saved(page);
    await dropped(page, [{ name: "bad.json", text: "{" }]);
    await until(() => notice(page).filter({ hasText: refused("bad.json") }).isVisible(), "the refusal");
    equal((await both(page)).map(({ title }) => title), ["Dropped"]);
  });

  test("of several dropped files each is taken in", async ({ page, open }) => {
    await open();
    await dropped(page, ["one", "two", "three"].map((title, at) => ({ name: `${title}.json`, text: file({ id: `abcdefgh0000000${at}`, title, answers: HERE }) })));
    await until(async () => (await both(page)).length === 3, "all three");
    equal((await both(page)).map(({ title }) => title).sort(), ["one", "three", "two"]);
  });

  test("a dropped file over 5 MB is refused with the same sentence", async ({ page, open }) => {
    await open();
    await dropped(page, [{ name: "large.json", text: " ".repeat(LIMIT + 1) }]);
    await until(() => notice(page).filter({ hasText: say("read.tooLarge") }).isVisible(), "the refusal");
    equal(await heading(page).innerText(), say("start.title"));
  });
});

async function downloadedFromMenu(page) {
  await page.locator("summary", { hasText: say("menu") }).click();
  return downloaded(page, button(page, "menu.export"));
}
