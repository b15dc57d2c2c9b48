import { formatInstant } from "../../../functions/domain/instant.ts";
import type { DutyStory } from "../witness.ts";
import { obligationOf, unitOf } from "./ended.ts";
import type { Ended, Invariant } from "./ended.ts";
import { lettersOf, milestonesOf, runsFor } from "./stories.ts";
import type { Wrong } from "./wrong.ts";
import { isMove } from "../../../functions/domain/ladder.ts";

/** Every milestone of every ladder that a duty was ever on has a run, at its time, that is settled or skipped; no other has run. */
export const everyMilestoneRan: Invariant = (ended) => {
  const unfinished = ended.items
    .partition("MILESTONES")
    .filter(({ phase }) => phase !== "settled" && phase !== "skipped")
    .map(({ sk, phase }): Wrong => ({
      wrong: `${String(sk)} ended as ${String(phase)}`,
      about: [String(sk).split("#").slice(3).join("#")],
    }));
  return [...unfinished, ...[...ended.witness.duties.values()].flatMap((duty) => planFaults(duty, ended))];
};

function planFaults(duty: DutyStory, ended: Ended): Wrong[] {
  const runs = runsFor(duty, ended).map(({ run }) => run);
  const ladders = [...new Set(duty.moments.map(({ ladder }) => ladder))];
  return ladders.flatMap((ladder) => {
    const milestones = milestonesOf(duty, ladder, ended);
    const own = runs.filter(
      (run) => run.ladder === ladder && run.milestone !== "issue" && !isMove(run.milestone) && !run.byHand,
    );
    const wrong = (name: string, what: string): Wrong => ({
      wrong: `${obligationOf(duty)} ${unitOf(duty)}: ${ladder}.${name} ${what}`,
      about: [unitOf(duty), name],
    });
    const missing = milestones.flatMap(({ name, at }) => {
      const run = own.find(({ milestone }) => milestone === name);
      // Of a date that was moved while the duties were being laid out, what had not been planned by then is planned no more.
      if (!run) return ladder <= 0 && ended.witness.moves.length > 0 ? [] : [wrong(name, "was never planned")];
      return run.at === at ? [] : [wrong(name, `was planned for ${formatInstant(run.at)}, not ${formatInstant(at)}`)];
    });
    const extra = own.filter(
      ({ milestone, phase }) => phase === "settled" && !milestones.some(({ name }) => name === milestone),
    );
    return [...missing, ...extra.map(({ milestone }) => wrong(milestone, "has run, and is not on the ladder"))];
  });
}

/** No claim stays open for ever: each is confirmed, or given back. */
export const noClaimStaysOpen: Invariant = (ended) => {
  const ledgers = [...ended.witness.duties.values(), ...ended.witness.runs.values()];
  return ledgers.flatMap((story) =>
    Object.entries(lettersOf(story, ended))
      .filter(([, { status }]) => status === "claimed")
      .map(([name, { attempt = "" }]): Wrong => ({
        wrong: `${story.sk}: ${name} is still claimed by ${attempt}`,
        about: [story.sk.split("#").at(-1) ?? "", name.split(".")[1] ?? ""],
      })),
  );
};
