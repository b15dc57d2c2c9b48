import type { ObligationRef } from "../domain/ids.ts";
import { sumOf } from "../domain/counts.ts";
import type { Effects } from "./effects.ts";
import type { CountMessage } from "../queue/messages.ts";

/**
 * Adds what many moves change to the counts of their obligation: one write, however many they are. Before that the duties that have moved are
 * noted in the roll, which may be done twice; what was added may not.
 */
export async function countMoves(
  moves: readonly CountMessage[],
  { register: { counts, duties, roll } }: Pick<Effects, "register">,
): Promise<void> {
  const [first] = moves;
  if (!first) return;
  const { directiveId, obligationId } = first;
  const ref = { directiveId, obligationId };
  const moved = moves.flatMap(({ moved: duty }) => duty ?? []);
  for (const [shards, some] of Map.groupBy(moved, (one) => one.shards))
    await roll.noteAsTheyAre(
      ref,
      some.map(({ unitId }) => unitId),
      shards,
      duties,
    );
  await counts.add(ref, sumOf(moves.map(({ change }) => change)), moves.length);
}

/** Moves that are counted together. */
export const countedWith = ({ directiveId, obligationId }: ObligationRef): string => `${directiveId} ${obligationId}`;
