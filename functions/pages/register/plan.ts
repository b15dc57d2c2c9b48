import { obligationOf } from "../../domain/directive.ts";
import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { planFaults, planOf } from "../../domain/plan.ts";
import type { Plan, PlannedMilestone } from "../../domain/plan.ts";
import type { Unit } from "../../domain/unit.ts";
import { csv } from "../../documents/formats/csv.ts";
import { text } from "../../http/exchange.ts";
import type { Answer } from "../../http/exchange.ts";
import { NO_DIRECTIVE } from "../../use-cases/save-directives.ts";
import { directiveNamed } from "./directive.ts";
import { forKeepers } from "./for-keepers.ts";
import { planPage } from "./plan-page.ts";
import { lettersOf } from "./planned-letters.ts";
import { unitName } from "./unit-names.ts";

/** Dry run: every letter that would go out if nobody filed, to whom and when. Nothing is written. */
export const showPlan = forKeepers(async (visit, effects) => {
  const [record, list] = await Promise.all([
    directiveNamed(visit.params["directiveId"], effects),
    effects.register.units.list(),
  ]);
  if (!record) return NO_DIRECTIVE;
  const units = await list.all();
  const faults = planFaults(record.directive, units);
  const issueAt = record.issuedAt ?? visit.receivedAt;
  const shown = { record, units, faults, issueAt, effects };
  if (faults.length > 0) return planPage(visit, { ...shown, plan: undefined });
  const plan = planOf(record.directive, units, visit.calendar, issueAt);
  return visit.query["format"] === "csv" ? planFile(record, plan, units) : planPage(visit, { ...shown, plan });
});

/** All of it, for a spreadsheet: the page shows no more than the first of many. */
function planFile({ directive }: DirectiveRecord, { obligations }: Plan, units: readonly Unit[]): Answer {
  const noteOf = ({ provisional }: PlannedMilestone) => (provisional ? "tạm tính" : "");
  const rows = obligations.flatMap(({ obligationId, milestones }) => {
    const title = obligationOf(directive, obligationId)?.title ?? obligationId;
    return milestones.flatMap((milestone) => [
      ...lettersOf(milestone).map(({ unit, to }) => [
        title,
        milestone.milestone,
        milestone.at,
        unit,
        unitName(units, unit),
        to.join("; "),
        noteOf(milestone),
      ]),
      ...(milestone.supervisor ?? []).map((address) => [
        title,
        milestone.milestone,
        milestone.at,
        "",
        "",
        address,
        noteOf(milestone),
      ]),
    ]);
  });
  const header = ["Yêu cầu báo cáo", "Mốc", "Thời điểm", "Mã đơn vị", "Đơn vị", "Gửi đến", "Ghi chú"];
  return text(csv([header, ...rows]), "text/csv; charset=utf-8", {
    "content-disposition": `attachment; filename="${directive.id}-thu.csv"`,
  });
}
