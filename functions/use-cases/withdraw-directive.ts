import * as z from "zod/mini";

import { mayWithdraw } from "../domain/access.ts";
import { countsOfDuties, summarize } from "../domain/counts.ts";
import { placeOf } from "../domain/directive-record.ts";
import type { DirectiveRecord, Withdrawal } from "../domain/directive-record.ts";
import type { Obligation } from "../domain/directive.ts";
import { ladderAfter } from "../domain/ladder-number.ts";
import { WITHDRAWN } from "../domain/ladder.ts";
import type { MilestoneRun } from "../domain/milestone-run.ts";
import { conflict, forbidden, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { filled } from "../domain/text.ts";
import { refuseWithdrawn } from "../domain/withdrawal.ts";
import { afterCommit } from "./after-commit.ts";
import type { Asking } from "./asking.ts";
import type { WebEffects } from "./effects.ts";
import { refuseUnlessKnown } from "./find-duty.ts";
import { obligationRefOf } from "./found.ts";
import type { FoundObligation } from "./found.ts";
import { isLaidOut } from "./laid-out.ts";
import { findDirective } from "./save-directives.ts";
import { MOST_AT_ONCE, sweepAtOnce, timeOfRequest } from "./sweep-at-once.ts";
import { sweepMoved } from "./sweep-moved.ts";

export const WithdrawalSchema = z.strictObject({ reason: filled(500), documentNumber: filled(100) });
export type Withdrawing = z.output<typeof WithdrawalSchema>;

/** What a withdrawal does, or would do. */
export type Withdrawn = {
  readonly withdrawal: Withdrawal;
  /** So many open duties are withdrawn, each told by one letter… */
  readonly withdrawn: number;
  /** …so many reports that were filed stay as they are… */
  readonly kept: number;
  /** …and so many milestones of the obligations' own dates skip themselves. */
  readonly milestones: number;
  /** Set while duties are gone through in the background; they are judged as withdrawn already. */
  readonly state?: "under-way" | undefined;
};

/** Of one obligation its own milestones, of which there are 42 at most, come before those of its duties. */
const MOST_RUNS = 150;

/** The issued directive that a path names, for those who may withdraw it. */
export async function findToWithdraw(asking: Asking, effects: WebEffects): Promise<DirectiveRecord | Refusal> {
  const record = refuseUnlessKnown(asking) ?? (await findDirective(asking, effects));
  if (isRefusal(record)) return record;
  if (!mayWithdraw(asking.caller, record.directive.obligations, effects.homeUnit)) return NOT_HIS;
  return record.status === "draft" ? NOT_ISSUED : record;
}

/**
 * Withdraws a directive: what is open of it is withdrawn with it (`follow`), what was filed stays, its milestones skip
 * themselves. The runs that go through the duties stand before the withdrawal is written, and count only once it is (D147).
 */
export async function withdrawDirective(
  record: DirectiveRecord,
  given: Withdrawing,
  asking: Pick<Asking, "attempt" | "caller" | "receivedAt">,
  effects: WebEffects,
): Promise<Withdrawn | Refusal> {
  const { directives, runs } = effects.register;
  // Asked again after its answer was lost: goes on with what it began.
  if (record.withdrawal?.attempt === asking.attempt) return finish(record, record.withdrawal, effects);
  if (record.withdrawal) return refuseWithdrawn(record.withdrawal);
  const withdrawal = withdrawalOf(given, asking);
  const { directive } = record;
  for (const { id } of directive.obligations) await runs.replan([runOf(directive.id, id, withdrawal)]);
  if (await directives.withdraw(directive.id, withdrawal))
    return finish({ ...record, withdrawal }, withdrawal, effects);
  const now = await directives.directive(directive.id);
  // The table's answer may have been lost, and its client have asked again.
  return now?.withdrawal && now.withdrawal.attempt !== asking.attempt
    ? refuseWithdrawn(now.withdrawal)
    : finish({ ...record, withdrawal }, withdrawal, effects);
}

/** What withdrawing it would do; nothing is done. */
export async function previewWithdrawal(
  record: DirectiveRecord,
  given: Withdrawing,
  asking: Pick<Asking, "attempt" | "caller" | "receivedAt">,
  effects: Pick<WebEffects, "register">,
): Promise<Withdrawn | Refusal> {
  if (record.withdrawal) return refuseWithdrawn(record.withdrawal);
  const withdrawal = withdrawalOf(given, asking);
  const { few: _few, ...does } = await effectOf(withObligations({ ...record, withdrawal }), withdrawal, effects);
  return { withdrawal, ...does };
}

const NOT_HIS = forbidden(
  "Only the unit that keeps the register, or whoever receives all that the directive asks for, can withdraw it.",
  "Chỉ đơn vị quản lý văn bản chỉ đạo, hoặc nơi nhận tất cả báo cáo mà văn bản yêu cầu, mới thu hồi được.",
);

const NOT_ISSUED = conflict(
  "The directive is not issued yet, so there is nothing to withdraw: change it, or leave it.",
  "Văn bản chỉ đạo chưa được giao nên chưa có gì để thu hồi; đề nghị sửa lại hoặc để nguyên.",
);

function withdrawalOf(
  given: Withdrawing,
  { attempt, caller, receivedAt }: Pick<Asking, "attempt" | "caller" | "receivedAt">,
) {
  return { ...given, at: receivedAt, attempt, by: caller.principal };
}

/** The run that goes through the duties of one obligation. */
function runOf(
  directiveId: MilestoneRun["directiveId"],
  obligationId: Obligation["id"],
  { attempt: plannedBy, at }: Withdrawal,
): MilestoneRun {
  return {
    directiveId,
    obligationId,
    ladder: 0,
    plannedBy,
    milestone: WITHDRAWN,
    at,
    phase: "planned",
    letters: {},
  };
}

function withObligations(record: DirectiveRecord): FoundObligation[] {
  return record.directive.obligations.map((obligation) => ({ record, obligation, place: placeOf(record, obligation) }));
}

/** What follows once the withdrawal is written; done again it changes nothing. */
async function finish(record: DirectiveRecord, withdrawal: Withdrawal, effects: WebEffects): Promise<Withdrawn> {
  const { register } = effects;
  const timeLeftMs = timeOfRequest();
  const { directive } = record;
  const all = withObligations(record);
  const { few, ...done } = await effectOf(all, withdrawal, effects);
  let underWay = false;
  await afterCommit(async () => {
    for (const found of all) {
      const run = runOf(directive.id, found.obligation.id, withdrawal);
      const ready = few && (await isLaidOut(run, register));
      underWay = !(await sweepAtOnce(run, { ...found, few: ready, timeLeftMs }, sweepMoved, effects)) || underWay;
    }
  });
  return { withdrawal, ...done, ...(underWay ? { state: "under-way" } : {}) };
}

/** What becomes of the duties and milestones: counted one by one up to so many, and by the kept counts beyond. */
async function effectOf(
  all: readonly FoundObligation[],
  { at }: Withdrawal,
  { register }: Pick<WebEffects, "register">,
): Promise<Pick<Withdrawn, "withdrawn" | "kept" | "milestones"> & { readonly few: boolean }> {
  let [units, withdrawn, kept, milestones, few] = [0, 0, 0, 0, true];
  for (const found of all) {
    const { place } = found;
    const ref = obligationRefOf(found);
    const page = await register.duties.dutiesOf({ ...ref, place }, { limit: MOST_AT_ONCE + 1 });
    const counts = page.next ? await register.counts.read(ref) : countsOfDuties(page.items);
    const summary = summarize(counts, at, place);
    units += page.items.length;
    few &&= !page.next && units <= MOST_AT_ONCE;
    withdrawn += summary.states["withdrawn"] ?? 0;
    kept += summary.filed;
    const { items } = await register.runs.someRunsOf(ref, { limit: MOST_RUNS, after: undefined });
    milestones += items.filter((run) => isToCome(run, place.moved)).length;
  }
  return { withdrawn, kept, milestones, few };
}

function isToCome({ unitId, ladder, milestone, phase }: MilestoneRun, moved: number): boolean {
  const ofItsDate = unitId === undefined && ladder === ladderAfter(moved);
  return ofItsDate && phase === "planned" && milestone !== "issue" && milestone !== WITHDRAWN;
}
