import { routes } from "../../../functions/api/all.ts";
import { webApp } from "../../../functions/site/web-app.ts";
import { issuedWorld } from "../use-cases/world.ts";
import type { World } from "../use-cases/world.ts";
import { unitId, unitNamed } from "../season.ts";
import type { Engine } from "../store/engines.ts";
import { everySite } from "./every-site.ts";

export const DUTY = "/api/duties/5500-ubnd-kgvx-2017/bao-cao/stc";
export const OBLIGATION = "/api/obligations/5500-ubnd-kgvx-2017/bao-cao";

/** Who comes to the site: by the address that the issuer has verified, or a system by its client id. */
export const PEOPLE = {
  unit: "vanthu@stc.daklak.example",
  "another unit": "vanthu@stp.daklak.example",
  supervisor: "vanthu@snv.daklak.example",
  "staff supervisor": "chuyenvien@snv.daklak.example",
  "a receiver elsewhere": "vanthu@vpub.daklak.example",
  leader: "khoagiao@ubnd.daklak.example",
  "the unit's system": "client:edoc-stc",
  "another unit's system": "client:edoc-stp",
  stranger: "ai-do@noi-khac.example",
} as const;
export type Person = keyof typeof PEOPLE;

export type Sent = {
  readonly as?: string;
  readonly claims?: Record<string, unknown>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly key?: string;
  readonly base64?: boolean;
  readonly receivedAt?: number;
};
export type Got = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** As they came: a file is no text. */
  readonly bytes: Uint8Array;
  /** The answer's JSON; an empty object when it has none. */
  readonly json: Record<string, unknown>;
};
export type TestSite = { readonly world: World; readonly send: (line: string, sent?: Sent) => Promise<Got> };

/** The front site over the small season, with staff and systems of units: requests as the gateway hands them on. */
export async function openTestSite(engine: Engine): Promise<TestSite> {
  const world = await issuedWorld(engine);
  const { staff, units } = world.register;
  const withSystems = ["stc", "stp"].map((id) => ({ ...unitNamed(id), clients: [`edoc-${id}`] }));
  await units.putUnits(withSystems, await units.unitsToChange(withSystems));
  const member = { name: "Trần Thị B", unitId: unitId("snv") };
  await staff.put({ ...member, email: addressOf("staff supervisor"), role: "supervisor" });
  await staff.put({ ...member, email: addressOf("leader"), role: "leader" });
  return testSiteOf(world);
}

/** The front site of a world. */
export function testSiteOf(world: World): TestSite {
  const app = webApp(world, everySite(world));
  return {
    world,
    async send(line, sent = {}) {
      const answer = await app(eventOf(line, sent, world.clock.now()));
      const { statusCode = 0, headers = {}, body = "", isBase64Encoded = false } = answer;
      const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
      const text = bytes.toString("utf8");
      const isJson = String(headers["content-type"]).includes("json");
      return { status: statusCode, headers, text, bytes, json: isJson ? JSON.parse(text) : {} };
    },
  };
}

const addressOf = (person: Person) => PEOPLE[person] as unknown as World["firstKeeper"]["email"];

function eventOf(line: string, sent: Sent, now: number): Parameters<ReturnType<typeof webApp>>[0] {
  const [method = "", target = ""] = line.split(" ");
  const [path = "", search] = target.split("?");
  const { routeKey, pathParameters } = routed(method, path);
  const text =
    typeof sent.body === "string" ? sent.body : sent.body === undefined ? undefined : JSON.stringify(sent.body);
  const contentType = sent.contentType ?? (text === undefined ? undefined : "application/json");
  const claims = sent.claims ?? claimsOf(sent.as);
  return {
    version: "2.0",
    routeKey,
    rawPath: decodeURIComponent(path),
    rawQueryString: search ?? "",
    headers: {
      host: "attacker.example",
      ...(contentType === undefined ? {} : { "content-type": contentType }),
      ...(sent.key === undefined ? {} : { "idempotency-key": sent.key }),
    },
    ...(search === undefined ? {} : { queryStringParameters: Object.fromEntries(new URLSearchParams(search)) }),
    ...(pathParameters ? { pathParameters } : {}),
    requestContext: {
      accountId: "1",
      apiId: "api",
      domainName: "api.example",
      domainPrefix: "api",
      requestId: "request-1",
      routeKey,
      stage: "$default",
      time: "",
      timeEpoch: sent.receivedAt ?? now,
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "" },
      ...(claims ? { authorizer: { jwt: { claims } } } : {}),
    },
    ...(text === undefined ? {} : { body: sent.base64 ? Buffer.from(text).toString("base64") : text }),
    isBase64Encoded: sent.base64 ?? false,
  };
}

/** As the user pool's tokens say it: a person's ID token of the site's client, or a system's access token. */
function claimsOf(as: string | undefined): Record<string, unknown> | undefined {
  if (as === undefined) return undefined;
  if (!as.startsWith("client:")) {
    return { sub: "a-person", aud: "dung-han", token_use: "id", email: as, email_verified: "true" };
  }
  const client = as.slice("client:".length);
  return { sub: client, client_id: client, token_use: "access", scope: "dung-han/api" };
}

/** The route that the gateway would match: the one with the fewest parameters. */
function routed(method: string, path: string): { routeKey: string; pathParameters?: Record<string, string> } {
  const found = Object.values(routes)
    .filter((route) => route.method === method)
    .flatMap((route) => {
      const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
      const match = new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, "([^/]+)")}$`).exec(path);
      if (!match) return [];
      const values = names.map((name, i) => [name, decodeURIComponent(match[i + 1] ?? "")]);
      return [
        { routeKey: `${route.method} ${route.path}`, pathParameters: Object.fromEntries(values), of: names.length },
      ];
    })
    .toSorted((a, b) => a.of - b.of)[0];
  return found ?? { routeKey: "$default" };
}
