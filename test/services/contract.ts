import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { linkClauses } from "./clauses/links.ts";
import { mailClauses } from "./clauses/mail.ts";
import { objectClauses } from "./clauses/objects.ts";
import { postedFormClauses } from "./clauses/posted-forms.ts";
import { queueLimitClauses } from "./clauses/queue-limits.ts";
import { queueClauses } from "./clauses/queues.ts";
import { scheduleClauses } from "./clauses/schedules.ts";
import type { Deviation } from "./deviations.ts";
import type { Services } from "./services.ts";

/** What is asked of whatever stands in for the services. */
const contract = {
  queues: [...queueClauses, ...queueLimitClauses],
  schedules: scheduleClauses,
  objects: [...objectClauses, ...linkClauses, ...postedFormClauses],
  mail: mailClauses,
} as const;

/**
 * The functions' own modules for queues, schedules, objects and mail, on something that stands in for the services. Where
 * it is known to deviate from the documentation it has to deviate just so.
 */
export function contractSuite(
  name: string,
  { open, close }: { readonly open: () => Promise<() => Promise<Services>>; readonly close: () => Promise<void> },
  deviations: readonly Deviation[],
): void {
  describe(`the services as ${name} stands in for them`, () => {
    let fresh: () => Promise<Services>;
    beforeAll(async () => {
      fresh = await open();
    });
    afterAll(close);

    describe.each(Object.entries(contract))("%s", (_, clauses) => {
      test.each(clauses.map((clause) => [clause.title, clause] as const))("%s", async (title, { see, expected }) => {
        const services = await fresh();
        try {
          const deviation = deviations.find(({ clause }) => clause === title);
          expect(await see(services)).toEqual(deviation === undefined ? expected : deviation.instead);
        } finally {
          await services.close();
        }
      });
    });

    test("every deviation is of a clause, and no two are of one", () => {
      const titles = new Set(Object.values(contract).flatMap((clauses) => clauses.map(({ title }) => title)));
      const deviating = deviations.map(({ clause }) => clause);
      expect(deviating.filter((clause, i) => !titles.has(clause) || deviating.indexOf(clause) !== i)).toEqual([]);
    });
  });
}
