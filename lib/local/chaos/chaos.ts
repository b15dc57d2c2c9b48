import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { DAY_MS } from "../../../functions/domain/instant.ts";
import { deadLetterQueuesOf } from "../../redrive/dead-letter-queues.ts";
import { localQueues } from "../../redrive/local-queues.ts";
import { sendAgain } from "../../redrive/send-again.ts";
import { laptopStackName } from "../../stack-name.ts";
import { brokenInvariants } from "../replay/invariants.ts";
import { openHarness } from "../replay/open-harness.ts";
import { homeUnitOf } from "../replay/perform.ts";
import { play } from "../replay/play.ts";
import type { Scenario } from "../replay/scenario.ts";
import type { Harness } from "../replay/harness.ts";
import { collectResults } from "../replay/collect-results.ts";
import { Client } from "./client.ts";
import { LocalProcess } from "./local-process.ts";
import { processStage } from "./process-harness.ts";
import { differences } from "./same-letters.ts";
import type { PlayedSeason, Tolerated } from "./same-letters.ts";
import { chaosHarness } from "./chaos-harness.ts";
import type { StormyStage } from "./chaos-harness.ts";
import { PATIENCE_MS, STORM_MS, WAITING_PATIENCE_MS, deadBy, makesWait } from "./fault-plan.ts";
import type { FaultPlan } from "./fault-plan.ts";

export type Chaos = {
  readonly played: PlayedSeason;
  readonly strikes: StormyStage["strikes"];
  readonly kills: number;
  /** Kills that cut a request off. */
  readonly cut: number;
  /** Messages that were given up, and sent again by `npm run redrive`. */
  readonly redriven: number;
  /** What is not as in the calm season, or breaks an invariant; nothing, or the chaos has found something. */
  readonly apart: readonly string[];
};

/** The season without any fault, in this process. */
export async function playCalm(scenario: Scenario): Promise<PlayedSeason> {
  const { harness, close } = await openHarness({ startAt: startOf(scenario), homeUnit: homeUnitOf(scenario) });
  try {
    return await playOn(harness, scenario);
  } finally {
    await close();
  }
}

/** The same season under a faultPlan, in a process that is killed again and again; held against the calm one. */
export async function playStorm(
  scenario: Scenario,
  { faultPlan, calm }: { faultPlan: FaultPlan; calm: PlayedSeason },
): Promise<Chaos> {
  const directory = mkdtempSync(join(tmpdir(), "dung-han-chaos-"));
  const startAt = startOf(scenario);
  const process = new LocalProcess({ directory, startAt });
  try {
    const client = new Client(process);
    let redriven = 0;
    const answerBell = async (): Promise<void> => {
      redriven += await redriveAll(await (await process.life).url);
    };
    const stage = processStage(client);
    const { harness, strikes } = chaosHarness(stage, { faultPlan, kill: () => process.kill(), answerBell, startAt });
    const played = await playOn(harness, scenario);
    const apart = [
      ...differences(calm, played, tolerated(strikes)),
      ...brokenInvariants(scenario, played.account, played.letters),
      ...(await stage.refusals()),
    ];
    return { played, strikes, kills: process.kills, cut: client.cut, redriven, apart };
  } finally {
    await process.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What of the calm season the faults rightly change. */
function tolerated(strikes: StormyStage["strikes"]): Tolerated {
  const dead = strikes.flatMap(({ faults }) => faults.flatMap((fault) => deadBy(fault) ?? []));
  const waits = strikes.filter(({ faults }) => faults.some(makesWait)).map(({ step }) => step.at);
  return {
    dead: new Set(dead),
    patienceFor: ({ at }) =>
      waits.some((from) => at >= from && at < from + STORM_MS) ? WAITING_PATIENCE_MS : PATIENCE_MS,
  };
}

async function redriveAll(site: string): Promise<number> {
  const sqs = await localQueues(site);
  try {
    const queues = await deadLetterQueuesOf(sqs, laptopStackName);
    let moved = 0;
    for (const queue of queues) if (queue.lying > 0) moved += await sendAgain(sqs, queue);
    return moved;
  } finally {
    sqs.destroy();
  }
}

async function playOn(harness: Harness, scenario: Scenario): Promise<PlayedSeason> {
  const played = await play(harness, scenario);
  const letters = await harness.letters();
  return { account: await collectResults(harness, scenario, { ...played, letters }), letters };
}

/** A day ahead, so that the register is entered under the same faultPlan. */
const startOf = ({ season }: Scenario): number => season.issueAt - DAY_MS;
