import { createHash, hash } from "node:crypto";
import type { MessageAttributes } from "./queue-message.ts";

/** MD5 of a body, in hex; the real clients refuse an answer whose digest differs. */
export function digestOfBody(body: string): string {
  return hash("md5", body);
}

/** MD5 of message attributes in the form that SQS documents: sorted by name, every part behind its length. */
export function digestOfAttributes(attributes: MessageAttributes): string {
  const digest = createHash("md5");
  for (const [name, attribute] of Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    digest.update(withLength(Buffer.from(name))).update(withLength(Buffer.from(attribute.DataType)));
    if (attribute.BinaryValue === undefined) {
      digest.update(Buffer.from([1])).update(withLength(Buffer.from(attribute.StringValue ?? "")));
    } else {
      digest.update(Buffer.from([2])).update(withLength(Buffer.from(attribute.BinaryValue, "base64")));
    }
  }
  return digest.digest("hex");
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
