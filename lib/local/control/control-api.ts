import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod/mini";
import { formatInstant, parseInstant } from "../../../functions/domain/instant.ts";
import { CannotGoBack, whyNotLocal } from "embedded-cloud";
import type { Moved } from "embedded-cloud";
import type { Deployment } from "../stood-up.ts";
import { sendProblem } from "./local-answer.ts";
import { localPages } from "./page/pages.ts";
import { invalid, LocalRefusal, readJson, readValue } from "./local-request.ts";
import { whyNotBack } from "../zone-instants.ts";
import { sendJson } from "embedded-cloud/loopback-server";
import type { Handle } from "embedded-cloud/loopback-server";

type Operation = (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>;

const InstantSchema = z.pipe(
  z.string().check(
    z.refine((text) => Number.isFinite(parseInstant(text)), {
      error: "must be an instant with its offset, like 2017-10-27T08:00:00+07:00",
    }),
  ),
  z.transform(parseInstant),
);
const MoveSchema = z.strictObject({ to: InstantSchema });
const TokenSchema = z.strictObject({
  email: z.optional(z.email({ error: "must be an e-mail address, like vanthu@snv.daklak.example" })),
  emailVerified: z.optional(z.boolean()),
  clientId: z.optional(z.string().check(z.minLength(1))),
  audience: z.optional(z.string().check(z.minLength(1))),
  ttlSeconds: z.optional(z.int({ error: "must be a whole number of real seconds; below 0 gives an expired token" })),
});

/**
 * What drives the embedded deployment, under `/local`: the clock, the mailbox, faults, tokens, and the page that shows
 * them. It is not in the stack, so it cannot be deployed.
 */
export function controlApi(deployment: Deployment): Handle {
  const { faults } = deployment;
  const operations: Readonly<Record<string, Operation>> = {
    "GET /local/clock": (_, response) => sendJson(response, 200, { now: formatInstant(deployment.now()) }),
    "POST /local/clock": async (request, response) => {
      const { to } = await readJson(request, MoveSchema);
      sendJson(response, 200, writtenMove(await moveTo(to)));
    },
    "GET /local/mailbox": async (_, response, { searchParams }) => {
      // A plus sign that was not encoded comes as a space.
      const since = searchParams.get("since")?.replace(" ", "+");
      const sinceMs = since === undefined ? undefined : readValue({ since }, z.object({ since: InstantSchema })).since;
      // What is on its way arrives first.
      await deployment.settle();
      const letters = deployment.mailbox(sinceMs);
      sendJson(response, 200, { items: await Promise.all(letters.map((letter) => deployment.open(letter))) });
    },
    "GET /local/faults": (_, response) => sendJson(response, 200, { items: faults.waiting() }),
    "POST /local/faults": async (request, response) => {
      const injection = faults.inject(await readJson(request, z.unknown()));
      if (injection.outcome === "rejected") throw invalid(injection.errors);
      sendJson(response, 201, injection.fault);
    },
    "DELETE /local/faults": (_, response) => {
      faults.clear();
      response.writeHead(204).end();
    },
    "POST /local/token": async (request, response) => {
      const { email, emailVerified, clientId, ...options } = await readJson(request, TokenSchema);
      if ((email === undefined) === (clientId === undefined)) {
        throw invalid([{ path: "email", message: "give either email (a person) or clientId (a system)" }]);
      }
      const bearer = clientId === undefined ? { email: email ?? "", emailVerified } : { clientId };
      sendJson(response, 200, { token: await deployment.token(bearer, options) });
    },
    "GET /local/resources": (_, response) => sendJson(response, 200, deployment.resources()),
    "GET /local/refusals": (_, response) => sendJson(response, 200, { items: deployment.refusals() }),
    "GET /local/log": (_, response) => {
      const items = deployment.log().map(({ atMs, ...line }) => ({ at: formatInstant(atMs), ...line }));
      sendJson(response, 200, { items });
    },
  };
  const pages = localPages(deployment);

  return async (request, response) => {
    try {
      await answer(request, response);
    } catch (error) {
      if (!(error instanceof LocalRefusal)) throw error;
      sendProblem(response, error.problem);
    }
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const why = whyNotLocal(request);
    if (why !== undefined) throw new LocalRefusal({ status: 403, title: "Not from here", detail: why });
    const url = new URL(request.url ?? "/", deployment.url);
    const operation = operations[`${request.method} ${url.pathname}`];
    if (operation !== undefined) return operation(request, response, url);
    if (await pages(request, response, url)) return;
    const methods = Object.keys(operations).flatMap((key) =>
      key.endsWith(` ${url.pathname}`) ? [key.split(" ")[0]] : [],
    );
    if (methods.length === 0) {
      throw new LocalRefusal({ status: 404, title: "There is no such thing here", detail: `Got ${url.pathname}` });
    }
    response.setHeader("allow", methods.join(", "));
    const detail = `Got ${request.method}; allowed here: ${methods.join(", ")}`;
    throw new LocalRefusal({ status: 405, title: "Not to be done here", detail });
  }

  async function moveTo(toMs: number): Promise<Moved> {
    try {
      return await deployment.moveTo(toMs);
    } catch (error) {
      if (!(error instanceof CannotGoBack)) throw error;
      throw invalid([{ path: "to", message: whyNotBack(error) }]);
    }
  }
}

function writtenMove({ nowMs, fired, rounds }: Moved): object {
  return {
    now: formatInstant(nowMs),
    fired: fired.map(({ atMs, name, target }) => ({ at: formatInstant(atMs), name, target })),
    rounds,
  };
}
