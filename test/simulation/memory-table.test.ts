import { describe } from "vitest";

import { registerIn } from "../../functions/store/register.ts";
import type { Fresh } from "../functions/store/register-suite.ts";
import { countSuite } from "../functions/store/suite/counts.ts";
import { directiveSuite } from "../functions/store/suite/directives.ts";
import { dutyListSuite } from "../functions/store/suite/duty-lists.ts";
import { dutySuite } from "../functions/store/suite/duties.ts";
import { filingSuite } from "../functions/store/suite/filings.ts";
import { letterClaimSuite } from "../functions/store/suite/letter-claims.ts";
import { letterEventSuite } from "../functions/store/suite/letter-events.ts";
import { peopleSuite } from "../functions/store/suite/people.ts";
import { receiptSuite } from "../functions/store/suite/receipts.ts";
import { requestSuite } from "../functions/store/suite/requests.ts";
import { runSuite } from "../functions/store/suite/runs.ts";
import { sessionSuite } from "../functions/store/suite/sessions.ts";
import { ItemStore } from "./item-store.ts";
import { MemoryTable } from "./memory-table.ts";

/** The simulated table, calm: what it shows follows every write at once. Of costs it knows only how often it was asked. */
const fresh: Fresh = async () => {
  const items = new ItemStore(() => 0, { ofIndexes: () => 0, ofReads: () => 0, mostOfReads: 0 });
  let requests = 0;
  const table = new MemoryTable(items, async (_step, perform) => {
    requests++;
    return perform();
  });
  const costOf = async (action: () => Promise<unknown>) => {
    requests = 0;
    await action();
    return { read: requests, write: requests, index: 0 };
  };
  return { register: registerIn(table), table, costOf } as unknown as Awaited<ReturnType<Fresh>>;
};

describe("the register on the simulated table", () => {
  dutySuite(fresh);
  dutyListSuite(fresh);
  filingSuite(fresh);
  receiptSuite(fresh);
  letterClaimSuite(fresh);
  letterEventSuite(fresh);
  runSuite(fresh);
  countSuite(fresh);
  requestSuite(fresh);
  peopleSuite(fresh);
  directiveSuite(fresh);
  sessionSuite(fresh);
});
