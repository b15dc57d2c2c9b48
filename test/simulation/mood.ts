import type { FaultKind, Harshness } from "./faults.ts";
import type { MailMood } from "./simulated-mail.ts";
import type { QueueMood } from "./simulated-queue.ts";
import type { ScheduleMood } from "./simulated-schedules.ts";
import type { Random } from "./random.ts";

/** How the world treats the program during one history. */
export type Mood = {
  readonly calm: boolean;
  readonly harshness: Harshness;
  /** The longest way of a request to a service, in milliseconds. */
  readonly slowestMs: number;
  /** When a client may notice that an answer was lost. */
  readonly noticedAfterMs: readonly number[];
  /** How far a machine's clock may be off, either way. */
  readonly clockSkewMs: number;
  /** How far the indexes may lag behind, and reads that do not ask for the latest write. */
  readonly indexLagMs: number;
  readonly readLagMs: number;
  /** How many items a query, or a page of open duties, answers at most. */
  readonly pageItems: number;
  /** How likely a milestone's function is told that its time is nearly over. */
  readonly shortLife: number;
  /** How likely a function is started anew instead of on a machine that is warm. */
  readonly coldStart: number;
  /** How likely the next person acts just when letters are being written. */
  readonly meddling: number;
  /** How likely the answer to a request never reaches whoever asked. */
  readonly answerLost: number;
  /** How likely a round of the watch is left out. */
  readonly roundMissed: number;
  readonly queue: QueueMood;
  readonly mail: MailMood;
  readonly schedules: ScheduleMood;
};

const ALL_FAULTS: readonly FaultKind[] = [
  "crash-before",
  "crash-after",
  "freeze-before",
  "freeze-after",
  "lost",
  "repeated",
  "throttled",
];

/** One history in twelve is calm: what breaks there breaks without anybody's doing. */
export function moodFrom(random: Random): Mood {
  const calm = random.chance(1 / 12);
  const sometimes = <T>(probability: number, value: T, otherwise: T): T =>
    !calm && random.chance(probability) ? value : otherwise;
  const kinds = random.some(ALL_FAULTS, 0.75);
  return {
    calm,
    harshness: {
      rate: calm ? 0 : random.pick([0, 0.004, 0.012, 0.03]),
      kinds,
      most: random.pick([2, 6, 15]),
    },
    slowestMs: random.pick([8, 60, 1500]),
    noticedAfterMs: [50, 50, 1000, 4000],
    clockSkewMs: calm ? 0 : random.pick([0, 100, 120_000]),
    indexLagMs: calm ? 0 : random.pick([0, 200, 5_000, 60_000]),
    readLagMs: calm ? 0 : random.pick([0, 0, 3_000]),
    pageItems: random.pick([1, 2, 1000, 1000, 1000]),
    shortLife: sometimes(0.2, random.pick([0.4, 1]), 0),
    coldStart: random.pick([0.02, 0.2]),
    meddling: random.pick([0, 0.01, 0.05]),
    answerLost: sometimes(0.4, 0.1, 0),
    roundMissed: sometimes(0.3, 0.2, 0),
    queue: {
      twice: sometimes(0.4, 0.08, 0),
      undeleted: sometimes(0.3, 0.08, 0),
      backlogMs: random.chance(0.15) ? random.pick([60_000, 2 * 3_600_000]) : 0,
    },
    mail: {
      throttled: sometimes(0.35, random.pick([0.05, 0.3, 0.9]), 0),
      closedHours: sometimes(0.12, random.pick([0.6, 2, 8]), 0),
      held: sometimes(0.1, 0.05, 0),
      unknown: sometimes(0.4, random.pick([0.04, 0.15]), 0),
      refused: sometimes(0.1, 0.05, 0),
      rejected: sometimes(0.1, 0.05, 0),
      eventLost: sometimes(0.3, 0.15, 0),
      eventTwice: sometimes(0.5, 0.2, 0),
      eventLate: sometimes(0.3, 0.15, 0),
    },
    schedules: {
      never: sometimes(0.4, 0.3, 0),
      twice: sometimes(0.4, 0.3, 0),
      refusesThePast: random.chance(0.5),
    },
  };
}
