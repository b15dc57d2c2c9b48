import { cost } from "./cost/cost.ts";
import { embedded } from "./embedded/embedded.ts";
import { mailProtocol } from "./mail-protocol/mail-protocol.ts";
import { pages } from "./pages/pages.ts";
import { papers } from "./papers/papers.ts";
import type { Part } from "./part.ts";
import { requestUnits } from "./request-units/request-units.ts";
import { rivals } from "./rivals/rivals.ts";
import { schedules } from "./schedules/schedules.ts";
import { startUp } from "./start-up/start-up.ts";
import { sweep } from "./sweep/sweep.ts";

/** What the benchmark measures, in the order of its table. */
export const parts: readonly Part[] = [
  startUp,
  sweep,
  rivals,
  schedules,
  requestUnits,
  pages,
  papers,
  mailProtocol,
  embedded,
  cost,
];
