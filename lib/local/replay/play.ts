import type { Scenario } from "./scenario.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import { isEscalation } from "../../../functions/domain/ladder.ts";
import { readDuty, readEscalations } from "./answers.ts";
import { MilestonesAhead } from "./milestones-ahead.ts";
import type { MilestoneAhead } from "./milestones-ahead.ts";
import { expectDone } from "./outcome.ts";
import type { Happening } from "./outcome.ts";
import { pagesOf } from "./pages-of.ts";
import { keeperOf, performer, unitsFile } from "./perform.ts";
import type { PlacedAct } from "./season-acts.ts";
import type { Harness } from "./harness.ts";

/** What the escalation list said when an escalation had just run, or when its letter could go out at last. */
export type LateNow = {
  /** When it was read. */
  readonly at: EpochMs;
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
  harness: Harness,
  scenario: Scenario,
  onHappening: (happening: Happening) => void = () => {},
): Promise<Played> {
  const { units, directives, season } = scenario;
  const ahead = new MilestonesAhead({ directives, issueAt: season.issueAt });
  const perform = performer(scenario, harness);
  const happenings: Happening[] = [];
  const lateNow: LateNow[] = [];
  const escalated: MilestoneAhead[] = [];
  const say = (happening: Happening): void => {
    happenings.push(happening);
    onHappening(happening);
  };

  const keeper = keeperOf(scenario);
  for (let start = 0; start < units.length; start += ROWS_AT_ONCE) {
    const body = unitsFile(units.slice(start, start + ROWS_AT_ONCE));
    expectDone(
      await harness.call({
        method: "POST",
        path: "/api/units/import",
        as: keeper,
        body,
        headers: { "content-type": "text/csv; charset=utf-8" },
      }),
      "import the units",
    );
  }
  for (const directive of directives) {
    expectDone(
      await harness.call({ method: "POST", path: "/api/directives", as: keeper, body: directive }),
      `enter ${directive.number}`,
    );
  }

  await moveOn(season.issueAt);
  const [atIssue, later] = [season.acts.filter(isFaultAtIssue), season.acts.filter((act) => !isFaultAtIssue(act))];
  for (const bounce of atIssue) say(await perform(bounce));
  for (const directive of directives) {
    expectDone(
      await harness.call({ method: "POST", path: `/api/directives/${directive.id}/issue`, as: keeper }),
      `issue ${directive.number}`,
    );
  }
  await harness.settle();
  say({ what: "issued", at: season.issueAt });

  for (const next of later) {
    await playUntil(next.at);
    say(await perform(next));
    ahead.done(next);
    await harness.settle();
    if (next.act === "mend") await listMissed(next.unit);
  }
  await playUntil(season.until);
  return { happenings, lateNow };

  function isFaultAtIssue(one: PlacedAct): boolean {
    return one.act === "bounce" && one.at <= season.issueAt;
  }

  /** Moves to a moment, stopping at each milestone on the way. */
  async function playUntil(instant: EpochMs): Promise<void> {
    for (const { runKey, ...milestone } of ahead.takeUntil(instant)) {
      await moveOn(milestone.at);
      if (isEscalation(milestone.milestone)) {
        escalated.push({ runKey, ...milestone });
        lateNow.push(await listLate({ runKey, ...milestone }));
      }
      say({ what: "milestone", ...milestone });
    }
    await moveOn(instant);
  }

  /** A supervisor who can be reached again is told who is late by now. */
  async function listMissed(receiver: string): Promise<void> {
    for (const run of escalated) {
      const directive = directives.find(({ id }) => id === run.directive);
      if (directive?.obligations.some(({ id, receiver: of }) => id === run.obligation && of === receiver))
        lateNow.push(await listLate(run));
    }
  }

  async function listLate({ directive, obligation, unit, runKey }: MilestoneAhead): Promise<LateNow> {
    const list =
      unit === null ? await everybodyLate(directive, obligation) : await lateAlone(directive, obligation, unit);
    return { at: await harness.now(), directive, obligation, runKey, units: list };
  }

  async function lateAlone(directive: string, obligation: string, unit: string): Promise<string[]> {
    const path = `/api/duties/${directive}/${obligation}/${unit}`;
    const answer = await harness.call({ method: "GET", path, as: keeper });
    return readDuty(expectDone(answer, `read the duty of ${unit}`)).late ? [unit] : [];
  }

  async function everybodyLate(directive: string, obligation: string): Promise<string[]> {
    const list: string[] = [];
    const path = `/api/obligations/${directive}/${obligation}/escalations?limit=200`;
    for await (const { items } of pagesOf(harness, { path, as: keeper, read: readEscalations }))
      list.push(...items.map(({ unitId }) => unitId));
    return list;
  }

  /** Several acts of one instant follow each other within milliseconds; the clock is then past it already. */
  async function moveOn(instant: EpochMs): Promise<void> {
    if (instant > (await harness.now())) await harness.moveTo(instant);
  }
}
