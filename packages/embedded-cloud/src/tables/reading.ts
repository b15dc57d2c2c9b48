import type { IndexShape, Place, SortableKey, TableDefinition, TableShape } from "./table-definition.ts";

/** A table of the store. */
export type StoredTable = {
  readonly id: number;
  readonly createdAtMs: number;
  readonly definition: TableDefinition;
  readonly shape: TableShape;
};

/** Which items are read, in the order of their keys. */
export type Reading = {
  readonly table: StoredTable;
  /** @default - the table itself */
  readonly index?: IndexShape | undefined;
  /** One partition. @default - all of them, one after the other */
  readonly hash?: SortableKey | undefined;
  /** Bounds of the sort key. @default - none */
  readonly from?: Bound | undefined;
  readonly to?: Bound | undefined;
  /** Where the reading before has ended: its place in the index, and in the table. */
  readonly after?: { readonly place: Place; readonly inTable: Place } | undefined;
  readonly descending?: boolean;
};
export type Bound = { readonly key: SortableKey; readonly inclusive: boolean };
