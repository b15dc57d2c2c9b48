import { assumptions as a } from "./assumptions.ts";
import type { Usage } from "./prices.ts";
import { requestUnits } from "./request-units.ts";
import { BATCH, BYTES_PER_READ_UNIT, seasonOf, sweptReads, usageOf } from "./season-usage.ts";

/**
 * The same season with a schedule for each unit and milestone: nothing is swept, but each schedule is created, deleted
 * when its unit files first, and puts a message of its own on the queue.
 */
export function usageWithSchedulePerUnit(units: number): Usage {
  const usage = usageOf(units);
  const season = seasonOf(units);
  const { milestones, ladderLetters, openAtMilestones } = season;
  const created = units * (milestones.length - 1);
  const fired = openAtMilestones - units;
  const { milliseconds: ms, gigabytes: gb } = a;
  return {
    ...usage,
    readUnits: usage.readUnits - sweptReads(season),
    schedulesFired: usage.schedulesFired + fired,
    queueRequests: usage.queueRequests + ladderLetters - ladderLetters / BATCH,
    gigabyteSeconds:
      usage.gigabyteSeconds -
      (openAtMilestones * ms.sweepOfOne * gb.milestone) / 1_000 +
      (created * ms.schedulerCall * gb.milestone) / 1_000 +
      ((created - fired) * ms.schedulerCall * gb.web) / 1_000,
  };
}

/**
 * The same season without the index of what is open: each milestone, and each list of who is late, scans the table and
 * leaves out what was filed. What the index costs to write is saved.
 */
export function usageWithScans(units: number): Usage {
  const usage = usageOf(units);
  const season = seasonOf(units);
  const { milestones, filings, letters } = season;
  const scans = milestones.length + a.supervisorLists;
  const entryWrites = units + filings * requestUnits.file.index + letters * requestUnits.hearOfArrival.index;
  return {
    ...usage,
    writeUnits: usage.writeUnits - entryWrites,
    readUnits: usage.readUnits - sweptReads(season) + (scans * units * a.storedBytesPerUnit) / BYTES_PER_READ_UNIT,
  };
}
