import * as z from "zod/mini";

import { lazyObject, lazyStrictObject } from "../domain/lazy-object.ts";
import { isRefusal } from "../domain/refusal.ts";
import { DraftSchema, ReportSchema } from "../domain/submission.ts";
import { listAnswer } from "../http/as-much-as-fits.ts";
import { KeyCursorSchema, readPaging } from "../http/read-request.ts";
import { dutyView } from "../http/views.ts";
import { DraftAnswer, DutyAnswer, DutyWithDraftAnswer, ReceiptAnswer, listOf } from "../http/answers.ts";
import { ReasonSchema, stateReason } from "../use-cases/act-on-duty.ts";
import { fileReport } from "../use-cases/file-report.ts";
import { listOwnDuties } from "../use-cases/list-duties.ts";
import { readDuty } from "../use-cases/read-duty.ts";
import { overtaken, saveDraft } from "../use-cases/save-draft.ts";
import * as examples from "../http/examples.ts";
import { acting, asking, dutyAfter, dutyFor, dutyRefFor } from "./acting.ts";
import { draftView, receiptView } from "./filed.ts";
import { answeredBy, paging } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { WebEffects } from "../use-cases/effects.ts";

const duty = "/api/duties/{directiveId}/{obligationId}/{unitId}";
/** Where a list over several units goes on. */
const UnitsCursorSchema = lazyObject(() => ({ unit: z.int().check(z.gte(0)), after: z.optional(KeyCursorSchema) }));

/** A draft, and the version that it was made from: without one, it is saved over whatever is there. */
const SaveDraftSchema = lazyStrictObject(() => ({
  ...DraftSchema.shape,
  basedOn: z.optional(z.int().check(z.gte(0))),
}));

const byUnitSite = answeredBy("unit-site");

/** A unit's duties: drafts, reports, and reasons. What was filed is read in history.ts. */
export const operations = {
  listOwnDuties: byUnitSite("GET", "/api/duties", async (request, effects: WebEffects) => {
    const asked = readPaging(request, UnitsCursorSchema);
    if (isRefusal(asked)) return asked;
    const now = request.receivedAt;
    return listAnswer(asked, async (part) => {
      const [listed, calendar] = await Promise.all([
        listOwnDuties(part, request, effects),
        effects.register.calendar.current(now),
      ]);
      return isRefusal(listed)
        ? listed
        : { ...listed, items: listed.items.map((one) => dutyView(one, { now, calendar })) };
    });
  }),
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
  stateReason: byUnitSite(
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
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  listOwnDuties: { summary: "The duties of the caller's units", query: paging, answer: listOf(DutyAnswer) },
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
  stateReason: {
    summary: "Say why the report will be late, and when it will come",
    body: { schema: ReasonSchema, example: examples.reason },
    answer: DutyAnswer,
  },
});
