import { Readable } from "node:stream";

import { expect, it } from "vitest";

import { streamCollector } from "../../src/stand-ins/stream-collector.ts";

it.each([[[]], [["one piece"]], [["báo ", "cáo"]]])(
  "collects an answer, in however many pieces it comes: %o",
  async (pieces) => {
    const stream = Readable.from(pieces.map((piece) => Buffer.from(piece)));
    expect(Buffer.from(await streamCollector(stream)).toString()).toBe(pieces.join(""));
  },
);

it("fails where the answer breaks off", async () => {
  const stream = new Readable({ read: () => {} });
  const collected = streamCollector(stream);
  stream.push("half");
  stream.destroy(new Error("aborted"));
  await expect(collected).rejects.toThrow("aborted");
});
