const MAIL = ["AWS::SES::ConfigurationSet", "AWS::SES::ConfigurationSetEventDestination", "AWS::SES::EmailIdentity"];

/**
 * The regions of the commercial partition, and which of the stack's resource types each lacks: as CloudFormation's own
 * schemas of each region say, read through cfn-lint 1.58.0 in November 2026. A region for which it has no schemas of its own
 * (me-south-1 then) is left out. `cfn-lint --regions …` tells them anew.
 */
const lackingIn: Readonly<Record<string, readonly string[]>> = {
  "af-south-1": [],
  "ap-east-1": MAIL,
  "ap-east-2": MAIL,
  "ap-northeast-1": [],
  "ap-northeast-2": [],
  "ap-northeast-3": [],
  "ap-south-1": [],
  "ap-south-2": [],
  "ap-southeast-1": [],
  "ap-southeast-2": [],
  "ap-southeast-3": [],
  "ap-southeast-4": MAIL,
  "ap-southeast-5": [],
  "ap-southeast-6": MAIL,
  "ap-southeast-7": MAIL,
  "ca-central-1": [],
  "ca-west-1": [],
  "eu-central-1": [],
  "eu-central-2": [],
  "eu-north-1": [],
  "eu-south-1": [],
  "eu-south-2": MAIL,
  "eu-west-1": [],
  "eu-west-2": [],
  "eu-west-3": [],
  "il-central-1": [],
  "me-central-1": [],
  "mx-central-1": MAIL,
  "sa-east-1": [],
  "us-east-1": [],
  "us-east-2": [],
  "us-west-1": [],
  "us-west-2": [],
};

/** Where every variant of the stack can be deployed. */
export const possibleRegions: readonly string[] = Object.entries(lackingIn).flatMap(([region, lacking]) =>
  lacking.length === 0 ? [region] : [],
);

/** @throws Error for a region that lacks some of these resource types, by their names, and for one that is not known. */
export function refuseRegion(region: string, resourceTypes: readonly string[]): void {
  const lacking = lackingIn[region];
  const allowed = `allowed: ${possibleRegions.join(", ")}`;
  if (lacking === undefined) throw new Error(`region: got ${region}, which lib/regions.ts does not know; ${allowed}.`);
  const missed = lacking.filter((type) => resourceTypes.includes(type));
  if (missed.length > 0) throw new Error(`region: got ${region}, which has no ${missed.join(", ")}; ${allowed}.`);
}
