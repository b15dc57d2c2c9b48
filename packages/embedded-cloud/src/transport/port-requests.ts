import { EventEmitter } from "node:events";
import type { RequestOptions } from "node:http";
import { receiveMessageOnPort } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { PortResponse } from "./port-response.ts";
import type { PortAnswer, PortRequest } from "./port-messages.ts";
import type { HttpAnswer } from "./service.ts";

/** Ports to stand-ins, by the host and port that they have as servers, such as `127.0.0.1:40123`. */
export type Ports = Readonly<Record<string, MessagePort>>;

/**
 * Makes `http.request` of this thread take a port to where there is one: what a bundle says to a service, and hears of
 * it, is the same, but no socket is between. All else goes as ever; so does a bundle in ESM that imports `request` by
 * name.
 */
export function requestOverPorts(ports: Ports): void {
  // Imported, it would be asked for every name that it exports, and load the whole of fetch for one of them.
  const http = process.getBuiltinModule("node:http");
  const lines = new Map(Object.entries(ports).map(([host, port]) => [host, new Line(port)]));
  const overSockets = http.request;
  const request = (...args: unknown[]): unknown => {
    const [options, onResponse] = args;
    const line = isOptions(options) ? lines.get(`${options.host}:${options.port}`) : undefined;
    if (line === undefined || !isOptions(options)) return Reflect.apply(overSockets, http, args);
    const made = new PortClientRequest(line, options);
    if (isListener(onResponse)) made.once("response", onResponse);
    return made;
  };
  Object.assign(http, { request });
}

const isOptions = (value: unknown): value is RequestOptions =>
  typeof value === "object" && value !== null && !(value instanceof URL);
const isListener = (value: unknown): value is (response: PortResponse) => void => typeof value === "function";

/** The requests that are under way through one port. */
class Line {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, PortClientRequest>();
  #last = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    port.on("message", (first: PortAnswer) => {
      this.#receive(first);
      // What came meanwhile, without an event of its own for each.
      for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
        this.#receive(next.message);
      }
    });
  }

  send(request: PortClientRequest, content: Omit<PortRequest, "id">): number {
    this.#last += 1;
    const message: PortRequest = { id: this.#last, ...content };
    this.#waiting.set(this.#last, request);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- of windows; this is a thread
    this.#port.postMessage(message);
    return this.#last;
  }

  /** Nobody waits for that answer any more. */
  forget(id: number): void {
    this.#waiting.delete(id);
  }

  #receive({ id, answer }: PortAnswer): void {
    const request = this.#waiting.get(id);
    this.#waiting.delete(id);
    request?.settle(answer);
  }
}

/** What a client may ask of its connection: it is there at once, and never idle for long enough to matter. */
class PortSocket extends EventEmitter {
  readonly connecting = false;
  setKeepAlive(): this {
    return this;
  }
  setTimeout(): this {
    return this;
  }
  destroy(): this {
    return this;
  }
}

const socket = new PortSocket();

/** The part of `http.ClientRequest` that the clients of the SDK use. */
class PortClientRequest extends EventEmitter {
  readonly socket = socket;
  readonly #line: Line;
  readonly #options: RequestOptions;
  readonly #chunks: Buffer[] = [];
  #id: number | undefined;
  #destroyed = false;

  constructor(line: Line, options: RequestOptions) {
    super();
    this.#line = line;
    this.#options = options;
  }

  write(chunk: string | Uint8Array): boolean {
    this.#chunks.push(Buffer.from(chunk));
    return true;
  }

  end(chunk: string | Uint8Array = ""): this {
    if (this.#destroyed) return this;
    const { method = "GET", path, headers } = this.#options;
    const body = this.#chunks.length === 0 ? chunk : Buffer.concat([...this.#chunks, Buffer.from(chunk)]);
    this.#id = this.#line.send(this, {
      method,
      url: path ?? "/",
      headers: lowerCased(headers),
      body: typeof body === "string" ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString(),
    });
    return this;
  }

  /** Gives up: what comes back is not heard. */
  destroy(error: Error = hangUp()): this {
    if (this.#destroyed) return this;
    this.#destroyed = true;
    if (this.#id !== undefined) this.#line.forget(this.#id);
    process.nextTick(() => this.#fail(error));
    return this;
  }

  /** @param answer undefined: the connection was cut */
  settle(answer: HttpAnswer | undefined): void {
    this.#destroyed = true;
    if (answer === undefined) return this.#fail(hangUp());
    this.emit("response", new PortResponse(answer));
    this.emit("close");
  }

  #fail(error: Error): void {
    this.emit("error", error);
    this.emit("close");
  }
}

/** As Node says it of a connection that ends before the answer. */
function hangUp(): Error {
  return Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
}

function lowerCased(headers: RequestOptions["headers"] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
