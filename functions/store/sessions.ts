import * as z from "zod/mini";

import { EmailSchema } from "../domain/ids.ts";
import type { Email } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import type { Table } from "./dynamo.ts";
import { absent } from "./expressions.ts";
import { keys } from "./table.ts";

const SessionSchema = lazyObject(() => ({
  principal: EmailSchema,
  startedAt: z.number(),
  endsAt: z.number(),
}));
/** Who signed in, and until when that counts. */
export type KeptSession = z.infer<typeof SessionSchema>;

export type Sessions = ReturnType<typeof sessionsIn>;

/**
 * Who is signed in, by the hash of a secret that only the browser has: who reads the table cannot sign in.
 */
export function sessionsIn(table: Table) {
  return {
    /** False when the hash is taken, which nobody's is. */
    begin: (hash: string, session: { principal: Email; startedAt: EpochMs; endsAt: EpochMs }): Promise<boolean> =>
      table.put({ ...keys.session(hash), ...session, expiresAt: Math.ceil(session.endsAt / 1000) }, absent("pk")),

    /** A session that has not ended; the table drops what has expired only some time later. */
    async session(hash: string, now: EpochMs): Promise<KeptSession | undefined> {
      const item = await table.get(keys.session(hash), { consistent: true });
      const session = item && SessionSchema.parse(item);
      return session && session.endsAt > now ? session : undefined;
    },

    end: (hash: string): Promise<boolean> => table.remove(keys.session(hash)),
  };
}
