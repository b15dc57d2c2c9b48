import * as z from "zod/mini";

import { MINUTE_MS, formatInstant, parseInstant } from "../../../functions/domain/instant.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import { refusalLine } from "embedded-cloud";
import type { FaultRequest } from "embedded-cloud";
import type { PostedLetter } from "../replay/results.ts";
import { expectDone } from "../replay/outcome.ts";
import { isIssueTo, postedLetter } from "../replay/posted-letter.ts";
import type { Call, Harness } from "../replay/harness.ts";
import type { Asked, Client } from "./client.ts";

const ClockSchema = z.object({ now: z.pipe(z.string(), z.transform(parseInstant)) });
const MailboxSchema = z.object({
  items: z.array(
    z.object({
      at: z.string(),
      recipients: z.array(z.string()),
      text: z.nullable(z.string()),
      outcome: z.enum(["delivered", "bounced", "complained"]),
      tags: z.record(z.string(), z.string()),
    }),
  ),
});

const text = z.string();
const RefusalsSchema = z.object({
  items: z.array(z.object({ caller: text, call: text, resource: text, why: text, user: text, because: text })),
});

/** How often a client asks again before it calls for a person. */
const mostTries = 12;
/** Nothing was sent since then; only what is on its way is waited for. */
const farAhead = encodeURIComponent("2099-01-01T00:00:00+07:00");

/** The harness that is `npm start` in a process of its own, driven over HTTP as by anybody. */
export type ProcessStage = Harness & {
  readonly inject: (fault: FaultRequest) => Promise<void>;
  readonly clearFaults: () => Promise<void>;
  /** What the stack's permissions have not let through, in all lives of the process; a line each. */
  readonly refusals: () => Promise<string[]>;
};

/**
 * A request that dies with the process is asked again, under its own Idempotency-Key; one that is told to come again
 * does so. A client's patience runs on the virtual clock: on one that stands still it would wait for ever.
 */
export function processStage(client: Client): ProcessStage {
  let calls = 0;
  const done = async (asked: Asked): Promise<unknown> =>
    expectDone(await client.ask(asked), `${asked.method} ${asked.path}`);

  async function now(): Promise<EpochMs> {
    return z.parse(ClockSchema, await done({ method: "GET", path: "/local/clock" })).now;
  }

  async function moveTo(instant: EpochMs): Promise<void> {
    // What a life before left undone may have moved the clock beyond it already.
    while ((await now()) < instant) {
      const move = { method: "POST", path: "/local/clock", body: { to: formatInstant(instant) } };
      const answer = await client.askOnce(move);
      if (answer !== undefined) return void expectDone(answer, `move the clock to ${formatInstant(instant)}`);
    }
  }

  async function call({ method, path, as, body, headers: given }: Call): Promise<{ status: number; body: unknown }> {
    calls += 1;
    const headers = {
      ...(method !== "GET" && { "idempotency-key": `chaos-${calls}` }),
      ...given,
    };
    for (let tries = 1; ; tries += 1) {
      const answer = await client.ask({ method, path, as, body, headers });
      const { status, retryAfterSeconds } = answer;
      if ((status < 500 && retryAfterSeconds === undefined) || tries === mostTries) return answer;
      await moveTo((await now()) + Math.max((retryAfterSeconds ?? 0) * 1000, MINUTE_MS));
    }
  }

  async function letters(): Promise<PostedLetter[]> {
    const mailbox = await done({ method: "GET", path: "/local/mailbox" });
    return z.parse(MailboxSchema, mailbox).items.map(postedLetter);
  }

  const inject = async (fault: FaultRequest): Promise<void> =>
    void (await done({ method: "POST", path: "/local/faults", body: fault }));

  return {
    now,
    moveTo,
    call,
    inject,
    settle: async () => void (await done({ method: "GET", path: `/local/mailbox?since=${farAhead}` })),
    bounce: (address) => inject({ kind: "bounce", address, count: "always" }),
    clearFaults: async () => void (await done({ method: "DELETE", path: "/local/faults" })),
    refusals: async () =>
      z.parse(RefusalsSchema, await done({ method: "GET", path: "/local/refusals" })).items.map(refusalLine),
    letters,
    letterOfIssue: async (to) => (await letters()).find((letter) => isIssueTo(to, letter))?.text,
  };
}
