import * as z from "zod/mini";
import { arnIn } from "../aws-environment.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import { readProperties } from "./read-properties.ts";
import type { Template } from "./template.ts";

/** Whose tokens open a route. */
export type JwtRule = { readonly issuer: string; readonly audience: readonly string[] };

export type Route = {
  /** Such as `GET /api/units/{unitId}` or `ANY /api/{proxy+}`; `$default` takes whatever no other route does. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly functionArn: string;
  /** On behalf of what the gateway calls the function. */
  readonly arn: string;
  /** Undefined for a route that is open to all. */
  readonly jwt: JwtRule | undefined;
};

const ApiSchema = z.object({ ProtocolType: z.literal("HTTP"), CorsConfiguration: z.optional(z.never()) });
const IntegrationSchema = z.strictObject({
  ApiId: z.string(),
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal("2.0"),
});
const AuthorizerSchema = z.strictObject({
  ApiId: z.string(),
  Name: z.string(),
  AuthorizerType: z.literal("JWT"),
  IdentitySource: z.tuple([z.literal("$request.header.Authorization")]),
  JwtConfiguration: z.strictObject({ Audience: z.array(z.string()), Issuer: z.string() }),
});
const RouteSchema = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.string().check(
    z.regex(/^([A-Z]+ \/\S*|\$default)$/),
    // What takes any rest of a path stands at its end, and there once.
    z.refine((key) => !/\+\}./.test(key)),
  ),
  Target: z.string().check(z.startsWith("integrations/")),
  AuthorizationType: z._default(z.enum(["NONE", "JWT"]), "NONE"),
  AuthorizerId: z.optional(z.string()),
});

/** The routes of the HTTP API, as the template has them. */
export function readRoutes(template: Template, awsEnvironment: AwsEnvironment): Route[] {
  for (const resource of template.ofType("AWS::ApiGatewayV2::Api")) readProperties(ApiSchema, resource);
  const functionArns = new Map(
    template.ofType("AWS::ApiGatewayV2::Integration").map((resource) => {
      return [`integrations/${resource.ref}`, readProperties(IntegrationSchema, resource).IntegrationUri];
    }),
  );
  const rules = new Map(
    template.ofType("AWS::ApiGatewayV2::Authorizer").map((resource) => {
      const { Issuer, Audience } = readProperties(AuthorizerSchema, resource).JwtConfiguration;
      return [resource.ref, { issuer: Issuer, audience: Audience }];
    }),
  );
  return template.ofType("AWS::ApiGatewayV2::Route").map((resource) => {
    const { id } = resource;
    const {
      ApiId,
      RouteKey: key,
      Target,
      AuthorizationType,
      AuthorizerId = "",
    } = readProperties(RouteSchema, resource);
    const [method = "", path = ""] = key.split(" ");
    const functionArn = functionArns.get(Target);
    const jwt = rules.get(AuthorizerId);
    if (functionArn === undefined) throw new Error(`${id} leads to ${Target}, which is not in the template`);
    if (AuthorizationType === "JWT" && jwt === undefined) throw new Error(`${id} has no authorizer to ask`);
    const at = method === "$default" ? "$default" : `${method}${path}`;
    const arn = arnIn(awsEnvironment, "execute-api", `${ApiId}/$default/${at}`);
    return { key, method, path, functionArn, arn, jwt: AuthorizationType === "JWT" ? jwt : undefined };
  });
}
