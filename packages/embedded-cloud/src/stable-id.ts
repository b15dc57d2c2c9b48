import { hash } from "node:crypto";

/** A UUID that follows from `text`, so that the same history has the same ids in every run. */
export function stableUuid(text: string): string {
  const hex = hash("sha256", text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Small letters and digits that follow from `text`. */
export function stableId(text: string, length: number): string {
  return BigInt(`0x${hash("sha256", text)}`)
    .toString(36)
    .padStart(length, "0")
    .slice(-length);
}
