import {
  CloudFormationClient,
  CloudFormationServiceException,
  DescribeStacksCommand,
} from "@aws-sdk/client-cloudformation";
import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  ListUserPoolClientsCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";
import type { UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";

import { systemScope } from "./deployed-clients.ts";

/** A client that a system asks for tokens with. */
export type SystemClient = { readonly id: string; readonly secret: string };

/** The user pool of a deployment, as far as the clients of units' systems go. */
export type UserPool = {
  readonly id: string;
  /** @returns nothing, when the pool has no client of this id. @throws Error when it is not for a system */
  readonly client: (id: string) => Promise<SystemClient | undefined>;
  /** @returns nothing, when the pool has no client of this name. @throws Error when it has several, or not for a system */
  readonly clientNamed: (name: string) => Promise<SystemClient | undefined>;
  /** Makes a client with a secret that gets tokens for itself, and signs nobody in. */
  readonly makeClient: (name: string) => Promise<SystemClient>;
};

export type Place = { readonly region: string; readonly stackName: string };

const scope = `${systemScope.server}/${systemScope.name}`;

/**
 * The user pool of a stack.
 *
 * @throws Error when the stack is not there, or has no user pool
 */
export async function userPoolOf({ region, stackName }: Place): Promise<UserPool> {
  const UserPoolId = await poolIdOf({ region, stackName });
  // Tried once: of a client whose making was not answered, a second would be made. Who tries again looks for it first.
  const cognito = new CognitoIdentityProviderClient({ region, maxAttempts: 1 });

  const client = async (ClientId: string): Promise<SystemClient | undefined> => {
    try {
      const { UserPoolClient } = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
      return UserPoolClient && systemClientOf(UserPoolClient);
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  };

  return {
    id: UserPoolId,
    client,

    async clientNamed(name) {
      const ids: string[] = [];
      let NextToken: string | undefined;
      do {
        const page = await cognito.send(new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 60, NextToken }));
        for (const { ClientName, ClientId } of page.UserPoolClients ?? []) {
          if (ClientName === name && ClientId !== undefined) ids.push(ClientId);
        }
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      const [id] = ids;
      if (ids.length > 1) {
        throw new Error(
          `The user pool ${UserPoolId} has several clients called ${name}: ${ids.join(", ")}. Delete all but one.`,
        );
      }
      return id === undefined ? undefined : client(id);
    },

    async makeClient(ClientName) {
      const { UserPoolClient } = await cognito.send(
        new CreateUserPoolClientCommand({
          UserPoolId,
          ClientName,
          GenerateSecret: true,
          // The service takes no other flow beside it.
          AllowedOAuthFlows: ["client_credentials"],
          AllowedOAuthFlowsUserPoolClient: true,
          AllowedOAuthScopes: [scope],
          // Left out, it would be every way in which people sign in by calls.
          ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
          PreventUserExistenceErrors: "ENABLED",
          AccessTokenValidity: 60,
          TokenValidityUnits: { AccessToken: "minutes" },
        }),
      );
      if (!UserPoolClient) throw new Error("The user pool made a client, and does not say which.");
      return systemClientOf(UserPoolClient);
    },
  };
}

function systemClientOf({ ClientId, ClientName, ClientSecret, AllowedOAuthFlows = [], ...client }: UserPoolClientType) {
  const forSystems =
    AllowedOAuthFlows.length === 1 &&
    AllowedOAuthFlows[0] === "client_credentials" &&
    client.AllowedOAuthScopes?.includes(scope);
  if (ClientId === undefined || ClientSecret === undefined || !forSystems) {
    throw new Error(
      `The user pool's client ${ClientId} (${ClientName}) is not for a system: allowed are a secret, the flow client_credentials alone, and the scope ${scope}. Delete it, or give it another name.`,
    );
  }
  return { id: ClientId, secret: ClientSecret };
}

async function poolIdOf({ region, stackName }: Place): Promise<string> {
  const cfn = new CloudFormationClient({ region });
  try {
    const { Stacks = [] } = await cfn.send(new DescribeStacksCommand({ StackName: stackName }));
    const found = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === "UserPoolId")?.OutputValue;
    if (found === undefined) throw new Error(`The stack ${stackName} in ${region} has no user pool of its own.`);
    return found;
  } catch (error) {
    // The service has no error of its own for it (API reference, DescribeStacks).
    if (error instanceof CloudFormationServiceException && error.message.endsWith("does not exist")) {
      throw new Error(`There is no stack ${stackName} in ${region} yet: deploy it first.`, { cause: error });
    }
    throw error;
  } finally {
    cfn.destroy();
  }
}
