import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";
import type { AttributeValue, Item } from "./attribute-value.ts";
import { EarlierItems, asItStood } from "./earlier-items.ts";
import type { Reading, StoredTable } from "./reading.ts";
import { noSuchTable } from "./refusals.ts";
import { TableDefinitionSchema, placeInIndex, shapeOf } from "./table-definition.ts";
import type { Place, SortableKey, TableDefinition } from "./table-definition.ts";
import { TableFaults } from "./table-faults.ts";

/**
 * Tables in SQLite: items by their keys, and for each index the keys of those that are in it. In memory they are in a
 * file that has no name, of which a part is held in memory, so that it does not grow with the tables.
 */
export class TableStore {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #tables = new Map<string, StoredTable>();
  /** What befalls those who ask for its tables. */
  readonly faults: TableFaults;
  readonly #earlier = new EarlierItems();

  /** @param directory undefined keeps nothing */
  constructor(directory: string | undefined, faults = new TableFaults()) {
    this.faults = faults;
    if (directory !== undefined) mkdirSync(directory, { recursive: true });
    this.#database = new DatabaseSync(directory === undefined ? "" : join(directory, "tables.sqlite"));
    this.#database.exec(directory === undefined ? forgetful : lasting);
    this.#database.exec(schema);
    for (const row of this.#prepare("SELECT * FROM stored_table").all()) this.#remember(row);
  }

  tables(): readonly StoredTable[] {
    return [...this.#tables.values()].toSorted((a, b) => (a.shape.name < b.shape.name ? -1 : 1));
  }

  find(name: string): StoredTable | undefined {
    return this.#tables.get(name);
  }

  /** @throws ServiceRefusal `ResourceNotFoundException` */
  table(name: string): StoredTable {
    const table = this.#tables.get(name);
    if (table === undefined) throw noSuchTable(name);
    return table;
  }

  createTable(definition: TableDefinition, createdAtMs: number): StoredTable {
    const put = "INSERT INTO stored_table (definition, created_at) VALUES (?, ?) RETURNING *";
    return this.#remember(this.#prepare(put).get(JSON.stringify(definition), createdAtMs) ?? {});
  }

  dropTable({ id, shape }: StoredTable): void {
    this.write(() => {
      this.#prepare("DELETE FROM item WHERE tbl = ?").run(id);
      this.#prepare("DELETE FROM entry WHERE tbl = ?").run(id);
      this.#prepare("DELETE FROM stored_table WHERE id = ?").run(id);
    });
    this.#tables.delete(shape.name);
  }

  /** Runs `work` as all or nothing. */
  write<T>(work: () => T): T {
    this.#prepare("BEGIN IMMEDIATE").run();
    try {
      const result = work();
      this.#prepare("COMMIT").run();
      return result;
    } catch (error) {
      this.#prepare("ROLLBACK").run();
      throw error;
    }
  }

  get({ id }: StoredTable, { hash, range }: Place): Item | undefined {
    const row = this.#prepare("SELECT body FROM item WHERE tbl = ? AND hash = ? AND range = ?").get(id, hash, range);
    return row === undefined ? undefined : itemOf(row);
  }

  /**
   * Puts an item in the place of the one before, in all indexes too.
   *
   * @param body the item as JSON
   * @throws ServiceRefusal for a key of an index
   */
  put(
    table: StoredTable,
    place: Place,
    { item, body, before }: { readonly item: Item; readonly body: string; readonly before: Item | undefined },
  ): void {
    const put =
      "INSERT INTO item (tbl, hash, range, body) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body";
    this.#moveEntries(table, place, before, item);
    this.#noteEarlier(table, place, before);
    this.#prepare(put).run(table.id, place.hash, place.range, body);
  }

  remove(table: StoredTable, place: Place, before: Item): void {
    this.#moveEntries(table, place, before, undefined);
    this.#noteEarlier(table, place, before);
    this.#prepare("DELETE FROM item WHERE tbl = ? AND hash = ? AND range = ?").run(table.id, place.hash, place.range);
  }

  /** Reads items one by one, as long as they are asked for; through an index, as it stands by now. */
  read(reading: Reading): Iterable<Item> {
    const { table, index } = reading;
    const momentMs = index && this.faults.momentOf(table.shape, index.name);
    if (index === undefined || momentMs === undefined) return this.#readNow(reading);
    const items = this.#readNow(reading);
    return asItStood(items, { table: table.shape, index, reading, earlier: this.#earlier.at(table.id, momentMs) });
  }

  *#readNow(reading: Reading): Generator<Item> {
    const { sql, values } = questionOf(reading);
    for (const row of this.#prepare(sql).iterate(...values)) yield itemOf(row);
  }

  #noteEarlier({ id: tableId }: StoredTable, place: Place, before: Item | undefined): void {
    const { longestLagMs } = this.faults;
    if (longestLagMs === 0) this.#earlier.forget();
    else this.#earlier.note({ tableId, atMs: this.faults.now, place, before }, longestLagMs);
  }

  count({ id }: StoredTable): number {
    return Number(this.#prepare("SELECT count(*) AS items FROM item WHERE tbl = ?").get(id)?.["items"]);
  }

  close(): void {
    this.#database.close();
  }

  #moveEntries({ id, shape }: StoredTable, place: Place, before: Item | undefined, after: Item | undefined): void {
    for (const [number, index] of shape.indexes.entries()) {
      const from = before && placeInIndex(before, index);
      const to = after && placeInIndex(after, index);
      if (from !== undefined && to !== undefined && isSame(from, to)) continue;
      const whole = (at: Place): SQLInputValue[] => [id, number, at.hash, at.range, place.hash, place.range];
      if (from !== undefined) {
        const drop =
          "DELETE FROM entry WHERE tbl = ? AND idx = ? AND hash = ? AND range = ? AND item_hash = ? AND item_range = ?";
        this.#prepare(drop).run(...whole(from));
      }
      if (to !== undefined) this.#prepare("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)").run(...whole(to));
    }
  }

  #remember(row: Readonly<Record<string, SQLOutputValue>>): StoredTable {
    const definition = TableDefinitionSchema.parse(JSON.parse(String(row["definition"])));
    const table = {
      id: Number(row["id"]),
      createdAtMs: Number(row["created_at"]),
      definition,
      shape: shapeOf(definition),
    };
    this.#tables.set(table.shape.name, table);
    return table;
  }

  #prepare(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** Some 64 MB are held in memory; nothing has to outlast this process, or be undone after it. */
const forgetful = "PRAGMA page_size = 8192; PRAGMA cache_size = -65536; PRAGMA synchronous = OFF";
const lasting =
  "PRAGMA page_size = 8192; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL";

const schema = `
CREATE TABLE IF NOT EXISTS stored_table (
  id         INTEGER PRIMARY KEY,
  definition TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS item (
  id    INTEGER PRIMARY KEY,
  tbl   INTEGER NOT NULL,
  hash  ANY NOT NULL,
  range ANY NOT NULL,
  body  TEXT NOT NULL,
  UNIQUE (tbl, hash, range)
) STRICT;

CREATE TABLE IF NOT EXISTS entry (
  tbl        INTEGER NOT NULL,
  idx        INTEGER NOT NULL,
  hash       ANY NOT NULL,
  range      ANY NOT NULL,
  item_hash  ANY NOT NULL,
  item_range ANY NOT NULL,
  PRIMARY KEY (tbl, idx, hash, range, item_hash, item_range)
) STRICT, WITHOUT ROWID;
`;

function questionOf(reading: Reading): { sql: string; values: SQLInputValue[] } {
  const { table, index, hash, from, to, after, descending = false } = reading;
  const [further, order] = descending ? ["<", "DESC"] : [">", "ASC"];
  const ofIndex = index === undefined ? [] : ["item_hash", "item_range"];
  const key = [...(hash === undefined ? ["hash"] : []), "range", ...ofIndex];
  const where: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (condition: string, ...more: SQLInputValue[]): void => {
    where.push(condition);
    values.push(...more);
  };
  add("at.tbl = ?", table.id);
  if (index !== undefined) add("at.idx = ?", table.shape.indexes.indexOf(index));
  if (hash !== undefined) add("at.hash = ?", hash);
  if (from !== undefined) add(`at.range ${from.inclusive ? ">=" : ">"} ?`, from.key);
  if (to !== undefined) add(`at.range ${to.inclusive ? "<=" : "<"} ?`, to.key);
  if (after !== undefined) {
    const last = lastRead(after, { ofPartition: hash !== undefined, ofIndex: index !== undefined });
    add(`(${key.map((column) => `at.${column}`).join(", ")}) ${further} (${last.map(() => "?").join(", ")})`, ...last);
  }
  const source =
    index === undefined
      ? "SELECT at.body FROM item AS at"
      : "SELECT item.body FROM entry AS at CROSS JOIN item ON item.tbl = at.tbl AND item.hash = at.item_hash AND item.range = at.item_range";
  const sorted = key.map((column) => `at.${column} ${order}`).join(", ");
  return { sql: `${source} WHERE ${where.join(" AND ")} ORDER BY ${sorted}`, values };
}

function lastRead(
  { place, inTable }: NonNullable<Reading["after"]>,
  { ofPartition, ofIndex }: { ofPartition: boolean; ofIndex: boolean },
): SortableKey[] {
  return [...(ofPartition ? [] : [place.hash]), place.range, ...(ofIndex ? [inTable.hash, inTable.range] : [])];
}

function itemOf(row: Readonly<Record<string, SQLOutputValue>>): Item {
  return parse(String(row["body"]));
}

/** Only what was written from an item is read as one. */
function parse(body: string): Item {
  const item: Record<string, AttributeValue> = JSON.parse(body);
  return item;
}

function isSame(a: Place, b: Place): boolean {
  return isSameKey(a.hash, b.hash) && isSameKey(a.range, b.range);
}

function isSameKey(a: SortableKey, b: SortableKey): boolean {
  return typeof a === "string" || typeof b === "string" ? a === b : Buffer.compare(a, b) === 0;
}
