import * as z from "zod/mini";

import { isStalled } from "../domain/export-job.ts";
import type { ExportJob } from "../domain/export-job.ts";
import { passesOf } from "../domain/export-rules.ts";
import { exportedFileIn } from "../domain/exported-file.ts";
import { EmailSchema } from "../domain/ids.ts";
import { unitsIn } from "../domain/units-counted.ts";
import { isRefusal, notFound } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Asking } from "./asking.ts";
import type { OfficeEffects } from "./effects.ts";
import { findObligation, obligationRefOf } from "./find-duty.ts";

/**
 * Asks for a file that takes longer to make than a page waits for. Asked for by several, it is made once, and each of them is
 * told; asked for again once it is made, it is made anew.
 */
export async function askForExport(asking: Asking, effects: OfficeEffects): Promise<ExportJob | Refusal> {
  const { register, askExport } = effects;
  const file = exportedFileIn(asking.params["file"]);
  const found = await findObligation(asking, effects);
  if (isRefusal(found)) return found;
  if (file === undefined) return NO_FILE;
  const ref = obligationRefOf(found);
  const units = unitsIn(await register.counts.read(ref));
  const tell = z.safeParse(EmailSchema, asking.caller.principal);
  const { job, begun } = await register.exportJobs.ask(
    { ...ref, file },
    { at: asking.receivedAt, of: units * passesOf(file), tell: tell.data },
  );
  // Whoever began it may have died before he could put it on the queue. There twice, it is made once.
  const isBegun = job.heldUntil !== undefined;
  if (begun || !isBegun || isStalled(job, asking.receivedAt)) await askExport({ ...ref, file, number: job.number });
  return job;
}

const NO_FILE = notFound("There is no such file of an obligation.", "Không có tệp này.");
