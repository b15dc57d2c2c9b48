import type { CloudFormationClient } from "@aws-sdk/client-cloudformation";

import { refusalOf } from "../account/refusals.ts";
import { standingOf, standingsOf } from "../account/stack-standing.ts";
import type { Standing } from "../account/stack-standing.ts";
import type { Deployment } from "../settings.ts";
import { LAPTOP, stackNameOf } from "../stack-name.ts";
import type { Fact } from "./changes.ts";
import { planDeployment } from "./plan-deployment.ts";
import type { RunCdk } from "./run-cdk.ts";
import { adviceOn } from "./stack-advice.ts";

export type DeployOptions = {
  readonly deployment: Deployment;
  /** Those that have a file. */
  readonly names: readonly string[];
  /** Changes of what stands that were asked for by name. */
  readonly allowed: ReadonlySet<Fact>;
  /** Where the same deployment may stand since before. */
  readonly regions: readonly string[];
  readonly cloudFormationIn: (region: string) => CloudFormationClient;
  readonly cdk: RunCdk;
  /** Whether somebody is there to be asked. */
  readonly attended: boolean;
  readonly say: (line: string) => void;
};

/** What CloudFormation and the CDK's command line need once in a region of an account. */
const BOOTSTRAP = "CDKToolkit";

/**
 * Deploys: for the first time, or over what stands.
 *
 * @returns whether it stands now as its file says; what is to be done about it, if not, was said
 */
export async function deploy(options: DeployOptions): Promise<boolean> {
  const { deployment, allowed, cloudFormationIn, cdk, attended, say } = options;
  const { name, region } = deployment;
  if (region === undefined || name === LAPTOP) {
    throw new Error(`${name} is the deployment of a laptop, whose addresses are examples: npm start stands it up.`);
  }
  const stackName = stackNameOf(name);
  const cfn = cloudFormationIn(region);
  try {
    const bootstrap = await asked(region, standingOf(cfn, BOOTSTRAP));
    if (bootstrap === undefined) {
      say(`${region} is not prepared for the CDK in this account; once: npx cdk bootstrap -c deployment=${name}`);
      return false;
    }
    const standing = await standingOf(cfn, stackName);
    say(`${stackName} in ${region}, account ${bootstrap.account}: ${statusOf(standing)}`);
    const before = standing === undefined ? await earlierOnes(deployment, options) : [];
    const plan = planDeployment({ deployment: { ...deployment, region }, standing, before, allowed });
    if ("refused" in plan) {
      say(`Not deployed: ${plan.refused.join("\n")}`);
      return false;
    }
    for (const line of plan.say) say(line);
    for (const stands of plan.runs) {
      // Without somebody to ask, the CDK's question about wider permissions would end it.
      const unasked = attended ? [] : ["--require-approval", "never"];
      const code = await cdk(["deploy", stackName, "-c", `deployment=${name}`, "-c", `stands=${stands}`, ...unasked]);
      const after = await standingOf(cfn, stackName);
      const advice = adviceOn(after?.status, { name, region, stackName });
      if (code === 0 && advice.kind === "stands") continue;
      say(`Not deployed: ${stackName} is ${statusOf(after)}. ${afterFailure(advice, name)}`);
      return false;
    }
    say(`${stackName} stands, protected. What a first letter still needs: npm run doctor -- ${name}`);
    return true;
  } finally {
    cfn.destroy();
  }
}

function afterFailure(advice: ReturnType<typeof adviceOn>, name: string): string {
  switch (advice.kind) {
    case "wait":
    case "stuck":
      return advice.say;
    case "absent":
      return `Nothing of it is there. Mend what is said above; then: npm run deploy -- ${name}`;
    case "failed-first":
      return `It was taken back, and nothing of it was kept. Mend what is said above; then: npm run deploy -- ${name}`;
    case "stands":
      return `What stood before stands. Mend what is said above; then: npm run deploy -- ${name}`;
    default:
      return advice satisfies never;
  }
}

const statusOf = (standing: Standing | undefined): string =>
  standing === undefined
    ? "no such stack"
    : `${standing.status}${standing.reason === undefined ? "" : ` (${standing.reason})`}`;

/**
 * Stacks that may be this deployment under what its file said before: of its name in another region; or in this one, of
 * a deployment that has no file any more, and of the same home unit and sender.
 */
async function earlierOnes(deployment: Deployment, options: DeployOptions): Promise<Standing[]> {
  const { regions, names, cloudFormationIn } = options;
  const { name, region, homeUnit, sender } = deployment;
  const elsewhere = regions
    .filter((other) => other !== region)
    .map(async (other) => {
      const cfn = cloudFormationIn(other);
      try {
        return await standingOf(cfn, stackNameOf(name));
      } catch {
        // A region that the account has not enabled, or may not look into, has nothing that it deployed there.
        return undefined;
      } finally {
        cfn.destroy();
      }
    });
  const here = cloudFormationIn(region ?? "");
  try {
    const orphans = (await standingsOf(here, stackNameOf(""))).filter(
      ({ facts }) => facts && !names.includes(facts.name) && facts.homeUnit === homeUnit && facts.sender === sender,
    );
    return [...(await Promise.all(elsewhere)).filter((found) => found !== undefined), ...orphans];
  } finally {
    here.destroy();
  }
}

async function asked<T>(region: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new Error(`CloudFormation in ${region} was not asked: ${refusalOf(error, region)}`, { cause: error });
  }
}
