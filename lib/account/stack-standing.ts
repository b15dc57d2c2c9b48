import { CloudFormationServiceException, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import type { CloudFormationClient, Stack, StackStatus } from "@aws-sdk/client-cloudformation";

import { standingFacts } from "../standing-facts.ts";
import type { StandingFacts } from "../standing-facts.ts";

/** What an account says of a stack. */
export type Standing = {
  readonly name: string;
  readonly status: StackStatus;
  /** What the service adds to the status, when something failed. */
  readonly reason: string | undefined;
  readonly account: string;
  readonly isProtected: boolean;
  /** What it was deployed as; nothing, when it is not one of ours, or nothing of it has come to stand yet. */
  readonly facts: StandingFacts | undefined;
};

/** @returns nothing, when there is no stack of this name */
export async function standingOf(cfn: CloudFormationClient, stackName: string): Promise<Standing | undefined> {
  try {
    const { Stacks = [] } = await cfn.send(new DescribeStacksCommand({ StackName: stackName }));
    return Stacks.flatMap(asStanding)[0];
  } catch (error) {
    // The service has no error of its own for it (API reference, DescribeStacks).
    if (error instanceof CloudFormationServiceException && error.message.endsWith("does not exist")) return undefined;
    throw error;
  }
}

/** All the stacks of a region whose names begin like this. */
export async function standingsOf(cfn: CloudFormationClient, prefix: string): Promise<Standing[]> {
  const found: Standing[] = [];
  let next: string | undefined;
  do {
    const page = await cfn.send(new DescribeStacksCommand({ NextToken: next }));
    found.push(...(page.Stacks ?? []).flatMap(asStanding).filter(({ name }) => name.startsWith(prefix)));
    next = page.NextToken;
  } while (next !== undefined);
  return found;
}

function asStanding(stack: Stack): Standing[] {
  const { StackId = "", StackName, StackStatus: status, StackStatusReason: reason, Outputs = [] } = stack;
  if (StackName === undefined || status === undefined) return [];
  const facts = Outputs.find(({ OutputKey }) => OutputKey === standingFacts.output)?.OutputValue;
  return [
    {
      name: StackName,
      status,
      reason,
      account: StackId.split(":")[4] ?? "",
      isProtected: stack.EnableTerminationProtection ?? false,
      facts: facts === undefined ? undefined : standingFacts.read(facts),
    },
  ];
}
