import type { Ledger } from "../ledger.ts";

/** Knows whether the process before on the same ledger was killed in the middle of its work. */
export class UncleanStop {
  readonly happened: boolean;
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    this.happened = ledger.prepare("SELECT 1 FROM setting WHERE name = 'running' AND value = 1").get() !== undefined;
    this.#write(1);
  }

  stoppedCleanly(): void {
    this.#write(0);
  }

  #write(running: 0 | 1): void {
    this.#ledger.prepare("INSERT OR REPLACE INTO setting (name, value) VALUES ('running', ?)").run(running);
  }
}
