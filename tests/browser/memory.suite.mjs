// What mounting costs in memory, and a person at the kiosk, in bytes: an element that comes and goes leaves nothing behind, nor does who was there. Times are nobody's test.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test, ok } from "../harness.mjs";
import { leftBehind, leftByPeople } from "../memory.mjs";
import { ROOT } from "../server.mjs";

/** From the file that the bench reads too. */
const budget = (section) => Number(new RegExp(`\\[${section}\\][^[]*?\\nbytes = (\\d+)`).exec(readFileSync(join(ROOT, "budgets.toml"), "utf8"))[1]);

suite("memory", () => {
  test("an element that is mounted and taken away again and again leaves no more behind than its budget", async ({ page, server }) => {
    const { bytes, each } = await leftBehind(page, server, { mounts: 500 });
    ok(bytes <= budget("mount"), `${bytes} bytes a mount, of ${budget("mount")}: ${JSON.stringify(each)}`);
    ok(each.nodes < 0.1 && each.listeners < 0.1, `no node and no listener stays: ${JSON.stringify(each)}`);
  });

  test("a person at the kiosk leaves no more behind than a kiosk can bear for a day", async ({ page, server }) => {
    const { bytes, each } = await leftByPeople(page, server, { people: 60 });
    ok(bytes <= budget("renewal"), `${bytes} bytes a person, of ${budget("renewal")}: ${JSON.stringify(each)}`);
    ok(each.wasm === 0 && each.backing < 256, `no memory of a program stays: ${JSON.stringify(each)}`);
    ok(each.nodes < 0.1 && each.listeners < 0.1, `no node and no listener stays: ${JSON.stringify(each)}`);
  });
});
