import { Duration } from "aws-cdk-lib";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";

import type { AlarmBell } from "./alarm-bell.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import type { Register } from "./register.ts";
import { WorkQueue } from "./work-queue.ts";

export interface TallyRoomProps {
  readonly bell: AlarmBell;
  readonly register: Register;
}

const impact = "Supervisors and leaders: the dashboard's counts are behind; lists, letters and filings are not.";

/** Counts how many of how many have filed, so that a dashboard costs the same for any number of units. */
export class TallyRoom extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { bell, register }: TallyRoomProps) {
    super(scope, id);
    const moves = new WorkQueue(this, "Moves", {
      bell,
      visibilityTimeout: Duration.seconds(60),
      receives: 8,
      deadLettersImpact: "Supervisors and leaders: the dashboard's counts are wrong until the next milestone's look.",
      lateAfter: Duration.minutes(15),
      lateImpact: impact,
    });
    this.queue = moves;
    const count = new DungHanFunction(this, "Count", {
      entry: "count",
      timeout: Duration.seconds(10),
      memorySize: 256,
      environment: { TABLE_NAME: register.tableName },
      bell,
      impact,
    });
    // On a busy day a hundred moves are one write.
    count.worksOff(moves, { batchSize: 100, maxBatchingWindow: Duration.seconds(1), maxConcurrency: 2 });
    register.grantReadWrite(count);
  }
}
