import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";

import { standUpTemplate } from "../src/cloud.ts";
import { gateway } from "../src/gateway/gateway.ts";
import { Issuer } from "../src/gateway/issuer.ts";
import { issuerKey } from "../src/gateway/issuer-key.ts";
import { listenOnLoopback } from "../src/loopback-server.ts";
import type { Cloud } from "../src/cloud.ts";
import type { Handle } from "../src/loopback-server.ts";
import { Template } from "../src/template/template.ts";
import { awsEnvironment, startMs, temporaryDirectory } from "./stand-ins.ts";
import type { AtEnd } from "./stand-ins.ts";

export type FixtureFunction = {
  /** CommonJS; `exports.handler`. */
  readonly code: string;
  /** @default index.cjs */
  readonly file?: string;
  readonly properties?: Record<string, unknown>;
};
type Resources = Record<string, unknown>;

export const arn = (id: string): unknown => ({ "Fn::GetAtt": [id, "Arn"] });

/** A cloud of a few functions, written out in the test, and of whatever else the test puts into its template. */
export async function standUpFixture({
  functions,
  resources = {},
  directory,
  sockets,
  idleMs,
  packageAbove,
  permitted = true,
  longestMs,
  atEnd = onTestFinished,
}: {
  functions: Record<string, FixtureFunction>;
  resources?: Resources;
  /** Keeps the data across clouds of one test. */
  directory?: string;
  /** @default false */
  sockets?: boolean;
  /** How long an environment that nobody calls is kept. */
  idleMs?: number;
  /** A package.json in a folder above the functions' code. */
  packageAbove?: object;
  /** Whether everybody may do all; else the test's resources say who may do what, and functions act in `Role`. @default true */
  permitted?: boolean;
  /** How long the gateway waits for a function. */
  longestMs?: number;
  /** @default - it is closed after the test */
  atEnd?: AtEnd;
}) {
  const assets = temporaryDirectory(atEnd);
  if (packageAbove !== undefined) writeFileSync(join(assets, "package.json"), JSON.stringify(packageAbove));
  for (const [name, { code, file = "index.cjs" }] of Object.entries(functions)) {
    mkdirSync(join(assets, name));
    writeFileSync(join(assets, name, file), code);
  }
  const template = {
    Resources: {
      ...Object.fromEntries(
        Object.entries(functions).map(([name, { properties }]) => [
          name,
          {
            Type: "AWS::Lambda::Function",
            Properties: {
              Runtime: "nodejs24.x",
              Handler: "index.handler",
              Timeout: 5,
              Role: arn("Role"),
              ...properties,
            },
            Metadata: { "aws:asset:path": name },
          },
        ]),
      ),
      ...(permitted && everythingPermitted(Object.keys(functions), resources)),
      ...resources,
    },
  };
  let answer: Handle = async (_, response) => void response.writeHead(503).end();
  const server = await listenOnLoopback((request, response) => answer(request, response));
  const cloud = await standUpTemplate({
    readTemplate: (origins) =>
      new Template({
        template: withIssuer(template, server.url),
        directory: assets,
        stackName: "Test",
        awsEnvironment,
        origins,
      }),
    site: server.url,
    awsEnvironment,
    dataDirectory: directory,
    startMs,
    ...(sockets !== undefined && { sockets }),
    idleMs,
    onLog: () => {},
  });
  const key = await issuerKey(undefined);
  const issuer = new Issuer({ url: `${server.url}/issuer`, key, audience: "site" });
  const { standIns, host, work, routes } = cloud;
  const writes: number[] = [];
  const site = gateway({
    routes,
    rates: cloud.routeRates,
    log: cloud.log,
    longestMs,
    host,
    clock: standIns.clock,
    work,
    permissions: cloud.permissions,
    awsEnvironment,
    domainName: new URL(server.url).host,
    onWrite: () => writes.push(standIns.clock.now()),
  });
  answer = (request, response) => (request.url?.startsWith("/issuer/") ? issuer.handle : site)(request, response);
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await server.close();
    await cloud.close();
  };
  atEnd(close);
  await cloud.start();
  const functionArn = (id: string) => cloud.functions.find((one) => one.id === id)?.arn ?? "";
  const queueArn = (id: string) => `arn:aws:sqs:${awsEnvironment.region}:${awsEnvironment.account}:Test-${id}`;
  return { ...cloud, url: server.url, issuer, key, writes, functionArn, queueArn, close };
}

/** A role that functions act in, and that schedules may have. */
export function role(...statements: Resources[]): unknown {
  return {
    Type: "AWS::IAM::Role",
    Properties: {
      AssumeRolePolicyDocument: policy({
        Effect: "Allow",
        Principal: { Service: ["lambda.amazonaws.com", "scheduler.amazonaws.com"] },
        Action: "sts:AssumeRole",
      }),
      Policies: [{ PolicyName: "Own", PolicyDocument: policy(...statements) }],
    },
  };
}

export function policy(...statements: Resources[]): Resources {
  return { Version: "2012-10-17", Statement: statements };
}

/** Lets events and routes call a function. */
export function permission(functionId: string, Principal: string, properties: Resources = {}): unknown {
  return {
    Type: "AWS::Lambda::Permission",
    Properties: { Action: "lambda:InvokeFunction", FunctionName: arn(functionId), Principal, ...properties },
  };
}

export function queuePolicy(queueId: string, ...statements: Resources[]): unknown {
  return {
    Type: "AWS::SQS::QueuePolicy",
    Properties: { Queues: [{ Ref: queueId }], PolicyDocument: policy(...statements) },
  };
}

function everythingPermitted(functionIds: string[], resources: Resources): Resources {
  const queueIds = Object.entries(resources).flatMap(([id, resource]) =>
    (resource as { Type: string }).Type === "AWS::SQS::Queue" ? [id] : [],
  );
  return {
    Role: role({ Effect: "Allow", Action: "*", Resource: "*" }),
    ...Object.fromEntries(functionIds.map((id) => [`Permission${id}`, permission(id, "*")])),
    ...Object.fromEntries(
      queueIds.map((id) => [
        `Policy${id}`,
        queuePolicy(id, { Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: "*" }),
      ]),
    ),
  };
}

/** A queue, perhaps with dead letters. */
export function queue(properties: Resources = {}): unknown {
  return { Type: "AWS::SQS::Queue", Properties: properties };
}

/** Calls a function with the messages of a queue. */
export function trigger(queueId: string, functionId: string, properties: Resources = {}): unknown {
  const Properties = { EventSourceArn: arn(queueId), FunctionName: { Ref: functionId }, ...properties };
  return { Type: "AWS::Lambda::EventSourceMapping", Properties };
}

/** An HTTP API before one function; `public` routes are open, the others take tokens for `site`. */
export function httpApi(functionId: string, routes: Record<string, "public" | "signed-in">): Resources {
  return {
    Api: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "test", ProtocolType: "HTTP" } },
    Integration: {
      Type: "AWS::ApiGatewayV2::Integration",
      Properties: {
        ApiId: { Ref: "Api" },
        IntegrationType: "AWS_PROXY",
        IntegrationUri: arn(functionId),
        PayloadFormatVersion: "2.0",
      },
    },
    Authorizer: {
      Type: "AWS::ApiGatewayV2::Authorizer",
      Properties: {
        ApiId: { Ref: "Api" },
        Name: "SignedIn",
        AuthorizerType: "JWT",
        IdentitySource: ["$request.header.Authorization"],
        JwtConfiguration: { Audience: ["site"], Issuer: "ISSUER" },
      },
    },
    ...Object.fromEntries(
      Object.entries(routes).map(([RouteKey, access], index) => [
        `Route${index}`,
        {
          Type: "AWS::ApiGatewayV2::Route",
          Properties: {
            ApiId: { Ref: "Api" },
            RouteKey,
            Target: { "Fn::Join": ["", ["integrations/", { Ref: "Integration" }]] },
            ...(access === "public"
              ? { AuthorizationType: "NONE" }
              : { AuthorizationType: "JWT", AuthorizerId: { Ref: "Authorizer" } }),
          },
        },
      ]),
    ),
  };
}

function withIssuer(template: object, url: string): unknown {
  return JSON.parse(JSON.stringify(template).replaceAll('"ISSUER"', JSON.stringify(`${url}/issuer`)));
}

/** What the functions wrote, line by line. */
export const linesOf =
  ({ log }: Pick<Cloud, "log">) =>
  () =>
    log.lines().map(({ line }) => line);
