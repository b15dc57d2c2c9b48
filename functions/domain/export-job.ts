import type { ExportedFile } from "./exported-file.ts";
import type { Email, ObligationRef } from "./ids.ts";
import { DAY_MS, MINUTE_MS } from "./instant.ts";
import type { EpochMs } from "./instant.ts";

/** A file of an obligation. */
export type ExportRef = ObligationRef & { readonly file: ExportedFile };

/** The making of a file that takes longer than a call may: asked for, made once however many ask for it, and kept for some days. */
export type ExportJob = ExportRef & {
  /** Which making it is, counted from 1: asked for again once it is made, the file is made anew. */
  readonly number: number;
  readonly state: "asked" | "made";
  readonly askedAt: EpochMs;
  /** Who is told by a letter once it is made: everybody who asked for this making. */
  readonly tell: readonly Email[];
  /** Duties that were gone through, of so many that there are to go through; a file may go through all several times. */
  readonly done: number;
  readonly of: number;
  /** Until when the making is one function's; it is put off with each step. */
  readonly heldUntil?: EpochMs | undefined;
  /** The last that was made: of this number, or of one before while this is under way. */
  readonly made?: MadeExport | undefined;
};

export type MadeExport = {
  readonly number: number;
  readonly at: EpochMs;
  /** Where it lies in the archive, and which of its versions it is. */
  readonly key: string;
  readonly version: string;
  readonly bytes: number;
  readonly fileName: string;
};

/** A step takes seconds: who has made none for so long has died, and another takes over. */
export const EXPORT_HOLD_MS = MINUTE_MS;

/** The archive keeps a file for a week; on its last day it is offered no more. */
const OFFERED_FOR_MS = 6 * DAY_MS;

/** A queue hands a message out within seconds; who asks again after so long has it put on the queue once more. */
const STALLED_AFTER_MS = 2 * MINUTE_MS;

/** Until when a file is offered. */
export const fetchableUntil = ({ at }: Pick<MadeExport, "at">): EpochMs => at + OFFERED_FOR_MS;

/** The file, while it can be fetched. */
export function madeNow({ made }: Pick<ExportJob, "made">, now: EpochMs): MadeExport | undefined {
  return made && now < fetchableUntil(made) ? made : undefined;
}

/** Whether nobody seems to be at it, though it is not made. */
export function isStalled({ state, heldUntil, askedAt }: ExportJob, now: EpochMs): boolean {
  return state === "asked" && now >= Math.max(askedAt, heldUntil ?? 0) + STALLED_AFTER_MS;
}
