import type { IncomingHttpHeaders } from "node:http";

/** A service that stands in for one of the cloud's, whichever way its requests come. */
export type Service = (request: ServiceRequest) => Promise<ServiceAnswer>;

export type ServiceRequest = {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Aborted when the caller is gone and can hear no answer. */
  readonly gone: AbortSignal;
};

/** What the caller gets; `cut`: its connection ends without an answer. */
export type ServiceAnswer = HttpAnswer | "cut";

export type HttpAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What a caller is told when the stand-in itself fails: the fault is not the caller's. */
export function failureOf(error: unknown): HttpAnswer {
  const message = error instanceof Error ? error.message : String(error);
  return { status: 500, headers: { "content-type": "text/plain" }, body: `InternalFailure: ${message}` };
}
