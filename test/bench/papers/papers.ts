import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { PAPERS } from "./made-paper.ts";
import type { Made, PaperName } from "./made-paper.ts";

type Options = { readonly quick: boolean; readonly tell: (line: string) => void };
type Row = {
  readonly what: string;
  readonly measured: string;
  readonly reach?: { readonly asked: string; readonly ok: boolean };
};

/** Memory that the function has; and how long the gateway waits, of which the table takes a part. */
const MOST_MB = 1_769;
const MOST_SECONDS = 29;
/** What one round of reads takes in the service, pessimistically: the register that is measured with answers at once. */
const READ_SECONDS = 0.01;

/** What it takes to make the papers of an obligation of 10,000 units, each in a process of its own. */
export const papers = {
  name: "papers",
  async run({ quick, tell }: Options): Promise<readonly Row[]> {
    const units = quick ? 1_000 : 10_000;
    return PAPERS.flatMap((paper) => {
      tell(`${paper} of ${units} units`);
      const { seconds, megabytes, bytes, rounds } = measure(paper, units);
      const waited = seconds + rounds * READ_SECONDS;
      return [
        {
          what: `${paper}, ${units.toLocaleString("en")} units: time`,
          measured: `${seconds.toFixed(1)} s, and ${rounds.toLocaleString("en")} rounds of reads; ${(bytes / 1e6).toFixed(1)} MB`,
          reach: { asked: `≤ ${MOST_SECONDS} s, a round at ${READ_SECONDS * 1000} ms`, ok: waited <= MOST_SECONDS },
        },
        {
          what: `${paper}, ${units.toLocaleString("en")} units: memory`,
          measured: `${Math.round(megabytes)} MB`,
          reach: { asked: `≤ ${MOST_MB / 2} MB, half of what the function has`, ok: megabytes <= MOST_MB / 2 },
        },
      ];
    });
  },
};

function measure(paper: PaperName, units: number): Made {
  const made = execFileSync(process.execPath, [join(import.meta.dirname, "made-paper.ts"), paper, String(units)], {
    encoding: "utf8",
  });
  return JSON.parse(made);
}
