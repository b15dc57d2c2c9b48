import type { LetterEntry } from "../../../functions/domain/letter.ts";
import { isUnreached } from "../../../functions/domain/owed.ts";
import { reachableAddress } from "../../../functions/domain/unit.ts";
import { readUnit } from "../../../functions/store/units.ts";
import { isOpenState } from "../witness.ts";
import { dutyItems, unitOf } from "./ended.ts";
import type { Invariant } from "./ended.ts";

/** A unit that owes a report and can be reached at the end was told at some time that it owes it. */
export const whoeverIsMendedHears: Invariant = (ended) =>
  dutyItems(ended).flatMap((duty) => {
    const { state, letters } = duty as unknown as { state: string; letters: Record<string, LetterEntry> };
    const item = ended.items.partition("UNITS").find(({ sk }) => sk === duty.sk);
    if (!isOpenState(state as never) || !item || !reachableAddress(readUnit(item))) return [];
    return isUnreached(letters["0.issue.unit"])
      ? [{ wrong: `${unitOf(duty)} can be reached and was never told of its duty`, about: [unitOf(duty), "issue"] }]
      : [];
  });
