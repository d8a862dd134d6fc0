// Lays the pictures of `screens.mjs` out as contact sheets, one for each part of the program: node tests/contact.mjs PICTURES SHEETS. Which views stand on them is in views.mjs.

import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "./chromium.mjs";
import { ON_SHEETS } from "./views.mjs";

const [pictures, sheets] = process.argv.slice(2).map((path) => resolve(path));

/** Each sheet with what its views' names begin with; the first that fits takes a view. */
const SHEETS = [
  { name: "01-start", title: "Start, scope, quick check", of: ["start", "menu-", "scope", "levels", "quick", "finding"] },
  { name: "02-questions", title: "The full assessment", of: ["group", "review"] },
  { name: "03-result", title: "The result", of: ["result", "dialog-explain"] },
  { name: "04-plan", title: "Plan, figures, register, commitments", of: ["plan", "metrics", "register", "ledger"] },
  { name: "05-report", title: "Report, comparison, handing over, answer code", of: ["report", "compare", "share", "code"] },
  { name: "06-lenses", title: "Lenses", of: ["lens", "room-lens"] },
  { name: "07-workshop", title: "Workshop", of: ["room", "dialog-room"] },
  { name: "08-kiosk", title: "Kiosk", of: ["kiosk", "dialog-kiosk"] },
  { name: "09-demo", title: "The page for owners of pages", of: ["demo"] },
  { name: "10-the-rest", title: "Shelf, dialogs, notices, panels", of: [""] },
];

/** How wide a picture of each width is shown, and how high at most: what follows is cut. */
const COLUMNS = [
  { width: 320, shown: 90 },
  { width: 768, shown: 150 },
  { width: 1280, shown: 200 },
];
const HIGHEST = 230;

const rows = new Map(SHEETS.map((sheet) => [sheet, []]));
for (const name of ON_SHEETS) rows.get(SHEETS.find(({ of }) => of.some((start) => name.startsWith(start)))).push(name);

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const missing = [];
function cell(view, { width, shown }, scheme) {
  const path = join(pictures, `${view}-${width}-${scheme}.png`);
  if (!existsSync(path)) missing.push(path);
  return `<td class="${scheme}"><div style="width:${shown}px"><img width="${shown}" src="${pathToFileURL(path)}" alt=""></div></td>`;
}

function page({ title }, views) {
  const both = ["light", "dark"];
  const heads = both.flatMap((scheme) => COLUMNS.map(({ width }) => `<th>${width} ${scheme}</th>`)).join("");
  const body = views
    .map((view) => `<tr><th>${escaped(view)}</th>${both.flatMap((scheme) => COLUMNS.map((column) => cell(view, column, scheme))).join("")}</tr>`)
    .join("");
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 16px; font: 12px system-ui, sans-serif; background: #e9e7e1; color: #1b2430; inline-size: max-content; }
    h1 { font-size: 18px; margin: 0 0 8px; } table { border-spacing: 6px; } th { text-align: start; vertical-align: top; font-weight: 400; }
    td { vertical-align: top; } td > div { max-block-size: ${HIGHEST}px; overflow: hidden; box-shadow: 0 0 0 1px #0003; } img { display: block; }
  </style><h1>${escaped(title)}</h1><table><thead><tr><th></th>${heads}</tr></thead><tbody>${body}</tbody></table>`;
}

mkdirSync(sheets, { recursive: true });
// A view that is gone must not leave its sheet behind.
for (const old of readdirSync(sheets)) if (old.endsWith(".webp")) rmSync(join(sheets, old));

const browser = await launch();
try {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
  for (const [sheet, views] of rows) {
    if (views.length === 0) continue;
    const source = join(pictures, `${sheet.name}.html`);
    writeFileSync(source, page(sheet, views));
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(source).href, { waitUntil: "load" });
    const { width, height } = await tab.evaluate(() => {
      const { scrollWidth: width, scrollHeight: height } = document.documentElement;
      return { width, height };
    });
    const session = await context.newCDPSession(tab);
    const clip = { x: 0, y: 0, width: Math.max(width, 1), height, scale: 1 };
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 60, clip, captureBeyondViewport: true });
    writeFileSync(join(sheets, `${sheet.name}.webp`), Buffer.from(data, "base64"));
    console.log(`${sheet.name}: ${views.length} views, ${Math.round((data.length * 3) / 4 / 1024)} KB`);
    await tab.close();
    rmSync(source);
  }
} finally {
  await browser.close();
}
if (missing.length > 0) {
  console.log(`${missing.length} pictures are missing, such as ${missing[0]}`);
  process.exit(1);
}
