import type { FunctionThread, InvocationOutcome } from "./function-thread.ts";

/**
 * The execution environments of one function: as many as it has invocations at a time, up to its limit; who comes
 * then waits in line, where Lambda would turn him away.
 */
export class FunctionPool {
  readonly #start: () => FunctionThread;
  readonly #limit: number;
  readonly #all = new Set<FunctionThread>();
  /** The last one used is used first, so that few are kept warm. */
  readonly #idle: FunctionThread[] = [];
  readonly #line: ((thread: FunctionThread) => void)[] = [];
  #closed = false;

  constructor({ start, limit }: { readonly start: () => FunctionThread; readonly limit: number }) {
    this.#start = start;
    this.#limit = limit;
  }

  async invoke(requestId: string, event: string): Promise<InvocationOutcome> {
    const thread = await this.#acquire();
    const outcome = await thread.invoke({ requestId, event });
    this.#release(thread);
    return outcome;
  }

  /** Kills all; what waits in line fails. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#all].map((thread) => thread.kill()));
  }

  async #acquire(): Promise<FunctionThread> {
    for (let thread = this.#idle.pop(); thread !== undefined; thread = this.#idle.pop()) {
      if (thread.alive) return thread;
      this.#all.delete(thread);
    }
    if (this.#all.size < this.#limit) return this.#startOne();
    const { promise, resolve } = Promise.withResolvers<FunctionThread>();
    this.#line.push(resolve);
    return promise;
  }

  #release(thread: FunctionThread): void {
    if (!thread.alive) this.#all.delete(thread);
    const next = this.#line.shift();
    if (next !== undefined) next(thread.alive || this.#closed ? thread : this.#startOne());
    else if (thread.alive) this.#idle.push(thread);
  }

  #startOne(): FunctionThread {
    const thread = this.#start();
    this.#all.add(thread);
    return thread;
  }
}
