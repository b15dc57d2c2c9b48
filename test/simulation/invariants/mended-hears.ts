import { UnitIdSchema } from "../../../functions/domain/ids.ts";
import { isEscalation } from "../../../functions/domain/ladder.ts";
import { letterKey } from "../../../functions/domain/letter.ts";
import type { MilestoneRun } from "../../../functions/domain/milestone-run.ts";
import { addresseesAt, isUnreached } from "../../../functions/domain/owed.ts";
import { reachableAddress, reachableHead } from "../../../functions/domain/unit.ts";
import type { Unit } from "../../../functions/domain/unit.ts";
import { readUnit } from "../../../functions/store/units.ts";
import { isOpenState } from "../witness.ts";
import type { DutyStory } from "../witness.ts";
import { obligationOf, unitOf } from "./ended.ts";
import type { Ended, Invariant } from "./ended.ts";
import { laddersOf, lettersOf, runsFor } from "./stories.ts";
import type { Wrong } from "./wrong.ts";

/**
 * A unit that owes a report and can be reached at the end was told at some time that it owes it, and had the latest letter
 * of its ladder, as had its head; whoever it reports to had the latest list of who is late.
 */
export const whoeverIsMendedHears: Invariant = (ended) =>
  ended.witness.withdrawnAt === undefined
    ? [...[...ended.witness.duties.values()].flatMap((duty) => unheard(duty, ended)), ...unheardLists(ended)]
    : [];

function unheard(duty: DutyStory, ended: Ended): Wrong[] {
  const unit = unitIn(ended, unitOf(duty));
  const { state, ladder, revision } = duty.moments.at(-1)!;
  const wasFreed = duty.moments.some((moment) => moment.state === "exempt");
  if (!isOpenState(state) || !unit) return [];
  const letters = lettersOf(duty, ended);
  const own = runsFor(duty, ended).map(({ run }) => run);
  const latest = latestOf(own.filter((run) => run.ladder === ladder));
  // Who has filed before it could be reached knew of it; whoever was freed and is asked again is told by that letter.
  const owed = [...(revision > 0 || wasFreed ? [] : ["issue"]), ...(latest ? [latest.milestone] : [])].flatMap(
    (milestone) =>
      addresseesAt(milestone).map((addressee) => ({
        ladder: milestone === "issue" ? 0 : ladder,
        milestone,
        addressee,
      })),
  );
  return owed
    .filter(({ addressee }) => (addressee === "head" ? reachableHead(unit) : reachableAddress(unit)))
    .filter((letter) => isUnreached(letters[letterKey(letter)]))
    .filter(({ milestone }) => milestone === "issue" || hasCome(milestone, duty, ended))
    .map((letter) => ({
      wrong: `${obligationOf(duty)} ${unit.id} can be reached and never had ${letterKey(letter)}`,
      about: [unit.id, letter.milestone],
    }));
}

/** Whether the calendar in force at the end has a milestone where it ran: one that was made final meanwhile may have it still to come. */
function hasCome(name: string, duty: DutyStory, ended: Ended): boolean {
  const { ladder } = duty.moments.at(-1)!;
  const run = runsFor(duty, ended).find((one) => one.run.ladder === ladder && one.run.milestone === name)?.run;
  const inForce = laddersOf(duty, ladder, ended)
    .at(-1)
    ?.milestones.find((one) => one.name === name);
  return run !== undefined && inForce !== undefined && inForce.at <= run.at;
}

function unheardLists(ended: Ended): Wrong[] {
  const runs = ended.items.partition("MILESTONES").map((item) => item as unknown as MilestoneRun);
  const lists = Map.groupBy(runs, ({ obligationId, unitId }) => `${obligationId} ${unitId ?? ""}`);
  return [...lists.values()].flatMap((own) => {
    const latest = latestOf(own);
    const obligation = ended.season.directive.obligations.find(({ id }) => id === latest?.obligationId);
    const receiver = obligation && unitIn(ended, obligation.receiver);
    if (!latest || !receiver || !reachableAddress(receiver)) return [];
    const key = letterKey({ ...latest, addressee: "unit" });
    return isUnreached(latest.letters[key])
      ? [{ wrong: `${receiver.id} can be reached and never had the list of ${key}`, about: [latest.milestone] }]
      : [];
  });
}

/** The last that overtook all others: after the end of a history that is an escalation. */
function latestOf(runs: readonly MilestoneRun[]): MilestoneRun | undefined {
  return runs
    .filter(({ milestone, phase }) => isEscalation(milestone) && phase === "settled")
    .toSorted((a, b) => a.at - b.at)
    .at(-1);
}

function unitIn({ items }: Ended, id: string): Unit | undefined {
  const unitId = UnitIdSchema.parse(id);
  const item = items.partition("UNITS").find(({ sk }) => sk === `UNIT#${unitId}`);
  return item && readUnit(item);
}
