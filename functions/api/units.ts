import * as z from "zod/mini";

import { UnitSchema } from "../domain/unit.ts";
import { ImportAnswer, UnitAnswer, listOf } from "../http/answers.ts";
import { importUnits, listUnits, putUnit } from "../use-cases/save-units.ts";
import * as examples from "../http/examples.ts";
import { answeredBy, paging } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { WebEffects } from "../use-cases/effects.ts";

const byOfficeSite = answeredBy("office-site");

/** The units of the register. */
export const operations = {
  listUnits: byOfficeSite("GET", "/api/units", listUnits),
  putUnit: byOfficeSite("PUT", "/api/units/{unitId}", putUnit),
  importUnits: { ...byOfficeSite("POST", "/api/units/import", importUnits), takesUnitsFile: true },
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  listUnits: { summary: "The units of the register", query: paging, answer: listOf(UnitAnswer) },
  putUnit: {
    summary: "Enter or change a unit",
    body: { schema: z.omit(z.object(UnitSchema.shape), { id: true }), example: examples.unit },
    answer: UnitAnswer,
  },
  importUnits: {
    summary: "Enter many units from a file; with a fault in any row, none",
    body: { csv: examples.unitsFile },
    answer: ImportAnswer,
  },
});
