import { Readable } from "node:stream";
import type { HttpAnswer } from "./service.ts";

/** The part of `http.IncomingMessage` that the clients of the SDK use; all of its body is there from the beginning. */
export class PortResponse extends Readable {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly complete = true;
  readonly #body: Buffer;

  constructor({ status, headers, body }: HttpAnswer) {
    super();
    this.statusCode = status;
    this.headers = headers;
    this.#body = Buffer.from(body);
  }

  override _read(): void {
    this.push(this.#body);
    this.push(null);
  }

  /** In one go, since nothing is still to come. */
  override pipe<Target extends NodeJS.WritableStream>(target: Target): Target {
    target.end(this.#body);
    return target;
  }
}
