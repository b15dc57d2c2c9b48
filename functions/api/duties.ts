import * as z from "zod/mini";

import { lazyStrictObject } from "../domain/lazy-object.ts";
import { isRefusal } from "../domain/refusal.ts";
import { DraftSchema, ReportSchema } from "../domain/submission.ts";
import { dutyView } from "../http/views.ts";
import { DraftAnswer, DutyWithDraftAnswer, ReceiptAnswer } from "../http/answers.ts";
import { fileReport } from "../use-cases/file-report.ts";
import { readDuty } from "../use-cases/read-duty.ts";
import { overtaken, saveDraft } from "../use-cases/save-draft.ts";
import * as examples from "../http/examples.ts";
import { acting, asking, dutyFor, dutyRefFor } from "./acting.ts";
import { draftView, receiptView } from "./filed.ts";
import { answeredBy } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { WebEffects } from "../use-cases/effects.ts";

const duty = "/api/duties/{directiveId}/{obligationId}/{unitId}";
/** A draft, and the version that it was made from: without one, it is saved over whatever is there. */
const SaveDraftSchema = lazyStrictObject(() => ({
  ...DraftSchema.shape,
  basedOn: z.optional(z.int().check(z.gte(0))),
}));

const byUnitSite = answeredBy("unit-site");

/** A unit's duty: drafts and reports. The list of all that it owes is in me.ts. Reasons stand among the acts on a duty, in rulings.ts; what was filed is read in history.ts. */
export const operations = {
  readDuty: byUnitSite(
    "GET",
    duty,
    asking(async (found, request, effects) => {
      const { due, draft, calendar } = await readDuty(found, request, effects);
      return {
        ...dutyView(found.duty, { now: request.receivedAt, calendar }, due),
        draft: draft ? draftView(draft) : null,
      };
    }),
  ),
  saveDraft: byUnitSite(
    "PUT",
    `${duty}/draft`,
    acting({
      find: dutyFor("unit"),
      schema: SaveDraftSchema,
      what: { en: "The draft", vi: "Bản dự thảo" },
      async act(found, { basedOn, ...draft }, request, effects) {
        const kept = await saveDraft(found, { draft, basedOn }, request, effects);
        return isRefusal(kept) || "saved" in kept ? kept : overtaken(kept.overtakenBy);
      },
      view: ({ state, saved }) => ({ state, ...draftView(saved) }),
    }),
  ),
  fileReport: byUnitSite(
    "POST",
    `${duty}/submissions`,
    acting({
      find: dutyRefFor("unit"),
      schema: ReportSchema,
      what: { en: "The report", vi: "Báo cáo" },
      act: fileReport,
      view: receiptView,
      status: 201,
    }),
  ),
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  readDuty: { summary: "A duty, with its letters; to its own unit, with the draft", answer: DutyWithDraftAnswer },
  saveDraft: {
    summary: "Save a draft; saving is not filing",
    body: { schema: SaveDraftSchema, example: examples.draft },
    answer: DraftAnswer,
  },
  fileReport: {
    summary: "File the report",
    body: { schema: ReportSchema, example: examples.report },
    status: 201,
    answer: ReceiptAnswer,
  },
});
