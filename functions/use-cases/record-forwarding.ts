import * as z from "zod/mini";

import { mayForward } from "../domain/access.ts";
import { addresseeIn, forwardingFaults, forwardingOf } from "../domain/forwarding.ts";
import { LocalDateSchema } from "../domain/instant.ts";
import type { EpochMs } from "../domain/instant.ts";
import { busy, conflict, forbidden, invalid, isRefusal, notFound } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { filled } from "../domain/text.ts";
import type { ForwardedRecord } from "../store/forwardings.ts";
import type { Asking } from "./asking.ts";
import type { ReadingEffects, WebEffects } from "./effects.ts";
import { findObligation, obligationRefOf } from "./find-duty.ts";
import type { FoundObligation } from "./find-duty.ts";
import { dutiesInPages } from "./read-reports.ts";

/** To whom the report was sent on, by which document, and when. */
export const ForwardingSchema = z.strictObject({
  to: filled(300),
  documentNumber: filled(100),
  sentOn: LocalDateSchema,
});
export type GivenForwarding = z.output<typeof ForwardingSchema>;

/** An obligation whose report goes on, with what is recorded of that, and when the report was first received. */
export type FoundForwarding = FoundObligation & {
  readonly records: readonly ForwardedRecord[];
  readonly filedAt: EpochMs | undefined;
};

/** The obligation that a path names, for those who may record to whom its report was sent on. */
export async function findForwarding(request: Asking, effects: ReadingEffects): Promise<FoundForwarding | Refusal> {
  const found = await findObligation(request, effects);
  if (isRefusal(found)) return found;
  if (!mayForward(request.caller, found.obligation)) return NOT_TO_FORWARD;
  if (!found.obligation.forwardTo?.length) return GOES_TO_NOBODY;
  const [records, filedAt] = await Promise.all([
    effects.register.forwardings.of(obligationRefOf(found)),
    firstFiledAt(found, effects),
  ]);
  return { ...found, records, filedAt };
}

/** What is wrong with a record, before it is made; nothing when it can be. */
export function refuseForwarding(
  given: GivenForwarding,
  { obligation, filedAt }: FoundForwarding,
  now: EpochMs,
): Refusal | undefined {
  if (filedAt === undefined) return NOT_FILED;
  const faults = forwardingFaults(given, obligation, { filedAt, now });
  return faults.length > 0
    ? invalid("The forwarding cannot be recorded so.", "Chưa ghi nhận được việc báo cáo tiếp.", faults)
    : undefined;
}

/**
 * Records that the report was sent on. Recorded again for the same addressee, it replaces the record, which is kept. The
 * same record sent again changes nothing.
 */
export async function recordForwarding(
  found: FoundForwarding,
  given: GivenForwarding,
  { attempt, caller, receivedAt }: Asking,
  { register }: Pick<WebEffects, "register">,
): Promise<readonly ForwardedRecord[] | Refusal> {
  const refused = refuseForwarding(given, found, receivedAt);
  if (refused) return refused;
  const ref = obligationRefOf(found);
  const to = addresseeIn(found.obligation, given.to) ?? given.to;
  const record = { ...given, to, by: caller.principal, at: receivedAt, attempt };
  let { records } = found;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const sent = forwardingOf({ forwardTo: [to] }, records)[0]?.sent;
    const isSame = sent?.documentNumber === given.documentNumber && sent.sentOn === given.sentOn;
    if (isSame || records.some((one) => one.attempt === attempt)) return records;
    if (await register.forwardings.append(ref, records, record)) return [...records, record];
    records = await register.forwardings.of(ref);
  }
  return busy(
    "Others are recording where this report was sent; nothing was recorded. Try again.",
    "Người khác đang ghi nhận việc báo cáo tiếp; chưa ghi nhận gì. Đề nghị thử lại.",
    5,
  );
}

/** So many others would have to be quicker, one after the other. */
const MOST_TRIES = 5;

const GOES_TO_NOBODY = notFound(
  "The directive names nobody to whom this report goes on.",
  "Văn bản chỉ đạo không nêu nơi báo cáo tiếp đối với yêu cầu báo cáo này.",
);

const NOT_TO_FORWARD = forbidden(
  "Only the supervisor of this report, or the unit that consolidates it, can record where it was sent.",
  "Chỉ cơ quan nhận báo cáo này, hoặc đơn vị tổng hợp, mới ghi nhận được việc báo cáo tiếp.",
);

const NOT_FILED = conflict(
  "The report has not been filed yet, so it cannot have been sent on.",
  "Báo cáo chưa được gửi đến, nên chưa thể báo cáo tiếp.",
);

async function firstFiledAt(found: FoundObligation, effects: ReadingEffects): Promise<EpochMs | undefined> {
  let first: EpochMs | undefined;
  for await (const duties of dutiesInPages(found, effects))
    for (const { submittedAt } of duties)
      if (submittedAt !== undefined && (first === undefined || submittedAt < first)) first = submittedAt;
  return first;
}
