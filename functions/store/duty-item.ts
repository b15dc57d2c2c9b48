import * as z from "zod/mini";

import { DUTY_STATES, OPEN_STATES, STANDINGS, isOpen } from "../domain/duty.ts";
import type { Duty, LastLetter } from "../domain/duty.ts";
import type { OpenDuty } from "../domain/escalation.ts";
import { DirectiveIdSchema, EmailSchema, ObligationIdSchema, UnitIdSchema } from "../domain/ids.ts";
import { LocalDateSchema } from "../domain/instant.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import { LetterEntrySchema } from "../domain/letter.ts";
import type { Item } from "./expressions.ts";
import { keys } from "./table.ts";
import type { Key } from "./table.ts";
import { DeadlineSchema } from "../domain/deadline.ts";

const ExtensionSchema = lazyObject(() => ({
  deadline: DeadlineSchema,
  previousDeadline: DeadlineSchema,
  otherwise: z.optional(DeadlineSchema),
  ladder: z.optional(z.number()),
  reason: z.string(),
  approvedBy: z.string(),
  documentNumber: z.string(),
  at: z.number(),
}));
const toldOf = { number: z.number(), reason: z.string(), by: z.optional(z.string()), at: z.number() };
const ExemptionSchema = lazyObject(() => ({
  ...toldOf,
  from: z.enum(OPEN_STATES),
  documentNumber: z.optional(z.string()),
}));
const ReinstatementSchema = lazyObject(() => ({ ...toldOf, revision: z.number() }));
const SupplementSchema = lazyObject(() => ({
  deadline: DeadlineSchema,
  reason: z.string(),
  standing: z.optional(z.enum(STANDINGS)),
}));
const ReasonSchema = lazyObject(() => ({ text: z.string(), promisedOn: z.optional(LocalDateSchema), at: z.number() }));
const LastLetterSchema = z.pipe(
  z.tuple([z.string(), EmailSchema, z.string(), z.number()]),
  z.transform(([milestone, to, status, at]): LastLetter => ({ milestone, to, status, at })),
);

const OpenDutyItemSchema = lazyObject(() => ({
  pk: z.string(),
  sk: z.string(),
  due: z.string(),
  state: z.enum(DUTY_STATES),
  unitName: z.string(),
  head: z.string(),
  phone: z.string(),
  reason: z.optional(ReasonSchema),
  lastLetter: z.optional(LastLetterSchema),
  ownLadder: z._default(z.number(), 0),
  unreachable: z._default(z.boolean(), false),
}));

const DutyItemSchema = lazyObject(() => ({
  ...OpenDutyItemSchema.shape,
  due: z.optional(z.string()),
  kind: z.string(),
  deadline: DeadlineSchema,
  ownDate: z.optional(DeadlineSchema),
  revision: z.number(),
  sequence: z.number(),
  moves: z._default(z.number(), 0),
  follows: z._default(z.number(), 0),
  addedAt: z.optional(z.number()),
  receipts: z.record(z.string(), z.number()),
  standing: z.optional(z.enum(STANDINGS)),
  submittedAt: z.optional(z.number()),
  filedAt: z.optional(z.number()),
  filedAs: z.optional(z.string()),
  told: z.optional(z.string()),
  extension: z.optional(ExtensionSchema),
  supplement: z.optional(SupplementSchema),
  exemption: z.optional(ExemptionSchema),
  reinstatement: z.optional(ReinstatementSchema),
  byHand: z.optional(z.number()),
  acknowledgedAt: z.optional(z.number()),
  letters: z.record(z.string(), LetterEntrySchema),
}));

/** A duty as the table keeps it. What is false or unset is left out, and the ladder while it is the first: a duty should fit one write unit. */
export function dutyItem(duty: Duty, shards: number): Key & Item {
  const { letters, lastLetter } = duty;
  return {
    ...keys.duty(duty, shards),
    ...dutyAttributes(duty),
    owedBy: duty.unitId,
    moves: duty.moves || undefined,
    letters,
    lastLetter: lastLetter && lastLetterItem(lastLetter),
  };
}

/** Stands for the unit's own name: no title that was entered holds a control character. */
const ITS_UNIT = "\u001A";

/** The title of a unit's head, which mostly holds the unit's name: that stands beside it, in the sparse index as well. */
export function headItem({ unitName, head }: Pick<Duty, "unitName" | "head">): string {
  return unitName === "" ? head : head.replaceAll(unitName, ITS_UNIT);
}

const headIn = ({ unitName, head }: Pick<Duty, "unitName" | "head">): string => head.replaceAll(ITS_UNIT, unitName);

/** Without names: it stands in the sparse index, and an escalation list of thirty should fit one read unit. */
export function lastLetterItem({ milestone, to, status, at }: LastLetter): unknown[] {
  return [milestone, to, status, at];
}

/**
 * The attributes that a move sets. The letters' ledger is not among them, so that a move never undoes a claim; nor is
 * the number of moves, which each counts up.
 */
export function dutyAttributes(duty: Duty): Item {
  const {
    directiveId: _d,
    obligationId: _o,
    letters: _l,
    lastLetter: _last,
    moves: _m,
    unitId,
    ladder,
    ...attributes
  } = duty;
  return {
    ...attributes,
    head: headItem(duty),
    due: isOpen(duty) ? keys.dutyDue(duty.deadline, unitId) : undefined,
    ownLadder: ladder || undefined,
    follows: duty.follows || undefined,
    unreachable: duty.unreachable || undefined,
  };
}

export function readDutyItem(item: Item): Duty {
  const { pk, sk, due: _due, ownLadder, ...duty } = DutyItemSchema.parse(item);
  const { directiveId, obligationId } = keys.obligationIn(pk);
  return {
    ...duty,
    head: headIn(duty),
    directiveId: DirectiveIdSchema.parse(directiveId),
    obligationId: ObligationIdSchema.parse(obligationId),
    unitId: readUnitId(sk),
    ladder: ownLadder,
  };
}

/** A duty as the sparse index shows it. */
export function readOpenDutyItem(item: Item): OpenDuty {
  const { pk: _pk, sk, due, ownLadder, ...duty } = OpenDutyItemSchema.parse(item);
  return { ...duty, head: headIn(duty), unitId: readUnitId(sk), deadline: keys.deadlineIn(due), ladder: ownLadder };
}

function readUnitId(sk: string): Duty["unitId"] {
  return UnitIdSchema.parse(keys.unitIn(sk));
}
