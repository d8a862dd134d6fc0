// Takes pictures of every screen at phone, tablet and desktop width, light and dark. Looking at them is a person's work.

import { join } from "node:path";
import { launch } from "./chromium.mjs";
import { guarded, ready } from "./harness.mjs";
import { serve } from "./server.mjs";

const WIDTHS = [320, 768, 1280];
const SCHEMES = ["light", "dark"];

/** In the order of the journey: `go` leads from the screen before to this one. */
const SCREENS = [{ name: "start", go: async () => {} }];

const folder = process.argv[2] ?? "target/screens";
const browser = await launch();
const server = await serve();
let faults = 0;
try {
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      const options = { viewport: { width, height: width < 700 ? 700 : 900 }, colorScheme, deviceScaleFactor: width < 700 ? 2 : 1 };
      const { context, watch } = await guarded(browser, options, [server.origin]);
      const page = await context.newPage();
      await page.goto(server.url);
      await ready(page);
      for (const [index, { name, go }] of SCREENS.entries()) {
        await go(page);
        const path = join(folder, `${String(index + 1).padStart(2, "0")}-${name}-${width}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true, animations: "disabled" });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) {
          faults += 1;
          console.log(`${name} at ${width} px is ${wide} px too wide`);
        }
      }
      for (const problem of watch.problems()) {
        faults += 1;
        console.log(`at ${width} px, ${colorScheme}: ${problem}`);
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
process.exit(faults === 0 ? 0 : 1);
