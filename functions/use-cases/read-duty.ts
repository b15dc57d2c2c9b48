import { actsFor } from "../domain/access.ts";
import { lettersDue } from "../domain/letters-due.ts";
import { notFound } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Submission } from "../store/filings.ts";
import type { Asking } from "./asking.ts";
import type { ReadingEffects } from "./effects.ts";
import type { FoundDuty } from "./find-duty.ts";

type Reads = Pick<ReadingEffects, "register">;

/** What goes with a duty: the letters that are due; to its own unit, the draft too. */
export async function readDuty(found: FoundDuty, { caller, receivedAt }: Asking, { register }: Reads) {
  const [draft, calendar] = await Promise.all([
    actsFor(caller, found.ref.unitId) ? register.filings.draft(found.ref) : undefined,
    register.calendar.current(receivedAt),
  ]);
  return { calendar, due: lettersDue(found.duty, { ...found, calendar, now: receivedAt }), draft };
}

/** One filed revision, as it was filed. */
export async function readSubmission(
  { duty, ref }: FoundDuty,
  asked: string | undefined,
  { register }: Reads,
): Promise<Submission | Refusal> {
  const revision = Number(asked);
  const none = notFound(
    `This duty has no revision ${asked}; it has ${duty.revision === 0 ? "none" : `1 to ${duty.revision}`}.`,
    `Nhiệm vụ báo cáo này không có lần gửi ${asked}; ${duty.revision === 0 ? "chưa có lần gửi nào" : `có lần gửi 1 đến ${duty.revision}`}.`,
  );
  if (!Number.isInteger(revision) || revision < 1 || revision > duty.revision) return none;
  return (await register.filings.submission(ref, revision)) ?? none;
}

/** Everything that was done to a duty: acts and filings. What was prepared for a turn that never came was never done. */
export async function readHistory({ duty, ref }: FoundDuty, { register }: Reads) {
  const { history, submissions } = await register.filings.dossier(ref);
  return {
    acts: history.filter(({ sequence }) => sequence <= duty.sequence),
    filings: submissions.filter(({ revision }) => revision <= duty.revision),
  };
}
