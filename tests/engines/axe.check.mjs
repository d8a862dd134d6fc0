// Every view of the interface through axe-core in Firefox, all of them light and every third dark. Chromium's run of the same is axe.suite.

import { equal, ready } from "../harness.mjs";
import { accessible, violations } from "../axe.mjs";
import { VIEWS, show } from "../views.mjs";
import { check } from "./checks.mjs";

for (const scheme of ["light", "dark"]) {
  // This driver has no hold of the clock.
  for (const [at, view] of VIEWS.filter(({ clock }) => !clock).entries()) {
    if (scheme === "dark" && at % 3 !== 0) continue;
    check(`axe, ${view.name}, ${scheme}: no violation`, async ({ page, server }) => {
      await show(view, page, server, ready);
      await accessible(page, `${view.name}, ${scheme}`);
    }, { axe: scheme, only: ["Firefox"], provokes: Boolean(view.broken) });
  }
}

check("axe sees into the widget in Firefox, colours included", async ({ page, open }) => {
  await open();
  await page.evaluate(() => {
    const screen = document.querySelector("pom-scope").shadowRoot.querySelector(".screen");
    const faint = Object.assign(document.createElement("p"), { textContent: "Hardly to be read" });
    Object.assign(faint.style, { color: "#bbbbbb", background: "#ffffff" });
    screen.append(document.createElement("button"), faint);
  });
  equal((await violations(page)).map(({ id }) => id).sort(), ["button-name", "color-contrast"]);
}, { axe: "light", only: ["Firefox"] });
