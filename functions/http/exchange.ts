import type { Caller } from "../domain/access.ts";
import type { EpochMs } from "../domain/instant.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { WebEffects } from "../use-cases/effects.ts";

/** A request as the API and the pages see it: read from the gateway's event, its caller known from the register. */
export type Request = {
  readonly path: string;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
  readonly contentType: string;
  readonly caller: Caller;
  /** The gateway's moment of receipt: the one that deadlines are measured by. */
  readonly receivedAt: EpochMs;
  /** Names this request; the same again when it is sent again with the same Idempotency-Key. */
  readonly attempt: string;
  /** Whether an earlier request of this attempt came to no answer: what it asks for may have been done already. */
  readonly again?: boolean;
};

export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Cookies to be set, each as its header's line. */
  readonly cookies?: readonly string[];
  readonly body: string;
  /** A file, in place of the body. */
  readonly bytes?: Uint8Array;
};

export type Handler<E = WebEffects> = (request: Request, effects: E) => Promise<Answer | Refusal>;

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}

export function text(body: string, contentType: string, headers: Record<string, string> = {}): Answer {
  return { status: 200, headers: { "content-type": contentType, ...headers }, body };
}

export const noContent: Answer = { status: 204, body: "" };

/** Leads the browser on, by a GET. */
export function seeOther(location: string, cookies: readonly string[] = []): Answer {
  return { status: 303, headers: { location }, cookies, body: "" };
}
