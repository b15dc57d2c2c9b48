import { keepsRegister } from "../../domain/access.ts";
import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { DirectiveIdSchema } from "../../domain/ids.ts";
import { issueFaults, planFaults, planOf } from "../../domain/plan.ts";
import type { Plan } from "../../domain/plan.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Fault } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/unit.ts";
import { workingDaysOfVietNam as calendar } from "../../domain/working-days-vn.ts";
import { issueDirective as issue } from "../../handlers/issue-directive.ts";
import { NO_DIRECTIVE } from "../../handlers/keep-directives.ts";
import { seeOther, text } from "../../http/exchange.ts";
import type { Answer, WebEffects } from "../../http/exchange.ts";
import { once } from "../confirmation.ts";
import { formatMinute } from "../dates.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { directivePage } from "./directive-page.ts";
import { forKeepers } from "./for-keepers.ts";
import { changedMeanwhile, reopened, stale, stateOf } from "../form-state.ts";
import type { Again } from "../form-state.ts";
import { issueLookPage } from "./issue-look-page.ts";

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
  const record = await directiveNamed(visit.params["directiveId"], effects);
  const keeper = keepsRegister(visit.caller, effects.homeUnit);
  if (!record || (record.status === "draft" && !keeper)) return NO_DIRECTIVE;
  if (keeper && visit.query["format"] === "json") {
    const { directive } = record;
    return text(`${JSON.stringify(directive, undefined, 2)}\n`, "application/json; charset=utf-8", {
      "content-disposition": `attachment; filename="${directive.id}.json"`,
    });
  }
  return show(visit, effects, record);
};

/** Issues a directive, after a look at what follows at once. */
export const issueDirective = forKeepers(async (visit, effects) => {
  const { form, formState, say } = visit;
  const record = await directiveNamed(visit.params["directiveId"], effects);
  if (!record) return NO_DIRECTIVE;
  const { directive } = record;
  if (formState === "reopened" || form.get("do") !== "issue") {
    if (record.status === "issued") return show(visit, effects, record, stale(issuedAlready(visit, record)));
    const again = formState === "reopened" && form.get("do") === "issue" ? reopened(visit) : {};
    return look(visit, effects, record, again);
  }
  return once(visit, effects, async (request) => {
    if (record.status === "issued") return show(visit, effects, record, stale(issuedAlready(visit, record)));
    if (form.get("basis") !== (await readPlan(visit, effects, record)).basis)
      return look(visit, effects, record, changedMeanwhile(visit));
    const issued = await issue({ ...request, params: { directiveId: directive.id } }, effects);
    if (isRefusal(issued)) return look(visit, effects, record, stale(say(issued.vi, issued.detail)));
    return issued.status >= 400 ? issued : seeOther(`/directives/${directive.id}?done=issued`);
  });
});

/** Of one obligation: its own ladder, of 42 milestones at most, and more than are shown of single units. */
const MOST_RUNS = 150;

async function show(
  visit: Visit,
  { register }: WebEffects,
  record: DirectiveRecord,
  again: Again = {},
): Promise<Answer> {
  const { directive, status } = record;
  const issued = status === "issued" ? directive.obligations : [];
  const [units, ...runs] = await Promise.all([
    register.units.allUnits(),
    ...issued.map(({ id }) =>
      register.runs.someRunsOf({ directiveId: directive.id, obligationId: id }, { limit: MOST_RUNS }),
    ),
  ]);
  const faults = status === "draft" ? planFaults(directive, units, calendar) : [];
  return directivePage(visit, {
    ...again,
    record,
    units,
    runs: runs.flatMap(({ items }) => items),
    planFaults: faults,
  });
}

async function look(visit: Visit, effects: WebEffects, record: DirectiveRecord, again: Again): Promise<Answer> {
  return issueLookPage(visit, { ...again, record, ...(await readPlan(visit, effects, record)) });
}

type Planned = {
  readonly units: readonly Unit[];
  readonly planFaults: readonly Fault[];
  /** Undefined when the directive cannot be carried out. */
  readonly plan: Plan | undefined;
  /** What the look showed: the directive, to how many it goes, and who cannot be reached. */
  readonly basis: string;
};

async function readPlan(
  { receivedAt }: Visit,
  { register }: WebEffects,
  { directive }: DirectiveRecord,
): Promise<Planned> {
  const units = await register.units.allUnits();
  const unplannable = planFaults(directive, units, calendar);
  const plan = unplannable.length > 0 ? undefined : planOf(directive, units, calendar, receivedAt);
  const reach = plan?.obligations.map((obligation) => [obligation.units, obligation.unreachable]);
  return {
    units,
    planFaults: [...unplannable, ...issueFaults(directive, receivedAt)],
    plan,
    basis: await stateOf([directive, reach]),
  };
}

function issuedAlready(visit: Visit, { issuedAt = 0 }: DirectiveRecord): string {
  const when = formatMinute(visit, issuedAt);
  return visit.say(
    `Nhiệm vụ theo văn bản này đã được giao lúc ${when}; lần bấm này không thay đổi gì.`,
    `The directive was issued at ${when}; nothing was done now.`,
  );
}
