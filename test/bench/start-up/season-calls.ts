import { newDuty } from "../../../functions/domain/duty.ts";
import type { GatewayEvent } from "../../../functions/http/gateway-event.ts";
import { nameOf } from "../../../functions/pages/session.ts";
import type { Table } from "../../../functions/store/dynamo.ts";
import type { Register } from "../../../functions/store/register.ts";
import { keys } from "../../../functions/store/table.ts";
import { at, directive, email, obligation, lying, ref, reporters, units } from "../../functions/season.ts";
import { deadlineIn } from "../../../functions/domain/deadline.ts";

const HOUR_MS = 3_600_000;
const receivedAt = at("2017-10-20T08:00");

/** Sessions, by their secrets: of a unit's clerk, and of the office that receives its report. */
const [ofClerk, ofKeeper] = ["c".repeat(65), "k".repeat(65)];
const signedIn = { [ofClerk]: email("vanthu@stc.daklak.example"), [ofKeeper]: email("keeper@snv.daklak.example") };

/** Lays out the season of công văn 5500 as it stands after it was issued: 34 duties, none filed. */
export async function layOutSeason(register: Register, table: Table): Promise<void> {
  const issuedAt = at("2017-07-14T08:00");
  await register.units.putUnits(units, new Map());
  await register.duties.layOut(
    reporters.map((unit) => newDuty({ ...ref, unitId: unit.id }, unit, deadlineIn(obligation))),
    lying(),
  );
  const issued = { status: "issued", createdAt: issuedAt, issuedAt, shards: { [obligation.id]: 1 } };
  await table.put({ ...keys.directive(directive.id), directive, ...issued });
  for (const [token, principal] of Object.entries(signedIn)) {
    const session = { principal, startedAt: receivedAt, usedAt: receivedAt, endsAt: receivedAt + HOUR_MS, browser: "" };
    await register.sessions.begin(nameOf(token), session);
  }
}

/** A call that is measured: what the gateway hands on, and the status that it must be answered with. */
export type Call = {
  readonly what: string;
  readonly event: GatewayEvent;
  readonly status: number;
  /** How far a warm call is measured. */
  readonly until: string;
};

const DUTY = "/api/duties/{directiveId}/{obligationId}/{unitId}";
const pathParameters = { ...ref, unitId: "stc" };
const dutyPath = `/api/duties/${ref.directiveId}/${ref.obligationId}/stc`;

/** Five questions to the table: who asks (two), the directive, the duty, its draft. */
export const readDuty: Call = {
  what: "a duty read",
  event: eventOf("GET", DUTY, dutyPath),
  status: 200,
  until: "until it asks for the duty",
};

/** Three questions, three writes, and three requests to the queues. */
export const fileReport: Call = {
  what: "a report filed",
  event: eventOf("POST", `${DUTY}/submissions`, `${dutyPath}/submissions`, {
    documentNumber: "215/BC-STC",
    signedOn: "2017-10-19",
    signer: { name: "Giám đốc", post: "Giám đốc Sở Tài chính" },
    sections: Object.fromEntries(
      obligation.outline.map(({ id, title }) => [
        id,
        `${title}: đã triển khai đến toàn thể cán bộ, công chức. `.repeat(4),
      ]),
    ),
    figures: {},
  }),
  status: 201,
  until: "until it first writes",
};

const OBLIGATION = "/obligations/{directiveId}/{obligationId}";
const obligationPath = `/obligations/${ref.directiveId}/${ref.obligationId}`;

/** The page that is opened first of each function that has any. */
export const firstPages: Readonly<Record<string, GatewayEvent>> = {
  "unit-site": pageOf(DUTY.replace("/api", ""), dutyPath.replace("/api", ""), ofClerk),
  files: pageOf(`${DUTY.replace("/api", "")}/attachments`, `${dutyPath.replace("/api", "")}/attachments`, ofClerk),
  "office-site": pageOf(OBLIGATION, obligationPath, ofKeeper),
  reports: pageOf(`${OBLIGATION}/papers`, `${obligationPath}/papers`, ofKeeper),
};

/** A paper of the obligation, asked for on its page by whoever is signed in by this secret. */
export function paperAsked(file: string, { secret, at: timeEpoch }: { secret: string; at: number }): GatewayEvent {
  const event = pageOf(`${OBLIGATION}/papers/{file}`, `${obligationPath}/papers/${file}`, secret);
  const requestContext = { ...event.requestContext, timeEpoch };
  return { ...event, requestContext, pathParameters: { ...event.pathParameters, file } };
}

/** What Lambda and the stack tell the function of itself and of its table, all of which is the cloud at `url`. */
export function environmentAt(url: string): Record<string, string> {
  return {
    AWS_REGION: "ap-southeast-1",
    AWS_ACCESS_KEY_ID: "none",
    AWS_SECRET_ACCESS_KEY: "none",
    AWS_SESSION_TOKEN: "none",
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_ENDPOINT_URL: url,
    AWS_LAMBDA_FUNCTION_NAME: "measured",
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    TABLE_NAME: "register",
    RUN_QUEUE_URL: `${url}/0/run`,
    POST_QUEUE_URL: `${url}/0/post`,
    ANSWER_QUEUE_URL: `${url}/0/answer`,
    COUNT_QUEUE_URL: `${url}/0/count`,
    EXPORT_QUEUE_URL: `${url}/0/export`,
    HOME_UNIT: "snv",
    KEEPER: "keeper@snv.daklak.example",
    SESSION_IDLE_MINUTES: "120",
    CLIENTS: "dung-han",
    SITE_URL: "https://dunghan.daklak.example",
    SECURITY_CONTACT: "none",
    ASSETS: "0123456789",
    RUN_QUEUE_ARN: "arn:aws:sqs:ap-southeast-1:111122223333:run",
    SCHEDULE_GROUP: "milestones",
    SCHEDULE_ROLE_ARN: "arn:aws:iam::111122223333:role/schedules",
    SCHEDULE_DEAD_LETTER_ARN: "arn:aws:sqs:ap-southeast-1:111122223333:dead",
    METRICS_NAMESPACE: "DungHan",
    ISSUER: "https://login.daklak.example",
    CLIENT_ID: "dung-han",
    ARCHIVE: "archive",
    SCAN: "none",
    SENDER: "noreply@dunghan.daklak.example",
    CONFIGURATION_SET: "letters",
    SEND_RATE: "5",
    ANSWER_RATE: "2",
    ANSWER_QUEUE_ARN: "arn:aws:sqs:ap-southeast-1:111122223333:answer",
  };
}

function pageOf(path: string, rawPath: string, session: string): GatewayEvent {
  const event = eventOf("GET", path, rawPath);
  return { ...event, cookies: [`__Host-session=${session}`], headers: { ...event.headers, accept: "text/html" } };
}

function eventOf(method: string, path: string, rawPath: string, body?: object): GatewayEvent {
  const routeKey = `${method} ${path}`;
  return {
    version: "2.0",
    routeKey,
    rawPath,
    rawQueryString: "",
    headers: {
      host: "dunghan.daklak.example",
      accept: "application/json",
      "accept-encoding": "gzip",
      "x-forwarded-proto": "https",
      ...(body && { "content-type": "application/json" }),
    },
    pathParameters,
    requestContext: {
      accountId: "111122223333",
      apiId: "api",
      domainName: "dunghan.daklak.example",
      domainPrefix: "dunghan",
      requestId: "request-1",
      routeKey,
      stage: "$default",
      time: "20/Oct/2017:01:00:00 +0000",
      timeEpoch: receivedAt,
      http: { method, path: rawPath, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "edoc" },
      authorizer: {
        jwt: {
          claims: {
            aud: "dung-han",
            token_use: "id",
            email: "vanthu@stc.daklak.example",
            email_verified: "true",
          },
        },
      },
    },
    ...(body && { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  };
}
