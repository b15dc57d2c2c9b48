import { formatInstant } from "../../../functions/domain/instant.ts";
import { FROZEN_MS } from "../durations.ts";
import type { DutyStory } from "../witness.ts";
import { obligationOf, unitOf } from "./ended.ts";
import type { Ended, Invariant } from "./ended.ts";
import { laddersOf, lettersOf, runsFor } from "./stories.ts";
import type { Run } from "./stories.ts";
import type { Wrong } from "./wrong.ts";
import { isOfObligation } from "../../../functions/domain/ladder.ts";

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
  const runs = runsFor(duty, ended);
  // Of a date that was moved, and the directive withdrawn before the duty followed, nothing is planned.
  const asked = duty.moments.filter(({ state }) => state !== "withdrawn");
  const ladders = [...new Set(asked.map(({ ladder }) => ladder))];
  return ladders.flatMap((ladder) => {
    const byEachCalendar = laddersOf(duty, ladder, ended);
    const own = runs.filter(
      ({ run }) =>
        run.ladder === ladder &&
        run.milestone !== "issue" &&
        !isOfObligation(run.milestone) &&
        !run.reporters &&
        !run.byHand,
    );
    const wrong = (name: string, what: string): Wrong => ({
      wrong: `${obligationOf(duty)} ${unitOf(duty)}: ${ladder}.${name} ${what}`,
      about: [unitOf(duty), name],
    });
    const names = new Set(byEachCalendar.flatMap(({ milestones }) => milestones.map(({ name }) => name)));
    const missing = [...names].flatMap((name) => {
      const moments = byEachCalendar.map(({ since, milestones }) => ({
        since,
        at: milestones.find((milestone) => milestone.name === name)?.at,
      }));
      const found = own.find(({ run }) => run.milestone === name);
      if (!found) {
        // Of a date that was moved while the duties were being laid out, what had not been planned by then is planned no more. Where
        // the date of the consolidation was moved, follow-ups stop before the new one.
        const isExcused = (ladder <= 0 || name.startsWith("follow-up-")) && ended.witness.moves.length > 0;
        return isExcused || moments.some(({ at }) => at === undefined) ? [] : [wrong(name, "was never planned")];
      }
      const right = momentsInForce(found, moments);
      const when = right.map((at) => formatInstant(at)).join(" or ");
      return right.includes(found.run.at)
        ? []
        : [wrong(name, `was planned for ${formatInstant(found.run.at)}, not ${when}`)];
    });
    // Where the date of the consolidation was moved, follow-ups go on until the new one.
    const isMoved = ended.witness.moves.length > 0;
    const extra = own.filter(
      ({ run: { phase, milestone } }) =>
        phase === "settled" && !names.has(milestone) && !(isMoved && milestone.startsWith("follow-up-")),
    );
    return [...missing, ...extra.map(({ run }) => wrong(run.milestone, "has run, and is not on the ladder"))];
  });
}

/** Where a milestone falls by the calendar that was known when its run began; of one that never ran, by any. */
function momentsInForce({ run, story }: Run, moments: readonly { since: number; at: number | undefined }[]): number[] {
  const begunAt = story.phases.find(({ phase }) => phase === "sweeping")?.at;
  const known =
    run.phase === "skipped" || begunAt === undefined
      ? moments
      : moments.filter(({ since }, i) => {
          const until = moments[i + 1]?.since ?? Infinity;
          return since <= begunAt && until > begunAt - FROZEN_MS;
        });
  return known.flatMap(({ at }) => at ?? []);
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
