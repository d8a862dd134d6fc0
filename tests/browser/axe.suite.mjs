// Every view and dialog through axe-core, contrast on, light and dark. What axe cannot see (focus, keys, wording) is other suites'.

import { suite, test, equal, guarded, ready } from "../harness.mjs";
import { accessible } from "../axe.mjs";
import { strays } from "../contrast.mjs";
import { VIEWS, show } from "../views.mjs";

suite("axe", () => {
  for (const view of VIEWS) {
    test(`${view.name}: no violation, light and dark`, async ({ browser, server }) => {
      for (const colorScheme of ["light", "dark"]) {
        const { context } = await guarded(browser, { colorScheme }, [server.origin]);
        try {
          const page = await context.newPage();
          await show(view, page, server, ready);
          await accessible(page, `${view.name}, ${colorScheme}`);
          // theme.suite holds the pairs of the table for any accent; here every text is found to be one of them.
          equal(view.broken ? [] : await strays(page), [], `${view.name}, ${colorScheme}: a pair of colours that no accent is held to`);
        } finally {
          await context.close();
        }
      }
    });
  }

  for (const [what, viewport] of [["320 px wide", { width: 320, height: 700 }], ["768 px wide", { width: 768, height: 1000 }]]) {
    for (const view of VIEWS.filter(({ name }) => ["start-resume", "group-full-unfolded", "review-full", "result-full-unfolded", "report-full", "shelf-full", "plan-full-unfolded", "plan-long", "metrics-full-unfolded"].includes(name))) {
      test(`${view.name}, ${what}: no violation`, async ({ page, server }) => {
        await page.setViewportSize(viewport);
        await show(view, page, server, ready);
        await accessible(page, `${view.name}, ${what}`);
      });
    }
  }
});
