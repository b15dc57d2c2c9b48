import * as z from "zod/mini";

import type { EpochMs } from "../domain/instant.ts";
import { ATTEMPT_LIFE_MS } from "./attempt-life.ts";
import type { Table } from "./dynamo.ts";
import { absent, allOf, anyOf, below, equals } from "./expressions.ts";
import { keys } from "./table.ts";

/** How long an answer is kept for whoever asks again with the same key. */
const KEPT_SECONDS = 24 * 3600;

const RequestSchema = z.object({
  fingerprint: z.string(),
  startedAt: z.number(),
  answer: z.optional(z.object({ status: z.number(), body: z.string(), headers: z.record(z.string(), z.string()) })),
  /** The table drops what has expired only some time later. */
  expiresAt: z.number(),
});
export type KnownRequest = z.infer<typeof RequestSchema>;
export type KeptAnswer = NonNullable<KnownRequest["answer"]>;

export type Requests = ReturnType<typeof requestsIn>;

/** Answers to writes that carried an `Idempotency-Key`, by caller. */
export function requestsIn(table: Table) {
  return {
    /** Begins a request, or answers what is known of it: running, or its answer. */
    async begin(
      caller: string,
      key: string,
      { fingerprint, now }: { fingerprint: string; now: EpochMs },
    ): Promise<"begun" | KnownRequest> {
      const at = keys.request(caller, key);
      const begun = await table.put(
        { ...at, fingerprint, startedAt: now, state: "running", expiresAt: Math.floor(now / 1000) + KEPT_SECONDS },
        anyOf(
          absent("pk"),
          below("expiresAt", Math.floor(now / 1000)),
          allOf(
            equals("state", "running"),
            below("startedAt", now - ATTEMPT_LIFE_MS),
            equals("fingerprint", fingerprint),
          ),
        ),
      );
      if (begun) return "begun";
      const item = await table.get(at, { consistent: true });
      return item ? RequestSchema.parse(item) : "begun";
    },

    finish: (caller: string, key: string, answer: KeptAnswer): Promise<boolean> =>
      table.update(keys.request(caller, key), { set: { state: "done", answer } }),

    /** The request failed in a way that may be tried again. */
    forget: (caller: string, key: string): Promise<boolean> => table.remove(keys.request(caller, key)),
  };
}
