import type { Fault } from "./faults.ts";
import type { Circumstances, Process, Step } from "./process.ts";

type Carried<T> = {
  readonly step: Step;
  readonly perform: () => T;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
};

/** One request on its way: what happens to it is decided when it is sent. */
export class Request<T> {
  readonly #process: Process;
  readonly #around: Circumstances;
  readonly #carried: Carried<T>;

  constructor(process: Process, around: Circumstances, carried: Carried<T>) {
    this.#process = process;
    this.#around = around;
    this.#carried = carried;
  }

  meet(fault: Fault | undefined): void {
    const { answersAfterMs = 0 } = this.#carried.step;
    switch (fault?.kind) {
      case undefined:
        return this.#arrive(this.#way(), answersAfterMs + this.#wayBack());
      case "crash-before":
        this.#note("CRASH before");
        return this.#process.die("crashes");
      case "crash-after":
        return this.#after(this.#way(), () => {
          this.#outcome("then CRASH");
          this.#process.die("crashes");
        });
      case "freeze-before":
        this.#note(`FROZEN for ${seconds(fault.ms)} before`);
        this.#process.sleepUntil(this.#time.now + fault.ms);
        return this.#after(fault.ms, () => {
          // What was not on its way yet when its sender was killed never is.
          if (!this.#process.dead) this.#arrive(this.#way(), answersAfterMs + this.#wayBack());
        });
      case "freeze-after":
        return this.#after(this.#way(), () => {
          this.#process.sleepUntil(this.#time.now + fault.ms);
          this.#answer(this.#outcome(`then FROZEN for ${seconds(fault.ms)}`), fault.ms);
        });
      case "lost":
        return this.#after(this.#way(), () => {
          if (fault.done) this.#after(fault.lateMs, () => this.#outcome("its answer LOST"));
          else this.#note("LOST on its way:");
          this.#answer(() => this.#carried.reject(named("TimeoutError", "no answer came in time")), 5_000);
        });
      case "repeated":
        return this.#after(this.#way(), () => {
          this.#outcome("its answer LOST, and the client asks again");
          this.#arrive(
            this.#way() + this.#around.random.pick(this.#around.noticedAfterMs),
            answersAfterMs + this.#wayBack(),
          );
        });
      case "throttled":
        return this.#after(this.#way(), () => {
          this.#note("THROTTLED:");
          this.#answer(() => this.#carried.reject(named("ThrottlingException", "the rate is exceeded")), 300);
        });
      default:
        return fault satisfies never;
    }
  }

  #arrive(afterMs: number, answerMs: number): void {
    this.#after(afterMs, () => this.#answer(this.#outcome(""), answerMs));
  }

  /** Carries it out, and says how it is answered. A dead man's request is carried out like any other. */
  #outcome(what: string): () => void {
    const { perform, resolve, reject } = this.#carried;
    try {
      const value = perform();
      this.#note(what, { value });
      return () => resolve(value);
    } catch (error) {
      this.#note(`${what} refused: ${String(error)}`);
      return () => reject(error);
    }
  }

  #answer(settle: () => void, afterMs: number): void {
    if (afterMs === 0) this.#process.answered(settle);
    else this.#after(afterMs, () => this.#process.answered(settle));
  }

  #note(what: string, answer?: { readonly value: unknown }): void {
    const { tell } = this.#around;
    tell?.(this.#process.name, [this.#carried.step.say(answer), what].filter(Boolean).join("; "));
  }

  #after(ms: number, act: () => void): void {
    this.#around.scheduler.time.after(ms, act);
  }

  #way(): number {
    return this.#around.random.mostlyLow(1, this.#around.slowestMs);
  }

  /** Mostly the answer is there at once: half of the waiting on the way there is as good as some both ways. */
  #wayBack(): number {
    return this.#around.random.chance(0.3) ? this.#way() : 0;
  }

  get #time() {
    return this.#around.scheduler.time;
  }
}

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
