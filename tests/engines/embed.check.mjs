// <pom-scope> on pages of others, from the package that is handed out, in every engine and under the strictest policy such a page may have. What the questionnaire does is other checks'.

import { equal, match, ok, ready, until } from "../harness.mjs";
import { say, statements } from "../content.mjs";
import { EMBED, HOST_POLICY, answerFirst, toFirstQuestion } from "../embedding.mjs";
import { ANSWERS, button, downloadedBytes, file, heading, radio, rate, statusSays, stored } from "../journey.mjs";
import { check } from "./checks.mjs";

const NAMES = ["ready", "progress", "finished", "share", "error"];
const HEARD = `globalThis.heard = []; for (const name of ${JSON.stringify(NAMES)}) addEventListener("pomscope-" + name, ({ detail, target }) => globalThis.heard.push({ name, detail, target: target.localName }));`;
const page = (body, policy = HOST_POLICY) => ({
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A consultancy's page</title><link rel="icon" href="data:,"><script src="/heard.js"></script></head><body><main><h1>How do you stand?</h1>${body}</main></body></html>`,
  headers: { "content-security-policy": policy },
});
const SCRIPT = '<script type="module" src="/pomscope/pomscope.js"></script>';
const HOST = {
  server: {
    roots: { "/pomscope/": EMBED },
    pages: {
      "/heard.js": HEARD,
      "/host.html": page(`${SCRIPT}<pom-scope><p id="fallback">The questions stand here, once they are loaded.</p></pom-scope><h2 id="contact">Contact</h2>`),
      "/two.html": page(`${SCRIPT}<pom-scope id="left" storage-key="left"></pom-scope><pom-scope id="right" storage-key="right"></pom-scope>`),
    },
  },
};

check("on a host's page under its strict policy it loads, saves, comes back, and leaves address and history alone", async ({ page, open }) => {
  const element = await open("/host.html");
  const before = await page.evaluate(() => [location.href, history.length]);
  await answerFirst(element);
  equal(await page.evaluate(() => [location.href, history.length]), before, "address and history");
  await page.reload();
  await ready(page);
  ok(await radio(element, statements[0].id, "largely").isChecked(), "place and answer are there");
  equal(await page.evaluate(async () => (await navigator.serviceWorker?.getRegistrations())?.length ?? 0), 0, "no service worker on a page of others");
}, HOST);

check("on a host's page a file goes to its report and PDF, and the page hears of progress alone", async ({ page, open }) => {
  const element = await open("/host.html");
  await element.evaluate((node, text) => node.importJson(text), file({ title: "From the host", answers: ANSWERS }));
  await until(() => heading(element).innerText(), "the result", { wanted: say("report.title") });
  await button(element, "result.report").click();
  await until(() => heading(element).innerText(), "the report", { wanted: say("report.screen") });
  const { name, bytes } = await downloadedBytes(page, element.locator("#pdf"));
  match(name, /^pomscope-from-the-host-\d{4}-\d\d-\d\d-report\.pdf$/);
  equal(bytes.subarray(0, 5).toString("latin1"), "%PDF-");
  const heard = await page.evaluate("globalThis.heard");
  ok(heard.some(({ name }) => name === "ready"), "it hears that it is ready");
  const wanted = { ready: [], progress: ["percent", "screen"], finished: ["kind"] };
  for (const { name, detail } of heard) equal(Object.keys(detail ?? {}).sort(), wanted[name], name);
}, HOST);

check("two on a page keep apart, and one that is moved, removed and put back goes on", async ({ page, open }) => {
  await open("/two.html");
  const [left, right] = [await ready(page, "#left"), await ready(page, "#right")];
  await answerFirst(left, "not");
  await answerFirst(right, "fully");
  const kept = async (key) => Object.values((await stored(page, key)).local).map((text) => JSON.parse(text).answers[statements[0].id].rating);
  equal([await kept("left"), await kept("right")], [["not"], ["fully"]]);
  await page.evaluate(() => document.querySelector("#right").after(document.querySelector("#left")));
  await ready(page, "#left");
  ok(await radio(left, statements[0].id, "not").isChecked(), "after a move");
  await page.evaluate(() => {
    globalThis.taken = document.querySelector("#left");
    globalThis.taken.remove();
  });
  await until(() => page.evaluate(() => !globalThis.taken.matches(":state(ready)")), "it to have stopped");
  await page.evaluate(() => document.querySelector("main").append(globalThis.taken));
  await ready(page, "#left");
  ok(await radio(left, statements[0].id, "not").isChecked(), "after it was put back");
  ok(await radio(right, statements[0].id, "fully").isChecked(), "the other one went on");
}, HOST);

check("a browser that is too old is told so, and the host's own words stay", async ({ page, server }) => {
  // As a browser answers that does not know the colours of the sheets.
  server.page("/heard.js", `${HEARD} CSS.supports = () => false;`);
  await page.goto(`${server.origin}/host.html`);
  const panel = page.locator("pom-scope").getByRole("alert").filter({ hasText: "This browser cannot run Pomscope" });
  await until(() => panel.isVisible(), "the panel");
  match(await panel.innerText(), /too old[^]*current Chrome, Edge, Firefox or Safari/);
  ok(await page.locator("#fallback").isVisible(), "the host's own words");
  equal((await page.evaluate("globalThis.heard")).map(({ name, detail }) => [name, detail]), [["error", { kind: "unsupported" }]]);
}, { ...HOST, provokes: true });

/** The frame whose address contains this, once it is there, and the widget in it. */
async function inFrame(page, part) {
  const frame = await until(async () => (await page.frames()).find((frame) => frame !== page.mainFrame() && frame.url().includes(part)), "the frame");
  const element = frame.locator("pom-scope");
  await until(() => element.evaluate((node) => node.matches(":state(ready)")), "the widget in the frame to be ready");
  return element;
}

check("in the frame of another origin it answers, tells the page around, and has the height of what stands in it", async ({ page, server, serve, allow }) => {
  const files = await serve({ headers: { "access-control-allow-origin": "*" } });
  try {
    allow(files.origin);
    const policy = HOST_POLICY.replace("script-src 'self'", `script-src 'self' ${files.origin}`).replace("frame-src 'self'", `frame-src ${files.origin}`);
    const asked = new URLSearchParams({ parent: server.origin, start: "full" }).toString().replaceAll("&", "&amp;");
    server.page("/heard.js", HEARD);
    server.page("/around.css", "iframe { display: block; width: 100%; border: 0; }");
    server.page("/around.html", {
      body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Around</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/around.css"><script src="/heard.js"></script><script type="module" src="${files.url}pomscope-frame.js"></script></head><body><h1>Around</h1><iframe title="Self-assessment" data-pomscope height="500" src="${files.url}frame.html?${asked}"></iframe></body></html>`,
      headers: { "content-security-policy": policy },
    });
    await page.goto(`${server.origin}/around.html`);
    const element = await inFrame(page, "/frame.html");
    const follows = () => until(async () => (await page.locator("iframe").evaluate((frame) => frame.clientHeight)) === (await element.evaluate((node) => Math.ceil(node.getBoundingClientRect().height))), "the frame to have the height of what stands in it");
    await follows();
    await toFirstQuestion(element, follows);
    await rate(element, statements[0].id, "largely");
    await until(() => element.locator("header .status").getAttribute("data-state"), "the status", { wanted: "saved" });
    await follows();
    const heard = await page.evaluate("globalThis.heard");
    ok(heard.some(({ name, target }) => name === "progress" && target === "iframe"), "the page around hears of progress");
    await page.goto("about:blank");
  } finally {
    await files.stop();
  }
});

check("in a sandboxed frame without storage the status says so, a file is offered, and the assessment goes on", async ({ page, server }) => {
  const own = server.origin;
  server.page("/heard.js", HEARD);
  server.page("/inside.html", { body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Inside</title><link rel="icon" href="data:,"><script type="module" src="/any/path/pomscope.js"></script></head><body><pom-scope></pom-scope></body></html>`, headers: { "content-security-policy": HOST_POLICY.replaceAll("'self'", own) } });
  server.page("/sandbox.html", { body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Around</title><link rel="icon" href="data:,"></head><body><iframe title="The widget" sandbox="allow-scripts allow-forms allow-downloads" src="/inside.html" width="900" height="800"></iframe></body></html>`, headers: { "content-security-policy": `default-src 'none'; script-src 'self'; img-src data:; frame-src ${own}` } });
  await page.goto(`${own}/sandbox.html`);
  const element = await inFrame(page, "/inside.html");
  await toFirstQuestion(element);
  await rate(element, statements[0].id, "largely");
  await statusSays(element, "save.denied");
  await until(() => button(element, "save.bad.download").isVisible(), "the file is offered");
  await element.locator("#next").click();
  await until(async () => (await radio(element, statements[0].id, "not").count()) === 0, "the next screen");
  await button(element, "back").click();
  await until(() => radio(element, statements[0].id, "largely").isChecked(), "the answer, a screen later");
}, { server: { headers: { "access-control-allow-origin": "*" } } });
