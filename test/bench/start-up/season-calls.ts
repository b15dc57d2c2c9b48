import { newDuty } from "../../../functions/domain/duty.ts";
import type { GatewayEvent } from "../../../functions/http/gateway-event.ts";
import type { Table } from "../../../functions/store/dynamo.ts";
import type { Register } from "../../../functions/store/register.ts";
import { keys } from "../../../functions/store/table.ts";
import { at, directive, obligation, ref, reporters, units, lying } from "../../functions/season.ts";
import { deadlineIn } from "../../../functions/domain/deadline.ts";

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
}

/** A call that is measured: what the gateway hands on, and the status that it must be answered with. */
export type Call = { readonly what: string; readonly event: GatewayEvent; readonly status: number };

const DUTY = "/api/duties/{directiveId}/{obligationId}/{unitId}";
const pathParameters = { ...ref, unitId: "stc" };
const dutyPath = `/api/duties/${ref.directiveId}/${ref.obligationId}/stc`;

/** Five questions to the table: who asks (two), the directive, the duty, its draft. */
export const readDuty: Call = { what: "a duty read", event: eventOf("GET", DUTY, dutyPath), status: 200 };

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
};

/** What Lambda and the stack tell the function of itself and of its table, all of which is the cloud at `url`. */
export function environmentAt(url: string): Record<string, string> {
  return {
    AWS_REGION: "ap-southeast-1",
    AWS_ACCESS_KEY_ID: "none",
    AWS_SECRET_ACCESS_KEY: "none",
    AWS_SESSION_TOKEN: "none",
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_ENDPOINT_URL: url,
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    TABLE_NAME: "register",
    RUN_QUEUE_URL: `${url}/0/run`,
    POST_QUEUE_URL: `${url}/0/post`,
    COUNT_QUEUE_URL: `${url}/0/count`,
    HOME_UNIT: "snv",
    KEEPER: "keeper@snv.daklak.example",
    CLIENTS: "dung-han",
    SITE_URL: "https://dunghan.daklak.example",
    ASSETS: "0123456789",
  };
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
      timeEpoch: at("2017-10-20T08:00"),
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
