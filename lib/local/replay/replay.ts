import type { Assembly } from "../../kept/kept-assemblies.ts";
import { brokenInvariants } from "./invariants.ts";
import { play } from "./play.ts";
import type { Scenario } from "./scenario.ts";
import { homeUnitOf } from "./perform.ts";
import { showProgress } from "./progress.ts";
import { openHarness } from "./open-harness.ts";
import { writePapers } from "./season-documents.ts";
import { collectResults } from "./collect-results.ts";
import { timeline } from "./timeline.ts";

const HOUR_MS = 3_600_000;

export type ReplayOptions = {
  /** Whether one JSON object is printed instead of a timeline. */
  readonly json: boolean;
  /** Whether functions reach the services over sockets alone. @default false */
  readonly sockets?: boolean;
  /** A folder, for the papers that the supervisor ends the season with. @default - none are written */
  readonly papers?: string | undefined;
  /** A unit whose letters are told whole after the timeline. @default - nobody's are */
  readonly letters?: string | undefined;
  /** The stack, where it is made already. @default - it is made now */
  readonly assembly?: Promise<Assembly>;
};

/**
 * Plays a season on an embedded deployment of its own, and says what became of it on standard output.
 * @returns the exit code: 0, or 1 when an invariant is broken.
 * @throws Error that names a call which the permissions of the stack do not allow
 */
export async function replay(
  scenario: Scenario,
  { json, sockets = false, papers, letters: whose, assembly }: ReplayOptions,
): Promise<0 | 1> {
  if (whose !== undefined && !scenario.units.some(({ id }) => id === whose))
    throw new Error(`--letters takes the id of a unit of the season; got ${JSON.stringify(whose)}`);
  const { harness, watched, download, lettersTo, refused, close } = await openHarness({
    startAt: scenario.season.issueAt - HOUR_MS,
    homeUnit: homeUnitOf(scenario),
    sockets,
    assembly,
  });
  const progress = showProgress(watched, process.stderr);
  try {
    const played = await Promise.race([play(harness, scenario, progress.tell), refused]);
    const letters = await harness.letters();
    const account = await collectResults(harness, scenario, { ...played, letters });
    const broken = brokenInvariants(scenario, account, letters);
    // Taking account needs the most memory: what was needed is told after it.
    progress.end();
    console.log(
      json ? JSON.stringify(account) : timeline(scenario, { happenings: played.happenings, account, letters }),
    );
    if (whose !== undefined && !json)
      for (const letter of await lettersTo(whose)) console.log(`\n${"─".repeat(80)}\n${letter}`);
    if (papers !== undefined) await writePapers({ harness, download }, scenario, papers);
    for (const what of broken) console.error(`BROKEN: ${what}`);
    return broken.length > 0 ? 1 : 0;
  } finally {
    progress.stop();
    await close();
  }
}
