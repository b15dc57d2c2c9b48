import type { Mailer, SendOutcome } from "./mailer.ts";

/** How many letters had which outcome, by the names of their metrics: `LettersSent`, `LettersThrottled` … */
export type OutcomeCounts = Partial<Record<(typeof NAMES)[SendOutcome["outcome"]], number>>;

const NAMES = {
  sent: "LettersSent",
  throttled: "LettersThrottled",
  quota: "LettersPastQuota",
  closed: "LettersClosed",
  "not-yet": "LettersWaiting",
  held: "LettersHeld",
  refused: "LettersRefused",
  unknown: "LettersUnknown",
} as const satisfies Record<SendOutcome["outcome"], string>;

/** A mailer that counts what becomes of its letters; what did not happen is not among the counts. */
export function countingMailer(mailer: Mailer): Mailer & { readonly counts: OutcomeCounts } {
  const counts: OutcomeCounts = {};
  return {
    counts,
    async send(mail) {
      const sent = await mailer.send(mail);
      const name = NAMES[sent.outcome];
      counts[name] = (counts[name] ?? 0) + 1;
      return sent;
    },
  };
}
