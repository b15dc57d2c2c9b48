/** Numbers that look drawn by chance and follow from a seed alone: the same seed, the same season (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Whether something happens that happens to so many in a hundred. */
  percent(share: number): boolean {
    return this.next() * 100 < share;
  }

  /** A whole number from `low` to `high`, both among them. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** One of the choices, in proportion to its share. */
  among<T>(choices: readonly (readonly [share: number, choice: T])[]): T {
    const [first, ...others] = choices;
    if (!first) throw new RangeError("There is nothing to choose from.");
    let left = this.next() * choices.reduce((sum, [share]) => sum + share, 0) - first[0];
    if (left < 0) return first[1];
    return others.find(([share]) => (left -= share) < 0)?.[1] ?? first[1];
  }
}
