/** Something that will happen. */
type Coming = { readonly at: number; readonly order: number; readonly act: () => void };

/** Virtual time: what is to happen, in order; between two happenings no time passes for anybody. */
export class VirtualTime {
  #now: number;
  #order = 0;
  /** A binary heap: the first is the next. */
  readonly #coming: Coming[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  /** Milliseconds since 1970, as the one true clock shows them. */
  get now(): number {
    return this.#now;
  }

  /** Has something happen at an instant; what is asked for the past happens now, after what is due now already. */
  at(instant: number, act: () => void): void {
    const coming = this.#coming;
    const one: Coming = { at: Math.max(instant, this.#now), order: this.#order++, act };
    let place = coming.length;
    coming.push(one);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const other = coming[parent]!;
      if (!before(one, other)) break;
      coming[place] = other;
      place = parent;
    }
    coming[place] = one;
  }

  after(ms: number, act: () => void): void {
    this.at(this.#now + ms, act);
  }

  /** Lets the next thing happen; false when nothing is left to happen up to an instant. */
  step(until: number): boolean {
    const next = this.#coming[0];
    if (!next || next.at > until) return false;
    this.#dropFirst();
    this.#now = next.at;
    next.act();
    return true;
  }

  #dropFirst(): void {
    const coming = this.#coming;
    const last = coming.pop()!;
    const length = coming.length;
    if (length === 0) return;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= length) break;
      if (child + 1 < length && before(coming[child + 1]!, coming[child]!)) child++;
      if (!before(coming[child]!, last)) break;
      coming[place] = coming[child]!;
      place = child;
    }
    coming[place] = last;
  }
}

const before = (a: Coming, b: Coming): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
