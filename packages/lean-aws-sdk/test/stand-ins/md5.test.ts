import { expect, it } from "vitest";

import { Md5Node } from "../../src/stand-ins/md5.ts";
import { asItComes, load } from "../packages.ts";

const sdk = load(asItComes(`export { Md5Node } from "./@smithy/core/dist-es/submodules/checksum/md5/Md5Node.js";`)) as {
  Md5Node: typeof Md5Node;
};

it.each([[[]], [[""]], [["báo", " ", "cáo"]], [[new Uint8Array([0, 255]), "báo cáo"]]])(
  "hashes what it is fed as the SDK does: %o",
  async (parts) => {
    const [ours, theirs] = [new Md5Node(), new sdk.Md5Node()];
    for (const hash of [ours, theirs]) {
      hash.update("of before");
      hash.reset();
      for (const part of parts) hash.update(part);
    }
    expect(await ours.digest()).toEqual(await theirs.digest());
  },
);
