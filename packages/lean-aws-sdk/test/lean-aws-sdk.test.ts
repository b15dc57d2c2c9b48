import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import type * as DynamoDb from "@aws-sdk/client-dynamodb";
import { build } from "esbuild";
import type { BuildOptions } from "esbuild";
import { expect, it, onTestFinished, vi } from "vitest";

import { leanAwsSdk } from "../src/index.ts";
import type { LeanOptions } from "../src/index.ts";
import { asItComes, bundled, load } from "./packages.ts";

const client = `export { DynamoDBClient, GetItemCommand, ResourceNotFoundException } from "@aws-sdk/client-dynamodb";`;

/** A DynamoDB on loopback that gives one answer again and again, for clients that know no other. */
async function dynamoDb(status: number, answer: object): Promise<void> {
  const server = createServer((_, response) => void response.writeHead(status).end(JSON.stringify(answer)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const environment = { AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "secret" };
  const all = { ...environment, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    server.close();
    server.closeAllConnections();
  });
}

/** A project of its own, of these files. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "lean-aws-sdk-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function bundleProject(files: Readonly<Record<string, string>>, lean?: LeanOptions, options: BuildOptions = {}) {
  return build({
    absWorkingDir: project(files),
    entryPoints: ["index.js"],
    bundle: true,
    format: "cjs",
    platform: "node",
    write: false,
    logLevel: "silent",
    plugins: [leanAwsSdk(lean)],
    ...options,
  });
}

it("makes a client's bundle less than a third of what it is, and it does what it did", async () => {
  await dynamoDb(200, { Item: { pk: { S: "a" } } });
  const [whole, lean] = [asItComes(client, { minify: true }), await bundled(client, { errors: [] })];
  expect(lean.code.length).toBeLessThan(whole.code.length / 3);
  const get = async (code: { code: string }) => {
    const { DynamoDBClient, GetItemCommand } = load(code) as typeof DynamoDb;
    return (await new DynamoDBClient().send(new GetItemCommand({ TableName: "table", Key: { pk: { S: "a" } } }))).Item;
  };
  expect(await get(lean)).toEqual({ pk: { S: "a" } });
  expect(await get(whole)).toEqual(await get(lean));
});

it.each([
  ["are classes of their own", undefined, true],
  ["that are asked for are", ["ResourceNotFoundException"], true],
  ["that are not asked for have their name and words", [], false],
])("errors %s", async (_, errors, isOwn) => {
  await dynamoDb(400, { __type: "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", message: "no table" });
  const { DynamoDBClient, GetItemCommand, ResourceNotFoundException } = load(
    await bundled(client, { errors }),
  ) as typeof DynamoDb;
  const get = new GetItemCommand({ TableName: "table", Key: { pk: { S: "a" } } });
  const error: unknown = await new DynamoDBClient().send(get).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "ResourceNotFoundException", message: "no table" });
  expect(error instanceof ResourceNotFoundException).toBe(isOwn);
});

it("ends the build for a client that it does not know, and names those that it knows", async () => {
  const endpoint = "node_modules/@aws-sdk/client-kms/dist-es/endpoint/endpointResolver.js";
  await expect(bundleProject({ "index.js": `import "./${endpoint}";`, [endpoint]: "" })).rejects.toThrow(
    /does not know .*client-kms.*: the clients it knows are dynamodb, s3, scheduler, ses, sqs/,
  );
});

it("ends the build when a module is gone for which it stands in", async () => {
  const files = { "index.js": "", "node_modules/@smithy/core/package.json": "{}" };
  await expect(bundleProject(files)).rejects.toThrow("stands in for what is no more: @smithy/core/");
});

it("ends the build when other modules of the SDK than it knows would be taken", async () => {
  await expect(bundleProject({ "index.js": "" }, {}, { mainFields: ["main", "module"] })).rejects.toThrow(
    'mainFields with "module" before "main"; got ["main","module"]',
  );
});

it("leaves out what a project's own code never comes to, and stands in where it is told", async () => {
  const files = {
    "index.js": `export { draw } from "paint/draw.js"; export { print } from "paint/print.js";`,
    "node_modules/paint/draw.js": `export const draw = () => "slowly";`,
    "node_modules/paint/print.js": `export const print = () => "at length";`,
    "print.js": `export const print = () => "in short";`,
  };
  const folder = project(files);
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: ["index.js"],
    bundle: true,
    format: "cjs",
    platform: "node",
    write: false,
    plugins: [
      leanAwsSdk({
        leaveOut: { "paint/draw.js": ["draw"] },
        standIns: { "paint/print.js": join(folder, "print.js") },
      }),
    ],
  });
  const { draw, print } = load({ code: outputFiles[0]?.text ?? "" }) as Record<"draw" | "print", () => string>;
  expect(print()).toBe("in short");
  expect(draw).toThrow("paint/draw.js is left out of the bundle");
});
