import { Duration, Validations } from "aws-cdk-lib";
import { HttpMethod, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Construct } from "constructs";

import { pageRoutes } from "../functions/http/page-routes.ts";
import { routeKeyOf, routes } from "../functions/http/routes.ts";
import type { Desk } from "../functions/http/routes.ts";
import type { AlarmBell } from "./alarm-bell.ts";
import type { Archive } from "./archive.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import type { FrontDoor } from "./front-door.ts";
import type { Identity } from "./identity.ts";
import { look } from "./look.ts";
import type { PostRoom } from "./post-room.ts";
import type { Register } from "./register.ts";
import type { ReminderCalendar } from "./reminder-calendar.ts";
import type { TallyRoom } from "./tally-room.ts";
import { WritingRoom } from "./writing-room.ts";

export interface FrontDeskProps {
  readonly bell: AlarmBell;
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

/** The sides that people and systems are answered on, and who is affected when one of them fails. */
const SIDES = {
  web: "Officers of the units: their pages and the API of their duties answer with an error, or not at all; a report may not have been filed.",
  desk: "Supervisors and leaders: the pages of lists and rulings answer with an error, or not at all; units go on filing.",
  registry: "The home unit: units, staff and directives cannot be seen or changed; units go on filing.",
  archive:
    "Units and their readers: files can be neither sent nor fetched, and receipts not seen or checked; reports are filed all the same.",
} as const satisfies Partial<Record<Desk, string>>;

/** Answers every route at the front door; those marked signed-in only with a token that the issuer signed. */
export class FrontDesk extends Construct {
  constructor(scope: Construct, id: string, props: FrontDeskProps) {
    super(scope, id);
    const { door, identity } = props;
    const { version, code } = look();
    const { bell, register, archive, homeUnit, keeper } = props;
    const { papers } = new WritingRoom(this, "WritingRoom", {
      bell,
      door,
      register,
      archive,
      homeUnit,
      keeper,
      clients: identity.clients,
      look: version,
    });
    const answering: Record<Desk, DungHanFunction> = {
      web: this.#side("web", version, props),
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
        bell: props.bell,
        impact: "Everybody: pages come without their style and script; all of them still work.",
      }),
      description: new DungHanFunction(this, "Description", {
        entry: "description",
        timeout: Duration.seconds(10),
        memorySize: 512,
        environment: { SITE_URL: door.siteUrl },
        bell: props.bell,
        impact: "Developers of units' own systems: the description of the API cannot be read; filing goes on.",
      }),
    };

    const signedIn = new HttpJwtAuthorizer("SignedIn", identity.issuer, { jwtAudience: [...identity.audience] });
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
      const added = door.api.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration: integrations[route.by],
        authorizer: route.access === "signed-in" ? signedIn : new HttpNoneAuthorizer(),
      });
      if (route.access !== "signed-in") {
        Validations.of(added[0] ?? this).acknowledge({ id: "AwsSolutions-APIG4", reason: openBecause[route.access] });
      }
    }
    const elsewhere = new HttpRoute(this, "Elsewhere", {
      httpApi: door.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrations.web,
      authorizer: new HttpNoneAuthorizer(),
    });
    Validations.of(elsewhere).acknowledge({ id: "AwsSolutions-APIG4", reason: "It only says that nothing is there." });
    const knocking = Object.values(pageRoutes).filter(
      (route) => route.by === "sign-in" || route.method === "POST" || route === pageRoutes.checkReceipt,
    );
    door.slowDown(knocking.map(routeKeyOf));
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
    entry: keyof typeof SIDES,
    version: string,
    props: FrontDeskProps,
    environment: Readonly<Record<string, string>> = {},
  ): DungHanFunction {
    const { bell, door, register, calendar, postRoom, tallyRoom } = props;
    const side = new DungHanFunction(this, constructId(entry), {
      entry,
      timeout: Duration.seconds(20),
      memorySize: 1024,
      environment: {
        TABLE_NAME: register.tableName,
        RUN_QUEUE_URL: calendar.runQueue.queueUrl,
        POST_QUEUE_URL: postRoom.queue.queueUrl,
        COUNT_QUEUE_URL: tallyRoom.queue.queueUrl,
        HOME_UNIT: props.homeUnit,
        KEEPER: props.keeper,
        CLIENTS: props.identity.clients,
        SITE_URL: door.siteUrl,
        LOOK: version,
        ...environment,
      },
      bell,
      impact: SIDES[entry],
    });
    register.grantReadWrite(side);
    calendar.runQueue.grants.sendMessages(side);
    postRoom.queue.grants.sendMessages(side);
    tallyRoom.queue.grants.sendMessages(side);
    return side;
  }

  #signIn(version: string, { bell, door, register, identity, homeUnit }: FrontDeskProps): DungHanFunction {
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
      bell,
      impact: "Everybody who is not signed in yet: the pages cannot be entered; units' own systems go on filing.",
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
