import * as z from "zod/mini";

/** Ids stand in keys, schedule names and mail tags, so they keep to characters that all three allow. */
const slug = (what: string) =>
  z.string().check(
    z.regex(/^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$/, {
      error: `${what}: allowed are 1 to 64 small letters a–z, digits, - and _, beginning and ending with a letter or digit`,
    }),
  );

export const DirectiveIdSchema = slug("a directive's id").brand<"DirectiveId">();
export type DirectiveId = z.infer<typeof DirectiveIdSchema>;

export const ObligationIdSchema = slug("an obligation's id").brand<"ObligationId">();
export type ObligationId = z.infer<typeof ObligationIdSchema>;

export const UnitIdSchema = slug("a unit's id").brand<"UnitId">();
export type UnitId = z.infer<typeof UnitIdSchema>;

export const KindSchema = slug("a kind of unit");
export const OutlineIdSchema = slug("an id in the outline");

/** An office mailbox. Compared in lower case: nobody's clerk should be locked out by a capital letter. */
export const EmailSchema = z
  .pipe(
    z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254)),
    z.email({ error: "an e-mail address is written like vanthu@so.tinh.example" }),
  )
  .brand<"Email">();
export type Email = z.infer<typeof EmailSchema>;

export type ObligationRef = { readonly directiveId: DirectiveId; readonly obligationId: ObligationId };
export type DutyRef = ObligationRef & { readonly unitId: UnitId };
