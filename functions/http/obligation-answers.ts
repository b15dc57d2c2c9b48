import * as z from "zod/mini";

import { DUTY_STATES, STANDINGS } from "../domain/duty.ts";
import { LETTER_STATUSES } from "../domain/letter.ts";
import { asWritten, count, date, deadline, instant } from "./answered-values.ts";
import { LEFT_OUT } from "../domain/by-hand.ts";
import { WarningAnswer } from "./answers.ts";

/** The shapes of what the API answers of an obligation as a whole: its lists and its sums. */
const nullable = z.nullable;

/** A letter of a ledger: of a unit, or of the supervisor who was told. */
export const LetterAnswer = z.object({
  unitId: z.string(),
  unitName: z.string(),
  milestone: z.string(),
  ladder: count,
  addressee: z.enum(["unit", "head", "supervisor"]),
  to: nullable(z.string()),
  status: z.enum(LETTER_STATUSES),
  at: instant,
  reason: nullable(z.string()),
});

export const HappenedAnswer = z.object({
  unitId: z.string(),
  unitName: z.string(),
  at: instant,
  by: z.string(),
  act: z.string(),
  from: nullable(z.string()),
  to: z.string(),
  revision: nullable(count),
  receipt: nullable(count),
  sha256: nullable(z.string()),
  details: nullable(z.string()),
});

/** A number of a register of receipts that no filing has: of a filing that was refused, or lost with a crash. */
export const MissingNumberAnswer = z.object({
  year: count,
  number: count,
  why: z.enum(["refused", "unknown"]),
  directiveId: nullable(z.string()),
  obligationId: nullable(z.string()),
  unitId: nullable(z.string()),
  at: nullable(instant),
});

/** A unit's report; beside these, each figure of the outline by its id, and `said.<section>` for what it wrote under. */
export const FiguresAnswer = z.looseObject({
  unitId: z.string(),
  unitName: z.string(),
  kind: z.string(),
  state: z.enum(DUTY_STATES),
  standing: nullable(z.enum(STANDINGS)),
  documentNumber: nullable(z.string()),
  signedOn: nullable(date),
  revision: nullable(count),
  receivedAt: nullable(instant),
  /** The name of the signed PDF, where the obligation takes one. */
  signedPaper: z.optional(nullable(z.string())),
});

const Sum = {
  total: count,
  /** Over how many units it is the sum. */
  units: count,
  missing: z.array(
    z.object({
      unitId: z.string(),
      unitName: z.string(),
      why: z.enum(["not-filed", "returned", "on-paper", "not-given"]),
    }),
  ),
};

export const DateMovedAnswer = z.object({
  ...asWritten,
  previous: z.object(asWritten),
  moved: count,
  kept: count,
  warnings: z.array(WarningAnswer),
  state: z.optional(z.literal("under-way")),
});

export const ReportersAnswer = z.object({
  ...asWritten,
  added: z.array(z.string()),
  released: z.array(z.string()),
  warnings: z.array(WarningAnswer),
  state: z.optional(z.literal("under-way")),
});

export const RemindedAnswer = z.object({
  milestone: z.string(),
  reminded: count,
  leftOut: count,
  to: z.array(z.object({ unitId: z.string(), unitName: z.string(), to: nullable(z.string()) })),
  notTo: z.array(
    z.object({
      unitId: z.string(),
      unitName: z.string(),
      why: z.enum(LEFT_OUT),
      lastLetter: nullable(instant),
    }),
  ),
  state: z.optional(z.literal("under-way")),
});

const Record = { documentNumber: z.string(), sentOn: date, by: z.string(), at: instant };

/** To whom the report was sent on, each as it was recorded last, with the records that this put right. */
const Forwarding = z.array(z.object({ to: z.string(), ...Record, replaced: z.array(z.object(Record)) }));

export const ForwardingAnswer = z.object({ forwarding: Forwarding });

export const SummaryAnswer = z.object({
  directiveId: z.string(),
  obligationId: z.string(),
  number: z.string(),
  title: z.string(),
  ...deadline,
  units: count,
  filed: count,
  open: count,
  late: count,
  states: z.record(z.string(), count),
  standings: z.record(z.string(), count),
  byKind: z.record(z.string(), z.object({ units: count, filed: count, open: count })),
  filedByDay: z.record(z.string(), count),
  /** Of all units; `missing` names those of this page. Null, as is the coverage, while sums are still to be counted afresh. */
  figures: nullable(
    z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        unit: nullable(z.string()),
        ...Sum,
        byKind: z.record(z.string(), z.object(Sum)),
      }),
    ),
  ),
  coverage: nullable(
    z.object({
      owing: count,
      filed: count,
      complete: count,
      sections: z.array(z.object({ id: z.string(), title: z.string(), units: count })),
    }),
  ),
  forwarding: Forwarding,
  /** What the consolidated report would lack if no more reports were taken in. */
  closingNow: z.object({
    at: instant,
    owing: count,
    filed: count,
    missing: z.array(
      z.object({
        unitId: z.string(),
        unitName: z.string(),
        state: z.enum(DUTY_STATES),
        ...deadline,
        inTime: z.boolean(),
      }),
    ),
    cutShort: count,
  }),
  /** Where who is missing goes on. */
  cursor: nullable(z.string()),
});
