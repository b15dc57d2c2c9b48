import { DUTY_STATES } from "../../../domain/duty.ts";
import type { Standing } from "../../../domain/duty.ts";
import { LETTER_STATUSES } from "../../../domain/letter.ts";
import { STATE_WORDS } from "../../../domain/vietnamese.ts";
import { letterStatusWords } from "../../../wording/letters.ts";
import { milestoneWords, standingWords } from "../../../wording/milestones.ts";
import { capitalize } from "../wording.ts";

/** Sheets for people are in Vietnamese, as all of an office's papers are. */
export const IN_VIETNAMESE = { say: (vi: string): string => vi };

export function stateInWords(name: string): string {
  const state = DUTY_STATES.find((one) => one === name);
  return state === undefined ? name : capitalize(STATE_WORDS[state]);
}

export const standingInWords = (standing: Standing | undefined): string =>
  standing === undefined ? "" : capitalize(standingWords(IN_VIETNAMESE, standing));

export const milestoneInWords = (milestone: string): string => milestoneWords(IN_VIETNAMESE, milestone);

export function letterStatusInWords(name: string): string {
  const status = LETTER_STATUSES.find((one) => one === name);
  return status === undefined ? name : letterStatusWords(IN_VIETNAMESE, status);
}
