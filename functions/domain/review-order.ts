import type { Duty } from "./duty.ts";
import type { EpochMs } from "./instant.ts";
import { byName } from "./name-order.ts";

/** The reports that wait to be looked at, those that have waited longest first. */
export function waitingForReview(duties: readonly Duty[]): Duty[] {
  return duties.filter(({ state }) => state === "submitted").toSorted(inReviewOrder);
}

/** Which of those that wait come after a duty that was looked at, whatever became of it, the next first. */
export function behindInReview(waiting: readonly Duty[], after: Duty): Duty[] {
  return waiting.filter((duty) => duty.unitId !== after.unitId && inReviewOrder(after, duty) < 0);
}

/** Since when a report waits: of one that was filed again its last filing counts. */
export function waitsSince({
  revision,
  filedAt,
  submittedAt = 0,
}: Pick<Duty, "revision" | "filedAt" | "submittedAt">): EpochMs {
  return revision > 1 ? (filedAt ?? submittedAt) : submittedAt;
}

function inReviewOrder(a: Duty, b: Duty): number {
  return waitsSince(a) - waitsSince(b) || byName(a.unitName, b.unitName);
}
