import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** What a client of the SDK asked over HTTP. */
export type Question = {
  readonly region: string;
  /** As the signature names it, such as `cloudformation`. */
  readonly service: string;
  /** As its protocol names it: `DescribeStacks`, `AdminGetUser`, `GET /v2/email/account`. */
  readonly action: string;
  readonly input: Readonly<Record<string, string>>;
};

/** An answer in the very form in which the service gives it. */
export type Recorded = { readonly status?: number; readonly headers?: Record<string, string>; readonly body: string };

/** An account that answers from a record, over HTTP: the SDK's real clients ask it, and read what it says. */
export type RecordedAccount = {
  /** What a client is made of. */
  readonly clientIn: (region: string) => {
    region: string;
    endpoint: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
    maxAttempts: number;
  };
  readonly asked: Question[];
  readonly close: () => Promise<void>;
};

export async function recordedAccount(answer: (question: Question) => Recorded | undefined): Promise<RecordedAccount> {
  const asked: Question[] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const question = questionOf(request, await text(request));
    asked.push(question);
    const unrecorded = `no record of ${question.region} ${question.service} ${question.action}`;
    const { status = 200, headers = {}, body } = answer(question) ?? { status: 501, body: unrecorded };
    response.writeHead(status, headers).end(body);
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  return {
    asked,
    clientIn: (region) => ({
      region,
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: "example", secretAccessKey: "example" },
      maxAttempts: 1,
    }),
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

function questionOf({ method, url = "", headers }: IncomingMessage, body: string): Question {
  const [, region = "", service = ""] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? "") ?? [];
  if (headers["content-type"] === "application/x-www-form-urlencoded") {
    const { Action = "", ...input } = Object.fromEntries(new URLSearchParams(body));
    return { region, service, action: Action, input };
  }
  const target = headers["x-amz-target"];
  const input = body === "" ? {} : (JSON.parse(body) as Record<string, string>);
  return { region, service, action: typeof target === "string" ? target.split(".")[1]! : `${method} ${url}`, input };
}

/** A fault of a service that answers in XML (CloudFormation, SNS). */
export const xmlFault = (code: string, message: string, status = 400): Recorded => ({
  status,
  headers: { "content-type": "text/xml" },
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>b9b4b068-3a41-11e5-94eb-example</RequestId></ErrorResponse>`,
});

/** A fault of a service that answers in JSON (SES, Lambda, Cognito). */
export const jsonFault = (code: string, message: string, status = 400): Recorded => ({
  status,
  headers: { "content-type": "application/json", "x-amzn-errortype": code },
  body: JSON.stringify({ message }),
});
