import { deadlineGiven, deadlineIn, dueAt } from "../../../functions/domain/deadline.ts";
import { MINUTE_MS } from "../../../functions/domain/instant.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import { ladderFor } from "../../../functions/domain/ladder.ts";
import { addressOf, addressesOf } from "../../../functions/domain/unit.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import type { FaultRequest } from "embedded-cloud";
import type { Scenario } from "../replay/scenario.ts";
import { chanceOf } from "./chance.ts";
import type { Chance } from "./chance.ts";

/** For how long the faultPlan of a step goes on: twice as long as a queue tries a message, so that what is given up is. */
export const STORM_MS = 120 * MINUTE_MS;
/** By when every letter that was held up must have arrived; a chaos breaks only where nothing else falls within it. */
export const PATIENCE_MS = 240 * MINUTE_MS;

/**
 * By when those must have arrived that waited for their address to be allowed: what asks for them again looks once a day
 * while nothing happens.
 */
export const WAITING_PATIENCE_MS = 27 * 60 * MINUTE_MS;

/** One step of a season: a move of the clock, or an act. */
export type Step = { readonly name: string; readonly at: EpochMs; readonly kind: "move" | "act" };

/** What befalls a step. */
export type Strike = {
  /** Injected before it, and taken back after it; what makes an address dead for good stays. */
  readonly faults: readonly FaultRequest[];
  /** After how many real milliseconds of the step the process is killed. */
  readonly killAfterMs: readonly number[];
};

export type FaultPlan = (step: Step) => Strike;

const clear: Strike = { faults: [], killAfterMs: [] };

/**
 * The faultPlan of a season, decided by the seed. What cannot be told from a fault is kept out of it: a process that
 * is down at a deadline takes a report in late, and rightly so; so nothing strikes a step that another moment
 * of the season follows within `PATIENCE_MS`. Nor does it lose both the answer of a send and the events that tell of
 * it: of such a letter nobody can know (D11, D99).
 */
export function weatherOf(scenario: Scenario, seed: number): FaultPlan {
  const moments = momentsOf(scenario);
  const clerks = clerksOf(scenario);
  return ({ name, at, kind }) => {
    const next = moments.find((moment) => moment > at) ?? at;
    if (next - at < PATIENCE_MS) return clear;
    const chance = chanceOf(`${seed} ${name}`);
    switch (chance.below(20)) {
      case 0:
        return { faults: throttled(chance), killAfterMs: [] };
      case 1:
        return { faults: unheard(chance, clerks.reachable), killAfterMs: [] };
      case 2:
      case 3:
        return { faults: unanswered(chance), killAfterMs: kills(chance, kind, 15) };
      case 4:
        return { faults: comeBack(chance, clerks.failing), killAfterMs: kills(chance, kind, 15) };
      case 5:
      case 6:
        return { faults: [], killAfterMs: kills(chance, kind, 60) };
      case 7:
      case 8:
        return { faults: disordered(chance), killAfterMs: kills(chance, kind, 15) };
      case 9:
        return { faults: tableThrottled(chance), killAfterMs: kills(chance, kind, 15) };
      case 10:
        return { faults: indexLagging(chance), killAfterMs: kills(chance, kind, 15) };
      case 11:
        if (next - at < WAITING_PATIENCE_MS) return clear;
        return { faults: notAllowed(chance, clerks.reachable), killAfterMs: kills(chance, kind, 15) };
      default:
        return clear;
    }
  };
}

/** Whether a fault makes letters wait until somebody has acted on it. */
export function makesWait({ kind }: FaultRequest): boolean {
  return kind === "sandbox" || kind === "access-denied";
}

/** The address that a fault makes dead for good. */
export function deadBy(fault: FaultRequest): string | undefined {
  return fault.kind === "bounce" || fault.kind === "suppressed" ? fault.address : undefined;
}

/** SES refuses for a while. */
function throttled(chance: Chance): FaultRequest[] {
  return [
    chance.oneOf<FaultRequest>([
      { kind: "throttle", count: 1 + chance.below(200) },
      { kind: "send-rate", perSecond: 1 + chance.below(20) },
      { kind: "daily-quota", quota: chance.below(20) },
    ]),
  ];
}

/** SES may not write to anybody, or to one clerk, until that is settled. */
function notAllowed(chance: Chance, clerks: readonly string[]): FaultRequest[] {
  const address = clerks[chance.below(clerks.length)] ?? nobody;
  return [
    chance.oneOf<FaultRequest>([{ kind: "sandbox" }, { kind: "sandbox", address }, { kind: "access-denied", address }]),
  ];
}

/** Messages come twice and out of order; schedules late, and twice. */
function disordered(chance: Chance): FaultRequest[] {
  return [
    { kind: "duplicate-messages", count: 1 + chance.below(40), delaySeconds: chance.oneOf([0, 1, 300]) },
    { kind: "late-messages", count: 1 + chance.below(40), delaySeconds: 1 + chance.below(300) },
    { kind: "late-schedules", count: 1 + chance.below(3), delaySeconds: 1 + chance.below(60) },
    { kind: "duplicate-schedules", count: 1 + chance.below(3) },
  ];
}

/** DynamoDB refuses for a while: more often than its client tries again. */
function tableThrottled(chance: Chance): FaultRequest[] {
  const kind = "throttle-table";
  const error = chance.oneOf(["ThrottlingException", "ProvisionedThroughputExceededException"] as const);
  return [
    { kind, error, count: 1 + chance.below(20) },
    { kind, error, index: "open", count: 1 + chance.below(10) },
  ];
}

/** The indexes show what stood a while ago. */
function indexLagging(chance: Chance): FaultRequest[] {
  return [{ kind: "lag-index", delaySeconds: 1 + chance.below(60) }];
}

/** The answers of SES arrive; of some letters its events do not, or an hour late, or twice. The process lives on. */
function unheard(chance: Chance, clerks: readonly string[]): FaultRequest[] {
  const some = (): string => clerks[chance.below(clerks.length)] ?? nobody;
  return [
    ...Array.from({ length: 5 }, () => ({ kind: "lose-events", address: some() }) as const),
    { kind: "late-events", address: some(), delaySeconds: 60 + chance.below(3600) },
    { kind: "duplicate-events", count: 1 + chance.below(20) },
  ];
}

/** The answers of SES do not arrive; its events do, within a claim's lease, perhaps twice. */
function unanswered(chance: Chance): FaultRequest[] {
  return [
    { kind: "lose-reply", count: 1 + chance.below(5) },
    ...Array.from({ length: 1 + chance.below(3) }, () => crash(chance)),
    { kind: "late-events", count: 1 + chance.below(10), delaySeconds: 60 + chance.below(540) },
    { kind: "duplicate-events", count: 1 + chance.below(20) },
  ];
}

const crash = (chance: Chance): FaultRequest => ({ kind: "crash", when: chance.oneOf(["before", "after"]) });

const nobody = "nobody@nowhere.example";

/** Mail to some clerks comes back: for good, for now, or with a complaint; or it is taken late. */
function comeBack(chance: Chance, clerks: readonly string[]): FaultRequest[] {
  return Array.from({ length: 4 }, () => {
    const address = clerks[chance.below(clerks.length)] ?? nobody;
    return chance.oneOf<FaultRequest>([
      { kind: "bounce", address, count: "always" },
      { kind: "suppressed", address, count: "always" },
      { kind: "soft-bounce", address, count: 1 + chance.below(3) },
      { kind: "soft-bounce", address, count: 1 + chance.below(3) },
      { kind: "complaint", address, count: 1 },
      { kind: "delivery-delay", address, count: 1, delaySeconds: 1 + chance.below(7200) },
    ]);
  });
}

/** `kill -9` somewhere in the step, sometimes once more while it starts again. */
function kills(chance: Chance, kind: Step["kind"], percent: number): number[] {
  if (!chance.percent(percent)) return [];
  const first = chance.below(kind === "move" ? 1500 : 250);
  return chance.percent(20) ? [first, 1500 + chance.below(2500)] : [first];
}

/**
 * Whose mail may come back: clerks whose unit can be written to elsewhere, and whose mail the season itself lets through.
 * Of the others' letters no event of a bounce can be lost, for there is none.
 */
function clerksOf({ units, season }: Scenario): { failing: readonly string[]; reachable: readonly string[] } {
  const struck = new Set<string>(season.acts.flatMap((act) => (act.act === "bounce" ? [act.unit] : [])));
  const clerks = units.flatMap((unit) => {
    const clerk = addressOf(unit, "clerk");
    return clerk && addressesOf(unit).length > 1 && !struck.has(unit.id) ? [clerk] : [];
  });
  return {
    failing: clerks.filter((_, at) => at % 2 === 0),
    reachable: clerks.filter((_, at) => at % 2 === 1),
  };
}

/** Every moment at which the hour counts: acts, deadlines, milestones, the end. In order of time. */
function momentsOf({ directives, season }: Scenario): EpochMs[] {
  const dates = directives.flatMap((directive) =>
    directive.obligations.flatMap((obligation) => {
      const given = season.acts.flatMap((act) =>
        act.act === "extend" || act.act === "return" || act.act === "reinstate" || act.act === "move-date"
          ? (deadlineGiven(act) ?? [])
          : [],
      );
      return [deadlineIn(obligation), ...given].flatMap((deadline) => [
        dueAt(deadline),
        ...ladderFor(calendar, { directive, obligation, deadline }).map(({ at }) => at),
      ]);
    }),
  );
  return [...season.acts.map(({ at }) => at), season.issueAt, season.until, ...dates]
    .filter((at) => at <= season.until)
    .toSorted((a, b) => a - b);
}
