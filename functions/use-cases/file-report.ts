import { newDuty } from "../domain/duty.ts";
import type { Duty, DutyState } from "../domain/duty.ts";
import type { DutyRef } from "../domain/ids.ts";
import { formatInstant } from "../domain/instant.ts";
import { moveByUnit } from "../domain/unit-moves.ts";
import type { UnitAct } from "../domain/unit-moves.ts";
import { busy, conflict, invalid, isRefusal } from "../domain/refusal.ts";
import type { Fault, Refusal } from "../domain/refusal.ts";
import { reportFaults } from "../domain/submission.ts";
import { toldBy } from "../domain/told.ts";
import type { FiledReport, Report } from "../domain/submission.ts";
import { countsChange } from "../domain/counts.ts";
import { formatMinute } from "../domain/vietnamese.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";
import type { MailMessage } from "../queue/messages.ts";
import type { Submission } from "../store/filings.ts";
import { afterCommit } from "./after-commit.ts";
import { attachTo } from "./attach-to-filing.ts";
import { AFTER_THE_ACT_SECONDS } from "./apply-transition.ts";
import { contentHash } from "../runtime/content-hash.ts";
import { NO_DUTY, inForce } from "./find-duty.ts";
import type { FoundDutyRef } from "./find-duty.ts";
import { dutyToActOn } from "./duty-to-act-on.ts";
import { isPast } from "../domain/deadline.ts";
import { withReceiptNumber } from "./receipt-number.ts";
import type { NumberOf } from "./receipt-number.ts";

/** What is filed: by whom, when it was received, and how. */
export type Filing = Pick<
  Submission,
  "attempt" | "receivedAt" | "by" | "channel" | "report" | "note" | "documentNumber"
> & { readonly sha256: string };

/** What is answered to a filing: the duty as it is then, and what was filed. */
export type Receipt = { readonly duty: Duty; readonly submission: Submission };

/**
 * A unit files its report. The body is written first, under its revision's key; then the receipt's number is
 * taken; then the duty turns. Nothing is read when all is as usual: a first filing, on the obligation's own date (D1).
 * Each attachment costs a write more.
 */
export async function fileReport(
  found: FoundDutyRef,
  report: Report,
  request: Asking,
  effects: WebEffects,
): Promise<Receipt | Refusal> {
  const faults = reportFaults(report, found.obligation, request.receivedAt);
  if (faults.length > 0) return notOfItsOutline(faults);
  const before = request.again && (await filedBefore(found, request, effects));
  if (before) return before;
  const whole = await attachTo(report, found.ref, effects);
  if (isRefusal(whole)) return whole;
  const filing = filingOf(request, whole);
  const usual = newDuty(
    found.ref,
    { name: "", kind: "", headTitle: "", phone: "" },
    found.place.deadline,
    found.place.moved,
  );
  return withReceiptNumber(filing, found, effects, async (numberOf) => {
    const expected = { from: usual, states: ["awaiting", "draft"], over: false, numberOf } as const;
    // Late by the date that is known here, it may be in time by another that it was moved to.
    const first = isPast(found.place.deadline, filing.receivedAt)
      ? undefined
      : await fileAs(filing, expected, found, effects);
    return first ?? fileAgainst(filing, numberOf, found, effects);
  });
}

/** The receipt of what an earlier request of the same attempt filed before it died; nothing if it filed nothing. */
export async function filedBefore(
  { ref, place }: FoundDutyRef,
  { attempt }: Pick<Asking, "attempt">,
  { register }: Pick<WebEffects, "register">,
): Promise<Receipt | undefined> {
  const [duty, { submissions }] = await Promise.all([register.duties.duty(ref, place), register.filings.dossier(ref)]);
  const filed = duty && submissions.find((one) => one.attempt === attempt && one.revision <= duty.revision);
  return filed && { duty, submission: filed };
}

/**
 * The longer way, when a filing is not the first, or the duty has a date of its own, or somebody was quicker. An
 * answer may rest on what the duty was a moment ago, at half the price of how it stands; a filing never does (D34).
 */
async function fileAgainst(
  filing: Filing,
  numberOf: NumberOf,
  lastKnown: FoundDutyRef,
  effects: WebEffects,
): Promise<Receipt | Refusal> {
  const { duties } = effects.register;
  const lately = await duties.duty(lastKnown.ref, lastKnown.place, { consistent: false });
  const answer = lately && (await answerFrom(lately, filing, lastKnown, effects));
  if (answer) return answer;
  const found = await inForce(lastKnown, effects);
  const duty = await dutyToActOn(found, effects);
  if (!duty) return NO_DUTY;
  const settled = await answerFrom(duty, filing, found, effects);
  if (settled) return settled;
  const filed = await fileAs(filing, { from: duty, states: [duty.state], over: true, numberOf }, found, effects);
  if (filed) return filed;
  const now = await duties.duty(found.ref, found.place);
  return now && now.revision > duty.revision
    ? alreadyFiled(now)
    : busy(
        "Another filing of this report is under way; look at it again.",
        "Một lần gửi khác của báo cáo này đang được xử lý. Đề nghị chờ vài giây rồi tải lại trang.",
        AFTER_THE_ACT_SECONDS,
      );
}

/** What a duty's state already answers to a filing: it is in, or it is refused. Nothing when it can still be filed. */
async function answerFrom(
  duty: Duty,
  filing: Filing,
  { ref }: FoundDutyRef,
  { register }: WebEffects,
): Promise<Receipt | Refusal | undefined> {
  if (duty.filedAs === filing.attempt) {
    const filed = await register.filings.submission(ref, duty.revision);
    if (filed) return { duty, submission: filed };
  }
  // A report filed while this one was on its way was not known to whoever sent this one (D3).
  if (duty.state === "submitted" && (duty.filedAt ?? 0) >= filing.receivedAt) return alreadyFiled(duty);
  const moved = moveByUnit(duty, { act: "submit", receivedAt: filing.receivedAt }, filing.receivedAt);
  return isRefusal(moved) ? moved : undefined;
}

type Expected = {
  readonly from: Duty;
  readonly states: readonly DutyState[];
  readonly over: boolean;
  readonly numberOf: NumberOf;
  /** Set where it is recorded for the unit, from paper. */
  readonly act?: UnitAct;
};

/** Files on what the duty is taken to be; nothing when it is not so. */
export async function fileAs(
  filing: Filing,
  { from, states, over, numberOf, act = { act: "submit", receivedAt: filing.receivedAt } }: Expected,
  { ref, place, obligation }: FoundDutyRef,
  { clock, register, queues }: WebEffects,
): Promise<Receipt | Refusal | undefined> {
  const now = clock.now();
  const next = moveByUnit(from, act, now);
  if (isRefusal(next)) return next;

  const submission: Submission = { ...filing, revision: next.revision, writtenAt: now };
  const receipt: MailMessage = {
    kind: "letter",
    ...ref,
    ladder: 0,
    milestone: `receipt-${next.revision}`,
    addressee: "unit",
  };
  const asked: readonly MailMessage[] = [receipt, { kind: "enter-receipt", ...ref, revision: next.revision }];
  if (!(await register.filings.prepareSubmission(ref, submission, { over }))) return undefined;
  // Asked for before the filing, too, so that no crash can lose it (D4).
  const [receiptNo] = await Promise.all([
    numberOf(next.revision),
    queues.post(asked, { delaySeconds: AFTER_THE_ACT_SECONDS }),
  ]);
  const receipts = { ...from.receipts, [String(next.revision)]: receiptNo };
  const told = toldBy(obligation, filing);
  const after: Duty = { ...next, receipts, filedAs: filing.attempt, told };
  const old = await register.duties.file(from, after, place, states);
  if (!old) {
    const turned = await register.duties.duty(ref, place);
    if (!turned || !(await isThere(submission, { duty: turned, ref }, register))) {
      await register.filings.dropSubmission(ref, submission);
      return undefined;
    }
    // The next count sets the counts right.
    await afterCommit(() => queues.post(asked));
    return { duty: turned, submission };
  }
  // What the duty was is known only now; the counts are moved by what the same act makes of it.
  const turned = moveByUnit(old, act, now);
  const change = isRefusal(turned) ? {} : countsChange(old, { ...turned, told });
  const { directiveId, obligationId, unitId } = ref;
  const moved = { unitId, shards: place.shards };
  await afterCommit(async () => {
    await Promise.all([queues.post(asked), queues.count({ directiveId, obligationId, change, moved })]);
  });
  return { duty: after, submission };
}

/**
 * Whether a filing that was told no had been taken in all the same: the table's answer was lost, the SDK asked again,
 * and meanwhile others may have filed and ruled. Who holds the body of a revision, and nobody else, can have turned the
 * duty to it (D7).
 */
async function isThere(
  { attempt, revision }: Submission,
  { duty, ref }: { duty: Duty; ref: DutyRef },
  { filings }: WebEffects["register"],
): Promise<boolean> {
  return duty.revision >= revision && (await filings.submission(ref, revision))?.attempt === attempt;
}

/** A report, filed or on paper, that does not keep to what it was asked for. */
export function notOfItsOutline(faults: readonly Fault[]): Refusal {
  return invalid("The report does not fit its outline.", "Báo cáo chưa khớp với đề cương.", faults);
}

function filingOf({ attempt, receivedAt, caller }: Asking, report: FiledReport): Filing {
  return { attempt, receivedAt, by: caller.principal, channel: "online", report, sha256: contentHash(report) };
}

function alreadyFiled(duty: Duty): Refusal {
  const at = duty.filedAt === undefined ? "" : ` at ${formatInstant(duty.filedAt)}`;
  const luc = duty.filedAt === undefined ? "" : ` lúc ${formatMinute(duty.filedAt)}`;
  return conflict(
    `The report was filed${at}, as revision ${duty.revision}, while this one was on its way; nothing more was filed. Look at it, and file again if it has to be replaced.`,
    `Báo cáo đã được gửi${luc} (lần gửi ${duty.revision}) trong khi báo cáo này đang được gửi, nên không có gì được gửi thêm. Đề nghị xem báo cáo đó, và gửi lại nếu cần thay thế.`,
  );
}
