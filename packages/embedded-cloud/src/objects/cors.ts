import type { IncomingMessage } from "node:http";

import type { Bucket } from "./bucket.ts";

/** What a bucket tells a page of another origin; nothing to those that its rules do not name. */
export function corsHeaders({ cors }: Pick<Bucket, "cors">, { method = "", headers }: IncomingMessage): Headers {
  const { origin } = headers;
  const asked = headers["access-control-request-method"] ?? method;
  const rule = cors.find(({ origins, methods }) => origins.some((one) => one === origin) && methods.includes(asked));
  if (origin === undefined || rule === undefined) return new Headers();
  return new Headers({
    "access-control-allow-origin": origin,
    "access-control-allow-methods": rule.methods.join(", "),
    "access-control-allow-headers": rule.headers.join(", "),
    vary: "Origin",
  });
}
