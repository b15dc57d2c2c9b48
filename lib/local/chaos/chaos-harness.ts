import { formatInstant } from "../../../functions/domain/instant.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import type { FaultRequest } from "embedded-cloud";
import type { Harness } from "../replay/harness.ts";
import type { ProcessStage } from "./process-harness.ts";
import { STORM_MS, deadBy } from "./fault-plan.ts";
import type { Step, Strike, FaultPlan } from "./fault-plan.ts";

export type StormyStage = {
  readonly harness: Harness;
  /** What befell the season, in its order. */
  readonly strikes: readonly (Strike & { readonly step: Step })[];
};

export type StormProps = {
  readonly faultPlan: FaultPlan;
  readonly kill: () => void;
  /** What the operator does when the alarm of the dead letters rings. */
  readonly answerBell: () => Promise<void>;
  readonly startAt: EpochMs;
};

/** A harness on which each step has its faultPlan. A step lasts until what it set off is settled, or the next one begins. */
export function chaosHarness(harness: ProcessStage, { faultPlan, kill, answerBell, startAt }: StormProps): StormyStage {
  const strikes: (Strike & { step: Step })[] = [];
  const lasting: FaultRequest[] = [];
  let at = startAt;
  let struck = false;
  /** Kills that are still to come in this step. */
  let toCome: { readonly timer: NodeJS.Timeout }[] = [];

  async function begin(step: Step): Promise<void> {
    await calm();
    const strike = faultPlan(step);
    if (strike.faults.length + strike.killAfterMs.length === 0) return;
    struck = true;
    strikes.push({ ...strike, step });
    for (const fault of strike.faults) {
      await harness.inject(fault);
      if (deadBy(fault) !== undefined) lasting.push(fault);
    }
    toCome = strike.killAfterMs.map((afterMs) => killLater(afterMs));
  }

  function killLater(afterMs: number): { timer: NodeJS.Timeout } {
    const one = { timer: setTimeout(() => strikeNow(one), afterMs) };
    return one;
  }

  function strikeNow(one: { readonly timer: NodeJS.Timeout }): void {
    clearTimeout(one.timer);
    toCome = toCome.filter((other) => other !== one);
    kill();
  }

  /** Lets the faultPlan go on for its time, and when it is over sends again what was given up meanwhile. */
  async function calm(): Promise<void> {
    if (!struck) return;
    struck = false;
    await harness.moveTo((await harness.now()) + STORM_MS);
    // A step that was quicker than its kill is killed at rest.
    for (const one of toCome) strikeNow(one);
    await harness.clearFaults();
    for (const fault of lasting) await harness.inject(fault);
    await answerBell();
    await harness.settle();
  }

  return {
    strikes,
    harness: {
      ...harness,
      async moveTo(instant) {
        at = instant;
        await begin({ name: `the clock to ${formatInstant(instant)}`, at, kind: "move" });
        await harness.moveTo(instant);
        await calm();
      },
      async call(request) {
        if (request.method !== "GET") {
          await begin({ name: `${request.method} ${request.path} at ${formatInstant(at)}`, at, kind: "act" });
        }
        return harness.call(request);
      },
      async settle() {
        await harness.settle();
        await calm();
      },
      async bounce(address) {
        lasting.push({ kind: "bounce", address, count: "always" });
        await harness.bounce(address);
      },
    },
  };
}
