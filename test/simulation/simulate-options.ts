import type { Played } from "./play-history.ts";
import { PROTOCOLS } from "./protocols.ts";
import { WITHOUT } from "./safeguards.ts";

/** What is played, by names: a worker of its own can be told of it. */
export type Choice = {
  readonly protocol: string;
  readonly without: string | undefined;
};

/** What is played, of what a choice names. */
export function deployedAs({ protocol, without }: Choice): Played {
  const deployed =
    without === undefined
      ? pick(new Map(Object.entries(PROTOCOLS)), protocol, "protocol")
      : pick(new Map(Object.entries(WITHOUT)), without, "safeguard");
  return { deployed };
}

function pick<T>(from: ReadonlyMap<string, T>, name: string, what: string): T {
  const found = from.get(name);
  if (found === undefined)
    throw new Error(`There is no ${what} ${JSON.stringify(name)}; there are ${[...from.keys()].join(", ")}.`);
  return found;
}
