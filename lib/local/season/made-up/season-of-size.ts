import { readFileSync } from "node:fs";

import { DirectiveSchema } from "../../../../functions/domain/directive.ts";
import type { Directive } from "../../../../functions/domain/directive.ts";
import { formatInstant, instantOf, localDateOf } from "../../../../functions/domain/instant.ts";
import { addressOf, isReporter } from "../../../../functions/domain/unit.ts";
import type { ContactRole, UnitRecord } from "../../../../functions/domain/unit.ts";
import { Chance } from "./chance.ts";
import { conductOf } from "./conduct.ts";
import type { MadeUpAct } from "./conduct.ts";
import { madeUpUnits } from "./made-up-units.ts";
import { deadlineIn, dueAt } from "../../../../functions/domain/deadline.ts";

/** What `npm run replay` is given: the units, the directive, and a season's file. */
export type SeasonOfSize = {
  readonly units: readonly UnitRecord[];
  readonly directive: Directive;
  readonly season: {
    readonly note: string;
    readonly issueAt: string;
    readonly until: string;
    readonly acts: readonly MadeUpAct[];
  };
};

/** The fewest units of which a season can be made: who reports, who receives, and who receives from that one. */
export const FEWEST_UNITS = 3;

const issueAt = instantOf(localDateOf(Date.parse("2017-07-14T12:00:00Z")), "08:00");
const until = instantOf(localDateOf(Date.parse("2017-11-10T12:00:00Z")), "18:00");

/**
 * A season of so many units: công văn 5500's dates, outline and ladders, laid upon units that do not exist and that
 * do what units do. The same size and seed make the same season, to the byte.
 */
export function seasonOfSize({ units: count, seed }: { units: number; seed: number }): SeasonOfSize {
  const chance = new Chance(seed);
  const units = madeUpUnits(count, chance);
  const directive = directiveFor(count);
  const [reports, consolidated] = directive.obligations;
  if (!reports || !consolidated) throw new Error("công văn 5500 has two obligations.");
  const lastDay = localDateOf(until);
  const acts = units
    .filter((unit) => isReporter(reports.reporters, unit))
    .flatMap((unit) =>
      [...bouncesOf(unit, chance), ...conductOf({ before: localDateOf(dueAt(deadlineIn(reports))), lastDay, chance })].map((act) => ({
        ...act,
        unit: unit.id,
        obligation: reports.id,
      })),
    );
  const consolidation = {
    at: "2017-11-08T15:00:00+07:00",
    act: "submit",
    unit: reports.receiver,
    obligation: consolidated.id,
  };
  return {
    units,
    directive,
    season: {
      note: `Made up of the seed ${seed}: ${count} units that do not exist, on the real directive and its dates.`,
      issueAt: formatInstant(issueAt),
      until: formatInstant(until),
      acts: [...acts, consolidation].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    },
  };
}

/** Of a hundred offices, two have a clerk's address that no longer exists; of a thousand, three cannot be reached at all. */
function bouncesOf(unit: UnitRecord, chance: Chance): MadeUpAct[] {
  const gone = chance.among<readonly ContactRole[]>([
    [977, []],
    [20, ["clerk"]],
    [3, ["clerk", "office", "head"]],
  ]);
  return gone
    .filter((contact) => addressOf(unit, contact) !== undefined)
    .map((contact) => ({ at: formatInstant(issueAt), act: "bounce", contact }));
}

/** Công văn 5500, addressed to communes as well. */
function directiveFor(count: number): Directive {
  const text = readFileSync(new URL("../directive-5500.json", import.meta.url), "utf8");
  const directive = DirectiveSchema.parse(JSON.parse(text));
  return {
    ...directive,
    id: DirectiveSchema.shape.id.parse(`season-of-${count}`),
    number: `${count}/UBND-KGVX`,
    obligations: directive.obligations.map((obligation) =>
      obligation.reporters.kinds === undefined
        ? obligation
        : {
            ...obligation,
            reporters: { ...obligation.reporters, kinds: [...obligation.reporters.kinds, "xa", "thi-tran"] },
          },
    ),
  };
}
