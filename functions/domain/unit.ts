import * as z from "zod/mini";

import type { Reporters } from "./directive.ts";
import { ClientIdSchema, EmailSchema, KindSchema, UnitIdSchema } from "./ids.ts";
import type { Email } from "./ids.ts";
import type { EpochMs } from "./instant.ts";
import { said } from "./message.ts";
import { NOT_EMPTY } from "./text.ts";

const oneLine = (max: number) =>
  z.string().check(
    z.trim(),
    z.maxLength(max),
    z.regex(/^\P{Cc}*$/u, {
      error: said("must be one line, without control characters", "Chỉ được ghi một dòng, không có ký tự điều khiển"),
    }),
    z.overwrite((text) => text.normalize("NFC")),
  );

const mailbox = z.optional(
  z.union([EmailSchema, z.literal("")], {
    error: said(
      "an e-mail address is written like vanthu@so.tinh.example, or left empty",
      "Địa chỉ thư điện tử ghi theo dạng vanthu@so.tinh.example, hoặc để trống",
    ),
  }),
);

/** A body that reports, as the units file and the API bring it. An empty address is one that the unit does not have. */
export const UnitSchema = z
  .strictObject({
    id: UnitIdSchema,
    name: oneLine(200).check(z.minLength(1, { error: NOT_EMPTY })),
    kind: KindSchema,
    headTitle: z._default(oneLine(200), ""),
    clerkEmail: mailbox,
    officeEmail: mailbox,
    headEmail: mailbox,
    phone: z._default(oneLine(40), ""),
    /** Client ids, at the sign-on, of the unit's own systems. */
    clients: z.optional(z.array(ClientIdSchema).check(z.maxLength(10))),
  })
  .check(
    z.refine((unit) => Boolean(unit.clerkEmail || unit.officeEmail || unit.headEmail), {
      error: said(
        "a unit needs at least one of clerkEmail, officeEmail, headEmail",
        "Đơn vị cần ít nhất một địa chỉ thư điện tử: của văn thư, văn phòng hoặc thủ trưởng",
      ),
      path: ["clerkEmail"],
    }),
  );
export type UnitRecord = z.infer<typeof UnitSchema>;

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

/** The addresses that a unit is given which it did not have. */
export function newAddressesOf(unit: UnitRecord, old: UnitRecord | undefined): Email[] {
  const had = old ? addressesOf(old) : [];
  return addressesOf(unit).filter((address) => !had.includes(address));
}

/** The addresses of a unit whose mail has not come back: of clerk, office, head, in this order. */
export function reachableAddresses(unit: Unit): Email[] {
  return addressesOf(unit).filter((address) => !unit.bounced[address]);
}

/** Where a letter to the unit goes, as far as the register knows. */
export function reachableAddress(unit: Unit): Email | undefined {
  return reachableAddresses(unit)[0];
}

/** Where a letter to the head goes; nobody stands in for a head. */
export function reachableHead(unit: Unit): Email | undefined {
  return reachableAddresses(unit).find((address) => address === unit.headEmail);
}

/** Whether a unit is among those an obligation names. */
export function isReporter(reporters: Reporters, unit: Pick<UnitRecord, "id" | "kind">): boolean {
  const named = reporters.units?.includes(unit.id) || reporters.kinds?.includes(unit.kind);
  return Boolean(named) && !reporters.except?.includes(unit.id);
}

/** A name for comparing: apostrophes ' and ’ (and their kin), letter case, spaces and Unicode form do not count. */
export function nameKey(name: string): string {
  return name
    .normalize("NFC")
    .replace(/[\u2018\u2019\u02BC\u02B9\u00B4`]/g, "'")
    .replace(/\s+/g, " ")
    .trim()
    .toLocaleLowerCase("vi");
}
