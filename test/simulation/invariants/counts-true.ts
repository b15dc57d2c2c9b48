import type { Duty } from "../../../functions/domain/duty.ts";
import { countsOfDuties, isSettled } from "../../../functions/domain/counts.ts";
import { dutyItems, obligationOf } from "./ended.ts";
import type { Ended, Invariant } from "./ended.ts";
import type { Wrong } from "./wrong.ts";

/**
 * Once an obligation was counted afresh while nothing moved, and nothing has moved since, its counts are true. And where
 * nothing was done to anybody and no message came twice, they are true without more ado. Who is not reached by mail is
 * not among them: that changes without a move, and is set right by the recount after the next letters (D183).
 */
export const countsAreTrue: Invariant = (ended) =>
  ended.season.directive.obligations.flatMap(({ id }) => {
    if (!isCounted(id, ended)) return [];
    const truth = trueCounts(ended, id);
    const { counts: counted } = countsOf(ended, id);
    const wrong = [...new Set([...Object.keys(truth), ...Object.keys(counted)])].filter(
      (name) => name !== "unreachable" && (truth[name] ?? 0) !== (counted[name] ?? 0),
    );
    return wrong.map((name): Wrong => ({
      wrong: `${id}: ${name} is counted as ${counted[name] ?? 0} and is ${truth[name] ?? 0}`,
      about: ["TALLIES", id],
    }));
  });

/** Nothing that is open by its counts is taken for done with, whatever happened (nothing of it would be shown). */
export const nothingOpenIsSettled: Invariant = (ended) =>
  ended.season.directive.obligations.flatMap(({ id }) => {
    const { counts, settledSince } = countsOf(ended, id);
    return settledSince === undefined || isSettled(counts)
      ? []
      : [{ wrong: `${id}: is settled, and is open by its counts`, about: ["TALLIES", id] }];
  });

/** Whether nothing can be missing from what is kept of an obligation as its duties move. */
export function isCounted(obligation: string, ended: Ended): boolean {
  return wasCountedInQuiet(obligation, ended) || nothingHappened(ended);
}

function wasCountedInQuiet(obligation: string, { witness }: Ended): boolean {
  const recount = witness.recounts.findLast(({ obligationId, quiet }) => obligationId === obligation && quiet);
  return recount !== undefined && witness.lastTurn(obligation) <= recount.at;
}

function nothingHappened({ mood, faults }: Ended): boolean {
  const { queue, readLagMs } = mood;
  return faults === 0 && queue.twice === 0 && queue.undeleted === 0 && readLagMs === 0;
}

function trueCounts(ended: Ended, obligationId: string): Record<string, number> {
  const duties = dutyItems(ended).filter((item) => obligationOf(item) === obligationId);
  return countsOfDuties(duties as unknown as Duty[]);
}

/** What begins with a mark is kept with the counts, and is none of them. */
function countsOf({ items }: Ended, obligationId: string) {
  const {
    pk: _pk,
    sk: _sk,
    due: settledSince,
    ...kept
  } = items.current({ pk: "TALLIES", sk: `OBLIGATION#cv#${obligationId}` }) ?? {};
  const counts = Object.fromEntries(Object.entries(kept).filter(([name]) => !name.startsWith("#")));
  return { counts: counts as Record<string, number>, settledSince };
}
