/** Counts what is under way, so that others can wait until nothing is. */
export class WorkInHand {
  #count = 0;
  #changed = Promise.withResolvers<void>();
  readonly #listeners = new Set<() => void>();

  /** Counts `work` until it is done or has failed. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#count += 1;
    try {
      return await work();
    } finally {
      this.#count -= 1;
      this.#changed.resolve();
      this.#changed = Promise.withResolvers<void>();
      for (const listener of this.#listeners) listener();
    }
  }

  /** How many pieces of work are under way. */
  get count(): number {
    return this.#count;
  }

  get idle(): boolean {
    return this.#count === 0;
  }

  /** Waits until nothing is under way; false when that takes longer, in real time, than `withinMs`. */
  async finishes({ withinMs = Infinity } = {}): Promise<boolean> {
    const deadlineMs = performance.now() + withinMs;
    while (!this.idle) {
      const leftMs = deadlineMs - performance.now();
      if (leftMs <= 0) return false;
      if (leftMs === Infinity) await this.changed();
      else await Promise.race([this.changed(), new Promise((resolve) => setTimeout(resolve, leftMs).unref())]);
    }
    return true;
  }

  /** Until the next piece of work is done. */
  changed(): Promise<void> {
    return this.#changed.promise;
  }

  /** Calls `listener` whenever a piece of work is done; the answer stops it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
