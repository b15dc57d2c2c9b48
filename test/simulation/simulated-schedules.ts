import { scheduleName } from "../../functions/schedules/schedule-name.ts";
import { runKey } from "../../functions/domain/milestone-run.ts";
import type { MilestoneRun } from "../../functions/domain/milestone-run.ts";
import type { RunMessage } from "../../functions/queue/messages.ts";
import type { Random } from "./random.ts";
import type { VirtualTime } from "./virtual-time.ts";

export type ScheduleMood = {
  /** How likely a schedule never fires, or fires twice. */
  readonly never: number;
  readonly twice: number;
  /** Whether the service refuses a schedule whose time has passed; if not, it fires at once. */
  readonly refusesThePast: boolean;
};

/** The service fires within a minute of the time that it was given. */
const WITHIN_MS = 60_000;

/** One-off schedules as EventBridge Scheduler keeps them: by name, each known once, gone when it has fired. */
export class SimulatedSchedules {
  readonly #names = new Set<string>();
  readonly #mood: ScheduleMood;
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #fire: (message: RunMessage) => void;

  constructor(
    mood: ScheduleMood,
    { time, random, fire }: { time: VirtualTime; random: Random; fire: (message: RunMessage) => void },
  ) {
    this.#mood = mood;
    this.#time = time;
    this.#random = random;
    this.#fire = fire;
  }

  /** Sets a schedule; one that is there stays as it is. */
  set(run: MilestoneRun): void {
    const name = scheduleName(run);
    if (this.#names.has(name)) return;
    if (run.at <= this.#time.now && this.#mood.refusesThePast)
      throw Object.assign(new Error("The schedule's time has passed."), { name: "ValidationException" });
    this.#names.add(name);
    const message: RunMessage = { directiveId: run.directiveId, obligationId: run.obligationId, run: runKey(run) };
    this.#time.at(run.at + this.#random.mostlyLow(0, WITHIN_MS), () => {
      this.#names.delete(name);
      if (this.#random.chance(this.#mood.never)) return;
      this.#fire(message);
      if (this.#random.chance(this.#mood.twice))
        this.#time.after(this.#random.int(0, WITHIN_MS), () => this.#fire(message));
    });
  }
}
