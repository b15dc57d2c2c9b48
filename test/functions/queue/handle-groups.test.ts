import type { SQSEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";

import { handleGroups } from "../../../functions/queue/handle-each.ts";

type Parcel = { readonly to: string; readonly weight: number };

const eventOf = (...bodies: readonly string[]): SQSEvent =>
  ({ Records: bodies.map((body, i) => ({ messageId: `m${i + 1}`, body })) }) as SQSEvent;
const parcel = (to: string, weight: number): string => JSON.stringify({ to, weight });

function reader(body: unknown): Parcel {
  if (typeof body !== "object" || body === null || !("to" in body)) throw new Error("no parcel");
  return body as Parcel;
}

describe("a batch whose messages are handled together by group", () => {
  it("is handled once for each group, and nothing is seen again", async () => {
    const handled: (readonly Parcel[])[] = [];
    const answer = await handleGroups(eventOf(parcel("a", 1), parcel("b", 2), parcel("a", 3)), {
      read: reader,
      groupOf: ({ to }) => to,
      handle: async (group) => void handled.push(group),
    });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(handled.map((group) => group.map(({ weight }) => weight))).toEqual([[1, 3], [2]]);
  });

  it("lets a group that failed be seen again whole, and no other", async () => {
    const answer = await handleGroups(eventOf(parcel("a", 1), parcel("b", 2), parcel("a", 3)), {
      read: reader,
      groupOf: ({ to }) => to,
      handle: async ([first]) => {
        if (first?.to === "a") throw new Error("not now");
      },
    });
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "m1" }, { itemIdentifier: "m3" }]);
  });

  it("lets a message that cannot be read fail alone", async () => {
    const handled: Parcel[] = [];
    const answer = await handleGroups(eventOf("{", parcel("a", 1), "[]"), {
      read: reader,
      groupOf: ({ to }) => to,
      handle: async (group) => void handled.push(...group),
    });
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "m1" }, { itemIdentifier: "m3" }]);
    expect(handled).toEqual([{ to: "a", weight: 1 }]);
  });
});
