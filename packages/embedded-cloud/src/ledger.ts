import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { StatementSync } from "node:sqlite";
import { ledgerTables, mailTable } from "./ledger-tables.ts";

const nowhere = ":memory:";

/**
 * Opens the one file that holds all state of the embedded deployment but the tables: `<directory>/local.sqlite`.
 * What was committed survives `kill -9`. For `":memory:"` nothing is kept.
 *
 * @throws when another process has the same directory open
 */
export function openLedger(directory: string): Ledger {
  if (directory === nowhere) return new Ledger(nowhere);
  mkdirSync(directory, { recursive: true });
  return new Ledger(join(directory, "local.sqlite"));
}

/** One SQLite connection, shared by all stand-ins so that one transaction may span them. */
export class Ledger {
  readonly #database: DatabaseSync;
  #depth = 0;
  #afterCommit: (() => void)[] = [];
  readonly #forgetters: (() => void)[] = [];

  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    try {
      // Exclusive: two deployments on one directory would each fire the same schedules.
      this.#database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
      // A season's mail is too much to be held in memory: SQLite puts it into a file that has no name and ends with it.
      if (path === nowhere) this.#database.exec("ATTACH '' AS beside");
      this.#database.exec(ledgerTables + mailTable(path === nowhere ? "beside" : "main"));
    } catch (cause) {
      this.#database.close();
      if (cause instanceof Error && cause.message.includes("locked")) {
        throw new Error(`${path} is in use by another process: stop that one, or give another directory`, { cause });
      }
      throw cause;
    }
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
    const savepoint = `depth_${this.#depth}`;
    const effectsBefore = this.#afterCommit.length;
    this.#database.exec(`SAVEPOINT ${savepoint}`);
    this.#depth += 1;
    let result: T;
    try {
      result = work();
    } catch (error) {
      this.#depth -= 1;
      this.#afterCommit.length = effectsBefore;
      this.#database.exec(`ROLLBACK TO ${savepoint}; RELEASE ${savepoint}`);
      for (const forget of this.#forgetters) forget();
      throw error;
    }
    this.#depth -= 1;
    this.#database.exec(`RELEASE ${savepoint}`);
    if (this.#depth === 0) this.#runEffects();
    return result;
  }

  /** Runs `effect` once the transaction under way is committed, never if it fails; at once where there is none. */
  afterCommit(effect: () => void): void {
    this.#afterCommit.push(effect);
    if (this.#depth === 0) this.#runEffects();
  }

  /** Calls `forget` whenever a transaction is undone: what a stand-in remembers of the ledger may be wrong then. */
  onUndone(forget: () => void): void {
    this.#forgetters.push(forget);
  }

  close(): void {
    this.#database.close();
  }

  #runEffects(): void {
    const effects = this.#afterCommit;
    this.#afterCommit = [];
    for (const effect of effects) effect();
  }
}
