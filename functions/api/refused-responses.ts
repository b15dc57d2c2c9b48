import type { Route } from "../http/routes.ts";
import type { Json } from "./json-schema.ts";

const problem = {
  "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
};
/** What API Gateway says by itself, before a function is called or in its place. */
const message = {
  "application/json": { schema: { $ref: "#/components/schemas/GatewayMessage" } },
};
const text = (description: string) => ({ description, schema: { type: "string" } });

/** Each refusal by its status: what it means, and its form, which tells whether the gateway gives it or the site. */
const REFUSALS = {
  Invalid: { status: 400, description: "What was sent is not as it should be.", content: { ...problem, ...message } },
  NotSignedIn: {
    status: 401,
    description: "No token, or one that does not count: the gateway's message, or the site's problem, which says why.",
    headers: { "www-authenticate": { required: true, ...text("What is wrong with the token (RFC 6750).") } },
    content: { ...message, ...problem },
  },
  Forbidden: { status: 403, description: "Not the caller's to do.", content: problem },
  NotFound: { status: 404, description: "It is not there, or not for the caller to see.", content: problem },
  MethodNotAllowed: {
    status: 405,
    description: "The path is called by another method.",
    headers: { allow: { required: true, ...text("The methods of this path.") } },
    content: problem,
  },
  Conflict: {
    status: 409,
    description: "It does not fit the present state; or it is under way, and worth asking for again.",
    headers: { "retry-after": text("Seconds after which it is worth asking again.") },
    content: problem,
  },
  TooLarge: {
    status: 413,
    description:
      "The body is too long: for the site a problem, which says how long it may be; for the gateway a message.",
    content: { ...problem, ...message },
  },
  UnsupportedType: { status: 415, description: "The body is of a type that is not read here.", content: problem },
  KeyReused: { status: 422, description: "The Idempotency-Key came with another request.", content: problem },
  TooManyRequests: {
    status: 429,
    description: "More is asked at once than the gateway lets in: nothing was done.",
    content: message,
  },
  HeadersTooLarge: { status: 431, description: "The request's line and headers are too long.", content: message },
  Failed: { status: 500, description: "Something broke; asking again is safe.", content: { ...problem, ...message } },
  Unavailable: {
    status: 503,
    description:
      "Too much is asked at once. The gateway's message: no function was free, or none answered in time; the site's problem: the table took no more.",
    headers: { "retry-after": text("Seconds after which it is worth asking again.") },
    content: { ...message, ...problem },
  },
} as const;
type Refused = keyof typeof REFUSALS;

/** The refusals, as the document's `components.responses`. */
export const refusedResponses: Json = Object.fromEntries(
  Object.entries(REFUSALS).map(([name, { status: _status, ...response }]) => [name, response]),
);

/** To whom the site speaks, and what it lets each read. */
const OF_EVERY_ROUTE: readonly Refused[] = [
  "Invalid",
  "MethodNotAllowed",
  "TooManyRequests",
  "HeadersTooLarge",
  "Failed",
  "Unavailable",
];
const OF_THE_SIGNED_IN: readonly Refused[] = [
  "NotSignedIn",
  "Forbidden",
  "NotFound",
  "Conflict",
  "TooLarge",
  "UnsupportedType",
];

/** What an operation may be refused with, by status. */
export function refusalsOf({ access, method }: Pick<Route, "access" | "method">): Json {
  const names = [
    ...OF_EVERY_ROUTE,
    ...(access === "signed-in" ? OF_THE_SIGNED_IN : []),
    ...(method === "GET" ? [] : (["KeyReused"] as const)),
  ];
  return Object.fromEntries(
    names.map((name) => [String(REFUSALS[name].status), { $ref: `#/components/responses/${name}` }]),
  );
}
