import type { Unfit } from "../domain/attachment.ts";

/** How a file of each kind begins, what its picture stands behind, and how it ends; a small picture of it may stand before. */
const FORMS = {
  jpeg: { begins: [0xff, 0xd8, 0xff], picture: [0xff, 0xda], ends: [0xff, 0xd9] },
  png: {
    begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
    picture: [0x49, 0x44, 0x41, 0x54],
    ends: [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82],
  },
} as const;

/** A picture of its kind from its beginning to its end; one that breaks off is broken. */
export function examinePicture(bytes: Uint8Array, kind: keyof typeof FORMS): Unfit | undefined {
  const { begins, picture, ends } = FORMS[kind];
  if (!begins.every((byte, i) => bytes[i] === byte)) return "not-its-type";
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = content.lastIndexOf(Buffer.from(picture));
  return at >= 0 && content.lastIndexOf(Buffer.from(ends)) > at ? undefined : "broken";
}
