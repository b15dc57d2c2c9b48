import { isByHand, lastRemindedAt, mayRemindFrom } from "../../../functions/domain/by-hand.ts";
import { formatInstant } from "../../../functions/domain/instant.ts";
import { parseLetterKey } from "../../../functions/domain/letter.ts";
import type { LetterEntry } from "../../../functions/domain/letter.ts";
import { FROZEN_MS, MINUTE_MS } from "../durations.ts";
import type { DutyStory } from "../witness.ts";
import { unitOf } from "./ended.ts";
import type { Invariant } from "./ended.ts";
import { calendarsOf, runsFor } from "./stories.ts";
import type { Wrong } from "./wrong.ts";

/** A clock may be off by two minutes, and so may be that of whoever wrote before. */
const SKEW_MS = 4 * MINUTE_MS;

/**
 * Nobody is reminded by hand within a working day of his last letter, unless whoever reminded said so; of two reminders
 * by hand not even at one moment, though a letter of the ladder may go out while one is being claimed.
 */
export const nobodyIsRemindedTooSoon: Invariant = (ended) =>
  [...ended.witness.duties.values()].flatMap((duty) =>
    duty.entries.flatMap(({ at, name, entry }, i): Wrong[] => {
      const { milestone } = parseLetterKey(name);
      if (entry?.status !== "claimed" || !isByHand(milestone)) return [];
      const run = runsFor(duty, ended).find((one) => one.run.milestone === milestone)?.run;
      if (!run)
        return [{ wrong: `${unitOf(duty)}: ${name} was claimed without a reminder`, about: [unitOf(duty), milestone] }];
      if (run.byHand?.again) return [];
      const letters = Object.entries(ledgerBefore(duty, i)).filter(
        ([key, { at: writtenAt }]) => isByHand(parseLetterKey(key).milestone) || writtenAt < at - FROZEN_MS,
      );
      const last = lastRemindedAt({ letters: Object.fromEntries(letters) }, milestone);
      if (last === undefined) return [];
      // By whichever calendar was known to whoever decided.
      const from = Math.min(...calendarsOf(ended.witness).map(({ calendar }) => mayRemindFrom(calendar, last)));
      if (from <= Math.max(at, run.at) + SKEW_MS) return [];
      const wrong = `${unitOf(duty)}: ${name} was claimed at ${formatInstant(at)}, after a letter of ${formatInstant(last)}`;
      return [{ wrong, about: [unitOf(duty), milestone] }];
    }),
  );

/** A ledger as it stood before its how-manieth change; what stood there when the history began is older than a working day or is of the issue. */
function ledgerBefore({ entries }: DutyStory, change: number): Record<string, LetterEntry> {
  const ledger: Record<string, LetterEntry> = {};
  for (const { name, entry } of entries.slice(0, change)) {
    if (entry) ledger[name] = entry;
    else delete ledger[name];
  }
  return ledger;
}
