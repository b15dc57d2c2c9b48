import type { Directive } from "../domain/directive.ts";
import type { DirectiveRecord } from "../domain/directive-record.ts";
import { formatInstant } from "../domain/instant.ts";
import type { EpochMs } from "../domain/instant.ts";
import { runRefOf } from "../domain/milestone-run.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import { issueFaults, planFaults } from "../domain/plan.ts";
import { conflict, invalid, notFound } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { isReporter } from "../domain/unit.ts";
import { formatMinute } from "../domain/vietnamese.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";
import { shardsFor } from "../store/table.ts";
import { createDuties } from "./create-duties.ts";
import { placeOf } from "../domain/directive-record.ts";

/** Until when in a request's life duties are laid out before the answer; the queue does the rest. */
const LAY_OUT_MS = 13_000;

/**
 * Issues a directive: its duties are laid upon the units, its milestones planned, and the letters of issue asked
 * for. What the watchdog needs to finish it stands before the directive is marked as issued.
 */
export async function issueDirective(request: Asking, effects: WebEffects): Promise<DirectiveRecord | Refusal> {
  const { register } = effects;
  const layOutUntil = performance.now() + LAY_OUT_MS;
  const record = await register.directives.directive(request.params["directiveId"] ?? "");
  if (!record) return notFound("There is no such directive.", "Không có văn bản chỉ đạo này.");
  const { directive } = record;
  // Asked again after its answer was lost: goes on with what it began.
  if (wasIssuedBy(request, record)) return finishIssue(record, { at: record.issuedAt, layOutUntil, effects });
  if (record.status === "issued")
    return conflict(
      `The directive was issued at ${formatInstant(record.issuedAt ?? 0)}; nothing was done.`,
      `Nhiệm vụ theo văn bản chỉ đạo đã được giao lúc ${formatMinute(record.issuedAt ?? 0)}; lần này không có gì được thực hiện.`,
    );
  const units = await register.units.allUnits({ consistent: true });
  const at = request.receivedAt;
  const faults = [...planFaults(directive, units), ...issueFaults(directive, at)];
  if (faults.length > 0)
    return invalid("The directive cannot be issued now.", "Chưa giao được nhiệm vụ theo văn bản chỉ đạo.", faults);

  const shards = Object.fromEntries(
    directive.obligations.map(({ id, reporters }) => [
      id,
      shardsFor(units.filter((unit) => isReporter(reporters, unit)).length),
    ]),
  );
  await register.runs.replan(issuesOf(directive, at));
  const marked = await register.directives.markIssued(record, { at, attempt: request.attempt, shards });
  const other = marked ? undefined : await register.directives.directive(directive.id);
  if (other && !wasIssuedBy(request, other)) return other.status === "issued" ? ISSUED_MEANWHILE : CHANGED_MEANWHILE;
  return finishIssue({ ...record, status: "issued", issuedAt: at, shards }, { at, layOutUntil, effects });
}

const ISSUED_MEANWHILE = conflict(
  "The directive was issued by somebody else at the same moment.",
  "Người khác vừa giao nhiệm vụ theo văn bản chỉ đạo này.",
);

/** What has been looked at is not what would be issued. */
const CHANGED_MEANWHILE = conflict(
  "The directive was changed by somebody else at the same moment; nothing was issued. Look at it again first.",
  "Người khác vừa sửa văn bản chỉ đạo này; chưa giao nhiệm vụ. Đề nghị xem lại trước khi giao.",
);

type IssuedRecord = DirectiveRecord & { readonly issuedAt: EpochMs };

function wasIssuedBy({ attempt }: Pick<Asking, "attempt">, record: DirectiveRecord): record is IssuedRecord {
  return record.issueAttempt === attempt && record.issuedAt !== undefined;
}

/** The runs of the letters of issue, one for each obligation. */
function issuesOf({ id, obligations }: Directive, at: EpochMs): MilestoneRun[] {
  return obligations.map((obligation) => ({
    directiveId: id,
    obligationId: obligation.id,
    ladder: 0,
    milestone: "issue",
    at,
    phase: "planned",
    letters: {},
  }));
}

/** What follows once a directive is marked as issued; done again it changes nothing. */
async function finishIssue(
  record: DirectiveRecord,
  { at, layOutUntil, effects }: { at: EpochMs; layOutUntil: number; effects: WebEffects },
): Promise<DirectiveRecord> {
  const { directive } = record;
  const { queues } = effects;
  const issues = issuesOf(directive, at);
  await layOutSoon(directive, { issues, record, until: layOutUntil }, effects);
  for (const issue of issues) await queues.askRun(runRefOf(issue));
  return record;
}

/** Lays out what fits into the request, so that its answer finds the duties there; the issue's own run does the rest. */
async function layOutSoon(
  directive: Directive,
  { issues, record, until }: { issues: MilestoneRun[]; record: DirectiveRecord; until: number },
  { register }: WebEffects,
): Promise<void> {
  for (const obligation of directive.obligations) {
    const issue = issues.find(({ obligationId }) => obligationId === obligation.id);
    if (issue)
      await createDuties(
        { register },
        { directive, obligation, place: placeOf(record, obligation), issue },
        () => until - performance.now(),
      );
  }
}
