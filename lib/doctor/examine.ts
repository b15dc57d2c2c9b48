import { isUseless, refusalOf } from "../account/refusals.ts";
import type { ConcurrencyNeed } from "../concurrency.ts";
import { adviceOn } from "../deploy/stack-advice.ts";
import type { Deployment } from "../settings.ts";
import { stackNameOf } from "../stack-name.ts";
import type { Account } from "./ask-account.ts";
import { askIssuer } from "./ask-issuer.ts";
import type { Internet } from "./ask-issuer.ts";
import type { Finding } from "./finding.ts";
import { judgeAlarms } from "./judge-alarms.ts";
import { judgeConcurrency } from "./judge-functions.ts";
import { judgeIssuer } from "./judge-issuer.ts";
import { judgeKeeper } from "./judge-keeper.ts";
import { domainOf, judgeQuota, judgeSandbox, judgeSender, judgeSending } from "./judge-mail.ts";
import { judgeBootstrap, judgeStack } from "./judge-stack.ts";

/** What a deployment's template says that the account has to have. */
export type Examined = {
  readonly deployment: Deployment;
  readonly region: string;
  readonly concurrency: ConcurrencyNeed;
};

export type ExamineOptions = {
  readonly account: Account;
  readonly internet: Internet;
  /** Epoch milliseconds. */
  readonly now: number;
};

/**
 * Asks an account for all that a deployment needs before a first letter goes out. A question that may not be asked is told,
 * and the others are asked all the same.
 * @throws Error when no question can be asked, for want of credentials that count
 */
export async function examine(examined: Examined, { account, internet, now }: ExamineOptions): Promise<Finding[]> {
  const { deployment, region, concurrency } = examined;
  const { name, keeper, operatorEmail = "", sender, mailRate, issuer } = deployment;
  const named = { name, region, stackName: stackNameOf(name) };
  const mail = { sender, mailRate, region };

  const ask = async (about: string, question: () => Promise<Finding | readonly Finding[]>): Promise<Finding[]> => {
    try {
      return [await question()].flat();
    } catch (error) {
      if (isUseless(error)) throw new Error(`Nothing can be asked: ${refusalOf(error, region)}.`, { cause: error });
      return [{ about, state: "unknown", says: `was not answered: ${refusalOf(error, region)}` }];
    }
  };
  let mailAnswer: ReturnType<Account["mail"]> | undefined;
  const mailAccount = () => (mailAnswer ??= account.mail());
  let stands = false;
  /** Of what the stack makes. */
  const once = (about: string, type: string, question: (id: string) => Promise<Finding>) =>
    ask(about, async () => {
      const [id] = stands ? await account.resources(named.stackName, type) : [];
      return id === undefined ? { about, state: "unknown", says: "can be told once the stack stands" } : question(id);
    });

  return [
    ...(await ask("region", async () => judgeBootstrap(await account.standing("CDKToolkit"), named))),
    ...(await ask("stack", async () => {
      const standing = await account.standing(named.stackName);
      stands = adviceOn(standing?.status, named).kind === "stands";
      return judgeStack(standing, named);
    })),
    ...(await ask("sending", async () => judgeSending(await mailAccount()))),
    ...(await ask("recipients", async () => judgeSandbox(await mailAccount(), await account.mailIdentities(), mail))),
    ...(await ask("quota", async () => judgeQuota(await mailAccount(), mail))),
    ...(await ask("sender", async () => {
      const identity = (await account.mailIdentity(domainOf(sender))) ?? (await account.mailIdentity(sender));
      return judgeSender(identity, mail, deployment.identity);
    })),
    ...(await ask("functions", async () => judgeConcurrency(await account.functions(), concurrency, region))),
    ...(await once("alarms", "AWS::SNS::Topic", async (topicArn) =>
      judgeAlarms(await account.subscriptions(topicArn), { topicArn, operatorEmail, region }),
    )),
    ...(issuer === undefined
      ? [
          ...(await once("keeper", "AWS::Cognito::UserPool", async (poolId) =>
            judgeKeeper(await account.person(poolId, keeper), { keeper, poolId, region }, now),
          )),
          ...(await once("sign-on", "AWS::Cognito::UserPool", async (poolId) => {
            const pool = `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
            return judgeIssuer(pool, await askIssuer(pool, internet));
          })),
        ]
      : await ask("sign-on", async () => judgeIssuer(issuer, await askIssuer(issuer, internet)))),
  ];
}
