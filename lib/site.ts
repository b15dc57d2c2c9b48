import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { Aws, Duration, Stack, Validations } from "aws-cdk-lib";
import { HttpMethod, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";

import { openApiDocument } from "../functions/api/document.ts";
import { pageRoutes } from "../functions/http/page-routes.ts";
import { routes } from "../functions/api/all.ts";
import { elsewherePaths } from "../functions/http/routes.ts";
import type { FunctionName } from "../functions/http/routes.ts";
import type { Attachments } from "./attachments.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import { functionCode } from "./function-code.ts";
import type { Gateway } from "./gateway.ts";
import type { Identity } from "./identity.ts";
import { assets } from "./assets.ts";
import type { Mail } from "./mail.ts";
import type { Register } from "./register.ts";
import type { Reminders } from "./reminders.ts";
import { limitOf } from "./route-limits.ts";
import type { Exports } from "./exports.ts";
import type { Counts } from "./counts.ts";
import { Reports } from "./reports.ts";

export interface SiteProps {
  readonly gateway: Gateway;
  readonly identity: Identity;
  readonly register: Register;
  readonly reminders: Reminders;
  readonly mail: Mail;
  readonly counts: Counts;
  readonly exports: Exports;
  readonly attachments: Attachments;
  /** The unit whose contacts keep the register. */
  readonly homeUnit: string;
  /** Who keeps the register besides them, from the first day. */
  readonly keeper: string;
  /** How long somebody stays signed in who does nothing. */
  readonly sessionIdleMinutes: string;
  /** Who is told of holes in the site: a mailbox, or an https address. */
  readonly securityContact: string | undefined;
}

/** The sides that people and systems are answered on by functions with the same environment. */
type Side = Extract<FunctionName, "unit-site" | "office-site" | "files">;

/** Answers every route at the front gateway; those marked signed-in only with a token that the issuer signed. */
export class Site extends Construct {
  /** The units' side: what takes their reports in. */
  readonly unitSite: DungHanFunction;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id);
    const { gateway, identity } = props;
    const { version, code } = assets();
    const { register, attachments, homeUnit, keeper, sessionIdleMinutes } = props;
    const { function: reports } = new Reports(this, "Reports", {
      gateway,
      register,
      attachments,
      homeUnit,
      keeper,
      sessionIdleMinutes,
      clients: identity.clients,
      assets: version,
    });
    this.unitSite = this.#side("unit-site", version, props);
    const answering: Record<FunctionName, DungHanFunction> = {
      "unit-site": this.unitSite,
      "office-site": this.#officeSide(version, props),
      reports,
      files: this.#filesSide(version, props),
      "sign-in": this.#signIn(version, props),
      assets: new DungHanFunction(this, "Assets", {
        entry: "assets",
        code,
        timeout: Duration.seconds(5),
        memorySize: 256,
        environment: { ASSETS: version },
      }),
      openapi: new DungHanFunction(this, "OpenApi", {
        entry: "openapi",
        code: functionCode("openapi", (outputDir) =>
          writeFileSync(join(outputDir, "openapi.json"), JSON.stringify(openApiDocument())),
        ),
        timeout: Duration.seconds(10),
        memorySize: 512,
        environment: { SITE_URL: gateway.siteUrl, SECURITY_CONTACT: uriOf(props.securityContact) },
      }),
    };

    const signedIn = new HttpJwtAuthorizer("SignedIn", identity.issuer, {
      authorizerName: Aws.STACK_NAME,
      jwtAudience: [...identity.audience],
    });
    // One permission for a function: one for each route would outgrow what a function's policy may hold.
    const integrationWith = (by: FunctionName) =>
      new HttpLambdaIntegration(constructId(by), answering[by], { scopePermissionToRoute: false });
    const integrations: Record<FunctionName, HttpLambdaIntegration> = {
      "unit-site": integrationWith("unit-site"),
      "office-site": integrationWith("office-site"),
      reports: integrationWith("reports"),
      files: integrationWith("files"),
      "sign-in": integrationWith("sign-in"),
      assets: integrationWith("assets"),
      openapi: integrationWith("openapi"),
    };
    for (const route of [...Object.values(routes), ...Object.values(pageRoutes)]) {
      const added = gateway.addRoute({
        path: route.path,
        method: HttpMethod[route.method],
        integration: integrations[route.by],
        authorizer: route.access === "signed-in" ? signedIn : new HttpNoneAuthorizer(),
        limit: limitOf(route),
      });
      if (route.access !== "signed-in") {
        Validations.of(added).acknowledge({ id: "AwsSolutions-APIG4", reason: openBecause[route.access] });
      }
    }
    for (const path of elsewherePaths) {
      const added = gateway.addRoute({
        path,
        method: HttpMethod.ANY,
        integration: integrations.openapi,
        authorizer: new HttpNoneAuthorizer(),
        limit: undefined,
      });
      Validations.of(added).acknowledge({ id: "AwsSolutions-APIG4", reason: openBecause.elsewhere });
    }
    const elsewhere = new HttpRoute(this, "Elsewhere", {
      httpApi: gateway.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrations["unit-site"],
      authorizer: new HttpNoneAuthorizer(),
    });
    // The permission for the other routes is for a method and a path, and this one has neither.
    this.unitSite.addPermission("Elsewhere", {
      principal: new ServicePrincipal("apigateway.amazonaws.com"),
      sourceArn: Stack.of(this).formatArn({
        service: "execute-api",
        resource: gateway.api.apiId,
        resourceName: "*/$default",
      }),
    });
    Validations.of(elsewhere).acknowledge({ id: "AwsSolutions-APIG4", reason: openBecause.elsewhere });
  }

  #officeSide(version: string, props: SiteProps): DungHanFunction {
    const { asked } = props.exports;
    const side = this.#side("office-site", version, props, { EXPORT_QUEUE_URL: asked.queueUrl });
    asked.grants.sendMessages(side);
    return side;
  }

  #filesSide(version: string, props: SiteProps): DungHanFunction {
    const { attachments } = props;
    const side = this.#side("files", version, props, { ARCHIVE: attachments.bucketName });
    attachments.grantReceiving(side);
    attachments.grantReading(side, "attachments");
    attachments.grantRemoving(side, "attachments");
    return side;
  }

  #side(
    entry: Side,
    version: string,
    props: SiteProps,
    environment: Readonly<Record<string, string>> = {},
  ): DungHanFunction {
    const { gateway, register, reminders, mail, counts } = props;
    const side = new DungHanFunction(this, constructId(entry), {
      entry,
      timeout: Duration.seconds(20),
      memorySize: 1024,
      environment: {
        TABLE_NAME: register.tableName,
        RUN_QUEUE_URL: reminders.runs.queueUrl,
        POST_QUEUE_URL: mail.letters.queueUrl,
        ANSWER_QUEUE_URL: mail.answers.queueUrl,
        COUNT_QUEUE_URL: counts.moves.queueUrl,
        HOME_UNIT: props.homeUnit,
        KEEPER: props.keeper,
        SESSION_IDLE_MINUTES: props.sessionIdleMinutes,
        CLIENTS: props.identity.clients,
        SITE_URL: gateway.siteUrl,
        ASSETS: version,
        ...environment,
      },
    });
    register.grantReadWrite(side);
    reminders.runs.grants.sendMessages(side);
    for (const queue of [mail.letters, mail.answers]) queue.grants.sendMessages(side);
    counts.moves.grants.sendMessages(side);
    return side;
  }

  #signIn(version: string, props: SiteProps): DungHanFunction {
    const { gateway, register, identity, homeUnit, keeper, sessionIdleMinutes } = props;
    const signIn = new DungHanFunction(this, "SignIn", {
      entry: "sign-in",
      // The issuer may be asked four times, four seconds each.
      timeout: Duration.seconds(20),
      memorySize: 512,
      environment: {
        TABLE_NAME: register.tableName,
        SITE_URL: gateway.siteUrl,
        HOME_UNIT: homeUnit,
        KEEPER: keeper,
        SESSION_IDLE_MINUTES: sessionIdleMinutes,
        ASSETS: version,
        ISSUER: identity.issuer,
        CLIENT_ID: identity.clientId,
      },
    });
    register.grantReadWrite(signIn);
    return signIn;
  }
}

const openBecause = {
  public: "Declared public in functions/http: it tells nothing that is not meant for everybody.",
  elsewhere: "It only says that nothing is there.",
  session: "A page: the function itself checks the session in its cookie, of which the gateway knows nothing.",
} as const;

const uriOf = (contact = "none"): string => (contact.includes("@") ? `mailto:${contact}` : contact);

const constructId = (entry: string): string =>
  entry.replaceAll(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase());
