import { DutyAnswer, ReceiptAnswer } from "../http/answers.ts";
import {
  AcceptSchema,
  ExemptionSchema,
  ExtensionSchema,
  ReturnSchema,
  acceptReport,
  exemptDuty,
  extendDuty,
  returnReport,
} from "../use-cases/act-on-duty.ts";
import { PaperSchema, recordHardCopy } from "../use-cases/record-hard-copy.ts";
import * as examples from "../http/examples.ts";
import { answeredBy } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { WebEffects } from "../use-cases/effects.ts";

const duty = "/api/duties/{directiveId}/{obligationId}/{unitId}";
const byOfficeSite = answeredBy("office-site");

/** What the supervisor rules on one duty. */
export const operations = {
  returnReport: byOfficeSite("POST", `${duty}/return`, returnReport),
  acceptReport: byOfficeSite("POST", `${duty}/accept`, acceptReport),
  extendDuty: byOfficeSite("POST", `${duty}/extension`, extendDuty),
  exemptDuty: byOfficeSite("POST", `${duty}/exemption`, exemptDuty),
  recordPaper: byOfficeSite("POST", `${duty}/paper`, recordHardCopy),
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  returnReport: {
    summary: "Send a report back, by a date",
    body: { schema: ReturnSchema, example: examples.returned },
    answer: DutyAnswer,
  },
  acceptReport: { summary: "Accept a report", body: { schema: AcceptSchema, example: {} }, answer: DutyAnswer },
  extendDuty: {
    summary: "Give one duty a later date",
    body: { schema: ExtensionSchema, example: examples.extension },
    answer: DutyAnswer,
  },
  exemptDuty: {
    summary: "Free a unit from a report",
    body: { schema: ExemptionSchema, example: examples.exemption },
    answer: DutyAnswer,
  },
  recordPaper: {
    summary: "Record a report that came on paper",
    body: { schema: PaperSchema, example: examples.paper },
    status: 201,
    answer: ReceiptAnswer,
  },
});
