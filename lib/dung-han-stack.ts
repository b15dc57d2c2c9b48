import { CfnOutput, CfnResource, CfnRule, Fn, Stack, Tags, Token } from "aws-cdk-lib";
import type { Construct } from "constructs";

import { Alarms } from "./alarms.ts";
import { Archive } from "./archive.ts";
import { DeliveryReports } from "./delivery-reports.ts";
import { FrontDesk } from "./front-desk.ts";
import { FrontDoor } from "./front-door.ts";
import { Identity } from "./identity.ts";
import { PostRoom } from "./post-room.ts";
import { refuseRegion } from "./regions.ts";
import { Register } from "./register.ts";
import { ReminderCalendar } from "./reminder-calendar.ts";
import type { Settings } from "./settings.ts";
import { LAPTOP } from "./stack-name.ts";
import { standingFacts } from "./standing-facts.ts";
import { TallyRoom } from "./tally-room.ts";
import { Watch } from "./watch.ts";

/** All of Đúng Hạn, in one stack of whichever account and region it is deployed to. */
export class DungHanStack extends Stack {
  /** @throws Error for a region that lacks one of its resource types */
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, {
      description: "Dung Han: collects the reports that public bodies owe by a date",
      // A stack that is protected cannot be made again after a first deployment that failed.
      terminationProtection: settings.stands,
      // Of the account alone the command line decides.
      ...(settings.region !== undefined && { env: { region: settings.region } }),
    });
    const { stands, homeUnit, keeper, sender, mailRate, mailWorkers, issuer, audience, scan } = settings;

    const register = new Register(this, "Register", { stands });
    const door = new FrontDoor(this, "FrontDoor", { siteUrl: settings.siteUrl });
    const { siteUrl } = door;
    const identity = new Identity(this, "Identity", {
      siteUrl,
      issuer,
      audience,
      stands,
      secondFactor: settings.secondFactor,
      systems: settings.systems,
    });
    const archive = new Archive(this, "Archive", { register, siteUrl, scan });
    const postRoom = new PostRoom(this, "PostRoom", {
      register,
      sender,
      identity: settings.identity,
      mailRate,
      mailWorkers,
      siteUrl,
    });
    const deliveryReports = new DeliveryReports(this, "DeliveryReports", { register, postRoom, mailRate });
    const calendar = new ReminderCalendar(this, "ReminderCalendar", { register, postRoom });
    const tallyRoom = new TallyRoom(this, "TallyRoom", { register });
    const desk = new FrontDesk(this, "FrontDesk", {
      door,
      identity,
      register,
      calendar,
      postRoom,
      tallyRoom,
      archive,
      homeUnit,
      keeper,
    });
    const watch = new Watch(this, "Watch", { register, calendar });
    new Alarms(this, "Alarms", {
      operatorEmail: settings.operatorEmail,
      door,
      desk,
      calendar,
      postRoom,
      deliveryReports,
      archive,
      tallyRoom,
      watch,
    });
    archive.scanner?.comesAfter(...this.node.children);

    new CfnOutput(this, "SiteUrl", { value: siteUrl });
    new CfnOutput(this, standingFacts.output, { value: standingFacts.write(settings) });
    Tags.of(this).add("project", "dung-han");
    Tags.of(this).add("home-unit", homeUnit);
    if (settings.name === LAPTOP) this.#refuseAccount();
    if (!Token.isUnresolved(this.region)) refuseRegion(this.region, this.#resourceTypes());
  }

  /** The laptop's addresses are examples. CloudFormation asks a template's rules before it makes anything. */
  #refuseAccount(): void {
    new CfnRule(this, "OnALaptopOnly", {
      assertions: [
        {
          assert: Fn.conditionEquals("a laptop", "an account"),
          assertDescription: "This deployment is the laptop's own. Name one that has a file: npm run deploy -- NAME",
        },
      ],
    });
  }

  #resourceTypes(): string[] {
    return this.node.findAll().flatMap((made) => (CfnResource.isCfnResource(made) ? [made.cfnResourceType] : []));
  }
}
