import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

import { ServiceRefusal } from "../service-refusal.ts";

/** Every function of the embedded deployment signs with this; it keeps nothing secret, but a changed request is found out. */
const secretKey = "none";

/** How a request was let in: by its own headers, or as a link that somebody was given. */
export type SignedBy = "headers" | "link";

/**
 * Checks the signature (version 4) of a request, in its headers or in its address; a bucket here answers nobody else.
 *
 * @param nowMs epoch milliseconds, by which a link has lapsed or not
 * @throws ServiceRefusal
 */
export function checkSigned(request: IncomingMessage, nowMs: number): SignedBy {
  const url = new URL(request.url ?? "/", "http://unused");
  if (url.searchParams.has("X-Amz-Signature")) {
    checkLink(request, url, nowMs);
    return "link";
  }
  const { authorization = "" } = request.headers;
  const found = /^AWS4-HMAC-SHA256 Credential=[^/]+\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/.exec(
    authorization,
  );
  if (found === null) throw new ServiceRefusal("AccessDenied", "Access Denied", 403);
  const [, scope = "", signedHeaders = "", signature = ""] = found;
  const payload = String(request.headers["x-amz-content-sha256"] ?? "");
  const date = String(request.headers["x-amz-date"] ?? "");
  check(signature, signatureOf(scope, date, canonical({ request, url, signedHeaders, payload })));
  return "headers";
}

/** The signature of a text, such as a form's policy, by the key of a scope `20170714/region/s3/aws4_request`. */
export function signatureOfText(scope: string, text: string): string {
  const key = scope.split("/").reduce<Buffer | string>((by, part) => hmac(by, part), `AWS4${secretKey}`);
  return hmac(key, text).toString("hex");
}

/** @throws ServiceRefusal when the two are not the same */
export function check(given: string, right: string): void {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  if (a.length === b.length && timingSafeEqual(a, b)) return;
  throw new ServiceRefusal(
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    403,
  );
}

/** `20170714T010000Z`, as epoch milliseconds. */
export function signedAt(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

function checkLink(request: IncomingMessage, url: URL, nowMs: number): void {
  const asked = (name: string) => url.searchParams.get(`X-Amz-${name}`) ?? "";
  const lapsesMs = signedAt(asked("Date")) + Number(asked("Expires")) * 1000;
  // What is no number has lapsed, too.
  if (!(nowMs < lapsesMs)) throw new ServiceRefusal("AccessDenied", "Request has expired", 403);
  const scope = asked("Credential").split("/").slice(1).join("/");
  const text = canonical({ request, url, signedHeaders: asked("SignedHeaders"), payload: "UNSIGNED-PAYLOAD" });
  check(asked("Signature"), signatureOf(scope, asked("Date"), text));
}

function signatureOf(scope: string, date: string, request: string): string {
  return signatureOfText(scope, ["AWS4-HMAC-SHA256", date, scope, sha256(request)].join("\n"));
}

function canonical({
  request,
  url,
  signedHeaders,
  payload,
}: {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly signedHeaders: string;
  readonly payload: string;
}): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted();
  const headers = signedHeaders.split(";").map(
    (name) =>
      `${name}:${String(request.headers[name] ?? "")
        .replaceAll(/\s+/g, " ")
        .trim()}\n`,
  );
  const method = request.method ?? "GET";
  return [method, url.pathname, query.join("&"), headers.join(""), signedHeaders, payload].join("\n");
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
