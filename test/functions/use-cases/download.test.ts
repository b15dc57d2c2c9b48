import { expect, it } from "vitest";

import { isRefusal } from "../../../functions/domain/refusal.ts";
import { giving } from "../../../functions/http/giving.ts";
import type { ReportsEffects } from "../../../functions/use-cases/effects.ts";
import type { Content } from "../../../functions/use-cases/made-file.ts";
import type { FoundObligation } from "../../../functions/use-cases/find-duty.ts";
import type { Request } from "../../../functions/http/exchange.ts";
import { directive, lying, obligation } from "../season.ts";
import { FakeShelf } from "./fake-shelf.ts";

const found: FoundObligation = {
  record: { directive, status: "issued", createdAt: 0, shards: {}, moves: {} },
  obligation,
  place: lying(),
};
const request = { attempt: "attempt1" } as Request;

const give = async (content: Content) => {
  const shelf = new FakeShelf();
  const made = giving(
    async () => ({ found, name: "thu", type: "csv", content }),
    async () => found,
  );
  const answer = await made(request, { shelf } as unknown as ReportsEffects);
  if (isRefusal(answer)) throw new Error(answer.detail);
  return { answer, shelf };
};
const MB = 1_000_000;
async function* pieces(count: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) yield new Uint8Array(MB).fill(i);
}

it("a small file is the answer itself, under a name of ours", async () => {
  const { answer, shelf } = await give(Buffer.from("a"));
  expect(answer).toMatchObject({
    status: 200,
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="thu-5500-ubnd-kgvx-2017-bao-cao.csv"',
    },
    bytes: Buffer.from("a"),
  });
  expect(shelf.kept.size).toBe(0);
});

it("so is one that comes in pieces, as long as they fit into an answer", async () => {
  const { answer } = await give(pieces(4));
  expect(answer.bytes?.byteLength).toBe(4 * MB);
});

it("a long one is put on the shelf whole while it is being made, and the answer leads to it for some minutes", async () => {
  const { answer, shelf } = await give(pieces(20));
  expect(answer.status).toBe(303);
  expect(answer.bytes).toBeUndefined();
  const key = "exports/5500-ubnd-kgvx-2017/bao-cao/attempt1/thu-5500-ubnd-kgvx-2017-bao-cao.csv";
  expect(answer.headers?.["location"]).toBe(
    `https://files.example/${key}?as=thu-5500-ubnd-kgvx-2017-bao-cao.csv&seconds=300`,
  );
  const { bytes, contentType } = shelf.kept.get(key)!;
  expect(contentType).toBe("text/csv; charset=utf-8");
  expect(bytes.byteLength).toBe(20 * MB);
  for (let i = 0; i < 20; i++) expect(bytes[i * MB]).toBe(i);
  expect(shelf.largestPiece).toBe(MB);
});

it("an answer with a file never outgrows what the gateway takes", async () => {
  const { answer } = await give(new Uint8Array(4_400_000));
  expect(Buffer.from(answer.bytes ?? []).toString("base64").length).toBeLessThan(6_000_000);
  expect((await give(new Uint8Array(4_400_001))).answer.status).toBe(303);
});
