import { laterOf } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { isOpen } from "./duty.ts";
import type { Duty } from "./duty.ts";
import type { EpochMs } from "./instant.ts";
import { isOwnLadder, ladderAfter, nextOwnLadder } from "./ladder-number.ts";
import { standingAt } from "./unit-moves.ts";

/** The date of an obligation that is in force, how often it was moved, and when last; and whether it is still asked for at all. */
export type ObligationDate = {
  readonly deadline: Deadline;
  readonly moved: number;
  readonly movedAt?: EpochMs | undefined;
  /** Its directive was withdrawn. */
  readonly withdrawn?: boolean | undefined;
};

/**
 * A duty by the date of its obligation that is in force, whether or not it was written down since the date moved. One
 * on the obligation's own date goes with it. With an extension, or a date of its own, it keeps the later of the two, and is
 * measured against what holds without the extension; a supplement keeps its own, on a ladder of its own. A standing that was given stays, unless the report came
 * after the date had moved and was measured before anybody knew. Once the directive is withdrawn, what was open is withdrawn with it.
 */
export function follow(duty: Duty, date: ObligationDate): Duty {
  const dated = followDate(duty, date);
  return date.withdrawn && isOpen(dated) ? { ...dated, state: "withdrawn" } : dated;
}

/** Whether something happened to its obligation that a duty does not have written down yet. */
export function isBehind(duty: Duty, { moved, withdrawn = false }: ObligationDate): boolean {
  return duty.follows < moved || (withdrawn && isOpen(duty));
}

function followDate(duty: Duty, date: ObligationDate): Duty {
  if (duty.follows >= date.moved) return duty;
  const moved = { ...duty, ...datedAnew(duty, date), follows: date.moved };
  const since = date.movedAt !== undefined && (duty.submittedAt ?? 0) >= date.movedAt;
  return since && duty.standing !== undefined && !duty.supplement
    ? { ...moved, standing: standingAt(moved, duty.submittedAt ?? 0) }
    : moved;
}

function datedAnew(duty: Duty, date: Pick<ObligationDate, "deadline" | "moved">): Partial<Duty> {
  const { ladder, extension, ownDate = extension ? undefined : duty.deadline } = duty;
  if (keepsSupplement(duty)) return isOwnLadder(ladder) ? {} : { ladder: nextOwnLadder(ladder) };
  if (!isOwnLadder(ladder)) return { deadline: date.deadline, ladder: ladderAfter(date.moved) };
  const otherwise = ownDate ? laterOf(ownDate, date.deadline) : date.deadline;
  const deadline = extension ? laterOf(extension.deadline, otherwise) : otherwise;
  return {
    deadline,
    ownDate,
    ...(extension && { extension: { ...extension, otherwise } }),
    ...(deadline === duty.deadline ? {} : { ladder: nextOwnLadder(ladder) }),
  };
}

/** Whether what was asked of it last is a supplement by a date of its own: owed still, or when its unit was freed, or filed. */
function keepsSupplement({ state, supplement, ladder }: Duty): boolean {
  return supplement !== undefined && (state === "returned" || state === "exempt" || isOwnLadder(ladder));
}
