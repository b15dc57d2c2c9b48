import { formatInstant } from "../../../functions/domain/instant.ts";
import type { Obligation } from "../../../functions/domain/directive.ts";
import { addressesOf } from "../../../functions/domain/unit.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import type { Call } from "./harness.ts";
import { reportOf } from "./report-of.ts";
import type { CalendarAct, DirectiveAct, ObligationAct, UnitAct } from "./season-acts.ts";

type OfUnit = { readonly unit: UnitRecord; readonly receiver: UnitRecord; readonly obligation: Obligation };

/** The call by which an act on one unit's duty is done: by somebody of the unit, or of the receiver. */
export function callOfUnitAct(
  act: Exclude<UnitAct, { act: "bounce" | "mend" | "acknowledge" }>,
  { unit, receiver, obligation }: OfUnit,
): Call {
  const path = `/api/duties/${act.directiveId}/${obligation.id}/${unit.id}`;
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

/** The call of an act on a whole obligation: its receiver's. */
export function callOfObligationAct(act: ObligationAct, { receiver }: { readonly receiver: UnitRecord }): Call {
  const path = `/api/obligations/${act.directiveId}/${act.obligation}`;
  const as = personOf(receiver);
  if (act.act === "remind") {
    const { units, note, again } = act;
    return { method: "POST", path: `${path}/reminders`, as, body: { units, note, again } };
  }
  const documentNumber = act.documentNumber ?? `1/${receiver.id.toUpperCase()}`;
  switch (act.act) {
    case "move-date": {
      const { before, by, reason, approvedBy } = act;
      return { method: "POST", path: `${path}/date`, as, body: { before, by, reason, documentNumber, approvedBy } };
    }
    case "add": {
      const { units: add, before, by, reason = "Bổ sung đơn vị báo cáo" } = act;
      return { method: "POST", path: `${path}/reporters`, as, body: { add, before, by, reason, documentNumber } };
    }
    case "release": {
      const { units: release, reason = "Không thuộc diện báo cáo" } = act;
      return { method: "POST", path: `${path}/reporters`, as, body: { release, reason, documentNumber } };
    }
    default:
      return act satisfies never;
  }
}

/** The call by which a unit is entered as it is to be: that of whoever keeps the register. */
export function callOfUnit({ id, ...unit }: UnitRecord, homeUnit: UnitRecord): Call {
  return { method: "PUT", path: `/api/units/${id}`, as: personOf(homeUnit), body: unit };
}

/** The call of an act on a directive, or on the working calendar: that of whoever keeps the register. */
export function callOfKeeper(act: DirectiveAct | CalendarAct, homeUnit: UnitRecord): Call {
  const as = personOf(homeUnit);
  switch (act.act) {
    case "withdraw": {
      const { reason = "Văn bản không còn phù hợp", documentNumber = `1/${homeUnit.id.toUpperCase()}` } = act;
      const body = { reason, documentNumber };
      return { method: "POST", path: `/api/directives/${act.directiveId}/withdrawal`, as, body };
    }
    case "final-year":
      return { method: "PUT", path: `/api/calendar/${act.year}`, as, body: { status: "final", lines: act.lines } };
    default:
      return act satisfies never;
  }
}

/** Anybody of the unit's contacts may act for it. */
export function personOf(unit: UnitRecord): string {
  const [first] = addressesOf(unit);
  if (!first) throw new Error(`${unit.id} has no address.`);
  return first;
}
