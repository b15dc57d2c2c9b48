import { WITHDRAWN } from "../../../functions/domain/ladder.ts";
import { HOUR_MS } from "../durations.ts";
import { dutyItems, obligationOf, unitOf } from "./ended.ts";
import { isOpenState } from "../witness.ts";
import type { DutyMoment, DutyStory } from "../witness.ts";
import type { Invariant } from "./ended.ts";
import type { Wrong } from "./wrong.ts";
import { lettersOf, throughout } from "./stories.ts";

/**
 * Every act that is answered by a letter has the letter's outcome on the ledger: each filing its receipt, each later
 * date and each move its letter; and each return, exemption and reinstatement, unless that was over before the letter could be written.
 */
export const actsAreAnswered: Invariant = (ended) =>
  dutyItems(ended).flatMap((item) => {
    const story = ended.witness.duties.get(`${item.pk}/${item.sk}`)!;
    const ledger = lettersOf(item, ended);
    const where = `${obligationOf(item)} ${unitOf(item)}`;
    return story.moments.flatMap((moment, i) => {
      const before = story.moments[i - 1];
      if (!before) return [];
      const isUndone = story.moments.slice(i + 1).some(({ sequence }) => sequence > moment.sequence);
      const missing = (milestone: string): Wrong[] => {
        const key = `0.${milestone}.unit`;
        // One that came back is not written again when another act has followed meanwhile.
        const cameBack = Object.keys(ledger).some((name) => name.startsWith(`${key}.`));
        return ledger[key] || (cameBack && isUndone)
          ? []
          : [{ wrong: `${where}: ${milestone} was owed and has no outcome`, about: [unitOf(item), milestone] }];
      };
      if (moment.revision > before.revision) return missing(`receipt-${moment.revision}`);
      const soon = (holds: (later: DutyMoment) => boolean) =>
        throughout(story, moment.at, moment.at + 3 * HOUR_MS, holds);
      // A return that crossed the withdrawal asked for nothing, and nothing is told of it.
      if (moment.state === "withdrawn")
        return before.state !== "withdrawn" && wasOpenAt(story, ended.witness.withdrawnAt) ? missing(WITHDRAWN) : [];
      if (moment.state === "exempt" && before.state !== "exempt")
        return soon(({ state, sequence }) => state === "exempt" && sequence === moment.sequence)
          ? missing(`exempted-${moment.sequence}`)
          : [];
      if (before.state === "exempt" && moment.state !== "exempt")
        return soon(({ state, revision }) => isOpenState(state) && revision === moment.revision)
          ? missing(`reinstated-${moment.sequence}`)
          : [];
      if (moment.state === "returned" && before.state !== "returned") {
        return soon(({ state }) => state === "returned") ? missing(`returned-${moment.revision}`) : [];
      }
      if (moment.follows > before.follows) {
        // Added at the same moment as the date was moved, it has the new one in its letter of issue, if that was written since.
        const { at: born = 0 } = story.moments[0] ?? {};
        const issued = story.entries.find(({ name, entry }) => name === "0.issue.unit" && entry?.status === "claimed");
        const isNew = (moved: number) => moved <= born || (issued !== undefined && issued.at >= moment.at);
        if (ended.witness.moves.some((moved) => isNew(moved) && Math.abs(moved - born) < HOUR_MS)) return [];
        const told = `${-moment.follows}.moved-${moment.follows}.unit`;
        const isTold = soon(({ state, follows }) => isOpenState(state) && follows === moment.follows);
        return isTold && !ledger[told]
          ? [{ wrong: `${where}: ${told} was owed and has no outcome`, about: [unitOf(item), told] }]
          : [];
      }
      return moment.ladder > before.ladder ? missing(`extended-${moment.ladder}`) : [];
    });
  });

function wasOpenAt({ moments }: DutyStory, at = 0): boolean {
  const moment = moments.findLast((one) => one.at <= at);
  return moment !== undefined && isOpenState(moment.state);
}
