import * as z from "zod/mini";

import { KeptDirectiveSchema } from "../domain/directive.ts";
import type { Directive } from "../domain/directive.ts";
import type { DirectiveRecord } from "../domain/directive-record.ts";
import type { EpochMs } from "../domain/instant.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import type { PageAsked, Table } from "./dynamo.ts";
import type { Item } from "./expressions.ts";
import { absent, anyOf, equals } from "./expressions.ts";
import { keys } from "./table.ts";

const RecordSchema = lazyObject(() => ({
  directive: KeptDirectiveSchema,
  status: z.enum(["draft", "issued"]),
  createdAt: z.number(),
  issuedAt: z.optional(z.number()),
  issueAttempt: z.optional(z.string()),
  shards: z.record(z.string(), z.number()),
}));

export type Directives = ReturnType<typeof directivesIn>;

export function directivesIn(table: Table) {
  /** An issued directive never changes, so a function reads each once in its life. */
  const issued = new Map<string, DirectiveRecord>();

  return {
    async directive(directiveId: string): Promise<DirectiveRecord | undefined> {
      const known = issued.get(directiveId);
      if (known) return known;
      const item = await table.get(keys.directive(directiveId), { consistent: true });
      const record = item && readRecord(item);
      if (record?.status === "issued") issued.set(directiveId, record);
      return record;
    },

    /** Writes a directive that is being prepared; false when one of that id has been issued already. */
    createDirective: (directive: Directive, createdAt: EpochMs): Promise<boolean> =>
      table.put(
        { ...keys.directive(directive.id), directive, status: "draft", createdAt, shards: {} },
        anyOf(absent("pk"), equals("status", "draft")),
      ),

    /** Turns a prepared directive to issued; false when it was issued already, or was written anew meanwhile. */
    markIssued: (
      { directive, createdAt }: Pick<DirectiveRecord, "directive" | "createdAt">,
      { at, attempt, shards }: { at: EpochMs; attempt: string; shards: Record<string, number> },
    ): Promise<boolean> =>
      table.update(
        keys.directive(directive.id),
        { set: { status: "issued", issuedAt: at, issueAttempt: attempt, shards } },
        [equals("status", "draft"), equals("createdAt", createdAt)],
      ),

    async directives({ limit, after }: PageAsked) {
      const page = await table.query(equals("pk", keys.directives), { limit, after });
      return { items: page.items.map(readRecord), after: page.after };
    },
  };
}

function readRecord(item: Item): DirectiveRecord {
  return RecordSchema.parse(item);
}
