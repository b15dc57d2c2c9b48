import { randomUUID } from "node:crypto";

import * as z from "zod/mini";

import type { EpochMs } from "../domain/instant.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import { ATTEMPT_LIFE_MS } from "./attempt-life.ts";
import type { Table } from "./dynamo.ts";
import { absent, allOf, anyOf, below, equals } from "./expressions.ts";
import type { Condition } from "./expressions.ts";
import { keys } from "./table.ts";
import type { Key } from "./table.ts";

/** How long an answer is kept for whoever asks again with the same key. */
const KEPT_SECONDS = 24 * 3600;

const RequestSchema = lazyObject(() => ({
  fingerprint: z.string(),
  startedAt: z.number(),
  beginning: z.optional(z.string()),
  answer: z.optional(z.object({ status: z.number(), body: z.string(), headers: z.record(z.string(), z.string()) })),
  /** The table drops what has expired only some time later. */
  expiresAt: z.number(),
}));
export type KnownRequest = z.infer<typeof RequestSchema>;
export type KeptAnswer = NonNullable<KnownRequest["answer"]>;

export type Requests = ReturnType<typeof requestsIn>;

/** Answers to writes that carried an `Idempotency-Key`, by caller. */
export function requestsIn(table: Table) {
  const read = async (at: Key): Promise<KnownRequest | undefined> => {
    const item = await table.get(at, { consistent: true });
    return item && RequestSchema.parse(item);
  };

  return {
    /**
     * Begins a request, or answers what is known of it: running, or its answer. `again` when an attempt at it was
     * begun before and came to no answer: what it was to do may have been done.
     */
    async begin(
      caller: string,
      key: string,
      { fingerprint, now }: { fingerprint: string; now: EpochMs },
    ): Promise<"begun" | "again" | KnownRequest> {
      const at = keys.request(caller, key);
      const expiresAt = Math.floor(now / 1000) + KEPT_SECONDS;
      // Named, so that a beginning whose reply was lost, and which the SDK asked for again, knows its own (D89).
      const beginning = randomUUID();
      const running = { ...at, fingerprint, startedAt: now, state: "running", beginning, expiresAt };
      if (await table.put(running, anyOf(absent("pk"), below("expiresAt", Math.floor(now / 1000))))) return "begun";
      const known = await read(at);
      // Forgotten between the two: it is begun like any other.
      if (!known) return this.begin(caller, key, { fingerprint, now });
      if (known.beginning === beginning) return "begun";
      const isGivenUp = !known.answer && known.startedAt < now - ATTEMPT_LIFE_MS && known.fingerprint === fingerprint;
      if (!isGivenUp) return known;
      const taken = (await table.put(running, isStill(known))) || (await read(at))?.beginning === beginning;
      return taken ? "again" : known;
    },

    finish: (caller: string, key: string, answer: KeptAnswer): Promise<boolean> =>
      table.update(keys.request(caller, key), { set: { state: "done", answer } }),

    /** Nothing was done, and the same request may be carried out later. */
    forget: (caller: string, key: string): Promise<boolean> => table.remove(keys.request(caller, key)),

    /** The attempt failed, and nobody knows how far it came: the next one begins at once, as `again`. */
    giveUp: (caller: string, key: string): Promise<boolean> =>
      table.update(keys.request(caller, key), { set: { startedAt: 0 } }, [equals("state", "running")]),
  };
}

/** Nobody else has taken the request up meanwhile. */
function isStill({ startedAt }: KnownRequest): Condition {
  return allOf(equals("state", "running"), equals("startedAt", startedAt));
}
