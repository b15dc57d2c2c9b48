import { obligationOf } from "../../../functions/domain/directive.ts";
import { formatInstant } from "../../../functions/domain/instant.ts";
import { addressOf } from "../../../functions/domain/unit.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { callOfKeeper, callOfObligationAct, callOfUnit, callOfUnitAct, personOf } from "./calls-of-acts.ts";
import type { Call, Harness } from "./harness.ts";
import { expectDone, outcomeOf } from "./outcome.ts";
import type { ActOutcome, Happening } from "./outcome.ts";
import { pressButton } from "./press-button.ts";
import type { Scenario } from "./scenario.ts";
import { isObligationAct, isUnitAct } from "./season-acts.ts";
import type { PlacedAct } from "./season-acts.ts";
import { withAddress } from "./with-address.ts";

/**
 * Does acts of a season through the API, each as the person whose act it is, and presses a letter's button as somebody who is
 * not signed in. Units have the addresses that the acts before gave them. The answer throws SeasonRefused.
 */
export function performer(scenario: Scenario, harness: Harness): (act: PlacedAct) => Promise<Happening> {
  const byId = new Map<string, UnitRecord>(scenario.units.map((unit) => [unit.id, unit]));
  return async (act) => ({ what: "act", at: act.at, act, outcome: await outcomeBy(act) });

  async function outcomeBy(act: PlacedAct): Promise<ActOutcome> {
    const doing = `${nameOf(act)} at ${formatInstant(act.at)}`;
    if (act.act === "bounce") {
      await harness.bounce(addressOf(unitOf(act), act.contact) ?? "");
      return {};
    }
    if (act.act === "acknowledge") return pressButton(harness, { act, as: personOf(unitOf(act)), doing });
    const body = expectDone(await harness.call(callOf(act)), doing);
    if (act.act === "mend") byId.set(act.unit, withAddress(unitOf(act), act));
    return outcomeOf(body);
  }

  function callOf(act: Exclude<PlacedAct, { act: "bounce" | "acknowledge" }>): Call {
    const homeUnit = unitOf({ unit: homeUnitOf(scenario).id });
    if (act.act === "withdraw" || act.act === "final-year") return callOfKeeper(act, homeUnit);
    if (act.act === "mend") return callOfUnit(withAddress(unitOf(act), act), homeUnit);
    const directive = scenario.directives.find(({ id }) => id === act.directiveId);
    const obligation = directive && obligationOf(directive, act.obligation);
    if (!obligation) throw new Error(`The season names what is not there: ${JSON.stringify(act)}`);
    const receiver = unitOf({ unit: obligation.receiver });
    if (isObligationAct(act)) return callOfObligationAct(act, { receiver });
    return callOfUnitAct(act, { unit: unitOf(act), receiver, obligation });
  }

  /** As its record is by now. */
  function unitOf({ unit: id }: { readonly unit: string }): UnitRecord {
    const unit = byId.get(id);
    if (!unit) throw new Error(`The season names a unit that is not there: ${id}`);
    return unit;
  }
}

/** Of what an act is, for whoever is told that it was refused: `submit of stc`, `move-date of bao-cao`. */
export function nameOf(act: PlacedAct): string {
  if (act.act === "final-year") return `final-year of ${act.year}`;
  if (isUnitAct(act)) return `${act.act} of ${act.unit}`;
  return `${act.act} of ${act.act === "withdraw" ? act.directiveId : act.obligation}`;
}

/** Whose address keeps the register in a replay: the receiver of the first obligation is its home unit. */
export function homeUnitOf({ units, directives }: Pick<Scenario, "units" | "directives">): UnitRecord {
  const receiver = directives[0]?.obligations[0]?.receiver;
  const unit = units.find(({ id }) => id === receiver);
  if (!unit) throw new Error(`The first obligation's receiver ${JSON.stringify(receiver)} is not among the units.`);
  return unit;
}

export const keeperOf = (scenario: Scenario): string => personOf(homeUnitOf(scenario));

/** A units file as the import reads it. */
export function unitsFile(units: readonly UnitRecord[]): string {
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const rows = units.map(({ id, name, kind, headTitle, clerkEmail, officeEmail, headEmail, phone }) =>
    [id, name, kind, headTitle, clerkEmail ?? "", officeEmail ?? "", headEmail ?? "", phone].map(quoted).join(","),
  );
  return ["id,name,kind,headTitle,clerkEmail,officeEmail,headEmail,phone", ...rows, ""].join("\n");
}
