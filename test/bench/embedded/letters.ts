import { root } from "../../../lib/kept/root.ts";
import { median, places } from "../figures.ts";
import type { BenchOptions, Row } from "../part.ts";
import { EarlierProject } from "./earlier-project.ts";
import { playSeason } from "./play-season.ts";
import type { PlayedSeason } from "./play-season.ts";
import { spread } from "./spread.ts";

/** What all is measured beside: the embedded cloud before it became a package. */
const EARLIER = "dfa6756";
const UNITS = 150;

/** To be reached, and the most that it has come to; docs/measurements.md says what the rest is made of. */
const GOAL = 0.33;
const REACHED = 0.55;

/** Processor time for a letter, of a season that is over soon: now, and at an earlier commit, by turns. */
export async function letterRows({ quick, tell }: BenchOptions): Promise<Row[]> {
  const what = `processor time a letter, ${UNITS} units`;
  tell(`a season of ${UNITS} units`);
  // Bundles that are kept are made before anything is measured.
  const first = msOfLetter(await playSeason(root, UNITS));
  if (quick) return [msRow(what, [first])];
  tell(`installing the project of ${EARLIER}`);
  const earlier = new EarlierProject(EARLIER);
  const now: number[] = [];
  const before: number[] = [];
  try {
    for (let round = 1; round <= 3; round += 1) {
      tell(`a season of ${UNITS} units, then and now, round ${round}`);
      before.push(msOfLetter(await playSeason(earlier.root, UNITS)));
      now.push(msOfLetter(await playSeason(root, UNITS)));
    }
  } finally {
    earlier.remove();
  }
  const ratio = median(now) / median(before);
  return [
    msRow(what, now),
    msRow(`the same of ${EARLIER}, by turns with it`, before),
    {
      what: `processor time a letter ÷ the same of ${EARLIER}`,
      measured: places(ratio),
      reach: { asked: `≤ ${GOAL}; held to ≤ ${REACHED}`, ok: ratio <= REACHED },
    },
  ];
}

export function msOfLetter({ processorMs, letters }: PlayedSeason): number {
  return processorMs / letters;
}

function msRow(what: string, measured: readonly number[]): Row {
  return { what, measured: `${spread(measured, (n) => places(n, 1))} ms` };
}
