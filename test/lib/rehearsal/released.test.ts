import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { rehearse } from "../../../lib/rehearsal/rehearsal.ts";
import { keepReleased, readReleased } from "../../../lib/rehearsal/released.ts";
import { sourceOf } from "./stacks.ts";

const directory = mkdtempSync(join(tmpdir(), "dung-han-released-"));
afterAll(() => rmSync(directory, { recursive: true }));

const standing = sourceOf(
  { Queue: { Type: "AWS::SQS::Queue" }, Topic: { Type: "AWS::SNS::Topic", Properties: { DisplayName: "Dung Han" } } },
  { stands: true, terminationProtection: true },
);

describe("a released template", () => {
  it("is kept as it was, one resource to a line", () => {
    const file = keepReleased(directory, "pool", standing);
    expect(readReleased(directory, "pool")).toEqual(standing);
    expect(readFileSync(file, "utf8").split("\n").slice(1, -2)).toEqual([
      '"Resources":{',
      '"Queue":{"Type":"AWS::SQS::Queue"},',
      '"Topic":{"Type":"AWS::SNS::Topic","Properties":{"DisplayName":"Dung Han"}}',
    ]);
  });

  it("is missed if none is kept", () => {
    expect(readReleased(directory, "other")).toBeUndefined();
    const first = { ...standing, terminationProtection: false, stands: false };
    const { findings } = rehearse({ variant: "other", first, standing, released: undefined });
    expect(findings).toEqual([
      expect.objectContaining({
        rule: "released-template",
        says: expect.stringContaining("npm run rehearse -- --release"),
      }),
    ]);
  });
});
