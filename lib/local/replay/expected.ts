import { deadlineGiven, deadlineIn, isPast } from "../../../functions/domain/deadline.ts";
import type { Directive, Obligation } from "../../../functions/domain/directive.ts";
import type { Standing } from "../../../functions/domain/duty.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import { ladderFor } from "../../../functions/domain/ladder.ts";
import { isReporter } from "../../../functions/domain/unit.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import type { Scenario } from "./scenario.ts";
import type { PlacedAct } from "./season.ts";
import type { Deadline } from "../../../functions/domain/deadline.ts";

/** One unit's duty as the season's acts alone make it: nothing here asks the product. */
export type ExpectedDuty = {
  readonly directive: Directive;
  readonly obligation: Obligation;
  readonly unit: UnitRecord;
  /** The milestones at which it has to be written to, by name and instant. */
  readonly chases: readonly { readonly milestone: string; readonly at: EpochMs }[];
  readonly standing: Standing | null;
};

/** Every duty of a season, and what it should come to. */
export function expectedDuties(scenario: Scenario): ExpectedDuty[] {
  const actsOf = Map.groupBy(scenario.season.acts, dutyOf);
  return scenario.directives.flatMap((directive) =>
    directive.obligations.flatMap((obligation) =>
      scenario.units
        .filter((unit) => isReporter(obligation.reporters, unit))
        .map((unit) => {
          const acts =
            actsOf.get(dutyOf({ directiveId: directive.id, obligation: obligation.id, unit: unit.id })) ?? [];
          return { directive, obligation, unit, ...follow(scenario, { directive, obligation, acts }) };
        }),
    ),
  );
}

const dutyOf = ({ directiveId, obligation, unit }: Pick<PlacedAct, "directiveId" | "obligation" | "unit">): string =>
  [directiveId, obligation, unit].join(" ");

type Followed = Pick<ExpectedDuty, "chases" | "standing">;
type Life = { readonly directive: Directive; readonly obligation: Obligation; readonly acts: readonly PlacedAct[] };

/** Follows a duty through its acts: while it is open it is on the ladder of the date in force. */
function follow({ season }: Scenario, { directive, obligation, acts }: Life): Followed {
  const chases: { milestone: string; at: EpochMs }[] = [];
  let open = true;
  let deadline: Deadline = deadlineIn(obligation);
  let original = deadline;
  let extendedTo: Deadline | undefined;
  let standing: Standing | null = null;
  let from = season.issueAt;
  let dateSetAt = season.issueAt;

  // An act at the very moment of a milestone comes after it; what a new date's own ladder has at that moment is not past.
  const chaseUntil = (until: EpochMs, inclusive: boolean): void => {
    if (!open) return;
    for (const { name, at } of ladderFor(calendar, { directive, obligation, deadline })) {
      if (at >= from && at >= dateSetAt && (at < until || (at === until && inclusive)))
        chases.push({ milestone: name, at });
    }
  };
  for (const act of acts) {
    chaseUntil(act.at, true);
    from = act.at + 1;
    switch (act.act) {
      case "submit":
      case "paper": {
        const receivedAt = act.act === "paper" ? (act.receivedAt ?? act.at) : act.at;
        standing ??= standingOf(original, extendedTo, receivedAt);
        open = false;
        break;
      }
      case "return": {
        open = true;
        const given = deadlineGiven(act);
        if (given !== undefined && given !== deadline) [deadline, dateSetAt, from] = [given, act.at, act.at];
        break;
      }
      case "extend": {
        const given = deadlineIn(act);
        [deadline, extendedTo, dateSetAt, from] = [given, given, act.at, act.at];
        break;
      }
      case "exempt":
        open = false;
        break;
      case "reinstate": {
        open = true;
        const given = deadlineGiven(act);
        if (given === undefined || given === deadline) break;
        [deadline, dateSetAt, from] = [given, act.at, act.at];
        // Who was free on the old date did not miss it: the first filing is measured by the new one.
        if (standing === null) [original, extendedTo] = [given, undefined];
        break;
      }
      case "accept":
      case "draft":
      case "reason":
      case "bounce":
        break;
      default:
        act satisfies never;
    }
  }
  chaseUntil(season.until, true);
  return { chases, standing };
}

function standingOf(original: Deadline, extendedTo: Deadline | undefined, receivedAt: EpochMs): Standing {
  if (!isPast(original, receivedAt)) return "on-time";
  return extendedTo !== undefined && !isPast(extendedTo, receivedAt) ? "within-extension" : "late";
}
