import { fileURLToPath } from "node:url";

import * as z from "zod/mini";

import { places, whole } from "../figures.ts";
import type { BenchOptions, Row } from "../part.ts";
import { clockRow } from "./clock-row.ts";
import { WatchedProcess } from "./watched-process.ts";

/** To be reached: docs/measurements.md. Seconds on a machine that does nothing else. */
const REACH = { p95Seconds: 8 };

/** Filings all at once at the last instant, beside readers, in a process of its own. */
export async function rushRows({ quick, tell }: BenchOptions): Promise<Row[]> {
  const [filings, readers] = quick ? [40, 10] : [200, 50];
  tell(`${filings} filings at the last instant beside ${readers} readers`);
  const args = [program, "--filings", String(filings), "--readers", String(readers)];
  const running = new WatchedProcess(args, { lookMs: 500 });
  const { code, output, errors } = await running.ended();
  if (code !== 0) throw new Error(`The rush could not be played:\n${errors}`);
  const { filedMs, onTime, lost, doubled, readMs, unread } = RushSchema.parse(JSON.parse(output));
  const what = `${filings} filings at the last instant beside ${readers} readers`;
  const p95 = percentile(filedMs, 0.95) / 1000;
  const seconds = (ms: number): string => `${places(ms / 1000, 1)} s`;
  return [
    clockRow(
      {
        what: `${what}, p95`,
        measured: `${places(p95, 1)} s (p50 ${seconds(percentile(filedMs, 0.5))}, p99 ${seconds(percentile(filedMs, 0.99))})`,
      },
      {
        asked: `≤ ${REACH.p95Seconds} s`,
        ok: p95 <= REACH.p95Seconds,
        othersShare: running.othersShare(),
        quick,
      },
    ),
    {
      what: "… of them lost; doubled",
      measured: `${whole(lost)}; ${whole(doubled)}`,
      reach: { asked: "0; 0", ok: lost === 0 && doubled === 0 },
    },
    // The clock of the embedded cloud takes a step with each thing that happens, readers' pages among them.
    { what: "… received before the deadline, all others late", measured: whole(onTime) },
    {
      what: "… pages that readers got meanwhile",
      measured: `${whole(readMs.length)} (p95 ${seconds(percentile(readMs, 0.95))})`,
      reach: { asked: "none refused", ok: unread === 0 },
    },
  ];
}

const program = fileURLToPath(new URL("./play-rush.ts", import.meta.url));

const RushSchema = z.object({
  /** From asking to the receipt, of each filing that was received. */
  filedMs: z.array(z.number()),
  /** Refused, or not there afterwards, or without its receipt's letter. */
  lost: z.number(),
  /** There twice, or with two letters. */
  doubled: z.number(),
  onTime: z.number(),
  /** Of each page that a reader got meanwhile. */
  readMs: z.array(z.number()),
  /** Pages that no reader got. */
  unread: z.number(),
});

/** The smallest of which so large a share are no larger. */
function percentile(numbers: readonly number[], share: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * share) - 1] ?? Number.NaN;
}
