import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod/mini";

import { archiveIn } from "./objects/s3-archive.ts";
import { handleEach } from "./queue/handle-each.ts";
import { ExportMessageSchema } from "./queue/messages.ts";
import { queuesAt } from "./queue/queues.ts";
import { newAttempt, systemClock } from "./runtime/clock.ts";
import { readEnvironment, setting } from "./runtime/environment.ts";
import { Table } from "./store/dynamo.ts";
import { exportJobsIn } from "./store/export-jobs.ts";
import { registerReadingUnits } from "./store/register.ts";
import { makeExport } from "./use-cases/make-export.ts";

const env = readEnvironment(z.object({ TABLE_NAME: setting, ARCHIVE: setting, ANSWER_QUEUE_URL: setting }));
const table = new Table({ name: env.TABLE_NAME });
const effects = {
  clock: systemClock,
  newAttempt,
  register: { ...registerReadingUnits(table), exportJobs: exportJobsIn(table) },
  queues: queuesAt({ answer: env.ANSWER_QUEUE_URL }),
  shelf: archiveIn(env.ARCHIVE),
};

/** Makes the files that take longer than a page waits for. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  handleEach(event, (body) => makeExport(ExportMessageSchema.parse(body), effects));
