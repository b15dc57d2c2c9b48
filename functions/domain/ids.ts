import * as z from "zod/mini";

import { said } from "./message.ts";

/** Every object of JavaScript has a member of that name. */
const NOBODYS_NAME = said("“constructor” cannot be an id", "Không dùng “constructor” làm mã");

/** Ids stand in keys, schedule names and mail tags, so they keep to characters that all three allow. */
const slug = (en: string, vi: string) =>
  z.string().check(
    z.regex(/^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$/, {
      error: said(
        `${en}: allowed are 1 to 64 small letters a–z, digits, - and _, beginning and ending with a letter or digit`,
        `${vi} chỉ gồm 1 đến 64 chữ thường không dấu (a–z), chữ số, dấu - và _, đầu và cuối là chữ hoặc số`,
      ),
    }),
    z.refine((id) => id !== "constructor", { error: NOBODYS_NAME }),
  );

export const DirectiveIdSchema = slug("a directive's id", "Mã văn bản chỉ đạo").brand<"DirectiveId">();
export type DirectiveId = z.infer<typeof DirectiveIdSchema>;

export const ObligationIdSchema = slug("an obligation's id", "Mã yêu cầu báo cáo").brand<"ObligationId">();
export type ObligationId = z.infer<typeof ObligationIdSchema>;

export const UnitIdSchema = slug("a unit's id", "Mã đơn vị").brand<"UnitId">();
export type UnitId = z.infer<typeof UnitIdSchema>;

export const KindSchema = slug("a kind of unit", "Loại đơn vị");
export const OutlineIdSchema = slug("an id in the outline", "Mã trong đề cương");

/** A client's id at the sign-on, as people type it into a unit's form. */
export const ClientIdSchema = z.string().check(
  z.regex(/^[\w.-]{1,128}$/, {
    error: said(
      "a system's client id is 1 to 128 letters a–z, digits, _, . and -",
      "Mã hệ thống chỉ gồm 1 đến 128 chữ không dấu, chữ số, dấu _, . và -",
    ),
  }),
);

/** An office mailbox. Compared in lower case: nobody's clerk should be locked out by a capital letter. */
export const EmailSchema = z
  .pipe(
    z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254)),
    z.email({
      error: said(
        "an e-mail address is written like vanthu@so.tinh.example",
        "Địa chỉ thư điện tử ghi theo dạng vanthu@so.tinh.example",
      ),
    }),
  )
  .brand<"Email">();
export type Email = z.infer<typeof EmailSchema>;

/**
 * An address from a token, as authority hangs on it: in lower case, and of ASCII alone, since a letter of another alphabet,
 * such as the Kelvin sign, may become one of ours in lower case. What has no @ is none: a system's name has none either,
 * so that no address can spell it.
 */
export function claimedAddress(email: unknown): string | undefined {
  return typeof email === "string" && /^[\x21-\x7e]+@[\x21-\x7e]+$/.test(email) ? email.toLowerCase() : undefined;
}

/** Whether an issuer says that it has verified an address; some write it as text. */
export function isVerified(claim: unknown): boolean {
  return claim === true || claim === "true";
}

export type ObligationRef = { readonly directiveId: DirectiveId; readonly obligationId: ObligationId };
export type DutyRef = ObligationRef & { readonly unitId: UnitId };
export type DirectiveRef = Pick<ObligationRef, "directiveId">;
/** What files are kept with: one unit's report, or the directive itself. */
export type FilesRef = DutyRef | DirectiveRef;
