import type { MilestoneRun } from "../domain/milestone-run.ts";

import { formatInstant } from "../domain/instant.ts";

/** The service's limit. */
const LONGEST = 64;

/**
 * A schedule's name, from directive, obligation and milestone, the ladder where the obligation's date was moved, and the unit and
 * ladder where it is a duty's own: the same milestone always has the same name, and its moment in it only once it was given
 * another than it had at first, for which the schedule that it has is too late or too early. Ids hold no dot, so names are told apart by their dots; one
 * that is too long keeps its beginning and ends in a hash of the whole.
 */
export function scheduleName({
  directiveId,
  obligationId,
  unitId,
  ladder,
  milestone,
  at,
  timedAnew,
}: Scheduled): string {
  const name =
    timedAnew && at !== undefined ? `${milestone}_${formatInstant(at).slice(0, 16).replaceAll(/\D/g, "")}` : milestone;
  return short(
    unitId === undefined
      ? [directiveId, obligationId, ...(ladder === 0 ? [] : [String(-ladder)]), name]
      : [directiveId, obligationId, unitId, String(ladder), name],
  );
}

type Scheduled = Pick<MilestoneRun, "directiveId" | "obligationId" | "unitId" | "ladder" | "milestone"> &
  Partial<Pick<MilestoneRun, "at" | "timedAnew">>;

function short(parts: readonly string[]): string {
  const name = parts.join(".");
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 17)}.${hash64(name)}`;
}

/** FNV-1a, 64 bits, as 16 hexadecimal digits. */
function hash64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}
