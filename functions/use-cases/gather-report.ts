import { consolidating } from "../domain/consolidation.ts";
import { notFound } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { ReadingEffects } from "./effects.ts";
import type { Consolidated } from "../documents/content/consolidated.ts";
import { inOrderOfOffices } from "../documents/content/order.ts";
import { gatheringPassages } from "../documents/content/passages.ts";
import { returnsOf } from "../documents/content/returns.ts";
import type { FoundObligation } from "./find-duty.ts";
import { allDutiesOf, reportsOf } from "./read-reports.ts";

/** All that a consolidated report is composed from: every duty once, every filing that counts once, few held at a time. */
export async function gatherReport(
  found: FoundObligation,
  effects: Pick<ReadingEffects, "register">,
  now: EpochMs,
): Promise<Consolidated | Refusal> {
  const { record, obligation } = found;
  const receiver = await effects.register.units.unit(obligation.receiver);
  if (!receiver) return noReceiver;
  const duties = inOrderOfOffices(await allDutiesOf(found, effects));
  const sums = consolidating(obligation);
  const passages = gatheringPassages(obligation);
  for await (const read of reportsOf(duties, found, effects)) {
    sums.add(read);
    passages.add(read);
  }
  return {
    directive: record.directive,
    obligation,
    receiver,
    now,
    consolidation: sums.result(),
    returns: returnsOf(duties),
    passages: passages.result(),
  };
}

export const noReceiver = notFound(
  "The unit that receives these reports is no longer in the register.",
  "Đơn vị nhận các báo cáo này không còn trong danh bạ.",
);
