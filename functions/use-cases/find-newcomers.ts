import { keepsRegister, supervises } from "../domain/access.ts";
import type { Caller } from "../domain/access.ts";
import { deadlineIn, isPast } from "../domain/deadline.ts";
import { placeOf } from "../domain/directive-record.ts";
import type { DirectiveRecord } from "../domain/directive-record.ts";
import type { Obligation } from "../domain/directive.ts";
import type { EpochMs } from "../domain/instant.ts";
import { isReporter } from "../domain/unit.ts";
import type { Unit } from "../domain/unit.ts";
import type { ReadingEffects } from "./effects.ts";

/** Units that an obligation means by their kind, and that were entered after it was issued. */
export type Newcomers = {
  readonly record: DirectiveRecord;
  readonly obligation: Obligation;
  readonly units: readonly Unit[];
};

/** So many are looked at, those entered last: whoever came before them is found by a search on the form that adds units. */
const MOST = 50;

/**
 * Whom the caller might add to what was issued: units of a kind that reports which were entered after the issue, and are not
 * asked for that report. They are found until they are added, or the obligation's date has passed (D152). One query of an
 * index where there are none.
 */
export async function findNewcomers(
  records: readonly DirectiveRecord[],
  { caller, receivedAt }: { readonly caller: Caller; readonly receivedAt: EpochMs },
  { register, homeUnit }: Pick<ReadingEffects, "register" | "homeUnit">,
): Promise<Newcomers[]> {
  const open = records.flatMap((record) => {
    const { status, issuedAt, directive, withdrawal } = record;
    if (status !== "issued" || issuedAt === undefined || withdrawal) return [];
    return directive.obligations
      .filter((obligation) => obligation.reporters.kinds?.length && !isPast(deadlineIn(obligation), receivedAt))
      .filter((obligation) => supervises(caller, obligation) || keepsRegister(caller, homeUnit))
      .map((obligation) => ({ record, obligation, issuedAt }));
  });
  if (open.length === 0) return [];
  const since = Math.min(...open.map(({ issuedAt }) => issuedAt));
  const entered = await register.units.enteredAfter(since, { limit: MOST });
  if (entered.length === 0) return [];
  const units = await register.units.unitsNamed(entered.map(({ unitId }) => unitId));
  const enteredAt = new Map(entered.map((one) => [one.unitId, one.enteredAt]));
  const found = await Promise.all(
    open.map(async ({ record, obligation, issuedAt }) => {
      const meant = units.filter(
        (unit) => isReporter(obligation.reporters, unit) && (enteredAt.get(unit.id) ?? 0) > issuedAt,
      );
      const ref = { directiveId: record.directive.id, obligationId: obligation.id };
      const duties = await register.duties.dutiesNamed(
        { ...ref, place: placeOf(record, obligation) },
        meant.map(({ id }) => id),
      );
      const there = new Set(duties.map(({ unitId }) => unitId));
      return { record, obligation, units: meant.filter(({ id }) => !there.has(id)) };
    }),
  );
  return found.filter((one) => one.units.length > 0);
}
