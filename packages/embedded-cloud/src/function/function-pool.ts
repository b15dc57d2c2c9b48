import { killed } from "./function-thread.ts";
import type { FunctionThread, InvocationOutcome } from "./function-thread.ts";

type IdleThread = { readonly thread: FunctionThread; readonly sinceMs: number };

/**
 * The execution environments of one function: as many as it has invocations at a time, up to its limit; who comes
 * then waits in line, where Lambda would turn him away. One that nobody has called for a while is ended, and its memory
 * with it.
 */
export class FunctionPool {
  readonly #start: () => FunctionThread;
  readonly #limit: number;
  readonly #idleMs: number;
  readonly #all = new Set<FunctionThread>();
  /** The last one used is used first, so that few are kept warm; the first here is idle for longest. */
  #idle: IdleThread[] = [];
  readonly #line: ((thread: FunctionThread) => void)[] = [];
  #watch: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param idleMs how long one that nobody calls is kept warm, in real time; at the most twice as long */
  constructor({
    start,
    limit,
    idleMs,
  }: {
    readonly start: () => FunctionThread;
    readonly limit: number;
    readonly idleMs: number;
  }) {
    this.#start = start;
    this.#limit = limit;
    this.#idleMs = idleMs;
  }

  async invoke(requestId: string, event: string): Promise<InvocationOutcome> {
    // Somebody may still ask while the cloud is being closed.
    if (this.#closed) return killed;
    const thread = await this.#acquire();
    const outcome = await thread.invoke({ requestId, event });
    this.#release(thread);
    return outcome;
  }

  /** Kills all; what waits in line fails. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#watch);
    await Promise.all([...this.#all].map((thread) => thread.kill()));
  }

  async #acquire(): Promise<FunctionThread> {
    for (let last = this.#idle.pop(); last !== undefined; last = this.#idle.pop()) {
      if (last.thread.alive) return last.thread;
      this.#all.delete(last.thread);
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
    else if (thread.alive) this.#rest(thread);
  }

  #rest(thread: FunctionThread): void {
    this.#idle.push({ thread, sinceMs: performance.now() });
    if (!this.#closed) this.#watch ??= setInterval(() => this.#endIdle(), this.#idleMs).unref();
  }

  #endIdle(): void {
    const endedBefore = performance.now() - this.#idleMs;
    const ended = this.#idle.filter(({ sinceMs }) => sinceMs <= endedBefore);
    this.#idle = this.#idle.filter(({ sinceMs }) => sinceMs > endedBefore);
    for (const { thread } of ended) {
      this.#all.delete(thread);
      void thread.kill();
    }
    if (this.#idle.length > 0) return;
    clearInterval(this.#watch);
    this.#watch = undefined;
  }

  #startOne(): FunctionThread {
    const thread = this.#start();
    this.#all.add(thread);
    return thread;
  }
}
