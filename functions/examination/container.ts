import type { Unfit } from "../domain/attachment.ts";

/** Whether a file is a compound file (MS-CFB, 2.2): what Office wrote until 2003, and wraps a package with a password in. */
export function isContainer(bytes: Uint8Array): boolean {
  return BEGINS.every((byte, i) => bytes[i] === byte);
}

/** A stream of this name holds a package behind a password (MS-OFFCRYPTO, 2.3.4.4); without it the format is an old one. */
export function whyContained(bytes: Uint8Array): Unfit {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(ENCRYPTED) ? "locked" : "old-format";
}

const BEGINS = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ENCRYPTED = Buffer.from("EncryptedPackage", "utf16le");
