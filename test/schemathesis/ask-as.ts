import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import { startDeployment } from "../../lib/local/deployment.ts";
import { loadSeason, seasonStartMs } from "../../lib/local/load-season.ts";
import { pinnedPython } from "../pinned-python.ts";
import { PEOPLE, settings } from "./people.ts";
import type { Person } from "./people.ts";

const here = import.meta.dirname;

/**
 * Asks the API as one person, on a deployment of its own with the season of 2017 on it.
 *
 * @returns Schemathesis's exit code: 0 when it found nothing
 */
export async function askAs(person: Person, { seconds, seed }: { seconds: number; seed: number }): Promise<number> {
  const schemathesis = join(pinnedPython("schemathesis", join(here, "requirements.txt")), "bin/schemathesis");
  // What the functions log stands in between: a 500 of the gateway says nothing of why.
  const deployment = await startDeployment({ startAt: seasonStartMs, quiet: false, settings });
  try {
    await loadSeason(deployment);
    const token = await tokenFor(PEOPLE[person], deployment.url);
    const asking = spawn(
      schemathesis,
      [
        `--config-file=${join(here, "schemathesis.toml")}`,
        "run",
        `${deployment.url}/openapi.json`,
        `--max-time=${seconds}`,
        `--seed=${seed}`,
      ],
      { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, DUNG_HAN_TOKEN: token } },
    );
    const [code] = await once(asking, "exit");
    return Number(code ?? 1);
  } finally {
    await deployment.close();
  }
}

/** As anybody gets one on a laptop; it lasts longer than the asking does. */
async function tokenFor(email: string, url: string): Promise<string> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/local/token`, { method: "POST", headers, body: JSON.stringify({ email }) });
  const { token } = (await response.json()) as { token: string };
  return token;
}
