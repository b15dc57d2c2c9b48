import { DeleteScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";

import { scheduleName } from "../../../functions/schedules/schedule-name.ts";
import { schedulesIn } from "../../../functions/schedules/schedules.ts";
import type { ScheduleSettings } from "../../../functions/schedules/schedules.ts";
import { ladderFor } from "../../../functions/domain/ladder.ts";
import { plannedRuns } from "../../../functions/domain/milestone-run.ts";
import type { MilestoneRun } from "../../../functions/domain/milestone-run.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import { at, directive, obligation, ref } from "../../functions/season.ts";
import { unitIdOf } from "../far-side/made-up-season.ts";
import { clientOf } from "../far-side/start-far-side.ts";
import { processorMicros } from "../measured/processor-time.ts";
import { deadlineIn } from "../../../functions/domain/deadline.ts";

const SETTINGS: ScheduleSettings = {
  group: "bench",
  roleArn: "arn:aws:iam::000000000000:role/bench",
  queueArn: "arn:aws:sqs:local:000000000000:run",
  deadLetterArn: "arn:aws:sqs:local:000000000000:dead",
};

/** Units whose schedules are set and taken back before it counts. */
const WARM_UP = 20;

/**
 * A schedule for each unit and milestone: set by the program's own calendar and client; taken back, as a unit that
 * files would have to, one by one.
 */
export async function measure({ endpoint, units }: { endpoint: string; units: number }) {
  const client = new SchedulerClient(clientOf(endpoint));
  const schedules = schedulesIn(SETTINGS, client);
  const set = async (count: number): Promise<void> => {
    for (let number = 0; number < count; number++) for (const run of runsOf(number)) await schedules.set(run);
  };
  const takeBack = async (count: number): Promise<void> => {
    for (let number = 0; number < count; number++)
      for (const run of runsOf(number))
        await client.send(new DeleteScheduleCommand({ Name: scheduleName(run), GroupName: SETTINGS.group }));
  };
  await set(WARM_UP);
  await takeBack(WARM_UP);
  const schedulesSet = units * runsOf(0).length;
  return {
    milestones: runsOf(0).length,
    microsPerCreate: (await processorMicros(() => set(units))) / schedulesSet,
    microsPerDelete: (await processorMicros(() => takeBack(units))) / schedulesSet,
  };
}

const LADDER = ladderFor(calendar, { directive, obligation, deadline: deadlineIn(obligation) });

function runsOf(number: number): MilestoneRun[] {
  return plannedRuns({ ...ref, unitId: unitIdOf(number), ladder: 1 }, LADDER, at("2017-07-14T08:00"));
}
