/** Words of a paragraph, some of them to be seen first. */
export type Phrase = string | { readonly strong: string };

/** What letters are built of. Letters write no markup: both renderings are made here, from the same words. */
export type Block =
  | { readonly block: "paragraph"; readonly phrases: readonly Phrase[] }
  | { readonly block: "facts"; readonly rows: readonly Fact[] }
  /** Somebody's own words, line by line. */
  | { readonly block: "quote"; readonly text: string }
  | { readonly block: "numbered"; readonly items: readonly Item[] }
  | {
      readonly block: "link";
      readonly label: string;
      readonly url: string;
      readonly note: string;
      /** Beside what the letter is about: no button. */
      readonly quiet?: boolean;
    };

export type Fact = { readonly label: string; readonly value: string; readonly strong?: boolean };

export type Item = { readonly title: string; readonly lines: readonly string[] };

/** The colours that offices know: blue in progress, amber soon, red overdue, green done. */
export type Mood = "calm" | "soon" | "late" | "done";

export type LetterBody = {
  readonly mood: Mood;
  readonly title: string;
  /** Whom it is addressed to, after “Kính gửi:”. */
  readonly to: string;
  readonly blocks: readonly Block[];
  readonly footer: readonly string[];
};
