import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { bundleEntry } from "../../../lib/bundle.ts";
import { median, places, whole } from "../figures.ts";
import type { BenchOptions, Part, Row } from "../part.ts";
import { bundleContenders } from "./contenders.ts";
import type { Contenders } from "./contenders.ts";
import { frozenCloud } from "./frozen-cloud.ts";
import { canPin, measureStarts } from "./measured-starts.ts";
import type { Start } from "./measured-starts.ts";
import { environmentAt, fileReport, layOutSeason, readDuty } from "./season-calls.ts";
import type { Call } from "./season-calls.ts";
import { measureWarmCall } from "./warm-call.ts";

/** The numbers to reach: docs/measurements.md. */
const REACH = { start: 0.6, warm: 1.5 };
/** The budgets that test/lib/bundle.test.ts holds. */
const budgetBytes = (entry: string): number => (entry === "office-site" ? 384_000 : 300_000);

/** How long a fresh web function takes to its first answer, beside the same job on what one would pick instead. */
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
      rows.push(await warmRow(call, options));
    }
    return rows;
  } finally {
    await cloud.close();
    rmSync(folder, { recursive: true });
  }
}

async function startRows(
  call: Call,
  { ours, oursWhole, onHono, onHonoLean, onExpress }: Contenders,
  { environment, quick }: { environment: Record<string, string> } & BenchOptions,
): Promise<Row[]> {
  const setting = { call, environment, times: quick ? 5 : 25 };
  const starts = await measureStarts([ours, oursWhole, onHono, onHonoLean, onExpress], setting);
  const pinned = canPin() ? await measureStarts([ours, onHono], { ...setting, oneProcessor: true }) : undefined;
  const own = starts.get(ours) ?? [];
  const first = `${call.what}: import + first call`;
  return [
    held(`${first}, processor time ÷ ${onHono.name}`, compare(own, starts.get(onHono), "cpuMs"), {
      most: REACH.start,
      quick,
    }),
    // Not held to: on a busy machine the clock tells of the others.
    { what: `${first}, wall clock ÷ ${onHono.name}`, measured: compare(own, starts.get(onHono), "wallMs").said },
    ...(pinned
      ? [
          {
            what: `${first}, wall clock on one processor ÷ ${onHono.name}`,
            measured: compare(pinned.get(ours) ?? [], pinned.get(onHono), "wallMs").said,
          },
        ]
      : []),
    ...[oursWhole, onHonoLean, onExpress].map((other) => ({
      what: `${first}, processor time ÷ ${other.name}`,
      measured: compare(own, starts.get(other), "cpuMs").said,
    })),
  ];
}

type Compared = { readonly ratio: number; readonly said: string };

/** A ratio of times. A few starts beside whatever else the machine does tell too little to be held to. */
function held(what: string, { ratio, said }: Compared, { most, quick }: { most: number; quick: boolean }): Row {
  return { what, measured: said, ...(quick ? {} : { reach: { asked: `≤ ${most}`, ok: ratio <= most } }) };
}

/** `0.50: 74 ÷ 148 ms (71–78 ÷ 144–155)`: the medians, and between what the middle half of each lies. */
function compare(own: readonly Start[], theirs: readonly Start[] = [], of: "cpuMs" | "wallMs"): Compared {
  const [a, b] = [own, theirs].map((starts) => starts.map((start) => start[of]).toSorted((x, y) => x - y));
  const ratio = median(a ?? []) / median(b ?? []);
  const spread = (sorted: readonly number[] = []) =>
    [1, 3].map((quarter) => whole(sorted[Math.floor(((sorted.length - 1) * quarter) / 4)] ?? Number.NaN)).join("–");
  return {
    ratio,
    said: `${places(ratio)}: ${whole(median(a ?? []))} ÷ ${whole(median(b ?? []))} ms (${spread(a)} ÷ ${spread(b)})`,
  };
}

async function warmRow(call: Call, { quick }: BenchOptions): Promise<Row> {
  const { ours, bare } = await measureWarmCall(call, quick ? 50 : 300);
  const ratio = ours / bare;
  const said = `${places(ratio)}: ${places(ours, 1)} ÷ ${places(bare, 1)} µs`;
  const what = `${call.what}: warm, before the first AWS call ÷ a bare switch with zod`;
  return held(what, { ratio, said }, { most: REACH.warm, quick });
}

function bundleRows({ oursWhole, onHono, onHonoLean, onExpress }: Contenders): Row[] {
  const own = ["unit-site", "office-site"].map((entry): Row => {
    const bytes = Buffer.byteLength(bundleEntry(entry).code);
    return {
      what: `the ${entry} function's bundle`,
      measured: kilobytes(bytes),
      reach: { asked: `≤ ${kilobytes(budgetBytes(entry))}`, ok: bytes <= budgetBytes(entry) },
    };
  });
  const withWholeSdk: Row = { what: `the bundle of ${oursWhole.name}`, measured: kilobytes(oursWhole.bytes) };
  const theirs = [onHono, onHonoLean, onExpress].map(({ name, bytes }): Row => ({
    what: `the bundle on ${name}`,
    measured: kilobytes(bytes),
  }));
  return [...own, withWholeSdk, ...theirs];
}

const kilobytes = (bytes: number): string => `${whole(bytes / 1_000)} KB`;
