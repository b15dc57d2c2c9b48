import type { Context } from "aws-lambda";
import * as z from "zod/mini";

import { systemClock } from "./runtime/clock.ts";
import { readEnvironment, setting } from "./runtime/environment.ts";
import { findOverdueRuns } from "./use-cases/find-overdue-runs.ts";
import { queuesAt } from "./queue/queues.ts";
import { Table } from "./store/dynamo.ts";
import { registerIn } from "./store/register.ts";

const env = readEnvironment(z.object({ TABLE_NAME: setting, RUN_QUEUE_URL: setting }));
const effects = {
  clock: systemClock,
  register: registerIn(new Table({ name: env.TABLE_NAME })),
  queues: queuesAt({ run: env.RUN_QUEUE_URL }),
};

/** Finds milestones that should have run and have not, and asks for them. */
export const handler = async (_: unknown, context: Context): Promise<{ asked: number }> => ({
  asked: await findOverdueRuns(effects, () => context.getRemainingTimeInMillis()),
});
