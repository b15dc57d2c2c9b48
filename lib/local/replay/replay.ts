import type { Assembly } from "../../kept/kept-assemblies.ts";
import { brokenInvariants } from "./invariants.ts";
import { play } from "./play.ts";
import type { Cast } from "./play.ts";
import { homeUnitOf } from "./perform.ts";
import { showProgress } from "./progress.ts";
import { openStage } from "./open-stage.ts";
import { writePapers } from "./season-papers.ts";
import { takeAccount } from "./take-account.ts";
import { timeline } from "./timeline.ts";

const HOUR_MS = 3_600_000;

export type ReplayOptions = {
  /** Whether one JSON object is printed instead of a timeline. */
  readonly json: boolean;
  /** Whether functions reach the services over sockets alone. @default false */
  readonly sockets?: boolean;
  /** A folder, for the papers that the supervisor ends the season with. @default - none are written */
  readonly papers?: string | undefined;
  /** The stack, where it is made already. @default - it is made now */
  readonly assembly?: Promise<Assembly>;
};

/**
 * Plays a season on an embedded deployment of its own, and says what became of it on standard output.
 * @returns the exit code: 0, or 1 when an invariant is broken.
 * @throws Error that names a call which the permissions of the stack do not allow
 */
export async function replay(cast: Cast, { json, sockets = false, papers, assembly }: ReplayOptions): Promise<0 | 1> {
  const { stage, watched, download, refused, close } = await openStage({
    startAt: cast.season.issueAt - HOUR_MS,
    homeUnit: homeUnitOf(cast),
    sockets,
    assembly,
  });
  const progress = showProgress(watched, process.stderr);
  try {
    const played = await Promise.race([play(stage, cast, progress.tell), refused]);
    const letters = await stage.letters();
    const account = await takeAccount(stage, cast, { ...played, letters });
    const broken = brokenInvariants(cast, account, letters);
    // Taking account needs the most memory: what was needed is told after it.
    progress.end();
    console.log(json ? JSON.stringify(account) : timeline(cast, { happenings: played.happenings, account, letters }));
    if (papers !== undefined) await writePapers({ stage, download }, cast, papers);
    for (const what of broken) console.error(`BROKEN: ${what}`);
    return broken.length > 0 ? 1 : 0;
  } finally {
    await close();
  }
}
