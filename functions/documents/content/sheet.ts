import type { EpochMs, LocalDate } from "../../domain/instant.ts";
import type { Deadline } from "../../domain/deadline.ts";

/** A column of a list: for systems by its name and value, for people by its title and in words. */
export type Column<Row> = {
  readonly name: string;
  readonly title: string;
  /** In characters. */
  readonly width: number;
} & (
  | {
      readonly kind: "text";
      readonly of: (row: Row) => string | null | undefined;
      readonly shown?: (row: Row) => string;
    }
  | { readonly kind: "number"; readonly of: (row: Row) => number | null | undefined }
  | { readonly kind: "day"; readonly of: (row: Row) => LocalDate | null | undefined }
  | { readonly kind: "deadline"; readonly of: (row: Row) => Deadline | null | undefined }
  | { readonly kind: "instant"; readonly of: (row: Row) => EpochMs | null | undefined }
);

/** A list as a sheet: one row for each thing, read when it is written. */
export type Sheet<Row> = {
  /** At the foot of the window: 31 characters at most. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: Iterable<Row> | AsyncIterable<Row>;
};
