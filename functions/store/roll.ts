import { deflateRawSync, inflateRawSync } from "node:zlib";
import * as z from "zod/mini";

import type { Duty } from "../domain/duty.ts";
import type { ObligationRef, UnitId } from "../domain/ids.ts";
import { newerLine, readRollLine, rollLine } from "../domain/roll-line.ts";
import type { RollLine } from "../domain/roll-line.ts";
import type { Table } from "./dynamo.ts";
import { absent, equals } from "./expressions.ts";
import { keys } from "./table.ts";
import type { Key } from "./table.ts";

const ChunkSchema = z.object({ pk: z.string(), sk: z.string(), version: z.number(), lines: z.instanceof(Uint8Array) });

type Chunk = { readonly version: number; readonly lines: ReadonlyMap<string, RollLine> };
const EMPTY: Chunk = { version: 0, lines: new Map() };

/** Chunks that are kept at hand while duties are noted: those of the shard that is gone through. */
const MOST_AT_HAND = 128;

/** Whoever writes the same chunk at the same moment is through before so many tries; if not, the messages are seen again. */
const TRIES = 10;

/** Chunks that are written side by side. */
const PUTS_AT_ONCE = 16;

/**
 * The roll of an obligation: a line for each of its duties, with what lists are filtered and ordered by, in compressed chunks, so
 * that ten thousand units are read by one query for some thirty read units. It follows the duties within seconds: whoever
 * counts a move notes the duty as it is then, so that a message that comes twice, late or out of order does no harm, and
 * every count taken afresh sets right what was lost.
 */
export function rollIn(table: Table) {
  return {
    /** The duties of an obligation, as they were noted last; of names, contacts and letters only the unit's name. */
    async all({ directiveId, obligationId }: ObligationRef): Promise<Duty[]> {
      const duties: Duty[] = [];
      for await (const item of table.queryAll(equals("pk", keys.roll({ directiveId, obligationId }))))
        for (const line of readChunk(item).lines.values())
          duties.push(readRollLine({ directiveId, obligationId }, line));
      return duties;
    },

    /** Notes duties of an obligation, page after page: chunks are read once, and written only where a line is another. */
    noting({ directiveId, obligationId }: ObligationRef, shards: number) {
      const ref = { directiveId, obligationId };
      const atHand = new Map<string, Chunk>();

      const read = async (chunkKeys: readonly Key[]): Promise<void> => {
        if (atHand.size > MOST_AT_HAND) atHand.clear();
        const missing = chunkKeys.filter(({ sk }) => !atHand.has(sk));
        for (const { sk } of missing) atHand.set(sk, EMPTY);
        for (const item of await table.getMany(missing, { consistent: true }))
          atHand.set(String(item["sk"]), readChunk(item));
      };

      const note = async (key: Key, duties: readonly Duty[]): Promise<void> => {
        for (let tries = 0; tries < TRIES; tries++) {
          const { version, lines } = atHand.get(key.sk) ?? EMPTY;
          const next = new Map(lines);
          for (const duty of duties) {
            const line = newerLine(next.get(duty.unitId), rollLine(duty));
            if (line) next.set(duty.unitId, line);
          }
          if (sameLines(lines, next)) return;
          const item = { ...key, version: version + 1, lines: written(next) };
          if (await table.put(item, version === 0 ? absent("pk") : equals("version", version)))
            return void atHand.set(key.sk, { version: version + 1, lines: next });
          atHand.delete(key.sk);
          await read([key]);
        }
        throw new Error(`The roll's chunk ${key.pk} ${key.sk} is written by too many at once.`);
      };

      return async (duties: readonly Duty[]): Promise<void> => {
        const chunks = Map.groupBy(duties, ({ unitId }) => keys.rollChunk(ref, unitId, shards).sk);
        const chunkKeys = [...chunks.keys()].map((sk) => ({ pk: keys.roll(ref), sk }));
        await read(chunkKeys);
        for (let start = 0; start < chunkKeys.length; start += PUTS_AT_ONCE)
          await Promise.all(
            chunkKeys.slice(start, start + PUTS_AT_ONCE).map((key) => note(key, chunks.get(key.sk) ?? [])),
          );
      };
    },

    /** Notes some duties as they are now, by the units that have moved. */
    async noteAsTheyAre(ref: ObligationRef, unitIds: readonly UnitId[], shards: number, duties: DutiesWritten) {
      const ids = [...new Set(unitIds)];
      await this.noting(ref, shards)(await duties.writtenNamed(ref, ids, shards));
    },
  };
}

type DutiesWritten = {
  readonly writtenNamed: (ref: ObligationRef, unitIds: readonly UnitId[], shards: number) => Promise<readonly Duty[]>;
};

/** A line is replaced as a whole, so that the same is the same object. */
function sameLines(a: ReadonlyMap<string, RollLine>, b: ReadonlyMap<string, RollLine>): boolean {
  return a.size === b.size && [...b].every(([unitId, line]) => a.get(unitId) === line);
}

const written = (lines: ReadonlyMap<string, RollLine>): Uint8Array =>
  deflateRawSync(JSON.stringify([...lines.values()]), { level: 9 });

/** A chunk as the table has it. */
export function readChunk(item: unknown): Chunk {
  const { version, lines } = ChunkSchema.parse(item);
  const read: RollLine[] = JSON.parse(inflateRawSync(lines).toString("utf8"));
  return { version, lines: new Map(read.map((line) => [line[0], line])) };
}
