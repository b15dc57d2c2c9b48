import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { MessageChannel } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { servePort } from "./transport/serve-port.ts";
import { failureOf } from "./transport/service.ts";
import type { Service } from "./transport/service.ts";

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type LoopbackServer = {
  /** Without a slash at the end, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  close(): Promise<void>;
};

/** Connections that may wait to be taken: what Linux allows. */
const MOST_WAITING = 4_096;

/**
 * Serves `handle` on 127.0.0.1 only; port 0 takes any free one.
 * What `handle` throws is answered with 500: the fault is the stand-in's own, not the caller's.
 */
export async function listenOnLoopback(handle: Handle, port = 0): Promise<LoopbackServer> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) {
        response.destroy();
        return;
      }
      const { status, headers, body } = failureOf(error);
      response.writeHead(status, headers).end(body);
    });
  });
  // Node closes an idle connection after 5 s; a client that reuses it at that moment would see a lost reply, which
  // a mail sender must not take lightly.
  server.keepAliveTimeout = 10 * 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === "EADDRINUSE";
      reject(
        taken ? new Error(`Port ${port} of 127.0.0.1 is in use: give another one, or 0 for any`, { cause }) : cause,
      );
    });
    // In a rush more knock at once than Node lets wait by default.
    server.listen({ port, host: "127.0.0.1", backlog: MOST_WAITING }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A loopback server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    ...headers,
  });
  response.end(JSON.stringify(body));
}

/** A stand-in that is reached in two ways. */
export type ServiceServer = LoopbackServer & {
  /** A way in that needs no socket, for another thread of this process; see transport/port-requests.ts. */
  connect(): MessagePort;
};
/** One whose other ways in end in this thread. */
export type ServiceHere = ServiceServer & {
  /** Answers what comes through a port, too. */
  serve(port: MessagePort): void;
};

/** Serves a stand-in on a free port of 127.0.0.1, and over ports of this process. */
export async function serveOnLoopback(service: Service): Promise<ServiceHere> {
  const server = await listenOnLoopback(overSockets(service));
  return {
    ...server,
    serve: (port) => servePort(port, service),
    connect() {
      const { port1: here, port2: there } = new MessageChannel();
      servePort(here, service);
      return there;
    },
  };
}

function overSockets(service: Service): Handle {
  return async (request, response) => {
    const caller = new AbortController();
    const leave = () => caller.abort();
    const { method = "GET", url = "/", headers } = request;
    const body = await readBody(request);
    request.socket.once("close", leave);
    const answer = await service({ method, url, headers, body, gone: caller.signal });
    request.socket.off("close", leave);
    if (answer === "cut") request.socket.destroy();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  };
}

/** The whole body. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
