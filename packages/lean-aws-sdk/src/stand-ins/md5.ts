import { createHash } from "node:crypto";

import { bytesOf } from "./bytes-of.ts";

/** Instead of one that makes a hash when it is loaded, to see whether Node has any: Lambda's has. */
export class Md5Node {
  readonly digestLength = 16;
  #hash = createHash("md5");

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#hash.copy().digest());
  }

  reset(): void {
    this.#hash = createHash("md5");
  }
}
