import { isPast } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { isFreed, isOpen } from "./duty.ts";
import type { DutyState, Standing } from "./duty.ts";
import type { EpochMs } from "./instant.ts";

/** The five colours that staff know: not started, in progress, done on time, done late, overdue. */
export const TONES = ["grey", "blue", "green", "orange", "red"] as const;
export type Tone = (typeof TONES)[number];

/** What a colour is told from. */
export type Stated = {
  readonly state: DutyState;
  readonly deadline: Deadline;
  readonly standing?: Standing | undefined;
};

/** A duty's colour now. What a unit was freed from is grey: nothing is being done, and nothing is owed. */
export function toneOf(duty: Stated, now: EpochMs): Tone {
  if (isOpen(duty)) return openTone(duty.state, isPast(duty.deadline, now));
  return isFreed(duty) ? "grey" : filedTone(duty.standing);
}

/** The colour of what is owed still. */
export function openTone(state: string | undefined, late: boolean): Tone {
  if (late) return "red";
  return state === "awaiting" ? "grey" : "blue";
}

/** The colour of what was filed. */
export const filedTone = (standing: Standing | undefined) => (standing === "late" ? "orange" : "green");

/** None of any colour yet. */
export const noTones = (): Record<Tone, number> => ({ green: 0, orange: 0, blue: 0, grey: 0, red: 0 });
