import { consolidatorOf } from "../../../functions/domain/directive.ts";
import type { Directive, Obligation } from "../../../functions/domain/directive.ts";
import { isReporter } from "../../../functions/domain/unit.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { reachingIn } from "./addresses.ts";
import { circumstancesAfter, circumstancesAtIssue } from "./circumstances.ts";
import type { Circumstances, Of } from "./circumstances.ts";
import { follow, touches } from "./follow-duty.ts";
import type { Added, Course, FollowedDuty } from "./follow-duty.ts";
import type { Scenario } from "./scenario.ts";
import { isUnitAct, unitsNamed } from "./season-acts.ts";
import type { PlacedAct } from "./season-acts.ts";

/** One unit's duty as the season's acts alone make it: nothing here asks the product. */
export type ExpectedDuty = {
  readonly directive: Directive;
  readonly obligation: Obligation;
  readonly unit: UnitRecord;
} & FollowedDuty;

/** Every duty of a season, and what it should come to. */
export function expectedDuties(scenario: Scenario): ExpectedDuty[] {
  const { directives, units, season } = scenario;
  const course = courseOf(scenario);
  const reaching = reachingIn(scenario);
  const mends = Map.groupBy(
    season.acts.filter((act) => act.act === "mend"),
    ({ unit }) => unit,
  );
  const own = Map.groupBy(
    season.acts.filter(isUnitAct).filter(({ act }) => act !== "mend"),
    (act) => dutyOf(act, act.unit),
  );
  const wide = season.acts.filter((act) => !isUnitAct(act));
  return directives.flatMap((directive) =>
    directive.obligations.flatMap((obligation) => {
      const of = { directiveId: directive.id, obligation: obligation.id };
      const consolidator = consolidatorOf(directive, obligation)?.id;
      const ofAll = wide.filter((act) => touches(act, of) || isMoveOf(act, { ...of, obligation: consolidator }));
      return units.flatMap((unit) => {
        const begunBy = ofAll.filter(isAdd).find((act) => act.units.includes(unit.id));
        if (!begunBy && !isReporter(obligation.reporters, unit)) return [];
        const since = begunBy ? ofAll.slice(ofAll.indexOf(begunBy) + 1) : ofAll;
        const mine = since.filter((act) => unitsNamed(act).length === 0 || unitsNamed(act).includes(unit.id));
        // An address is mended for all that the unit owes.
        const begunAt = begunBy?.at ?? season.issueAt;
        const mended = (mends.get(unit.id) ?? []).filter(({ at }) => at >= begunAt);
        const acts = [...mine, ...(own.get(dutyOf(of, unit.id)) ?? []), ...mended].toSorted(
          (a, b) => a.at - b.at || course.order(a) - course.order(b),
        );
        return [
          {
            directive,
            obligation,
            unit,
            ...follow({ of, acts, begunBy, unit: unit.id }, { course, reaching, season }),
          },
        ];
      });
    }),
  );
}

const isAdd = (act: PlacedAct): act is Added => act.act === "add";

const dutyOf = ({ directiveId, obligation }: Of, unit: string): string => [directiveId, obligation, unit].join(" ");

/** Follow-ups end where the reports are consolidated: another date of that changes what is to come. */
function isMoveOf(
  act: PlacedAct,
  { directiveId, obligation }: { directiveId: string; obligation?: string | undefined },
) {
  return act.act === "move-date" && act.directiveId === directiveId && act.obligation === obligation;
}

function courseOf({ directives, season }: Scenario): Course {
  const atIssue = circumstancesAtIssue(directives);
  const known = new Map<PlacedAct, { readonly order: number; readonly circumstances: Circumstances }>();
  let circumstances = atIssue;
  for (const [order, act] of season.acts.entries()) {
    circumstances = circumstancesAfter(circumstances, act);
    known.set(act, { order, circumstances });
  }
  return {
    order: (act) => known.get(act)?.order ?? 0,
    after: (act) => (act && known.get(act)?.circumstances) ?? atIssue,
  };
}
