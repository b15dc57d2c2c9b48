import { Aws } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";

export interface ScheduleRoleProps {
  /** The one group whose schedules may act in this role: nobody else's scheduler may borrow it. */
  readonly groupArn: string;
}

/** What a schedule acts as when its time comes. */
export class ScheduleRole extends Role {
  constructor(scope: Construct, id: string, { groupArn }: ScheduleRoleProps) {
    super(scope, id, {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID, "aws:SourceArn": groupArn } },
      }),
    });
  }
}
