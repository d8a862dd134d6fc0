// The site as a visitor first meets it: it loads under any path and its policy, gets ready, and asks nobody else for anything.

import { suite, test, ok, equal, match, until } from "../harness.mjs";

suite("smoke", () => {
  test("the element gets ready and shows its first screen", async ({ page, open }) => {
    const element = await open();
    await until(() => page.getByRole("heading").first().isVisible(), "a heading can be seen");
    ok(await element.evaluate((node) => node.shadowRoot?.mode === "open" && node.shadowRoot.textContent.trim().length > 0), "the screen lives in the open shadow root");
    await until(() => page.getByRole("button").or(page.getByRole("link")).first().isVisible(), "there is something to begin with");
  });

  test("ready is announced to the page around it", async ({ page, server, until }) => {
    await page.addInitScript(() => {
      globalThis.readySeen = 0;
      addEventListener("pomscope-ready", () => (globalThis.readySeen += 1));
    });
    await page.goto(server.url);
    await until(() => page.evaluate(() => globalThis.readySeen), "pomscope-ready", { wanted: 1 });
  });

  test("only files of this build are fetched, each once", async ({ server, open, page }) => {
    await open();
    await page.waitForLoadState("networkidle");
    const paths = server.requests.map(({ path }) => path).filter((path) => !path.endsWith("/favicon.ico"));
    equal([...new Set(paths)].length, paths.length, `each once: ${paths.join(" ")}`);
    for (const { path, status } of server.requests) {
      equal(status, 200, path);
      match(path, /^\/any\/path\/($|(pomscope|offline|worker)\.js$|[\w-]+-[0-9a-f]{10}\.(js|wasm|css|json)$|[\w./-]+\.(svg|png|ico|webmanifest)$)/, "an expected file");
    }
  });

  test("it works at the root of a host too", async ({ open }) => void (await open()), { server: { base: "/" } });

  test(
    "without scripts the first screen can be read",
    async ({ page, server }) => {
      await page.goto(server.url);
      const text = await page.locator("body").innerText();
      ok(text.trim().length > 0, "something to read");
      await until(() => page.getByRole("heading").first().isVisible(), "a heading can be seen");
    },
    { context: { javaScriptEnabled: false } },
  );
});
