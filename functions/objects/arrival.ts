import * as z from "zod/mini";

import { AttachmentIdSchema } from "../domain/attachment.ts";
import type { AttachmentId } from "../domain/attachment.ts";
import { DirectiveIdSchema, ObligationIdSchema, UnitIdSchema } from "../domain/ids.ts";
import type { FilesRef } from "../domain/ids.ts";
import { PREFIXES } from "./archive-keys.ts";

/** A file that came in, as the archive's service tells of it, or the scanner that has looked through it. */
export type Arrival = {
  readonly ref: FilesRef;
  readonly id: AttachmentId;
  /** The very content that is told of: another may have come since. */
  readonly version: string;
  readonly scan: "none" | "clean" | "malware" | "unscannable";
};

const CreatedSchema = z.object({
  source: z.literal("aws.s3"),
  "detail-type": z.literal("Object Created"),
  detail: z.object({ object: z.object({ key: z.string(), "version-id": z.string() }) }),
});
const ScannedSchema = z.object({
  source: z.literal("aws.guardduty"),
  "detail-type": z.literal("GuardDuty Malware Protection Object Scan Result"),
  detail: z.object({
    s3ObjectDetails: z.object({ objectKey: z.string(), versionId: z.string() }),
    scanResultDetails: z.object({ scanResultStatus: z.string() }),
  }),
});
const DutysSchema = z.tuple([DirectiveIdSchema, ObligationIdSchema, UnitIdSchema, AttachmentIdSchema]);
const DirectivesSchema = z.tuple([DirectiveIdSchema, AttachmentIdSchema]);

/**
 * Reads an event of S3, or of GuardDuty's Malware Protection; undefined for any other, and for objects that are no
 * attachment on its way in.
 */
export function readArrival(event: unknown): Arrival | undefined {
  const created = z.safeParse(CreatedSchema, event);
  if (created.success) {
    const { key, "version-id": version } = created.data.detail.object;
    return arrivalOf(key, version, "none");
  }
  const scanned = z.safeParse(ScannedSchema, event);
  if (!scanned.success) return undefined;
  const { s3ObjectDetails, scanResultDetails } = scanned.data.detail;
  return arrivalOf(s3ObjectDetails.objectKey, s3ObjectDetails.versionId, resultOf(scanResultDetails.scanResultStatus));
}

function arrivalOf(key: string, version: string, scan: Arrival["scan"]): Arrival | undefined {
  if (!key.startsWith(PREFIXES.incoming)) return undefined;
  const steps = key.slice(PREFIXES.incoming.length).split("/");
  const directives = z.safeParse(DirectivesSchema, steps);
  if (directives.success) {
    const [directiveId, id] = directives.data;
    return { ref: { directiveId }, id, version, scan };
  }
  const dutys = z.safeParse(DutysSchema, steps);
  if (!dutys.success) return undefined;
  const [directiveId, obligationId, unitId, id] = dutys.data;
  return { ref: { directiveId, obligationId, unitId }, id, version, scan };
}

/** Whatever is not called clean is not: what was skipped, not let in or failed on was not looked through. */
function resultOf(status: string): Arrival["scan"] {
  if (status === "NO_THREATS_FOUND") return "clean";
  return status === "THREATS_FOUND" ? "malware" : "unscannable";
}
