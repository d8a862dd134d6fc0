// The register of relationships and the ledger of commitments, as a relationship manager keeps them: by pointer, by keys alone, on a phone, in two tabs, from files and to them. What rows say and come to is tested in core.

import { suite, test, equal, match, ok, ready, until } from "../harness.mjs";
import { begins, metricText, say, statements } from "../content.mjs";
import { arrived, button, downloaded, dropped, file, headingFocused, imported, notice, plant, saved, stored } from "../journey.mjs";

const ID = "abcdefgh12345678";
const partly = Object.fromEntries(statements.map(({ id }) => [id, "partly"]));
const ROWS = {
  relationships: {
    r1: { name: "Sales", type: "Line of business", purpose: "Faster offers", since: "2024-02-01" },
    r2: { name: "Finance", roles: "B. Okafor and A. Sommer" },
  },
  commitments: {
    c1: { request: "A date", promise: "By May", to: "r1", due: "2020-05-31" },
    c2: { request: "A price", promise: "A list", to: "r2", status: "met" },
    c3: { request: "A name", promise: "A face", status: "missed" },
  },
};

const inThe = async (page) => JSON.parse((await stored(page)).local[`pomscope:a:${ID}`]);
const rows = (page) => page.locator(".book tbody tr");
const row = (page, at) => rows(page).nth(at);
const field = (page, at, key) => row(page, at).getByLabel(say(`book.${key}`), { exact: true });
const active = (page) => page.evaluate(() => document.querySelector("pom-scope").shadowRoot.activeElement?.id);
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const names = (page) => page.locator(".book tbody th textarea").evaluateAll((fields) => fields.map((each) => each.value));
/** Waits until focus stands in the field of a row. */
const focusIn = async (page, at, key) => {
  const id = await field(page, at, key).getAttribute("id");
  await until(() => active(page), `focus in ${key} of row ${at + 1}`, { wanted: id });
};
/** Once the row is there and its field has the focus. */
const added = async (page, at, key = "name") => {
  await until(() => rows(page).count(), "the row", { wanted: at + 1 });
  await focusIn(page, at, key);
};

async function visit(page, server, open, more = {}) {
  await plant(page, server, { [ID]: file({ id: ID, answers: partly, ...more }) });
  await open();
  await button(page, "start.resume").click();
  await arrived(page, "#/result");
}

async function to(page, path) {
  await page.evaluate((path) => (location.hash = path), path);
  await arrived(page, path);
}

suite("artefacts", () => {
  test("from the number of relationships to the register and back: as many as it has rows, so many are K", async ({ page, open }) => {
    await open();
    await button(page, "start.full").click();
    await arrived(page, "#/scope");
    await page.locator("#k").fill("7");
    await button(page, "scope.register").click();
    await arrived(page, "#/register");
    await until(() => page.getByText(say("book.register.empty")).isVisible(), "what it is for");
    ok(await page.getByText(say("book.k.given", { k: "7" })).isVisible(), "what was given counts while it is empty");
    await button(page, "book.register.add").click();
    await added(page, 0);
    await page.keyboard.type("Sales");
    await button(page, "book.register.add").click();
    await added(page, 1);
    await page.keyboard.type("Logistics");
    await until(() => page.getByText(say("book.k", { n: "2" })).isVisible(), "K is two");
    ok(await page.getByText(say("book.k.over", { k: "7" })).isVisible(), "and what was given is kept");
    await saved(page);
    await button(page, "back").click();
    await arrived(page, "#/scope");
    ok(await page.getByText(say("scope.rows", { k: "2" })).isVisible(), "the scope says where K comes from");
    equal(await page.locator("#k").count(), 0);
    await button(page, "scope.register").click();
    await arrived(page, "#/register");
    for (const name of ["Sales", "Logistics"]) {
      await page.getByRole("button", { name: new RegExp(`^${say("book.remove")}.*${name}$`) }).click();
      await until(() => page.getByText(say("book.removed", { name })).isVisible(), `${name} to be removed`);
    }
    await button(page, "back").click();
    await arrived(page, "#/scope");
    equal(await page.locator("#k").inputValue(), "7", "what was given before is offered again");
  });

  test("rows are written in place, saved as they are typed, and there after a reload", async ({ page, server, open }) => {
    await visit(page, server, open, { ...ROWS, metrics: { m01: { status: "measured", value: 1 } } });
    await page.locator("#register").click();
    await arrived(page, "#/register");
    equal(await names(page), ["Sales", "Finance"]);
    await field(page, 1, "purpose").fill("Fewer surprises\nat year's end");
    await field(page, 1, "outcome").fill("Close in five days");
    await field(page, 1, "since").fill("2025-03-01");
    await saved(page);
    const { at, ...kept } = (await inThe(page)).relationships.r2;
    equal(kept, { name: "Finance", roles: "B. Okafor and A. Sommer", purpose: "Fewer surprises\nat year's end", outcome: "Close in five days", since: "2025-03-01" });
    match(at, /^\d{4}-/);
    await page.reload();
    await ready(page);
    equal(await field(page, 1, "outcome").inputValue(), "Close in five days", "after a reload");
    await to(page, "#/metrics");
    ok(await page.getByText(say("scope.rows", { k: "2" })).isVisible(), "K of the register");
    const share = page.locator(".counts summary", { hasText: metricText("m01") });
    ok((await share.innerText()).includes("50"), "the ratio goes by it");
  });

  test("the ledger tells the kept rate and what is overdue, follows a relationship's name, and leads back to the plan", async ({ page, server, open }) => {
    await visit(page, server, open, ROWS);
    await to(page, "#/plan");
    await page.locator("#ledger").click();
    await arrived(page, "#/commitments");
    ok(await page.getByText(say("book.rate.is", { rate: "50 %", met: "1", of: "2" })).isVisible(), "the kept rate");
    ok(await page.getByText(say("book.overdue", { n: "1" })).isVisible(), "what is overdue");
    ok(await row(page, 0).getByText(say("book.overdue.short")).isVisible(), "and where");
    equal(await field(page, 0, "to").inputValue(), "Sales");
    await field(page, 0, "status").selectOption("met");
    await until(() => page.getByText(say("book.rate.is", { rate: "67 %", met: "2", of: "3" })).isVisible(), "the kept rate to follow");
    equal(await page.getByText(say("book.overdue.short")).count(), 0, "what is kept is not overdue");
    await field(page, 2, "to").fill("Finance");
    await button(page, "book.register.go").click();
    await arrived(page, "#/register");
    await field(page, 1, "name").fill("Finance and controlling");
    await button(page, "book.ledger.go").click();
    await arrived(page, "#/commitments");
    equal(await field(page, 2, "to").inputValue(), "Finance and controlling");
    await button(page, "back").click();
    await arrived(page, "#/plan");
    await saved(page);
    equal((await inThe(page)).commitments.c3.to, "r2");
  });

  test("by keys alone: rows are added, walked through, removed and brought back", async ({ page, server, open }) => {
    await visit(page, server, open);
    await to(page, "#/commitments");
    await page.locator("#book-add").focus();
    await page.keyboard.press("Enter");
    await added(page, 0, "request");
    await page.keyboard.type("A date");
    await page.keyboard.press("Tab");
    await page.keyboard.type("By May");
    await page.keyboard.press("Enter");
    await page.keyboard.type("at the latest");
    equal(await field(page, 0, "promise").inputValue(), "By May\nat the latest", "in a long field Enter ends a line");
    await page.keyboard.press("Control+Enter");
    await added(page, 1, "request");
    await page.keyboard.type("A price");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await focusIn(page, 1, "to");
    await page.keyboard.type("Legal");
    await page.keyboard.press("Shift+Enter");
    await focusIn(page, 0, "to");
    await page.keyboard.press("Enter");
    await focusIn(page, 1, "to");
    await row(page, 1).getByRole("button", { name: begins(say("book.remove")) }).focus();
    await page.keyboard.press("Enter");
    await until(() => active(page), "focus on the way back", { wanted: (await row(page, 1).getByRole("button").getAttribute("id")) });
    await page.keyboard.press("Enter");
    await focusIn(page, 1, "request");
    equal([await field(page, 1, "request").inputValue(), await field(page, 1, "to").inputValue()], ["A price", "Legal"]);
    await saved(page);
    equal(Object.values((await inThe(page)).commitments).map(({ request }) => request), ["A date", "A price"]);
  });

  test("two tabs write at once: rows of both are kept, and of one row what each wrote", async ({ page, server, open, context }) => {
    await visit(page, server, open, ROWS);
    await to(page, "#/register");
    const other = await context.newPage();
    await other.goto(server.url);
    await ready(other);
    await button(other, "start.resume").click();
    await arrived(other, "#/result");
    await to(other, "#/register");
    await field(page, 0, "type").fill("Internal");
    await until(() => field(other, 0, "type").inputValue(), "what the first wrote", { wanted: "Internal" });
    await field(other, 0, "roles").fill("Two people");
    await button(other, "book.register.add").click();
    await added(other, 2);
    await other.keyboard.type("Legal");
    await until(() => names(page), "the row of the other", { wanted: ["Sales", "Finance", "Legal"] });
    equal(await field(page, 0, "roles").inputValue(), "Two people");
    await saved(page);
    await saved(other);
    const kept = (await inThe(page)).relationships;
    equal([kept.r1.type, kept.r1.roles, Object.keys(kept).length], ["Internal", "Two people", 3]);
  });

  test("what goes out as CSV comes in again the same, and a replaced table can be had back", async ({ page, server, open }) => {
    await visit(page, server, open, { ...ROWS, relationships: { ...ROWS.relationships, r3: { name: "=1+1; \"quoted\"", purpose: "two\nlines, and a comma" } } });
    await to(page, "#/register");
    const out = await downloaded(page, page.locator("#book-out"));
    match(out.name, /^pomscope-from-a-file-\d{4}-\d\d-\d\d-register\.csv$/);
    ok(out.text.includes("\"'=1+1; \"\"quoted\"\"\""), out.text);
    const before = (await inThe(page)).relationships;
    await imported(page, page.locator("#book-pick"), { name: out.name, text: out.text });
    await until(() => active(page), "focus on what it holds", { wanted: "book-in" });
    equal(await page.locator("#book-in").innerText(), say("book.in.title", { n: "3", name: out.name }));
    equal((await inThe(page)).relationships, before, "nothing changes yet");
    await page.locator("#book-in-replace").click();
    await until(() => page.getByText(say("book.in.replaced", { n: "3" })).first().isVisible(), "it to be taken in");
    await saved(page);
    const plain = (kept) => Object.values(kept).map(({ at, ...rest }) => rest);
    const after = await inThe(page);
    equal(plain(after.relationships), plain(before));
    equal(after.commitments.c1.to, Object.keys(after.relationships)[0], "promises stay tied to their rows");
    await page.locator("#book-undo").click();
    await until(async () => { await saved(page); return (await inThe(page)).relationships; }, "the rows as before", { wanted: before });
    equal((await inThe(page)).commitments, ROWS.commitments);
  });

  test("a file as a spreadsheet saves it is dropped: columns, days and faults are told, and its rows are added", async ({ page, server, open }) => {
    await visit(page, server, open, ROWS);
    await to(page, "#/commitments");
    const text = "\ufeffSTATUS;Due;Request;Colour;To whom\r\nMet;31 May 2026;\"A; report\";red;Sales\r\n;someday;Help;;Nobody yet\r\n";
    await dropped(page, [{ name: "promises.csv", text }]);
    await until(() => active(page), "focus on what it holds", { wanted: "book-in" });
    const look = await page.locator(".notice", { has: page.locator("#book-in") }).innerText();
    for (const part of [say("book.in.title", { n: "2", name: "promises.csv" }), say("book.in.unknown", { columns: "Colour" }), say("book.in.missing", { columns: say("book.promise") }), say("book.in.row", { row: "3" }), "someday"]) ok(look.includes(part), `${part} in: ${look}`);
    await page.getByRole("button", { name: say("book.in.add", { n: "2" }) }).click();
    await until(() => rows(page).count(), "five rows", { wanted: 5 });
    equal([await field(page, 3, "request").inputValue(), await field(page, 3, "due").inputValue(), await field(page, 3, "status").inputValue(), await field(page, 3, "to").inputValue()], ["A; report", "2026-05-31", "met", "Sales"]);
    ok(await row(page, 4).getByText(say("book.odd.date", { value: "someday" })).isVisible(), "what is no day is told and kept");
    await saved(page);
    const kept = Object.values((await inThe(page)).commitments);
    equal([kept[3].to, kept[4].due, kept[4].to], ["r1", "someday", "Nobody yet"]);
    await page.locator("#book-undo").click();
    await until(() => rows(page).count(), "three rows", { wanted: 3 });
  });

  test("a file that is no table of the kind is refused with a sentence; an assessment is taken in as one", async ({ page, server, open }) => {
    await visit(page, server, open, ROWS);
    await to(page, "#/register");
    await imported(page, page.locator("#book-pick"), { name: "holiday.csv", text: "where,when\nsea,May\n" });
    await until(() => notice(page).getByText(say("import.failed", { name: "holiday.csv" })).isVisible(), "the notice");
    equal(await names(page), ["Sales", "Finance"]);
    await button(page, "notice.dismiss").click();
    await headingFocused(page);
    await dropped(page, [{ name: "other.json", text: file({ id: "otherother000001", title: "Another one", answers: partly }) }]);
    await arrived(page, "#/result");
    ok(await notice(page).getByText(say("import.done", { title: "Another one" })).isVisible());
  });

  test("on a phone rows are cards, nothing scrolls sideways, and labels stand by their fields", async ({ page, server, open }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    const word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk";
    await visit(page, server, open, { ...ROWS, relationships: { ...ROWS.relationships, r3: { name: word, purpose: `${word} `.repeat(40), since: word } } });
    for (const path of ["#/register", "#/commitments"]) {
      await to(page, path);
      equal(await sideways(page), 0, path);
      const label = row(page, 0).locator("label").first();
      ok((await label.boundingBox()).height > 8, "the label shows");
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await to(page, "#/register");
    ok((await row(page, 0).locator("label").first().boundingBox()).height <= 1, "on a wide screen the heading of the column says it");
    ok(await page.getByRole("columnheader", { name: say("book.outcome") }).isVisible());
    equal(await sideways(page), 0);
  });

  test("of two hundred rows a letter changes no more than its own", async ({ page, server, open }) => {
    const relationships = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`r${String(at).padStart(3, "0")}`, { name: `Relationship ${at}`, purpose: "What it is for, in a sentence of some length", roles: "Two people" }]));
    await visit(page, server, open, { relationships });
    await to(page, "#/register");
    await field(page, 150, "purpose").click();
    const elsewhere = await page.evaluate(async () => {
      const field = document.querySelector("pom-scope").shadowRoot.activeElement;
      const own = field.closest("tr");
      const touched = [];
      new MutationObserver((changes) => touched.push(...changes.map(({ target }) => target))).observe(own.closest("table"), { subtree: true, childList: true, characterData: true, attributes: true });
      for (const letter of "twenty letters of it") {
        field.value += letter;
        field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      }
      return touched.filter((node) => !own.contains(node)).map((node) => node.parentElement?.outerHTML ?? node.nodeName);
    });
    equal(elsewhere, []);
    await saved(page);
    match((await inThe(page)).relationships.r150.purpose, /twenty letters of it$/);
  });

  test("both stand in the report and in its tables", async ({ page, server, open }) => {
    await visit(page, server, open, ROWS);
    await to(page, "#/report");
    for (const title of ["book.register.title", "book.ledger.title"]) ok(await page.locator("#report").getByRole("heading", { name: say(title) }).isVisible(), title);
    await page.getByRole("radio", { name: say("report.telling.board") }).check();
    await until(() => page.locator("#report").getByText(say("book.register.title")).count(), "the board to be spared them", { wanted: 0 });
    await page.locator("summary", { hasText: say("take.files") }).click();
    const { text } = await downloaded(page, button(page, "take.csv.commitments"));
    equal(text.split("\r\n")[0], "\ufeffid,request,promise,to,due,status");
    equal(text.split("\r\n")[1], "c1,A date,By May,Sales,2020-05-31,open");
  });
});
