import type { Directive, Obligation } from "./directive.ts";
import type { Duty } from "./duty.ts";
import type { EpochMs } from "./instant.ts";
import type { LetterName } from "./letter.ts";
import type { Unit } from "./unit.ts";
import type { WorkingCalendar } from "./working-days.ts";

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
};
