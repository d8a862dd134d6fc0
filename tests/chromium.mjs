// Where the browser is and how it is started, for every test and picture. What is done in it is not decided here.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** Nothing of the browser's own may reach for the network while a test runs. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-default-apps",
  "--disable-dev-shm-usage",
  "--font-render-hinting=none",
];

export function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error("no Chromium found; install it (Debian: apt-get install -y chromium) or name it with CHROMIUM=/path/to/it");
}

export function launch(options = {}) {
  return chromium.launch({ executablePath: executable(), headless: true, args: FLAGS, ...options });
}
