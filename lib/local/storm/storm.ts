import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { DAY_MS } from "../../../functions/domain/instant.ts";
import { deadLetterQueuesOf } from "../../redrive/dead-letter-queues.ts";
import { localQueues } from "../../redrive/local-queues.ts";
import { sendAgain } from "../../redrive/send-again.ts";
import { laptopStackName } from "../../stack-name.ts";
import { brokenInvariants } from "../replay/invariants.ts";
import { openStage } from "../replay/open-stage.ts";
import { homeUnitOf } from "../replay/perform.ts";
import { play } from "../replay/play.ts";
import type { Cast } from "../replay/play.ts";
import type { Stage } from "../replay/stage.ts";
import { takeAccount } from "../replay/take-account.ts";
import { Client } from "./client.ts";
import { LocalProcess } from "./local-process.ts";
import { processStage } from "./process-stage.ts";
import { differences } from "./same-letters.ts";
import type { PlayedSeason } from "./same-letters.ts";
import { stormyStage } from "./stormy-stage.ts";
import type { StormyStage } from "./stormy-stage.ts";
import type { Weather } from "./weather.ts";

export type Storm = {
  readonly played: PlayedSeason;
  readonly strikes: StormyStage["strikes"];
  readonly kills: number;
  /** Kills that cut a request off. */
  readonly cut: number;
  /** Messages that were given up, and sent again by `npm run redrive`. */
  readonly redriven: number;
  /** What is not as in the calm season, or breaks an invariant; nothing, or the storm has found something. */
  readonly apart: readonly string[];
};

/** The season without any fault, in this process. */
export async function playCalm(cast: Cast): Promise<PlayedSeason> {
  const { stage, close } = await openStage({ startAt: startOf(cast), homeUnit: homeUnitOf(cast) });
  try {
    return await playOn(stage, cast);
  } finally {
    await close();
  }
}

/** The same season under a weather, in a process that is killed again and again; held against the calm one. */
export async function playStorm(
  cast: Cast,
  { weather, calm }: { weather: Weather; calm: PlayedSeason },
): Promise<Storm> {
  const directory = mkdtempSync(join(tmpdir(), "dung-han-storm-"));
  const startAt = startOf(cast);
  const process = new LocalProcess({ directory, startAt });
  try {
    const client = new Client(process);
    let redriven = 0;
    const answerBell = async (): Promise<void> => {
      redriven += await redriveAll(await (await process.life).url);
    };
    const { stage, strikes } = stormyStage(processStage(client), {
      weather,
      kill: () => process.kill(),
      answerBell,
      startAt,
    });
    const played = await playOn(stage, cast);
    const dead = new Set(
      strikes.flatMap(({ faults }) => faults.flatMap(({ kind, address = "" }) => (kind === "bounce" ? [address] : []))),
    );
    const apart = [...differences(calm, played, dead), ...brokenInvariants(cast, played.account, played.letters)];
    return { played, strikes, kills: process.kills, cut: client.cut, redriven, apart };
  } finally {
    await process.close();
    rmSync(directory, { recursive: true, force: true });
  }
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

async function playOn(stage: Stage, cast: Cast): Promise<PlayedSeason> {
  const played = await play(stage, cast);
  const letters = await stage.letters();
  return { account: await takeAccount(stage, cast, { ...played, letters }), letters };
}

/** A day ahead, so that the register is entered under the same weather. */
const startOf = ({ season }: Cast): number => season.issueAt - DAY_MS;
