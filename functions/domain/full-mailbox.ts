import type { EpochMs } from "./instant.ts";
import { DAY_MS } from "./instant.ts";
import type { LetterEntry } from "./letter.ts";
import { letterKey } from "./letter.ts";
import type { LetterName } from "./letter.ts";

/** A mailbox that was full this often for one letter is passed over: the letter goes to the next. */
export const FULL_AFTER = 3;
/** A mailbox that was full is tried again so much later when nothing else can be reached. The mail service has tried for hours by then. */
const FULL_TRIED_AFTER_MS = DAY_MS;
/** After so long a letter is given up whose only mailbox is full still. */
const FULL_FOR_MS = 30 * DAY_MS;

type Letters = Readonly<Record<string, LetterEntry>>;

/** When a letter came back from an address, as its ledger tells: for now, since an address that is dead is marked. */
export function cameBackAt(letters: Letters, name: string, to: string | undefined): EpochMs[] {
  return Object.entries(letters)
    .filter(([key, entry]) => key.startsWith(`${name}.`) && entry.status === "bounced" && entry.to === to)
    .map(([, { at }]) => at)
    .toSorted((a, b) => a - b);
}

/**
 * Where a letter goes of addresses that may be written to, in contact order: the first that it did not find full; else the
 * first that it found full a day ago or more. `full` names one that is to be tried then; nothing when all are given up.
 * A letter of another milestone finds out for itself.
 */
export function destinationOf<A extends string>(
  addresses: readonly A[],
  { letter, letters, now }: { letter: LetterName; letters: Letters; now: EpochMs },
): A | { readonly full: A } | undefined {
  let [due, full]: (A | undefined)[] = [];
  for (const address of addresses) {
    const back = cameBackAt(letters, letterKey(letter), address);
    if (back.length < FULL_AFTER) return address;
    if (now >= (back[0] ?? now) + FULL_FOR_MS) continue;
    if (now >= (back.at(-1) ?? now) + FULL_TRIED_AFTER_MS) due ??= address;
    else full ??= address;
  }
  return due ?? (full && { full });
}
