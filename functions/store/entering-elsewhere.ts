import type { Entering } from "./entering.ts";

const notHere = (): never => {
  throw new Error("Directives are entered by another function.");
};

/** What is kept for who enters directives, for functions by which none is entered: their bundles are spared it (D157). */
export const ENTERED_ELSEWHERE: Entering = {
  draft: notHere,
  drafts: notHere,
  saveDraft: notHere,
  dropDraft: notHere,
  last: notHere,
  keepLast: notHere,
};
