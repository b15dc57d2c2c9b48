import { describe, expect, it } from "vitest";

import { destroy } from "../../../lib/rehearsal/destruction.ts";
import { ref, stackOf } from "./stacks.ts";

const pool = (attributes: object, Properties: object = { DeletionProtection: "ACTIVE" }) => ({
  Pool: { Type: "AWS::Cognito::UserPool", Properties: { ...Properties }, ...attributes },
  Client: { Type: "AWS::Cognito::UserPoolClient", Properties: { UserPoolId: ref("Pool") } },
});
const standing = { stands: true, terminationProtection: true };

describe("a stack that is destroyed", () => {
  it("leaves what is kept, protected or not, and can be created anew beside it", () => {
    expect(destroy(stackOf(pool({ DeletionPolicy: "RetainExceptOnCreate" }), standing))).toEqual({
      wasProtected: true,
      stays: ["Pool"],
      refused: [],
      again: [],
    });
  });

  it("is refused for what is protected and not kept, until that protection is taken off", () => {
    expect(destroy(stackOf(pool({}), standing)).refused).toEqual([
      expect.objectContaining({ resource: "Pool", says: "DeletionProtection is ACTIVE" }),
    ]);
    expect(destroy(stackOf(pool({}, {})))).toEqual({ wasProtected: false, stays: [], refused: [], again: [] });
  });

  it("cannot be created anew beside what stays under a name of its own", () => {
    const log = {
      Type: "AWS::Logs::LogGroup",
      Properties: { LogGroupName: "visitors" },
      DeletionPolicy: "RetainExceptOnCreate",
    };
    expect(destroy(stackOf({ Log: log })).again).toEqual([
      expect.objectContaining({ resource: "Log", says: expect.stringContaining("already exists") }),
    ]);
  });
});
