import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { buildApp } from "../../lib/app.ts";
import { bundleSource } from "./bundles.ts";
import { exampleContext } from "./synthesized.ts";
import type { Properties } from "./synthesized.ts";

const outdir = mkdtempSync(join(tmpdir(), "dung-han-bundles-"));
afterAll(() => rmSync(outdir, { recursive: true }));

describe("the bundles", () => {
  buildApp({ context: exampleContext, outdir, checked: false }).synth();
  const template = JSON.parse(readFileSync(join(outdir, "DungHan.template.json"), "utf8"));
  const functions = Object.values<Properties>(template.Resources).filter(
    ({ Type }) => Type === "AWS::Lambda::Function",
  );
  const folders = functions.map(({ Metadata }) => join(outdir, Metadata["aws:asset:path"]));

  it("are one file for each function, of its own", () => {
    expect(new Set(folders).size).toBe(functions.length);
    for (const folder of folders) expect(readdirSync(folder)).toEqual(["index.cjs"]);
  });

  it("leave out every way to credentials but the environment, and the streaming of events", () => {
    const { code } = bundleSource(`
      import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
      export const handler = () => new SQSClient({}).send(new SendMessageCommand({}));
    `);
    expect(code).toContain("No AWS credentials in the environment");
    expect(code).not.toMatch(/sso_session|credential_process|AWS_WEB_IDENTITY_TOKEN_FILE|:event-type/);
  });
});
