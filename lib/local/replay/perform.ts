import { obligationOf } from "../../../functions/domain/directive.ts";
import type { Obligation } from "../../../functions/domain/directive.ts";
import { formatInstant } from "../../../functions/domain/instant.ts";
import { addressOf, addressesOf } from "../../../functions/domain/unit.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { expectDone, outcomeOf } from "./outcome.ts";
import type { Happening } from "./outcome.ts";
import type { Scenario } from "./scenario.ts";
import { reportOf } from "./report-of.ts";
import type { PlacedAct } from "./season.ts";
import type { Call, Harness } from "./harness.ts";

/** Does acts of a season through the API, each as the person whose act it is. The answer throws SeasonRefused. */
export function performer({ units, directives }: Scenario, harness: Harness): (act: PlacedAct) => Promise<Happening> {
  const byId = new Map<string, UnitRecord>(units.map((unit) => [unit.id, unit]));
  return async (act) => {
    const unit = byId.get(act.unit);
    const directive = directives.find(({ id }) => id === act.directiveId);
    const obligation = directive && obligationOf(directive, act.obligation);
    const receiver = byId.get(obligation?.receiver ?? "");
    if (!unit || !directive || !obligation || !receiver)
      throw new Error(`The season names what is not there: ${JSON.stringify(act)}`);
    if (act.act === "bounce") {
      await harness.bounce(addressOf(unit, act.contact) ?? "");
      return { what: "act", at: act.at, act, outcome: {} };
    }
    const call = callOf(act, {
      unit,
      receiver,
      obligation,
      path: `/api/duties/${directive.id}/${obligation.id}/${unit.id}`,
    });
    const body = expectDone(await harness.call(call), `${act.act} of ${unit.id} at ${formatInstant(act.at)}`);
    return { what: "act", at: act.at, act, outcome: outcomeOf(body) };
  };
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

type Parts = {
  readonly unit: UnitRecord;
  readonly receiver: UnitRecord;
  readonly obligation: Obligation;
  readonly path: string;
};

function callOf(act: Exclude<PlacedAct, { act: "bounce" }>, { unit, receiver, obligation, path }: Parts): Call {
  const asUnit = personOf(unit);
  const asReceiver = personOf(receiver);
  switch (act.act) {
    case "draft": {
      const { sections, figures } = reportOf(act, unit, obligation);
      return { method: "PUT", path: `${path}/draft`, as: asUnit, body: { sections, figures } };
    }
    case "submit":
      return { method: "POST", path: `${path}/submissions`, as: asUnit, body: reportOf(act, unit, obligation) };
    case "reason":
      return {
        method: "POST",
        path: `${path}/reason`,
        as: asUnit,
        body: { text: act.text ?? act.reason ?? "Chưa tổng hợp xong số liệu", promisedOn: act.promisedOn },
      };
    case "return":
      return {
        method: "POST",
        path: `${path}/return`,
        as: asReceiver,
        body: { before: act.before, by: act.by, reason: act.reason },
      };
    case "accept":
      return { method: "POST", path: `${path}/accept`, as: asReceiver, body: {} };
    case "extend": {
      const { before, by, reason, approvedBy, documentNumber } = act;
      return {
        method: "POST",
        path: `${path}/extension`,
        as: asReceiver,
        body: { before, by, reason, approvedBy, documentNumber },
      };
    }
    case "exempt":
      return { method: "POST", path: `${path}/exemption`, as: asReceiver, body: { reason: act.reason } };
    case "reinstate":
      return {
        method: "POST",
        path: `${path}/reinstatement`,
        as: asReceiver,
        body: { before: act.before, by: act.by, reason: act.reason },
      };
    case "paper": {
      const documentNumber = act.documentNumber ?? `${unit.id.toUpperCase()}/BC`;
      const receivedAt = formatInstant(act.receivedAt ?? act.at);
      return {
        method: "POST",
        path: `${path}/paper`,
        as: asReceiver,
        body: { receivedAt, documentNumber, note: act.note },
      };
    }
    default:
      return act satisfies never;
  }
}

/** Anybody of the unit's contacts may act for it. */
function personOf(unit: UnitRecord): string {
  const [first] = addressesOf(unit);
  if (!first) throw new Error(`${unit.id} has no address.`);
  return first;
}
