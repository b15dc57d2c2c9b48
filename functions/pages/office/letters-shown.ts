import type { Duty, LastLetter } from "../../domain/duty.ts";
import { LETTER_STATUSES, parseLetterKey } from "../../domain/letter.ts";
import { localDateOf } from "../../domain/instant.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDay } from "../../wording/dates.ts";
import { nothing } from "../parts/attributes.ts";
import { letterStatusChip } from "../parts/state.ts";
import type { Visit } from "../visit.ts";
import { milestoneWords } from "../../wording/milestones.ts";

/** The last letter that went out to a unit: which, when, and what became of it. */
export function letterShown(
  visit: Visit,
  letter: Pick<LastLetter, "milestone" | "status" | "at"> | undefined,
): Html | string {
  if (!letter) return "";
  const status = LETTER_STATUSES.find((one) => one === letter.status);
  return html`${milestoneWords(visit, letter.milestone)}, ${formatDay(localDateOf(letter.at))}
    <p>${status === undefined ? nothing : letterStatusChip(visit, status)}</p>`;
}

/** The last letter of a ledger that was at least tried. */
export function lastLetterOf({ letters }: Pick<Duty, "letters">) {
  const tried = Object.entries(letters).filter(([, { status }]) => status !== "skipped" && status !== "claimed");
  const last = tried.toSorted(([, a], [, b]) => b.at - a.at)[0];
  return last && { ...last[1], milestone: parseLetterKey(last[0]).milestone };
}
