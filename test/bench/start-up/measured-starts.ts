import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import type { Contender } from "./contenders.ts";
import type { Call } from "./season-calls.ts";

/** What import and first call took: of the clock, and of all of the process's threads. */
export type Start = { readonly importMs: number; readonly wallMs: number; readonly cpuMs: number };
type Told = Start & { readonly statusCode?: number; readonly body?: string };

type FirstCall = Pick<Call, "event" | "status">;

type Setting = {
  /** What is asked of it first, or of each by its name; null: it is loaded, and no more. */
  readonly call: FirstCall | null | Readonly<Record<string, FirstCall>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly times: number;
  /** As where a function is given less than two: every thread on the same one. */
  readonly oneProcessor?: boolean;
};

/** Whether processes can be held to one processor here. */
export const canPin = (): boolean => spawnSync("taskset", ["-V"]).status === 0;

/**
 * Starts each contender in turn, again and again, each time in a process of its own, so that whatever else the machine
 * does falls on all alike. The first round only warms the disk. @throws when a call is not answered as it must be.
 */
export async function measureStarts<C extends Contender>(
  contenders: readonly C[],
  { call: asked, environment, times, oneProcessor = false }: Setting,
): Promise<ReadonlyMap<C, readonly Start[]>> {
  const starts = new Map<C, Start[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round <= times; round++) {
    for (const [contender, measured] of starts) {
      const call = asked && isOne(asked) ? asked : asked?.[contender.name];
      const node = [process.execPath, join(import.meta.dirname, "one-start.cjs"), contender.file];
      const [command = "", ...given] = oneProcessor ? ["taskset", "-c", "0", ...node] : node;
      const { stdout } = await promisify(execFile)(command, [...given, JSON.stringify(call?.event ?? null)], {
        env: environment,
      });
      const { statusCode, body, ...start }: Told = JSON.parse(stdout);
      if (statusCode !== call?.status) throw new Error(`${contender.name} answered ${statusCode}: ${body}`);
      if (round > 0) measured.push(start);
    }
  }
  return starts;
}

const isOne = (asked: NonNullable<Setting["call"]>): asked is FirstCall => typeof asked["status"] === "number";
