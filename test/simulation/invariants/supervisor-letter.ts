import { DeadlineSchema, dueAt } from "../../../functions/domain/deadline.ts";
import { formatInstant } from "../../../functions/domain/instant.ts";
import { isEscalation } from "../../../functions/domain/ladder.ts";
import type { MilestoneRun } from "../../../functions/domain/milestone-run.ts";
import { FROZEN_MS, MINUTE_MS } from "../durations.ts";
import type { TakenMail } from "../simulated-mail.ts";
import { isOpenState } from "../witness.ts";
import type { DutyMoment, DutyStory } from "../witness.ts";
import { obligationOf, unitOf } from "./ended.ts";
import type { Ended, Invariant } from "./ended.ts";
import type { Wrong } from "./wrong.ts";
import { runsFor, throughout } from "./stories.ts";

/**
 * The letter to the supervisor names exactly those who were late when it was written: everybody who was late all the
 * time while its writer looked, nobody who was late at no moment of it. Its writer looks at an index, which may lag.
 */
export const supervisorsAreToldTheTruth: Invariant = (ended) => [
  ...ended.witness.mails
    .filter(({ tags }) => tags["kind"] === "supervisor-letter")
    .flatMap((mail) => untruths(mail, ended)),
  ...keptFromThem(ended),
  ...overtaken(ended),
];

/** No list goes out beside a later one of the same duties that has begun; and none is left out for one that has not. */
function overtaken({ items, witness }: Ended): Wrong[] {
  const lists = (items.partition("MILESTONES") as unknown as (MilestoneRun & { sk: string })[]).flatMap((run) => {
    const story = witness.runs.get(run.sk);
    if (!story || !isEscalation(run.milestone)) return [];
    return [{ run, story, begunAt: story.phases.find(({ phase }) => phase === "sweeping")?.at ?? Infinity }];
  });
  return lists.flatMap(({ run, story }) => {
    const later = lists.filter(
      (other) =>
        other.run.obligationId === run.obligationId &&
        other.run.unitId === run.unitId &&
        Math.abs(other.run.ladder) >= Math.abs(run.ladder) &&
        other.run.at > run.at,
    );
    return story.entries.flatMap(({ at, entry }): Wrong[] => {
      const [, by] = /^overtaken by (.+)$/.exec(entry?.reason ?? "") ?? [];
      const hadBegun = later.some(({ run: { milestone }, begunAt }) => milestone === by && begunAt <= at);
      const beside = entry?.status === "claimed" && later.find(({ begunAt }) => begunAt < at - FROZEN_MS);
      const wrong = (what: string): Wrong => ({ wrong: `the list of ${run.sk} ${what}`, about: [run.milestone] });
      return [
        ...(beside ? [wrong(`was claimed at ${formatInstant(at)}, when ${beside.run.milestone} had begun`)] : []),
        ...(by !== undefined && !hadBegun ? [wrong(`was left out for ${by}, which had not begun`)] : []),
      ];
    });
  });
}

/** Every escalation that ran has the outcome of its list; and if that was not sent since nobody was late, then nobody was. */
function keptFromThem(ended: Ended): Wrong[] {
  return [...ended.witness.duties.values()].flatMap((duty) =>
    runsFor(duty, ended).flatMap(({ run }): Wrong[] => {
      if (!isEscalation(run.milestone) || run.phase !== "settled") return [];
      const wrong = (what: string): Wrong[] => [
        { wrong: `the list of ${run.milestone} ${what}`, about: [run.milestone, "supervisor"] },
      ];
      const entry = run.letters[`${run.ladder}.${run.milestone}.unit`];
      if (!entry) return wrong("has no outcome");
      const isLate = ({ state, deadline, ladder }: DutyMoment): boolean =>
        isOpenState(state) && isPastFor(deadline, run.at) && (run.unitId === undefined || ladder === run.ladder);
      // Who began to owe a report a moment before may not be in the index yet.
      if (isToFollow(duty, ended.witness.moves, entry.at) || isWithdrawnBy(ended, entry.at)) return [];
      const wasLate = throughout(duty, run.at - ended.mood.indexLagMs, entry.at + LONGEST_LOOK_MS, isLate);
      return entry.reason === "nobody is late" && wasLate ? wrong(`was not sent, though ${unitOf(duty)} was late`) : [];
    }),
  );
}

/** From a look to what is written of it: a writer may be frozen for forty minutes, and his clock be off by two. */
const LONGEST_LOOK_MS = 45 * MINUTE_MS;

function untruths(mail: TakenMail, { season, mood, witness }: Ended): Wrong[] {
  const named = namesIn(mail);
  if (isWithdrawnBy({ witness }, mail.looked.from - LONGEST_LOOK_MS))
    return [
      {
        wrong: `the list of ${mail.tags["milestone"]} of what had been withdrawn: ${named.join(", ")}`,
        about: [mail.id],
      },
    ];
  if (isWithdrawnBy({ witness }, mail.looked.to)) return [];
  if (named.length === 0)
    return [{ wrong: `a list of ${mail.tags["milestone"]} without a name on it`, about: [mail.id] }];
  const from = mail.looked.from - mood.indexLagMs;
  const { to } = mail.looked;
  return [...witness.duties.values()]
    .filter((duty) => obligationOf(duty) === mail.tags["obligation"])
    .filter((duty) => mail.tags["of"] === undefined || mail.tags["of"] === unitOf(duty))
    .flatMap((duty) => {
      const name = season.units.find(({ id }) => id === unitOf(duty))!.name;
      // Clocks may be off by two minutes: what was late for some and not for others may stand there or not.
      const surely = ({ state, deadline }: DutyMoment) =>
        isOpenState(state) && isPastFor(deadline, from - 2 * MINUTE_MS);
      const perhaps = ({ state, deadline }: DutyMoment) =>
        isOpenState(state) && isPastFor(deadline, to + 2 * MINUTE_MS);
      const wrong = (what: string): Wrong => ({ wrong: what, about: [unitOf(duty)] });
      const when = `the list of ${mail.tags["milestone"]}, looked up at ${formatInstant(to)}`;
      // By the date that its obligation has, whether or not the duty's own record has it yet.
      if (isToFollow(duty, witness.moves, to)) return [];
      if (throughout(duty, from, to, surely) && !named.includes(name))
        return [wrong(`${when}, leaves out ${name}, who was late`)];
      if (!atSomeTime(duty, from, to, perhaps) && named.includes(name))
        return [wrong(`${when}, names ${name}, who was not late`)];
      return [];
    });
}

const isWithdrawnBy = ({ witness }: Pick<Ended, "witness">, at: number): boolean =>
  witness.withdrawnAt !== undefined && witness.withdrawnAt <= at;

/** Whether a date was moved, and the duty had not been written to since. */
function isToFollow({ moments }: DutyStory, moves: readonly number[], at: number): boolean {
  return moves.some(
    (moved) => moved <= at && !moments.some((one) => one.follows > 0 && one.at >= moved && one.at <= at),
  );
}

/** The numbered names up to the paragraph on those who cannot be reached. */
function namesIn({ letter }: Pick<TakenMail, "letter">): string[] {
  const [late = ""] = letter.text.split(/^\d+ đơn vị chưa quá hạn không nhận được thư/m);
  return [...late.matchAll(/^\d+\. (.+)$/gm)].map(([, name = ""]) => name);
}

const isPastFor = (before: string, at: number): boolean => dueAt(DeadlineSchema.parse(before)) <= at;

function atSomeTime(duty: DutyStory, from: number, to: number, holds: (moment: DutyMoment) => boolean): boolean {
  return !throughout(duty, from, to, (moment) => !holds(moment));
}
