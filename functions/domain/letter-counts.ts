import { isOpen, wasAskedBefore } from "./duty.ts";
import type { Duty } from "./duty.ts";
import { letterKey } from "./letter.ts";
import { isOwnLadder } from "./ladder-number.ts";
import type { MilestoneRun } from "./milestone-run.ts";

/** To how many units the next milestone of the obligation's ladder writes if nobody files before it. */
export function unitsToWriteTo(duties: Iterable<Pick<Duty, "state" | "ladder">>): number {
  let units = 0;
  for (const duty of duties) if (isOpen(duty) && !isOwnLadder(duty.ladder)) units++;
  return units;
}

/** Of how many units that still owe the report a milestone's letter has yet to be sent. */
export function unitsWaitingFor(
  { ladder, milestone, at, byHand }: Pick<MilestoneRun, "ladder" | "milestone" | "at" | "byHand">,
  duties: Iterable<Pick<Duty, "state" | "ladder" | "letters" | "addedAt">>,
): number {
  const key = letterKey({ ladder, milestone, addressee: "unit" });
  const isOwed = (duty: Pick<Duty, "ladder" | "addedAt">): boolean =>
    milestone === "issue" || byHand !== undefined || (duty.ladder === ladder && wasAskedBefore(duty, at));
  let units = 0;
  for (const duty of duties) if (isOpen(duty) && isOwed(duty) && !duty.letters[key]) units++;
  return units;
}
