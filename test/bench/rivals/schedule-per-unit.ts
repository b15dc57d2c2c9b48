import { unitsOpenAt } from "../cost/season.ts";
import type { FarSide } from "../far-side/start-far-side.ts";
import { places, whole } from "../figures.ts";
import { alone } from "../measured/alone.ts";
import type { BenchOptions, Row } from "../part.ts";
import { schedulerQuotas as quotas } from "./scheduler-quotas.ts";
import type * as setSchedules from "./set-schedules.ts";

const MANY = 1_000_000;

/** A schedule for each unit and milestone, deleted when the unit files, beside one for each milestone. */
export async function schedulePerUnit({ endpoint }: FarSide, { quick, tell }: BenchOptions): Promise<Row[]> {
  const units = quick ? 50 : 500;
  tell(`setting schedules for ${whole(units)} units`);
  const { milestones, microsPerCreate, microsPerDelete } = await alone<typeof setSchedules>(
    new URL("./set-schedules.ts", import.meta.url),
    { endpoint, units },
  );
  const deletesPerUnit = unfiredPerUnit();
  const micros = milestones * microsPerCreate + deletesPerUnit * microsPerDelete;
  const creates = MANY * milestones;
  const deletes = MANY * deletesPerUnit;
  const inMinutes = (requests: number): string => whole(requests / quotas.requestsPerSecond / 60);
  return [
    {
      what: "a schedule for each unit and milestone",
      measured: `${milestones} CreateSchedule and ${places(deletesPerUnit, 1)} DeleteSchedule, ${whole(micros)} µs a unit`,
    },
    {
      what: `the same, ${whole(MANY)} units at ${whole(quotas.requestsPerSecond)} requests a second`,
      measured: `${whole(creates)} in ${inMinutes(creates)} minutes, ${whole(deletes)} more in ${inMinutes(deletes)}`,
    },
    {
      what: `the same, of the ${whole(quotas.schedules)} schedules that an account may have`,
      measured: `${whole((100 * creates) / quotas.schedules)} %`,
    },
    { what: "a schedule for each milestone", measured: `${milestones} CreateSchedule for any number of units` },
  ];
}

/** How many of its schedules have not fired yet when a unit files: as many as it is not open at any more. */
function unfiredPerUnit(): number {
  const after = Object.entries(unitsOpenAt).filter(([milestone]) => milestone !== "issue");
  return after.reduce((sum, [, open]) => sum + 1 - open, 0);
}
