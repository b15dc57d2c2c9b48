import { asWritten } from "../domain/deadline.ts";
import { formatInstant } from "../domain/instant.ts";
import { isRefusal } from "../domain/refusal.ts";
import { DateMovedAnswer, RemindedAnswer } from "../http/obligation-answers.ts";
import { json } from "../http/exchange.ts";
import { WHAT_WAS_SENT, readBody } from "../http/read-request.ts";
import { findSupervised } from "../use-cases/find-duty.ts";
import { MoveDateSchema, moveDate, previewMove } from "../use-cases/move-date.ts";
import type { DateMoved } from "../use-cases/move-date.ts";
import { RemindSchema, previewReminder, remindByHand } from "../use-cases/remind-by-hand.ts";
import type { Reminded } from "../use-cases/remind-by-hand.ts";
import type { WebEffects } from "../use-cases/effects.ts";
import * as examples from "../http/examples.ts";
import { answeredBy } from "./operation.ts";
import { previewed, readPreview } from "./preview.ts";
import type { Descriptions, Operations } from "./operation.ts";
import { warningView } from "../http/views.ts";

const byOfficeSite = answeredBy("office-site");

/** What the supervisor does to an obligation as a whole. */
export const operations = {
  moveDate: byOfficeSite("POST", "/api/obligations/{directiveId}/{obligationId}/date", async (request, effects) => {
    const found = await findSupervised(request, effects);
    if (isRefusal(found)) return found;
    const given = readBody(request, MoveDateSchema, WHAT_WAS_SENT);
    if (isRefusal(given)) return given;
    const does = request.query["preview"] === "yes" ? previewMove : moveDate;
    const done = await does(found, given, request, effects);
    return isRefusal(done) ? done : json(movedView(done));
  }),
  remindByHand: byOfficeSite(
    "POST",
    "/api/obligations/{directiveId}/{obligationId}/reminders",
    async (request, effects) => {
      const found = await findSupervised(request, effects);
      if (isRefusal(found)) return found;
      const given = readBody(request, RemindSchema, WHAT_WAS_SENT);
      if (isRefusal(given)) return given;
      const preview = readPreview(request);
      if (isRefusal(preview)) return preview;
      const done = await (preview ? previewReminder : remindByHand)(found, given, request, effects);
      return isRefusal(done) ? done : json(remindedView(done));
    },
  ),
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  moveDate: {
    summary: "Move the date of an obligation, later or earlier; duties with an extension keep the later of the two",
    query: { preview: "“yes”: the same answer, and nothing is done." },
    body: { schema: MoveDateSchema, example: examples.newDate },
    answer: DateMovedAnswer,
  },
  remindByHand: {
    summary: "Remind units by hand, beside the ladder: those named, all that are late, or all that owe the report",
    query: previewed,
    body: { schema: RemindSchema, example: examples.reminder },
    answer: RemindedAnswer,
  },
});

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
