// What mounting costs in memory, in bytes: an element that comes and goes leaves nothing behind. Times are nobody's test.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test, ok } from "../harness.mjs";
import { leftBehind } from "../memory.mjs";
import { ROOT } from "../server.mjs";

/** DESIGN section 9, from the file that the bench reads too. */
const BUDGET = Number(/\[mount\][^[]*?\nbytes = (\d+)/.exec(readFileSync(join(ROOT, "budgets.toml"), "utf8"))[1]);

suite("memory", () => {
  test("an element that is mounted and taken away again and again leaves no more behind than its budget", async ({ page, server }) => {
    const { bytes, each } = await leftBehind(page, server, { mounts: 250 });
    ok(bytes <= BUDGET, `${bytes} bytes a mount, of ${BUDGET}: ${JSON.stringify(each)}`);
    ok(each.nodes < 0.1 && each.listeners < 0.1, `no node and no listener stays: ${JSON.stringify(each)}`);
  });
});
