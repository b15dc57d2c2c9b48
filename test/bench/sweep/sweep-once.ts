import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

import type { MilestoneRun } from "../../../functions/domain/milestone-run.ts";
import { systemClock } from "../../../functions/runtime/clock.ts";
import { sweepOpenDuties } from "../../../functions/use-cases/sweep-open-duties.ts";
import type { MailMessage } from "../../../functions/queue/messages.ts";
import { Table } from "../../../functions/store/dynamo.ts";
import { registerIn } from "../../../functions/store/register.ts";
import { directive, obligation, ref, lying } from "../../functions/season.ts";
import { where } from "../far-side/made-up-season.ts";
import type { MadeUpSeason } from "../far-side/made-up-season.ts";

/** The milestone that is swept. */
export const RUN: MilestoneRun = { ...ref, ladder: 0, milestone: "remind-0", at: 0, phase: "sweeping", letters: {} };

/** A table with a season's duties in it. */
export type SeasonTable = {
  readonly client: DynamoDBClient;
  readonly name: string;
  readonly season: MadeUpSeason;
};

/**
 * One whole sweep: the program's own handler, register and DynamoDB client, on a queue that only hands on what it is
 * asked to post.
 * @returns the units that each read cost.
 */
export async function sweepOnce(
  { client, name, season }: SeasonTable,
  take: (messages: readonly MailMessage[]) => void,
): Promise<number[]> {
  const reads: number[] = [];
  const register = registerIn(
    new Table({ name, client, meter: (operation, units) => void (operation === "read" && reads.push(units)) }),
  );
  const queues = {
    post: async (messages: readonly MailMessage[]) => take(messages),
    askRun: () => Promise.reject(new Error("The sweep ran out of time.")),
    count: () => Promise.reject(new Error("A sweep moves no duty.")),
  };
  await sweepOpenDuties(
    {
      run: RUN,
      directive,
      obligation,
      record: { directive, status: "issued", createdAt: 0, shards: {}, moves: {} },
      place: lying(where(season).shards),
    },
    { clock: systemClock, register, queues },
    () => Number.POSITIVE_INFINITY,
  );
  return reads;
}
