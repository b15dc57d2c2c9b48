import type { Faults } from "./faults.ts";
import { Request } from "./request.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Tell } from "./trace.ts";

/** One effect of a process on the world around it: a request to a service, and its answer. */
export type Step = {
  readonly service: "table" | "queue" | "mail" | "schedules";
  readonly writes: boolean;
  /** What it is to the program, where that matters to what may happen to it. */
  readonly role?: "claim" | "send" | undefined;
  /** How long the service takes to answer, beside the way. */
  readonly answersAfterMs?: number;
  /** What is asked for, and what is answered if it was carried out. */
  readonly say: (answer?: { readonly value: unknown }) => string;
};

/** What becomes of a process, as those see it who started it. */
export type Ending<T> = {
  readonly done: (value: T) => void;
  readonly threw: (error: unknown) => void;
  /** It died, or was not done when its time was up: nobody will ever hear of its outcome. */
  readonly gone: () => void;
};

export type Circumstances = {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: Faults;
  /** The longest way to a service or back, in milliseconds. */
  readonly slowestMs: number;
  /** When a client notices that an answer was lost, and asks again: at once, or when it has waited long enough. */
  readonly noticedAfterMs: readonly number[];
  readonly tell: Tell | undefined;
};

type Life = {
  readonly name: string;
  readonly lifeMs: number;
  /** A frozen one may wake when its time is long up; else it is killed like the rest. */
  readonly mayOutlive: boolean;
  /** The last chance of something that must not be lost: nothing happens to it. */
  readonly spared: boolean;
};

/** One life of a function: from the event that it is given to its answer, or to whatever else comes first. */
export class Process {
  readonly name: string;
  readonly spared: boolean;
  readonly mayOutlive: boolean;
  readonly startedAt: number;
  readonly deadline: number;
  /** How many times something was done to it. */
  faults = 0;
  /** For how long it has been frozen under a claim. */
  frozenUnderClaimMs = 0;
  #state: "running" | "over" | "dead" = "running";
  #asleepUntil = 0;
  #outstanding = 0;
  #gone: () => void = () => {};
  #over: () => void = () => {};
  readonly #around: Circumstances;

  constructor({ name, lifeMs, mayOutlive, spared }: Life, around: Circumstances) {
    this.#around = around;
    this.name = name;
    this.spared = spared;
    this.mayOutlive = mayOutlive;
    this.startedAt = around.scheduler.time.now;
    this.deadline = this.startedAt + lifeMs;
  }

  /** Nothing goes on in it before one of its steps is answered. */
  get waits(): boolean {
    return this.#state !== "running" || this.#outstanding > 0;
  }

  get timeLeftMs(): number {
    return this.deadline - this.#now;
  }

  start<T>(work: () => Promise<T>, ending: Ending<T>): void {
    const { time } = this.#around.scheduler;
    let known = false;
    const once = (act: () => void): void => {
      if (known) return;
      known = true;
      act();
    };
    // Told a moment later, since nobody may be set going while another is.
    this.#gone = () => once(() => time.after(1, ending.gone));
    time.at(this.deadline, () => this.#timeIsUp());
    this.#around.scheduler.sets(this);
    work().then(
      (value) => this.#end("ends", () => once(() => ending.done(value))),
      (error: unknown) => this.#end(`fails: ${String(error)}`, () => once(() => ending.threw(error))),
    );
  }

  /** Carries one effect out: on its way there, there, and on the way back anything may happen. */
  step<T>(step: Step, perform: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#state !== "running") return;
      this.#outstanding++;
      const fault = this.#around.faults.at(this, step, this.#now);
      if (fault) this.faults++;
      new Request(this, this.#around, { step, perform, resolve, reject }).meet(fault);
    });
  }

  /** Waits, of its own will. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#state !== "running") return;
      this.#outstanding++;
      this.#around.scheduler.time.after(ms, () => this.answered(resolve));
    });
  }

  /** @internal for its requests */
  answered(settle: () => void): void {
    if (this.#state !== "running") return;
    this.#outstanding--;
    this.#around.scheduler.sets(this);
    settle();
  }

  get running(): boolean {
    return this.#state === "running";
  }

  get dead(): boolean {
    return this.#state === "dead";
  }

  die(how: string): void {
    if (this.#state !== "running") return;
    this.#state = "dead";
    this.#around.tell?.(this.name, how);
    this.#gone();
    this.#over();
  }

  /** Tells when it ends or dies, though nobody waits for it any more. */
  whenOver(act: () => void): void {
    this.#over = act;
  }

  sleepUntil(instant: number): void {
    this.#asleepUntil = Math.max(this.#asleepUntil, instant);
  }

  #timeIsUp(): void {
    if (this.#state !== "running") return;
    if (this.mayOutlive && this.#asleepUntil > this.deadline) {
      this.#around.tell?.(this.name, "is frozen while its time runs out");
      this.#gone();
    } else this.die("is killed: its time is up");
  }

  #end(how: string, act: () => void): void {
    if (this.#state !== "running") return;
    this.#state = "over";
    this.#around.tell?.(this.name, how);
    act();
    this.#over();
  }

  get #now(): number {
    return this.#around.scheduler.time.now;
  }
}
