/** 300 KB of 1,024 bytes: a function whose start people or systems wait for. */
const USUAL = 300 * 1024;

const budgets: Readonly<Record<string, number>> = {
  // Composes letters besides: MIME, and a calendar's entry; seals the link by which units say that they received the directive.
  "send-mail": 336_000,
  // All that offices do: lists and rulings, moves of dates, reminders by hand, years made final, what was sent on; and directives and
  // files of units as somebody gives them, with all that may be wrong. Units' reasons and contacts, too, so that the function that
  // they file at stays small.
  "office-site": 452_000,
  // Speaks to S3 besides, which answers in XML, and signs what browsers send it; says why a file was not taken. What anybody may
  // open: receipts' check, and where letters of issue lead.
  files: 374_000,
  // Made of libraries for DOCX and XLSX, in a function that nobody who files ever waits for.
  reports: 680_000,
  // Reads PDFs. Nobody waits for it.
  uploads: 2_000_000,
};

/** Bytes that a function's bundle may have at most: its start reads all of them. */
export const budgetOf = (entry: string): number => budgets[entry] ?? USUAL;
