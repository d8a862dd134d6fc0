// The guards that every browser test relies on are seen to bite: each thing they forbid is done once. Not about Pomscope itself.

import { suite, test, guarded, ok, until } from "../harness.mjs";
import { violations } from "../axe.mjs";

const OFFENCES = {
  "a console error": [/^console error: oh/, () => console.error("oh")],
  "a console warning": [/^console warning: oh/, () => console.warn("oh")],
  "an uncaught error": [/^uncaught error: Error: oh/, () => void queueMicrotask(() => { throw new Error("oh"); })],
  "a rejected promise": [/^uncaught error: Error: oh/, () => void Promise.reject(new Error("oh"))],
  "a style attribute": [/^console error: .*style-src/, () => document.body.setAttribute("style", "color: red")],
  "an inline script": [/^console error: .*script/i, () => {
    const script = document.createElement("script");
    try { script.textContent = "1"; } catch { /* Trusted Types refuse it even before the policy does. */ }
    document.body.append(script);
  }],
  "markup from a string": [/^console error: .*TrustedHTML/, () => { try { document.body.innerHTML = "<b>x</b>"; } catch { /* as it should */ } }],
  "a request to another origin": [/^request to another origin: GET http:\/\/127\.0\.0\.1:1\//, () => { new Image().src = "http://127.0.0.1:1/"; }],
  "a request with a body": [/^request that is not a GET: POST /, () => fetch("x", { method: "POST", body: "x" }).then(() => {}, () => {})],
};

suite("guards", () => {
  for (const [what, [pattern, offend]] of Object.entries(OFFENCES)) {
    test(`${what} is caught`, async ({ browser, server }) => {
      const { context, watch } = await guarded(browser, {}, [server.origin]);
      try {
        const page = await context.newPage();
        await page.goto(server.url);
        await page.evaluate(offend);
        await until(() => watch.problems().some((problem) => pattern.test(problem)), `${pattern} among ${JSON.stringify(watch.problems())}`, { within: 5000 });
      } finally {
        await context.close();
      }
    });
  }

  test("axe sees into the shadow root, contrast included, under the site's policy", async ({ page, open }) => {
    await open();
    await page.evaluate(() => {
      const root = document.querySelector("pom-scope").shadowRoot;
      const pale = document.createElement("p");
      pale.textContent = "Too pale to read";
      pale.style.color = "#ddd";
      pale.style.background = "#fff";
      root.append(document.createElement("input"), pale);
    });
    const found = (await violations(page)).map(({ id }) => id);
    ok(found.includes("label") && found.includes("color-contrast"), `found ${found.join(", ")}`);
  });
});
