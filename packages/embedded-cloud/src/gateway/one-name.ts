import type { IncomingMessage } from "node:http";

/**
 * Where to lead a browser that came by another name of this machine, `localhost` before all: the sign-in comes back
 * to the site's own name, and a cookie set under one name is not sent to another.
 *
 * @returns undefined for all else, and for programs, which need no cookie
 */
export function underOneName(url: string, { method, headers, url: path = "/" }: IncomingMessage): string | undefined {
  const isPage = method === "GET" && (headers.accept ?? "").includes("text/html");
  return isPage && headers.host !== new URL(url).host ? `${url}${path}` : undefined;
}
