import type { Account, PostedLetter } from "../../../../lib/local/replay/account.ts";
import type { Happening } from "../../../../lib/local/replay/outcome.ts";
import { homeUnitOf } from "../../../../lib/local/replay/perform.ts";
import { play } from "../../../../lib/local/replay/play.ts";
import type { Cast } from "../../../../lib/local/replay/play.ts";
import { openStage } from "../../../../lib/local/replay/open-stage.ts";
import { takeAccount } from "../../../../lib/local/replay/take-account.ts";

export type PlayedThrough = {
  readonly account: Account;
  readonly letters: PostedLetter[];
  readonly happenings: readonly Happening[];
  readonly close: () => Promise<void>;
};

/** A season played to its end on an embedded deployment of its own. */
export async function playThrough(cast: Cast): Promise<PlayedThrough> {
  const { stage, close } = await openStage({ startAt: cast.season.issueAt - 3_600_000, homeUnit: homeUnitOf(cast) });
  const played = await play(stage, cast);
  const letters = await stage.letters();
  const account = await takeAccount(stage, cast, { ...played, letters });
  return { account, letters, happenings: played.happenings, close };
}
