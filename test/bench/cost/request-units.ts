import type { Cost } from "../../functions/store/engines.ts";

/**
 * What each operation costs in request units: read, written to the table, written to its indexes. Integers and halves
 * as the engine counts them; `npm run bench -- --only request-units` measures each by the program's own handlers, and
 * fails when one is not so any more. Drafts and reports are taken as of one kilobyte; each further one is one write more.
 */
export const requestUnits = {
  layOut: { read: 0, write: 1, index: 2 },
  knowCaller: { read: 1, write: 0, index: 0 },
  beginDraft: { read: 3, write: 2, index: 1 },
  keepDraft: { read: 3, write: 1, index: 0 },
  file: { read: 0, write: 3, index: 1 },
  fileInVain: { read: 0.5, write: 1, index: 0 },
  count: { read: 2, write: 2, index: 0 },
  sendLetter: { read: 4, write: 2, index: 0 },
  postReceipt: { read: 5, write: 2, index: 0 },
  enterReceipt: { read: 3, write: 1, index: 0 },
  hearOfSending: { read: 2, write: 0, index: 0 },
  hearOfArrival: { read: 1, write: 1, index: 1 },
} as const satisfies Record<string, Cost>;

export type OperationName = keyof typeof requestUnits;
export const operationNames = Object.keys(requestUnits) as OperationName[];

/** What an operation writes, to the table and to its indexes: both cost the same. */
export function written(operation: OperationName): number {
  const { write, index } = requestUnits[operation];
  return write + index;
}
