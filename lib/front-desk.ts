import { Duration, Validations } from "aws-cdk-lib";
import { HttpMethod, HttpNoneAuthorizer } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Construct } from "constructs";

import { routes } from "../functions/http/routes.ts";
import type { AlarmBell } from "./alarm-bell.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import type { FrontDoor } from "./front-door.ts";
import type { Identity } from "./identity.ts";
import type { PostRoom } from "./post-room.ts";
import type { Register } from "./register.ts";
import type { ReminderCalendar } from "./reminder-calendar.ts";

export interface FrontDeskProps {
  readonly bell: AlarmBell;
  readonly door: FrontDoor;
  readonly identity: Identity;
  readonly register: Register;
  readonly calendar: ReminderCalendar;
  readonly postRoom: PostRoom;
  /** The unit whose contacts keep the register. */
  readonly homeUnit: string;
  /** Who keeps the register besides them, from the first day. */
  readonly keeper: string;
}

/** Answers every route at the front door; those marked signed-in only with a token that the issuer signed. */
export class FrontDesk extends Construct {
  constructor(scope: Construct, id: string, props: FrontDeskProps) {
    super(scope, id);
    const { bell, door, identity, register, calendar, postRoom } = props;
    const web = new DungHanFunction(this, "Web", {
      entry: "web",
      timeout: Duration.seconds(20),
      memorySize: 1024,
      environment: {
        TABLE_NAME: register.tableName,
        RUN_QUEUE_URL: calendar.runQueue.queueUrl,
        POST_QUEUE_URL: postRoom.queue.queueUrl,
        HOME_UNIT: props.homeUnit,
        KEEPER: props.keeper,
        SITE_URL: door.siteUrl,
      },
      bell,
      impact:
        "Officers and supervisors: the site and the API answer with an error, or not at all; a report may not have been filed.",
    });
    register.grantReadWrite(web);
    calendar.runQueue.grants.sendMessages(web);
    postRoom.queue.grants.sendMessages(web);

    const description = new DungHanFunction(this, "Description", {
      entry: "description",
      timeout: Duration.seconds(10),
      memorySize: 512,
      environment: { SITE_URL: door.siteUrl },
      bell,
      impact: "Developers of units' own systems: the description of the API cannot be read; filing goes on.",
    });

    const signedIn = new HttpJwtAuthorizer("SignedIn", identity.issuer, { jwtAudience: [...identity.audience] });
    // One permission for the API: one for each route would outgrow what a function's policy may hold.
    const answering = {
      web: new HttpLambdaIntegration("Web", web, { scopePermissionToRoute: false }),
      description: new HttpLambdaIntegration("Description", description, { scopePermissionToRoute: false }),
    };
    for (const { method, path, access, by } of Object.values(routes)) {
      const added = door.api.addRoutes({
        path,
        methods: [HttpMethod[method]],
        integration: answering[by],
        authorizer: access === "public" ? new HttpNoneAuthorizer() : signedIn,
      });
      if (access === "public") {
        Validations.of(added[0] ?? this).acknowledge({
          id: "AwsSolutions-APIG4",
          reason: "Declared public in functions/http/routes.ts: it tells nothing that is not meant for everybody.",
        });
      }
    }
  }
}
