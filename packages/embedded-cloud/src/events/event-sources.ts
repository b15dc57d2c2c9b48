import type { BusEventDispatcher } from "./bus-event-dispatcher.ts";
import type { BusEventStore } from "./bus-event-store.ts";
import type { QueuePoller } from "./queue-poller.ts";
import type { QueueStore } from "../queue/queue-store.ts";
import type { ScheduleDispatcher } from "./schedule-dispatcher.ts";
import type { ScheduleStore } from "../schedule/schedule-store.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import type { WorkInHand } from "./work-in-hand.ts";

export type EventSourcesProps = {
  readonly clock: VirtualClock;
  readonly queues: QueueStore;
  readonly events: BusEventStore;
  readonly schedules: ScheduleStore;
  readonly work: WorkInHand;
  readonly queuePollers: readonly QueuePoller[];
  readonly busEvents: BusEventDispatcher;
  readonly firings: ScheduleDispatcher;
};

/** All that calls functions by itself: schedules, queues, and the events of services. */
export class EventSources {
  readonly #props: EventSourcesProps;
  #stops: readonly (() => void)[] = [];

  constructor(props: EventSourcesProps) {
    this.#props = props;
  }

  /** From now on everything is called as soon as it can be. */
  start(): void {
    const { queues, events, clock, work } = this.#props;
    const poll = () => this.poll();
    this.#stops = [queues.onMessage(poll), events.onEvent(poll), clock.onMove(poll), work.onChange(poll)];
  }

  /** Starts all that can be started at the present moment. */
  poll(): void {
    if (this.stopped) return;
    const { firings, queuePollers, busEvents } = this.#props;
    firings.poll();
    for (const poller of queuePollers) poller.poll();
    busEvents.poll();
  }

  /** Waits until nothing is left that could be done at the present moment. */
  async settle(): Promise<void> {
    const { work } = this.#props;
    for (;;) {
      this.poll();
      if (this.#quiet || this.stopped) return;
      // Idle and yet not quiet: what was taken went to the dead letters; look again.
      await (work.idle ? new Promise((resolve) => setImmediate(resolve)) : work.changed());
    }
  }

  /** When something falls due next, after all of the present is settled; epoch milliseconds. */
  nextAt(): number | undefined {
    const { queuePollers, queues, events, schedules } = this.#props;
    const times = [
      schedules.nextDueAt(),
      events.nextEventAt(),
      ...queuePollers.map(({ queueArn }) => queues.nextVisibleAt(queueArn)),
    ].filter((at) => at !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Whether messages or events wait for a later moment: a delay, another try. */
  get unfinished(): boolean {
    const { queuePollers, queues, events } = this.#props;
    const waiting = queuePollers.some(({ queueArn }) => {
      const { visible, delayed, inFlight } = queues.counts(queueArn);
      return visible + delayed + inFlight > 0;
    });
    return waiting || events.nextEventAt() !== undefined;
  }

  /** Whether nothing starts any more: the cloud is being closed. */
  get stopped(): boolean {
    return this.#stops.length === 0;
  }

  /** Starts nothing from now on. */
  stop(): void {
    for (const stop of this.#stops) stop();
    for (const poller of this.#props.queuePollers) poller.stop();
    this.#stops = [];
  }

  get #quiet(): boolean {
    const { work, firings, queuePollers, events, clock } = this.#props;
    return (
      work.idle &&
      !firings.waiting &&
      !queuePollers.some(({ waiting }) => waiting) &&
      (events.nextEventAt() ?? Infinity) > clock.now()
    );
  }
}
