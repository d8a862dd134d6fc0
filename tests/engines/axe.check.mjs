// Every view of the interface through axe-core in Firefox, all of them light and every third dark. Chromium's run of the same is axe.suite.

import { ready } from "../harness.mjs";
import { accessible } from "../axe.mjs";
import { VIEWS, show } from "../views.mjs";
import { check } from "./checks.mjs";

for (const scheme of ["light", "dark"]) {
  for (const [at, view] of VIEWS.entries()) {
    if (scheme === "dark" && at % 3 !== 0) continue;
    check(`axe, ${view.name}, ${scheme}: no violation`, async ({ page, server }) => {
      await show(view, page, server, ready);
      await accessible(page, `${view.name}, ${scheme}`);
    }, { axe: scheme, only: ["Firefox"] });
  }
}
