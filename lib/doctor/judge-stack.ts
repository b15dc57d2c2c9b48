import type { Standing } from "../account/stack-standing.ts";
import { adviceOn } from "../deploy/stack-advice.ts";
import type { Named } from "../deploy/stack-advice.ts";
import type { Finding } from "./finding.ts";

/** Whether the region is prepared for the CDK. */
export function judgeBootstrap(bootstrap: Standing | undefined, { name, region }: Named): Finding {
  const about = "region";
  return bootstrap === undefined
    ? {
        about,
        state: "missing",
        says: `${region} is not prepared for the CDK in this account`,
        todo: `npx cdk bootstrap -c deployment=${name}`,
      }
    : { about, state: "there", says: `${region} of account ${bootstrap.account} is prepared for the CDK` };
}

/** Whether the deployment stands, and is protected from being removed. */
export function judgeStack(standing: Standing | undefined, named: Named): Finding {
  const about = "stack";
  const deploy = `npm run deploy -- ${named.name}`;
  const advice = adviceOn(standing?.status, named);
  switch (advice.kind) {
    case "absent":
      return { about, state: "missing", says: `${named.stackName} is not deployed yet`, todo: deploy };
    case "failed-first":
      return {
        about,
        state: "missing",
        says: `the first deployment of ${named.stackName} failed and was taken back`,
        todo: deploy,
      };
    case "wait":
    case "stuck":
      return { about, state: "missing", says: `${named.stackName} is ${standing?.status}`, todo: advice.say };
    case "stands":
      return standing?.isProtected
        ? { about, state: "there", says: `${named.stackName} stands, protected from being removed` }
        : { about, state: "missing", says: `${named.stackName} stands, but anybody can remove it`, todo: deploy };
    default:
      return advice satisfies never;
  }
}
