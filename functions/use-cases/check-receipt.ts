import * as z from "zod/mini";

import { HashSchema } from "../domain/attachment.ts";
import { UnitIdSchema } from "../domain/ids.ts";
import type { WebEffects } from "./effects.ts";

/** What somebody typed off a receipt: `31/2017/snv`, and the hash of what was filed or of a file with it. */
export type TypedReceipt = { readonly receipt: string; readonly sha256: string };

const ReceiptSchema = z.object({
  receipt: z.pipe(
    z.pipe(
      z.string().check(z.trim(), z.toLowerCase(), z.regex(/^[1-9]\d{0,5}\/\d{4}\/[a-z0-9_-]+$/)),
      z.transform((text) => {
        const [number = "", year = "", receiver = ""] = text.split("/");
        return { number: Number(number), year: Number(year), receiver };
      }),
    ),
    z.object({ number: z.number(), year: z.number(), receiver: UnitIdSchema }),
  ),
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
  const { receipt, sha256 } = read.data ?? NONE;
  const hashes = await register.receipts.hashes(receipt);
  return hashes.some((hash) => hash === sha256);
}

const NONE = { receipt: { receiver: UnitIdSchema.parse("none"), year: 1, number: 0 }, sha256: "" };
