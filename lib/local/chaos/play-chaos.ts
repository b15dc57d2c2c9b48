import type { FaultRequest } from "embedded-cloud";
import { readScenario } from "../replay/read-scenario.ts";
import { playCalm, playStorm } from "./chaos.ts";
import type { Chaos } from "./chaos.ts";
import { weatherOf } from "./fault-plan.ts";

/**
 * Plays the season of 2017 once in calm and then through the chaos of each seed, and says on standard output what
 * became of it.
 *
 * @param step whether what befell each step is told of a chaos that found nothing, too
 * @returns the exit code: 0, or 1 when a chaos's season was not the calm one
 */
export async function playChaos(seeds: readonly number[], { step }: { step: boolean }): Promise<0 | 1> {
  const scenario = readScenario({});
  const calm = await playCalm(scenario);
  let found = false;
  for (const seed of seeds) {
    const chaos = await playStorm(scenario, { faultPlan: weatherOf(scenario, seed), calm });
    console.log(`chaos ${seed}: ${summary(chaos)}`);
    if (step || chaos.apart.length > 0) for (const line of told(chaos)) console.log(`    ${line}`);
    for (const what of chaos.apart) console.log(`  APART: ${what}`);
    found ||= chaos.apart.length > 0;
  }
  return found ? 1 : 0;
}

function summary({ played, strikes, kills, cut, redriven, apart }: Chaos): string {
  const { letters } = played;
  const back = letters.filter(({ outcome }) => outcome !== "delivered").length;
  const end = apart.length === 0 ? "the same letters as in calm" : `${apart.length} differences`;
  return `${strikes.length} steps struck, ${kills} kills (${cut} cut a request off), ${redriven} messages sent again from the dead letters, ${letters.length} letters of which ${back} came back: ${end}`;
}

function told({ strikes }: Chaos): string[] {
  return strikes.map(({ step, faults, killAfterMs }) => {
    const kills = killAfterMs.map((ms) => `kill -9 after ${ms} ms`);
    return `${step.name}: ${[...faults.map(inWords), ...kills].join("; ")}`;
  });
}

function inWords(fault: FaultRequest): string {
  const { kind, count, ...more } = fault;
  const particulars = Object.entries(more).map(([name, value]) => ` ${name} ${String(value)}`);
  return `${kind}${count === undefined ? "" : ` ×${count}`}${particulars.join("")}`;
}
