import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

import { onTestFinished, vi } from "vitest";

type Client = Record<string, unknown> & { readonly ClientId: string; readonly ClientName: string };

export const POOL = "ap-southeast-1_AbCdEfGhI";

/** What the service knows of a client here; anything else is refused, rather than taken and forgotten. */
const FIELDS = new Set([
  "UserPoolId",
  "ClientName",
  "GenerateSecret",
  "AllowedOAuthFlows",
  "AllowedOAuthFlowsUserPoolClient",
  "AllowedOAuthScopes",
  "ExplicitAuthFlows",
  "PreventUserExistenceErrors",
  "AccessTokenValidity",
  "TokenValidityUnits",
]);

/**
 * The user pool's service and CloudFormation on loopback, as their clients speak with them: Amazon Cognito by JSON 1.1,
 * CloudFormation by the query protocol. It keeps clients, and refuses what the services' documentation says they refuse.
 */
export class UserPoolService {
  readonly clients: Client[] = [];
  /** What was asked, in order. */
  readonly asked: string[] = [];
  /** Stacks by name, each with its outputs. */
  stacks: Record<string, Record<string, string>> = {
    "DungHan-dak-lak": { SiteUrl: "https://x.test", UserPoolId: POOL },
  };
  /** How many clients a page of the list has at most. */
  pageSize = 60;
  /** The next client is made, and its answer lost. */
  losesNextAnswer = false;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  static async start(): Promise<UserPoolService> {
    const service = new UserPoolService();
    await new Promise<void>((resolve) => service.#server.listen(0, "127.0.0.1", resolve));
    const address = service.#server.address();
    if (address === null || typeof address === "string") throw new Error("It listens on no port.");
    vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${address.port}`);
    vi.stubEnv("AWS_ACCESS_KEY_ID", "none");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "none");
    onTestFinished(async () => {
      vi.unstubAllEnvs();
      service.#server.closeAllConnections();
      await new Promise((resolve) => service.#server.close(resolve));
    });
    return service;
  }

  /** A client as it lies in the pool, made by somebody else. */
  put(client: Partial<Client> & { ClientName: string }): string {
    const ClientId = randomBytes(13).toString("hex");
    this.clients.push({ UserPoolId: POOL, ...client, ClientId });
    return ClientId;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const target = request.headers["x-amz-target"];
    if (target === undefined) return this.#cloudFormation(new URLSearchParams(body), response);
    const operation = String(target).replace("AWSCognitoIdentityProviderService.", "");
    this.asked.push(operation);
    try {
      const answer = this.#cognito(operation, JSON.parse(body));
      if (operation === "CreateUserPoolClient" && this.losesNextAnswer) {
        this.losesNextAnswer = false;
        request.socket.destroy();
        return;
      }
      response.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(answer));
    } catch (error) {
      const [type, message] =
        error instanceof Refused ? [error.type, error.message] : ["InternalErrorException", String(error)];
      const headers = { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": type };
      response.writeHead(400, headers).end(JSON.stringify({ __type: type, message }));
    }
  }

  #cognito(operation: string, asked: Record<string, unknown>): object {
    if (asked["UserPoolId"] !== POOL) throw new Refused("ResourceNotFoundException", "User pool does not exist.");
    switch (operation) {
      case "ListUserPoolClients": {
        const from = Number(asked["NextToken"] ?? 0);
        const to = from + Math.min(this.pageSize, Number(asked["MaxResults"]));
        const UserPoolClients = this.clients
          .slice(from, to)
          .map(({ ClientId, ClientName }) => ({ ClientId, ClientName, UserPoolId: POOL }));
        return { UserPoolClients, ...(to < this.clients.length && { NextToken: String(to) }) };
      }
      case "DescribeUserPoolClient": {
        const UserPoolClient = this.clients.find(({ ClientId }) => ClientId === asked["ClientId"]);
        if (!UserPoolClient) throw new Refused("ResourceNotFoundException", "User pool client does not exist.");
        return { UserPoolClient };
      }
      case "CreateUserPoolClient":
        return { UserPoolClient: this.#make(asked) };
      default:
        throw new Error(`The test's service does not know ${operation}.`);
    }
  }

  #make(asked: Record<string, unknown>): Client {
    const unknown = Object.keys(asked).filter((field) => !FIELDS.has(field));
    if (unknown.length > 0) throw new Error(`The test's service does not know ${unknown.join(", ")}.`);
    const { GenerateSecret, ...client } = asked;
    const [flows, scopes] = [[client["AllowedOAuthFlows"]].flat(), [client["AllowedOAuthScopes"]].flat()];
    if (flows.includes("client_credentials") && (flows.length > 1 || GenerateSecret !== true))
      throw new Refused("InvalidOAuthFlowException", "client_credentials flow can not be selected like this.");
    const strange = scopes.filter((scope) => scope !== "dung-han/api");
    if (strange.length > 0)
      throw new Refused("ScopeDoesNotExistException", `Invalid scope requested: ${strange.join()}`);
    const ClientSecret = randomBytes(26).toString("hex");
    const id = this.put({ ...client, ClientName: String(client["ClientName"]), ClientSecret });
    return this.clients.find(({ ClientId }) => ClientId === id)!;
  }

  #cloudFormation(asked: URLSearchParams, response: ServerResponse): void {
    const [action, name] = [String(asked.get("Action")), String(asked.get("StackName"))];
    this.asked.push(action);
    const outputs = action === "DescribeStacks" ? this.stacks[name] : undefined;
    response.setHeader("content-type", "text/xml");
    if (!outputs) {
      response
        .writeHead(400)
        .end(
          `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${name} does not exist</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
        );
      return;
    }
    const members = Object.entries(outputs).map(
      ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    );
    response.end(
      `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackId>arn:aws:cloudformation:ap-southeast-1:111122223333:stack/${name}/1</StackId><StackName>${name}</StackName><CreationTime>2026-11-30T01:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join("")}</Outputs></member></Stacks></DescribeStacksResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></DescribeStacksResponse>`,
    );
  }
}

class Refused extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
