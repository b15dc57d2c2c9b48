import { isPast, laterOf } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { OPEN_STATES, dateWithoutExtension, isFreed, isOpen } from "./duty.ts";
import type { Duty, Standing } from "./duty.ts";
import { formatInstant, localDateOf } from "./instant.ts";
import type { EpochMs, LocalDate } from "./instant.ts";
import { closed, wrongState } from "./move-refusals.ts";
import { quote } from "./parsing.ts";
import { invalid } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { formatDay, formatMinute } from "./vietnamese.ts";

/** What a unit does about a duty, or has recorded for it. */
export type UnitAct =
  | { readonly act: "draft" }
  | { readonly act: "submit"; readonly receivedAt: EpochMs }
  /** `dateThen`: the obligation's date when it came, if that was moved since. */
  | { readonly act: "paper"; readonly receivedAt: EpochMs; readonly dateThen?: Deadline | undefined }
  | { readonly act: "reason"; readonly text: string; readonly promisedOn?: LocalDate | undefined };

/**
 * A duty after an act of its unit, or why the act may not be done in its state. Apart from the rulings, so that the function that
 * units file at does not carry these.
 * @param now the moment of the act.
 */
export function moveByUnit(duty: Duty, act: UnitAct, now: EpochMs): Duty | Refusal {
  switch (act.act) {
    case "draft":
      return isClosed(duty)
        ? closed(duty, "a draft can no longer be saved", "không lưu được bản dự thảo nữa")
        : { ...duty, state: duty.state === "awaiting" ? "draft" : duty.state };
    case "submit":
      return isClosed(duty)
        ? closed(duty, "nothing more can be filed", "không gửi thêm được nữa")
        : filed(duty, act.receivedAt, now);
    case "paper":
      return recordHardCopy(duty, act, now);
    case "reason":
      return isOpen(duty) ? stateReason(duty, act, now) : wrongState(duty, WORDS.reason, OPEN_STATES);
    default:
      return act satisfies never;
  }
}

/**
 * Standing of a report received at an instant: against the obligation's own date first, then the extension's.
 * @param dateThen the obligation's date at that instant, if it was moved since: what was late does not come in time by a later date
 */
export function standingAt(duty: Duty, receivedAt: EpochMs, dateThen?: Deadline): Standing {
  const first = dateThen ? laterOf(duty.ownDate ?? dateThen, dateThen) : dateWithoutExtension(duty);
  if (!isPast(first, receivedAt)) return "on-time";
  return duty.extension && !isPast(duty.extension.deadline, receivedAt) ? "within-extension" : "late";
}

function filed(duty: Duty, receivedAt: EpochMs, now: EpochMs, dateThen?: Deadline): Duty {
  const next = { ...duty, state: "submitted" as const, revision: duty.revision + 1, filedAt: now, reason: undefined };
  if (duty.standing === undefined)
    return { ...next, standing: standingAt(duty, receivedAt, dateThen), submittedAt: receivedAt };
  if (duty.state !== "returned" || !duty.supplement) return next;
  return {
    ...next,
    supplement: { ...duty.supplement, standing: isPast(duty.deadline, receivedAt) ? "late" : "on-time" },
  };
}

function recordHardCopy(
  duty: Duty,
  { receivedAt, dateThen }: UnitAct & { act: "paper" },
  now: EpochMs,
): Duty | Refusal {
  if (!isOpen(duty)) return wrongState(duty, WORDS.paper, OPEN_STATES);
  if (receivedAt > now) {
    const [latest, got] = [formatInstant(now), quote(formatInstant(receivedAt))];
    const vi = `Không được sau lúc này, ${formatMinute(now)}; nhận được ${formatMinute(receivedAt)}.`;
    return invalid(
      "A paper report cannot have arrived in the future.",
      "Báo cáo giấy không thể đến vào một thời điểm chưa tới.",
      [{ path: "receivedAt", message: `must not be later than now, ${latest}; got ${got}`, vi }],
    );
  }
  return filed(duty, receivedAt, now, dateThen);
}

/** What was accepted, or is not asked for any more, is closed to the unit. */
function isClosed(duty: Duty): boolean {
  return duty.state === "accepted" || isFreed(duty);
}

const WORDS = {
  paper: { en: "filed on paper", vi: "ghi nhận báo cáo giấy" },
  reason: { en: "given a reason for delay", vi: "nêu lý do chậm" },
} as const;

function stateReason(duty: Duty, { text, promisedOn }: UnitAct & { act: "reason" }, now: EpochMs): Duty | Refusal {
  const today = localDateOf(now);
  if (promisedOn === undefined || promisedOn >= today) return { ...duty, reason: { text, promisedOn, at: now } };
  return invalid("Nobody can promise a day that has passed.", "Ngày dự kiến gửi không thể là ngày đã qua.", [
    {
      path: "promisedOn",
      message: `must not be earlier than today, ${today}; got ${quote(promisedOn)}`,
      vi: `Không được trước hôm nay, ${formatDay(today)}; nhận được ${formatDay(promisedOn)}.`,
    },
  ]);
}
