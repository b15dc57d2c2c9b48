import { leftOut } from "./left-out.ts";

/** The clients that it is made for. */
export const clients = ["dynamodb", "s3", "scheduler", "ses", "sqs"] as const;

export type FurtherStandIns = {
  /**
   * More modules that your code never comes to: by their path in node_modules, the names that they export. Each of
   * these throws when it is called. @default - none
   */
  readonly leaveOut?: Readonly<Record<string, readonly string[]>> | undefined;
  /** By a module's path in node_modules, the file that exports by name what it exports. @default - none */
  readonly standIns?: Readonly<Record<string, string>> | undefined;
};

/** All stand-ins: by the path in node_modules, source. */
export function standInsWith({ leaveOut = {}, standIns: further = {} }: FurtherStandIns): Record<string, string> {
  return {
    ...standIns,
    ...Object.fromEntries(Object.entries(leaveOut).map(([module, names]) => [module, throwing(module, names)])),
    ...Object.fromEntries(
      Object.entries(further).map(([module, file]) => [module, `export * from ${JSON.stringify(file)};`]),
    ),
  };
}

/**
 * What stands in for modules of packages in the functions' bundles, where it is smaller: by the module's path in
 * node_modules, source that exports what the module exports. Each stand-in's docstring says why it may; each saves more
 * than a kilobyte, or a tenth of what a call costs.
 */
export const standIns: Readonly<Record<string, string>> = {
  "@aws/lambda-invoke-store/dist-es/invoke-store.js": allOf("invoke-store.ts"),
  "@aws-sdk/core/dist-es/submodules/protocols/json/AwsJsonRpcProtocol.js": some("plain-json.ts", {
    AwsJsonRpcProtocol: "AwsJsonRpcProtocol",
  }),
  "@aws-sdk/dynamodb-codec/dist-es/codec-v2/DynamoDBJsonCodec2.js": some("plain-json.ts", {
    DynamoDBJsonCodec2: "DynamoDBJsonCodec2",
  }),
  "@aws-sdk/core/dist-es/submodules/client/middleware-logger/loggerMiddleware.js": allOf("logger.ts"),
  "@aws-sdk/core/dist-es/submodules/client/middleware-user-agent/user-agent-middleware.js": allOf("user-agent.ts"),
  "@aws-sdk/credential-provider-node/dist-es/defaultProvider.js": allOf("credentials.ts"),
  "@aws-sdk/middleware-endpoint-discovery/dist-es/resolveEndpointDiscoveryConfig.js": allOf("endpoint-discovery.ts"),
  "@smithy/core/dist-es/submodules/checksum/sha256/Sha256Node.js": allOf("sha256.ts"),
  "@smithy/core/dist-es/submodules/client/middleware-stack/MiddlewareStack.js": some("middleware-stack.ts", {
    constructStack: "constructStack",
  }),
  "@smithy/core/dist-es/submodules/config/node-config-provider/configLoader.js": allOf("settings.ts"),
  "@smithy/core/dist-es/submodules/event-streams/index.js": allOf("event-streams.ts"),
  "@smithy/core/dist-es/submodules/checksum/md5/Md5Node.js": allOf("md5.ts"),
  "@smithy/core/dist-es/submodules/serde/util-stream/stream-collector.js": allOf("stream-collector.ts"),
  "@smithy/core/dist-es/submodules/serde/uuid/v4.js": allOf("uuid.ts"),
  "@smithy/core/dist-es/submodules/serde/date-utils.js": allOf("dates.ts"),
  "@smithy/core/dist-es/submodules/serde/schema-serde-lib/schema-date-utils.js": some("dates.ts", {
    parseEpochTimestamp: "_parseEpochTimestamp",
    parseRfc3339DateTimeWithOffset: "_parseRfc3339DateTimeWithOffset",
    parseRfc7231DateTime: "_parseRfc7231DateTime",
  }),
  "@smithy/node-http-handler/dist-es/node-https.js": allOf("node-https.ts"),
  "@smithy/signature-v4/dist-es/credentialDerivation.js": allOf("signing-key.ts"),
  "@smithy/signature-v4/dist-es/HeaderFormatter.js": allOf("event-signing.ts"),
  ...Object.fromEntries(
    clients.map((service) => [
      `@aws-sdk/client-${service}/dist-es/endpoint/endpointResolver.js`,
      some("endpoints.ts", { [service]: "defaultEndpointResolver" }),
    ]),
  ),
  ...Object.fromEntries(Object.entries(leftOut).map(([module, names]) => [module, throwing(module, names)])),
};

function allOf(file: string): string {
  return `export * from "./stand-ins/${file}";`;
}

function some(file: string, names: Readonly<Record<string, string>>): string {
  const renamed = Object.entries(names).map(([name, theirs]) => `${name} as ${theirs}`);
  return `export { ${renamed.join(", ")} } from "./stand-ins/${file}";`;
}

function throwing(module: string, names: readonly string[]): string {
  return `function leftOut() { throw new Error("${module} is left out of the bundle"); }
export { ${names.map((name) => `leftOut as ${name}`).join(", ")} };`;
}
