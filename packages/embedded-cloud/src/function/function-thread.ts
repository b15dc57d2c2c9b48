import { Worker } from "node:worker_threads";
import { compileCache } from "../compile-cache.ts";
import type { Ports } from "../transport/port-requests.ts";

/** What became of an invocation, as its caller is told. */
export type InvocationOutcome =
  | { readonly outcome: "answered"; readonly payload: unknown }
  | { readonly outcome: "failed"; readonly errorType: string; readonly errorMessage: string };

/** To the worker; the event is JSON. */
export type Invocation = { readonly requestId: string; readonly event: string };

/** From the worker; the payload is JSON. `broken`: it cannot even be loaded. */
export type InvocationReply =
  | { readonly outcome: "answered"; readonly payload: string }
  | (Extract<InvocationOutcome, { outcome: "failed" }> & { readonly broken?: boolean });

export type WorkerSetup = {
  readonly functionName: string;
  readonly functionArn: string;
  /** The bundle. */
  readonly file: string;
  readonly exportName: string;
  readonly timeoutMs: number;
  readonly memoryMegabytes: number;
  /** Memory of the virtual clock. */
  readonly clock: SharedArrayBuffer;
  /** Ways to the services that need no socket. */
  readonly ports: Ports;
};

export type FunctionThreadProps = {
  readonly setup: WorkerSetup;
  /** All of its environment: nothing of the host's gets in. */
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
};

/** Lambda's limit for what a function answers. */
const largestAnswerBytes = 6_291_556;

/** One execution environment of a function: it runs one invocation at a time, and is kept warm until it dies. */
export class FunctionThread {
  readonly #setup: WorkerSetup;
  readonly #worker: Worker;
  #conclude: ((outcome: InvocationOutcome) => void) | undefined;
  #alive = true;

  constructor({ setup, environment, onLine }: FunctionThreadProps) {
    this.#setup = setup;
    this.#worker = new Worker(new URL("./function-worker.ts", import.meta.url), {
      workerData: setup,
      transferList: Object.values(setup.ports),
      env: { ...compileCache(), ...environment },
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: setup.memoryMegabytes },
    });
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) forwardLines(stream, onLine);
    this.#worker.on("message", (reply: InvocationReply) => this.#receive(reply));
    this.#worker.on("error", (error) => this.#die(failed(nameOf(error), messageOf(error))));
    this.#worker.on("exit", (code) => {
      this.#die(failed("Runtime.ExitError", `The function exited with code ${code}`));
    });
  }

  /** False once it has died; then another takes its place. */
  get alive(): boolean {
    return this.#alive;
  }

  async invoke(invocation: Invocation): Promise<InvocationOutcome> {
    if (!this.#alive) return killed;
    const { promise, resolve } = Promise.withResolvers<InvocationOutcome>();
    this.#conclude = resolve;
    const { timeoutMs } = this.#setup;
    const timer = setTimeout(() => {
      const seconds = (timeoutMs / 1000).toFixed(2);
      void this.kill(failed("Sandbox.Timedout", `${invocation.requestId} Task timed out after ${seconds} seconds`));
    }, timeoutMs);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- of windows; this is a thread
    this.#worker.postMessage(invocation);
    const outcome = await promise;
    clearTimeout(timer);
    return outcome;
  }

  /** Ends it at once, in the middle of whatever it does. */
  async kill(outcome: InvocationOutcome = killed): Promise<void> {
    this.#die(outcome);
    await this.#worker.terminate();
  }

  #receive(reply: InvocationReply): void {
    if (reply.outcome === "failed" && reply.broken === true) return void this.kill(reply);
    if (reply.outcome === "failed") return this.#finish(reply);
    const bytes = Buffer.byteLength(reply.payload);
    if (bytes <= largestAnswerBytes) return this.#finish({ outcome: "answered", payload: JSON.parse(reply.payload) });
    this.#finish(
      failed(
        "Function.ResponseSizeTooLarge",
        `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${largestAnswerBytes} bytes).`,
      ),
    );
  }

  #die(outcome: InvocationOutcome): void {
    this.#alive = false;
    this.#finish(outcome);
  }

  #finish(outcome: InvocationOutcome): void {
    this.#conclude?.(outcome);
    this.#conclude = undefined;
  }
}

/** What is told of a function that was ended in the middle of its work, or before it. */
export const killed = failed("Runtime.Killed", "The function was killed");

function failed(errorType: string, errorMessage: string): InvocationOutcome & { outcome: "failed" } {
  return { outcome: "failed", errorType, errorMessage };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "Error";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function forwardLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk) => {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  });
}
