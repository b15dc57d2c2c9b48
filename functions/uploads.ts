import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod/mini";

import { readArrival } from "./objects/arrival.ts";
import { examinerApart } from "./examination/examine-apart.ts";
import { archiveIn } from "./objects/s3-archive.ts";
import { systemClock } from "./runtime/clock.ts";
import { readEnvironment, setting } from "./runtime/environment.ts";
import { examineUpload } from "./use-cases/examine-upload.ts";
import { log } from "./runtime/log.ts";
import { handleEach } from "./queue/handle-each.ts";
import { Table } from "./store/dynamo.ts";
import { registerIn } from "./store/register.ts";

const env = readEnvironment(z.object({ TABLE_NAME: setting, ARCHIVE: setting, SCAN: z.enum(["none", "guardduty"]) }));
const effects = {
  clock: systemClock,
  register: registerIn(new Table({ name: env.TABLE_NAME })),
  archive: archiveIn(env.ARCHIVE),
  // The bundle, which runs in the threads as well; where it is loaded otherwise, nothing is examined.
  examine: examinerApart(typeof __filename === "string" ? __filename : ""),
};

/** Looks at files that came in; with a scanner, only once it has. What could not be looked at comes again. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  handleEach(event, async (body) => {
    const arrival = readArrival(body);
    if (!arrival || (env.SCAN !== "none" && arrival.scan === "none")) return "done";
    const { ref, id, scan } = arrival;
    log("info", "A file came in.", { ...ref, id, scan, became: await examineUpload(arrival, effects) });
    return "done";
  });
