import { formatInstant } from "../../../functions/domain/instant.ts";
import { WITHDRAWN } from "../../../functions/domain/ladder.ts";
import { answerOf, parseLetterKey } from "../../../functions/domain/letter.ts";
import { FROZEN_MS } from "../durations.ts";
import { isOpenState } from "../witness.ts";
import { obligationOf, unitOf } from "./ended.ts";
import type { Ended, Invariant } from "./ended.ts";
import type { Wrong } from "./wrong.ts";

/**
 * Once a directive is withdrawn, nothing of it is open at the end, nobody is reminded or called late any more, and no
 * milestone begins to write.
 */
export const whatIsWithdrawnIsOver: Invariant = (ended) => {
  const { withdrawnAt } = ended.witness;
  return withdrawnAt === undefined ? [] : [...stillAsked(ended, withdrawnAt), ...stillRun(ended, withdrawnAt)];
};

function stillAsked({ witness }: Ended, withdrawnAt: number): Wrong[] {
  return [...witness.duties.values()].flatMap((duty) => {
    const where = `${obligationOf(duty)} ${unitOf(duty)}`;
    const { state } = duty.moments.at(-1)!;
    const open = isOpenState(state)
      ? [{ wrong: `${where} is ${state}, and was withdrawn`, about: [unitOf(duty)] }]
      : [];
    const late = duty.entries.flatMap(({ at, name, entry }): Wrong[] => {
      const { milestone } = parseLetterKey(name);
      if (entry?.status !== "claimed" || answerOf(milestone) || at <= withdrawnAt + FROZEN_MS) return [];
      const wrong = `${where}: ${name} was claimed at ${formatInstant(at)}, withdrawn at ${formatInstant(withdrawnAt)}`;
      return [{ wrong, about: [unitOf(duty), milestone] }];
    });
    return [...open, ...late];
  });
}

function stillRun({ witness }: Ended, withdrawnAt: number): Wrong[] {
  return [...witness.runs.values()].flatMap(({ sk, phases }): Wrong[] => {
    const milestone = sk.split("#").at(-1) ?? "";
    const begun = phases.find(({ phase }) => phase === "sweeping")?.at ?? 0;
    return milestone === "issue" || milestone === WITHDRAWN || begun <= withdrawnAt + FROZEN_MS
      ? []
      : [{ wrong: `${sk} began to write at ${formatInstant(begun)}, after the withdrawal`, about: [milestone] }];
  });
}
