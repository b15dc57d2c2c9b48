import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { median, places, whole } from "../figures.ts";
import type { BenchOptions, Part, Row } from "../part.ts";
import { compare, held } from "./compared.ts";
import { bundleContenders } from "./contenders.ts";
import type { Contender, Contenders } from "./contenders.ts";
import { firstPageRows } from "./first-pages.ts";
import { frozenCloud } from "./frozen-cloud.ts";
import { canPin, measureStarts } from "./measured-starts.ts";
import type { Start } from "./measured-starts.ts";
import { environmentAt, fileReport, layOutSeason, readDuty } from "./season-calls.ts";
import type { Call } from "./season-calls.ts";
import { measureWarmCall } from "./warm-call.ts";

/** To be reached, and the most that it has come to; docs/measurements.md shows what the rest is made of. */
const GOAL = 0.6;
const REACHED = 0.75;
const WARM = 1.5;

/** How long a fresh unit site takes to its first answer, beside the same job on what one would pick instead. */
export const startUp: Part = { name: "start-up", run: measureStartUp };

async function measureStartUp(options: BenchOptions): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "dung-han-start-up-"));
  const cloud = await frozenCloud(layOutSeason);
  try {
    const contenders = await bundleContenders(folder);
    const environment = environmentAt(cloud.url);
    const rows = bundleRows(contenders);
    for (const call of [readDuty, fileReport]) {
      options.tell(`${call.what}, in fresh processes`);
      rows.push(...(await startRows(call, contenders, { environment, ...options })));
    }
    for (const call of [readDuty, fileReport]) {
      options.tell(`${call.what}, warm`);
      rows.push(await warmRow(call, { endpoint: cloud.url, ...options }));
    }
    return [...rows, ...(await firstPageRows(folder, options))];
  } finally {
    await cloud.close();
    rmSync(folder, { recursive: true });
  }
}

async function startRows(
  call: Call,
  { ours, oursWhole, rivals, leanRival, bare }: Contenders,
  { environment, quick }: { environment: Record<string, string> } & BenchOptions,
): Promise<Row[]> {
  const setting = { call, environment, times: quick ? 5 : 25 };
  const starts = await measureStarts([ours, oursWhole, ...rivals, leanRival, bare], setting);
  const of = (contender: Contender): readonly Start[] => starts.get(contender) ?? [];
  const best = quickest(rivals, of);
  const pinned = canPin() ? await measureStarts([ours, best], { ...setting, oneProcessor: true }) : undefined;
  const first = `${call.what}: import + first call`;
  const beside = (other: Contender): Row => ({
    what: `${first}, processor time ÷ ${other.name}`,
    measured: compare(of(ours), of(other), "cpuMs").said,
  });
  return [
    held(`${first}, processor time ÷ ${best.name}, the best rival`, compare(of(ours), of(best), "cpuMs"), {
      goal: GOAL,
      most: REACHED,
      quick,
    }),
    beside(leanRival),
    ...rivals.filter((rival) => rival !== best).map(beside),
    beside(bare),
    beside(oursWhole),
    // Not held to: on a busy machine the clock tells of the others.
    { what: `${first}, wall clock ÷ ${best.name}`, measured: compare(of(ours), of(best), "wallMs").said },
    ...(pinned
      ? [
          {
            what: `${first}, wall clock on one processor ÷ ${best.name}`,
            measured: compare(pinned.get(ours) ?? [], pinned.get(best) ?? [], "wallMs").said,
          },
        ]
      : []),
  ];
}

/** The contender whose starts took the least of a processor. */
function quickest(rivals: readonly Contender[], of: (rival: Contender) => readonly Start[]): Contender {
  const middle = (rival: Contender): number => median(of(rival).map(({ cpuMs }) => cpuMs));
  const [best] = rivals.toSorted((a, b) => middle(a) - middle(b));
  if (best === undefined) throw new Error("There is no rival to be measured beside.");
  return best;
}

async function warmRow(call: Call, { endpoint, quick }: { endpoint: string } & BenchOptions): Promise<Row> {
  const { ours, bare } = await measureWarmCall(call, { endpoint, rounds: quick ? 50 : 300 });
  const ratio = ours / bare;
  const said = `${places(ratio)}: ${places(ours, 1)} ÷ ${places(bare, 1)} µs`;
  return held(
    `${call.what}: warm, ${call.until} ÷ a bare switch that does the same`,
    { ratio, said },
    { most: WARM, quick },
  );
}

function bundleRows({ ours, oursWhole, rivals, leanRival, bare }: Contenders): Row[] {
  return [ours, oursWhole, ...rivals, leanRival, bare].map(({ name, bytes }): Row => ({
    what: `the bundle of ${name}`,
    measured: `${whole(bytes / 1_000)} KB`,
  }));
}
