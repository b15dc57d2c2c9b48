import type { Cost } from "../../functions/store/engines.ts";
import { operationNames, requestUnits as asPriced } from "../cost/request-units.ts";
import type { OperationName } from "../cost/request-units.ts";
import { withEngine } from "../engine.ts";
import { readUnits } from "../far-side/page.ts";
import { whole } from "../figures.ts";
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
        { what: "counted by", measured: named.name },
        ...theDesignsOwn(operations, questions),
        ...operationNames.map((name) => asTheCostModelTakesIt(name, operations[name])),
      ];
    }),
};

/** The operations that the design gives a number for: request units, those of the indexes among them. */
function theDesignsOwn(
  { file, fileInVain }: Awaited<ReturnType<typeof costsOfOperations>>,
  { sweep, entryBytes, claimAndConfirm, escalations, counts }: Awaited<ReturnType<typeof costsOfQuestions>>,
): Row[] {
  return [
    atMost("file a report of a kilobyte", file, { read: 0, write: 4 }),
    atMost("a filing that is refused", fileInVain, { read: 0.5, write: 1 }),
    atMost(`sweep of thirty, ${whole(entryBytes / 30)} bytes each`, sweep, { read: readUnits(entryBytes), write: 0 }),
    atMost("claim and confirm a letter", claimAndConfirm, { read: 0, write: 2 }),
    atMost("escalation list of thirty", escalations, { read: 1, write: 0 }),
    atMost("counts of a dashboard", counts, { read: 2, write: 0 }),
  ];
}

function atMost(what: string, cost: Cost, most: { read: number; write: number }): Row {
  const ok = cost.read <= most.read && cost.write + cost.index <= most.write;
  return { what, measured: told(cost), reach: { asked: `≤ ${most.read} read, ${most.write} write`, ok } };
}

/** An operation of the cost model: it must still be priced by what it costs. */
function asTheCostModelTakesIt(name: OperationName, cost: Cost): Row {
  const known: Cost = asPriced[name];
  return {
    what: `${inWords(name)}, as the cost model takes it`,
    measured: told(cost),
    reach: { asked: told(known), ok: told(cost) === told(known) },
  };
}

/** The name of an operation as people say it: `hearOfArrival`, hear of arrival. */
const inWords = (name: string): string => name.replaceAll(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

const told = ({ read, write, index }: Cost): string => `${read} read, ${write}${index > 0 ? ` + ${index}` : ""} write`;
