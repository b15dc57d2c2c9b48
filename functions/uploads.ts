import * as z from "zod/mini";

import { readArrival } from "./archive/arrival.ts";
import { examine } from "./archive/examination/examine.ts";
import { archiveIn } from "./archive/s3-archive.ts";
import { systemClock } from "./effects.ts";
import { readEnvironment, setting } from "./environment.ts";
import { examineUpload } from "./handlers/examine-upload.ts";
import { log } from "./log.ts";
import { Table } from "./store/dynamo.ts";
import { registerIn } from "./store/register.ts";

const env = readEnvironment(z.object({ TABLE_NAME: setting, ARCHIVE: setting, SCAN: z.enum(["none", "guardduty"]) }));
const effects = {
  clock: systemClock,
  register: registerIn(new Table({ name: env.TABLE_NAME })),
  archive: archiveIn(env.ARCHIVE),
  examine,
};

/** Looks at files that came in; with a scanner, only once it has. Thrown, the event comes again. */
export const handler = async (event: unknown): Promise<void> => {
  const arrival = readArrival(event);
  if (!arrival || (env.SCAN !== "none" && arrival.scan === "none")) return;
  const { ref, id, scan } = arrival;
  log("info", "A file came in.", { ...ref, id, scan, became: await examineUpload(arrival, effects) });
};
