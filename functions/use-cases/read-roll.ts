import type { Counts } from "../domain/counts.ts";
import type { Duty } from "../domain/duty.ts";
import { unitsIn } from "../domain/units-counted.ts";
import type { ReadingEffects } from "./effects.ts";
import { obligationRefOf } from "./found.ts";
import type { FoundObligation } from "./found.ts";

/** An obligation's roll, by which a list is cut and ordered, unless it lacks a unit that the counts know of; and the counts. */
export async function readRoll(
  found: FoundObligation,
  { register }: Pick<ReadingEffects, "register">,
): Promise<{ readonly counts: Counts; readonly roll: readonly Duty[] | undefined }> {
  const ref = obligationRefOf(found);
  const [counts, roll] = await Promise.all([register.counts.read(ref), register.roll.all(ref)]);
  const units = unitsIn(counts);
  // While the duties are being laid out nothing is counted yet.
  return { counts, roll: units > 0 && roll.length >= units ? roll : undefined };
}
