import { formatInstant } from "../../domain/instant.ts";
import type { Column } from "../content/sheet.ts";

/** What a row has in a column, for a system: days and instants as ISO 8601 writes them. */
export function valueOf<Row>(column: Column<Row>, row: Row): string | number | null {
  switch (column.kind) {
    case "text":
    case "number":
    case "day":
    case "deadline":
      return column.of(row) ?? null;
    case "instant": {
      const at = column.of(row);
      return at === null || at === undefined ? null : formatInstant(at);
    }
    default:
      return column satisfies never;
  }
}

/** The same for people: codes in words. */
export function shownOf<Row>(column: Column<Row>, row: Row): string | number | null {
  return column.kind === "text" && column.shown ? column.shown(row) : valueOf(column, row);
}

/** A row as JSON has it: every column by its name. */
export function recordOf<Row>(columns: readonly Column<Row>[], row: Row): Record<string, string | number | null> {
  return Object.fromEntries(columns.map((column) => [column.name, valueOf(column, row)]));
}
