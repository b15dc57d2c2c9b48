import type { Duty } from "../../../functions/domain/duty.ts";
import { ladderFor } from "../../../functions/domain/ladder.ts";
import type { LetterName } from "../../../functions/domain/letter.ts";
import { decideLetter } from "../../../functions/domain/owed.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import { at, directive, obligation } from "../letters/season-5500.ts";
import { dutyOf, unitOf } from "./samples.ts";

export const contacts = {
  clerkEmail: "vanthu@stc.example",
  officeEmail: "vp@stc.example",
  headEmail: "giamdoc@stc.example",
};
export const unit = unitOf(contacts);

export const ladderTo = (deadline: Duty["deadline"]) =>
  ladderFor(calendar, { directive, obligation: obligation("bao-cao"), deadline });

export const name = (milestone: string, addressee: LetterName["addressee"] = "unit", ladder = 0): LetterName => ({
  ladder,
  milestone,
  addressee,
});

/** What is decided about a letter at a moment, of a duty that is still open unless a test says otherwise. */
export const decide = (letter: LetterName, now: string, duty = dutyOf(), to = unit) =>
  decideLetter(letter, { duty, unit: to, ladder: ladderTo(duty.deadline), now: at(now) });

export const send = (to: string) => ({ decision: "send", to });
export const skip = (reason: string) => ({ decision: "skip", reason });

export const filed = { state: "submitted", revision: 1, standing: "on-time" } as const;
