import { readFileSync } from "node:fs";

import { DirectiveSchema, obligationOf } from "../../functions/domain/directive.ts";
import type { Directive, Obligation } from "../../functions/domain/directive.ts";
import { newDuty } from "../../functions/domain/duty.ts";
import type { Duty } from "../../functions/domain/duty.ts";
import { EmailSchema, UnitIdSchema } from "../../functions/domain/ids.ts";
import { LocalDateSchema, parseInstant } from "../../functions/domain/instant.ts";
import type { MilestoneRun } from "../../functions/domain/milestone-run.ts";
import { isRefusal } from "../../functions/domain/refusal.ts";
import { isReporter } from "../../functions/domain/unit.ts";
import type { UnitRecord } from "../../functions/domain/unit.ts";
import { readUnitsFile } from "../../functions/use-cases/read-units-file.ts";
import { deadlineIn } from "../../functions/domain/deadline.ts";
import type { Place } from "../../functions/domain/directive-record.ts";

/** The season of công văn 5500/UBND-KGVX: the directive and the 35 units of the province, as the laptop loads them. */
const file = (name: string): string => readFileSync(new URL(`../../lib/local/season/${name}`, import.meta.url), "utf8");

export const directive = DirectiveSchema.parse(JSON.parse(file("directive-5500.json")));
/** The same, of which each report may be, or must be filed with, its signed PDF. */
export const directiveTaking = (signedPaper: Obligation["signedPaper"]): Directive => ({
  ...directive,
  obligations: directive.obligations.map((one) => ({ ...one, signedPaper })),
});
export const units: readonly UnitRecord[] = allUnits();

export const obligation = obligationNamed("bao-cao");
/** Sở Nội vụ's own: it consolidates the reports of the units. */
export const consolidation = obligationNamed("tong-hop");
export const reporters = units.filter((unit) => isReporter(obligation.reporters, unit));
export const ref = { directiveId: directive.id, obligationId: obligation.id };

export const day = (text: string) => LocalDateSchema.parse(text);
export const email = (text: string) => EmailSchema.parse(text);
export const unitId = (text: string) => UnitIdSchema.parse(text);
/** An instant of the season, as its clocks show it: `2017-10-30T08:00`. */
export const at = (wall: string): number => parseInstant(`${wall}+07:00`);

export function unitNamed(id: string): UnitRecord {
  const unit = units.find((one) => one.id === id);
  if (!unit) throw new Error(`No unit of the season has the id ${id}.`);
  return unit;
}

/** The duty of a unit to report, as it is laid out; with changes, if any are given. */
export function dutyOf(id: string, changes: Partial<Duty> = {}): Duty {
  return { ...newDuty({ ...ref, unitId: unitId(id) }, unitNamed(id), deadlineIn(obligation)), ...changes };
}

function obligationNamed(id: string) {
  const found = obligationOf(directive, id);
  if (!found) throw new Error(`The directive has no obligation ${id}.`);
  return found;
}

function allUnits(): UnitRecord[] {
  const read = readUnitsFile(file("units.csv"));
  if (isRefusal(read)) throw new Error(read.detail);
  return read;
}

/** A milestone of the obligation's own ladder, which has not run yet. */
export const planned = (milestone: MilestoneRun["milestone"], wall: string): MilestoneRun => ({
  ...ref,
  ladder: 0,
  milestone,
  at: at(wall),
  phase: "planned",
  letters: {},
});

/** The same milestone of so many units, each on a ladder of its own. */
export const plannedForMany = (count: number, ...of: Parameters<typeof planned>): MilestoneRun[] =>
  Array.from({ length: count }, (_, number) => ({ ...planned(...of), unitId: unitId(`xa-${number}`), ladder: 1 }));

/** Where the duties of công văn 5500's first obligation lie, over so many shards, its date never moved. */
export const lying = (shards = 1): Place => ({ shards, deadline: day("2017-10-30"), moved: 0 });
