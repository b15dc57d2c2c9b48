import { readDutyItem } from "../../../functions/store/duty-item.ts";
import { readChunk } from "../../../functions/store/roll.ts";
import { dutyItems, obligationOf, unitOf } from "./ended.ts";
import type { Ended, Invariant } from "./ended.ts";
import { isCounted } from "./counts-true.ts";
import type { Wrong } from "./wrong.ts";

/** Wherever the counts of an obligation are true, each of its duties stands in the roll as it is. */
export const rollIsTrue: Invariant = (ended) =>
  ended.season.directive.obligations.flatMap(({ id }) => {
    if (!isCounted(id, ended)) return [];
    const lines = linesOf(ended, id);
    return dutyItems(ended)
      .filter((item) => obligationOf(item) === id)
      .flatMap((item): Wrong[] => {
        const { state, moves } = readDutyItem(item);
        const line = lines.get(unitOf(item));
        if (line?.[3] === state && line[5] === moves) return [];
        return [
          {
            wrong: `${id}: ${unitOf(item)} is ${state} after ${moves} moves and stands in the roll as ${line ? `${line[3]} after ${line[5]}` : "nothing"}`,
            about: [unitOf(item), "ROLL"],
          },
        ];
      });
  });

function linesOf({ items }: Ended, obligationId: string) {
  const chunks = items.partition(`ROLL#cv#${obligationId}`).map((item) => readChunk(item));
  return new Map(chunks.flatMap(({ lines }) => [...lines]));
}
