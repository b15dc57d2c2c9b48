import * as fc from "fast-check";

import { BOUNDS, examinerApart } from "../../functions/examination/examine-apart.ts";
import { UNFIT } from "../../functions/domain/attachment.ts";
import { changes, mutate } from "./mutate.ts";
import { repacked, samples } from "./samples.ts";

const thread = new URL("../../functions/examination/thread.ts", import.meta.url);
/** Milliseconds beyond the examination's own bounds: the thread has to start, and to be ended. */
const GRACE_MS = 5_000;

export type Fuzzed = {
  readonly files: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly slowestMs: number;
};

/**
 * Examines changed files until the time is over, or so many.
 * @throws Error with the seed and the changes by which a file hung the examination, crashed it or had no outcome
 */
export async function fuzzExamination({
  minutes = Number.POSITIVE_INFINITY,
  runs = 1_000_000,
  seed = Date.now(),
}): Promise<Fuzzed> {
  const examine = examinerApart(thread);
  const outcomes: Record<string, number> = {};
  let files = 0;
  let slowestMs = 0;
  const property = fc.asyncProperty(
    fc.constantFrom(...samples()),
    fc.nat(),
    changes,
    async ({ kind, bytes }, part, all) => {
      const isPackage = bytes.subarray(0, 2).toString() === "PK";
      let at = 0;
      const changed =
        isPackage && part % 4 > 0
          ? await repacked(bytes, (content) => (at++ % 4 === part % 4 ? mutate(content, all) : content))
          : mutate(bytes, all);
      const begun = performance.now();
      const unfit = await examine(changed, kind);
      const tookMs = performance.now() - begun;
      files++;
      slowestMs = Math.max(slowestMs, tookMs);
      outcomes[unfit ?? "taken"] = (outcomes[unfit ?? "taken"] ?? 0) + 1;
      if (tookMs > BOUNDS.clockMs + GRACE_MS) throw new Error(`The examination took ${Math.round(tookMs)} ms.`);
      if (unfit !== undefined && !UNFIT.includes(unfit)) throw new Error(`${unfit} is no outcome.`);
    },
  );
  await fc.assert(property, {
    seed,
    numRuns: runs,
    interruptAfterTimeLimit: Math.min(minutes * 60_000, 2 ** 31 - 1),
    markInterruptAsFailure: false,
  });
  return { files, outcomes, slowestMs: Math.round(slowestMs) };
}
