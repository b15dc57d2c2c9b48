import { isRefusal } from "../../functions/domain/refusal.ts";
import type { Caller } from "../../functions/domain/access.ts";
import { attemptOf, once } from "../../functions/http/idempotency.ts";
import type { Answer, Handler, Request } from "../../functions/http/exchange.ts";
import { problemOf } from "../../functions/http/problem.ts";
import type { Cloud } from "./cloud.ts";
import type { Mood } from "./mood.ts";
import type { Random } from "./random.ts";
import type { VirtualTime } from "./virtual-time.ts";

export type Sent = {
  readonly handler: Handler;
  readonly path: string;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The Idempotency-Key, if it has one: sent again with it, a request is the same request. */
  readonly key?: string | undefined;
};

/** What whoever asked was told: an answer, and as which attempt the program knows it; or nothing. */
export type Heard = { readonly answer: Answer; readonly attempt: string } | "nothing";

type Around = { readonly cloud: Cloud; readonly time: VirtualTime; readonly random: Random; readonly mood: Mood };

/** The HTTP API as its callers know it: an answer comes, or an error that says nothing, or none. */
export class Gateway {
  readonly #around: Around;

  constructor(around: Around) {
    this.#around = around;
  }

  send({ handler, path, caller, params, body, key }: Sent, heard: (what: Heard) => void): void {
    const { cloud, time, random, mood } = this.#around;
    const receivedAt = time.now;
    cloud.web<Exclude<Heard, "nothing">>(
      async (effects) => {
        const attempt = key === undefined ? effects.newAttempt() : attemptOf(caller, key);
        const request: Request = {
          path,
          params,
          query: {},
          body: JSON.stringify(body),
          contentType: "application/json",
          caller,
          receivedAt,
          attempt,
        };
        const carryOut = async (asked: Request): Promise<Answer> => {
          const answered = await handler(asked, effects);
          return isRefusal(answered) ? problemOf(answered) : answered;
        };
        const answer = await (key === undefined
          ? carryOut(request)
          : once({ key, request, method: "POST" }, effects, carryOut));
        return { answer, attempt };
      },
      {
        done: (answered) => time.after(20, () => heard(random.chance(mood.answerLost) ? "nothing" : answered)),
        threw: () => time.after(20, () => heard("nothing")),
        gone: () => time.after(2000, () => heard("nothing")),
      },
    );
  }
}
