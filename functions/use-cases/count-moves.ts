import type { ObligationRef } from "../domain/ids.ts";
import { sumOf } from "../domain/counts.ts";
import type { Effects } from "./effects.ts";
import type { CountMessage } from "../queue/messages.ts";

/** Adds what many moves change to the counts of their obligation: one write, however many they are. */
export async function countMoves(
  moves: readonly CountMessage[],
  { register }: Pick<Effects, "register">,
): Promise<void> {
  const [first] = moves;
  if (first) await register.counts.add(first, sumOf(moves.map(({ change }) => change)), moves.length);
}

/** Moves that are counted together. */
export const countedWith = ({ directiveId, obligationId }: ObligationRef): string => `${directiveId} ${obligationId}`;
