import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";

import { DungHanFunction } from "./dung-han-function.ts";
import type { Register } from "./register.ts";
import { WorkQueue } from "./work-queue.ts";

export interface CountsProps {
  readonly register: Register;
}

/** Counts how many of how many have filed, so that a dashboard costs the same for any number of units. */
export class Counts extends Construct {
  readonly moves: WorkQueue;
  readonly count: DungHanFunction;

  constructor(scope: Construct, id: string, { register }: CountsProps) {
    super(scope, id);
    this.moves = new WorkQueue(this, "Moves", { workTime: Duration.seconds(10), batchingWindow: Duration.seconds(1) });
    this.count = new DungHanFunction(this, "Function", {
      entry: "counts",
      timeout: this.moves.workTime,
      memorySize: 256,
      environment: { TABLE_NAME: register.tableName },
    });
    // On a busy day a hundred moves are one write.
    this.count.worksOff(this.moves, { batchSize: 100, maxConcurrency: 2 });
    register.grantReadWrite(this.count);
  }
}
