import type { IncomingMessage } from "node:http";

/**
 * Says why a request may not drive the deployment; undefined when it may. A page of another site can make a browser
 * send requests here, also under a name of its own that it lets point to this machine: neither is let in.
 */
export function whyNotLocal({ headers }: IncomingMessage): string | undefined {
  const { host = "", origin } = headers;
  const name = host.replace(/:\d+$/, "").toLowerCase();
  if (!["127.0.0.1", "localhost", "[::1]"].includes(name)) {
    return `Asked for by the host ${JSON.stringify(host)}; allowed are 127.0.0.1, localhost and [::1]`;
  }
  if (origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`) return undefined;
  return `Asked for by a page of ${JSON.stringify(origin)}; allowed are this deployment's own pages`;
}
