import * as fc from "fast-check";

import { newDuty } from "../../../functions/domain/duty.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import { LocalDateSchema } from "../../../functions/domain/instant.ts";
import type { EpochMs, LocalDate } from "../../../functions/domain/instant.ts";
import type { What } from "../../../functions/domain/parsing.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import type { Refusal } from "../../../functions/domain/refusal.ts";
import { UnitSchema } from "../../../functions/domain/unit-input.ts";
import type { Unit } from "../../../functions/domain/unit.ts";
import { calendarOf } from "../../../functions/domain/working-days.ts";
import type { WorkingCalendar } from "../../../functions/domain/working-days.ts";
import { expectRefusalInVietnamese } from "../expect-vietnamese.ts";
import { day, directive, obligation, units } from "../letters/season-5500.ts";
import { deadlineIn } from "../../../functions/domain/deadline.ts";

/** Sở Tài chính's duty to report before 30/10/2017, changed as a test needs it. */
export function dutyOf(change: Partial<Duty> = {}, unit: Unit = units.stc): Duty {
  const owed = obligation("bao-cao");
  const ref = { directiveId: directive.id, obligationId: owed.id, unitId: unit.id };
  return { ...newDuty(ref, unit, deadlineIn(owed)), ...change };
}

/** The duty with an extension to 3/11/2017. */
export const extendedDuty = dutyOf({
  deadline: day("2017-11-03"),
  ladder: 1,
  extension: {
    deadline: day("2017-11-03"),
    previousDeadline: day("2017-10-30"),
    reason: "Bổ sung số liệu của các xã vùng III",
    approvedBy: "Giám đốc Sở Nội vụ",
    documentNumber: "1520/SNV-XDCQ",
    at: 0,
  },
});

/** The duty freed, as the third act on it, while a draft was being written. */
export const exemptDuty = dutyOf({
  state: "exempt",
  sequence: 3,
  exemption: { number: 3, from: "draft", reason: "Đơn vị đã giải thể", by: "vanthu@snv.example", at: 0 },
});

/** The same, asked for again. */
export const reinstatedDuty = {
  ...exemptDuty,
  state: "draft" as const,
  sequence: 4,
  reinstatement: { number: 4, revision: 0, reason: "Đơn vị có hoạt động", by: "vanthu@snv.example", at: 0 },
};

/** A unit with the contacts of a test, some of whose mail has come back. */
export function unitOf(contacts: Record<string, string>, bounced: readonly string[] = []): Unit {
  return {
    ...UnitSchema.parse({ id: "stc", name: "Sở Tài chính", kind: "so-ban-nganh", ...contacts }),
    bounced: Object.fromEntries(bounced.map((address) => [address, { at: 0, why: "bounce" as const }])),
  };
}

/** What must have been granted. */
export function granted<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}

/** What a test reads. */
export const THING: What = { en: "The thing", vi: "Nội dung" };

/** The faults of what must have been refused as invalid, as the API tells them; each has its Vietnamese, too. */
export function faultsOf(result: unknown): readonly { path: string; message: string }[] {
  const refusal = invalidOf(result);
  expectRefusalInVietnamese(refusal);
  return refusal.faults.map(({ path, message }) => ({ path, message }));
}

/** The same faults as pages tell them. */
export function faultsInVietnamese(result: unknown): readonly string[] {
  return invalidOf(result).faults.map(({ path, vi }) => `${path}: ${vi}`);
}

function invalidOf(result: unknown): Refusal & { refused: "invalid" } {
  if (!isRefusal(result) || result.refused !== "invalid") throw new Error(`not invalid: ${JSON.stringify(result)}`);
  return result;
}

/** A copy with another value at a path written as faults write it; `undefined` takes the member away. */
export function withValue(whole: unknown, path: string, value: unknown): unknown {
  const copy = structuredClone(whole);
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  let parent = copy as Record<string, unknown>;
  for (const step of steps.slice(0, -1)) parent = parent[step] as Record<string, unknown>;
  const last = steps.at(-1)!;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

/** A value that throws when anything tries to change it. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

/** The day in the zone, worked out apart from the code under test: it has been UTC+7 all along since 1975. */
export function plainDayOf(instant: EpochMs): string {
  return new Date(instant + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** A calendar of 2016, 2017 and 2018 with some days swapped, and its worked days counted off one by one. */
export type CountedCalendar = { readonly calendar: WorkingCalendar; readonly worked: readonly LocalDate[] };

const FIRST_OF_2016 = -366;
const LAST_OF_2018 = 729;

/** The days of the three years, each under its distance from 1 January 2017. */
const days = Array.from({ length: LAST_OF_2018 - FIRST_OF_2016 + 1 }, (_, i) =>
  LocalDateSchema.parse(new Date(Date.UTC(2016, 0, 1 + i)).toISOString().slice(0, 10)),
);
const dayOf2017 = (number: number): LocalDate => days[number - FIRST_OF_2016]!;

export const anyDay = fc.integer({ min: 0, max: 364 }).map(dayOf2017);

export const anyCalendar: fc.Arbitrary<CountedCalendar> = fc
  .uniqueArray(
    fc.record({
      number: fc.integer({ min: FIRST_OF_2016, max: LAST_OF_2018 }),
      status: fc.constantFrom("off" as const, "worked" as const),
    }),
    { selector: ({ number }) => number, maxLength: 120 },
  )
  .map((swapped) => {
    const edges = [FIRST_OF_2016, 0, LAST_OF_2018].map((number) => ({ number, status: "off" as const }));
    const status = new Map([...swapped, ...edges].map(({ number, status: what }) => [number, what]));
    const worked: LocalDate[] = [];
    for (let number = FIRST_OF_2016; number <= LAST_OF_2018; number++) {
      // 1 January 2017 was a Sunday.
      const weekend = ((number % 7) + 7) % 7 === 0 || ((number % 7) + 7) % 7 === 6;
      if ((status.get(number) ?? (weekend ? "off" : "worked")) === "worked") worked.push(dayOf2017(number));
    }
    return {
      calendar: calendarOf(
        [...status].map(([number, what]) => ({ date: dayOf2017(number), status: what, name: "", source: "" })),
      ),
      worked,
    };
  });
