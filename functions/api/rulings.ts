import { DatedDutyAnswer, DutyAnswer, ReceiptAnswer } from "../http/answers.ts";
import {
  AcceptSchema,
  ExemptionSchema,
  ExtensionSchema,
  ReasonSchema,
  ReinstatementSchema,
  ReturnSchema,
  acceptReport,
  exemptDuty,
  extendDuty,
  reinstateDuty,
  returnReport,
  stateReason,
} from "../use-cases/act-on-duty.ts";
import { PaperSchema, recordHardCopy } from "../use-cases/record-hard-copy.ts";
import * as examples from "../http/examples.ts";
import { answeredBy } from "./operation.ts";
import type { Descriptions, Operation, Operations } from "./operation.ts";
import { previewed, readPreview } from "./preview.ts";
import type { WebEffects } from "../use-cases/effects.ts";
import type * as z from "zod/mini";
import { warningView } from "../http/views.ts";
import type { ActOnDuty } from "../use-cases/act-on-duty.ts";
import { isRefusal } from "../domain/refusal.ts";
import { warningsOf } from "../use-cases/apply-transition.ts";
import { acting, dutyAfter, dutyFor } from "./acting.ts";
import { receiptView } from "./filed.ts";
import type { FoundDuty } from "../use-cases/find-duty.ts";

const duty = "/api/duties/{directiveId}/{obligationId}/{unitId}";
const byOfficeSite = answeredBy("office-site");

const supervised = dutyFor("supervisor");

/** An act of the supervisor on one duty: what is given, what it does, and how that is shown. */
function onDuty<S extends z.core.$ZodType, Done>(
  path: string,
  ruled: Pick<Parameters<typeof acting<FoundDuty, S, Done>>[0], "schema" | "act" | "view">,
): Operation<WebEffects> {
  const run = acting({ find: supervised, mayBeLeftOut: true, isPreview: readPreview, ...ruled });
  return byOfficeSite("POST", `${duty}/${path}`, run);
}

/** A ruling that is answered with the duty as it is then. */
function ruling<S extends z.core.$ZodType>(
  path: string,
  schema: S,
  act: ActOnDuty<z.output<S>>,
): Operation<WebEffects> {
  return onDuty(path, { schema, act, view: dutyAfter });
}

/** A ruling that sets a date: answered with what the date leads to, besides. */
function dating<S extends z.core.$ZodType>(
  path: string,
  schema: S,
  act: ActOnDuty<z.output<S>>,
): Operation<WebEffects> {
  return onDuty(path, {
    schema,
    async act(found, given, asking, effects) {
      const after = await act(found, given, asking, effects);
      if (isRefusal(after)) return after;
      const calendar = await effects.register.calendar.current(asking.receivedAt);
      return { after, warnings: warningsOf(calendar, found, after, asking.receivedAt) };
    },
    view: async ({ after, warnings }, request, effects) => ({
      ...(await dutyAfter(after, request, effects)),
      warnings: warnings.map(warningView),
    }),
  });
}

/** What the supervisor rules on one duty, and why a unit will be late, which either may say. */
export const operations = {
  stateReason: byOfficeSite(
    "POST",
    `${duty}/reason`,
    acting({
      find: dutyFor("unit-or-supervisor"),
      schema: ReasonSchema,
      mayBeLeftOut: true,
      act: stateReason,
      view: dutyAfter,
    }),
  ),
  returnReport: ruling("return", ReturnSchema, returnReport),
  acceptReport: ruling("accept", AcceptSchema, acceptReport),
  extendDuty: dating("extension", ExtensionSchema, extendDuty),
  exemptDuty: ruling("exemption", ExemptionSchema, exemptDuty),
  reinstateDuty: dating("reinstatement", ReinstatementSchema, reinstateDuty),
  recordPaper: byOfficeSite(
    "POST",
    `${duty}/paper`,
    acting({ find: supervised, schema: PaperSchema, act: recordHardCopy, view: receiptView, status: 201 }),
  ),
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  stateReason: {
    summary: "Say why the report will be late, and when it will come",
    body: { schema: ReasonSchema, example: examples.reason },
    answer: DutyAnswer,
  },
  returnReport: {
    summary: "Send a report back, by a date",
    query: previewed,
    body: { schema: ReturnSchema, example: examples.returned },
    answer: DutyAnswer,
  },
  acceptReport: {
    summary: "Accept a report",
    query: previewed,
    body: { schema: AcceptSchema, example: {} },
    answer: DutyAnswer,
  },
  extendDuty: {
    summary: "Give one duty a later date",
    query: previewed,
    body: { schema: ExtensionSchema, example: examples.extension },
    answer: DatedDutyAnswer,
  },
  exemptDuty: {
    summary: "Free a unit from a report",
    query: previewed,
    body: { schema: ExemptionSchema, example: examples.exemption },
    answer: DutyAnswer,
  },
  reinstateDuty: {
    summary: "Ask again for a report that a unit was freed from; by a date, if the one in force has passed",
    query: previewed,
    body: { schema: ReinstatementSchema, example: examples.reinstatement },
    answer: DatedDutyAnswer,
  },
  recordPaper: {
    summary: "Record a report that came on paper",
    body: { schema: PaperSchema, example: examples.paper },
    status: 201,
    answer: ReceiptAnswer,
  },
});
