/** 300 KB of 1,024 bytes: a function whose start people or systems wait for. */
const USUAL = 300 * 1024;

const budgets: Readonly<Record<string, number>> = {
  // Composes letters besides, as MIME, that of a file which was made among them; and speaks to the queue, to ask for what a mended address has missed.
  "send-mail": 348_000,
  // The start of everybody, the obligations and one of them, and what those share with the rooms, which hold all else that offices do: lists and rulings, moves of dates, years made final, what was sent on, units
  // added, released and reminded by hand (12 KB of use case and pages); acts on several at once, and the review of reports (15 KB); and directives and files of units as somebody gives them, with all that may be wrong. The reader of
  // workbooks, 60 KB of it, is evaluated when a file comes. And the letters themselves, 33 KB, shown before a directive is issued. Entering one
  // explains its dates, finds its units and keeps it unfinished: 6 KB.
  "office-site": 338_000,
  // Speaks to S3 besides, which answers in XML, and signs what browsers send it; says why a file was not taken. Shows what was
  // filed and done, by the API too. Announces several files at once, and says what a signed PDF has on it.
  files: 401_000,
  // Made of libraries for DOCX and XLSX, in a function that nobody who files ever waits for.
  reports: 693_000,
  // The same libraries, and no pages. Nobody waits for it.
  exports: 600_000,
  // Reads PDFs. Nobody waits for it.
  uploads: 2_000_000,
};

/** The same of functions whose rooms are loaded when somebody comes to them: with all of those. */
const wholes: Readonly<Record<string, number>> = { "office-site": 729_000 };

/** Bytes that a function's start may load at most. */
export const budgetOf = (entry: string): number => budgets[entry] ?? USUAL;

/** Bytes that it may have at most with what is loaded later. */
export const wholeBudgetOf = (entry: string): number => wholes[entry] ?? budgetOf(entry);
