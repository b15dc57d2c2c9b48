import { CloudFormationClient, paginateListStackResources } from "@aws-sdk/client-cloudformation";
import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";
import type { AdminGetUserCommandOutput } from "@aws-sdk/client-cognito-identity-provider";
import { GetAccountSettingsCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { GetAccountSettingsCommandOutput } from "@aws-sdk/client-lambda";
import {
  GetAccountCommand,
  GetEmailIdentityCommand,
  NotFoundException,
  SESv2Client,
  paginateListEmailIdentities,
} from "@aws-sdk/client-sesv2";
import type { GetAccountCommandOutput, GetEmailIdentityCommandOutput, IdentityInfo } from "@aws-sdk/client-sesv2";
import { SNSClient, paginateListSubscriptionsByTopic } from "@aws-sdk/client-sns";
import type { Subscription } from "@aws-sdk/client-sns";

import { standingOf } from "../account/stack-standing.ts";
import type { Standing } from "../account/stack-standing.ts";

/** What every client is made of; what is left out is the command line's own. */
export type ClientOptions = {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts?: number;
};

/** The questions that are put to an account, each once. */
export type Account = {
  standing(stackName: string): Promise<Standing | undefined>;
  /** Physical ids of a stack's resources of a type. */
  resources(stackName: string, type: string): Promise<readonly string[]>;
  mail(): Promise<GetAccountCommandOutput>;
  /** @returns nothing, when there is no such identity */
  mailIdentity(name: string): Promise<GetEmailIdentityCommandOutput | undefined>;
  mailIdentities(): Promise<readonly IdentityInfo[]>;
  functions(): Promise<GetAccountSettingsCommandOutput>;
  subscriptions(topicArn: string): Promise<readonly Subscription[]>;
  /** @returns nothing, when the pool knows nobody of this address */
  person(poolId: string, email: string): Promise<AdminGetUserCommandOutput | undefined>;
  close(): void;
};

export function accountIn(options: ClientOptions): Account {
  const cfn = new CloudFormationClient(options);
  const ses = new SESv2Client(options);
  const lambda = new LambdaClient(options);
  const sns = new SNSClient(options);
  const cognito = new CognitoIdentityProviderClient(options);
  return {
    standing: (stackName) => standingOf(cfn, stackName),
    async resources(stackName, type) {
      const found: string[] = [];
      for await (const page of paginateListStackResources({ client: cfn }, { StackName: stackName })) {
        for (const { ResourceType, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
          if (ResourceType === type && PhysicalResourceId !== undefined) found.push(PhysicalResourceId);
        }
      }
      return found;
    },
    mail: () => ses.send(new GetAccountCommand({})),
    mailIdentity: (name) => unless(NotFoundException, ses.send(new GetEmailIdentityCommand({ EmailIdentity: name }))),
    async mailIdentities() {
      const found: IdentityInfo[] = [];
      for await (const page of paginateListEmailIdentities({ client: ses }, {})) {
        found.push(...(page.EmailIdentities ?? []));
      }
      return found;
    },
    functions: () => lambda.send(new GetAccountSettingsCommand({})),
    async subscriptions(topicArn) {
      const found: Subscription[] = [];
      for await (const page of paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: topicArn })) {
        found.push(...(page.Subscriptions ?? []));
      }
      return found;
    },
    person: (poolId, email) =>
      unless(UserNotFoundException, cognito.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: email }))),
    close: () => [cfn, ses, lambda, sns, cognito].forEach((client) => client.destroy()),
  };
}

/** An answer, or nothing where the service says by this error that there is none. */
async function unless<T>(none: new (...args: never[]) => Error, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof none) return undefined;
    throw error;
  }
}
