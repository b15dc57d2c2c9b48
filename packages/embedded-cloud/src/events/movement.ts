import type { EventSources } from "./event-sources.ts";
import type { ScheduleDispatcher } from "./schedule-dispatcher.ts";
import type { ScheduleStore } from "../schedule/schedule-store.ts";
import type { VirtualClock } from "../virtual-clock.ts";

/** A one-off schedule that fires. */
export type Firing = { readonly atMs: number; readonly name: string; readonly target: string };

export type Moved = {
  /** Epoch milliseconds. */
  readonly nowMs: number;
  /** In the order of time. */
  readonly fired: readonly Firing[];
  /** How often recurring schedules fired besides. */
  readonly rounds: number;
};

/** The clock was asked to go back. The message names the moment got, and what is allowed. */
export class CannotGoBack extends RangeError {
  /** Epoch milliseconds. */
  readonly gotMs: number;
  /** The earliest that it can be put to, in epoch milliseconds. */
  readonly allowedMs: number;

  constructor({ gotMs, allowedMs }: { readonly gotMs: number; readonly allowedMs: number }) {
    const [got, allowed] = [gotMs, allowedMs].map((ms) => new Date(ms).toISOString());
    super(`The clock only moves forward: got ${got}, allowed is ${allowed} or later`);
    this.gotMs = gotMs;
    this.allowedMs = allowedMs;
  }
}

/** How far the clock is moved on to finish what a process that was killed left undone. */
const recoveryMs = 25 * 60_000;

/** Moves the virtual clock from one thing that falls due to the next, and never over one. */
export class Movement {
  readonly #clock: VirtualClock;
  readonly #sources: EventSources;
  readonly #schedules: ScheduleStore;
  readonly #firings: ScheduleDispatcher;
  /** Moves that wait for each other. */
  #line: Promise<unknown> = Promise.resolve();
  /** Where the clock was put last: what it has ticked on since is too little to call the same moment past. */
  #restedAtMs: number;

  constructor({
    clock,
    sources,
    schedules,
    firings,
  }: {
    readonly clock: VirtualClock;
    readonly sources: EventSources;
    readonly schedules: ScheduleStore;
    readonly firings: ScheduleDispatcher;
  }) {
    this.#clock = clock;
    this.#sources = sources;
    this.#schedules = schedules;
    this.#firings = firings;
    this.#restedAtMs = Math.floor(clock.now() / 1000) * 1000;
  }

  /**
   * Moves on to a moment, through all that falls due until then, each at its time and done before the next. One move
   * at a time: who comes during another waits.
   *
   * @throws CannotGoBack
   */
  moveTo(toMs: number): Promise<Moved> {
    const move = this.#line.then(() => this.#move(toMs));
    this.#line = move.catch(() => {});
    return move;
  }

  /** Waits until nothing is left to do at the present moment. */
  settle(): Promise<void> {
    return this.#sources.settle();
  }

  /** Finishes what a process that was killed left undone, moving the clock on where another try waits for its time. */
  async recover(): Promise<void> {
    const untilMs = this.#clock.now() + recoveryMs;
    this.#schedules.noteActivity();
    await this.settle();
    for (;;) {
      const nextMs = this.#nextAt();
      if (!this.#sources.unfinished || nextMs === undefined || nextMs > untilMs) return;
      await this.#step(nextMs);
    }
  }

  /** The next one-off schedule. */
  nextFiring(): Firing | undefined {
    const next = this.#schedules.upcoming().find(({ schedule }) => schedule.periodMs === undefined);
    if (next === undefined) return undefined;
    const { name, definition } = next.schedule;
    return { atMs: next.atMs, name, target: shortName(definition.Target.Arn) };
  }

  async #move(toMs: number): Promise<Moved> {
    if (toMs < this.#restedAtMs) throw new CannotGoBack({ gotMs: toMs, allowedMs: this.#restedAtMs });
    this.#firings.takeFired();
    await this.settle();
    for (let nextMs = this.#nextAt(); nextMs !== undefined && nextMs <= toMs; nextMs = this.#nextAt()) {
      await this.#step(nextMs);
    }
    await this.#step(toMs);
    this.#restedAtMs = toMs;
    const all = this.#firings.takeFired();
    const fired = all.filter(({ recurring }) => !recurring);
    return {
      nowMs: this.#clock.now(),
      fired: fired.map(({ scheduledMs, name, targetArn }) => ({
        atMs: scheduledMs,
        name,
        target: shortName(targetArn),
      })),
      rounds: all.length - fired.length,
    };
  }

  /** When something falls due that is still to be done: nothing, once the cloud is being closed. */
  #nextAt(): number | undefined {
    return this.#sources.stopped ? undefined : this.#sources.nextAt();
  }

  async #step(toMs: number): Promise<void> {
    // Requests tick the clock meanwhile.
    this.#clock.set(Math.max(toMs, this.#clock.now()));
    await this.settle();
  }
}

function shortName(arn: string): string {
  return arn.split(":").at(-1) ?? arn;
}
