import type { Directive, Obligation } from "./directive.ts";
import type { Duty, StatedReason } from "./duty.ts";
import type { LateUnit } from "./escalation.ts";
import type { EpochMs } from "./instant.ts";
import type { LetterName } from "./letter.ts";
import type { Unit } from "./unit.ts";
import type { WorkingCalendar } from "./working-days.ts";
import type { DateMove } from "./directive-record.ts";

/** A letter as it is mailed: the same words as plain text and as HTML, and what goes into a calendar. */
export type LetterText = {
  /** One line, without control characters. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendarEntry?: CalendarEntry | undefined;
};

export type CalendarEntry = { readonly filename: string; readonly content: string };

/** All that a letter to one unit, or to its head, is made of. */
export type LetterInput = {
  readonly letter: LetterName;
  readonly duty: Duty;
  readonly unit: Unit;
  readonly directive: Directive;
  readonly obligation: Obligation;
  /** The unit that takes the reports in: “Sở Nội vụ”. */
  readonly receiverName: string;
  /** Where links lead, from configuration: `https://dunghan.example`. */
  readonly siteUrl: string;
  readonly calendar: WorkingCalendar;
  readonly now: EpochMs;
  /**
   * When the filing that a receipt answers was received. The duty itself knows it of the first filing only;
   * a receipt of a later one leaves the time out when this is missing.
   */
  readonly receivedAt?: EpochMs | undefined;
  /** The last move of the obligation's date, if it was moved. */
  readonly move?: DateMove | undefined;
  /** The page where the unit says that it has received what is asked of it, unless it has. */
  readonly receivedUrl?: string | undefined;
  /** What whoever sends a reminder by hand adds to it. */
  readonly note?: string | undefined;
};

/** What the letter says of a line of the escalation list. */
export type NamedUnit = Pick<
  LateUnit,
  "unitName" | "head" | "phone" | "deadline" | "overdueDays" | "overdueWorkingDays"
> & {
  readonly reason?: Pick<StatedReason, "text" | "promisedOn"> | undefined;
};

export type SupervisorLetterInput = {
  readonly milestone: string;
  readonly directive: Directive;
  readonly obligation: Obligation;
  readonly receiver: Unit;
  /** In the order in which they are to be named; at most `MOST_NAMED`. */
  readonly late: readonly NamedUnit[];
  /** Units that owe the report and of which no address takes mail; at most `MOST_NAMED`. */
  readonly unreachable: readonly { readonly unitName: string }[];
  /** How many more there are of each than a letter can name. @default none */
  readonly beyond?: { readonly late: number; readonly unreachable: number } | undefined;
  readonly siteUrl: string;
  readonly now: EpochMs;
  readonly calendar: WorkingCalendar;
};

/**
 * So many units are named in a letter; of more it says how many, and leads to the list. Twice two thousand lines, as text
 * and as HTML, are some 2 MB of mail; 20,000 would be more than the 10 MB that the mail service takes, and then the
 * supervisor would hear of nobody (D31).
 */
export const MOST_NAMED = 2_000;

/** Writes letters. */
export type Letters = {
  readonly toUnit: (input: LetterInput) => LetterText;
  readonly toSupervisor: (input: SupervisorLetterInput) => LetterText;
};
