import type { Cost } from "../../functions/store/engines.ts";
import { requestUnits as asPriced } from "../cost/request-units.ts";
import { withEngine } from "../engine.ts";
import type { NamedEngine } from "../engine.ts";
import { readUnits } from "../far-side/page.ts";
import { places } from "../figures.ts";
import type { Part, Row } from "../part.ts";
import { openOffice } from "./office.ts";
import { costsOfOperations } from "./operations.ts";
import { costsOfQuestions } from "./questions.ts";

/** Request units of each operation, by the engine's own count. */
export const requestUnits: Part = {
  name: "request-units",
  run: ({ tell }) =>
    withEngine(async (engine, named) => {
      tell(`counted by ${named.name}`);
      const operations = await costsOfOperations(await openOffice(engine));
      const questions = await costsOfQuestions(await openOffice(engine));
      return [
        ...theDesignsOwn(operations, questions, named),
        ...Object.entries(asPriced).map(([name, priced]) =>
          asTheCostModelTakesIt(name, operations[name as keyof typeof asPriced], priced, named),
        ),
      ];
    }),
};

/** The operations that the design gives a number for. */
function theDesignsOwn(
  { file, fileInVain }: Awaited<ReturnType<typeof costsOfOperations>>,
  { sweep, entryBytes, claimAndConfirm, escalations, counts }: Awaited<ReturnType<typeof costsOfQuestions>>,
  { isExact }: NamedEngine,
): Row[] {
  const row = (what: string, cost: Cost, asked: string, ok: boolean): Row => ({
    what,
    measured: told(cost),
    reach: { asked, ok },
  });
  const written = (cost: Cost): number => cost.write + cost.index;
  const priceOfEntries = readUnits(entryBytes);
  return [
    row("file a report of a kilobyte", file, "≤ 3 + 1 write, 0 read", written(file) <= 4 && file.read === 0),
    row(
      "a filing that is refused",
      fileInVain,
      "≤ 1 write, ≤ 0.5 read",
      written(fileInVain) <= 1 && fileInVain.read <= 0.5,
    ),
    row(
      `sweep of thirty, ${places(entryBytes / 30, 0)} bytes each`,
      sweep,
      `≤ ${priceOfEntries} read, 0 write`,
      sweep.read <= priceOfEntries && (sweep.read === priceOfEntries || !isExact) && written(sweep) === 0,
    ),
    row(
      "claim and confirm a letter",
      claimAndConfirm,
      "2 write",
      written(claimAndConfirm) === 2 && claimAndConfirm.read === 0,
    ),
    row(
      "escalation list of thirty",
      escalations,
      "≤ 1 read, 0 write",
      escalations.read <= 1 && written(escalations) === 0,
    ),
    row("counts of a dashboard", counts, "≤ 2 read", counts.read <= 2 && written(counts) === 0),
  ];
}

/** An operation of the cost model: it must still be priced by what it costs. */
function asTheCostModelTakesIt(name: string, cost: Cost, priced: Cost, { name: engine, isExact }: NamedEngine): Row {
  const known = isExact ? priced : { ...priced, index: 0 };
  return {
    what: `${name}, by ${engine}`,
    measured: told(cost),
    reach: { asked: told(known), ok: told(cost) === told(known) },
  };
}

const told = ({ read, write, index }: Cost): string => `${read} read, ${write}${index > 0 ? ` + ${index}` : ""} write`;
