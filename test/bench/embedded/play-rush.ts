import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";

import { deadlineOf } from "../../../functions/domain/deadline.ts";
import { addressesOf, isReporter } from "../../../functions/domain/unit.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { forEachLimited } from "../../../functions/runtime/for-each-limited.ts";
import { startDeployment } from "../../../lib/local/deployment.ts";
import { stageOn } from "../../../lib/local/replay/open-harness.ts";
import type { Happening } from "../../../lib/local/replay/outcome.ts";
import { homeUnitOf, keeperOf, performer } from "../../../lib/local/replay/perform.ts";
import { play } from "../../../lib/local/replay/play.ts";
import type { Harness } from "../../../lib/local/replay/harness.ts";
import { seasonOfSize } from "../../../lib/local/season/made-up/season-of-size.ts";

/** The last moments before the deadline, of the machine's own clock, in which all file. */
const LAST_MS = 10_000;
/** Nobody's last moment is the very last: what is sent has to get there. */
const UNDER_WAY_MS = 500;
/** Once somebody has a page, he reads it before he asks for another. */
const READING_MS = 1_000;
const SIGNED_IN_AT_ONCE = 16;
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
  const lastAt = deadlineOf(obligation.before) - LAST_MS;
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
    const perform = performer(cast, harness);
    await play(harness, cast);
    // All are signed in by then: their tokens, too, are made by this process.
    await forEachLimited(filing, SIGNED_IN_AT_ONCE, async (unit) => {
      const [as = ""] = addressesOf(unit);
      await harness.call({ method: "GET", path: "/api/me", as });
    });
    await harness.moveTo(lastAt);

    deployment.run();
    const path = `${directive.id}/${obligation.id}`;
    const submit = { act: "submit", obligation: obligation.id, directiveId: directive.id, at: lastAt } as const;
    const filings = filing.map(
      ({ id }) =>
        () =>
          perform({ ...submit, unit: id }),
    );
    const { received, ...rush } = await fileBesideReaders(harness, filings, {
      readers,
      path: `/api/obligations/${path}`,
      as: keeper,
    });
    await harness.settle();
    return {
      ...rush,
      ...(await afterwards(
        harness,
        filing.filter(({ id }) => received.has(id)),
        { path: `/api/duties/${path}`, as: keeper },
      )),
    };
  } finally {
    await deployment.close();
  }
}

type Asking = { readonly path: string; readonly as: string };

async function fileBesideReaders(
  harness: Harness,
  filings: readonly (() => Promise<Happening>)[],
  { readers, path, as }: Asking & { readonly readers: number },
) {
  const filedMs: number[] = [];
  const readMs: number[] = [];
  const over = new AbortController();
  const received = new Set<string>();
  let [late, refused, unread] = [0, 0, 0];
  const startedAt = performance.now();
  const file = async (filing: () => Promise<Happening>, nth: number): Promise<void> => {
    const afterMs = ((LAST_MS - UNDER_WAY_MS) * nth) / filings.length;
    await setTimeout(Math.max(0, startedAt + afterMs - performance.now()));
    const askedAt = performance.now();
    try {
      const happening = await filing();
      filedMs.push(performance.now() - askedAt);
      if (happening.what !== "act") return;
      received.add(happening.act.unit);
      if (happening.outcome.standing !== "on-time") late += 1;
    } catch (error) {
      refused += 1;
      console.error(error);
    }
  };
  const pages = [`${path}/duties?limit=50`, `${path}/summary`, `${path}/escalations?limit=50`, "/api/duties"];
  const readOn = async (nth: number): Promise<void> => {
    for (let turn = nth; !over.signal.aborted; turn += 1) {
      const askedAt = performance.now();
      const isRead = await harness
        .call({ method: "GET", path: pages[turn % pages.length] ?? "/", as })
        .then(({ status }) => status === 200)
        .catch(() => false);
      if (isRead) readMs.push(performance.now() - askedAt);
      else unread += 1;
      await setTimeout(READING_MS);
    }
  };
  const filed = filings.map(file);
  const read = Array.from({ length: readers }, (_, nth) => readOn(nth));
  await Promise.all(filed);
  over.abort();
  await Promise.all(read);
  return { received, filedMs, late, refused, readMs, unread };
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
