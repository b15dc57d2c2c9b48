import { fork } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";

import { deadlineIn, dueAt } from "../../../functions/domain/deadline.ts";
import { addressesOf, isReporter } from "../../../functions/domain/unit.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { startDeployment } from "../../../lib/local/deployment.ts";
import { stageOn } from "../../../lib/local/replay/open-harness.ts";
import { homeUnitOf, keeperOf } from "../../../lib/local/replay/perform.ts";
import { play } from "../../../lib/local/replay/play.ts";
import type { Harness } from "../../../lib/local/replay/harness.ts";
import { reportOf } from "../../../lib/local/replay/report-of.ts";
import { seasonOfSize } from "../../../lib/local/season/made-up/season-of-size.ts";
import type { CrowdInput, CrowdOutput } from "./rush-crowd.ts";

/** The last moments before the deadline, of the machine's own clock, in which all file. */
const LAST_MS = 10_000;
/** Nobody's last moment is the very last: what is sent has to get there. */
const UNDER_WAY_MS = 500;
const HOUR_MS = 3_600_000;

const { values } = parseArgs({ options: { filings: { type: "string" }, readers: { type: "string" } } });
process.stdout.write(`${JSON.stringify(await playRush(Number(values.filings), Number(values.readers)))}\n`);

/**
 * So many units file in the last ten seconds, one after the other, through the limits of the template, while so many people look
 * at their lists again and again. The clock runs as the machine's does, and the gateway stamps by it what comes in.
 */
async function playRush(count: number, readers: number) {
  // Some of the units receive, and do not report.
  const { units, directive } = seasonOfSize({ units: Math.ceil(count * 1.2) + 10, seed: 1 });
  const [obligation] = directive.obligations;
  if (obligation === undefined) throw new Error("The directive asks for nothing.");
  const filing = units.filter((unit) => isReporter(obligation.reporters, unit)).slice(0, count);
  const lastAt = dueAt(deadlineIn(obligation)) - LAST_MS;
  const season = { issueAt: lastAt - HOUR_MS, until: lastAt - HOUR_MS + 1, acts: [] };
  const cast = { units, directives: [directive], season };
  const keeper = keeperOf(cast);
  const deployment = await startDeployment({
    startAt: season.issueAt - HOUR_MS,
    quiet: true,
    settings: { homeUnit: homeUnitOf(cast).id, keeper },
  });
  try {
    const harness = stageOn(deployment);
    await play(harness, cast);
    const path = `${directive.id}/${obligation.id}`;
    const submit = { act: "submit", obligation: obligation.id, directiveId: directive.id, at: lastAt } as const;
    const input: CrowdInput = {
      url: deployment.url,
      filings: await Promise.all(
        filing.map(async (unit) => ({
          unit: unit.id,
          path: `/api/duties/${path}/${unit.id}/submissions`,
          token: await deployment.token({ email: addressesOf(unit)[0] ?? "" }),
          body: JSON.stringify(reportOf({ ...submit, unit: unit.id }, unit, obligation)),
        })),
      ),
      withinMs: LAST_MS - UNDER_WAY_MS,
      readers,
      pages: [
        ...["duties?limit=50", "summary", "escalations?limit=50"].map((list) => `/api/obligations/${path}/${list}`),
        "/api/duties",
      ],
      token: await deployment.token({ email: keeper }),
    };
    await harness.moveTo(lastAt);
    const { received, ...rush } = await crowd(input, () => deployment.run());
    await harness.settle();
    const there = new Set(received);
    return {
      ...rush,
      ...(await afterwards(
        harness,
        filing.filter(({ id }) => there.has(id)),
        { path: `/api/duties/${path}`, as: keeper },
      )),
    };
  } finally {
    await deployment.close();
  }
}

type Asking = { readonly path: string; readonly as: string };

/** Lets the crowd go once all of it stands there. */
async function crowd(input: CrowdInput, go: () => void): Promise<CrowdOutput> {
  const people = fork(new URL("./rush-crowd.ts", import.meta.url), { execArgv: [], serialization: "advanced" });
  try {
    const ended = once(people, "exit").then(() => Promise.reject(new Error("The crowd is gone.")));
    ended.catch(() => {});
    people.send(input);
    await Promise.race([once(people, "message"), ended]);
    go();
    people.send("go");
    const [output] = (await Promise.race([once(people, "message"), ended])) as [CrowdOutput];
    return output;
  } finally {
    people.kill();
  }
}

/** Which of the filings that were received are not there, or have no letter; and which are there twice, or have two. */
async function afterwards(harness: Harness, filing: readonly UnitRecord[], { path, as }: Asking) {
  const receipts = (await harness.letters()).filter(({ milestone }) => milestone.startsWith("receipt"));
  let [lost, doubled] = [0, 0];
  for (const { id } of filing) {
    const [first, second] = await Promise.all(
      [1, 2].map((revision) => harness.call({ method: "GET", path: `${path}/${id}/submissions/${revision}`, as })),
    );
    const letters = receipts.filter(({ unit }) => unit === id).length;
    if (first?.status !== 200 || letters === 0) lost += 1;
    if (second?.status === 200 || letters > 1) doubled += 1;
  }
  return { lost, doubled };
}
