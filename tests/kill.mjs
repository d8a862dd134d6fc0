// A Chromium with a profile that stays, which can be killed outright and started again. What must have survived is the suites' matter.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";
import { executable, FLAGS } from "./chromium.mjs";
import { guard } from "./harness.mjs";

/**
 * One profile on disk. `start()` gives { page, context, watch, kill, close }: kill() ends every process of the browser
 * at once with SIGKILL, as a power cut or a crash would, and resolves when they are gone. A later start() finds what
 * the killed browser had committed. `remove()` deletes the profile.
 */
export function profile({ origins = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "pomscope-profile-"));
  const running = new Set();

  const start = async () => {
    const child = spawn(executable(), ["--headless", ...FLAGS, "--remote-debugging-port=0", `--user-data-dir=${folder}`, "about:blank"], {
      // A process group of its own, so that one signal reaches all its processes.
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    });
    running.add(child);
    const gone = new Promise((resolve) => child.once("exit", resolve));
    const endpoint = await new Promise((resolve, reject) => {
      const said = [];
      createInterface({ input: child.stderr }).on("line", (line) => {
        said.push(line);
        const found = /^DevTools listening on (ws:.+)$/.exec(line);
        if (found) resolve(found[1]);
      });
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`Chromium ended with ${code} before it could be driven:\n${said.slice(-5).join("\n")}`)));
    });
    const browser = await chromium.connectOverCDP(endpoint);
    const context = browser.contexts()[0];
    context.setDefaultTimeout(15_000);
    const watch = guard(context, { origins });
    const page = context.pages()[0] ?? (await context.newPage());
    const kill = async () => {
      process.kill(-child.pid, "SIGKILL");
      await gone;
      await groupGone(child.pid);
      running.delete(child);
      await browser.close().catch(() => {});
    };
    const close = async () => {
      const session = await browser.newBrowserCDPSession();
      await session.send("Browser.close").catch(() => {});
      await gone;
      running.delete(child);
    };
    return { page, context, watch, kill, close };
  };

  const remove = () => {
    for (const child of running) {
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // Already gone.
      }
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  };

  return { folder, start, remove };
}

/** Resolves when no process of the group is left: only then has nothing been able to write any more. */
async function groupGone(pid) {
  for (;;) {
    try {
      process.kill(-pid, 0);
    } catch {
      return;
    }
    await new Promise((next) => setTimeout(next, 10));
  }
}
