import { WITHDRAWN } from "../../../functions/domain/ladder.ts";
import { letterKey } from "../../../functions/domain/letter.ts";
import type { MilestoneRun } from "../../../functions/domain/milestone-run.ts";
import { HOUR_MS } from "../durations.ts";
import { isOpenState } from "../witness.ts";
import type { DutyStory } from "../witness.ts";
import { obligationOf, unitOf } from "./ended.ts";
import type { Ended, Invariant } from "./ended.ts";
import { laddersOf, lettersOf, runsFor, throughout } from "./stories.ts";
import type { Wrong } from "./wrong.ts";

/**
 * Of a change of reporters all is done, whatever crashed: whoever was added has a duty, and the letter of issue has an outcome
 * unless the report was not owed any more; whoever was released was freed, or had filed. No change that was told is not there.
 */
export const reportersAreToldOnce: Invariant = (ended) => {
  const runs = ended.items.partition("MILESTONES").flatMap((item) => {
    const run = item as unknown as MilestoneRun;
    return run.reporters ? [run] : [];
  });
  const unknown = ended.witness.acknowledged
    .filter(({ act, attempt }) => act === "reporters" && !runs.some(({ plannedBy }) => plannedBy === attempt))
    .map(({ attempt }): Wrong => ({ wrong: `a change of reporters was told, and is not there`, about: [attempt] }));
  return [...unknown, ...runs.flatMap((run) => undone(run, ended))];
};

function undone(run: MilestoneRun, ended: Ended): Wrong[] {
  // Broken off, and overtaken by the withdrawal of the directive, it is given up; unless somebody was told that it was done.
  const wasTold = ended.witness.acknowledged.some(({ attempt, underWay }) => attempt === run.plannedBy && !underWay);
  if (run.phase === "skipped" && ended.witness.withdrawnAt !== undefined && !wasTold) return [];
  const wrong = (unit: string, what: string): Wrong[] => [
    { wrong: `${run.obligationId} ${unit}: ${run.milestone} ${what}`, about: [unit] },
  ];
  const storyOf = (unit: string): DutyStory | undefined =>
    [...ended.witness.duties.values()].find((duty) => obligationOf(duty) === run.obligationId && unitOf(duty) === unit);
  const added = (run.reporters?.add ?? []).flatMap((unit) => {
    const story = storyOf(unit);
    const born = story?.moments[0];
    if (!story || !born) return wrong(unit, "added it, and it has no duty");
    if (born.at < run.at - HOUR_MS) return wrong(unit, "added it, and it was there before");
    // Whoever is added as the directive is withdrawn is told that, and nothing else; as all are reminded by hand, he is reminded, too. What was passed over at issue may be to
    // come by a year that was made final since: to whoever can be reached again it is sent then.
    const past = runsFor(story, ended).filter(
      ({ run: one }) =>
        one.milestone !== "issue" &&
        one.milestone !== WITHDRAWN &&
        !one.byHand &&
        one.unitId === undefined &&
        one.at <= run.at &&
        !laddersOf(story, one.ladder, ended).some(({ milestones }) =>
          milestones.some(({ name, at }) => name === one.milestone && at > run.at),
        ),
    );
    const ledger = lettersOf(story, ended);
    const early = past.filter(({ run: { ladder, milestone } }) => {
      const entry = ledger[letterKey({ ladder, milestone, addressee: "unit" })];
      return born.follows >= -ladder && entry !== undefined && entry.status !== "skipped";
    });
    if (early.length > 0) return wrong(unit, `added it, and ${early[0]?.run.milestone} of before was sent to it`);
    const owed = throughout(story, born.at, born.at + 3 * HOUR_MS, ({ state }) => isOpenState(state));
    return owed && !ledger["0.issue.unit"] ? wrong(unit, "added it, and nobody told it") : [];
  });
  const released = (run.reporters?.release ?? []).flatMap((unit) => {
    const moments = storyOf(unit)?.moments ?? [];
    const done = moments.some(({ at, state }) => at >= run.at - HOUR_MS && !isOpenState(state));
    return done ? [] : wrong(unit, "released it, and it owes the report still");
  });
  return [...added, ...released];
}
