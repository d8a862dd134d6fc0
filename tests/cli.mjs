// Runs the command line on a text, so that what the screen shows can be held against it. What it must print is tested in crates/cli.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "./server.mjs";

const run = promisify(execFile);

/** What the command prints, as bytes. POMSCOPE_CLI names a program that is built already; without it, cargo builds and runs it. */
async function ran(arguments_) {
  const named = process.env.POMSCOPE_CLI;
  const [program, args] = named ? [named, []] : [process.env.CARGO ?? "cargo", ["run", "--quiet", "--package", "pomscope-cli", "--"]];
  const { stdout } = await run(program, [...args, ...arguments_], { cwd: ROOT, encoding: "buffer", maxBuffer: 1 << 26 });
  return stdout;
}

/** What a command prints for a text as its FILE, as bytes. */
async function printed(text, command, ...options) {
  const folder = mkdtempSync(join(tmpdir(), "pomscope-"));
  try {
    const file = join(folder, "assessment.json");
    writeFileSync(file, text);
    return await ran([...command, file, ...options]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `pomscope score FILE`, parsed. */
export const score = async (text) => JSON.parse((await printed(text, ["score"])).toString());

/** `pomscope report FILE …`, as bytes. */
export const report = (text, ...options) => printed(text, ["report"], ...options);

/** `pomscope code encode FILE`, the code. */
export const encode = async (text) => (await printed(text, ["code", "encode"])).toString().trim();

/** `pomscope code decode CODE`, the assessment's text. */
export const decode = async (code) => (await ran(["code", "decode", code])).toString();

/** `pomscope combine FILE`, the text. */
export const combine = async (text, ...options) => (await printed(text, ["combine"], ...options)).toString();

/** `pomscope code encode FILE --qr FILE.svg`: the code, and its drawing. */
export async function drawn(text) {
  const folder = mkdtempSync(join(tmpdir(), "pomscope-"));
  try {
    const svg = join(folder, "code.svg");
    const code = (await printed(text, ["code", "encode"], "--qr", svg)).toString().trim();
    return { code, svg: readFileSync(svg, "utf8") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
