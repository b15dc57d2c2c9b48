import { CfnOutput, Stack, Tags } from "aws-cdk-lib";
import type { Construct } from "constructs";

import { AlarmBell } from "./alarm-bell.ts";
import { Archive } from "./archive.ts";
import { DeliveryReports } from "./delivery-reports.ts";
import { FrontDesk } from "./front-desk.ts";
import { FrontDoor } from "./front-door.ts";
import { Identity } from "./identity.ts";
import { PostRoom } from "./post-room.ts";
import { Register } from "./register.ts";
import { ReminderCalendar } from "./reminder-calendar.ts";
import type { Settings } from "./settings.ts";
import { standingFacts } from "./standing-facts.ts";
import { TallyRoom } from "./tally-room.ts";
import { Watch } from "./watch.ts";

/** All of Đúng Hạn, in one stack of whichever account and region it is deployed to. */
export class DungHanStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, {
      description: "Dung Han: collects the reports that public bodies owe by a date",
      terminationProtection: settings.stands,
      // Of the account alone the command line decides.
      ...(settings.region !== undefined && { env: { region: settings.region } }),
    });
    const { homeUnit, keeper, sender, mailRate, mailWorkers, issuer, audience, scan, operatorEmail } = settings;

    const bell = new AlarmBell(this, "AlarmBell", { operatorEmail });
    const register = new Register(this, "Register");
    const door = new FrontDoor(this, "FrontDoor", { bell, siteUrl: settings.siteUrl });
    const { siteUrl } = door;
    const identity = new Identity(this, "Identity", {
      siteUrl,
      issuer,
      audience,
      systems: settings.systems,
      stands: settings.stands,
      secondFactor: settings.secondFactor,
    });
    const archive = new Archive(this, "Archive", { bell, register, siteUrl, scan });
    const postRoom = new PostRoom(this, "PostRoom", { bell, register, sender, mailRate, mailWorkers, siteUrl });
    new DeliveryReports(this, "DeliveryReports", { bell, register, postRoom });
    const calendar = new ReminderCalendar(this, "ReminderCalendar", { bell, register, postRoom });
    const tallyRoom = new TallyRoom(this, "TallyRoom", { bell, register });
    new FrontDesk(this, "FrontDesk", {
      bell,
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
    new Watch(this, "Watch", { bell, register, calendar });

    new CfnOutput(this, "SiteUrl", { value: siteUrl });
    new CfnOutput(this, standingFacts.output, { value: standingFacts.write(settings) });
    Tags.of(this).add("project", "dung-han");
    Tags.of(this).add("home-unit", homeUnit);
  }
}
