import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";

import type { Attachments } from "./attachments.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import type { Gateway } from "./gateway.ts";
import type { Register } from "./register.ts";

export interface ReportsProps {
  readonly gateway: Gateway;
  readonly register: Register;
  /** Where files are put that do not fit into an answer. */
  readonly attachments: Attachments;
  /** The unit whose contacts keep the register. */
  readonly homeUnit: string;
  /** Who keeps the register besides them, from the first day. */
  readonly keeper: string;
  readonly sessionIdleMinutes: string;
  /** Whose tokens count. */
  readonly clients: string;
  /** Which version of the style sheet and the script the pages name. */
  readonly assets: string;
}

/** Makes the supervisor's papers of what the register holds: lists, sums, drafts and evidence. It changes nothing (D48). */
export class Reports extends Construct {
  readonly function: DungHanFunction;

  constructor(scope: Construct, id: string, props: ReportsProps) {
    super(scope, id);
    const { gateway, register, attachments, homeUnit, keeper, sessionIdleMinutes, clients, assets } = props;
    this.function = new DungHanFunction(this, "Function", {
      entry: "reports",
      // The gateway waits no longer than half a minute.
      timeout: Duration.seconds(29),
      // A document of some thousand pages is held whole; and processor time comes with memory.
      memorySize: 1769,
      environment: {
        TABLE_NAME: register.tableName,
        HOME_UNIT: homeUnit,
        KEEPER: keeper,
        SESSION_IDLE_MINUTES: sessionIdleMinutes,
        CLIENTS: clients,
        SITE_URL: gateway.siteUrl,
        ASSETS: assets,
        ARCHIVE: attachments.bucketName,
      },
    });
    register.grantRead(this.function);
    attachments.grantKeeping(this.function, "exports");
    attachments.grantReading(this.function, "exports");
  }
}
