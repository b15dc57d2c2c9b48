/** A read ends after the entry with which it has read this much. */
const PAGE_BYTES = 1024 * 1024;
/** An eventually consistent read of up to 4 KB costs half a unit. */
const HALF_UNIT_BYTES = 4096;

/** How far one read goes, and what it costs. */
export type PageEnd = {
  /** The place after the last entry read. */
  readonly end: number;
  readonly bytes: number;
  /** Whether it ended before the entries did, as far as the engine looks: at its limit or its 1 MB. */
  readonly cut: boolean;
};

/**
 * Where a read that begins at `start` ends, by DynamoDB's rule: at `limit` entries, at 1 MB, or with the last entry.
 * At the limit it says that there may be more, whether there is or not.
 */
export function pageEnd(
  sizeAt: (place: number) => number,
  { start, length, limit }: { start: number; length: number; limit: number },
): PageEnd {
  let end = start;
  let bytes = 0;
  while (end < length && end - start < limit && bytes < PAGE_BYTES) bytes += sizeAt(end++);
  return { end, bytes, cut: end - start >= limit || bytes >= PAGE_BYTES };
}

/** Read units of an eventually consistent query or scan: its bytes, rounded up once; half a unit when it found nothing. */
export const readUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / HALF_UNIT_BYTES)) / 2;
