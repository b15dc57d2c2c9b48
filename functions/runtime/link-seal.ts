import { createHmac, timingSafeEqual } from "node:crypto";

/** A name that nobody can make who has not the key: 22 characters of an HMAC-SHA-256 (RFC 2104), 132 bits. */
export function sealOf(key: string, parts: readonly string[]): string {
  return createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}

/** Whether a name is that of these parts, in a time that tells nothing of how much of it is right. */
export function isSealOf(given: string, key: string, parts: readonly string[]): boolean {
  const [right, got] = [Buffer.from(sealOf(key, parts)), Buffer.from(given)];
  return right.length === got.length && timingSafeEqual(right, got);
}
