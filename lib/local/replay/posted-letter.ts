import { parseInstant } from "../../../functions/domain/instant.ts";
import type { MailboxLetter } from "embedded-cloud";
import type { PostedLetter } from "./results.ts";

/** What the replay reads of a letter in the mailbox; its text, where it was opened. */
export type Mailed = Pick<MailboxLetter, "at" | "recipients" | "outcome" | "tags"> & { readonly text: string | null };

/** A letter of the mailbox, with what its tags say that it is. */
export function postedLetter({ at, recipients, text, outcome, tags }: Mailed): PostedLetter {
  const tag = (name: string): string => tags[name] ?? "";
  return {
    at: parseInstant(at),
    to: recipients,
    text: text ?? undefined,
    outcome,
    directive: tag("directive"),
    obligation: tag("obligation"),
    unit: tag("unit"),
    kind: tag("kind"),
    ladder: Number(tag("ladder")),
    milestone: tag("milestone"),
    addressee: tag("addressee") === "head" ? "head" : "unit",
    of: tags["of"],
  };
}

/** Whether it is the letter of issue of a duty, and came through. */
export function isIssueTo(
  { directive, obligation, unit }: Pick<PostedLetter, "directive" | "obligation" | "unit">,
  letter: PostedLetter,
): boolean {
  const isOfDuty = letter.directive === directive && letter.obligation === obligation && letter.unit === unit;
  return isOfDuty && letter.milestone === "issue" && letter.outcome !== "bounced";
}
