import { isPast } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import { isFreed, isOpen } from "./duty.ts";
import type { Duty, DutyState } from "./duty.ts";
import type { UnitId } from "./ids.ts";
import type { EpochMs } from "./instant.ts";

/** A unit whose report would be missing if no more were taken in. */
export type LeftOut = {
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly state: DutyState;
  readonly deadline: Deadline;
  /** Its date has not come: it would be cut short. */
  readonly inTime: boolean;
};

export type Closing = {
  /** Of so many that owe the report… */
  readonly owing: number;
  /** …so many would be in it. */
  readonly filed: number;
  readonly missing: readonly LeftOut[];
  /** How many of the missing would be cut short. */
  readonly cutShort: number;
};

/** What the consolidated report would lack if it were closed now: whom, and who of them still has time by his date. */
export function closingNow(duties: Iterable<Duty>, now: EpochMs): Closing {
  const missing: LeftOut[] = [];
  let owing = 0;
  for (const duty of duties) {
    if (isFreed(duty)) continue;
    owing++;
    if (!isOpen(duty)) continue;
    const { unitId, unitName, state, deadline } = duty;
    missing.push({ unitId, unitName, state, deadline, inTime: !isPast(deadline, now) });
  }
  return {
    owing,
    filed: owing - missing.length,
    missing,
    cutShort: missing.filter(({ inTime }) => inTime).length,
  };
}
