import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";

import type { Attachments } from "./attachments.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import type { Mail } from "./mail.ts";
import type { Register } from "./register.ts";
import { WorkQueue } from "./work-queue.ts";

export interface ExportsProps {
  readonly register: Register;
  /** Where the files are put. */
  readonly attachments: Attachments;
  /** Who asked for a file is told by a letter. */
  readonly mail: Mail;
}

/** Makes the files that take longer than a page waits for: the evidence of a season of some thousand units. */
export class Exports extends Construct {
  readonly asked: WorkQueue;
  readonly make: DungHanFunction;

  constructor(scope: Construct, id: string, { register, attachments, mail }: ExportsProps) {
    super(scope, id);
    // Of 10,000 units the evidence takes some twenty seconds. What broke off goes on once its message is seen again.
    this.asked = new WorkQueue(this, "Asked", { workTime: Duration.minutes(2) });
    this.make = new DungHanFunction(this, "Function", {
      entry: "exports",
      timeout: this.asked.workTime,
      // As the function that makes them while a page waits.
      memorySize: 1769,
      environment: {
        TABLE_NAME: register.tableName,
        ARCHIVE: attachments.bucketName,
        ANSWER_QUEUE_URL: mail.answers.queueUrl,
      },
    });
    this.make.worksOff(this.asked, { batchSize: 1, maxConcurrency: 2 });
    register.grantReadWrite(this.make);
    attachments.grantKeeping(this.make, "exports");
    attachments.grantReading(this.make, "exports");
    mail.answers.grants.sendMessages(this.make);
  }
}
