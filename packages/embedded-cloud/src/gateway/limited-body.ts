import type { IncomingMessage } from "node:http";

/** The whole body; undefined as soon as it is longer than allowed, without reading on. */
export async function readAtMost(request: IncomingMessage, largestBytes: number): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > largestBytes) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > largestBytes) return undefined;
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}
