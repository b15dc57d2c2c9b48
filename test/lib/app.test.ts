import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CfnResource } from "aws-cdk-lib";
import type { Stack } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { afterAll, describe, expect, it } from "vitest";

import { buildApp } from "../../lib/app.ts";
import { stackName } from "../../lib/stack-name.ts";
import { exampleContext, synthesize } from "./synthesized.ts";

const outdir = mkdtempSync(join(tmpdir(), "dung-han-app-"));
afterAll(() => rmSync(outdir, { recursive: true }));

const checkedApp = (context: Record<string, unknown> = {}) =>
  buildApp({ context: { "aws:cdk:bundling-stacks": [], ...exampleContext, ...context }, outdir });
const stackOf = (app: ReturnType<typeof buildApp>) => app.node.findChild(stackName) as Stack;

describe("the template's checks", () => {
  it.each([
    {},
    { issuer: "https://sso.daklak.example", audience: "dung-han" },
    { scan: "guardduty" },
    { identity: "adopt", stands: true },
  ])(
    "find nothing wrong with %j",
    (context) => {
      expect(() => checkedApp(context).synth()).not.toThrow();
    },
    60_000,
  );

  it("refuse a queue that answers without TLS", () => {
    const app = checkedApp();
    new Queue(stackOf(app), "Open");
    expect(() => app.synth()).toThrow("AwsSolutions-SQS4");
  });

  it("refuse a property that CloudFormation does not know", () => {
    const app = checkedApp();
    new CfnResource(stackOf(app), "Misspelt", { type: "AWS::SNS::Topic", properties: { DisplayNam: "x" } });
    expect(() => app.synth()).toThrow("DisplayNam");
  });
});

describe("the stack", () => {
  it("names no account and no region", () => {
    const app = buildApp({ context: { "aws:cdk:bundling-stacks": [], ...exampleContext }, checked: false });
    expect(app.synth().getStackByName(stackName).environment).toMatchObject({
      account: "unknown-account",
      region: "unknown-region",
    });
  });

  it("says where the site is, and which pool and client sign people in", () => {
    const outputs = Object.keys(synthesize().toJSON()["Outputs"]).join(" ");
    for (const name of ["SiteUrl", "UserPoolId", "ClientId", "Dkim"]) expect(outputs).toContain(name);
  });
});
