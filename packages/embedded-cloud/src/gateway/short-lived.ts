type Kept<Value> = { readonly value: Value; readonly untilMs: number };

/** How many are kept unless said. */
const usualMost = 1000;

/** What an issuer keeps between two requests: in memory, by real time, the newest thousand. */
export class ShortLived<Value> {
  readonly #kept = new Map<string, Kept<Value>>();
  readonly #most: number;

  constructor(most = usualMost) {
    this.#most = most;
  }

  /** @param seconds for how long; for ever unless said */
  keep(id: string, value: Value, seconds = Infinity): void {
    this.#kept.delete(id);
    this.#kept.set(id, { value, untilMs: Date.now() + seconds * 1000 });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
  }

  find(id: string): Value | undefined {
    const kept = this.#kept.get(id);
    return kept !== undefined && kept.untilMs > Date.now() ? kept.value : undefined;
  }

  /** Finds it for the last time. */
  take(id: string): Value | undefined {
    const value = this.find(id);
    this.#kept.delete(id);
    return value;
  }

  /** Forgets each that is so. */
  forget(isSo: (value: Value) => boolean): void {
    for (const [id, { value }] of this.#kept) if (isSo(value)) this.#kept.delete(id);
  }
}
