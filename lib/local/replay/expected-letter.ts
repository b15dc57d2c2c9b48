import { isEscalation } from "../../../functions/domain/ladder.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import type { Reach } from "./addresses.ts";

/** A letter that a unit has to get, and where it has to arrive: nowhere, while no address takes mail. */
export type ExpectedLetter = {
  readonly milestone: string;
  readonly ladder: number;
  readonly at: EpochMs;
  unit?: string | undefined;
  /** Of an escalation: the head's, which is the same letter where only the head can be reached. */
  head?: string | undefined;
};

/** Sends what of a letter has reached nobody yet. @returns whether anything went out */
export function deliver(letter: ExpectedLetter, { first, head }: Reach): boolean {
  const before = addressesOf(letter).size;
  letter.unit ??= first;
  if (isEscalation(letter.milestone)) letter.head ??= head;
  return addressesOf(letter).size > before;
}

/** Every address at which it has to arrive, once each. */
export function addressesOf({ unit, head }: ExpectedLetter): ReadonlySet<string> {
  return new Set([unit, head].filter((address) => address !== undefined));
}
