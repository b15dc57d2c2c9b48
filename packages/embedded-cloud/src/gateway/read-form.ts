import type { IncomingMessage, ServerResponse } from "node:http";
import { readAtMost } from "./limited-body.ts";

const largestFormBytes = 100_000;

/** The fields of a form; undefined for one that is too long, which is answered. */
export async function readForm(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<URLSearchParams | undefined> {
  const body = await readAtMost(request, largestFormBytes);
  if (body !== undefined) return new URLSearchParams(body.toString("utf8"));
  request.resume();
  response.writeHead(413).end(`At most ${largestFormBytes} bytes are read here\n`);
  return undefined;
}
