import { keepsRegister } from "../../domain/access.ts";
import type { Directive } from "../../domain/directive.ts";
import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { DirectiveIdSchema } from "../../domain/ids.ts";
import { unlessWithdrawn } from "../../domain/milestone-run.ts";
import { issueFaults, planFaults, planOf } from "../../domain/plan.ts";
import type { Plan } from "../../domain/plan.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Fault } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/unit.ts";
import { issueDirective as issue } from "../../use-cases/issue-directive.ts";
import { NO_DIRECTIVE } from "../../use-cases/save-directives.ts";
import { text } from "../../http/exchange.ts";
import type { Answer } from "../../http/exchange.ts";
import type { UnitList } from "../../store/unit-list.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { formatMinute } from "../../wording/dates.ts";
import { changedMeanwhile, expired, stale } from "../form-kit/again.ts";
import type { Again } from "../form-kit/again.ts";
import { formPages } from "../form-kit/form.ts";
import { stateOf } from "../form-kit/version.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { directivePage } from "./directive-page.ts";
import { forKeepers } from "./for-keepers.ts";
import { issuePreviewPage } from "./issue-preview-page.ts";
import { readMeant } from "./units-meant.ts";
import type { UnitsMeant } from "./units-meant.ts";

/** The directive of an id as it stands in an address. */
export async function directiveNamed(
  id: string | undefined,
  { register }: WebEffects,
): Promise<DirectiveRecord | undefined> {
  const read = DirectiveIdSchema.safeParse(id);
  return read.success ? register.directives.directive(read.data) : undefined;
}

/** A directive whole, to everybody once it is issued; `format=json` gives keepers the file it could be entered from. */
export const showDirective: PageHandler = async (visit, effects) => {
  const keeper = keepsRegister(visit.caller, effects.homeUnit);
  const [record, list] = await Promise.all([
    directiveNamed(visit.params["directiveId"], effects),
    effects.register.units.list(),
  ]);
  if (!record || (record.status === "draft" && !keeper)) return NO_DIRECTIVE;
  if (keeper && visit.query["format"] === "json") {
    const { directive } = record;
    return text(`${JSON.stringify(directive, undefined, 2)}\n`, "application/json; charset=utf-8", {
      "content-disposition": `attachment; filename="${directive.id}.json"`,
    });
  }
  return show(visit, effects, record, list);
};

/** Issues a directive, after a preview of what follows at once. */
const issuing = formPages<DirectiveRecord, undefined>({
  find: async ({ params }, effects) => (await directiveNamed(params["directiveId"], effects)) ?? NO_DIRECTIVE,
  page: async ({ visit, effects, found }, again) =>
    found.status === "issued"
      ? show(visit, effects, found, await effects.register.units.list(), stale(issuedAlready(visit, found)))
      : preview(visit, effects, found, again),
  expired: (visit) => (visit.form.get("do") === "issue" ? expired(visit) : {}),
  version: {
    of: async ({ visit, effects, found }) =>
      found.status === "issued" ? undefined : (await readPlan(visit, effects, found)).basis,
    changed: ({ visit }) => changedMeanwhile(visit),
  },
  judge: () => undefined,
  acts: ["issue"],
  async act(_given, { visit, effects, found }) {
    const { id } = found.directive;
    const issued = await issue({ ...visit, params: { directiveId: id } }, effects);
    return isRefusal(issued) ? issued : `/directives/${id}?done=issued`;
  },
  refused: ({ visit }, refusal) => stale(visit.say(refusal.vi, refusal.detail)),
});

export const issueDirective = forKeepers(issuing.give);

/** Of one obligation: its own ladder, of 42 milestones at most, and more than are shown of single units. */
const MOST_RUNS = 150;

async function show(
  visit: Visit,
  { register }: WebEffects,
  record: DirectiveRecord,
  list: UnitList,
  again: Again = {},
): Promise<Answer> {
  const { directive, status } = record;
  const issued = status === "issued" ? directive.obligations : [];
  const [meant, ...pages] = await Promise.all([
    readMeant(directive, list, register),
    ...issued.map(({ id }) =>
      register.runs.someRunsOf({ directiveId: directive.id, obligationId: id }, { limit: MOST_RUNS }),
    ),
  ]);
  const runs = pages.flatMap(({ items }) => items);
  const known = new Set<string>(meant.named.map(({ id }) => id));
  const others = [...new Set(runs.flatMap(({ unitId }) => (unitId && !known.has(unitId) ? unitId : [])))];
  const units = { ...meant, named: [...meant.named, ...(await register.units.unitsNamed(others))] };
  return directivePage(visit, {
    ...again,
    record,
    units,
    runs: runs.map((run) => unlessWithdrawn(run, { withdrawn: record.withdrawal !== undefined })),
    planFaults: status === "draft" ? await faultsOf(directive, meant, list) : [],
  });
}

/** What keeps a directive from being planned. Where those at hand show no fault there is none; else all units are asked. */
async function faultsOf(directive: Directive, { named, meantBy }: UnitsMeant, list: UnitList): Promise<Fault[]> {
  const atHand = [...named, ...directive.obligations.flatMap((obligation) => meantBy(obligation).first)];
  return planFaults(directive, atHand).length === 0 ? [] : planFaults(directive, await list.all());
}

async function preview(visit: Visit, effects: WebEffects, record: DirectiveRecord, again: Again): Promise<Answer> {
  return issuePreviewPage(visit, { ...again, record, effects, ...(await readPlan(visit, effects, record)) });
}

type Planned = {
  readonly units: readonly Unit[];
  readonly planFaults: readonly Fault[];
  /** Undefined when the directive cannot be carried out. */
  readonly plan: Plan | undefined;
  /** What the preview showed: the directive, to how many it goes, and who cannot be reached. */
  readonly basis: string;
};

async function readPlan(
  { receivedAt, calendar }: Visit,
  { register }: WebEffects,
  { directive }: DirectiveRecord,
): Promise<Planned> {
  const units = await (await register.units.list()).all();
  const unplannable = planFaults(directive, units);
  const plan = unplannable.length > 0 ? undefined : planOf(directive, units, calendar, receivedAt);
  const reach = plan?.obligations.map((obligation) => [obligation.units, obligation.unreachable]);
  return {
    units,
    planFaults: [...unplannable, ...issueFaults(directive, receivedAt)],
    plan,
    basis: stateOf([directive, reach]),
  };
}

function issuedAlready(visit: Visit, { issuedAt = 0 }: DirectiveRecord): string {
  const when = formatMinute(visit, issuedAt);
  return visit.say(
    `Nhiệm vụ theo văn bản này đã được giao lúc ${when}; lần bấm này không thay đổi gì.`,
    `The directive was issued at ${when}; nothing was done now.`,
  );
}
