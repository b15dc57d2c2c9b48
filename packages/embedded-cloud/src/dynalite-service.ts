import { EventEmitter } from "node:events";
import type { Server } from "node:http";
import type { HttpAnswer, Service, ServiceRequest } from "./transport/service.ts";

/** Asks dynalite without a socket: it is given what of a request and of an answer it uses. */
export function dynaliteService(server: Server): Service {
  return ({ body, ...head }) =>
    new Promise<HttpAnswer>((resolve) => {
      const request = new AskedRequest(head);
      server.emit("request", request, new AwaitedResponse(resolve));
      if (body !== "") request.emit("data", body);
      request.emit("end");
    });
}

class AskedRequest extends EventEmitter {
  readonly method: string;
  readonly url: string;
  readonly headers: ServiceRequest["headers"];

  constructor({ method, url, headers }: Pick<ServiceRequest, "method" | "url" | "headers">) {
    super();
    this.method = method;
    this.url = url;
    this.headers = headers;
  }
}

class AwaitedResponse {
  statusCode = 200;
  readonly #headers: Record<string, string> = {};
  readonly #resolve: (answer: HttpAnswer) => void;

  constructor(resolve: (answer: HttpAnswer) => void) {
    this.#resolve = resolve;
  }

  setHeader(name: string, value: string | number): void {
    this.#headers[name.toLowerCase()] = String(value);
  }

  end(body = ""): void {
    this.#resolve({ status: this.statusCode, headers: this.#headers, body });
  }
}
