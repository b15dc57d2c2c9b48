import {
  acceptReport,
  changeReporters,
  exemptDuty,
  extendDuty,
  fileReport,
  moveDate,
  putUnit,
  recordHardCopy,
  reinstateDuty,
  remindByHand,
  returnReport,
  saveDraft,
  setYearFinal,
  stateReason,
  withdrawDirective,
} from "../functions/api/operations.ts";
import { enterAgain } from "./enter-again.ts";
import type { DutyState } from "../../functions/domain/duty.ts";
import type { Handler } from "../../functions/http/exchange.ts";

export type ActName =
  | "remind"
  | "year"
  | "mend"
  | "enter-again"
  | "reporters"
  | "move"
  | "withdraw"
  | "file"
  | "draft"
  | "paper"
  | "return"
  | "accept"
  | "extend"
  | "exempt"
  | "reinstate"
  | "reason";

export const HANDLERS: Record<ActName, Handler> = {
  year: setYearFinal,
  mend: putUnit,
  "enter-again": enterAgain,
  reporters: changeReporters,
  move: moveDate,
  remind: remindByHand,
  withdraw: withdrawDirective,
  file: fileReport,
  draft: saveDraft,
  paper: recordHardCopy,
  return: returnReport,
  accept: acceptReport,
  extend: extendDuty,
  exempt: exemptDuty,
  reinstate: reinstateDuty,
  reason: stateReason,
};

/** What people are likely to do with a duty as it stands; now and then what cannot be done. */
const LIKELY: Record<DutyState, Partial<Record<ActName, number>>> = {
  awaiting: {
    mend: 3,
    reporters: 2,
    year: 1.5,
    file: 8,
    draft: 3,
    paper: 2,
    extend: 4,
    move: 1.5,
    remind: 7,
    exempt: 1,
    reason: 2,
    accept: 0.3,
    withdraw: 0.8,
  },
  draft: {
    mend: 0.7,
    reporters: 0.7,
    year: 0.7,
    file: 8,
    draft: 1,
    withdraw: 0.8,
    move: 0.7,
    remind: 6,
    paper: 1,
    extend: 3,
    exempt: 1,
    reason: 1,
  },
  submitted: {
    reporters: 0.7,
    year: 0.5,
    return: 6,
    withdraw: 0.6,
    move: 0.5,
    remind: 1,
    accept: 4,
    file: 3,
    extend: 0.3,
  },
  returned: {
    mend: 0.7,
    reporters: 0.7,
    year: 0.7,
    file: 7,
    withdraw: 0.8,
    move: 0.7,
    remind: 6,
    extend: 3,
    exempt: 1,
    draft: 1,
    reason: 1,
  },
  accepted: { return: 3, file: 0.5 },
  exempt: { reinstate: 4, file: 1, withdraw: 0.3 },
  withdrawn: { file: 2, reporters: 0.5, extend: 1, reason: 1, draft: 1, withdraw: 1, move: 0.5 },
};

/** Whoever sees that a unit cannot be reached telephones. */
const FOR_THE_DEAD: Partial<Record<ActName, number>> = { mend: 10, "enter-again": 20 };

/** What people are likely to do with a duty, by its state, and by whether every address of its unit is dead. */
export function likelyActs(state: DutyState, isDead: boolean): Partial<Record<ActName, number>> {
  return isDead ? { ...LIKELY[state], ...FOR_THE_DEAD } : LIKELY[state];
}
