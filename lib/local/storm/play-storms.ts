import type { FaultRequest } from "embedded-cloud";
import { readCast } from "../replay/read-cast.ts";
import { playCalm, playStorm } from "./storm.ts";
import type { Storm } from "./storm.ts";
import { weatherOf } from "./weather.ts";

/**
 * Plays the season of 2017 once in calm and then through the storm of each seed, and says on standard output what
 * became of it.
 *
 * @param step whether what befell each step is told of a storm that found nothing, too
 * @returns the exit code: 0, or 1 when a storm's season was not the calm one
 */
export async function playStorms(seeds: readonly number[], { step }: { step: boolean }): Promise<0 | 1> {
  const cast = readCast({});
  const calm = await playCalm(cast);
  let found = false;
  for (const seed of seeds) {
    const storm = await playStorm(cast, { weather: weatherOf(cast, seed), calm });
    console.log(`storm ${seed}: ${summary(storm)}`);
    if (step || storm.apart.length > 0) for (const line of told(storm)) console.log(`    ${line}`);
    for (const what of storm.apart) console.log(`  APART: ${what}`);
    found ||= storm.apart.length > 0;
  }
  return found ? 1 : 0;
}

function summary({ played, strikes, kills, cut, redriven, apart }: Storm): string {
  const { letters } = played;
  const back = letters.filter(({ outcome }) => outcome !== "delivered").length;
  const end = apart.length === 0 ? "the same letters as in calm" : `${apart.length} differences`;
  return `${strikes.length} steps struck, ${kills} kills (${cut} cut a request off), ${redriven} messages sent again from the dead letters, ${letters.length} letters of which ${back} came back: ${end}`;
}

function told({ strikes }: Storm): string[] {
  return strikes.map(({ step, faults, killAfterMs }) => {
    const kills = killAfterMs.map((ms) => `kill -9 after ${ms} ms`);
    return `${step.name}: ${[...faults.map(inWords), ...kills].join("; ")}`;
  });
}

function inWords({ kind, address, count = 1, ...more }: FaultRequest): string {
  const particulars = Object.values(more).map((value) => ` ${String(value)}`);
  return `${kind}${particulars.join("")} ×${count ?? "always"}${address === undefined ? "" : ` of ${address}`}`;
}
