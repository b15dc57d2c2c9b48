import { isByHand } from "../domain/by-hand.ts";
import type { Duty } from "../domain/duty.ts";
import { letterKey, parseLetterKey } from "../domain/letter.ts";
import type { ReminderByHand } from "../domain/milestone-run.ts";
import { actsFor } from "../domain/access.ts";
import { lettersDue } from "../domain/letters-due.ts";
import { notFound } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { HistoryEntry, Submission } from "../store/filings.ts";
import type { Asking } from "./asking.ts";
import type { ReadingEffects } from "./effects.ts";
import type { FoundDuty } from "./find-duty.ts";
import { remindersOf } from "./reminders.ts";

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
export async function readHistory(
  { duty, ref }: Pick<FoundDuty, "duty" | "ref">,
  { register }: Reads,
  dossier = register.filings.dossier(ref),
) {
  const byHand = Object.keys(duty.letters).some((key) => isByHand(parseLetterKey(key).milestone));
  const [{ history, submissions }, reminders] = await Promise.all([dossier, byHand ? remindersOf(ref, register) : []]);
  const acts = history.filter(({ sequence }) => sequence <= duty.sequence);
  const filings = submissions.filter(({ revision }) => revision <= duty.revision);
  return { acts: [...acts, ...remindedBy(reminders, duty, { acts, filings })], filings };
}

/** The reminders by hand that a unit was sent, arrived or not: each is written once, for all its units, and reads like any act. */
function remindedBy(
  reminders: readonly ReminderByHand[],
  { letters }: Duty,
  { acts, filings }: { acts: readonly HistoryEntry[]; filings: readonly Submission[] },
): HistoryEntry[] {
  const turns = [...acts, ...filings.map(({ writtenAt }) => ({ at: writtenAt, to: "submitted" }))];
  return reminders.flatMap(({ at, milestone, plannedBy: attempt = "", byHand: { by, note } }) => {
    const name = letterKey({ ladder: 0, milestone, addressee: "unit" });
    const tried = Object.entries(letters).some(
      ([key, { status }]) => (key === name && status !== "skipped") || key.startsWith(`${name}.`),
    );
    if (!tried) return [];
    const before = turns.filter((turn) => turn.at <= at).toSorted((a, b) => a.at - b.at);
    const state = before.at(-1)?.to ?? "awaiting";
    return [{ sequence: 0, attempt, at, by, act: "remind", from: state, to: state, details: note ? { note } : {} }];
  });
}
