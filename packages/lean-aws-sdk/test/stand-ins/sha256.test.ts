import { expect, it } from "vitest";

import { Sha256Node } from "../../src/stand-ins/sha256.ts";
import { asItComes, load } from "../packages.ts";

const sdk = load(
  asItComes(`export { Sha256Node } from "./@smithy/core/dist-es/submodules/checksum/sha256/Sha256Node.js";`),
) as { Sha256Node: typeof Sha256Node };

/** An HMAC pads a secret to 64 bytes, and hashes a longer one first (RFC 2104). */
it.each([undefined, "", "secret", "s".repeat(64), "s".repeat(65), new Uint8Array([1, 2, 3]).buffer])(
  "hashes what it is fed as the SDK does, at once or part by part, with the secret %o",
  async (secret) => {
    for (const parts of [[], [""], ["báo cáo"], ["báo", " ", "cáo"], [new Uint8Array([0, 255]), "báo cáo"]]) {
      const [ours, theirs] = [new Sha256Node(secret), new sdk.Sha256Node(secret)];
      for (const part of parts) {
        ours.update(part);
        theirs.update(part);
      }
      expect(Buffer.from(await ours.digest()), JSON.stringify(parts)).toEqual(Buffer.from(await theirs.digest()));
    }
  },
);

it("begins anew after a reset", async () => {
  const hash = new Sha256Node("secret");
  hash.update("one");
  const first = await hash.digest();
  hash.reset();
  hash.update("one");
  expect(await hash.digest()).toEqual(first);
});
