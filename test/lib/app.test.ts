import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CfnResource } from "aws-cdk-lib";
import type { Stack } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { afterAll, describe, expect, it } from "vitest";

import { buildApp } from "../../lib/app.ts";
import { stackNameOf } from "../../lib/stack-name.ts";
import { dakLak, synthesize, unbundled } from "./synthesized.ts";

const outdir = mkdtempSync(join(tmpdir(), "dung-han-app-"));
afterAll(() => rmSync(outdir, { recursive: true }));

type Given = Record<string, unknown>;
const checkedApp = (settings: Given = {}) => buildApp({ settings, context: unbundled, outdir });
const stackOf = (app: ReturnType<typeof buildApp>, name = "laptop") => app.node.findChild(stackNameOf(name)) as Stack;

describe("the template's checks", () => {
  it.each<Given>([
    {},
    { issuer: "https://sso.daklak.example", audience: ["dung-han"] },
    { ...dakLak, scan: "guardduty", stands: true },
    { identity: "adopt" },
  ])(
    "find nothing wrong with %j",
    (settings) => {
      expect(() => checkedApp(settings).synth()).not.toThrow();
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

describe("which deployment it is", () => {
  const synthesized = (context: Given, settings?: Given) => {
    const app = buildApp({ context: { ...unbundled, ...context }, checked: false, ...(settings && { settings }) });
    const [stack] = app.synth().stacks;
    return {
      name: stack!.stackName,
      region: stack!.environment.region,
      account: stack!.environment.account,
      protected: stack!.terminationProtection ?? false,
    };
  };
  const laptop = { name: "DungHan-laptop", region: "unknown-region", account: "unknown-account", protected: false };

  it("is the laptop's own, which stands nowhere and is not protected, unless the context names one", () => {
    expect(synthesized({})).toEqual(laptop);
    expect(synthesized({ deployment: "laptop" })).toEqual(laptop);
    expect(synthesized({ deployment: "laptop", stands: "yes" })).toEqual({ ...laptop, protected: true });
  });

  it("stands in its own region, whatever the command line's is; the account is the command line's", () => {
    expect(synthesized({}, dakLak)).toEqual({ ...laptop, name: "DungHan-dak-lak", region: "ap-southeast-1" });
  });

  it("is refused by CloudFormation when it is the laptop's own, before anything is made", () => {
    const rulesOf = (settings: Given) => synthesize(settings).toJSON()["Rules"];
    expect(rulesOf({})["OnALaptopOnly"].Assertions).toEqual([
      {
        Assert: { "Fn::Equals": ["a laptop", "an account"] },
        AssertDescription: "This deployment is the laptop's own. Name one that has a file: npm run deploy -- NAME",
      },
    ]);
    expect(rulesOf(dakLak)).not.toHaveProperty("OnALaptopOnly");
  });

  it("says which there are when it names none", () => {
    expect(() => synthesized({ deployment: "dak-lac" })).toThrow('No deployment is called "dak-lac"');
  });

  it.each(["true", "", true])("stands or does not: %j is neither", (stands) => {
    expect(() => synthesized({ stands })).toThrow(`-c stands=: got ${JSON.stringify(stands)}; allowed: yes, no`);
  });

  it("takes no setting from the context, where the next deployment would forget it", () => {
    expect(() => synthesized({ sender: "dunghan@daklak.test", mailRate: 50 })).toThrow(
      "given as context: sender, mailRate.",
    );
  });
});

describe("the stack", () => {
  it("says where the site is, and which pool and client sign people in", () => {
    const outputs = Object.keys(synthesize().toJSON()["Outputs"]).join(" ");
    for (const name of ["SiteUrl", "UserPoolId", "ClientId", "Dkim"]) expect(outputs).toContain(name);
  });

  it("says in what it must not be changed by an oversight", () => {
    const facts = { issuer: "https://sso.daklak.test", scan: "guardduty" };
    const outputs = synthesize({ ...dakLak, ...facts, audience: ["dung-han"] }).toJSON()["Outputs"];
    expect(JSON.parse(outputs.Deployment.Value)).toEqual({
      name: "dak-lak",
      region: "ap-southeast-1",
      homeUnit: "snv",
      sender: "dunghan@daklak.test",
      identity: "make",
      ...facts,
    });
  });
});
