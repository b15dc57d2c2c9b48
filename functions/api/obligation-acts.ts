import { asWritten } from "../domain/deadline.ts";
import { formatInstant } from "../domain/instant.ts";
import { DateMovedAnswer, RemindedAnswer, ReportersAnswer } from "../http/obligation-answers.ts";
import { findSupervised } from "../use-cases/find-duty.ts";
import { MoveDateSchema, moveDate, previewMove } from "../use-cases/move-date.ts";
import type { DateMoved } from "../use-cases/move-date.ts";
import { ReportersSchema, changeReporters, findForReporters, previewReporters } from "../use-cases/change-reporters.ts";
import type { ReportersChanged } from "../use-cases/change-reporters.ts";
import { RemindSchema, previewReminder, remindByHand } from "../use-cases/remind-by-hand.ts";
import type { Reminded } from "../use-cases/remind-by-hand.ts";
import type { WebEffects } from "../use-cases/effects.ts";
import * as examples from "../http/examples.ts";
import { acting } from "./acting.ts";
import { answeredBy } from "./operation.ts";
import { actOrPreview, previewed } from "./preview.ts";
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
      ...actOrPreview(moveDate, previewMove),
      view: movedView,
    }),
  ),
  changeReporters: byOfficeSite(
    "POST",
    "/api/obligations/{directiveId}/{obligationId}/reporters",
    acting({
      find: findForReporters,
      schema: ReportersSchema,
      ...actOrPreview(changeReporters, previewReporters),
      view: reportersView,
    }),
  ),
  remindByHand: byOfficeSite(
    "POST",
    "/api/obligations/{directiveId}/{obligationId}/reminders",
    acting({
      find: findSupervised,
      schema: RemindSchema,
      ...actOrPreview(remindByHand, previewReminder),
      view: remindedView,
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
  remindByHand: {
    summary: "Remind units by hand, beside the ladder: those named, all that are late, or all that owe the report",
    query: previewed,
    body: { schema: RemindSchema, example: examples.reminder },
    answer: RemindedAnswer,
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

/** The numbers are of all; the lists have the first of them. */
function remindedView({ milestone, to, leftOut, state }: Reminded) {
  return {
    milestone,
    reminded: to.length,
    leftOut: leftOut.length,
    to: to.slice(0, MOST_LISTED).map(({ duty: { unitId, unitName }, address }) => ({
      unitId,
      unitName,
      to: address ?? null,
    })),
    notTo: leftOut.slice(0, MOST_LISTED).map(({ duty: { unitId, unitName }, why, last }) => ({
      unitId,
      unitName,
      why,
      lastLetter: last === undefined ? null : formatInstant(last),
    })),
    ...(state && { state }),
  };
}

const MOST_LISTED = 300;
