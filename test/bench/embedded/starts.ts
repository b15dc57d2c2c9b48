import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { ProjectCopy } from "../../lib/kept/project-copy.ts";
import { median, places, whole } from "../figures.ts";
import type { BenchOptions, Row } from "../part.ts";
import { clockRow } from "./clock-row.ts";
import { spread } from "./spread.ts";
import { WatchedProcess } from "./watched-process.ts";

/** To be reached: docs/measurements.md. Seconds on a machine that does nothing else. */
const REACH = { firstSeconds: 7, secondSeconds: 3, idleMegabytes: 400 };

/** After so long, what is not called any more has been ended. */
const idleMs = { quick: 10_000, whole: 20_000 };

type Start = {
  readonly answerSeconds: number;
  /** How much of the machine others took until then: from 0 to 1. */
  readonly othersShare: number;
  readonly readySeconds: number;
  /** Until it was ready. */
  readonly processorSeconds: number;
  readonly idleMegabytes: number;
};

/** `npm start` as it is in a fresh clone, and once more on what it has kept; each in processes of its own. */
export async function startRows(options: BenchOptions): Promise<Row[]> {
  const { quick, tell } = options;
  const first: Start[] = [];
  const second: Start[] = [];
  for (let round = 1; round <= (quick ? 1 : 3); round += 1) {
    const data = mkdtempSync(join(tmpdir(), "dung-han-starts-"));
    const clone = new ProjectCopy({ withKeptWork: false });
    try {
      tell(`first and second start, round ${round}`);
      first.push(await measureStart(clone, data, options));
      second.push(await measureStart(clone, data, options));
    } finally {
      clone.remove();
      rmSync(data, { recursive: true });
    }
  }
  return [
    answerRow("first start, first answer", first, REACH.firstSeconds, options),
    seconds("first start, the season issued", first, "readySeconds"),
    seconds("first start, processor time until then", first, "processorSeconds"),
    answerRow("second start on kept data, first answer", second, REACH.secondSeconds, options),
    seconds("second start on kept data, ready", second, "readySeconds"),
    seconds("second start, processor time until then", second, "processorSeconds"),
    megabytes("idle memory after a first start", first),
    megabytes("idle memory after a second start", second),
  ];
}

async function measureStart(clone: ProjectCopy, data: string, { quick }: BenchOptions): Promise<Start> {
  const port = await freePort();
  const program = new WatchedProcess([join(clone.root, "bin/local.ts"), "--port", String(port), "--data", data]);
  try {
    const answerSeconds = await program.until(() => answers(`http://127.0.0.1:${port}/`));
    const othersShare = program.othersShare();
    const readySeconds = await program.until((said) => said.includes("/local\n"));
    const processorSeconds = program.processorSeconds();
    await setTimeout(quick ? idleMs.quick : idleMs.whole);
    return { answerSeconds, othersShare, readySeconds, processorSeconds, idleMegabytes: program.residentMegabytes() };
  } finally {
    await program.stop();
  }
}

/** Whether a page comes: before the stack stands, nothing listens, or it says that it is starting. */
async function answers(url: string): Promise<boolean> {
  try {
    const { status, body } = await fetch(url);
    await body?.cancel();
    return status === 200;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port is free");
  return address.port;
}

function seconds(what: string, starts: readonly Start[], of: keyof Start): Row {
  return {
    what,
    measured: `${spread(
      starts.map((start) => start[of]),
      (n) => places(n, 1),
    )} s`,
  };
}

function answerRow(what: string, starts: readonly Start[], most: number, { quick }: BenchOptions): Row {
  return clockRow(seconds(what, starts, "answerSeconds"), {
    asked: `≤ ${most} s`,
    ok: median(starts.map(({ answerSeconds }) => answerSeconds)) <= most,
    othersShare: median(starts.map(({ othersShare }) => othersShare)),
    quick,
  });
}

function megabytes(what: string, starts: readonly Start[]): Row {
  const measured = starts.map(({ idleMegabytes }) => idleMegabytes);
  const ok = median(measured) <= REACH.idleMegabytes;
  return { what, measured: `${spread(measured, whole)} MB`, reach: { asked: `≤ ${REACH.idleMegabytes} MB`, ok } };
}
