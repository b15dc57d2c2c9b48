import * as z from "zod/mini";

import { EmailSchema, UnitIdSchema } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import type { KeptSession } from "../domain/session.ts";
import type { Table } from "./dynamo.ts";
import { absent, equals, exists } from "./expressions.ts";
import { keys } from "./table.ts";

const SessionSchema = lazyObject(() => ({
  principal: EmailSchema,
  startedAt: z.number(),
  usedAt: z.number(),
  endsAt: z.number(),
  browser: z.string(),
  actedFor: z.optional(z.array(UnitIdSchema)),
}));

/** Under what a session lies: beside the others of one person, by the hash of its secret. */
export type SessionName = { readonly person: string; readonly hash: string };

/** A session, and the hash that it lies under. */
export type ListedSession = KeptSession & Pick<SessionName, "hash">;

export type Sessions = ReturnType<typeof sessionsIn>;

/**
 * Who is signed in, by the hash of a secret that only the browser has: who reads the table cannot sign in. Whether a
 * session that is here still counts is `isOpen`'s to say; the table drops one some time after it ended.
 */
export function sessionsIn(table: Table) {
  return {
    /** False when the name is taken, which nobody's is. */
    begin: (name: SessionName, session: KeptSession): Promise<boolean> =>
      table.put({ ...keys.session(name), ...session, expiresAt: Math.ceil(session.endsAt / 1000) }, absent("pk")),

    async session(name: SessionName): Promise<KeptSession | undefined> {
      const item = await table.get(keys.session(name), { consistent: true });
      return item && SessionSchema.parse(item);
    },

    /** Every session of a person, as it stands last. */
    async sessionsOf(person: string): Promise<ListedSession[]> {
      const sessions: ListedSession[] = [];
      for await (const item of table.queryAll(equals("pk", keys.sessionsOf(person)), { consistent: true }))
        sessions.push({ ...SessionSchema.parse(item), hash: keys.sessionIn(String(item["sk"])) });
      return sessions;
    },

    /** Notes that it is used. False when it was ended meanwhile: it stays so. */
    use: (name: SessionName, usedAt: EpochMs): Promise<boolean> =>
      table.update(keys.session(name), { set: { usedAt } }, [exists("pk")]),

    end: (name: SessionName): Promise<boolean> => table.remove(keys.session(name)),
  };
}
