import { dueAt, fieldOf, isInclusive, isPast, timeNamedIn, valueOf } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { OPEN_STATES, isOpen } from "./duty.ts";
import type { Duty } from "./duty.ts";
import { addDays, formatInstant, localDateOf } from "./instant.ts";
import type { EpochMs } from "./instant.ts";
import { wrongState } from "./move-refusals.ts";
import { quote } from "./parsing.ts";
import { invalid } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { moveByUnit } from "./unit-moves.ts";
import type { UnitAct } from "./unit-moves.ts";
import { formatDay, formatDueShort, formatMinute } from "./vietnamese.ts";
import { nextOwnLadder } from "./ladder-number.ts";

/** What may be done to a duty, with what the doing needs. */
export type Act =
  | UnitAct
  | { readonly act: "return"; readonly deadline?: Deadline | undefined; readonly reason: string }
  | { readonly act: "accept" }
  | {
      readonly act: "extend";
      readonly deadline: Deadline;
      readonly reason: string;
      readonly approvedBy: string;
      readonly documentNumber: string;
    }
  | { readonly act: "exempt"; readonly reason: string; readonly documentNumber?: string | undefined }
  | { readonly act: "reinstate"; readonly deadline?: Deadline | undefined; readonly reason: string };

/**
 * A duty after an act, or why the act may not be done in its state. Here and in `moveByUnit` the states'
 * moves are known; the register only writes what this decides, on condition that the duty has not moved meanwhile.
 * @param now the moment of the act, for dates that must lie ahead.
 * @param by who does it, where a letter is to name them.
 */
export function move(duty: Duty, act: Act, now: EpochMs, by?: string): Duty | Refusal {
  switch (act.act) {
    case "return":
      return sendBack(duty, act, now);
    case "accept":
      return duty.state === "submitted"
        ? { ...duty, state: "accepted" }
        : wrongState(duty, WORDS.accept, ["submitted"]);
    case "extend":
      return extend(duty, act, now);
    case "exempt":
      return exempt(duty, act, now, by);
    case "reinstate":
      return reinstate(duty, act, now, by);
    case "draft":
    case "submit":
    case "paper":
    case "reason":
      return moveByUnit(duty, act, now);
    default:
      return act satisfies never;
  }
}

function sendBack(duty: Duty, { deadline, reason }: Act & { act: "return" }, now: EpochMs): Duty | Refusal {
  if (duty.state !== "submitted" && duty.state !== "accepted")
    return wrongState(duty, WORDS.return, ["submitted", "accepted"]);
  const date = deadline ?? duty.deadline;
  const tooEarly = refusePastDate(
    date,
    now,
    deadline === undefined
      ? {
          en: "is needed, since the date in force has passed,",
          vi: "Thời hạn đang áp dụng đã qua, nên cần nêu thời hạn bổ sung.",
        }
      : { en: "of the supplement", vi: "Thời hạn bổ sung phải là ngày sắp tới." },
  );
  if (tooEarly) return tooEarly;
  // A supplement asked by the same date stays on the ladder that it is on.
  const ladder = date === duty.deadline ? duty.ladder : nextOwnLadder(duty.ladder);
  return { ...duty, state: "returned", deadline: date, ladder, supplement: { deadline: date, reason } };
}

function extend(duty: Duty, act: Act & { act: "extend" }, now: EpochMs): Duty | Refusal {
  if (!isOpen(duty)) return wrongState(duty, WORDS.extend, OPEN_STATES);
  if (dueAt(act.deadline) <= dueAt(duty.deadline)) {
    const vi = `Phải sau thời hạn đang áp dụng, ${formatDueShort(duty.deadline)}; nhận được ${formatDueShort(act.deadline)}.`;
    return invalid("An extension gives a later date.", "Thời hạn gia hạn phải sau thời hạn đang áp dụng.", [
      {
        path: fieldOf(act.deadline),
        message: `must be later than the date in force, ${duty.deadline}; got ${quote(valueOf(act.deadline))}`,
        vi,
      },
    ]);
  }
  const tooEarly = refusePastDate(act.deadline, now, {
    en: "of the extension",
    vi: "Thời hạn gia hạn phải là ngày sắp tới.",
  });
  if (tooEarly) return tooEarly;
  const { deadline, reason, approvedBy, documentNumber } = act;
  // Of an extension in force the first date is kept, for standing; one from before a return speaks of another date.
  const inForce = duty.extension?.deadline === duty.deadline ? duty.extension : undefined;
  const { previousDeadline, otherwise } = inForce ?? { previousDeadline: duty.deadline };
  const ladder = nextOwnLadder(duty.ladder);
  return {
    ...duty,
    deadline,
    ladder,
    ...(duty.state === "returned" && duty.supplement ? { supplement: { ...duty.supplement, deadline } } : {}),
    extension: { deadline, previousDeadline, otherwise, ladder, reason, approvedBy, documentNumber, at: now },
  };
}

function exempt(
  duty: Duty,
  { reason, documentNumber }: Act & { act: "exempt" },
  now: EpochMs,
  by: string | undefined,
): Duty | Refusal {
  if (!isOpen(duty)) return wrongState(duty, WORDS.exempt, OPEN_STATES);
  const document = documentNumber === undefined ? {} : { documentNumber };
  return { ...duty, state: "exempt", exemption: { ...actOf(duty, reason, now, by), ...document, from: duty.state } };
}

/**
 * The report is owed again, as it was owed before: the date that was in force then, unless it has passed or a later one is
 * given. That is a date of the duty's own, and no extension: who was free on the old date did not miss it (D141).
 */
function reinstate(
  duty: Duty,
  { deadline, reason }: Act & { act: "reinstate" },
  now: EpochMs,
  by: string | undefined,
): Duty | Refusal {
  if (duty.state !== "exempt") return wrongState(duty, WORDS.reinstate, ["exempt"]);
  const refused = refuseOwnDate(deadline, duty.deadline, now);
  if (refused) return refused;
  // One that was freed before this was kept goes back to where a report is asked for at the least.
  const state = duty.exemption?.from ?? (duty.revision > 0 ? "returned" : "awaiting");
  const next = { ...duty, state, reinstatement: { ...actOf(duty, reason, now, by), revision: duty.revision } };
  if (deadline === undefined || deadline === duty.deadline) return next;
  return {
    ...next,
    deadline,
    ladder: nextOwnLadder(duty.ladder),
    ...(state === "returned" && duty.supplement
      ? { supplement: { ...duty.supplement, deadline } }
      : { ownDate: deadline }),
    // Of a report that was filed it says how that stood; of one that was not, the new date has taken its place.
    ...(duty.standing === undefined ? { extension: undefined } : {}),
  };
}

/** A date that somebody who owed no report is given for it: the one in force while that lies ahead, or else a later one. */
export function refuseOwnDate(given: Deadline | undefined, inForce: Deadline, now: EpochMs): Refusal | undefined {
  if (given === undefined && isPast(inForce, now)) {
    return invalid(
      "The date in force has passed, so a new one is needed.",
      "Thời hạn đang áp dụng đã qua, nên cần nêu thời hạn mới.",
      [
        {
          path: "before",
          message: `is needed, or \`by\`: the date in force, ${quote(valueOf(inForce))}, has passed; got neither`,
          vi: `Cần nêu thời hạn mới, vì thời hạn đang áp dụng, ${formatDueShort(inForce)}, đã qua.`,
        },
      ],
    );
  }
  if (given === undefined) return undefined;
  if (dueAt(given) < dueAt(inForce)) {
    return invalid("Nobody is given less time than before.", "Thời hạn mới không được sớm hơn thời hạn đang áp dụng.", [
      {
        path: fieldOf(given),
        message: `must not be earlier than the date in force, ${inForce}; got ${quote(valueOf(given))}`,
        vi: `Không được trước thời hạn đang áp dụng, ${formatDueShort(inForce)}; nhận được ${formatDueShort(given)}.`,
      },
    ]);
  }
  return refusePastDate(given, now, { en: "that is given", vi: "Thời hạn mới phải là ngày sắp tới." });
}

/** A deadline that is set now must lie ahead: what has passed leaves nobody any time. */
export function refusePastDate(
  deadline: Deadline,
  now: EpochMs,
  which: { en: string; vi: string },
): Refusal | undefined {
  if (!isPast(deadline, now)) return undefined;
  const first = firstAllowed(deadline, now);
  return invalid(`The date ${which.en} must lie ahead.`, which.vi, [
    {
      path: fieldOf(deadline),
      message: `must be ${first.en}; got ${quote(valueOf(deadline))}`,
      vi: `Phải ${first.vi}; nhận được ${formatDueShort(deadline)}.`,
    },
  ]);
}

/** The first deadline that still lies ahead, of those written in the same form. */
function firstAllowed(deadline: Deadline, now: EpochMs): { readonly en: string; readonly vi: string } {
  if (timeNamedIn(deadline) !== undefined)
    return {
      en: `later than ${formatInstant(now).slice(0, 16)}, as it is now`,
      vi: `sau lúc này, ${formatMinute(now)}`,
    };
  const today = localDateOf(now);
  if (isInclusive(deadline)) return { en: `${today} or later`, vi: `từ ngày ${formatDay(today)} trở đi` };
  const next = addDays(today, 1);
  return {
    en: `${next} or later, since “before” leaves out the day itself`,
    vi: `từ ngày ${formatDay(next)} trở đi, vì “trước ngày” không tính chính ngày đó`,
  };
}

/** An act as the duty keeps it, by the number that it gets in its history. */
function actOf({ sequence }: Duty, reason: string, at: EpochMs, by: string | undefined) {
  return { number: sequence + 1, reason, by, at };
}

const WORDS = {
  return: { en: "returned", vi: "trả lại báo cáo" },
  accept: { en: "accepted", vi: "chấp nhận báo cáo" },
  extend: { en: "given a later date", vi: "gia hạn" },
  exempt: { en: "exempted", vi: "miễn báo cáo" },
  reinstate: { en: "reinstated", vi: "hủy miễn báo cáo" },
} as const;
