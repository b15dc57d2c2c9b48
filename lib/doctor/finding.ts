/** What is to be said of one thing that a first letter needs. */
export type Finding = {
  readonly about: string;
  /** `unknown` when it could not be asked, or cannot be told yet. */
  readonly state: "there" | "missing" | "unknown";
  readonly says: string;
  /** What to do about it. */
  readonly todo?: string;
};

const MARKS = { there: "✓", missing: "✗", unknown: "?" } as const;

/** A finding as a line to read. */
export const lineOf = ({ about, state, says, todo }: Finding): string =>
  `${MARKS[state]} ${about}: ${says}${todo === undefined ? "" : `\n    → ${todo}`}`;

/** 1 when something is missing, 2 when nothing is but something could not be told, else 0. */
export function exitCodeOf(findings: readonly Finding[]): number {
  if (findings.some(({ state }) => state === "missing")) return 1;
  return findings.some(({ state }) => state === "unknown") ? 2 : 0;
}
