import { fileURLToPath } from "node:url";

import * as z from "zod/mini";

import { places, whole } from "../figures.ts";
import type { BenchOptions, Row } from "../part.ts";
import { clockRow } from "./clock-row.ts";
import { WatchedProcess } from "./watched-process.ts";

/** Filings in the last ten seconds before the deadline, beside readers, in a process of its own. */
export async function rushRows({ quick, tell }: BenchOptions): Promise<Row[]> {
  const [filings, readers] = quick ? [40, 10] : [2_000, 50];
  const what = `${whole(filings)} filings in the last ten seconds beside ${readers} readers`;
  tell(what);
  const args = [program, "--filings", String(filings), "--readers", String(readers)];
  const running = new WatchedProcess(args, { lookMs: 500 });
  const { code, output, errors } = await running.ended();
  if (code !== 0) throw new Error(`The rush could not be played:\n${errors}`);
  const { filedMs, refused, late, lost, doubled, readMs, unread } = RushSchema.parse(JSON.parse(output));
  const othersShare = running.othersShare();
  const seconds = (share: number, of = filedMs): string => `${places(percentile(of, share) / 1000, 1)} s`;
  return [
    // By the machine's own clock, as the gateway stamps them.
    clockRow(
      { what: `${what}: refused; late`, measured: `${whole(refused)}; ${whole(late)}` },
      { asked: "0; 0", ok: refused === 0 && late === 0, othersShare, quick },
    ),
    {
      what: "… of those received, lost; doubled",
      measured: `${whole(lost)}; ${whole(doubled)}`,
      reach: { asked: "0; 0", ok: lost === 0 && doubled === 0 },
    },
    {
      what: "… from asking to the receipt",
      measured: `p50 ${seconds(0.5)}, p95 ${seconds(0.95)}, p99 ${seconds(0.99)}`,
    },
    clockRow(
      {
        what: "… pages that readers got meanwhile; refused",
        measured: `${whole(readMs.length)} (p95 ${seconds(0.95, readMs)}); ${whole(unread)}`,
      },
      { asked: "none refused", ok: unread === 0, othersShare, quick },
    ),
  ];
}

const program = fileURLToPath(new URL("./play-rush.ts", import.meta.url));

const RushSchema = z.object({
  /** From asking to the receipt, of each filing that was received. */
  filedMs: z.array(z.number()),
  /** Answered by anything but a receipt. */
  refused: z.number(),
  /** Received, and judged late. */
  late: z.number(),
  /** Received, and not there afterwards, or without its receipt's letter. */
  lost: z.number(),
  /** There twice, or with two letters. */
  doubled: z.number(),
  /** Of each page that a reader got meanwhile. */
  readMs: z.array(z.number()),
  /** Pages that no reader got. */
  unread: z.number(),
});

/** The smallest of which so large a share are no larger. */
function percentile(numbers: readonly number[], share: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * share) - 1] ?? Number.NaN;
}
