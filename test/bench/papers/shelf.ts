import { listenOnLoopback } from "embedded-cloud/loopback-server";

export type Shelf = {
  readonly url: string;
  /** Bytes that were put there since it was last asked. */
  readonly taken: () => number;
  readonly close: () => Promise<void>;
};

/** An S3 that takes what it is given, whole or in parts, counts its bytes, and forgets it. */
export async function shelf(): Promise<Shelf> {
  let bytes = 0;
  const server = await listenOnLoopback(async (request, response) => {
    const query = new URL(request.url ?? "/", "http://unused").searchParams;
    for await (const piece of request) if (request.method === "PUT") bytes += piece.length;
    response.setHeader("x-amz-version-id", "1").setHeader("etag", '"1"').setHeader("content-type", "application/xml");
    if (query.has("uploads")) response.end(answer("InitiateMultipartUploadResult", "<UploadId>1</UploadId>"));
    else response.end(request.method === "POST" ? answer("CompleteMultipartUploadResult", "<ETag>1</ETag>") : "");
  });
  const taken = (): number => {
    const since = bytes;
    bytes = 0;
    return since;
  };
  return { url: server.url, taken, close: () => server.close() };
}

const answer = (name: string, content: string): string =>
  `<?xml version="1.0"?><${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${name}>`;
