import type { SQSEvent } from "aws-lambda";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { handleEach, handleGroups } from "../../../functions/queue/handle-each.ts";

let written: string[];
beforeEach(() => {
  written = [];
  vi.spyOn(process.stdout, "write").mockImplementation((line) => written.push(String(line)) > 0);
  return () => vi.restoreAllMocks();
});

const eventOf = (...bodies: readonly unknown[]): SQSEvent =>
  ({ Records: bodies.map((body, i) => ({ messageId: `m${i + 1}`, body: JSON.stringify(body) })) }) as SQSEvent;
const entries = () => written.map((line) => JSON.parse(line));

async function fail(): Promise<never> {
  throw new Error("not now");
}

describe("messages that fail are counted", () => {
  it("one by one, in the line that says why", async () => {
    await handleEach(eventOf("good", "bad", "bad"), async (body) => (body === "bad" ? fail() : "done"));
    expect(entries()).toEqual(
      ["m2", "m3"].map((messageId) =>
        expect.objectContaining({
          level: "ERROR",
          messageId,
          error: expect.stringContaining("not now"),
          MessagesFailed: 1,
          _aws: expect.objectContaining({
            CloudWatchMetrics: [expect.objectContaining({ Namespace: "DungHan-test" })],
          }),
        }),
      ),
    );
  });

  it("by as many as there are in a group", async () => {
    await handleGroups(eventOf("a", "b", "a"), {
      read: String,
      groupOf: (name) => name,
      handle: async ([name]) => (name === "a" ? fail() : undefined),
    });
    expect(entries()).toMatchObject([{ messageIds: ["m1", "m3"], MessagesFailed: 2 }]);
  });

  it("where one cannot be read, too", async () => {
    await handleGroups(eventOf("a"), { read: () => JSON.parse("{"), groupOf: String, handle: async () => {} });
    expect(entries()).toMatchObject([{ messageId: "m1", MessagesFailed: 1 }]);
  });

  it("and those that only wait for their turn are not", async () => {
    const { batchItemFailures } = await handleEach(eventOf("letter"), async () => "again");
    expect(batchItemFailures).toEqual([{ itemIdentifier: "m1" }]);
    expect(entries()).toEqual([]);
  });
});
