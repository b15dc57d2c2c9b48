import type { DirectiveRecord, Withdrawal } from "../domain/directive-record.ts";
import { formatInstant } from "../domain/instant.ts";
import { runKey } from "../domain/milestone-run.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import { isRefusal } from "../domain/refusal.ts";
import { json } from "../http/exchange.ts";
import { KeyCursorSchema, cursorText, readCursor, readPaging } from "../http/read-request.ts";
import { refuseUnlessKnown } from "../use-cases/find-duty.ts";
import { acting, forKeepers, keeping } from "./acting.ts";
import { DirectiveSchema } from "../domain/directive.ts";
import { DirectiveAnswer, DirectiveWithMilestones, PlanAnswer, WithdrawnAnswer, listOf } from "../http/answers.ts";
import { issueDirective } from "../use-cases/issue-directive.ts";
import {
  directiveWithMilestones,
  enterDirective,
  findDirective,
  maySeeDirective,
  planDirective,
} from "../use-cases/save-directives.ts";
import type { WithMilestones } from "../use-cases/save-directives.ts";
import {
  WithdrawalSchema,
  findToWithdraw,
  previewWithdrawal,
  withdrawDirective,
} from "../use-cases/withdraw-directive.ts";
import type { Withdrawn } from "../use-cases/withdraw-directive.ts";
import * as examples from "../http/examples.ts";
import { answeredBy, paging } from "./operation.ts";
import type { Descriptions, Operations } from "./operation.ts";
import type { WebEffects } from "../use-cases/effects.ts";
import { deadlineView } from "../http/views.ts";
import { previewed, readPreview } from "./preview.ts";

const byOfficeSite = answeredBy("office-site");

/** Directives, from their entering to their issue. */
export const operations = {
  createDirective: byOfficeSite(
    "POST",
    "/api/directives",
    acting({
      find: forKeepers,
      schema: DirectiveSchema,
      what: { en: "The directive", vi: "Văn bản chỉ đạo" },
      act: (_keeper, directive, asking, effects) => enterDirective(directive, asking, effects),
      view: (record) => directiveView(record, []),
      status: 201,
    }),
  ),
  listDirectives: byOfficeSite("GET", "/api/directives", async (request, effects) => {
    const refused = refuseUnlessKnown(request);
    if (refused) return refused;
    const asked = readPaging(request, KeyCursorSchema);
    if (isRefusal(asked)) return asked;
    const page = await effects.register.directives.directives({ limit: asked.limit, after: asked.cursor });
    const seen = page.items.filter((record) => maySeeDirective(record, request, effects));
    return json({ items: seen.map((record) => directiveView(record, [])), cursor: cursorText(page.after) });
  }),
  readDirective: byOfficeSite("GET", "/api/directives/{directiveId}", async (request, effects) => {
    const refused = refuseUnlessKnown(request);
    if (refused) return refused;
    const after = readCursor(request, KeyCursorSchema);
    if (isRefusal(after)) return after;
    const record = await findDirective(request, effects);
    return isRefusal(record) ? record : json(milestonesView(await directiveWithMilestones(record, effects, after)));
  }),
  planDirective: byOfficeSite(
    "GET",
    "/api/directives/{directiveId}/plan",
    keeping(async (request, effects) => {
      const record = await findDirective(request, effects);
      if (isRefusal(record)) return record;
      const planned = await planDirective(record, request, effects);
      if (isRefusal(planned)) return planned;
      const { issueAt, plan } = planned;
      const { directive, status } = record;
      const obligations = plan.obligations.map(({ deadline, ...rest }) => ({ ...rest, ...deadlineView(deadline) }));
      return json({ directiveId: directive.id, status, issueAt: formatInstant(issueAt), obligations });
    }),
  ),
  issueDirective: byOfficeSite(
    "POST",
    "/api/directives/{directiveId}/issue",
    keeping(async (request, effects) => {
      const issued = await issueDirective(request, effects);
      return isRefusal(issued) ? issued : json(milestonesView(issued));
    }),
  ),
  withdrawDirective: byOfficeSite(
    "POST",
    "/api/directives/{directiveId}/withdrawal",
    acting({
      find: findToWithdraw,
      schema: WithdrawalSchema,
      isPreview: readPreview,
      act: (record, given, asking, effects) =>
        (asking.preview ? previewWithdrawal : withdrawDirective)(record, given, asking, effects),
      view: withdrawnView,
    }),
  ),
} satisfies Operations<WebEffects>;

/** What OpenAPI says of them. */
export const descriptions = (): Descriptions<typeof operations> => ({
  createDirective: {
    summary: "Enter a directive that is being prepared",
    body: { schema: DirectiveSchema, example: examples.directive },
    status: 201,
    answer: DirectiveAnswer,
  },
  listDirectives: { summary: "Directives", query: paging, answer: listOf(DirectiveAnswer) },
  readDirective: {
    summary: "A directive, with its milestones: a thousand at once, its obligations' before those of single duties",
    query: { cursor: paging.cursor },
    answer: DirectiveWithMilestones,
  },
  planDirective: { summary: "Dry run: every letter that would go out, to whom and when", answer: PlanAnswer },
  issueDirective: { summary: "Issue a directive: lay its duties upon the units", answer: DirectiveWithMilestones },
  withdrawDirective: {
    summary:
      "Withdraw an issued directive: open duties are withdrawn, each told by one letter; filed reports stay, milestones skip themselves",
    query: previewed,
    body: { schema: WithdrawalSchema, example: examples.withdrawal },
    answer: WithdrawnAnswer,
  },
});

function withdrawnView({ withdrawal, ...does }: Withdrawn) {
  return { ...withdrawalView(withdrawal), ...does };
}

function withdrawalView({ reason, documentNumber, by, at }: Withdrawal) {
  return { reason, documentNumber, by, at: formatInstant(at) };
}

function milestonesView({ record, runs, after }: WithMilestones) {
  return { ...directiveView(record, runs), cursor: cursorText(after) };
}

/** A directive as the API shows it. */
function directiveView(
  { directive, status, createdAt, issuedAt, withdrawal }: DirectiveRecord,
  runs: readonly MilestoneRun[],
) {
  return {
    ...directive,
    status: withdrawal ? "withdrawn" : status,
    withdrawal: withdrawal ? withdrawalView(withdrawal) : null,
    createdAt: formatInstant(createdAt),
    issuedAt: issuedAt === undefined ? null : formatInstant(issuedAt),
    milestones: runs.map((run) => ({
      obligationId: run.obligationId,
      milestone: run.milestone,
      unitId: run.unitId ?? null,
      key: runKey(run),
      at: formatInstant(run.at),
      phase: run.phase,
      reason: run.reason ?? null,
    })),
  };
}
