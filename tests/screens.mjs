// Takes pictures of every view at phone, tablet and desktop width, light and dark, and at 200 % text, and names what scrolls sideways. Looking at them is a person's work.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { FLAGS, launch } from "./chromium.mjs";
import { guarded, ready } from "./harness.mjs";
import { sideways } from "./layout.mjs";
import { serve } from "./server.mjs";
import { DEMO, ON_SHEETS, VIEWS, show } from "./views.mjs";

const WIDTHS = [320, 768, 1280];
const SETTINGS = [
  ...["light", "dark"].flatMap((colorScheme) => WIDTHS.map((width) => ({ width, colorScheme, name: `${width}-${colorScheme}` }))),
  // The reader's own setting, as in the browser's preferences, not a zoom of the page.
  { width: 1280, colorScheme: "light", name: "1280-text200", text: 200 },
];

const folder = process.argv[2] ?? "target/screens";
const only = process.argv[3] ?? "";
/** Such as 320 or dark: the settings whose names have it. */
const setting = process.argv[4] ?? "";
mkdirSync(folder, { recursive: true });

const server = await serve();
const [normal, large] = await Promise.all([launch(), launch({ args: [...FLAGS, "--blink-settings=defaultFontSize=32"] })]);
const showDemo = async ({ look }, page) => {
  await page.goto(`${server.url}demo/`);
  await ready(page);
  await page.locator(`[name=look][value=${look}]`).check();
};
const left = SETTINGS.filter(({ name }) => name.includes(setting)).flatMap((setting) => [...VIEWS, ...DEMO].filter(({ name }) => name.includes(only)).map((view) => ({ setting, view })));
// What the contact sheets need comes first.
left.sort((one, other) => ON_SHEETS.includes(other.view.name) - ON_SHEETS.includes(one.view.name));
let faults = 0;
let taken = 0;

function fault(text) {
  faults += 1;
  console.log(text);
}

async function picture({ setting, view }) {
  const { width, colorScheme, name, text } = setting;
  const where = `${view.name} at ${name}`;
  const viewport = { width, height: width < 700 ? 700 : 900 };
  const { context, watch } = await guarded(text ? large : normal, { viewport, colorScheme, deviceScaleFactor: width < 700 ? 2 : 1 }, [server.origin]);
  try {
    if (["network", "desk"].includes(view.broken)) watch.expect(/pomscope: network|Failed to load resource/);
    const page = await context.newPage();
    await (view.look ? showDemo(view, page) : show(view, page, server, ready));
    const wide = await sideways(page);
    if (wide) fault(`${where} scrolls sideways: ${wide}`);
    // Nothing is to look as if it were pointed at.
    await page.mouse.move(0, 0);
    // A dialog lies over the window, not over the whole page.
    const fullPage = !view.name.startsWith("dialog-");
    await page.screenshot({ path: join(folder, `${view.name}-${name}.png`), fullPage, animations: "disabled" });
    taken += 1;
    for (const problem of watch.problems()) fault(`${where}: ${problem}`);
  } catch (error) {
    fault(`${where}: ${error.message}`);
  } finally {
    await context.close();
  }
}

const worker = async () => {
  for (let next = left.shift(); next; next = left.shift()) await picture(next);
};
try {
  await Promise.all([worker(), worker()]);
} finally {
  await Promise.all([normal.close(), large.close()]);
  await server.stop();
}
console.log(`${taken} pictures, ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
