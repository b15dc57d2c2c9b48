import type { DirectiveRecord, Withdrawal } from "../domain/directive-record.ts";
import { formatInstant } from "../domain/instant.ts";
import { runKey } from "../domain/milestone-run.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import type { UnitId } from "../domain/ids.ts";
import type { PlannedMilestone, PlannedObligation } from "../domain/plan.ts";
import { isRefusal } from "../domain/refusal.ts";
import { issueWarnings } from "../domain/warnings.ts";
import { asMuchAsFits, listAnswer, restOf } from "../http/as-much-as-fits.ts";
import { json } from "../http/exchange.ts";
import { KeyCursorSchema, cursorText, readCursor, readPaging } from "../http/read-request.ts";
import type { KeyCursor } from "../http/read-request.ts";
import { refuseUnlessKnown } from "../use-cases/find-duty.ts";
import { acting, forKeepers, keeping } from "./acting.ts";
import { DirectiveSchema } from "../domain/directive.ts";
import {
  DirectiveAnswer,
  DirectiveWithMilestones,
  IssuedAnswer,
  PlanAnswer,
  WithdrawnAnswer,
  listOf,
} from "../http/answers.ts";
import { issueDirective } from "../use-cases/issue-directive.ts";
import { enterDirective, findDirective, maySeeDirective, planDirective } from "../use-cases/save-directives.ts";
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
import { deadlineView, warningView } from "../http/views.ts";
import { actOrPreview, previewed } from "./preview.ts";

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
    return listAnswer(asked, async ({ limit, cursor }) => {
      const page = await effects.register.directives.directives({ limit, after: cursor });
      const seen = page.items.filter((record) => maySeeDirective(record, request, effects));
      return { items: seen.map((record) => directiveView(record, [])), cursor: page.after };
    });
  }),
  readDirective: byOfficeSite("GET", "/api/directives/{directiveId}", async (request, effects) => {
    const refused = refuseUnlessKnown(request);
    if (refused) return refused;
    const after = readCursor(request, KeyCursorSchema);
    if (isRefusal(after)) return after;
    const record = await findDirective(request, effects);
    return isRefusal(record) ? record : withMilestones(record, effects, { after });
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
      const asked = { directiveId: directive.id, status, issueAt: formatInstant(issueAt) };
      const units = [...new Set(obligations.flatMap(({ milestones }) => milestones.flatMap(unitsWrittenTo)))];
      return restOf(request, units, (some, cursor) => ({
        ...asked,
        obligations: obligations.map((one) => withLettersTo(new Set(some), one)),
        cursor,
      }));
    }),
  ),
  issueDirective: byOfficeSite(
    "POST",
    "/api/directives/{directiveId}/issue",
    keeping(async (request, effects) => {
      const issued = await issueDirective(request, effects);
      if (isRefusal(issued)) return issued;
      const { directive, issuedAt: now = request.receivedAt } = issued;
      const calendar = await effects.register.calendar.current(now);
      const warnings = issueWarnings(directive, { calendar, now }).map(warningView);
      return withMilestones(issued, effects, { warnings });
    }),
  ),
  withdrawDirective: byOfficeSite(
    "POST",
    "/api/directives/{directiveId}/withdrawal",
    acting({
      find: findToWithdraw,
      schema: WithdrawalSchema,
      ...actOrPreview(withdrawDirective, previewWithdrawal),
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
    summary:
      "A directive, with its milestones, as many as one answer holds: its obligations' before those of single duties",
    query: { cursor: paging.cursor },
    answer: DirectiveWithMilestones,
  },
  planDirective: {
    summary:
      "Dry run: every letter that would go out, to whom and when; of many units, those to as many as one answer holds",
    query: { cursor: paging.cursor },
    answer: PlanAnswer,
  },
  issueDirective: { summary: "Issue a directive: lay its duties upon the units", answer: IssuedAnswer },
  withdrawDirective: {
    summary:
      "Withdraw an issued directive: open duties are withdrawn, each told by one letter; filed reports stay, milestones skip themselves",
    query: previewed,
    body: { schema: WithdrawalSchema, example: examples.withdrawal },
    answer: WithdrawnAnswer,
  },
});

/** How many milestones are looked up at once, of those that may fit into one answer. */
const MILESTONES_AT_ONCE = 1000;

/** A directive with as many of its milestones as one answer holds: those of duties with dates of their own may be many. */
function withMilestones(
  record: DirectiveRecord,
  { register }: Pick<WebEffects, "register">,
  { after, ...more }: { readonly after?: KeyCursor | undefined; readonly warnings?: readonly object[] },
) {
  const { id: directiveId } = record.directive;
  return asMuchAsFits(MILESTONES_AT_ONCE, async (limit) => {
    const page = await register.runs.someRunsOf({ directiveId }, { limit, after });
    return json({ ...directiveView(record, page.items), ...more, cursor: cursorText(page.after) });
  });
}

const unitsWrittenTo = ({ letters }: PlannedMilestone) => letters.map(({ unit }) => unit);

/** What is planned of an obligation, with the letters to these units alone. */
function withLettersTo<Of extends Pick<PlannedObligation, "milestones" | "unreachable">>(
  units: ReadonlySet<UnitId>,
  { milestones, unreachable, ...rest }: Of,
) {
  return {
    ...rest,
    milestones: milestones.map(({ letters, ...one }) => ({
      ...one,
      letters: letters.filter(({ unit }) => units.has(unit)),
    })),
    unreachable: unreachable.filter((unit) => units.has(unit)),
  };
}

function withdrawnView({ withdrawal, ...does }: Withdrawn) {
  return { ...withdrawalView(withdrawal), ...does };
}

function withdrawalView({ reason, documentNumber, by, at }: Withdrawal) {
  return { reason, documentNumber, by, at: formatInstant(at) };
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
