import { ref } from "../stacks.ts";
import type { Given, Resources } from "../stacks.ts";
import type { RuleCases } from "./rule-case.ts";

const api = { Type: "AWS::ApiGatewayV2::Api" };
const route = (RouteKey: string, properties: object = {}): Given => ({
  Type: "AWS::ApiGatewayV2::Route",
  Properties: { ApiId: ref("Api"), RouteKey, ...properties },
});
const stage = (properties: object = {}, attributes: object = {}): Given => ({
  Type: "AWS::ApiGatewayV2::Stage",
  Properties: { ApiId: ref("Api"), ...properties },
  ...attributes,
});
const slowed = { RouteSettings: { "POST /staff": { ThrottlingRateLimit: 20 } } };
const authorizer = (Issuer: unknown): Resources => ({
  A: { Type: "AWS::ApiGatewayV2::Authorizer", Properties: { JwtConfiguration: { Issuer, Audience: ["a"] } } },
  Pool: { Type: "AWS::Cognito::UserPool" },
});
const logging = (Format: string): Resources => ({ Api: api, Stage: stage({ AccessLogSettings: { Format } }) });

const index = (name: string, key: string, NonKeyAttributes: string[] = []) => ({
  IndexName: name,
  KeySchema: [{ AttributeName: key, KeyType: "HASH" }],
  Projection: { ProjectionType: "INCLUDE", NonKeyAttributes },
});
const table = (properties: object = {}): Resources => ({
  Table: {
    Type: "AWS::DynamoDB::GlobalTable",
    Properties: {
      AttributeDefinitions: [{ AttributeName: "pk" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      Replicas: [{ Region: ref("AWS::Region") }],
      ...properties,
    },
  },
});
const bucket = (Properties: object): Resources => ({ B: { Type: "AWS::S3::Bucket", Properties: { ...Properties } } });
const lifecycle = (...Rules: object[]) => bucket({ LifecycleConfiguration: { Rules } });
const origins = (...AllowedOrigins: string[]) => bucket({ CorsConfiguration: { CorsRules: [{ AllowedOrigins }] } });
const alarm = (Properties: object): Resources => ({
  A: { Type: "AWS::CloudWatch::Alarm", Properties: { ...Properties } },
});
const log = (RetentionInDays: number): Resources => ({
  L: { Type: "AWS::Logs::LogGroup", Properties: { RetentionInDays } },
});

/** What holds for the gateway, for what is stored, and for what is watched. */
export const siteRules: RuleCases = {
  "stage-after-its-routes": {
    keeps: [
      { title: "no route is slowed", resources: { Api: api, Route: route("POST /staff"), Stage: stage() } },
      {
        title: "the stage waits for the route",
        resources: { Api: api, Route: route("POST /staff"), Stage: stage(slowed, { DependsOn: "Route" }) },
      },
    ],
    breaks: [
      {
        title: "the route may come later",
        resources: { Api: api, Route: route("POST /staff"), Stage: stage(slowed) },
        says: ["Stage: NotFoundException: Unable to find Route by key POST /staff within the provided RouteSettings"],
      },
      {
        title: "the route is another API's",
        resources: {
          Api: api,
          Other: api,
          Route: route("POST /staff", { ApiId: ref("Other") }),
          Stage: stage(slowed, { DependsOn: "Route" }),
        },
        says: ["Stage: NotFoundException: Unable to find Route by key POST /staff within the provided RouteSettings"],
      },
    ],
  },
  "no-two-variables-in-one-place": {
    keeps: [
      {
        title: "the same name, other methods, other levels",
        resources: {
          Api: api,
          A: route("GET /units/{unitId}"),
          B: route("GET /units/{unitId}/duties/{dutyId}"),
          C: route("GET /units/import"),
          D: route("GET /{proxy+}"),
          E: route("POST /units/{id}"),
        },
      },
    ],
    breaks: [
      {
        title: "another name on the same level",
        resources: { Api: api, A: route("GET /units/{unitId}"), B: route("GET /units/{id}/duties") },
        says: [
          "A: GET /units/{unitId} has a conflicting variable on the same level as GET /units/{id}/duties",
          "B: GET /units/{id}/duties has a conflicting variable on the same level as GET /units/{unitId}",
        ],
      },
      {
        title: "one name twice",
        resources: { Api: api, A: route("GET /units/{id}/duties/{id}") },
        says: ["A: GET /units/{id}/duties/{id} has one variable twice"],
      },
    ],
  },
  "access-log-names-the-request": {
    keeps: [
      { title: "no log", resources: { Api: api, Stage: stage() } },
      { title: "the id", resources: logging('{"id":"$context.requestId"}') },
    ],
    breaks: [
      {
        title: "no id",
        resources: logging("$context.status"),
        says: ["Stage: its access log's format has no $context.requestId, or more than one line: $context.status"],
      },
      {
        title: "two lines",
        resources: logging("$context.requestId\nx"),
        says: [
          "Stage: its access log's format has no $context.requestId, or more than one line: $context.requestId\nx",
        ],
      },
    ],
  },
  "issuer-can-be-asked": {
    keeps: [
      { title: "an https address", resources: authorizer("https://sso.daklak.test") },
      { title: "the stack's own pool", resources: authorizer({ "Fn::GetAtt": ["Pool", "ProviderURL"] }) },
    ],
    breaks: [
      {
        title: "an http address",
        resources: authorizer("http://127.0.0.1:4000"),
        says: ['A: its issuer is "http://127.0.0.1:4000"; allowed: https://…'],
      },
    ],
  },
  "route-with-its-authorizer": {
    keeps: [
      { title: "open to all", resources: { Api: api, A: route("GET /") } },
      {
        title: "with one",
        resources: { Api: api, A: route("GET /", { AuthorizationType: "JWT", AuthorizerId: "a" }) },
      },
    ],
    breaks: [
      {
        title: "without one",
        resources: { Api: api, A: route("GET /", { AuthorizationType: "JWT" }) },
        says: ["A: asks for a JWT, and names no authorizer"],
      },
    ],
  },
  "keys-are-defined": {
    keeps: [{ title: "one key", resources: table() }],
    breaks: [
      {
        title: "one too few and one too many",
        resources: table({
          AttributeDefinitions: [{ AttributeName: "pk" }, { AttributeName: "due" }],
          GlobalSecondaryIndexes: [index("unit", "owedBy")],
        }),
        says: ["Table: has a key of owedBy, which it does not define", "Table: defines due, which is in no key"],
      },
    ],
  },
  "indexes-are-small-enough": {
    keeps: [{ title: "a hundred", resources: table({ GlobalSecondaryIndexes: [index("a", "pk", names(100))] }) }],
    breaks: [
      {
        title: "a hundred and one, in two",
        resources: table({ GlobalSecondaryIndexes: [index("a", "pk", names(50)), index("b", "pk", names(51))] }),
        says: ["Table: carries 101 over"],
      },
    ],
  },
  "replica-of-its-own-region": {
    keeps: [{ title: "of the stack's", resources: table() }],
    breaks: [
      {
        title: "of another",
        resources: table({ Replicas: [{ Region: "eu-central-1" }] }),
        says: ["Table: has no replica in ap-southeast-1"],
      },
      {
        title: "with an index that the table has not",
        resources: table({ Replicas: [{ Region: "ap-southeast-1", GlobalSecondaryIndexes: [{ IndexName: "open" }] }] }),
        says: ["Table: its replica has an index open, which the table has not"],
      },
    ],
  },
  "lifecycle-can-be-read": {
    keeps: [
      {
        title: "two",
        resources: lifecycle(
          { Id: "a", Status: "Enabled", ExpirationInDays: 1 },
          { Status: "Enabled", ExpirationInDays: 2 },
        ),
      },
    ],
    breaks: [
      {
        title: "two of one name, one of which does nothing",
        resources: lifecycle(
          { Id: "a", Status: "Enabled", ExpirationInDays: 1 },
          { Id: "a", Status: "Enabled", Prefix: "x/" },
        ),
        says: ["B: has two rules a", "B: its rule a does nothing"],
      },
    ],
  },
  "origins-are-origins": {
    keeps: [{ title: "addresses", resources: origins("https://baocao.daklak.test", "*", "https://*.daklak.test") }],
    breaks: [
      {
        title: "a path, and two stars",
        resources: origins("https://baocao.daklak.test/", "https://*.*.test"),
        says: ["B: answers https://baocao.daklak.test/", "B: answers https://*.*.test"],
      },
    ],
  },
  "log-is-kept-for-a-time-there-is": {
    keeps: [{ title: "a year", resources: log(365) }],
    breaks: [{ title: "a year and a day", resources: log(366), says: ["L: is kept for 366 days"] }],
  },
  "alarm-looks-back-a-day-at-most": {
    keeps: [
      { title: "twenty minutes", resources: alarm({ Period: 300, EvaluationPeriods: 4 }) },
      { title: "a metric made of others", resources: alarm({ EvaluationPeriods: 3 }) },
    ],
    breaks: [
      {
        title: "two days",
        resources: alarm({ Period: 3600, EvaluationPeriods: 48 }),
        says: ["A: looks at 48 periods of 3600 s"],
      },
      {
        title: "odd seconds",
        resources: alarm({ Period: 45, EvaluationPeriods: 1 }),
        says: ["A: looks at 1 periods of 45 s"],
      },
    ],
  },
};

function names(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `a${i}`);
}
