import { isByHand } from "../../../functions/domain/by-hand.ts";
import { formatInstant } from "../../../functions/domain/instant.ts";
import { isEscalation } from "../../../functions/domain/ladder.ts";
import { answerOf, parseLetterKey } from "../../../functions/domain/letter.ts";
import { FROZEN_MS } from "../durations.ts";
import { unitOf } from "./ended.ts";
import type { Invariant } from "./ended.ts";
import { laddersOf, runsFor } from "./stories.ts";
import type { Run } from "./stories.ts";
import type { Wrong } from "./wrong.ts";

/** No reminder is sent beside the later milestone that has overtaken it. */
export const whatIsOvertakenIsNotSent: Invariant = (ended) =>
  [...ended.witness.duties.values()].flatMap((duty) => {
    const runs = runsFor(duty, ended);
    return duty.entries.flatMap(({ at, name, entry }): Wrong[] => {
      const { ladder, milestone } = parseLetterKey(name);
      if (entry?.status !== "claimed" || isEscalation(milestone) || answerOf(milestone) || isByHand(milestone))
        return [];
      // In the order of the calendar that was in force: a run that has begun keeps the moment that an earlier one gave it.
      const inOrder = laddersOf(duty, ladder, ended).findLast(({ since }) => since <= at)?.milestones ?? [];
      const own = inOrder.find(({ name: planned }) => planned === milestone);
      const after = new Set<string>(inOrder.filter(({ at: time }) => own && time > own.at).map((other) => other.name));
      const later = runs.find(
        (one) => one.run.ladder === ladder && after.has(one.run.milestone) && cameAt(one) < at - FROZEN_MS,
      );
      if (!later) return [];
      const wrong = `${unitOf(duty)}: ${name} was claimed at ${formatInstant(at)}, when ${later.run.milestone} had come`;
      return [{ wrong, about: [unitOf(duty), milestone] }];
    });
  });

/** One that a final year moved to a moment that had passed came when that was known, and it began. */
function cameAt({ run, story }: Run): number {
  const begunAt = story.phases.find(({ phase }) => phase !== "planned")?.at ?? run.at;
  return run.timedAnew ? Math.max(run.at, begunAt) : run.at;
}
