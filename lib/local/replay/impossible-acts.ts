import { yearFaults } from "../../../functions/domain/calendar-year.ts";
import { ONE_DEADLINE, deadlineGiven, dueAt, deadlineIn, fieldOf, isPast } from "../../../functions/domain/deadline.ts";
import type { Deadline, WrittenDeadline } from "../../../functions/domain/deadline.ts";
import { consolidatorOf, obligationOf } from "../../../functions/domain/directive.ts";
import { formatInstant } from "../../../functions/domain/instant.ts";
import { addressOf, isReporter } from "../../../functions/domain/unit.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { circumstancesAfter, circumstancesAtIssue, placeOf } from "./circumstances.ts";
import type { Circumstances, Of } from "./circumstances.ts";
import { FaultList } from "./fault-list.ts";
import type { ActInFile, Cast } from "./place-acts.ts";
import { isUnitAct, unitsNamed } from "./season-acts.ts";
import type { ObligationAct, PlacedAct, UnitAct } from "./season-acts.ts";
import { withAddress } from "./with-address.ts";

/** Finds the acts that cannot be done at their time: by the dates, the reporters and the directives of then. */
export function impossibleActs(acts: readonly ActInFile[], { units, directives }: Cast): FaultList {
  const faults = new FaultList();
  const byId = new Map<string, UnitRecord>(units.map((unit) => [unit.id, unit]));
  const everAdded = addedIn(acts);
  const added = new Set<string>();
  const withdrawn = new Map<string, PlacedAct>();
  let known = circumstancesAtIssue(directives);
  for (const { act, path } of acts) {
    const found = new FaultList();
    if (act.act === "final-year") {
      for (const { path: at, message } of yearFaults(act.year, act.lines)) found.add(at, message);
    } else if (isUnitAct(act)) lookAtUnitAct(act, found);
    else {
      const by = withdrawn.get(act.directiveId);
      if (by) found.add("at", `${act.directiveId} was withdrawn at ${formatInstant(by.at)}`, formatInstant(act.at));
      if (act.act === "withdraw") withdrawn.set(act.directiveId, act);
      else if (act.act === "move-date") lookAtMove(act, known, found);
      else lookAtUnits(act, found);
    }
    for (const fault of found.all) faults.add(`${path}.${fault.path}`, fault.message);
    if (found.all.length > 0) continue;
    known = circumstancesAfter(known, act);
    if (act.act === "add") for (const unit of act.units) added.add(dutyOf(act, unit));
    const mended = act.act === "mend" && byId.get(act.unit);
    if (mended) byId.set(act.unit, withAddress(mended, act));
  }
  return faults;

  function lookAtUnitAct(act: UnitAct, found: FaultList): void {
    // An address is there before its unit is added, and after.
    const reports = act.act === "bounce" || act.act === "mend" ? everAdded : added;
    if (!reportsOn(act, act.unit, reports)) found.add("unit", `does not report on ${act.obligation}`, act.unit);
    const unit = byId.get(act.unit);
    if (act.act === "bounce" && unit && !addressOf(unit, act.contact))
      found.add("contact", "the unit has no such address", act.contact);
    if (act.act === "mend" && unit && addressOf(unit, act.contact) === act.email)
      found.add("email", "must be another address than the one that the unit has", act.email);
    if (act.act === "extend") lookAtDate(act, { needed: true }, found);
    if (act.act === "return" || act.act === "reinstate") lookAtDate(act, { needed: false }, found);
  }

  function lookAtUnits(act: ObligationAct & { act: "add" | "release" | "remind" }, found: FaultList): void {
    if (act.act === "add") {
      const inForce = deadlineIn(placeOf(known, act).obligation);
      lookAtDate(act, { needed: isPast(inForce, act.at) }, found);
    }
    const named = unitsNamed(act);
    for (const [i, unit] of named.entries()) {
      const reports = reportsOn(act, unit, added);
      if (named.indexOf(unit) < i) found.add(`units[${i}]`, "stands twice", unit);
      else if (act.act === "add" && reports) found.add(`units[${i}]`, `reports on ${act.obligation} already`, unit);
      else if (act.act !== "add" && !reports) found.add(`units[${i}]`, `does not report on ${act.obligation}`, unit);
    }
  }

  function reportsOn(of: Of, id: string, addedTo: ReadonlySet<string>): boolean {
    const unit = byId.get(id);
    const { obligation } = placeOf(known, of);
    return addedTo.has(dutyOf(of, id)) || (unit !== undefined && isReporter(obligation.reporters, unit));
  }
}

/** A date may be given once, in one way, and must lie ahead. */
function lookAtDate(
  act: WrittenDeadline & { readonly at: number },
  { needed }: { needed: boolean },
  found: FaultList,
): Deadline | undefined {
  const both = act.before !== undefined && act.by !== undefined;
  const deadline = both ? undefined : deadlineGiven(act);
  if (both || (needed && deadline === undefined)) found.add("before", ONE_DEADLINE.en, act.before);
  else if (deadline !== undefined && isPast(deadline, act.at))
    found.add(fieldOf(deadline), `must lie ahead of the act's own moment, ${formatInstant(act.at)}`, deadline);
  return deadline;
}

/** Another date than the one in force, and one that fits to what is consolidated. */
function lookAtMove(act: ObligationAct & { act: "move-date" }, known: Circumstances, found: FaultList): void {
  const deadline = lookAtDate(act, { needed: true }, found);
  if (deadline === undefined) return;
  const { directive, obligation } = placeOf(known, act);
  const due = dueAt(deadline);
  const after = consolidatorOf(directive, obligation);
  const source = obligation.consolidates === undefined ? undefined : obligationOf(directive, obligation.consolidates);
  const field = fieldOf(deadline);
  if (due === dueAt(deadlineIn(obligation))) found.add(field, "must be another date than the one in force", deadline);
  if (after && due >= dueAt(deadlineIn(after)))
    found.add(field, `must be earlier than that of ${after.id}, ${deadlineIn(after)}`, deadline);
  if (source && due <= dueAt(deadlineIn(source)))
    found.add(field, `must be later than that of ${source.id}, ${deadlineIn(source)}`, deadline);
}

function addedIn(acts: readonly ActInFile[]): ReadonlySet<string> {
  return new Set(acts.flatMap(({ act }) => (act.act === "add" ? act.units.map((unit) => dutyOf(act, unit)) : [])));
}

const dutyOf = ({ directiveId, obligation }: Of, unit: string): string => [directiveId, obligation, unit].join(" ");
