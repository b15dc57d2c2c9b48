import { Duration } from "aws-cdk-lib";
import { EventBus, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { EmailSendingEvent, EventDestination } from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";

import type { AlarmBell } from "./alarm-bell.ts";
import { DeadLetters } from "./dead-letters.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import type { PostRoom } from "./post-room.ts";
import type { Register } from "./register.ts";

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

    // One place for both ways to lose a report: it cannot be handed over, or the function fails on it.
    const deadLetters = new DeadLetters(this, "Unheard", {
      bell,
      impact:
        "Supervisors: a letter that bounced may stand as sent, or one that was sent as open, on the units' record.",
    });
    const hear = new DungHanFunction(this, "Hear", {
      entry: "mail-events",
      timeout: Duration.seconds(20),
      memorySize: 256,
      environment: { TABLE_NAME: register.tableName, POST_QUEUE_URL: postRoom.queue.queueUrl },
      bell,
      impact:
        "Units whose mail bounces: the letter does not go on to the next address, and the supervisor is not told in time.",
      deadLetters,
    });
    bell.ringWhen(hear, "Rejected", {
      metric: hear.countOf("LettersRejected"),
      threshold: 1,
      impact:
        "The units that the function's log names: the mail service took their letter and then would not send it (a virus was found in it), so they were not written to.",
    });
    register.grantReadWrite(hear);
    postRoom.queue.grants.sendMessages(hear);
    new Rule(this, "Rule", {
      eventPattern: {
        source: ["aws.ses"],
        detail: { mail: { tags: { "ses:configuration-set": [configurationSet.configurationSetName] } } },
      },
      targets: [
        new LambdaFunction(hear, { deadLetterQueue: deadLetters, retryAttempts: 185, maxEventAge: Duration.hours(24) }),
      ],
    });
  }
}
