import { keepsRegister } from "../domain/access.ts";
import { DirectiveSchema } from "../domain/directive.ts";
import type { DirectiveRecord } from "../domain/directive-record.ts";
import { formatInstant } from "../domain/instant.ts";
import { runKey } from "../domain/milestone-run.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import { planFaults, planOf } from "../domain/plan.ts";
import { conflict, invalid, isRefusal, notFound } from "../domain/refusal.ts";
import type { Fault, Refusal } from "../domain/refusal.ts";
import { workingDaysOfVietNam as calendar } from "../domain/working-days-vn.ts";
import { json } from "../http/exchange.ts";
import type { Handler, Request } from "../http/exchange.ts";
import type { WebEffects } from "./effects.ts";
import { KeyCursorSchema, cursorText, readBody, readCursor, readPaging } from "../http/read-request.ts";
import type { KeyCursor } from "../http/read-request.ts";
import { refuseUnlessKeeper, refuseUnlessKnown } from "./find-duty.ts";

/** Enters a directive that is being prepared; entered again before it is issued, it is replaced. */
export const createDirective: Handler = async (request, effects) => {
  const refused = refuseUnlessKeeper(request, effects);
  if (refused) return refused;
  const directive = readBody(request, DirectiveSchema, { en: "The directive", vi: "Văn bản chỉ đạo" });
  if (isRefusal(directive)) return directive;
  const faults = planFaults(directive, await effects.register.units.allUnits(), calendar);
  if (faults.length > 0) return notToBeCarriedOut(faults);
  if (!(await effects.register.directives.createDirective(directive, request.receivedAt))) {
    return conflict(
      `A directive ${directive.id} has been issued already, and what has been issued is not changed.`,
      `Nhiệm vụ theo văn bản chỉ đạo ${directive.id} đã được giao, nên văn bản không sửa được nữa.`,
    );
  }
  return json(directiveView({ directive, status: "draft", createdAt: request.receivedAt, shards: {} }, []), 201);
};

/** Directives, newest last; those not issued yet only to whoever keeps the register. */
export const listDirectives: Handler = async (request, effects) => {
  const refused = refuseUnlessKnown(request);
  if (refused) return refused;
  const paging = readPaging(request, KeyCursorSchema);
  if (isRefusal(paging)) return paging;
  const page = await effects.register.directives.directives({ limit: paging.limit, after: paging.cursor });
  const items = page.items
    .filter((record) => maySee(record, request, effects))
    .map((record) => directiveView(record, []));
  return json({ items, cursor: cursorText(page.after) });
};

/** A directive with its milestones: those of duties with dates of their own may be many, and come by pages. */
export const readDirective: Handler = async (request, effects) => {
  const refused = refuseUnlessKnown(request);
  if (refused) return refused;
  const after = readCursor(request, KeyCursorSchema);
  if (isRefusal(after)) return after;
  const record = await effects.register.directives.directive(request.params["directiveId"] ?? "");
  if (!record || !maySee(record, request, effects)) return NO_DIRECTIVE;
  return json(await directiveWithMilestones(record, effects, after));
};

/** Dry run: every letter that would go out if nobody filed, to whom and when. Nothing is written. */
export const planDirective: Handler = async (request, effects) => {
  const refused = refuseUnlessKeeper(request, effects);
  if (refused) return refused;
  const record = await effects.register.directives.directive(request.params["directiveId"] ?? "");
  if (!record) return NO_DIRECTIVE;
  const { directive } = record;
  const units = await effects.register.units.allUnits();
  const faults = planFaults(directive, units, calendar);
  if (faults.length > 0) return notToBeCarriedOut(faults);
  const at = record.issuedAt ?? request.receivedAt;
  return json({
    directiveId: directive.id,
    status: record.status,
    issueAt: formatInstant(at),
    ...planOf(directive, units, calendar, at),
  });
};

/** An answer of some 200 KB; a function's may have 6 MB. */
const MILESTONES_AT_ONCE = 1000;

export const NO_DIRECTIVE = notFound(
  "There is no such directive, or it is not yours to see.",
  "Không có văn bản chỉ đạo này, hoặc đơn vị không được xem.",
);

const notToBeCarriedOut = (faults: readonly Fault[]): Refusal =>
  invalid("The directive cannot be carried out as it stands.", "Văn bản chỉ đạo chưa thực hiện được.", faults);

function maySee({ status }: DirectiveRecord, { caller }: Request, { homeUnit }: WebEffects): boolean {
  return status === "issued" || keepsRegister(caller, homeUnit);
}

/** A directive as the API shows it, with as many milestones as one answer holds. */
export async function directiveWithMilestones(
  record: DirectiveRecord,
  { register }: Pick<WebEffects, "register">,
  after?: KeyCursor,
) {
  const page = await register.runs.someRunsOf(
    { directiveId: record.directive.id },
    { limit: MILESTONES_AT_ONCE, after },
  );
  return { ...directiveView(record, page.items), cursor: cursorText(page.after) };
}

function directiveView({ directive, status, createdAt, issuedAt }: DirectiveRecord, runs: readonly MilestoneRun[]) {
  return {
    ...directive,
    status,
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
