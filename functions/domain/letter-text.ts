import type { Directive, Obligation } from "./directive.ts";
import type { Duty, StatedReason } from "./duty.ts";
import type { ExportedFile } from "./exported-file.ts";
import type { LateUnit } from "./escalation.ts";
import type { Email } from "./ids.ts";
import type { EpochMs } from "./instant.ts";
import type { LetterName } from "./letter.ts";
import type { Unit } from "./unit.ts";
import type { WorkingCalendar } from "./working-days.ts";
import type { DateMove, Withdrawal } from "./directive-record.ts";

/** A letter as it is mailed: the same words as plain text and as HTML, and what goes into a calendar. */
export type LetterText = {
  /** One line, without control characters. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendarEntry?: CalendarEntry | undefined;
  /** What all letters about one duty have in common, so that a mailbox shows them as one conversation. */
  readonly thread?: Thread | undefined;
  /** Who reads an answer: the officer in charge, where the directive names one. */
  readonly replyTo?: Email | undefined;
};

/** A conversation: its name, of characters that a Message-ID may have, and what it is about. */
export type Thread = { readonly name: string; readonly topic: string };

export type CalendarEntry = {
  readonly filename: string;
  readonly content: string;
  /** `PUBLISH` puts the entry into a calendar, or in place of what was there; `CANCEL` takes it out. */
  readonly method: "PUBLISH" | "CANCEL";
};

/** All that a letter to one unit, or to its head, is made of. */
export type LetterInput = {
  readonly letter: LetterName;
  readonly duty: Duty;
  readonly unit: Unit;
  readonly directive: Directive;
  readonly obligation: Obligation;
  /** The unit that takes the reports in: “Sở Nội vụ”. */
  readonly receiverName: string;
  /** The address of its office; whose entry in the calendar it is where the directive names no officer in charge. */
  readonly receiverAddress?: Email | undefined;
  /** Where links lead, from configuration: `https://dunghan.example`. */
  readonly siteUrl: string;
  readonly calendar: WorkingCalendar;
  readonly now: EpochMs;
  /** The filing that a receipt answers: when it was received, and the hash of what was filed. */
  readonly filed?: { readonly receivedAt: EpochMs; readonly sha256: string } | undefined;
  /** The last move of the obligation's date, if it was moved. */
  readonly move?: DateMove | undefined;
  /** The page where the unit says that it has received what is asked of it, unless it has. */
  readonly receivedUrl?: string | undefined;
  /** What whoever sends a reminder by hand adds to it. */
  readonly note?: string | undefined;
  /** That the directive was withdrawn, if it was. */
  readonly withdrawal?: Withdrawal | undefined;
};

/** What the letter says of a line of the escalation list. */
export type NamedUnit = Pick<
  LateUnit,
  "unitName" | "head" | "phone" | "state" | "deadline" | "overdueDays" | "overdueWorkingDays"
> & {
  /** No address of it takes mail. */
  readonly unreachable?: boolean | undefined;
  readonly reason?: Pick<StatedReason, "text" | "promisedOn"> | undefined;
};

export type SupervisorLetterInput = {
  readonly milestone: string;
  readonly directive: Directive;
  readonly obligation: Obligation;
  readonly receiver: Unit;
  /** Set when it is of one duty's own ladder: whoever else is late is not looked for, and the list on the page has all. */
  readonly ofOneDuty?: boolean | undefined;
  /** In the order in which they are to be named; at most `MOST_NAMED`. */
  readonly late: readonly NamedUnit[];
  /** Units that owe the report, are not late, and of which no address takes mail; at most `MOST_NAMED`. */
  readonly unreachable: readonly Pick<LateUnit, "unitName" | "head" | "phone">[];
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

export type ExportLetterInput = {
  readonly directive: Directive;
  readonly obligation: Obligation;
  /** The unit that takes the reports in. */
  readonly receiverName: string;
  readonly file: ExportedFile;
  /** Until when it can be fetched. */
  readonly until: EpochMs;
  readonly siteUrl: string;
};

/** Writes letters. */
export type Letters = {
  readonly toUnit: (input: LetterInput) => LetterText;
  readonly toSupervisor: (input: SupervisorLetterInput) => LetterText;
  /** To whoever asked for a file that was made in the background. */
  readonly ofExport: (input: ExportLetterInput) => LetterText;
};
