import * as z from "zod/mini";

import { AttachmentIdSchema } from "../domain/attachment.ts";
import { fileKinds } from "../domain/file-kind.ts";
import { KeptDirectiveSchema } from "../domain/directive.ts";
import type { Directive } from "../domain/directive.ts";
import { datedNow } from "../domain/directive-record.ts";
import type { DateMove, DirectiveRecord, Scan, Withdrawal } from "../domain/directive-record.ts";
import { DirectiveIdSchema } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { Clock } from "../runtime/clock.ts";
import { systemClock } from "../runtime/clock.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import type { PageAsked, Table } from "./dynamo.ts";
import type { Item } from "./expressions.ts";
import { absent, anyOf, below, equals } from "./expressions.ts";
import { everyDirectiveIn } from "./every-directive.ts";
import { keys, timeKey } from "./table.ts";
import { DeadlineSchema } from "../domain/deadline.ts";
import { ATTEMPT_LIFE_MS } from "./attempt-life.ts";

const RecordSchema = lazyObject(() => ({
  directive: KeptDirectiveSchema,
  status: z.enum(["draft", "issued"]),
  createdAt: z.number(),
  issuedAt: z.optional(z.number()),
  issueAttempt: z.optional(z.string()),
  shards: z.record(z.string(), z.number()),
}));

const MoveSchema = z.object({
  deadline: DeadlineSchema,
  previous: DeadlineSchema,
  moved: z.number(),
  movedAt: z.number(),
  reason: z.string(),
  documentNumber: z.string(),
  approvedBy: z.optional(z.string()),
  attempt: z.string(),
  by: z.string(),
});
const MovesSchema = z.record(z.string(), z.extend(MoveSchema, { earlier: z.optional(z.array(MoveSchema)) }));

const WithdrawalSchema = lazyObject(() => ({
  reason: z.string(),
  documentNumber: z.string(),
  at: z.number(),
  attempt: z.string(),
  by: z.string(),
}));
const ScanSchema = lazyObject(() => ({ id: AttachmentIdSchema, kind: z.enum(fileKinds) }));
/** Beside the moves, each under its obligation's id: no id is so called. */
const WITHDRAWAL = "#withdrawal";
const SCAN = "#scan";

export type Directives = ReturnType<typeof directivesIn>;

export function directivesIn(table: Table, clock: Clock = systemClock) {
  /** What was issued never changes but for its dates, and whether it still stands, so a function reads the rest of it once in its life. */
  const issued = new Map<string, DirectiveRecord>();
  const lastKnown = new Map<string, DirectiveRecord>();

  async function asIssued(directiveId: string): Promise<DirectiveRecord | undefined> {
    const known = issued.get(directiveId);
    if (known || !isId(directiveId)) return known;
    const item = await table.get(keys.directive(directiveId), { consistent: true });
    const record = item && readRecord(item, undefined);
    if (record?.status === "issued") issued.set(directiveId, record);
    return record;
  }

  /** As it stands now: its dates, and whether it was withdrawn, are read anew each time. */
  async function asItStands(directiveId: string): Promise<DirectiveRecord | undefined> {
    if (!isId(directiveId)) return undefined;
    const [record, moves] = await Promise.all([
      asIssued(directiveId),
      table.get(keys.moves(directiveId), { consistent: true }),
    ]);
    const now = record && withMoves(record, moves);
    if (now?.status === "issued") lastKnown.set(directiveId, now);
    return now;
  }

  /** When its dates were written, for the index by which others learn of it. */
  const writtenNow = () => ({ due: timeKey(clock.now()) });

  return {
    directive: asItStands,

    /**
     * As this function saw it last, or else as it was issued: for a filing, which is written on condition that its duty has
     * the date of then, so that the usual one costs no read (D1).
     */
    directiveLastKnown: async (directiveId: string): Promise<DirectiveRecord | undefined> =>
      lastKnown.get(directiveId) ?? (await asIssued(directiveId)),

    /**
     * Takes the right to make a move of that number, before its milestones are planned: who holds it, and nobody else, can
     * have planned them. Taken again by the same attempt, or from one that died.
     */
    prepareMove: (directiveId: string, obligationId: string, { attempt, moved, movedAt }: DateMove): Promise<boolean> =>
      table.put(
        { ...keys.moveToCome({ directiveId, obligationId }, moved), attempt, writtenAt: movedAt },
        anyOf(absent("pk"), equals("attempt", attempt), below("writtenAt", movedAt - ATTEMPT_LIFE_MS)),
      ),

    /** Whether an attempt has made one of so many moves: the right to each stays with whoever made it. */
    async hasMoved(
      directiveId: string,
      obligationId: string,
      { attempt, moved }: { readonly attempt: string; readonly moved: number },
    ): Promise<boolean> {
      const rights = Array.from({ length: moved }, (_, nth) => keys.moveToCome({ directiveId, obligationId }, nth + 1));
      return (await table.getMany(rights, { consistent: true })).some((right) => right["attempt"] === attempt);
    },

    /**
     * Moves the date of an obligation. False when somebody else moved it meanwhile: each move is counted, and written over
     * the one before it, which it holds. Nor is anything moved of what was withdrawn.
     */
    moveDate: (directiveId: string, obligationId: string, move: DateMove): Promise<boolean> =>
      table.update(keys.moves(directiveId), { set: { [obligationId]: move, ...writtenNow() } }, [
        move.moved === 1 ? absent(obligationId) : equals([obligationId, "moved"], move.moved - 1),
        absent(WITHDRAWAL),
      ]),

    /** Withdraws a directive, for good. False when somebody else withdrew it meanwhile. */
    withdraw: (directiveId: string, withdrawal: Withdrawal): Promise<boolean> =>
      table.update(keys.moves(directiveId), { set: { [WITHDRAWAL]: withdrawal, ...writtenNow() } }, [
        absent(WITHDRAWAL),
      ]),

    /** Names the file of the công văn that its units are led to from now on; nothing where there is none any more. */
    keepScan: (directiveId: string, scan: Scan | undefined): Promise<boolean> =>
      table.update(
        keys.moves(directiveId),
        scan ? { set: { [SCAN]: scan, ...writtenNow() } } : { set: writtenNow(), remove: [[SCAN]] },
      ),

    /** Writes a directive that is being prepared; false when one of that id has been issued already. */
    createDirective: (directive: Directive, createdAt: EpochMs): Promise<boolean> =>
      table.put(
        { ...keys.directive(directive.id), directive, status: "draft", createdAt, shards: {}, due: timeKey(createdAt) },
        anyOf(absent("pk"), equals("status", "draft")),
      ),

    /** Turns a prepared directive to issued; false when it was issued already, or was written anew meanwhile. */
    markIssued: (
      { directive, createdAt }: Pick<DirectiveRecord, "directive" | "createdAt">,
      { at, attempt, shards }: { at: EpochMs; attempt: string; shards: Record<string, number> },
    ): Promise<boolean> =>
      table.update(
        keys.directive(directive.id),
        { set: { status: "issued", issuedAt: at, issueAttempt: attempt, shards, due: timeKey(at) } },
        [equals("status", "draft"), equals("createdAt", createdAt)],
      ),

    every: everyDirectiveIn(table, { read: (item) => readRecord(item, undefined), dated: withMoves }),

    async directives({ limit, after }: PageAsked) {
      const page = await table.query(equals("pk", keys.directives), { limit, after });
      const moves = await table.getMany(page.items.map(({ sk }) => keys.movesOf(String(sk))));
      const byKey = new Map(moves.map((item) => [String(item["sk"]), item]));
      const items = page.items.map((item) => readRecord(item, byKey.get(keys.movesOf(String(item["sk"])).sk)));
      return { items, after: page.after };
    },
  };
}

/** What is none, the table does not have, and might refuse to be asked for. */
const isId = (text: string): boolean => z.safeParse(DirectiveIdSchema, text).success;

function readRecord(item: Item, moves: Item | undefined): DirectiveRecord {
  return withMoves({ ...RecordSchema.parse(item), moves: {} }, moves);
}

function withMoves(record: DirectiveRecord, item: Item | undefined): DirectiveRecord {
  if (!item) return record;
  const { pk: _pk, sk: _sk, due: _due, [WITHDRAWAL]: withdrawn, [SCAN]: kept, ...rest } = item;
  const moves = MovesSchema.parse(rest);
  const withdrawal = withdrawn === undefined ? undefined : WithdrawalSchema.parse(withdrawn);
  const scan = kept === undefined ? undefined : ScanSchema.parse(kept);
  return { ...record, directive: datedNow(record.directive, moves), moves, withdrawal, scan };
}
