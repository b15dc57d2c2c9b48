import type { Directive } from "../../../functions/domain/directive.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import { isEscalation } from "../../../functions/domain/ladder.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { readDirectiveAnswer, readEscalations } from "./answers.ts";
import type { RunAnswer } from "./answers.ts";
import { expectDone } from "./outcome.ts";
import type { Happening } from "./outcome.ts";
import { keeperOf, perform, unitsFile } from "./perform.ts";
import type { PlacedAct, Season } from "./season.ts";
import type { Stage } from "./stage.ts";

export type Cast = {
  readonly units: readonly UnitRecord[];
  readonly directives: readonly Directive[];
  readonly season: Season;
};

/** What the escalation list said when an escalation had just run. */
export type LateNow = {
  readonly directive: string;
  readonly obligation: string;
  readonly runKey: string;
  readonly units: readonly string[];
};

export type Played = { readonly happenings: readonly Happening[]; readonly lateNow: readonly LateNow[] };

/** Units that one import takes. */
const ROWS_AT_ONCE = 2_000;

/**
 * Plays a season through the HTTP API as its people would: enters units and directives, issues, then act after
 * act at its time, stopping at every milestone on the way to read who is late.
 * @param onHappening told of each thing as it happens, for a progress that can be watched.
 */
export async function play(
  stage: Stage,
  cast: Cast,
  onHappening: (happening: Happening) => void = () => {},
): Promise<Played> {
  const { units, directives, season } = cast;
  const happenings: Happening[] = [];
  const lateNow: LateNow[] = [];
  const say = (happening: Happening): void => {
    happenings.push(happening);
    onHappening(happening);
  };

  const keeper = keeperOf(cast);
  for (let start = 0; start < units.length; start += ROWS_AT_ONCE) {
    const body = unitsFile(units.slice(start, start + ROWS_AT_ONCE));
    expectDone(
      await stage.call({
        method: "POST",
        path: "/api/units/import",
        as: keeper,
        body,
        contentType: "text/csv; charset=utf-8",
      }),
      "import the units",
    );
  }
  for (const directive of directives) {
    expectDone(
      await stage.call({ method: "POST", path: "/api/directives", as: keeper, body: directive }),
      `enter ${directive.number}`,
    );
  }

  await moveOn(season.issueAt);
  const [atIssue, later] = [season.acts.filter(isFaultAtIssue), season.acts.filter((act) => !isFaultAtIssue(act))];
  for (const act of atIssue) say(await perform(act, cast, stage));
  for (const directive of directives) {
    expectDone(
      await stage.call({ method: "POST", path: `/api/directives/${directive.id}/issue`, as: keeper }),
      `issue ${directive.number}`,
    );
  }
  await stage.settle();
  say({ what: "issued", at: season.issueAt });

  for (const act of later) {
    await playUntil(act.at);
    say(await perform(act, cast, stage));
    await stage.settle();
  }
  await playUntil(season.until);
  return { happenings, lateNow };

  function isFaultAtIssue(act: PlacedAct): boolean {
    return act.act === "bounce" && act.at <= season.issueAt;
  }

  /** Moves to a moment, stopping at each milestone on the way. */
  async function playUntil(instant: EpochMs): Promise<void> {
    for (const run of await runsDue(instant)) {
      await moveOn(run.at);
      if (isEscalation(run.milestone)) lateNow.push(await listLate(run));
      say({
        what: "milestone",
        at: run.at,
        directive: run.directive,
        obligation: run.obligationId,
        milestone: run.milestone,
        unit: run.unitId,
      });
    }
    await moveOn(instant);
  }

  async function runsDue(instant: EpochMs): Promise<(RunAnswer & { directive: string })[]> {
    const due = [];
    for (const { id } of directives) {
      const answer = await stage.call({ method: "GET", path: `/api/directives/${id}`, as: keeper });
      const { milestones } = readDirectiveAnswer(expectDone(answer, `read ${id}`));
      due.push(
        ...milestones
          .filter(({ at, phase }) => phase === "planned" && at <= instant)
          .map((run) => ({ ...run, directive: id })),
      );
    }
    return due.toSorted((a, b) => a.at - b.at);
  }

  async function listLate(run: RunAnswer & { directive: string }): Promise<LateNow> {
    const list: string[] = [];
    let cursor: string | null = null;
    do {
      const more = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const path = `/api/obligations/${run.directive}/${run.obligationId}/escalations?limit=200${more}`;
      const page = readEscalations(
        expectDone(await stage.call({ method: "GET", path, as: keeper }), "read the escalation list"),
      );
      list.push(...page.items.map(({ unitId }) => unitId));
      cursor = page.cursor;
    } while (cursor !== null);
    const named = run.unitId === null ? list : list.filter((unitId) => unitId === run.unitId);
    return { directive: run.directive, obligation: run.obligationId, runKey: run.key, units: named };
  }

  /** Several acts of one instant follow each other within milliseconds; the clock is then past it already. */
  async function moveOn(instant: EpochMs): Promise<void> {
    if (instant > (await stage.now())) await stage.moveTo(instant);
  }
}
