import type { ItemStore } from "./item-store.ts";
import { keys } from "../../functions/store/table.ts";
import type { Random } from "./random.ts";
import { WATCH_EVERY_MS } from "./stack-settings.ts";
import type { VirtualTime } from "./virtual-time.ts";

/**
 * The schedule by which the watch makes its rounds, every five minutes. A round at which no milestone's time has come,
 * by the fastest of clocks, finds nothing and does nothing: such rounds are left out, or a season would be made of them.
 */
export class WatchRounds {
  readonly #time: VirtualTime;
  readonly #items: ItemStore;
  readonly #offset: number;
  readonly #round: () => void;
  #next = Number.POSITIVE_INFINITY;

  constructor({ time, random, items }: { time: VirtualTime; random: Random; items: ItemStore }, round: () => void) {
    this.#time = time;
    this.#items = items;
    this.#offset = random.int(0, WATCH_EVERY_MS - 1);
    this.#round = round;
  }

  /** A milestone was written: perhaps a round is needed earlier than was known. */
  reconsider(): void {
    const earliest = this.#earliest();
    if (earliest === undefined) return;
    // The watch allows two minutes; its clock may be fast by as much.
    const after = Math.max(this.#time.now, earliest);
    const round = Math.floor((after - this.#offset) / WATCH_EVERY_MS + 1) * WATCH_EVERY_MS + this.#offset;
    if (round >= this.#next) return;
    this.#next = round;
    this.#time.at(round, () => {
      if (this.#next !== round) return;
      this.#next = Number.POSITIVE_INFINITY;
      if (this.#earliest() !== undefined) this.#round();
      this.reconsider();
    });
  }

  #earliest(): number | undefined {
    let earliest: string | undefined;
    for (const { due } of this.#items.partition(keys.milestones))
      if (typeof due === "string" && (earliest === undefined || due < earliest)) earliest = due;
    return earliest === undefined ? undefined : Date.parse(earliest);
  }
}
