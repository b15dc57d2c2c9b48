import type { Email, UnitId } from "./ids.ts";

export const STAFF_ROLES = ["supervisor", "leader"] as const;

/** Somebody of no unit's contacts, named by the home unit: who supervises for a unit, or reads everything. */
export type Staff = {
  readonly email: Email;
  readonly name: string;
  readonly role: (typeof STAFF_ROLES)[number];
  readonly unitId: UnitId;
};

/** Who is asking: the verified address (or system's client id), and what the register lets it do. */
export type Caller = {
  readonly principal: string;
  readonly units: readonly UnitId[];
  readonly staff?: Staff | undefined;
};

/** Who receives an obligation's reports, by the unit's id. */
type Receiver = { readonly receiver: string };

export function actsFor(caller: Caller, unitId: string): boolean {
  return caller.units.some((id) => id === unitId);
}

/** Contacts of the obligation's receiver, and staff named for it. */
export function supervises(caller: Caller, { receiver }: Receiver): boolean {
  return actsFor(caller, receiver) || (caller.staff?.role === "supervisor" && caller.staff.unitId === receiver);
}

type GoingOn = Receiver & {
  readonly consolidates?: string | undefined;
  readonly reporters: { readonly units?: readonly string[] | undefined };
};

/** Who receives a report may record to whom it was sent on; so may the unit that consolidates it for the receiver. */
export function mayForward(caller: Caller, obligation: GoingOn): boolean {
  const { consolidates, reporters } = obligation;
  const own = reporters.units?.some((unitId) => supervises(caller, { receiver: unitId })) ?? false;
  return supervises(caller, obligation) || (consolidates !== undefined && own);
}

/** Contacts of the home unit, and staff named for it, keep units, staff and directives. */
export function keepsRegister(caller: Caller, homeUnit: string): boolean {
  return supervises(caller, { receiver: homeUnit });
}

type Asked = Receiver & { readonly id: string; readonly consolidates?: string | undefined };

/**
 * The home unit may withdraw a directive; so may whoever receives all that it asks for. What is consolidated into another
 * report is asked for by who receives that one (D148).
 */
export function mayWithdraw(caller: Caller, obligations: readonly Asked[], homeUnit: string): boolean {
  const last = obligations.filter(({ id }) => !obligations.some(({ consolidates }) => consolidates === id));
  return keepsRegister(caller, homeUnit) || last.every((obligation) => supervises(caller, obligation));
}

/** Leaders read every list; so does whoever supervises the obligation or keeps the register. */
export function readsLists(caller: Caller, obligation: Receiver, homeUnit: string): boolean {
  return caller.staff?.role === "leader" || supervises(caller, obligation) || keepsRegister(caller, homeUnit);
}

/** Whether anything at all is known of the caller. */
export function isKnown(caller: Caller): boolean {
  return caller.units.length > 0 || caller.staff !== undefined;
}
