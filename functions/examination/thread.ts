import { parentPort, workerData } from "node:worker_threads";
import * as z from "zod/mini";

import type { PaperText } from "../domain/attachment.ts";
import { fileKinds } from "../domain/file-kind.ts";
import type { FileKind } from "../domain/file-kind.ts";
import { examine } from "./examine.ts";

const ThreadDataSchema = z.object({
  examines: z.literal(true),
  bytes: z.instanceof(Uint8Array),
  kind: z.enum(fileKinds),
});

/** What a thread is given that examines one file. */
export const threadData = (bytes: Uint8Array, kind: FileKind) => ({
  examines: true,
  bytes,
  kind,
});

/*
 * The bundle of a function is one file, which runs in both threads: in the one that was started for it, the examination
 * begins; in any other, this does nothing.
 */
const given = z.safeParse(ThreadDataSchema, workerData);
if (given.success && parentPort) {
  const port = parentPort;
  const { bytes, kind } = given.data;
  let paper: PaperText | undefined;
  void examine(bytes, kind, (read) => {
    paper = read;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- of windows; this is a thread
  }).then((unfit) => port.postMessage({ unfit, paper }));
}
