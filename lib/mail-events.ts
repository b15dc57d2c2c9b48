import { Duration } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import { EmailSendingEvent, EventDestination } from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";

import { DungHanFunction } from "./dung-han-function.ts";
import type { Mail } from "./mail.ts";
import type { Register } from "./register.ts";
import { listenersFor } from "./sending-plan.ts";
import { WorkQueue } from "./work-queue.ts";

export interface MailEventsProps {
  readonly register: Register;
  readonly mail: Mail;
  /** Letters a second that the account may send, of each of which the mail service tells. */
  readonly mailRate: number;
}

/** Hears what became of each letter: sent, delivered, bounced, complained of. */
export class MailEvents extends Construct {
  readonly reports: WorkQueue;
  readonly hear: DungHanFunction;

  constructor(scope: Construct, id: string, { register, mail, mailRate }: MailEventsProps) {
    super(scope, id);
    const { configurationSet } = mail;
    // SES writes to an account's default bus, to no other.
    const bus = EventBus.fromEventBusName(this, "Bus", "default");
    configurationSet.addEventDestination("Reports", {
      destination: EventDestination.eventBus(bus),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.RENDERING_FAILURE,
      ],
    });

    // A queue between, and not the function itself: a report that fails is tried again for an hour, and one that is
    // given up has a place from which it can be sent again.
    this.reports = new WorkQueue(this, "Reports", {
      workTime: Duration.seconds(20),
      // A letter's “sent” and its arrival mostly come within seconds: together they are one write, and no look.
      batchingWindow: Duration.seconds(5),
    });
    this.hear = new DungHanFunction(this, "Function", {
      entry: "mail-events",
      timeout: this.reports.workTime,
      memorySize: 256,
      environment: {
        TABLE_NAME: register.tableName,
        POST_QUEUE_URL: mail.letters.queueUrl,
        ANSWER_QUEUE_URL: mail.answers.queueUrl,
      },
    });
    this.hear.worksOff(this.reports, { batchSize: 100, maxConcurrency: listenersFor(mailRate) });
    register.grantReadWrite(this.hear);
    for (const queue of [mail.letters, mail.answers]) queue.grants.sendMessages(this.hear);
    this.reports.takeEvents(this, "Rule", {
      source: ["aws.ses"],
      detail: { mail: { tags: { "ses:configuration-set": [configurationSet.configurationSetName] } } },
    });
  }
}
