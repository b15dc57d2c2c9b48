import { expect, it } from "vitest";

import { dynamodb, s3, scheduler, ses, sqs } from "../../src/stand-ins/endpoints.ts";
import { asItComes, load } from "../packages.ts";

type Resolve = (asked: Parameters<typeof s3>[0]) => { url: URL; properties: object };
const ours = { dynamodb, s3, scheduler, ses, sqs };
const services = ["dynamodb", "s3", "scheduler", "ses", "sqs"] as const;

const sdk = load(
  asItComes(`
    export { partitionsInfo } from "./@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js";
    ${services
      .map(
        (service) =>
          `export { defaultEndpointResolver as ${service} } from "./@aws-sdk/client-${service}/dist-es/endpoint/endpointResolver.js";`,
      )
      .join("\n")}
  `),
) as Record<(typeof services)[number], Resolve> & {
  partitionsInfo: { partitions: { regions: Record<string, unknown> }[] };
};
/** All that the SDK knows; a partition has one name besides that is no region. */
const regions = sdk.partitionsInfo.partitions
  .flatMap((partition) => Object.keys(partition.regions))
  .filter((region) => !region.endsWith("-global"));

it.each(services)("finds %s where the SDK finds it, in every region of every partition", (service) => {
  expect(regions.length).toBeGreaterThan(40);
  const found = (resolve: Resolve) =>
    regions.map((Region) => [Region, resolve({ Region, UseFIPS: false, UseDualStack: false }).url.href]);
  expect(found(ours[service])).toEqual(found(sdk[service]));
});

it.each([
  { Region: "ap-southeast-1" },
  { Region: "cn-north-1" },
  { Region: "ap-southeast-1", Endpoint: "http://127.0.0.1:4000" },
])("finds a bucket where the SDK finds it, and signs for it as the SDK does: %o", (where) => {
  const asked = { ...where, Bucket: "dunghan-archivefiles", UseFIPS: false, UseDualStack: false };
  const { url, properties } = ours.s3(asked);
  const theirs = sdk.s3(asked);
  expect([url.href, properties]).toEqual([theirs.url.href, theirs.properties]);
});

it.each([
  ["ap-southeast-1", "https://dynamodb.ap-southeast-1.amazonaws.com/"],
  ["us-east-1", "https://dynamodb.us-east-1.amazonaws.com/"],
  ["cn-north-1", "https://dynamodb.cn-north-1.amazonaws.com.cn/"],
  ["us-gov-west-1", "https://dynamodb.us-gov-west-1.amazonaws.com/"],
  ["us-isob-east-1", "https://dynamodb.us-isob-east-1.sc2s.sgov.gov/"],
  ["xy-somewhere-1", "https://dynamodb.xy-somewhere-1.amazonaws.com/"],
])("finds DynamoDB of %s at %s", (Region, url) => {
  expect(ours.dynamodb({ Region }).url.href).toBe(url);
});

it.each(services)("finds %s where it is told to, as the SDK does", (service) => {
  const asked = { Region: "ap-southeast-1", Endpoint: "http://127.0.0.1:4000/below" };
  expect(ours[service](asked).url.href).toBe("http://127.0.0.1:4000/below");
  expect(sdk[service](asked).url.href).toBe("http://127.0.0.1:4000/below");
});

it.each([
  [{ Region: "us-gov-west-1", UseFIPS: true }, "FIPS and dual-stack endpoints are left out"],
  [{ Region: "us-east-1", UseDualStack: true }, "FIPS and dual-stack endpoints are left out"],
  [{}, "AWS_REGION is needed"],
])("refuses %o, rather than asking somewhere else", (asked, message) => {
  expect(() => ours.sqs(asked)).toThrow(message);
});
