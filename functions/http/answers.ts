import * as z from "zod/mini";

import { STAFF_ROLES } from "../domain/access.ts";
import { UNFIT_REASONS } from "../domain/unfit-words.ts";
import { DUTY_STATES, STANDINGS } from "../domain/duty.ts";
import { LETTER_STATUSES } from "../domain/letter.ts";
import { WARNING_CODES } from "../domain/warnings.ts";
import { BOUNCE_REASONS } from "../domain/unit.ts";
import { asWritten, count, date, deadline, instant } from "./answered-values.ts";

/** The shapes of what the API answers, as the OpenAPI document describes them and the tests hold them to. */
const nullable = z.nullable;

const Reason = z.object({ text: z.string(), promisedOn: nullable(date), at: instant });
const dutyKeys = {
  directiveId: z.string(),
  obligationId: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  state: z.enum(DUTY_STATES),
  ...deadline,
};

export const DutyAnswer = z.object({
  ...dutyKeys,
  targetDay: date,
  late: z.boolean(),
  standing: nullable(z.enum(STANDINGS)),
  submittedAt: nullable(instant),
  /** When the unit said, or showed by a visit or by filing, that it knows of the duty. */
  acknowledgedAt: nullable(instant),
  revision: count,
  receipt: nullable(count),
  extension: nullable(
    z.object({
      ...asWritten,
      previousBefore: z.optional(z.string()),
      previousBy: z.optional(date),
      reason: z.string(),
      approvedBy: z.string(),
      documentNumber: z.string(),
      at: instant,
    }),
  ),
  supplement: nullable(z.object({ ...asWritten, reason: z.string(), standing: nullable(z.enum(STANDINGS)) })),
  reason: nullable(Reason),
  letters: z.array(
    z.object({
      milestone: z.string(),
      /** 0 the obligation's ladder, then one for each date of the duty's own. */
      ladder: count,
      addressee: z.enum(["unit", "head"]),
      to: nullable(z.string()),
      /** `owed`: its time has come, and it has yet to be sent; told of one duty only, not in lists. */
      status: z.enum(["owed", ...LETTER_STATUSES]),
      at: instant,
      reason: z.optional(z.string()),
    }),
  ),
  unreachable: z.boolean(),
});

/** What follows from a new date and might be overlooked; `from` and `to` are the number that changes. */
export const WarningAnswer = z.object({
  code: z.enum(WARNING_CODES),
  message: z.string(),
  from: z.optional(count),
  to: z.optional(count),
});
export const DatedDutyAnswer = z.extend(DutyAnswer, { warnings: z.array(WarningAnswer) });

export const EscalationAnswer = z.object({
  ...dutyKeys,
  late: z.literal(true),
  overdueDays: count,
  overdueWorkingDays: count,
  head: z.string(),
  phone: z.string(),
  unreachable: z.boolean(),
  reason: nullable(Reason),
  lastLetter: nullable(z.object({ milestone: z.string(), to: z.string(), status: z.string(), at: instant })),
});

export const ReceiptAnswer = z.object({
  revision: count,
  receivedAt: instant,
  standing: nullable(z.enum(STANDINGS)),
  supplementStanding: z.optional(z.enum(STANDINGS)),
  receipt: z.object({ number: nullable(count), sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
});

export const DraftAnswer = z.object({
  state: z.optional(z.enum(DUTY_STATES)),
  draft: z.looseObject({}),
  version: count,
  savedAt: instant,
  savedBy: z.string(),
});

export const DutyWithDraftAnswer = z.extend(DutyAnswer, { draft: nullable(DraftAnswer) });

export const SubmissionAnswer = z.looseObject({
  revision: count,
  receivedAt: instant,
  by: z.string(),
  channel: z.enum(["online", "paper"]),
  receipt: z.object({ number: nullable(count), sha256: z.string() }),
  signedPaper: z.optional(z.string()),
});

export const AttachmentAnswer = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  state: z.enum(["awaited", "ready", "refused"]),
  announcedAt: instant,
  by: z.string(),
  size: nullable(count),
  sha256: nullable(z.string()),
  filed: z.boolean(),
  /** Of a PDF: number, day and signer as its text has them, to be confirmed in the report; a scan has no text. */
  paper: nullable(
    z.object({
      hasText: z.boolean(),
      documentNumber: nullable(z.string()),
      signedOn: nullable(date),
      signer: nullable(z.object({ name: z.string(), post: z.string() })),
    }),
  ),
  refused: nullable(z.object({ reason: z.enum(UNFIT_REASONS), detail: z.string() })),
});

export const AnnouncedAttachmentAnswer = z.extend(AttachmentAnswer, {
  upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()), until: instant }),
});

export const HistoryItemAnswer = z.looseObject({ at: instant, by: z.string(), act: z.string(), to: z.string() });

export const MeAnswer = z.object({
  principal: z.string(),
  units: z.array(z.string()),
  staff: nullable(z.object({ name: z.string(), role: z.enum(STAFF_ROLES), unitId: z.string() })),
  keepsRegister: z.boolean(),
});

export const UnitAnswer = z.looseObject({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  reachable: z.boolean(),
  bounced: z.array(z.object({ address: z.string(), why: z.enum(BOUNCE_REASONS), at: instant })),
});

export const ImportAnswer = z.object({ units: count, created: count, changed: count });

export const StaffAnswer = z.object({
  email: z.string(),
  name: z.string(),
  role: z.enum(STAFF_ROLES),
  unitId: z.string(),
});

const withdrawal = { reason: z.string(), documentNumber: z.string(), by: z.string(), at: instant };

export const WithdrawnAnswer = z.object({
  ...withdrawal,
  withdrawn: count,
  kept: count,
  milestones: count,
  state: z.optional(z.literal("under-way")),
});

export const DirectiveAnswer = z.looseObject({
  id: z.string(),
  number: z.string(),
  issuedOn: date,
  issuer: z.string(),
  subject: z.string(),
  obligations: z.array(z.looseObject({ id: z.string(), title: z.string(), receiver: z.string(), ...asWritten })),
  status: z.enum(["draft", "issued", "withdrawn"]),
  withdrawal: nullable(z.object(withdrawal)),
  createdAt: instant,
  issuedAt: nullable(instant),
  milestones: z.array(
    z.object({
      obligationId: z.string(),
      milestone: z.string(),
      unitId: nullable(z.string()),
      key: z.string(),
      at: instant,
      phase: z.string(),
      reason: nullable(z.string()),
    }),
  ),
});

export const DirectiveWithMilestones = z.extend(DirectiveAnswer, { cursor: nullable(z.string()) });
export const IssuedAnswer = z.extend(DirectiveWithMilestones, { warnings: z.array(WarningAnswer) });

/** Of many units, part by part: each time with the letters to some of them. */
export const PlanAnswer = z.object({
  directiveId: z.string(),
  status: z.enum(["draft", "issued"]),
  issueAt: instant,
  obligations: z.array(
    z.object({
      obligationId: z.string(),
      ...deadline,
      targetDay: date,
      provisional: z.optional(z.literal(true)),
      units: count,
      milestones: z.array(
        z.object({
          milestone: z.string(),
          at: instant,
          provisional: z.optional(z.literal(true)),
          skipped: z.optional(z.string()),
          letters: z.array(z.object({ unit: z.string(), to: z.array(z.string()) })),
          supervisor: z.optional(z.array(z.string())),
        }),
      ),
      unreachable: z.array(z.string()),
    }),
  ),
  cursor: nullable(z.string()),
});

const CalendarLineAnswer = z.object({
  date,
  status: z.enum(["off", "worked"]),
  name: z.string(),
  source: z.string(),
});

export const CalendarYearAnswer = z.object({
  year: count,
  status: z.enum(["final", "provisional"]),
  lines: z.array(CalendarLineAnswer),
  /** Absent of a year that ships or is provisional. */
  by: z.optional(z.string()),
  at: z.optional(instant),
});

/** A milestone that is planned and falls elsewhere by the lines of a year. */
export const FinalYearAnswer = z.extend(CalendarYearAnswer, {
  changes: z.array(
    z.object({
      directiveId: z.string(),
      obligationId: z.string(),
      unitId: z.optional(z.string()),
      milestone: z.string(),
      from: instant,
      to: nullable(instant),
    }),
  ),
  state: z.optional(z.literal("under-way")),
  /** How many more there are than are told. */
  furtherChanges: z.optional(count),
});

export const ProblemAnswer = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});

export const listOf = <S extends z.core.$ZodType>(item: S) =>
  z.object({ items: z.array(item), cursor: nullable(z.string()) });
