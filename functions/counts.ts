import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod/mini";

import { readEnvironment, setting } from "./runtime/environment.ts";
import { countMoves, countedWith } from "./use-cases/count-moves.ts";
import { handleGroups } from "./queue/handle-each.ts";
import { CountMessageSchema } from "./queue/messages.ts";
import { Table } from "./store/dynamo.ts";
import { registerIn } from "./store/register.ts";

const env = readEnvironment(z.object({ TABLE_NAME: setting }));
const effects = { register: registerIn(new Table({ name: env.TABLE_NAME })) };

/** Keeps the counts of each obligation in step with what is filed and ruled. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  handleGroups(event, {
    read: (body) => CountMessageSchema.parse(body),
    groupOf: countedWith,
    handle: (moves) => countMoves(moves, effects),
  });
