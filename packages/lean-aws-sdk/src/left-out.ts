/**
 * Modules of packages that no function comes to, with the names that they export: in a bundle each of these throws
 * when it is called, and says which module it was.
 */
export const leftOut: Readonly<Record<string, readonly string[]>> = {
  // For a logger, in whose place stands stand-ins/logger.ts.
  "@smithy/core/dist-es/submodules/client/smithy-client/schemaLogFilter.js": ["schemaLogFilter"],
  // For a Node built without its crypto.
  "@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js": ["Sha256Js"],
  // For AWS_RETRY_MODE=adaptive, which slows a client down by what it is refused; a function retries in standard mode.
  "@smithy/core/dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js": ["AdaptiveRetryStrategy"],
  // For a machine that does not know its region: Lambda tells a function, by AWS_REGION.
  "@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js": [
    "getInstanceMetadataRegion",
  ],
  // For the rule engine of endpoints, in whose place stands stand-ins/endpoints.ts.
  "@aws-sdk/core/dist-es/submodules/client/util-endpoints/aws.js": ["awsEndpointFunctions"],
};
