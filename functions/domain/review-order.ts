import type { Duty } from "./duty.ts";
import type { EpochMs } from "./instant.ts";
import { byName } from "./name-order.ts";

/** The reports that wait to be looked at, those that have waited longest first. */
export function waitingForReview(duties: readonly Duty[]): Duty[] {
  return duties.filter(({ state }) => state === "submitted").toSorted(inReviewOrder);
}

/** Which of those that wait comes after a duty that was looked at, whatever became of it; nothing after the last. */
export function nextToReview(waiting: readonly Duty[], after: Duty): Duty | undefined {
  return waiting.find((duty) => duty.unitId !== after.unitId && inReviewOrder(after, duty) < 0);
}

/** Since when a report waits: its last filing counts. */
export function waitsSince({ filedAt, submittedAt }: Pick<Duty, "filedAt" | "submittedAt">): EpochMs {
  return filedAt ?? submittedAt ?? 0;
}

function inReviewOrder(a: Duty, b: Duty): number {
  return waitsSince(a) - waitsSince(b) || byName(a.unitName, b.unitName);
}
