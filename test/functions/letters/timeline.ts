import { VirtualTime } from "../../simulation/virtual-time.ts";

/** Virtual time for whoever waits: it goes on when all that can be done at an instant is done. */
export class Timeline {
  readonly #time = new VirtualTime(0);

  /** Milliseconds since its beginning. */
  now(): number {
    return this.#time.now;
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.#time.after(ms, resolve));
  }

  /** Until all of this is done; it must not wait for anything but this timeline. */
  async run(work: readonly Promise<unknown>[], untilMs = Number.POSITIVE_INFINITY): Promise<void> {
    let isDone = false;
    const all = Promise.all(work).finally(() => (isDone = true));
    for (;;) {
      await allThatCanBeDone();
      if (isDone || !this.#time.step(untilMs)) break;
    }
    if (isDone) await all;
  }
}

const allThatCanBeDone = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
