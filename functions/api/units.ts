import * as z from "zod/mini";

import { formatInstant } from "../domain/instant.ts";
import { read } from "../domain/parsing.ts";
import { invalid, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { reachableAddress } from "../domain/unit.ts";
import { UnitSchema } from "../domain/unit-input.ts";
import type { Unit } from "../domain/unit.ts";
import { listAnswer } from "../http/as-much-as-fits.ts";
import { json } from "../http/exchange.ts";
import type { Answer, Request } from "../http/exchange.ts";
import { problem } from "../http/problem.ts";
import { KeyCursorSchema, readPaging } from "../http/read-request.ts";
import type { Asking } from "../use-cases/asking.ts";
import { refuseUnlessKnown } from "../use-cases/find-duty.ts";
import { acting, forKeepers, keeping } from "./acting.ts";
import { ImportAnswer, UnitAnswer, listOf } from "../http/answers.ts";
import { importUnits, saveUnit } from "../use-cases/save-units.ts";
import * as examples from "../http/examples.ts";
import { answeredBy, paging } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { WebEffects } from "../use-cases/effects.ts";

const THE_UNIT = { en: "The unit", vi: "Thông tin đơn vị" };
const byOfficeSite = answeredBy("office-site");

/** The units of the register. */
export const operations = {
  listUnits: byOfficeSite("GET", "/api/units", async (request, { register }) => {
    const refused = refuseUnlessKnown(request);
    if (refused) return refused;
    const asked = readPaging(request, KeyCursorSchema);
    if (isRefusal(asked)) return asked;
    return listAnswer(asked, async ({ limit, cursor }) => {
      const page = await register.units.units({ limit, after: cursor });
      return { items: page.items.map(unitView), cursor: page.after };
    });
  }),
  putUnit: byOfficeSite(
    "PUT",
    "/api/units/{unitId}",
    acting({
      find: forKeepers,
      schema: z.record(z.string(), z.unknown()),
      what: THE_UNIT,
      act: putUnit,
      view: unitView,
    }),
  ),
  importUnits: {
    ...byOfficeSite("POST", "/api/units/import", keeping(importFile)),
    takesUnitsFile: true,
  },
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

/** Enters or changes the unit of the path. */
async function putUnit(
  _keeper: undefined,
  body: Readonly<Record<string, unknown>>,
  { params }: Asking,
  effects: WebEffects,
) {
  const id = params["unitId"];
  if (body["id"] !== undefined && body["id"] !== id) {
    const [own, got] = [JSON.stringify(id), JSON.stringify(body["id"])];
    return invalid("The unit's id is that of the path.", "Mã đơn vị không trùng với mã trong đường dẫn.", [
      {
        path: "id",
        message: `must be ${own} or left out; got ${got}`,
        vi: `Phải là ${own} hoặc để trống; nhận được ${got}.`,
      },
    ]);
  }
  const unit = read(UnitSchema, { ...body, id }, THE_UNIT);
  return isRefusal(unit) ? unit : saveUnit(unit, effects);
}

async function importFile({ contentType, body }: Request, effects: WebEffects): Promise<Answer | Refusal> {
  if (!/^text\/csv\b/i.test(contentType))
    return problem("unsupported-type", `Units are imported as text/csv; got ${contentType || "no content type"}.`);
  const imported = await importUnits(body, effects);
  return isRefusal(imported) ? imported : json(imported);
}

/** A unit as the API shows it: an address says when its mail came back. */
function unitView({ bounced, ...unit }: Unit) {
  const at = Object.entries(bounced).map(([address, { at: instant, why }]) => ({
    address,
    why,
    at: formatInstant(instant),
  }));
  return { ...unit, reachable: reachableAddress({ ...unit, bounced }) !== undefined, bounced: at };
}
