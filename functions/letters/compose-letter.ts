import { isByHand } from "../domain/by-hand.ts";
import { isEscalation } from "../domain/ladder.ts";
import { answerOf } from "../domain/letter.ts";
import { composeExempted, composeReinstated } from "./exemption.ts";
import { composeExtended, composeReceipt, composeReturned } from "./answers.ts";
import { composeEscalation } from "./escalation.ts";
import { composeMoved } from "./moved.ts";
import { composeIssue } from "./issue.ts";
import type { LetterInput, LetterText } from "../domain/letter-text.ts";
import { composeReminder } from "./reminder.ts";
import { composeWithdrawn } from "./withdrawn.ts";

/**
 * The letter of one duty at one milestone, or in answer to one act. It decides nothing: whether the letter
 * is owed was decided before.
 */
export function composeLetter(input: LetterInput): LetterText {
  const { milestone } = input.letter;
  switch (answerOf(milestone)) {
    case "receipt":
      return composeReceipt(input);
    case "returned":
      return composeReturned(input);
    case "extended":
      return composeExtended(input);
    case "moved":
      return composeMoved(input);
    case "exempted":
      return composeExempted(input);
    case "reinstated":
      return composeReinstated(input);
    case "withdrawn":
      return composeWithdrawn(input);
    default:
      if (milestone === "issue") return composeIssue(input);
      if (isEscalation(milestone)) return composeEscalation(input);
      if (milestone.startsWith("remind-") || isByHand(milestone)) return composeReminder(input);
      throw new Error(`There is no letter for the milestone ${JSON.stringify(milestone)}.`);
  }
}
