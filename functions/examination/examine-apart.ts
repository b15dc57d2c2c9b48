import { Worker } from "node:worker_threads";
import * as z from "zod/mini";

import { PaperTextSchema, UNFIT } from "../domain/attachment.ts";
import type { PaperText, Unfit } from "../domain/attachment.ts";
import type { FileKind } from "../domain/file-kind.ts";
import { threadData } from "./thread.ts";

export type Bounds = {
  /** Milliseconds of processor time: a busy machine makes no honest file unreadable. */
  readonly processorMs: number;
  /** Milliseconds on the clock, whatever the thread waits for. */
  readonly clockMs: number;
  /** Bytes of memory, what lies outside of the heap of JavaScript among them. */
  readonly memoryBytes: number;
};

/** An honest file of 25 MB takes a second of processor time, and some 300 MB. */
export const BOUNDS: Bounds = { processorMs: 5_000, clockMs: 30_000, memoryBytes: 600 * 1024 * 1024 };

/** Why a file may not be taken, if so; `note` is told what a PDF says of itself. */
export type Examine = (
  bytes: Uint8Array,
  kind: FileKind,
  note?: (paper: PaperText) => void,
) => Promise<Unfit | undefined>;

const AnswerSchema = z.object({ unfit: z.optional(z.enum(UNFIT)), paper: z.optional(PaperTextSchema) });

/** How often a thread is looked after, in milliseconds. */
const LOOKED_AFTER_EVERY = 50;

/**
 * Examines files each in a thread of its own, which is ended when it takes more time or memory than there is for one:
 * a reader that hangs on a file, or swells with it, takes nothing else down. Such a file is unreadable, and so is one on
 * which the reader crashes.
 *
 * @param file the module that the thread runs; it has to load this one or thread.ts
 */
export function examinerApart(file: string | URL, bounds = BOUNDS): Examine {
  return async (bytes, kind, note) => {
    const { promise, resolve } = Promise.withResolvers<Unfit | undefined>();
    const worker = new Worker(file, {
      workerData: threadData(bytes, kind),
      execArgv: [],
      // What a reader says about a file is of no use to anybody, and could be made endless.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: Math.ceil(bounds.memoryBytes / 1024 / 1024) },
    });
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on("message", (answer) => {
      const { unfit, paper } = z.parse(AnswerSchema, answer);
      if (paper) note?.(paper);
      resolve(unfit);
    });
    worker.on("error", () => resolve("unreadable"));
    worker.on("exit", () => resolve("unreadable"));
    const onClock = setTimeout(() => resolve("unreadable"), bounds.clockMs);
    const lookedAfter = setInterval(() => {
      void isBeyond(worker, bounds).then((beyond) => beyond && resolve("unreadable"));
    }, LOOKED_AFTER_EVERY);
    try {
      return await promise;
    } finally {
      clearTimeout(onClock);
      clearInterval(lookedAfter);
      await worker.terminate();
    }
  };
}

async function isBeyond(worker: Worker, { processorMs, memoryBytes }: Bounds): Promise<boolean> {
  try {
    const [{ user, system }, heap] = await Promise.all([worker.cpuUsage(), worker.getHeapStatistics()]);
    const memory = heap.used_heap_size + heap.external_memory + heap.malloced_memory;
    return (user + system) / 1000 > processorMs || memory > memoryBytes;
  } catch {
    // It has just ended, or has not begun; its own events tell of that.
    return false;
  }
}
