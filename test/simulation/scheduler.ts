import type { Process } from "./process.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** How long a process may run on before it is taken to wait for something of the real world: a hash, say. */
const TICKS = 200;
/** How long the other branches of a process are given that goes on while one of its steps is still under way. */
const TICKS_BESIDE = 16;

/**
 * Lets one thing happen after the other. A process that was set going is waited for until it has reached its next
 * effect or its end, however long that takes in real time; so nothing but the seed decides what comes next.
 */
export class Scheduler {
  readonly time: VirtualTime;
  #moving: Process | undefined;

  constructor(time: VirtualTime) {
    this.time = time;
  }

  /** A process was set going by what happens now. */
  sets(process: Process): void {
    if (this.#moving) throw new Error("One happening sets one process going.");
    this.#moving = process;
  }

  /** Until nothing is left to happen, or an instant is past. */
  async run(until: number): Promise<void> {
    for (;;) {
      while (this.time.step(until)) await this.#settle();
      // Somebody may still be on his way to his next effect.
      await turnOfTheLoop();
      if (!this.time.step(until)) return;
      await this.#settle();
    }
  }

  async #settle(): Promise<void> {
    const moving = this.#moving;
    if (!moving) return;
    this.#moving = undefined;
    if (moving.waits) for (let tick = 0; tick < TICKS_BESIDE; tick++) await ONE_TICK;
    for (let tick = 0; !moving.waits; tick++) await (tick < TICKS ? ONE_TICK : turnOfTheLoop());
  }
}

const ONE_TICK = Promise.resolve();
const turnOfTheLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
