import type { Question, Recorded } from "./recorded-account.ts";
import { xmlFault } from "./recorded-account.ts";

export type RecordedStack = {
  status: string;
  reason?: string;
  outputs?: Record<string, string>;
  isProtected?: boolean;
  resources?: { type: string; id: string }[];
};

/** Stacks of an account, by region and name, as CloudFormation tells of them. */
export type RecordedStacks = Record<string, Record<string, RecordedStack>>;

export const ACCOUNT = "111122223333";

/** How CloudFormation answers, of these stacks: forms as in its API reference. */
export function cloudFormationOf(stacks: RecordedStacks): (question: Question) => Recorded | undefined {
  return ({ service, action, region, input }) => {
    if (service !== "cloudformation") return undefined;
    const here = stacks[region] ?? {};
    const { StackName: name } = input;
    const found = name === undefined ? Object.entries(here) : Object.entries(here).filter(([one]) => one === name);
    if (name !== undefined && found.length === 0) {
      return xmlFault("ValidationError", `Stack with id ${name} does not exist`);
    }
    if (action === "DescribeStacks") return xml(action, `<Stacks>${found.map(stackXml(region)).join("")}</Stacks>`);
    if (action === "ListStackResources") {
      const resources = found.flatMap(([, stack]) => stack.resources ?? []);
      return xml(action, `<StackResourceSummaries>${resources.map(resourceXml).join("")}</StackResourceSummaries>`);
    }
    return undefined;
  };
}

const xml = (action: string, result: string): Recorded => ({
  headers: { "content-type": "text/xml" },
  body: `<${action}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>b9b4b068-3a41-11e5-94eb-example</RequestId></ResponseMetadata></${action}Response>`,
});

const stackXml =
  (region: string) =>
  ([name, { status, reason, outputs = {}, isProtected = false }]: [string, RecordedStack]): string =>
    `<member><StackId>arn:aws:cloudformation:${region}:${ACCOUNT}:stack/${name}/c1b2a3d4-0000-11ef-example</StackId><StackName>${name}</StackName>` +
    `<CreationTime>2026-11-30T01:00:00.000Z</CreationTime><StackStatus>${status}</StackStatus>` +
    (reason === undefined ? "" : `<StackStatusReason>${reason}</StackStatusReason>`) +
    `<EnableTerminationProtection>${isProtected}</EnableTerminationProtection><Outputs>${Object.entries(outputs)
      .map(
        ([key, value]) =>
          `<member><OutputKey>${key}</OutputKey><OutputValue>${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}</OutputValue></member>`,
      )
      .join("")}</Outputs></member>`;

const resourceXml = ({ type, id }: { type: string; id: string }): string =>
  `<member><LogicalResourceId>Some</LogicalResourceId><PhysicalResourceId>${id}</PhysicalResourceId><ResourceType>${type}</ResourceType><LastUpdatedTimestamp>2026-11-30T01:00:00.000Z</LastUpdatedTimestamp><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>`;
