import * as z from "zod/mini";

import type { Life } from "./local-process.ts";

export type Asked = {
  readonly method: string;
  readonly path: string;
  /** Whose verified address the token carries. @default - no token is sent */
  readonly as?: string | undefined;
  /** A string is sent as it is, all else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Answered = {
  readonly status: number;
  /** When the client is told to come again. */
  readonly retryAfterSeconds: number | undefined;
  readonly body: unknown;
};

/** Of one life: where it answers, and whether it is over. */
type Site = Pick<Life, "url" | "ended">;

const TokenSchema = z.object({ token: z.string() });

/** A client of a process that may be killed at any moment. */
export class Client {
  readonly #process: { readonly life: Promise<Site> };
  readonly #tokens = new WeakMap<Site, Map<string, string>>();
  #cut = 0;

  /** @param process whose present life is asked */
  constructor(process: { readonly life: Promise<Site> }) {
    this.#process = process;
  }

  /** Requests that died with the process. */
  get cut(): number {
    return this.#cut;
  }

  /** Asks again until it is answered, in whichever life. */
  async ask(asked: Asked): Promise<Answered> {
    for (;;) {
      const answer = await this.askOnce(asked);
      if (answer !== undefined) return answer;
    }
  }

  /** @returns undefined when the process died over it: what of it was done, nobody knows. */
  async askOnce(asked: Asked): Promise<Answered | undefined> {
    const life = await this.#process.life;
    try {
      return await this.#send(life, asked);
    } catch (error) {
      if (!life.ended()) throw error;
      this.#cut += 1;
      return undefined;
    }
  }

  async #send(life: Site, { method, path, as, body, headers = {} }: Asked): Promise<Answered> {
    const isText = typeof body === "string";
    const response = await fetch(`${await life.url}${path}`, {
      method,
      headers: {
        ...(body !== undefined && !isText && { "content-type": "application/json" }),
        ...(as !== undefined && { authorization: `Bearer ${await this.#tokenOf(life, as)}` }),
        ...headers,
      },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get("content-type") ?? "");
    const retryAfter = response.headers.get("retry-after");
    return {
      status: response.status,
      retryAfterSeconds: retryAfter === null ? undefined : Number(retryAfter),
      body: isJson && text !== "" ? JSON.parse(text) : text,
    };
  }

  /** The issuer has another address in each life, and takes no token of the one before. */
  async #tokenOf(life: Site, email: string): Promise<string> {
    const known = this.#tokens.get(life) ?? new Map<string, string>();
    this.#tokens.set(life, known);
    const token = known.get(email);
    if (token !== undefined) return token;
    const { body } = await this.#send(life, { method: "POST", path: "/local/token", body: { email } });
    const fresh = TokenSchema.parse(body).token;
    known.set(email, fresh);
    return fresh;
  }
}
