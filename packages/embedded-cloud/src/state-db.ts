import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { StatementSync } from "node:sqlite";
import { largeTables, stateDbTables } from "./state-db-tables.ts";

const nowhere = ":memory:";
/** Another number whenever the tables change. */
const formOfTables = 3;

/**
 * Opens the one file that holds all state of the embedded deployment but the tables: `<directory>/local.sqlite`.
 * What was committed survives `kill -9`. For `":memory:"` nothing is kept.
 *
 * @throws when another process has the same directory open
 */
export function openStateDb(directory: string): StateDb {
  if (directory === nowhere) return new StateDb(nowhere);
  mkdirSync(directory, { recursive: true });
  return new StateDb(join(directory, "local.sqlite"));
}

type Savepoint = Readonly<Record<"begin" | "undo" | "end", StatementSync>>;

/** One SQLite connection, shared by all stand-ins so that one transaction may span them. */
export class StateDb {
  readonly #database: DatabaseSync;
  #depth = 0;
  #afterCommit: (() => void)[] = [];
  readonly #forgetters: (() => void)[] = [];
  /** By depth; a statement is read anew each time that it is not prepared. */
  readonly #savepoints: Savepoint[] = [];

  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    try {
      // Exclusive: two deployments on one directory would each fire the same schedules.
      this.#database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
      // A season's mail is too much to be held in memory: SQLite puts it into a file that has no name and ends with it.
      if (path === nowhere) this.#database.exec("ATTACH '' AS beside");
      this.#checkForm(path);
      this.#database.exec(stateDbTables + largeTables(path === nowhere ? "beside" : "main"));
    } catch (cause) {
      this.#database.close();
      if (cause instanceof Error && cause.message.includes("locked")) {
        throw new Error(`${path} is in use by another process: stop that one, or give another directory`, { cause });
      }
      throw cause;
    }
  }

  /** What another version kept in another form is not read: what it means there is not known here. */
  #checkForm(path: string): void {
    const { user_version: form } = this.#database.prepare("PRAGMA user_version").get() ?? {};
    const isNew = this.#database.prepare("SELECT 1 FROM sqlite_schema").get() === undefined;
    if (!isNew && form !== formOfTables) {
      throw new Error(`${path} was kept by another version, in another form: give an empty directory`);
    }
    this.#database.exec(`PRAGMA user_version = ${formOfTables}`);
  }

  /** Runs statements that answer nothing, such as the creation of a table. */
  execute(sql: string): void {
    this.#database.exec(sql);
  }

  prepare(sql: string): StatementSync {
    return this.#database.prepare(sql);
  }

  /**
   * Runs `work` as all or nothing; inside another transaction it is a part of that one.
   * `work` must be synchronous: what it awaits would run outside of the transaction.
   */
  transaction<T>(work: () => T): T {
    const savepoint = this.#savepoint(this.#depth);
    const effectsBefore = this.#afterCommit.length;
    savepoint.begin.run();
    this.#depth += 1;
    let result: T;
    try {
      result = work();
    } catch (error) {
      this.#depth -= 1;
      this.#afterCommit.length = effectsBefore;
      savepoint.undo.run();
      savepoint.end.run();
      for (const forget of this.#forgetters) forget();
      throw error;
    }
    this.#depth -= 1;
    savepoint.end.run();
    if (this.#depth === 0) this.#runEffects();
    return result;
  }

  /** Runs `effect` once the transaction under way is committed, never if it fails; at once where there is none. */
  afterCommit(effect: () => void): void {
    this.#afterCommit.push(effect);
    if (this.#depth === 0) this.#runEffects();
  }

  /** Calls `forget` whenever a transaction is undone: what a stand-in remembers of the state database may be wrong then. */
  onUndone(forget: () => void): void {
    this.#forgetters.push(forget);
  }

  close(): void {
    this.#database.close();
  }

  #savepoint(depth: number): Savepoint {
    const name = `depth_${depth}`;
    const prepared = this.#savepoints[depth] ?? {
      begin: this.prepare(`SAVEPOINT ${name}`),
      undo: this.prepare(`ROLLBACK TO ${name}`),
      end: this.prepare(`RELEASE ${name}`),
    };
    this.#savepoints[depth] = prepared;
    return prepared;
  }

  #runEffects(): void {
    const effects = this.#afterCommit;
    this.#afterCommit = [];
    for (const effect of effects) effect();
  }
}
