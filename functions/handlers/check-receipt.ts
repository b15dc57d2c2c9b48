import * as z from "zod/mini";

import { HashSchema } from "../domain/attachment.ts";
import { UnitIdSchema } from "../domain/ids.ts";
import type { WebEffects } from "../http/exchange.ts";

/** What somebody typed off a receipt. */
export type TypedReceipt = {
  readonly receiver: string;
  readonly year: string;
  readonly number: string;
  readonly sha256: string;
};

const ReceiptSchema = z.object({
  receiver: UnitIdSchema,
  year: z.pipe(z.string().check(z.regex(/^\d{4}$/)), z.transform(Number)),
  number: z.pipe(z.string().check(z.regex(/^[1-9]\d{0,5}$/)), z.transform(Number)),
  sha256: z.pipe(
    z.pipe(
      z.string().check(z.maxLength(200)),
      z.transform((text) => text.replaceAll(/\s/g, "").toLowerCase()),
    ),
    HashSchema,
  ),
});

/**
 * Whether a filing of this content, or with an attachment of it, was received under this number. One answer for all
 * that is not so, at the price of one small read whether there is such a number or not: whoever does not hold the
 * content learns nothing, not even how many were received.
 */
export async function isReceipt(typed: TypedReceipt, { register }: Pick<WebEffects, "register">): Promise<boolean> {
  const read = z.safeParse(ReceiptSchema, typed);
  // What cannot be a receipt is looked up too, under a number that is never given: it takes as long.
  const { sha256, ...ref } = read.data ?? NONE;
  const hashes = await register.receipts.hashes(ref);
  return hashes.some((hash) => hash === sha256);
}

const NONE = { receiver: UnitIdSchema.parse("none"), year: 1, number: 0, sha256: "" };
