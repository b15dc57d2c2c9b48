import { ALL_DEFECTS } from "./known-defects.ts";
import type { Defect } from "./known-defects.ts";
import type { Played } from "./play-history.ts";
import { PROTOCOLS } from "./protocols.ts";
import { WITHOUT } from "./safeguards.ts";

/** What is played, by names: a worker of its own can be told of it. */
export type Choice = {
  readonly protocol: string;
  readonly without: string | undefined;
  readonly with: readonly string[];
};

/** What is played, of what a choice names. */
export function deployedAs(choice: Choice): Played {
  const named = new Map<string, Defect>([...ALL_DEFECTS].map((name) => [name, name]));
  const wanted = choice.with.includes("all")
    ? [...ALL_DEFECTS]
    : choice.with.map((name) => pick(named, name, "known defect"));
  const deployed =
    choice.without === undefined
      ? pick(new Map(Object.entries(PROTOCOLS)), choice.protocol, "protocol")
      : pick(new Map(Object.entries(WITHOUT)), choice.without, "safeguard");
  return { deployed, avoided: new Set([...ALL_DEFECTS].filter((defect) => !wanted.includes(defect))) };
}

function pick<T>(from: ReadonlyMap<string, T>, name: string, what: string): T {
  const found = from.get(name);
  if (found === undefined)
    throw new Error(`There is no ${what} ${JSON.stringify(name)}; there are ${[...from.keys()].join(", ")}.`);
  return found;
}
