import { median, places, whole } from "../figures.ts";
import type { Row } from "../part.ts";
import type { Start } from "./measured-starts.ts";

export type Compared = { readonly ratio: number; readonly said: string };

/** `0.50: 74 ÷ 148 ms (71–78 ÷ 144–155)`: the medians, and between what the middle half of each lies. */
export function compare(own: readonly Start[], theirs: readonly Start[], of: "cpuMs" | "wallMs"): Compared {
  const [a, b] = [sorted(own, of), sorted(theirs, of)];
  const ratio = median(a) / median(b);
  const said = `${places(ratio)}: ${whole(median(a))} ÷ ${whole(median(b))} ms (${spread(a)} ÷ ${spread(b)})`;
  return { ratio, said };
}

/** A ratio of times. A few starts beside whatever else the machine does tell too little to be held to. */
export function held(
  what: string,
  { ratio, said }: Compared,
  { most, goal, quick }: { readonly most: number; readonly goal?: number; readonly quick: boolean },
): Row {
  const asked = goal === undefined ? `≤ ${most}` : `≤ ${goal}; held to ≤ ${most}`;
  return { what, measured: said, ...(quick ? {} : { reach: { asked, ok: ratio <= most } }) };
}

const sorted = (starts: readonly Start[], of: "cpuMs" | "wallMs"): number[] =>
  starts.map((start) => start[of]).toSorted((x, y) => x - y);

const spread = (times: readonly number[]): string =>
  [1, 3].map((quarter) => whole(times[Math.floor(((times.length - 1) * quarter) / 4)] ?? Number.NaN)).join("–");
