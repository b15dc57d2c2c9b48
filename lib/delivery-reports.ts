import { Duration } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import { EmailSendingEvent, EventDestination } from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";

import type { AlarmBell } from "./alarm-bell.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import type { PostRoom } from "./post-room.ts";
import type { Register } from "./register.ts";
import { WorkQueue } from "./work-queue.ts";

export interface DeliveryReportsProps {
  readonly bell: AlarmBell;
  readonly register: Register;
  readonly postRoom: PostRoom;
}

/** Hears what became of each letter: sent, delivered, bounced, complained of. */
export class DeliveryReports extends Construct {
  constructor(scope: Construct, id: string, { bell, register, postRoom }: DeliveryReportsProps) {
    super(scope, id);
    const { configurationSet } = postRoom;
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

    // A queue between, and not the function itself: a report that fails is tried again for half an hour, and one
    // that is given up has a place from which it can be sent again.
    const reports = new WorkQueue(this, "Reports", {
      bell,
      visibilityTimeout: Duration.minutes(2),
      receives: 15,
      deadLettersImpact:
        "Supervisors: a letter that bounced may stand as sent, or one that was sent as open, on the units' record.",
      lateAfter: Duration.minutes(10),
      lateImpact:
        "Units whose mail bounces: the letter waits to go on to the next address. After 15 minutes a letter whose report is still to come may go out twice.",
    });
    const hear = new DungHanFunction(this, "Hear", {
      entry: "mail-events",
      timeout: Duration.seconds(20),
      memorySize: 256,
      environment: { TABLE_NAME: register.tableName, POST_QUEUE_URL: postRoom.queue.queueUrl },
      bell,
      impact:
        "Units whose mail bounces: the letter does not go on to the next address, and the supervisor is not told in time.",
    });
    hear.worksOff(reports, { batchSize: 10 });
    bell.ringWhen(hear, "Rejected", {
      metric: hear.countOf("LettersRejected"),
      threshold: 1,
      impact:
        "The units that the function's log names: the mail service took their letter and then would not send it (a virus was found in it), so they were not written to.",
    });
    register.grantReadWrite(hear);
    postRoom.queue.grants.sendMessages(hear);
    reports.takeEvents(this, "Rule", {
      source: ["aws.ses"],
      detail: { mail: { tags: { "ses:configuration-set": [configurationSet.configurationSetName] } } },
    });
  }
}
