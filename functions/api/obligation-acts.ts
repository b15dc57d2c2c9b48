import { asWritten } from "../domain/deadline.ts";
import { DateMovedAnswer, ReportersAnswer } from "../http/obligation-answers.ts";
import { findSupervised } from "../use-cases/find-duty.ts";
import { MoveDateSchema, moveDate, previewMove } from "../use-cases/move-date.ts";
import type { DateMoved } from "../use-cases/move-date.ts";
import { ReportersSchema, changeReporters, findForReporters, previewReporters } from "../use-cases/change-reporters.ts";
import type { ReportersChanged } from "../use-cases/change-reporters.ts";
import type { WebEffects } from "../use-cases/effects.ts";
import * as examples from "../http/examples.ts";
import { acting } from "./acting.ts";
import { previewed, readPreview } from "./preview.ts";
import { answeredBy } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import { warningView } from "../http/views.ts";

const byOfficeSite = answeredBy("office-site");

/** What the supervisor does to an obligation as a whole. */
export const operations = {
  moveDate: byOfficeSite(
    "POST",
    "/api/obligations/{directiveId}/{obligationId}/date",
    acting({
      find: findSupervised,
      schema: MoveDateSchema,
      act: (found, given, asking, effects) => (asking.preview ? previewMove : moveDate)(found, given, asking, effects),
      view: movedView,
      isPreview: readPreview,
    }),
  ),
  changeReporters: byOfficeSite(
    "POST",
    "/api/obligations/{directiveId}/{obligationId}/reporters",
    acting({
      find: findForReporters,
      schema: ReportersSchema,
      act: (found, given, asking, effects) =>
        (asking.preview ? previewReporters : changeReporters)(found, given, asking, effects),
      view: reportersView,
      isPreview: readPreview,
    }),
  ),
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  moveDate: {
    summary: "Move the date of an obligation, later or earlier; duties with an extension keep the later of the two",
    query: previewed,
    body: { schema: MoveDateSchema, example: examples.newDate },
    answer: DateMovedAnswer,
  },
  changeReporters: {
    summary:
      "Add units to those who report, or release some from it: all or none. Those added go by the obligation's date, or by a later one that is given; a date is needed once the obligation's has passed",
    query: previewed,
    body: { schema: ReportersSchema, example: examples.reporters },
    answer: ReportersAnswer,
  },
});

function reportersView({ deadline, warnings, ...done }: ReportersChanged) {
  return { ...asWritten(deadline), ...done, warnings: warnings.map(warningView) };
}

function movedView({ deadline, previous, warnings, ...done }: DateMoved) {
  return {
    ...asWritten(deadline),
    previous: asWritten(previous),
    ...done,
    warnings: warnings.map(warningView),
  };
}
