// Every view of the interface and how to come to it, for those who look at all of them: axe.suite and screens.mjs.

import { until } from "./harness.mjs";
import { begins, lenses, like, metricText, say, screenOf, statements } from "./content.mjs";
import { bundle } from "./packs.mjs";
import { answerAll, answers, at as atScreen, atStage, copyCode, enterPin, fillIn, handIn, openSession, planted, record, sessionStore } from "./workshop.mjs";
import { ANSWERS, WRITTEN, arrived, button, card, choose, dialog, dropped, file, imported, menu, next, open } from "./journey.mjs";

/** Later than any other on the shelf, so that the start offers this one. */
const at = "2026-09-20T09:30:00Z";

/** A statement with all there can be around it stands on this screen. */
const BUSY = "A2.L3.PRIO";
const busyScreen = screenOf(`${BUSY}.P1`);

const full = file({
  id: "fullfullfull0001",
  title: "Spring review, sales and logistics",
  at,
  answers: {
    ...ANSWERS,
    ...Object.fromEntries(Object.entries(WRITTEN).map(([id, written]) => [id, { rating: ANSWERS[id], at, ...written }])),
    [`${BUSY}.P1`]: { rating: "fully", at, note: "Agreed with sales and logistics in March; finance is still out.", evidence: "Minutes of 3 March" },
    [`${BUSY}.P2`]: { rating: "na", at, reason: "There is one business area only." },
    [`${BUSY}.O1`]: { rating: "fully", at, other: { rating: "partly", at } },
  },
  side: "it",
  context: { keyRelationships: 4, scope: "Sales, logistics and finance at head office" },
  placement: { GOAL: 3, PRIO: 2, ROLE: 4 },
  probes: { GOAL: true, PRIO: false, ROLE: true },
  targets: { GOAL: 4, PRIO: 3.5 },
  importance: { PRIO: 5 },
  metrics: {
    m01: { status: "measured", value: 3, asOf: "2026-03-31", source: "Goals register", baseline: 1, target: 4, targetDate: "2027-06-30" },
    m02: { status: "notMeasured" },
    m03: { status: "measured", value: 41.5, baseline: 55, target: 70, targetDate: "2026-06-30" },
    m04: { status: "unknown" },
    m06: { status: "measured", value: 9, asOf: "2026-04-30" },
    m14: { status: "measured", value: 20, target: 20 },
  },
  plan: {
    "A2.L4.GOAL.P1": { choice: "taken", owner: "A. Sommer", due: "2027-03-31", status: "started", note: "With sales first, then logistics.", at },
    "A2.L4.ROLE.P1": { choice: "taken", owner: "Head of service delivery", due: "2026-06-30", at },
    "A2.L4.ROLE.P2": { choice: "left", at },
    "A2.L3.PRIO.P1": { choice: "taken", owner: "B. Okafor", status: "done", at },
    "own-20260920093000000aaaaaa": { title: "Ask finance whom to talk to", choice: "taken", owner: "A. Sommer", at },
    "own-20260920093000001aaaaaa": { title: "Buy a second calendar", choice: "left", at },
  },
  previous: { id: "before0000000001", title: "Autumn review", values: { m01: 2, m14: 35 } },
});

/** What people write when nobody holds them back. */
const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const rambling = `<b>Bold?</b> ${LONG} 🧭 ${"and then we talk to everyone who might have a say in it, ".repeat(30)}`;
const long = file({
  id: "longlonglong0001",
  title: `${LONG} ${LONG}`,
  at,
  answers: Object.fromEntries(statements.map(({ id }) => [id, "not"])),
  targets: { GOAL: 5, PRIO: 5, ROLE: 5 },
  metrics: { m01: { status: "measured", value: 1000000, asOf: "2026-03-31", source: rambling, baseline: 0, target: 1000000 } },
  plan: {
    "A2.L2.GOAL.P1": { choice: "taken", owner: rambling, due: "2026-01-31", note: rambling, at },
    "A2.L2.PRIO.P1": { choice: "taken", owner: "مديرة علاقات الأعمال", status: "started", at },
    [`gone.${LONG}`]: { choice: "taken", note: rambling, at },
    "own-20260920093000000aaaaaa": { title: rambling, choice: "taken", owner: LONG, due: "2027-01-31", at },
    "own-20260920093000001aaaaaa": { title: `${LONG} ${LONG}`, choice: "left", at },
  },
});

/** Every lens answered, with all that can stand in one; the last item of each is open. */
const throughLenses = (side) => Object.fromEntries(lenses.map(({ pack }) => [pack.id, {
  version: pack.version,
  ...(side ? { side } : {}),
  ...(pack.reflection ? { reflection: { [pack.reflection[0]]: "yes", [pack.reflection[3]]: "unknown", note: rambling } } : {}),
  answers: Object.fromEntries(pack.facets.flatMap(({ items, na }) => items.map(({ id }) => ({ id, na }))).slice(0, -1).map(({ id, na }, n) => [id, {
    rating: n % 9 === 8 ? "unknown" : na && n % 5 === 4 ? "na" : ["fully", "largely", "not", "partly"][n % 4],
    ...(pack.by && n % 6 !== 5 ? { by: ["it", "both", "nobody", "business"][n % 4] } : {}),
    ...(n === 1 ? { note: rambling, evidence: LONG, other: { rating: "partly", at } } : {}),
    at,
  }])),
}]));
const seenThrough = { fullfullfull0001: JSON.stringify({ ...JSON.parse(full), lenses: throughLenses("it") }) };
const noSide = { fullfullfull0001: JSON.stringify({ ...JSON.parse(full), side: null }) };

const texts = {
  fullfullfull0001: full,
  halfhalfhalf0001: file({ id: "halfhalfhalf0001", title: "A first try with a name long enough to need more than one line on a telephone", answers: Object.fromEntries(Object.entries(ANSWERS).slice(0, 12)) }),
  quickquick000001: file({ id: "quickquick000001", title: "", placement: { GOAL: 2 } }),
  newer00000000001: file({ formatVersion: 3 }),
  damaged000000001: "{",
};

const longName = "Autumn before last, with a name long enough to need more than one line on a telephone, and aWordThatIsLongerThanAnyLineOfAnyTelephoneEverWasOrWillBe";
const compared = {
  fullfullfull0001: JSON.stringify({ ...JSON.parse(full), plan: {
    "A2.L2.ROLE.P1": { choice: "taken", status: "done", owner: "Ada", at },
    "A2.L4.PRIO.P1": { choice: "taken", status: "started", owner: "Grace", due: "2027-03-31", note: "With finance first", at },
    "own-1": { title: "Ask the buyers each quarter", status: "open", at },
  } }),
  oldoldoldold0001: file({
    id: "oldoldoldold0001", title: "Spring a year ago", at: "2025-09-20T09:30:00Z", side: "business", pack: { id: "relationship-management-methodology", version: "0.9.0" },
    answers: { ...Object.fromEntries(Object.keys(ANSWERS).slice(0, 30).map((id, n) => [id, ["not", "partly", "unknown"][n % 3]])), "A2.L9.GOAL.P1": "largely" },
    metrics: { m01: { status: "measured", value: 2 }, m06: { status: "measured", value: 9, target: 12 }, m03: { status: "measured", value: 80, target: 95, baseline: 60, targetDate: "2027-01-31" } },
  }),
  olderolder000001: file({ id: "olderolder000001", title: longName, at: "2024-09-20T09:30:00Z", side: "it", answers: Object.fromEntries(Object.keys(ANSWERS).map((id) => [id, "not"])) }),
};

/** The register and the ledger: as they are kept, with what files may bring, and with more than anybody writes. */
const booked = (relationships, commitments) => ({ fullfullfull0001: JSON.stringify({ ...JSON.parse(full), relationships, commitments }) });
const books = booked(
  {
    r1: { name: "Sales", type: "Line of business", purpose: "Offers out within two days, whatever the product", roles: "A. Sommer (IT), C. Lind (sales)", outcome: "Nine of ten offers within two days by the end of 2027", since: "2024-02-01", at },
    r2: { name: "Finance", type: "Corporate function", purpose: "A close without surprises", roles: "B. Okafor (IT)", since: "a while ago", at },
    r3: { name: "Logistics", at },
    r4: { at },
  },
  {
    c1: { request: "Tell us before you change the price list", promise: "A week's notice, in writing, with the reason", to: "r1", due: "2026-06-30", at },
    c2: { request: "Fewer tools", promise: "One for offers, one for orders", to: "r1", status: "met", due: "2026-03-31", at },
    c3: { request: "A name to call at night", promise: "The service desk's second line", to: "r2", status: "missed", at },
    c4: { request: "A forecast", promise: "Every quarter", to: "Purchasing", status: "renegotiated", at },
    c5: { request: "A place in the project board", to: "r3", due: "some day", status: "perhaps", at },
  },
);
const rambled = booked(
  { r1: { name: rambling, type: `${LONG} ${LONG}`, purpose: rambling, roles: LONG, outcome: rambling, since: LONG, at }, r2: { name: "مديرة علاقات الأعمال", at } },
  { c1: { request: rambling, promise: rambling, to: rambling, due: rambling, status: rambling, at } },
);
const crowded = booked(Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`r${1000 + n}`, { name: `Relationship ${n + 1}`, purpose: "A reason of its own", at }])), {});
const lookedAt = (path, text) => then(resumed(path), async (page) => {
  await imported(page, page.locator("#book-pick"), { name: "promises from the spring workshop.csv", text });
  await until(() => page.locator("#book-in").isVisible(), "what the file holds");
});
const removedRow = (path) => then(resumed(path), async (page) => {
  await page.getByRole("button", { name: begins(say("book.remove")) }).first().click();
  await until(() => page.locator(".book .out").isVisible(), "the row to be removed");
});

/** What a code holds, and the code; one of the quick check alone. */
const HELD = { answers: Object.fromEntries(Object.entries(ANSWERS).map(([id, rating]) => [id, rating === "unknown" ? "largely" : rating])), side: "business", placement: { GOAL: 3, PRIO: 2 }, targets: { GOAL: 4, ROLE: 3.5 } };
const CODE = "6ZHY200DB4FEA844H81Z6MM6MP8Q";
const QUICK_CODE = "7ZHY000MP8Q";

/** Shows the screen of an address. */
async function to(page, path) {
  await page.evaluate((path) => (location.hash = path), path);
  await arrived(page, path);
  // The report's sheet is fetched when it is first shown.
  if (path === "#/report") await until(() => page.locator(".report, .notice.bad").first().evaluate((node) => !node.matches(".report") || getComputedStyle(node).paddingTop !== "0px"), "the report's sheet");
}

const start = async () => {};
const resumed = (path) => async (page) => {
  await button(page, "start.resume", { title: JSON.parse(full).title }).click();
  await until(() => page.evaluate(() => location.hash), "the result", { wanted: "#/result" });
  await to(page, path);
};
/** The one assessment that is on the device. */
const only = (path) => async (page) => {
  await button(page, "start.resume").click();
  await until(() => page.evaluate(() => location.hash.length > 2), "the assessment");
  await to(page, path);
};
const beginning = (path) => async (page) => {
  await button(page, path.startsWith("#/quick") ? "start.quick" : "start.full").click();
  await arrived(page, "#/scope");
  // The desk's screens once the desk is there: an address alone would be answered by the screen that waits for it.
  if (!/^#\/(quick|scope)/.test(path)) await next(page, "#/group/1");
  await to(page, path);
};
const then = (first, ...more) => async (page) => {
  await first(page);
  for (const step of more) await step(page);
};
const opened = (what) => async (page) => {
  await what(page).click();
  await until(() => dialog(page).isVisible(), "the dialog");
};
const unfolded = (page) => page.locator("pom-scope").evaluate((element) => {
  for (const details of element.shadowRoot.querySelectorAll(".screen details:not(.menu)")) details.open = true;
});

/** The owner of the page around, as a page may tell of one. */
const owner = {
  name: "Sommer & Partners",
  logo: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 40'%3E%3Crect width='120' height='40' fill='%230e5f66'/%3E%3Ccircle cx='24' cy='20' r='10' fill='white'/%3E%3C/svg%3E",
  contact: "hello@example.org",
  privacy: "https://example.org/privacy",
  consent: { text: "I agree that Sommer & Partners read what I hand over, to prepare a talk with me about it. They delete it after twelve months.", version: "2026-11" },
  cta: { href: "https://example.org/talk" },
};
const longOwner = {
  name: `${LONG} ${LONG}`, logo: 4, colour: "red", cta: { href: "javascript:alert(1)", label: LONG },
  privacy: `https://example.org/${LONG.repeat(3)}`, contact: `${LONG.slice(0, 60)}@${LONG.slice(0, 60)}.example.org`,
  consent: { text: `<b>${rambling}</b>`, version: LONG },
};
const ticked = (...parts) => async (page) => {
  for (const part of parts) await page.locator(`#share-${part}`).check();
};
const named = (page) => page.locator("#share-mail").fill("ada at example");

const told = (telling) => (page) => page.getByRole("radio", { name: say(`report.telling.${telling}`) }).check();

/** What IT and the business answer, apart from each other. */
const apart = ({ item, side, at: person }) => {
  const spread = (statements.findIndex(({ id }) => id === item.id) * 7 + person * 3) % 5;
  return spread === 4 ? "unknown" : ["not", "partly", "largely", "fully"][side === "it" ? Math.max(spread, 2) : Math.min(spread, 1)];
};
const some = answers({ it: 6, business: 6, rate: apart });
/** The same to a lens: pairs in each quadrant, doers on which the sides do not agree. */
const ofLens = (lens) => {
  const place = (item) => Number(item.id.split(".").at(-1));
  const green = ["largely", "fully"], red = ["not", "partly"], between = ["partly", "largely"];
  const kinds = [[green, red], [red, green], [green, green], [red, red], [between, between], [green, between]];
  const rate = ({ item, side, at }) => ((place(item) + at) % 7 === 6 ? "unknown" : kinds[(place(item) - 1) % 6][side === "it" ? 0 : 1][at % 2]);
  const by = lens === "duties" ? ({ item, side, at }) => ["it", side, "both", "nobody"][(place(item) + (at > 3 ? 1 : 0)) % 4] : undefined;
  const responses = answers({ it: 6, business: 6, lens, rate, by });
  return { session: { lens, reveals: [responses.map(({ id }) => id)] }, responses };
};
const atResult = then((page) => openSession(page), (page) => page.locator("#to-result").click(), (page) => until(() => page.locator("#discuss").isVisible(), "the result"));
const onWall = then((page) => openSession(page), (page) => page.evaluate(() => (location.hash = "#/workshop/discuss/1")), (page) => until(() => page.locator("#topic-after").isVisible(), "the wall"));
const revealed = { reveals: [some.map(({ id }) => id)] };
const setUp = () => async (page) => {
  await page.locator("#set-up").click();
  await atScreen(page, say("room.setup.title"));
};
const inSession = (title = "Spring workshop") => (page) => openSession(page, title);
const atAddress = (end) => (page) => page.evaluate((end) => (location.hash = `#/workshop/${end}`), end);
const kioskAt = (stage) => async (page) => {
  await page.locator("#next").click();
  await atStage(page, "side");
  if (stage === "side") return;
  await page.locator("#side-it").check();
  await page.locator("#next").click();
  await atStage(page, "group");
};
const otherDevice = () => {
  const { session } = JSON.parse(record({ title: `${LONG} autumn`, k: 3, agreed: { [statements[10].id]: { rating: "not", dissent: rambling } } }));
  return JSON.stringify({ ...session, responses: [{ ...some[0], side: "business" }] });
};

/** A questionnaire of somebody's own, at its second version, with answers to the first. */
const OWN = bundle({ langs: ["en", "de"] });
const NEWER = bundle({
  version: "2.0.0",
  change: (pack) => {
    pack.groups[0].practices = [{ id: "T1.1.P9" }];
    pack.groups[1].practices.push({ id: "T2.1.P2" });
    pack.moves = [{ from: "1.0.0", items: { "T1.1.P1": "T1.1.P9" }, review: ["T2.1.P1"], new: ["T2.1.P2"] }];
  },
});
const brought = async (page) => {
  await button(page, "start.resume").click();
  await until(() => page.getByText(like("version.brought")).first().isVisible(), "what became of the answers");
};

/** Somebody at the kiosk who then does nothing, until it asks: the clock is the test's. */
const asked = async (page) => {
  await kioskAt("group")(page);
  await page.locator(".card input").first().check();
  await until(async () => (await page.clock.runFor(5000), await page.locator(".idle").isVisible()), "the question whether somebody is there");
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 100));
};

/** `pack`: the questionnaire that the page names, as JSON. `clock`: whether time passes only where the view lets it. `room`: the session that is on the device, with its responses, and whether the device collects for it.  `owner`: what the page tells of its owner. `saved`: what is on the device before. `broken`: what the page is denied. */
/** The page for owners of pages, as it opens and in another look. */
export const DEMO = ["ours", "night"].map((look) => ({ name: `demo-${look}`, look }));

export const VIEWS = [
  { name: "start-empty", go: start },
  { name: "menu-open", go: (page) => menu(page).click() },
  { name: "dialog-about", go: opened((page) => page.locator("#status")) },
  { name: "dialog-delete-nothing", go: (page) => choose(page, "menu.deleteAll") },
  { name: "shelf-empty", go: (page) => to(page, "#/assessments") },
  { name: "notice-import-refused", go: async (page) => {
    await imported(page, button(page, "start.file.open"), { name: "holiday.json", text: "no JSON" });
    await until(() => button(page, "notice.dismiss").isVisible(), "the notice");
  } },
  { name: "scope-empty", go: beginning("#/scope") },
  { name: "scope-error", go: then(beginning("#/scope"), unfolded, (page) => page.getByLabel(begins(say("scope.k"))).fill("many")) },
  { name: "quick-empty", go: beginning("#/quick/1") },
  { name: "levels-empty", go: then(beginning("#/quick/1"), (page) => to(page, "#/levels")) },
  { name: "finding-empty", go: beginning("#/finding") },
  { name: "group-signs", go: beginning("#/group/2") },
  { name: "group-empty", go: beginning("#/group/8") },
  { name: "group-empty-unfolded", go: then(beginning("#/group/8"), unfolded) },
  { name: "review-empty", go: beginning("#/review") },
  { name: "result-empty", go: beginning("#/result") },
  { name: "report-empty", go: beginning("#/report") },

  { name: "start-resume", saved: texts, go: start },
  { name: "shelf-full", saved: texts, go: (page) => to(page, "#/assessments") },
  { name: "dialog-rename", saved: texts, go: then((page) => to(page, "#/assessments"), opened((page) => page.getByRole("button", { name: begins(say("shelf.rename")) }).first())) },
  { name: "dialog-delete", saved: texts, go: then((page) => to(page, "#/assessments"), opened((page) => page.getByRole("button", { name: begins(say("shelf.delete")) }).first())) },
  { name: "dialog-delete-all", saved: texts, go: (page) => choose(page, "menu.deleteAll") },
  { name: "dialog-import-clash", saved: texts, go: async (page) => {
    await imported(page, button(page, "start.file.open"), { text: full.replace('"rev":3', '"rev":9').replace("Spring review", "Autumn review") });
    await until(() => dialog(page).isVisible(), "the question");
  } },
  { name: "scope-full", saved: texts, go: resumed("#/scope") },
  { name: "levels-full", saved: texts, go: resumed("#/levels") },
  { name: "quick-full", saved: texts, go: resumed("#/quick/2") },
  { name: "finding-full", saved: texts, go: resumed("#/finding") },
  { name: "group-signs-full", saved: texts, go: resumed("#/group/2") },
  { name: "group-full", saved: texts, go: resumed(`#/group/${busyScreen + 1}`) },
  { name: "group-full-unfolded", saved: texts, go: then(resumed(`#/group/${busyScreen + 1}`), unfolded, async (page) => {
    const of = page.getByRole("group", { name: begins(metricText("m06")) });
    await of.getByLabel(say("metric.value")).fill("nine or ten");
  }) },
  { name: "group-metrics-again", saved: texts, go: then(resumed("#/group/6"), (page) => open(page, "metrics.title")) },
  { name: "review-full", saved: texts, go: resumed("#/review") },
  { name: "result-full", saved: texts, go: resumed("#/result") },
  { name: "result-full-unfolded", saved: texts, go: then(resumed("#/result"), unfolded, async (page) => {
    const more = page.getByRole("button", { expanded: false });
    if ((await more.count()) > 0) await more.first().click();
  }) },
  { name: "register-empty", saved: texts, go: resumed("#/register") },
  { name: "register-full", saved: books, go: resumed("#/register") },
  { name: "register-long", saved: rambled, go: resumed("#/register") },
  { name: "register-crowded", saved: crowded, go: resumed("#/register") },
  { name: "register-removed", saved: books, go: removedRow("#/register") },
  { name: "scope-register", saved: books, go: resumed("#/scope") },
  { name: "ledger-empty", saved: texts, go: resumed("#/commitments") },
  { name: "ledger-full", saved: books, go: resumed("#/commitments") },
  { name: "ledger-long", saved: rambled, go: resumed("#/commitments") },
  { name: "ledger-file", saved: books, go: lookedAt("#/commitments", "Request;Due;Status;Colour\nA report;31 May 2026;Met;red\nA talk;next week;done;blue\n") },
  { name: "report-books", saved: books, go: resumed("#/report") },
  { name: "dialog-explain-all", saved: texts, go: then(resumed("#/result"), opened((page) => page.locator("#how-block"))) },
  { name: "dialog-explain-thread", saved: texts, go: then(resumed("#/result"), opened((page) => page.locator("#how-PRIO"))) },
  { name: "dialog-explain-level", saved: texts, go: then(resumed("#/result"), unfolded, opened((page) => page.locator("#how-table-PRIO-3"))) },
  { name: "report-full", saved: texts, go: then(resumed("#/report"), unfolded) },
  { name: "report-adviser", saved: texts, go: then(resumed("#/report"), told("adviser")) },
  { name: "report-board", saved: texts, go: then(resumed("#/report"), told("board")) },
  { name: "compare-two", saved: compared, go: resumed("#/compare") },
  { name: "compare-trend", saved: compared, go: then(resumed("#/compare"), async (page) => {
    for (const box of await page.getByRole("checkbox").all()) await box.check();
  }) },
  { name: "compare-none", saved: { fullfullfull0001: full }, go: resumed("#/compare") },
  { name: "code-own", saved: texts, go: then(resumed("#/result"), opened((page) => page.locator("#code"))) },
  { name: "code-enter", go: (page) => choose(page, "menu.code").then(() => arrived(page, "#/code")) },
  { name: "code-error", go: (page) => choose(page, "menu.code").then(() => arrived(page, "#/code")).then(() => page.locator("#code").fill("7K3M-U9XX")).then(() => until(() => page.locator("#code-error").isVisible(), "what is wrong")) },
  { name: "code-copy", saved: texts, go: then(resumed("#/result"), (page) => to(page, `#/code/${CODE}`)) },
  { name: "code-copy-same", saved: { ...texts, fromcode00000001: file({ id: "fromcode00000001", title: `From a code ${LONG}`, ...HELD }) }, go: then(resumed("#/result"), (page) => to(page, `#/code/${CODE}`)) },
  { name: "code-quick-alone", go: (page) => to(page, `#/code/${QUICK_CODE}`) },
  { name: "scope-next", saved: texts, go: then(resumed("#/result"), async (page) => {
    await page.locator("#start-next").click();
    await arrived(page, "#/scope");
  }) },
  { name: "group-last", saved: { fullfullfull0001: JSON.stringify({ ...JSON.parse(full), previous: { id: "before0000000001", updatedAt: "2026-03-20T09:30:00Z", ratings: { [`${BUSY}.P1`]: "partly", [`${BUSY}.O1`]: "fully" } } }) }, go: resumed(`#/group/${busyScreen + 1}`) },

  { name: "result-provisional", saved: { half000000000001: file({ answers: { "A2.L2.GOAL.P1": "fully", "A2.L2.PRIO.P1": "partly", "A2.L1.GOAL.O1": "not" } }) }, go: async (page) => {
    await button(page, "start.resume").click();
    await until(() => page.evaluate(() => location.hash.startsWith("#/group/")), "the assessment");
    await to(page, "#/result");
  } },
  { name: "result-partial", saved: { half000000000001: file({ answers: Object.fromEntries(Object.entries(ANSWERS).slice(0, 32)) }) }, go: async (page) => {
    await button(page, "start.resume").click();
    await until(() => page.evaluate(() => location.hash.startsWith("#/group/")), "the assessment");
    await to(page, "#/result");
  } },
  { name: "result-refused", saved: { half000000000001: file({ answers: Object.fromEntries(statements.filter(({ id }) => id.includes(".ROLE.")).map(({ id, descriptive }) => [id, descriptive ? "not" : "na"])) }) }, go: async (page) => {
    await button(page, "start.resume").click();
    await until(() => page.evaluate(() => location.hash.startsWith("#/group/")), "the assessment");
    await to(page, "#/result");
  } },
  { name: "plan-empty", go: beginning("#/plan") },
  { name: "plan-full", saved: texts, go: resumed("#/plan") },
  { name: "plan-full-unfolded", saved: texts, go: then(resumed("#/plan"), unfolded, async (page) => {
    await button(page, "plan.own.add").click();
    await until(() => page.getByText(say("plan.error.title")).isVisible(), "what is missing");
  }) },
  { name: "plan-partial", saved: { half000000000001: file({ answers: Object.fromEntries(Object.entries(ANSWERS).slice(0, 20)) }) }, go: only("#/plan") },
  { name: "plan-long", saved: { longlonglong0001: long }, go: then(only("#/plan"), unfolded) },
  { name: "plan-refused", saved: { half000000000001: file({ answers: Object.fromEntries(statements.filter(({ id }) => id.includes(".ROLE.")).map(({ id, descriptive }) => [id, descriptive ? "not" : "na"])) }) }, go: only("#/plan") },
  { name: "metrics-empty", go: beginning("#/metrics") },
  { name: "metrics-full", saved: texts, go: resumed("#/metrics") },
  { name: "metrics-full-unfolded", saved: texts, go: then(resumed("#/metrics"), unfolded, async (page) => {
    await page.locator("#m06-target").fill("many");
    await until(() => page.locator("#m06-target-error").isVisible(), "what is wrong");
  }) },
  { name: "metrics-long", saved: { longlonglong0001: long }, go: then(only("#/metrics"), unfolded) },

  { name: "lenses-empty", saved: texts, go: resumed("#/lenses") },
  { name: "lenses-full", saved: seenThrough, go: resumed("#/lenses") },
  { name: "lens-framework", saved: seenThrough, go: resumed("#/lens/framework/1") },
  { name: "lens-duties", saved: seenThrough, go: then(resumed("#/lens/duties/1"), (page) => open(page, "card.note.yours")) },
  { name: "lens-watermelon-empty", saved: texts, go: resumed("#/lens/watermelon/1") },
  { name: "lens-side", saved: noSide, go: resumed("#/lens/conversations/1") },
  { name: "lens-conversations", saved: seenThrough, go: then(resumed("#/lens/conversations/3"), unfolded) },
  { name: "lens-result-empty", saved: texts, go: resumed("#/lens/principles/result") },
  ...lenses.map(({ pack: { id } }) => ({ name: `lens-result-${id}`, saved: seenThrough, go: then(resumed(`#/lens/${id}/result`), unfolded) })),
  { name: "report-lenses", saved: seenThrough, go: resumed("#/report") },

  { name: "share-none", go: (page) => to(page, "#/share") },
  { name: "share-empty", saved: texts, go: resumed("#/share") },
  { name: "share-scores", saved: texts, owner, go: then(resumed("#/share"), ticked("scores")) },
  { name: "share-all", saved: texts, owner, go: then(resumed("#/share"), ticked("scores", "answers", "notes", "contact"), unfolded, async (page) => {
    await page.locator("#share-name").fill("Ada Sommer");
    await page.locator("#share-page").click();
    await until(() => page.locator("#share-done").isVisible(), "that it went");
  }) },
  { name: "share-errors", saved: texts, owner, go: then(resumed("#/share"), ticked("contact"), named, async (page) => {
    await page.locator("#share-download").click();
    await until(() => page.locator("#share-mail-error").isVisible(), "what is wrong");
  }) },
  { name: "share-nothing", saved: texts, go: then(resumed("#/share"), async (page) => {
    await page.locator("#share-download").click();
    await until(() => page.locator("#share-parts-error").isVisible(), "what is wrong");
  }) },
  { name: "share-asked", saved: texts, owner, go: then(resumed("#/result"), async (page) => {
    await page.locator("pom-scope").evaluate((element) => void element.exportJson());
    await arrived(page, "#/share");
  }) },
  { name: "share-long", saved: { longlonglong0001: long }, owner: longOwner, go: then(only("#/share"), ticked("answers", "notes"), unfolded) },
  { name: "result-owner", saved: texts, owner, go: resumed("#/result") },
  { name: "report-owner", saved: texts, owner, go: resumed("#/report") },

  { name: "room-home-empty", room: {}, go: (page) => atScreen(page, say("room.title")) },
  { name: "room-setup", room: {}, go: setUp() },
  { name: "room-setup-errors", room: {}, go: then(setUp(), (page) => page.locator("#setup-keep").click(), (page) => until(() => page.locator("#setup-pin-error").isVisible(), "what is missing")) },
  { name: "room-setup-open", room: {}, go: then(setUp(), (page) => fillIn(page, { title: `${LONG} ${LONG}`, it: 40, business: 7, k: "open", devices: 0 })) },
  { name: "room-home-full", room: { session: { title: longName }, responses: some }, go: (page) => atScreen(page, say("room.title")) },
  { name: "room-overview-empty", room: { session: {} }, go: inSession() },
  { name: "room-overview-full", room: { session: { title: longName }, responses: some }, go: inSession(longName) },
  { name: "room-overview-revealed", room: { session: revealed, responses: some }, go: inSession() },
  { name: "room-settings", room: { session: revealed, responses: some }, go: then(inSession(), (page) => page.locator("#settings").click(), (page) => atScreen(page, say("room.settings.title"))) },
  { name: "room-code", room: { session: {} }, go: then(inSession(), atAddress("code"), (page) => atScreen(page, say("room.code.title"))) },
  { name: "room-code-read", room: { session: {} }, go: then(inSession(), atAddress("code"), (page) => page.locator("#code").fill(CODE), (page) => until(() => page.locator("form .notice").isVisible(), "what it holds")) },
  { name: "room-code-error", room: { session: {} }, go: then(inSession(), atAddress("code"), (page) => page.locator("#code").fill("7K3M-U9XX"), (page) => page.locator("#take-code").click(), (page) => until(() => page.locator("#code-error").isVisible(), "what is wrong")) },
  { name: "room-paper", room: { session: {} }, go: then(inSession(), atAddress("paper"), (page) => atScreen(page, say("room.paper.title")), (page) => page.locator(".boxes input").nth(1).check()) },
  { name: "room-result", room: { session: revealed, responses: some }, go: then(inSession(), (page) => page.locator("#to-result").click(), (page) => until(() => page.locator("#discuss").isVisible(), "the result")) },
  { name: "room-result-unfolded", room: { session: revealed, responses: some }, go: then(inSession(), (page) => page.locator("#to-result").click(), (page) => until(() => page.locator("#discuss").isVisible(), "the result"), unfolded) },
  { name: "room-result-hidden", room: { session: { k: 5, business: 3, reveals: [answers({ it: 6, business: 3, rate: apart }).map(({ id }) => id)] }, responses: answers({ it: 6, business: 3, rate: apart }) }, go: then(inSession(), (page) => page.locator("#to-result").click(), (page) => until(() => page.locator("#discuss").isVisible(), "the result")) },
  { name: "room-wall", room: { session: revealed, responses: some }, go: then(inSession(), atAddress("discuss/1"), (page) => until(() => page.locator("#topic-after").isVisible(), "the wall")) },
  { name: "room-wall-agreed", room: { session: revealed, responses: some }, go: then(inSession(), atAddress("discuss/2"), (page) => until(() => page.locator("#topic-before").isVisible(), "the wall"), (page) => page.locator(".wall .seg input").nth(2).check(), (page) => page.locator("#dissent").fill(rambling), unfolded) },
  { name: "room-agreed-empty", room: { session: revealed, responses: some }, go: then(inSession(), atAddress("agreed"), (page) => atScreen(page, say("room.agreed"))) },
  { name: "room-agreed-full", room: { session: { ...revealed, agreed: Object.fromEntries(statements.map(({ id }, n) => [id, { rating: n % 3 ? "largely" : "partly", ...(n % 5 ? {} : { dissent: rambling }) }])), signed: { it: "Ada Sommer", business: LONG, on: "2026-11-02" } }, responses: some }, go: then(inSession(), atAddress("agreed"), (page) => atScreen(page, say("room.agreed")), unfolded) },
  { name: "room-lens-setup", room: {}, go: then(setUp(), (page) => fillIn(page, { lens: "watermelon" })) },
  { name: "room-lens-overview", room: { session: { lens: "conversations" } }, go: inSession() },
  { name: "room-lens-paper", room: { session: { lens: "duties" } }, go: then(inSession(), atAddress("paper"), (page) => atScreen(page, say("room.paper.title")), (page) => page.locator(".by input").nth(1).check()) },
  { name: "room-lens-result-watermelon", room: ofLens("watermelon"), go: atResult },
  { name: "room-lens-result-conversations", room: ofLens("conversations"), go: then(atResult, unfolded) },
  { name: "room-lens-result-duties", room: ofLens("duties"), go: atResult },
  { name: "room-lens-wall-watermelon", room: ofLens("watermelon"), go: onWall },
  { name: "room-lens-wall-conversations", room: ofLens("conversations"), go: then(onWall, unfolded) },
  { name: "room-lens-agreed", room: { ...ofLens("watermelon"), session: { ...ofLens("watermelon").session, agreed: { "watermelon.pairs.1": { rating: "partly", dissent: "Two of us see it otherwise." }, "watermelon.pairs.3": { rating: "fully" } } } }, go: then(inSession(), atAddress("agreed"), (page) => atScreen(page, say("room.agreed")), unfolded) },
  { name: "kiosk-help", room: { session: {}, locked: true }, go: then(kioskAt("group"), unfolded) },
  { name: "kiosk-lens-attract", room: { session: { lens: "watermelon" }, locked: true }, go: start },
  { name: "kiosk-lens-two-sided", room: { session: { lens: "conversations" }, locked: true }, go: then(kioskAt("group"), (page) => page.locator(".card input").nth(2).check(), unfolded) },
  { name: "kiosk-lens-who", room: { session: { lens: "duties" }, locked: true }, go: then(kioskAt("group"), (page) => page.locator(".card .seg input").nth(2).check(), (page) => page.locator(".card .by input").nth(3).check()) },
  { name: "dialog-room-pin", room: { session: {} }, go: (page) => page.locator("#planted0000000001-open").click() },
  { name: "dialog-room-pin-wrong", room: { session: {} }, go: then((page) => page.locator("#planted0000000001-open").click(), (page) => enterPin(page, "0000"), (page) => until(() => page.locator("#pin-error").isVisible(), "that it is wrong")) },
  { name: "dialog-room-reveal", room: { session: { it: 9 }, responses: some }, go: then(inSession(), (page) => page.locator("#reveal").click(), (page) => until(() => page.locator("#reveal-now").isVisible(), "the question")) },
  { name: "dialog-room-merge", room: { session: { agreed: { [statements[10].id]: { rating: "fully" } } }, responses: some }, go: then(inSession(), (page) => imported(page, page.locator("#merge"), { text: otherDevice() }), (page) => until(() => dialog(page).isVisible(), "the question")) },
  { name: "room-notice", room: { session: {} }, go: then(inSession(), (page) => imported(page, page.locator("#way-files"), { name: "holiday.json", text: "no JSON" }), (page) => until(() => page.locator(".frame > .notice").isVisible(), "the notice")) },
  { name: "kiosk-attract", room: { session: { title: longName }, locked: true }, go: start },
  { name: "kiosk-side", room: { session: {}, locked: true }, go: kioskAt("side") },
  { name: "kiosk-signs", room: { session: {}, locked: true }, go: kioskAt("group") },
  { name: "kiosk-group", room: { session: { form: "short" }, locked: true }, go: then(kioskAt("group"), (page) => page.locator(".card input").nth(2).check(), unfolded) },
  { name: "kiosk-check", room: { session: { form: "short" }, locked: true }, go: then(kioskAt("group"), (page) => answerAll(page, () => undefined, { short: true })) },
  { name: "kiosk-done", room: { session: { form: "short" }, locked: true }, go: then(kioskAt("group"), (page) => answerAll(page, () => "partly", { short: true }), handIn, copyCode) },
  { name: "kiosk-covered", room: { session: {}, locked: true }, go: then(kioskAt("group"), (page) => until(() => page.evaluate(() => document.fullscreenElement !== null), "the full screen"), (page) => page.evaluate(() => document.exitFullscreen()), (page) => atStage(page, "covered")) },
  { name: "kiosk-unfinished", room: { session: {}, locked: true }, go: then(kioskAt("group"), (page) => page.locator(".card input").first().check(), (page) => until(async () => Object.keys(await sessionStore(page)).some((key) => key.includes(":d:")), "the unfinished response"), (page) => page.reload(), (page) => atStage(page, "unfinished")) },
  { name: "dialog-kiosk-pin", room: { session: {}, locked: true }, go: (page) => page.locator("#facilitator").click() },

  { name: "dialog-pack", go: async (page) => {
    await dropped(page, [{ name: "mine.json", text: JSON.stringify(OWN) }]);
    await until(() => dialog(page).isVisible(), "the question");
  } },
  { name: "start-own-pack", pack: OWN, go: start },
  { name: "versions-notice", pack: NEWER, saved: { abcdefgh12345678: file({ pack: { id: "made-up", version: "1.0.0" }, title: "Last year", answers: { "T1.1.P1": "fully", "T2.1.P1": "partly" } }) }, go: brought },
  { name: "review-versions", pack: NEWER, saved: { abcdefgh12345678: file({ pack: { id: "made-up", version: "1.0.0" }, title: "Last year", answers: { "T1.1.P1": "fully", "T2.1.P1": "partly" } }) }, go: then(brought, (page) => choose(page, "menu.review"), (page) => until(() => page.getByText(say("review.versions")).first().isVisible(), "the list")) },
  { name: "dialog-room-delete", room: { session: {} }, go: then(inSession(), (page) => page.locator("#delete").click(), (page) => until(() => dialog(page).isVisible(), "the question")) },
  { name: "dialog-room-export", room: { session: {}, responses: some }, go: then(inSession(), (page) => page.locator("#working").click(), (page) => until(() => dialog(page).isVisible(), "the question")) },
  { name: "dialog-room-choose-pin", room: {}, go: then((page) => imported(page, page.locator("#open-file"), { text: otherDevice() }), (page) => until(() => dialog(page).isVisible(), "the question")) },
  { name: "kiosk-idle", clock: true, room: { session: { form: "short" }, locked: true }, go: asked },
  { name: "kiosk-not-stored", room: { session: { form: "short" }, locked: true }, go: then(kioskAt("group"), (page) => answerAll(page, () => "partly", { short: true }), async (page) => {
    await page.evaluate(() => (IDBDatabase.prototype.transaction = () => { throw new DOMException("No room", "QuotaExceededError"); }));
    await page.locator("#submit").click();
    await until(() => page.locator(".kiosk .notice.bad").isVisible(), "that it could not be stored");
  }) },

  { name: "not-saved", broken: "storage", go: async (page) => {
    await beginning("#/group/1")(page);
    await card(page, statements[0].id).getByRole("radio").nth(1).check();
    await until(() => page.getByText(say("save.bad.title")).first().isVisible(), "the notice");
  } },
  { name: "panel-desk", broken: "desk", go: async (page) => {
    await beginning("#/quick/1")(page);
    await choose(page, "menu.review");
    await until(() => page.locator(".pom-panel").isVisible(), "the panel");
  } },
  { name: "panel-network", broken: "network", go: (page) => until(() => page.locator(".pom-panel").isVisible(), "the panel") },
];

/** Where each screen, dialog and stage of core is seen; `crates/core/tests/views.rs` holds that none is left out. */
export const SHOWS = {
  "state::Step::Start": "start-empty",
  "state::Step::Scope": "scope-full",
  "state::Step::Quick": "quick-full",
  "state::Step::Levels": "levels-full",
  "state::Step::Finding": "finding-full",
  "state::Step::Group": "group-full-unfolded",
  "state::Step::Review": "review-versions",
  "state::Step::Result": "result-full-unfolded",
  "state::Step::Report": "report-full",
  "state::Step::Plan": "plan-full-unfolded",
  "state::Step::Metrics": "metrics-full-unfolded",
  "state::Step::Register": "register-full",
  "state::Step::Ledger": "ledger-full",
  "state::Step::Compare": "compare-two",
  "state::Step::Lenses": "lenses-full",
  "state::Step::Share": "share-all",
  "state::Step::Shelf": "shelf-full",
  "state::Step::Code": "code-enter",
  "state::Dialog::Explain": "dialog-explain-level",
  "state::Dialog::Delete": "dialog-delete",
  "state::Dialog::DeleteAll": "dialog-delete-all",
  "state::Dialog::Rename": "dialog-rename",
  "state::Dialog::Import": "dialog-import-clash",
  "state::Dialog::Code": "code-own",
  "state::Dialog::Pack": "dialog-pack",
  "state::Dialog::About": "dialog-about",
  "room::Step::Home": "room-home-full",
  "room::Step::Setup": "room-setup-errors",
  "room::Step::Overview": "room-overview-full",
  "room::Step::Code": "room-code-error",
  "room::Step::Paper": "room-paper",
  "room::Step::Result": "room-result-unfolded",
  "room::Step::Discuss": "room-wall-agreed",
  "room::Step::Agreed": "room-agreed-full",
  "room::Dialog::Pin": "dialog-room-pin-wrong",
  "room::Dialog::ChoosePin": "dialog-room-choose-pin",
  "room::Dialog::Reveal": "dialog-room-reveal",
  "room::Dialog::Merge": "dialog-room-merge",
  "room::Purpose::Open": "dialog-room-pin",
  "room::Purpose::EndKiosk": "dialog-kiosk-pin",
  "room::Purpose::Export": "dialog-room-export",
  "room::Purpose::Delete": "dialog-room-delete",
  "room::Stage::Attract": "kiosk-attract",
  "room::Stage::Unfinished": "kiosk-unfinished",
  "room::Stage::Side": "kiosk-side",
  "room::Stage::Group": "kiosk-group",
  "room::Stage::Check": "kiosk-check",
  // For as long as the store takes; it looks as the check does, its button off.
  "room::Stage::Sending": "kiosk-check",
  "room::Stage::NotStored": "kiosk-not-stored",
  "room::Stage::Done": "kiosk-done",
};

/** The views that stand on the contact sheets: one of every screen, dialog and stage, the lenses, and the page for owners of pages. */
export const ON_SHEETS = [
  ...new Set([...Object.values(SHOWS), "group-empty", "result-full", "plan-full", "lens-duties", "lens-side", "lens-result-framework", "room-lens-result-watermelon", "menu-open", "not-saved", "panel-network"]),
  ...DEMO.map(({ name }) => name),
];

/** The page with its owner told in the element. */
async function withOwner(route, owner) {
  const response = await route.fetch();
  const json = JSON.stringify(owner).replaceAll("<", "\\u003c");
  const body = (await response.text()).replace(/<pom-scope[^>]*>/, (tag) => `${tag}<script type="application/json">${json}</script>`);
  await route.fulfill({ response, body });
}

/** The page with a questionnaire of its own named. */
async function withPack(route) {
  const response = await route.fetch();
  await route.fulfill({ response, body: (await response.text()).replace("<pom-scope", '<pom-scope pack="own.json"') });
}

/** Opens the site for a view. `page` is fresh, `server` serves the site; `ready` waits for the element. */
export async function show(view, page, server, ready) {
  if (view.broken === "storage") {
    await page.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
        Object.defineProperty(globalThis, name, { get() { throw new DOMException("The operation is insecure.", "SecurityError"); } });
      }
    });
  }
  if (view.broken === "network") await page.route(/\.wasm$/, (route) => route.abort());
  if (view.broken === "desk") await page.route(/\/desk-[0-9a-f]+\.wasm$/, (route) => route.abort());
  if (view.saved) {
    await page.addInitScript((saved) => {
      for (const [id, text] of Object.entries(saved)) localStorage.setItem(`pomscope:a:${id}`, text);
    }, view.saved);
  }
  if (view.clock) await page.clock.install();
  if (view.room) {
    const { session, ...more } = view.room;
    if (session) return void (await planted(page, server, { ...session, ...more }), await view.go(page));
    await page.goto(`${server.url}#/workshop`);
    return void (await view.go(page));
  }
  if (view.pack) {
    server.page(`${server.base}own.json`, { body: JSON.stringify(view.pack), type: "application/json" });
    await page.route(server.url, (route) => withPack(route));
  }
  if (view.owner) await page.route(server.url, (route) => withOwner(route, view.owner));
  await page.goto(server.url);
  if (view.broken !== "network") await ready(page);
  await view.go(page);
}
