import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { buildApp } from "../app.ts";
import { concurrencyNeed } from "../concurrency.ts";
import type { Deployment } from "../settings.ts";
import { LAPTOP } from "../stack-name.ts";
import type { Examined } from "./examine.ts";

/**
 * What a deployment needs of its account, by the template that it would be deployed by.
 *
 * @throws Error for the laptop's, which has no account
 */
export function needOf(deployment: Deployment): Examined {
  const { name, region } = deployment;
  if (region === undefined || name === LAPTOP) {
    throw new Error(`${name} is the deployment of a laptop: it needs no account.`);
  }
  const outdir = mkdtempSync(join(tmpdir(), "dung-han-doctor-"));
  try {
    const context = { "aws:cdk:bundling-stacks": [] };
    const [stack] = buildApp({ settings: deployment, context, outdir, checked: false }).synth().stacks;
    return { deployment, region, concurrency: concurrencyNeed(stack?.template) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
