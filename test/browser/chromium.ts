import { existsSync } from "node:fs";

import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

const USUAL = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

/** A real Chromium: the one that `CHROMIUM` names, or else the system's own. */
export async function openChromium(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM"] ?? USUAL.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      `No Chromium: install it (apt-get install chromium), or name one in CHROMIUM; looked for ${USUAL.join(", ")}.`,
    );
  }
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return chromium.launch({ executablePath, args });
}
