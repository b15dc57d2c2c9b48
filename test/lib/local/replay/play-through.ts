import type { Account, PostedLetter } from "../../../../lib/local/replay/results.ts";
import type { Happening } from "../../../../lib/local/replay/outcome.ts";
import { homeUnitOf } from "../../../../lib/local/replay/perform.ts";
import { play } from "../../../../lib/local/replay/play.ts";
import type { Scenario } from "../../../../lib/local/replay/scenario.ts";
import { openHarness } from "../../../../lib/local/replay/open-harness.ts";
import { collectResults } from "../../../../lib/local/replay/collect-results.ts";

export type PlayedThrough = {
  readonly account: Account;
  readonly letters: PostedLetter[];
  readonly happenings: readonly Happening[];
  readonly close: () => Promise<void>;
};

/** A season played to its end on an embedded deployment of its own. */
export async function playThrough(scenario: Scenario): Promise<PlayedThrough> {
  const { harness, close } = await openHarness({
    startAt: scenario.season.issueAt - 3_600_000,
    homeUnit: homeUnitOf(scenario),
  });
  const played = await play(harness, scenario);
  const letters = await harness.letters();
  const account = await collectResults(harness, scenario, { ...played, letters });
  return { account, letters, happenings: played.happenings, close };
}
