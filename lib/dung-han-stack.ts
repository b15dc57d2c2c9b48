import { CfnOutput, CfnResource, CfnRule, Fn, Stack, Tags, Token } from "aws-cdk-lib";
import type { Construct } from "constructs";

import { AlarmList } from "./alarm-list.ts";
import { Attachments } from "./attachments.ts";
import { MailEvents } from "./mail-events.ts";
import { Site } from "./site.ts";
import { Gateway } from "./gateway.ts";
import { Identity } from "./identity.ts";
import { Mail } from "./mail.ts";
import { refuseRegion } from "./regions.ts";
import { Register } from "./register.ts";
import { Reminders } from "./reminders.ts";
import type { Settings } from "./settings.ts";
import { LAPTOP } from "./stack-name.ts";
import { standingFacts } from "./standing-facts.ts";
import { Exports } from "./exports.ts";
import { Counts } from "./counts.ts";
import { Watchdog } from "./watchdog.ts";

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
    const gateway = new Gateway(this, "Gateway", { siteUrl: settings.siteUrl });
    const { siteUrl } = gateway;
    const identity = new Identity(this, "Identity", {
      siteUrl,
      issuer,
      audience,
      stands,
      secondFactor: settings.secondFactor,
      systems: settings.systems,
    });
    const attachments = new Attachments(this, "Attachments", { register, siteUrl, scan });
    const mail = new Mail(this, "Mail", {
      register,
      sender,
      identity: settings.identity,
      mailRate,
      mailWorkers,
      siteUrl,
    });
    const mailEvents = new MailEvents(this, "MailEvents", { register, mail, mailRate });
    const counts = new Counts(this, "Counts", { register });
    const exports = new Exports(this, "Exports", { register, attachments, mail });
    const reminders = new Reminders(this, "Reminders", { register, mail, counts });
    const site = new Site(this, "Site", {
      gateway,
      identity,
      register,
      reminders,
      mail,
      counts,
      exports,
      attachments,
      homeUnit,
      keeper,
      sessionIdleMinutes: String(settings.sessionIdleMinutes),
      securityContact: settings.securityContact,
    });
    const watchdog = new Watchdog(this, "Watchdog", { register, reminders });
    new AlarmList(this, "AlarmList", {
      operatorEmail: settings.operatorEmail,
      gateway,
      site,
      reminders,
      mail,
      mailEvents,
      attachments,
      counts,
      exports,
      watchdog,
    });
    attachments.scanner?.comesAfter(...this.node.children);

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
