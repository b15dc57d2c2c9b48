import { withFarSide } from "../far-side/start-far-side.ts";
import type { Part } from "../part.ts";
import { scanAndFilter } from "./scan-and-filter.ts";
import { schedulePerUnit } from "./schedule-per-unit.ts";

/** What a user would pick instead, beside the same work done by the program. */
export const rivals: Part = {
  name: "rivals",
  run: (options) =>
    withFarSide(async (farSide) => [
      ...(await scanAndFilter(farSide, options)),
      ...(await schedulePerUnit(farSide, options)),
    ]),
};
