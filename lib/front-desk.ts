import { Aws, Duration, Stack, Validations } from "aws-cdk-lib";
import { HttpMethod, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";

import { pageRoutes } from "../functions/http/page-routes.ts";
import { routes } from "../functions/http/routes.ts";
import type { Desk } from "../functions/http/routes.ts";
import type { Archive } from "./archive.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import type { FrontDoor } from "./front-door.ts";
import type { Identity } from "./identity.ts";
import { look } from "./look.ts";
import type { PostRoom } from "./post-room.ts";
import type { Register } from "./register.ts";
import type { ReminderCalendar } from "./reminder-calendar.ts";
import { limitOf } from "./route-limits.ts";
import type { TallyRoom } from "./tally-room.ts";
import { WritingRoom } from "./writing-room.ts";

export interface FrontDeskProps {
  readonly door: FrontDoor;
  readonly identity: Identity;
  readonly register: Register;
  readonly calendar: ReminderCalendar;
  readonly postRoom: PostRoom;
  readonly tallyRoom: TallyRoom;
  readonly archive: Archive;
  /** The unit whose contacts keep the register. */
  readonly homeUnit: string;
  /** Who keeps the register besides them, from the first day. */
  readonly keeper: string;
}

/** The sides that people and systems are answered on by functions with the same environment. */
type Side = Extract<Desk, "web" | "desk" | "registry" | "archive">;

/** Answers every route at the front door; those marked signed-in only with a token that the issuer signed. */
export class FrontDesk extends Construct {
  /** The units' side: what takes their reports in. */
  readonly web: DungHanFunction;

  constructor(scope: Construct, id: string, props: FrontDeskProps) {
    super(scope, id);
    const { door, identity } = props;
    const { version, code } = look();
    const { register, archive, homeUnit, keeper } = props;
    const { papers } = new WritingRoom(this, "WritingRoom", {
      door,
      register,
      archive,
      homeUnit,
      keeper,
      clients: identity.clients,
      look: version,
    });
    this.web = this.#side("web", version, props);
    const answering: Record<Desk, DungHanFunction> = {
      web: this.web,
      desk: this.#side("desk", version, props),
      registry: this.#side("registry", version, props),
      papers,
      archive: this.#archiveSide(version, props),
      "sign-in": this.#signIn(version, props),
      look: new DungHanFunction(this, "Look", {
        entry: "look",
        code,
        timeout: Duration.seconds(5),
        memorySize: 256,
        environment: { LOOK: version },
      }),
      description: new DungHanFunction(this, "Description", {
        entry: "description",
        timeout: Duration.seconds(10),
        memorySize: 512,
        environment: { SITE_URL: door.siteUrl },
      }),
    };

    const signedIn = new HttpJwtAuthorizer("SignedIn", identity.issuer, {
      authorizerName: Aws.STACK_NAME,
      jwtAudience: [...identity.audience],
    });
    // One permission for a function: one for each route would outgrow what a function's policy may hold.
    const integrationWith = (by: Desk) =>
      new HttpLambdaIntegration(constructId(by), answering[by], { scopePermissionToRoute: false });
    const integrations: Record<Desk, HttpLambdaIntegration> = {
      web: integrationWith("web"),
      desk: integrationWith("desk"),
      registry: integrationWith("registry"),
      papers: integrationWith("papers"),
      archive: integrationWith("archive"),
      "sign-in": integrationWith("sign-in"),
      look: integrationWith("look"),
      description: integrationWith("description"),
    };
    for (const route of [...Object.values(routes), ...Object.values(pageRoutes)]) {
      const added = door.addRoute({
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
    const elsewhere = new HttpRoute(this, "Elsewhere", {
      httpApi: door.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrations.web,
      authorizer: new HttpNoneAuthorizer(),
    });
    // The permission for the other routes is for a method and a path, and this one has neither.
    answering.web.addPermission("Elsewhere", {
      principal: new ServicePrincipal("apigateway.amazonaws.com"),
      sourceArn: Stack.of(this).formatArn({
        service: "execute-api",
        resource: door.api.apiId,
        resourceName: "*/$default",
      }),
    });
    Validations.of(elsewhere).acknowledge({ id: "AwsSolutions-APIG4", reason: "It only says that nothing is there." });
  }

  #archiveSide(version: string, props: FrontDeskProps): DungHanFunction {
    const { archive } = props;
    const side = this.#side("archive", version, props, { ARCHIVE: archive.bucketName });
    archive.grantReceiving(side);
    archive.grantReading(side, "attachments");
    archive.grantRemoving(side, "attachments");
    return side;
  }

  #side(
    entry: Side,
    version: string,
    props: FrontDeskProps,
    environment: Readonly<Record<string, string>> = {},
  ): DungHanFunction {
    const { door, register, calendar, postRoom, tallyRoom } = props;
    const side = new DungHanFunction(this, constructId(entry), {
      entry,
      timeout: Duration.seconds(20),
      memorySize: 1024,
      environment: {
        TABLE_NAME: register.tableName,
        RUN_QUEUE_URL: calendar.runs.queueUrl,
        POST_QUEUE_URL: postRoom.letters.queueUrl,
        COUNT_QUEUE_URL: tallyRoom.moves.queueUrl,
        HOME_UNIT: props.homeUnit,
        KEEPER: props.keeper,
        CLIENTS: props.identity.clients,
        SITE_URL: door.siteUrl,
        LOOK: version,
        ...environment,
      },
    });
    register.grantReadWrite(side);
    calendar.runs.grants.sendMessages(side);
    postRoom.letters.grants.sendMessages(side);
    tallyRoom.moves.grants.sendMessages(side);
    return side;
  }

  #signIn(version: string, { door, register, identity, homeUnit }: FrontDeskProps): DungHanFunction {
    const signIn = new DungHanFunction(this, "SignIn", {
      entry: "sign-in",
      // The issuer may be asked four times, four seconds each.
      timeout: Duration.seconds(20),
      memorySize: 512,
      environment: {
        TABLE_NAME: register.tableName,
        SITE_URL: door.siteUrl,
        HOME_UNIT: homeUnit,
        LOOK: version,
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
  session: "A page: the function itself checks the session in its cookie, of which the gateway knows nothing.",
} as const;

const constructId = (entry: string): string =>
  entry.replaceAll(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase());
