export type Language = "vi" | "en";

/** The text in the visitor's language: both are written where they are read. */
export type Say = (vi: string, en: string) => string;

export const speaking = (language: Language): Say => (language === "vi" ? (vi) => vi : (_vi, en) => en);

/** Whoever is spoken to. */
export type Speaks = { readonly say: Say };
