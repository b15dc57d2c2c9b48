import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

import type { Broken } from "./invariants/all.ts";
import { playHistory } from "./play-history.ts";
import { deployedAs } from "./simulate-options.ts";
import type { Choice } from "./simulate-options.ts";

/** A seed whose history broke an invariant. */
export type Finding = { readonly seed: number; readonly broken: readonly Broken[] };

/** What has been played so far. */
export type SoFar = {
  histories: number;
  letters: number;
  acts: number;
  faults: number;
};

export type Many = {
  readonly from: number;
  readonly seeds: number;
  /** Stops when they are over, whatever is left. */
  readonly seconds?: number | undefined;
  readonly workers: number;
  readonly choice: Choice;
};

type Report = SoFar & { readonly found: Finding[] };

/** How many histories a worker plays before it reports. */
const BATCH = 20;

/** Plays many histories on several cores; which core plays which makes no difference to any of them. */
export async function playMany(
  { from, seeds, seconds, workers, choice }: Many,
  progress: (so: SoFar & { readonly found: readonly Finding[] }) => void = () => {},
): Promise<SoFar> {
  const all: SoFar = { histories: 0, letters: 0, acts: 0, faults: 0 };
  const end = Date.now() + (seconds ?? Number.POSITIVE_INFINITY) * 1000;
  const add = ({ found, ...report }: Report): void => {
    all.histories += report.histories;
    all.letters += report.letters;
    all.acts += report.acts;
    all.faults += report.faults;
    progress({ ...all, found });
  };
  const shares = Array.from({ length: workers }, (_, nth) => ({
    from: from + nth,
    every: workers,
    until: from + seeds,
    end,
    choice,
  }));
  if (workers === 1) await playShare(shares[0]!, add);
  else await Promise.all(shares.map((share) => inThread(share, add)));
  return all;
}

type Share = {
  readonly from: number;
  readonly every: number;
  readonly until: number;
  /** When to stop, by the real clock, whatever is left. */
  readonly end: number;
  readonly choice: Choice;
};

async function playShare({ from, every, until, end, choice }: Share, report: (batch: Report) => void): Promise<void> {
  const played = deployedAs(choice);
  let batch: Report = { histories: 0, letters: 0, acts: 0, faults: 0, found: [] };
  for (let seed = from; seed < until && Date.now() < end; seed += every) {
    const { broken, witness, faults } = await playHistory(seed, played);
    batch.histories++;
    batch.letters += witness.mails.length;
    batch.acts += witness.acknowledged.length;
    batch.faults += faults;
    if (broken.length > 0) batch.found.push({ seed, broken });
    if (batch.histories < BATCH) continue;
    report(batch);
    batch = { histories: 0, letters: 0, acts: 0, faults: 0, found: [] };
  }
  report(batch);
}

function inThread(share: Share, report: (batch: Report) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: share });
    worker.on("message", report);
    worker.on("error", reject);
    worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`A worker ended with ${code}.`))));
  });
}

const { port, share } = { port: parentPort, share: workerData as Share | null };
if (!isMainThread && port && share && "every" in share) await playShare(share, (batch) => port.postMessage(batch));
