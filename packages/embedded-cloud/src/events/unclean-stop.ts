import type { StateDb } from "../state-db.ts";

/** Knows whether the process before on the same state database was killed in the middle of its work. */
export class UncleanStop {
  readonly happened: boolean;
  readonly #stateDb: StateDb;

  constructor(stateDb: StateDb) {
    this.#stateDb = stateDb;
    this.happened = stateDb.prepare("SELECT 1 FROM setting WHERE name = 'running' AND value = 1").get() !== undefined;
    this.#write(1);
  }

  stoppedCleanly(): void {
    this.#write(0);
  }

  #write(running: 0 | 1): void {
    this.#stateDb.prepare("INSERT OR REPLACE INTO setting (name, value) VALUES ('running', ?)").run(running);
  }
}
