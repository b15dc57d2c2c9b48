import { summarize } from "../domain/counts.ts";
import { isPast } from "../domain/deadline.ts";
import type { Duty } from "../domain/duty.ts";
import { byDateThenName } from "../domain/escalation.ts";
import type { OpenDuty } from "../domain/escalation.ts";
import type { UnitId } from "../domain/ids.ts";
import type { EpochMs } from "../domain/instant.ts";
import { isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { namedUntil, nobodyToName, refuseTooSoon, urgedNow } from "../domain/urging.ts";
import type { LetterKind, LetterNow } from "../domain/urging.ts";
import { refuseWithdrawn } from "../domain/withdrawal.ts";
import type { WorkingCalendar } from "../domain/working-days.ts";
import type { DeskEffects } from "./effects.ts";
import { obligationRefOf } from "./find-duty.ts";
import type { FoundObligation } from "./find-duty.ts";

/** A part of a list by date, and how many units the whole of it has. */
type PartOf<T> = { readonly units: number; readonly items: readonly T[] };

/** Whom a letter names, a page at a time. */
export type LetterNamed = {
  /** The longest overdue first; `next` is the key behind which the following page begins. */
  readonly named: PartOf<OpenDuty> & { readonly next: string | undefined };
  /** Who has not filed either, and has a later date, the nearest first. */
  readonly inTime: PartOf<OpenDuty>;
  /** Of those that were chosen, who has filed or owes the report no more. */
  readonly done: readonly Duty[];
};

type Asked = {
  readonly kind: LetterKind;
  readonly now: EpochMs;
  readonly calendar: WorkingCalendar;
  /** Those that it may name, if not all. */
  readonly units: readonly UnitId[];
  /** Of the list of all: behind which key its page begins, and how many stand before it. */
  readonly place: { readonly after?: string | undefined; readonly shown: number };
  readonly limit: number;
};

/** So many that have time left are named beside the letter. */
const MOST_IN_TIME = 40;

type Reads = Pick<DeskEffects, "register">;

/** A page of whom a letter would name at this moment, by a bounded number of reads for any number of units; or why there can be none. */
export async function letterNamed(
  found: FoundObligation,
  effects: Reads,
  asked: Asked,
): Promise<LetterNamed | Refusal> {
  const { withdrawal } = found.record;
  if (withdrawal) return refuseWithdrawn(withdrawal);
  const letter: LetterNow = { ...asked, deadline: found.place.deadline };
  const tooSoon = refuseTooSoon(letter);
  if (tooSoon) return tooSoon;
  return asked.units.length > 0 ? ofChosen(found, effects, { letter, ...asked }) : ofAll(found, effects, asked);
}

async function ofChosen(
  found: FoundObligation,
  { register }: Reads,
  { letter, units }: Asked & { readonly letter: LetterNow },
): Promise<LetterNamed | Refusal> {
  const where = { ...obligationRefOf(found), place: found.place };
  const chosen = await register.duties.dutiesNamed(where, units, { consistent: false });
  const urged = urgedNow(chosen.toSorted(byDateThenName), letter, { some: true });
  if (isRefusal(urged)) return urged;
  const { named, inTime, done } = urged;
  return {
    named: { units: named.length, items: named, next: undefined },
    inTime: { units: inTime.length, items: inTime },
    done,
  };
}

/** Ranges of the index of open duties, and how many lie beyond them by the counts. */
async function ofAll(found: FoundObligation, { register }: Reads, asked: Asked): Promise<LetterNamed | Refusal> {
  const { place, limit } = asked;
  const ref = obligationRefOf(found);
  const where = { ...ref, place: found.place };
  const until = namedUntil(asked);
  const [late, open, counts] = await Promise.all([
    register.desk.openByDate(where, { after: place.after, between: { comeBy: until }, limit }),
    register.desk.openByDate(where, { between: { notComeBy: until }, limit: MOST_IN_TIME }),
    register.counts.read(ref),
  ]);
  // The index may have the date from which the obligation's was moved.
  const named = late.items.filter(({ deadline }) => isPast(deadline, until)).toSorted(byDateThenName);
  const inTime = open.items.filter(({ deadline }) => !isPast(deadline, until));
  const counted = summarize(counts, until, found.place);
  const inTimeUnits = open.next === undefined ? inTime.length : Math.max(counted.open - counted.late, inTime.length);
  if (named.length === 0 && place.shown === 0) return nobodyToName(inTimeUnits);
  const isWhole = place.shown === 0 && late.next === undefined;
  const seen = place.shown + named.length;
  return {
    named: { units: isWhole ? seen : Math.max(counted.late, seen), items: named, next: late.next },
    inTime: { units: inTimeUnits, items: inTime },
    done: [],
  };
}
