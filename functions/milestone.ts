import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod/mini";

import { schedulesIn } from "./schedules/schedules.ts";
import { systemClock } from "./runtime/clock.ts";
import { readEnvironment, setting } from "./runtime/environment.ts";
import { runMilestone } from "./use-cases/run-milestone.ts";
import { handleEach } from "./queue/handle-each.ts";
import { RunMessageSchema } from "./queue/messages.ts";
import { queuesAt } from "./queue/queues.ts";
import { Table } from "./store/dynamo.ts";
import { registerIn } from "./store/register.ts";

const env = readEnvironment(
  z.object({
    TABLE_NAME: setting,
    RUN_QUEUE_URL: setting,
    RUN_QUEUE_ARN: setting,
    POST_QUEUE_URL: setting,
    COUNT_QUEUE_URL: setting,
    SCHEDULE_GROUP: setting,
    SCHEDULE_ROLE_ARN: setting,
    SCHEDULE_DEAD_LETTER_ARN: setting,
  }),
);
const effects = {
  clock: systemClock,
  register: registerIn(new Table({ name: env.TABLE_NAME })),
  queues: queuesAt({ run: env.RUN_QUEUE_URL, post: env.POST_QUEUE_URL, count: env.COUNT_QUEUE_URL }),
  schedules: schedulesIn({
    group: env.SCHEDULE_GROUP,
    roleArn: env.SCHEDULE_ROLE_ARN,
    queueArn: env.RUN_QUEUE_ARN,
    deadLetterArn: env.SCHEDULE_DEAD_LETTER_ARN,
  }),
};

/** Runs the milestones that the run queue asks for. */
export const handler = (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
  handleEach(event, async (body) => {
    await runMilestone(RunMessageSchema.parse(body), effects, () => context.getRemainingTimeInMillis());
    return "done";
  });
