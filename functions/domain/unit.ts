import * as z from "zod/mini";

import type { Reporters } from "./directive.ts";
import { ClientIdSchema, EmailSchema, KindSchema, UnitIdSchema } from "./ids.ts";
import type { Email } from "./ids.ts";
import type { EpochMs } from "./instant.ts";
import { lazyObject } from "./lazy-object.ts";
import { asKept } from "./typed-text.ts";

/** A unit as it was entered. An empty address is one that it does not have. */
export type UnitRecord = z.infer<typeof UnitRecordSchema>;

const mailbox = z.optional(z.union([EmailSchema, z.literal("")]));

/** What a unit's record holds; what may be entered is asked more closely (`unit-input.ts`). */
export const UnitRecordSchema = lazyObject(() => ({
  id: UnitIdSchema,
  name: z.string(),
  kind: KindSchema,
  headTitle: z.string(),
  clerkEmail: mailbox,
  officeEmail: mailbox,
  headEmail: mailbox,
  phone: z.string(),
  /** Client ids, at the sign-on, of the unit's own systems. */
  clients: z.optional(z.array(ClientIdSchema)),
}));

/**
 * Whether a telephone number cannot be dialled as it stands: within the country one begins with 0, from abroad with +, but
 * for those of services (113, 1022, 1800…, 1900…). A spreadsheet takes the first 0 away.
 */
export const lacksItsZero = (phone: string): boolean =>
  phone !== "" && !/^\(?(?:0|\+|1[89]00|1\d{2,3}(?!\d))/.test(phone);

/** What a unit's record holds, in the order of a units file's columns. */
export const UNIT_COLUMNS = [
  "id",
  "name",
  "kind",
  "headTitle",
  "clerkEmail",
  "officeEmail",
  "headEmail",
  "phone",
] as const;
export type UnitColumn = (typeof UNIT_COLUMNS)[number];

export const CONTACT_ROLES = ["clerk", "office", "head"] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** Why letters no longer go to an address: mail came back, was reported as spam, or is not taken for it at all. */
export const BOUNCE_REASONS = ["bounce", "complaint", "refused"] as const;
export type Bounced = { readonly at: EpochMs; readonly why: (typeof BOUNCE_REASONS)[number] };

/** A unit as the register keeps it: with what became of its addresses. */
export type Unit = UnitRecord & { readonly bounced: Readonly<Record<string, Bounced>> };

export function addressOf(unit: UnitRecord, role: ContactRole): Email | undefined {
  const address = { clerk: unit.clerkEmail, office: unit.officeEmail, head: unit.headEmail }[role];
  return address === "" ? undefined : address;
}

/** Every address of a unit, once each, in contact order. */
export function addressesOf(unit: UnitRecord): Email[] {
  const all = CONTACT_ROLES.flatMap((role) => addressOf(unit, role) ?? []);
  return [...new Set(all)];
}

/** Where a letter to the unit goes: the first of clerk, office, head whose mail has not come back. */
export function reachableAddress(unit: Unit): Email | undefined {
  return addressesOf(unit).find((address) => !unit.bounced[address]);
}

/** Where a letter to the head goes; nobody stands in for a head. */
export function reachableHead(unit: Unit): Email | undefined {
  const address = addressOf(unit, "head");
  return address && !unit.bounced[address] ? address : undefined;
}

/** Whether a unit is among those an obligation names. */
export function isReporter(reporters: Reporters, unit: Pick<UnitRecord, "id" | "kind">): boolean {
  const named = reporters.units?.includes(unit.id) || reporters.kinds?.includes(unit.kind);
  return Boolean(named) && !reporters.except?.includes(unit.id);
}

/** A name for comparing: apostrophes ' and ’ (and their kin), letter case, spaces and Unicode form do not count. */
export function nameKey(name: string): string {
  return asKept(name)
    .replace(/[\u2018\u2019\u02BC\u02B9\u00B4`]/g, "'")
    .replace(/\s+/g, " ")
    .trim()
    .toLocaleLowerCase("vi");
}
