// Runs the command line on a text, so that what the screen shows can be held against it. What it must print is tested in crates/cli.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "./server.mjs";

const run = promisify(execFile);

/** `pomscope score FILE`, parsed. POMSCOPE_CLI names a program that is built already; without it, cargo builds and runs it. */
export async function score(text) {
  const folder = mkdtempSync(join(tmpdir(), "pomscope-score-"));
  try {
    const file = join(folder, "assessment.json");
    writeFileSync(file, text);
    const named = process.env.POMSCOPE_CLI;
    const [program, args] = named ? [named, []] : [process.env.CARGO ?? "cargo", ["run", "--quiet", "--package", "pomscope-cli", "--"]];
    const { stdout } = await run(program, [...args, "score", file], { cwd: ROOT });
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
