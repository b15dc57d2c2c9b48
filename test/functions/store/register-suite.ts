import { afterAll, beforeAll, describe } from "vitest";

import { freshRegister } from "./engines.ts";
import type { Engine, TestRegister } from "./engines.ts";
import { calendarSuite } from "./suite/calendar.ts";
import { costSuite } from "./suite/costs.ts";
import { countSuite } from "./suite/counts.ts";
import { directiveSuite } from "./suite/directives.ts";
import { draftSuite } from "./suite/drafts.ts";
import { dutyListSuite } from "./suite/duty-lists.ts";
import { dutySuite } from "./suite/duties.ts";
import { filingSuite } from "./suite/filings.ts";
import { letterClaimSuite } from "./suite/letter-claims.ts";
import { letterEventSuite } from "./suite/letter-events.ts";
import { peopleSuite } from "./suite/people.ts";
import { receiptSuite } from "./suite/receipts.ts";
import { requestSuite } from "./suite/requests.ts";
import { rollSuite } from "./suite/roll.ts";
import { runSuite } from "./suite/runs.ts";
import { sessionSuite } from "./suite/sessions.ts";
import { unitListSuite } from "./suite/unit-list.ts";

/** A register on a table of its own. */
export type Fresh = () => Promise<TestRegister>;

/**
 * All that the register promises, on one engine.
 * @param countsIndexes whether the engine says what a write cost its indexes; if not, only the table's units are held to.
 */
export function registerSuite(
  name: string,
  startEngine: () => Promise<Engine>,
  { countsIndexes }: { countsIndexes: boolean },
): void {
  describe(`the register on ${name}`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await startEngine();
    });
    afterAll(() => engine.close());
    const fresh: Fresh = () => freshRegister(engine);

    describe("duties", () => {
      dutySuite(fresh);
    });
    describe("lists of duties", () => {
      dutyListSuite(fresh);
    });
    describe("the roll", () => {
      rollSuite(fresh);
    });
    describe("filings", () => {
      filingSuite(fresh);
    });
    describe("numbers of receipts", () => {
      receiptSuite(fresh);
    });
    describe("drafts", () => {
      draftSuite(fresh);
    });
    describe("claims of letters", () => {
      letterClaimSuite(fresh);
    });
    describe("what became of letters", () => {
      letterEventSuite(fresh);
    });
    describe("milestones", () => {
      runSuite(fresh);
    });
    describe("counts", () => {
      countSuite(fresh);
    });
    describe("requests", () => {
      requestSuite(fresh);
    });
    describe("sessions", () => {
      sessionSuite(fresh);
    });
    describe("units, addresses and staff", () => {
      peopleSuite(fresh);
    });
    describe("the list of units", () => {
      unitListSuite(fresh);
    });
    describe("the calendar", () => {
      calendarSuite(fresh);
    });
    describe("directives", () => {
      directiveSuite(fresh);
    });
    describe("request units", () => {
      costSuite(fresh, { countsIndexes });
    });
  });
}
