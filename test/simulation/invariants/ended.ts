import type { Item } from "../../../functions/store/expressions.ts";
import type { ItemStore } from "../item-store.ts";
import type { Mood } from "../mood.ts";
import type { Season } from "../season.ts";
import type { Message } from "../simulated-queue.ts";
import type { Witness } from "../witness.ts";
import type { Wrong } from "./wrong.ts";

/** A history that has come to its end: nothing is left to happen. */
export type Ended = {
  readonly season: Season;
  readonly mood: Mood;
  readonly items: ItemStore;
  readonly witness: Witness;
  readonly endedAt: number;
  /** How many things were done to the program. */
  readonly faults: number;
  /** What was laid aside by a queue, and had to be put on it again by hand. */
  readonly laidAside: readonly LaidAside[];
};

export type LaidAside = { readonly queue: "post" | "answer" | "run" | "count"; readonly message: Message };

/** What is wrong with a history; nothing, when it is as it should be. */
export type Invariant = (ended: Ended) => Wrong[];

export type DutyItem = Item & { readonly pk: string; readonly sk: string };

/** The duties of a season as they are at its end. */
export function dutyItems({ items }: Ended): DutyItem[] {
  return [...items.partitions]
    .filter((pk) => pk.startsWith("OBLIGATION#"))
    .flatMap((pk) => items.partition(pk) as DutyItem[]);
}

export const obligationOf = ({ pk }: { readonly pk: string }): string => pk.split("#")[2] ?? "";
export const unitOf = ({ sk }: { readonly sk: string }): string => sk.slice("UNIT#".length);
