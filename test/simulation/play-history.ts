import { ladderFor } from "../../functions/domain/ladder.ts";
import { workingDaysOfVietNam as calendar } from "../../functions/domain/working-days-vn.ts";
import { registerIn } from "../../functions/store/register.ts";
import { Cloud } from "./cloud.ts";
import type { Deployed } from "./cloud.ts";
import { theProgram } from "./deployed.ts";
import { DAY_MS, HOUR_MS } from "./durations.ts";
import { Gateway } from "./gateway.ts";
import { brokenIn } from "./invariants/all.ts";
import type { Broken } from "./invariants/all.ts";
import type { LaidAside } from "./invariants/ended.ts";
import { ItemStore } from "./item-store.ts";
import { issue, issuedAlready } from "./keeper.ts";
import { isClaimedStill } from "./ledger-of-mail.ts";
import { MemoryTable } from "./memory-table.ts";
import { moodFrom } from "./mood.ts";
import type { Mood } from "./mood.ts";
import { People } from "./people.ts";
import { inSurroundings } from "./program-surroundings.ts";
import { Random } from "./random.ts";
import { Scheduler } from "./scheduler.ts";
import { SUPERVISOR, seasonFrom } from "./season.ts";
import type { Season } from "./season.ts";
import { Trace } from "./trace.ts";
import { VirtualTime } from "./virtual-time.ts";
import { Witness } from "./witness.ts";
import { deadlineIn } from "../../functions/domain/deadline.ts";

export type History = {
  readonly seed: number;
  readonly broken: readonly Broken[];
  readonly season: Season;
  readonly mood: Mood;
  readonly witness: Witness;
  readonly laidAside: readonly LaidAside[];
  /** How many things were done to the program. */
  readonly faults: number;
  /** Everything that happened, a line each; nothing unless it was asked for. */
  readonly trace: readonly string[];
};

/** After the last milestone anybody can have been given, and the last look at it. */
const LONGEST_MS = 25 * DAY_MS;
/** How often an operator puts on a queue again what was laid aside. */
const REDRIVES = 5;

export type Played = {
  readonly deployed?: Deployed | undefined;
  readonly traced?: boolean | undefined;
};

/**
 * Plays the history of a seed to its end, and holds it against every invariant. The same seed plays the same history;
 * one at a time, since the program's surroundings are changed for each.
 */
export async function playHistory(
  seed: number,
  { deployed = theProgram, traced = false }: Played = {},
): Promise<History> {
  const random = new Random(seed);
  const mood = moodFrom(random);
  const season = seasonFrom(random, mood.calm);
  const time = new VirtualTime(season.issueAt - HOUR_MS);
  const scheduler = new Scheduler(time);
  const trace = traced ? new Trace(() => time.now) : undefined;
  const tell = trace?.tell;

  const witness: Witness = new Witness(
    () => time.now,
    (obligationId) =>
      cloud.sleepers === 0 &&
      witness.lastTurn(obligationId) < time.now - HOUR_MS &&
      cloud.countQueue.waiting.length + cloud.countQueue.dead.length === 0,
  );
  const items = new ItemStore(
    () => time.now,
    {
      ofIndexes: () => (mood.indexLagMs === 0 ? 0 : random.mostlyLow(0, mood.indexLagMs)),
      ofReads: () => (mood.readLagMs === 0 ? 0 : random.mostlyLow(0, mood.readLagMs)),
      mostOfReads: mood.readLagMs,
    },
    (change) => {
      witness.sees(change);
      if (change.key.pk === "MILESTONES") cloud.rounds.reconsider();
    },
  );
  const register = registerIn(new MemoryTable(items));
  const homeUnit = season.units.find(({ id }) => id === SUPERVISOR)!.id;
  let people: People | undefined;
  const cloud: Cloud = new Cloud(
    {
      scheduler,
      random,
      mood,
      items,
      homeUnit,
      firstKeeper: { email: season.units[0]!.clerkEmail as never, name: "", role: "supervisor", unitId: homeUnit },
      mailboxOf: (address) => season.mailboxes.get(address) ?? "takes",
      allowedFrom: (address) => season.allowedFrom.get(address) ?? 0,
      took: (mail) => {
        witness.mails.push(mail);
        tell?.(
          "mail service",
          `TAKES ${mail.id}: ${mail.tags["milestone"]} (${mail.tags["addressee"]}) of ${mail.tags["unit"]} to ${mail.to} (${mail.tags.attempt})`,
        );
      },
      isOnlyKnownHere: (mail) => isClaimedStill(mail, items),
      disturb: () => {
        if (random.chance(mood.meddling)) people?.hurry();
      },
      tell,
    },
    deployed,
  );
  const laidAside: LaidAside[] = [];
  await inSurroundings(tell && ((said) => tell("log", said)), async () => {
    await register.units.putUnits(season.units, new Map());
    await register.directives.createDirective(season.directive, time.now);

    const gateway = new Gateway({ cloud, time, random, mood });
    if (season.beginsAt === "issue")
      time.at(season.issueAt, () => issue({ season, cloud, gateway, time, random, tell }));
    else await issuedAlready(season, register, (run) => cloud.schedules.set(run));
    people = new People({ time, random, season, gateway, witness, tell }, momentsOf(season));

    const end = season.endAt + LONGEST_MS;
    for (let i = 0; ; i++) {
      await scheduler.run(end + i * DAY_MS);
      const queues = {
        post: cloud.postQueue,
        answer: cloud.answerQueue,
        run: cloud.runQueue,
        count: cloud.countQueue,
      } as const;
      const dead = (["post", "answer", "run", "count"] as const).flatMap((queue) =>
        queues[queue].dead.map((message) => ({ queue, message })),
      );
      laidAside.push(...dead);
      if (dead.length === 0 || i === REDRIVES) break;
      // When the mail service takes letters again, that is.
      time.after(mood.mail.closedHours * HOUR_MS, () => {
        tell?.("operator", `puts ${dead.length} messages on their queues again`);
        for (const queue of Object.values(queues)) queue.redrive();
      });
    }
  });
  const broken = brokenIn({
    season,
    mood,
    items,
    witness,
    laidAside,
    endedAt: time.now,
    faults: cloud.faults.done,
  });
  return { seed, broken, season, mood, witness, laidAside, faults: cloud.faults.done, trace: trace?.lines ?? [] };
}

function momentsOf({ directive, issueAt }: Season): number[] {
  const ladders = directive.obligations.flatMap((obligation) =>
    ladderFor(calendar, { directive, obligation, deadline: deadlineIn(obligation) }),
  );
  return [issueAt, ...ladders.map(({ at }) => at).filter((at) => at > issueAt)];
}
