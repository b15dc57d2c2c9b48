import { obligationOf } from "../../../functions/domain/directive.ts";
import { formatInstant } from "../../../functions/domain/instant.ts";
import { addressOf } from "../../../functions/domain/unit.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { callOfKeeper, callOfObligationAct, callOfUnitAct, personOf } from "./calls-of-acts.ts";
import type { Call, Harness } from "./harness.ts";
import { expectDone, outcomeOf } from "./outcome.ts";
import type { Happening } from "./outcome.ts";
import type { Scenario } from "./scenario.ts";
import { isObligationAct, isUnitAct } from "./season-acts.ts";
import type { PlacedAct } from "./season-acts.ts";

/** Does acts of a season through the API, each as the person whose act it is. The answer throws SeasonRefused. */
export function performer(scenario: Scenario, harness: Harness): (act: PlacedAct) => Promise<Happening> {
  const byId = new Map<string, UnitRecord>(scenario.units.map((unit) => [unit.id, unit]));
  return async (act) => {
    if (act.act === "bounce") {
      const unit = byId.get(act.unit);
      await harness.bounce((unit && addressOf(unit, act.contact)) ?? "");
      return { what: "act", at: act.at, act, outcome: {} };
    }
    const body = expectDone(await harness.call(callOf(act)), `${nameOf(act)} at ${formatInstant(act.at)}`);
    return { what: "act", at: act.at, act, outcome: outcomeOf(body) };
  };

  function callOf(act: Exclude<PlacedAct, { act: "bounce" }>): Call {
    if (act.act === "withdraw" || act.act === "final-year") return callOfKeeper(act, homeUnitOf(scenario));
    const directive = scenario.directives.find(({ id }) => id === act.directiveId);
    const obligation = directive && obligationOf(directive, act.obligation);
    const receiver = byId.get(obligation?.receiver ?? "");
    const unit = isObligationAct(act) ? undefined : byId.get(act.unit);
    if (obligation && receiver && isObligationAct(act)) return callOfObligationAct(act, { receiver });
    if (obligation && receiver && unit && !isObligationAct(act))
      return callOfUnitAct(act, { unit, receiver, obligation });
    throw new Error(`The season names what is not there: ${JSON.stringify(act)}`);
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
