import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";

import type { Archive } from "./archive.ts";
import { DungHanFunction } from "./dung-han-function.ts";
import type { FrontDoor } from "./front-door.ts";
import type { Register } from "./register.ts";

export interface WritingRoomProps {
  readonly door: FrontDoor;
  readonly register: Register;
  /** Where files are put that do not fit into an answer. */
  readonly archive: Archive;
  /** The unit whose contacts keep the register. */
  readonly homeUnit: string;
  /** Who keeps the register besides them, from the first day. */
  readonly keeper: string;
  /** Whose tokens count. */
  readonly clients: string;
  /** Which version of the style sheet and the script the pages name. */
  readonly look: string;
}

/** Makes the supervisor's papers of what the register holds: lists, sums, drafts and evidence. It changes nothing (D48). */
export class WritingRoom extends Construct {
  readonly papers: DungHanFunction;

  constructor(scope: Construct, id: string, props: WritingRoomProps) {
    super(scope, id);
    const { door, register, archive, homeUnit, keeper, clients, look } = props;
    this.papers = new DungHanFunction(this, "Papers", {
      entry: "papers",
      // The gateway waits no longer than half a minute.
      timeout: Duration.seconds(29),
      // A document of some thousand pages is held whole; and processor time comes with memory.
      memorySize: 1769,
      environment: {
        TABLE_NAME: register.tableName,
        HOME_UNIT: homeUnit,
        KEEPER: keeper,
        CLIENTS: clients,
        SITE_URL: door.siteUrl,
        LOOK: look,
        ARCHIVE: archive.bucketName,
      },
    });
    register.grantRead(this.papers);
    archive.grantKeeping(this.papers, "exports");
    archive.grantReading(this.papers, "exports");
  }
}
