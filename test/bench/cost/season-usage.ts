import { isEscalation } from "../../../functions/domain/ladder.ts";
import { addresseesAt } from "../../../functions/domain/owed.ts";
import { assumptions as a } from "./assumptions.ts";
import type { Usage } from "./prices.ts";
import { requestUnits, written } from "./request-units.ts";
import { unitsOpenAt } from "./season.ts";

const MINUTES_PER_DAY = 1_440;
const WATCH_MINUTES = 5;
const PAGE = 500;
/** Its first draft turns a duty, and its filing does. */
const COUNTS_OF_FILING = 2;
/** A filing's receipt is asked for ahead of it and after it, by letter and in its register; the letter goes out once. */
const ASKED = 2;
/** The mail service tells of each that it was sent, and that it arrived. */
const EVENTS_OF_LETTER = 2;
/** Messages that go onto a queue, and come off it, together. */
export const BATCH = 10;
/** Of reads that may be a moment old. */
export const BYTES_PER_READ_UNIT = 8_192;

/** What of one obligation follows from how many units it is laid upon. */
export type Season = ReturnType<typeof seasonOf>;

export function seasonOf(units: number) {
  const milestones = Object.entries(unitsOpenAt).map(([name, share]) => ({ name, open: units * share }));
  const filings = units * (1 - unitsOpenAt["follow-up-5"]);
  const ladderLetters =
    milestones.reduce((sum, { name, open }) => sum + open * addresseesAt(name).length, 0) +
    milestones.filter(({ name }) => isEscalation(name)).length;
  return {
    units,
    milestones,
    filings,
    ladderLetters,
    letters: ladderLetters + filings,
    /** Every unit that is open at a milestone, once for each: what the sweeps go over. */
    openAtMilestones: milestones.reduce((sum, { open }) => sum + open, 0),
    requests: units * a.requestsPerUnit + a.supervisorRequests,
    rounds: (a.days * MINUTES_PER_DAY) / WATCH_MINUTES,
  };
}

/** What a season of so many units uses, as the program is. */
export function usageOf(units: number): Usage {
  const season = seasonOf(units);
  const { filings, letters, requests, rounds, milestones } = season;
  return {
    letters,
    writeUnits: writesOf(season),
    readUnits: readsOf(season),
    storedGigabyteMonths: (units * a.storedBytesPerUnit * a.months) / 1e9,
    invocations:
      requests +
      (letters * (1 + EVENTS_OF_LETTER)) / BATCH +
      filings * COUNTS_OF_FILING +
      rounds +
      milestones.length * 2,
    gigabyteSeconds: gigabyteSecondsOf(season),
    // Each message is sent, received and deleted. A filing's, its receipt and its counts, come alone; events are put on
    // their queue one by one, and taken from it together.
    queueRequests:
      (season.ladderLetters * 3) / BATCH +
      filings * (ASKED + COUNTS_OF_FILING) * 3 +
      letters * EVENTS_OF_LETTER * (1 + 2 / BATCH) +
      idlePolls(),
    events: letters * EVENTS_OF_LETTER,
    schedulesFired: milestones.length - 1 + rounds,
    apiRequests: requests,
    gigabytesOut: (requests * a.kilobytesPerAnswer) / 1e6,
    gigabytesLogged: (requests * a.kilobytesLoggedPerRequest) / 1e6,
    alarmMonths: a.alarmMetrics * a.months,
  };
}

const idlePolls = (): number => a.workQueues * a.idlePollsPerMinute * MINUTES_PER_DAY * a.days;

function writesOf({ units, filings, letters, openAtMilestones }: Season): number {
  const furtherKilobytes = a.reportKilobytes - 1;
  const drafts =
    written("beginDraft") + (a.draftsPerReport - 1) * written("keepDraft") + a.draftsPerReport * furtherKilobytes;
  return (
    units * written("layOut") +
    filings *
      (drafts +
        written("file") +
        furtherKilobytes +
        COUNTS_OF_FILING * (written("count") + a.rollKilobytes - 1) +
        ASKED * written("enterReceipt")) +
    letters * (written("sendLetter") + written("hearOfArrival")) +
    openAtMilestones / PAGE
  );
}

function readsOf(season: Season): number {
  const { units, filings, letters, requests, rounds, milestones } = season;
  const { count, sendLetter, postReceipt, enterReceipt, hearOfSending, hearOfArrival } = requestUnits;
  return (
    requests * a.readUnitsPerRequest +
    filings * COUNTS_OF_FILING * count.read +
    letters * (sendLetter.read + hearOfSending.read + hearOfArrival.read) +
    filings * (postReceipt.read - sendLetter.read + ASKED * enterReceipt.read) +
    sweptReads(season) +
    // Each milestone is looked over once more, every duty of it.
    (milestones.length * units * a.dutyBytes) / BYTES_PER_READ_UNIT +
    rounds * 0.5
  );
}

/** What the sweeps read of the sparse index. */
export const sweptReads = ({ openAtMilestones }: Season): number =>
  (openAtMilestones * a.entryBytes) / BYTES_PER_READ_UNIT;

function gigabyteSecondsOf({ letters, filings, requests, rounds, openAtMilestones }: Season): number {
  const { milliseconds: ms, gigabytes: gb } = a;
  return (
    (requests * ms.request * gb.web) / 1_000 +
    (letters * a.postWorkers * gb.post) / a.lettersPerSecond +
    (letters * EVENTS_OF_LETTER * ms.event * gb.mailEvents) / 1_000 +
    (filings * COUNTS_OF_FILING * ms.count * gb.count) / 1_000 +
    (openAtMilestones * ms.sweepOfOne * gb.milestone) / 1_000 +
    (rounds * ms.round * gb.watch) / 1_000
  );
}
