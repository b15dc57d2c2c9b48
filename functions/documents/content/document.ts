/**
 * A paper of an office, as NĐ 30/2020/NĐ-CP, Appendix I lays it out: what it says, part by part. How it looks is
 * the matter of functions/office.
 */
export type DocumentContent = {
  readonly head: Letterhead;
  /** A công văn names its subject under the number; a report is titled in the middle of the sheet. */
  readonly title: { readonly kind: "letter" | "report"; readonly about: string };
  /** Kính gửi: one alone stands beside the words, several have a dashed line each. */
  readonly to: readonly string[];
  readonly body: readonly Block[];
  /** Nơi nhận, each with a dash; the last is the office's own file. */
  readonly copies: readonly string[];
  /** The post of who signs, in capitals; the name is left to the office. */
  readonly signerPost: string;
};

export type Letterhead = {
  /** The body above the office, or nothing when it is the highest. */
  readonly above: string | undefined;
  readonly office: string;
  /** With room for the register's number. */
  readonly number: string;
  /** With room for the day. */
  readonly placeAndDate: string;
};

export type Block =
  | { readonly block: "heading"; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly block: "paragraph"; readonly text: string }
  /** Where a passage comes from. */
  | { readonly block: "source"; readonly text: string }
  /** What the office itself has to write. */
  | { readonly block: "to-fill-in"; readonly text: string }
  | { readonly block: "list"; readonly items: readonly string[] }
  | Table;

export type Table = {
  readonly block: "table";
  /** Empty for a table that somebody pasted into a text; its columns may be without titles, too. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Whether the last row is the sum of the others. */
  readonly summed?: boolean;
  /** What the table does not tell by itself. */
  readonly note?: string | undefined;
};

/** `share` of the table's width, against the other columns. */
export type Column = { readonly title: string; readonly share: number; readonly kind?: "text" | "number" };

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ block: "heading", level, text });
export const paragraph = (text: string): Block => ({ block: "paragraph", text });
