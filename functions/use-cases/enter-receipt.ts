import { placeOf } from "../domain/directive-record.ts";
import { obligationOf } from "../domain/directive.ts";
import { localDateOf, yearOf } from "../domain/instant.ts";
import type { Effects } from "./effects.ts";
import type { EnterReceiptMessage } from "../queue/messages.ts";

/**
 * Enters a filing in its receiver's register of receipts, by its number and its hashes: what the public page asks. A
 * filing that never came to be has no number, and is not entered.
 */
export async function enterReceipt(
  { revision, ...ref }: EnterReceiptMessage,
  { register }: Pick<Effects, "register">,
): Promise<"done"> {
  const record = await register.directives.directive(ref.directiveId);
  const obligation = record && obligationOf(record.directive, ref.obligationId);
  if (!record || !obligation) return "done";
  const [duty, filed] = await Promise.all([
    register.duties.duty(ref, placeOf(record, obligation)),
    register.filings.submission(ref, revision),
  ]);
  const number = duty?.receipts[String(revision)];
  if (!filed || number === undefined || duty === undefined || duty.revision < revision) return "done";
  const year = yearOf(localDateOf(filed.receivedAt));
  const hashes = [filed.sha256, ...(filed.report?.attachments ?? []).map(({ sha256 }) => sha256)];
  await register.receipts.enter({ receiver: obligation.receiver, year, number }, { hashes, at: filed.writtenAt });
  return "done";
}
