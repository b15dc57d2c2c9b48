import type { Duty } from "../domain/duty.ts";
import { localDateOf, yearOf } from "../domain/instant.ts";
import { isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Submission } from "../store/filings.ts";
import type { TakenNumber } from "../store/receipts.ts";
import { afterCommit } from "./after-commit.ts";
import type { WebEffects } from "./effects.ts";
import type { FoundDutyRef } from "./find-duty.ts";

/** Takes a filing's number in its receiver's register, when it is first asked for; then it is that number. */
export type NumberOf = (revision: number) => Promise<number>;

type WithReceipt = {
  readonly duty: Pick<Duty, "receipts">;
  readonly submission: Pick<Submission, "revision">;
};

/**
 * Files with a number of the receiver's register. A number that no filing has in the end is given back; where another
 * was taken meanwhile, the register says that it was never given, and to which filing (D135). What dies on the way leaves
 * its number with nobody, unless it is sent again in time.
 */
export async function withReceiptNumber<Filed extends WithReceipt>(
  filing: Pick<Submission, "attempt" | "receivedAt">,
  { ref, obligation }: FoundDutyRef,
  { clock, newAttempt, register: { receipts } }: Pick<WebEffects, "clock" | "newAttempt" | "register">,
  file: (numberOf: NumberOf) => Promise<Filed | Refusal>,
): Promise<Filed | Refusal> {
  const register = { receiver: obligation.receiver, year: yearOf(localDateOf(filing.receivedAt)) };
  let taking: Promise<TakenNumber> | undefined;
  const filed = await file(async (revision) => {
    taking ??= receipts.take(register, { ...ref, revision, attempt: filing.attempt }, clock.now(), newAttempt);
    return (await taking).number;
  });
  const taken = await taking;
  if (taken && !bears(filed, taken.number))
    await afterCommit(async () => {
      const { hold } = taken;
      if (hold === undefined || (await receipts.giveBack({ ...taken, hold }))) return;
      await receipts.explain(taken, { ...ref, at: clock.now() });
    });
  return filed;
}

function bears(filed: WithReceipt | Refusal, number: number): boolean {
  return !isRefusal(filed) && filed.duty.receipts[String(filed.submission.revision)] === number;
}
