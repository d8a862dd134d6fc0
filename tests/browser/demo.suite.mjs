// The demo page: its controls dress the live widget, the lines it gives look and work the same elsewhere, what it offers to take is there, and it is open to all.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test, equal, guarded, match, ok, ready, until } from "../harness.mjs";
import { accessible } from "../axe.mjs";
import { answerFirst } from "../embedding.mjs";
import { statements } from "../content.mjs";
import { radio } from "../journey.mjs";
import { ROOT } from "../server.mjs";

const german = JSON.parse(readFileSync(join(ROOT, "content/interface/de.json"), "utf8"));
const visit = async (page, server) => {
  await page.goto(`${server.url}demo/`);
  return ready(page);
};
const lines = (page) => page.locator("#lines").innerText();

/** What a widget wears: the accent of its first button and what is written on it, as a canvas paints them, then face, corner, distance and theme. */
const look = (element) => element.evaluate((node) => {
  const button = node.shadowRoot.querySelector(".btn:not(.quiet)");
  const ground = new OffscreenCanvas(2, 1).getContext("2d");
  const { backgroundColor, color, borderStartStartRadius } = getComputedStyle(button);
  [backgroundColor, color].forEach((colour, at) => {
    ground.fillStyle = colour;
    ground.fillRect(at, 0, 1, 1);
  });
  const { data } = ground.getImageData(0, 0, 2, 1);
  const [accent, written] = [0, 4].map((from) => `#${[...data.slice(from, from + 3)].map((v) => v.toString(16).padStart(2, "0")).join("")}`);
  const heading = getComputedStyle(node.shadowRoot.querySelector("h1"));
  return {
    accent, written, corner: borderStartStartRadius, display: heading.fontFamily, text: getComputedStyle(button).fontFamily,
    gap: getComputedStyle(node.shadowRoot.querySelector(".screen")).rowGap, scheme: getComputedStyle(node).colorScheme,
  };
});

/** Sets a field as its user does. */
const put = (page, id, value) => page.locator(`#${id}`).fill(value);

suite("demo", () => {
  test("each control changes the widget and the lines, and “Back to our look” takes all of it back", async ({ page, server }) => {
    const live = await visit(page, server);
    const first = await look(live);
    equal(await lines(page), `<script type="module" src="${server.url}pomscope.js"></script>\n<pom-scope></pom-scope>`);

    await put(page, "accent", "#7a1f5c");
    equal((await look(live)).accent, "#7a1f5c");
    await page.getByRole("radio", { name: "Dark", exact: true }).check();
    equal((await look(live)).scheme, "dark");
    await page.getByLabel("Headings").selectOption({ label: "Slab" });
    await page.getByLabel("Text", { exact: true }).selectOption({ label: "Georgia" });
    await put(page, "radius", "20");
    await put(page, "space", "0.8");
    const { corner, display, text, gap } = await look(live);
    equal([corner, gap], ["20px", "19.2px"]);
    match(display, /^Rockwell/);
    match(text, /^Georgia/);
    await page.getByRole("radio", { name: "Full", exact: true }).check();
    await page.getByRole("form").getByLabel("Language").selectOption("de");
    await until(() => live.getByRole("heading", { level: 1 }).innerText(), "the widget to speak German", { wanted: german["start.title"] });
    await page.getByText("A link after the result").click();
    await page.getByLabel("Words").fill('A "talk" & more');
    await page.getByLabel("Address").fill("javascript:alert(1)");
    ok(!(await lines(page)).includes("cta-"), "only a link is a link");
    await page.getByLabel("Address").fill("https://example.org/talk");
    const said = await lines(page);
    for (const part of [
      '<pom-scope lang="de" theme="dark" start="full" cta-href="https://example.org/talk" cta-label="A &quot;talk&quot; &amp; more"></pom-scope>',
      "  --pom-accent: #7a1f5c;", "  --pom-font: Georgia,", "  --pom-font-display: Rockwell,", "  --pom-radius: 20px;", "  --pom-space: 0.8;",
    ]) ok(said.includes(part), `${part} in\n${said}`);

    await page.getByRole("button", { name: "Back to our look" }).click();
    equal(await lines(page), `<script type="module" src="${server.url}pomscope.js"></script>\n<pom-scope></pom-scope>`);
    equal(await look(live), first);
  });

  test("what becomes of a colour is told as the widget does it", async ({ page, server }) => {
    const live = await visit(page, server);
    for (const colour of ["#ffd400", "#000000", "#ffffff", "#7a1f5c", "#39ff14", "#8080ff"]) {
      await put(page, "accent", colour);
      for (const [theme, verb] of [["Light", "Darkened"], ["Dark", "Lightened"]]) {
        await page.getByRole("radio", { name: theme, exact: true }).check();
        const told = await page.locator(`#verdict-${theme.toLowerCase()}`).innerText();
        const { accent } = await look(live);
        if (accent === colour) match(told, new RegExp(`^${theme}: readable as it is, \\d+\\.\\d to 1\\.$`), colour);
        else match(told, new RegExp(`^${theme}: readable, \\d+\\.\\d to 1\\. ${verb} from ${colour} to ${accent}\\.$`), colour);
        ok(Number(told.match(/([\d.]+) to 1/)[1]) >= 4.5, told);
      }
    }
  });

  for (const name of ["Sober", "Warm", "Night"]) {
    test(`${name}: the copied lines, pasted into an empty page, look the same and take an answer`, async ({ page, server, context }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
      const live = await visit(page, server);
      await page.getByRole("radio", { name }).check();
      const shown = await look(live);
      await page.getByRole("button", { name: "Copy", exact: true }).click();
      await until(() => page.locator("#copied").innerText(), "that it was copied", { wanted: "Copied. Paste it into your page." });
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      equal(copied, await lines(page));
      server.page("/empty.html", { body: `<!doctype html><title>x</title>${copied}`, headers: { "content-security-policy": "" } });
      server.page("/favicon.ico", { body: "", type: ".ico" });
      await page.goto(`${server.origin}/empty.html`);
      const pasted = await ready(page);
      equal(await look(pasted), shown);
      await answerFirst(pasted);
    });
  }

  test("the widget takes answers under a name of its own, and the site's are untouched", async ({ page, server }) => {
    const live = await visit(page, server);
    await answerFirst(live);
    equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":a:")).map((key) => key.split(":")[0])), ["pomscope-demo"]);
    await page.reload();
    ok(await radio(await ready(page), statements[0].id, "largely").isChecked(), "the answer after a reload");
  });

  test("what is offered to take is there, whole", async ({ page, server }) => {
    await visit(page, server);
    for (const [name, file] of [["Download the file", "pomscope.html"], ["Download the folder", "pomscope-embed.zip"], ["Download the plugin", "pomscope-wordpress.zip"]]) {
      const coming = page.waitForEvent("download");
      await page.getByRole("link", { name, exact: true }).click();
      const download = await coming;
      equal(download.suggestedFilename(), file);
      const bytes = readFileSync(await download.path());
      if (file.endsWith(".html")) ok(bytes.equals(readFileSync(join(ROOT, "dist/pomscope.html"))), "the single file, byte by byte");
      else equal(bytes.subarray(0, 4).toString("latin1"), "PK\u0003\u0004", file);
    }
    for (const href of await page.locator("a[href]:not([href^='#'], [download])").evaluateAll((links) => [...new Set(links.map(({ href }) => href))])) {
      equal(await page.evaluate((href) => fetch(href).then(({ status }) => status), href), 200, href);
    }
  });

  for (const width of [320, 768, 1280]) {
    test(`${width} px: no violation, light and dark and in each look, nothing sideways, all within reach of keys`, async ({ browser, server }) => {
      for (const colorScheme of ["light", "dark"]) {
        const { context, watch } = await guarded(browser, { colorScheme, viewport: { width, height: 800 } }, [server.origin]);
        try {
          const page = await context.newPage();
          await visit(page, server);
          for (const name of ["Ours", "Night"]) {
            await page.getByRole("radio", { name }).check();
            await accessible(page, `${name}, ${colorScheme}`);
            for (const dir of ["ltr", "rtl"]) {
              await page.evaluate((dir) => (document.documentElement.dir = dir), dir);
              ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${name}, ${dir}: sideways`);
            }
          }
          const low = await page.locator("form :is(input:not([type=radio]), select, button, summary, label:has(input)), .top a, .btn").evaluateAll((all) => all.filter((node) => node.checkVisibility() && node.getBoundingClientRect().height < 43.9).map((node) => node.outerHTML.slice(0, 80)));
          equal(low, [], "too low for a finger");
          equal(watch.problems(), []);
        } finally {
          await context.close();
        }
      }
    });
  }
});
