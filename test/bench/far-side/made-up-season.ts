import { newDuty } from "../../../functions/domain/duty.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import type { LetterEntry } from "../../../functions/domain/letter.ts";
import { move } from "../../../functions/domain/moves.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { shardsFor } from "../../../functions/store/table.ts";
import { at, email, obligation, ref, reporters, unitId } from "../../functions/season.ts";
import { deadlineIn } from "../../../functions/domain/deadline.ts";

/** A season of so many units, on the last day before the deadline. Every so-manieth of them still owes its report. */
export type MadeUpSeason = { readonly units: number; readonly openOneIn: number };

/** What the season's table is called: all that the far side has to know of it. */
export const tableOf = ({ units, openOneIn }: MadeUpSeason): string => `season-of-${units}-open-one-in-${openOneIn}`;

/** The season that a table's name tells of. @throws for the name of another table. */
export function seasonOf(table: string): MadeUpSeason {
  const [, units, openOneIn] = /^season-of-(\d+)-open-one-in-(\d+)$/.exec(table) ?? [];
  if (!units || !openOneIn) throw new Error(`${table} is no season's table.`);
  return { units: Number(units), openOneIn: Number(openOneIn) };
}

export const where = ({ units }: MadeUpSeason) => ({ ...ref, shards: shardsFor(units) });

/** Ids of one length, so that they sort by their number. */
export const unitIdOf = (number: number) => unitId(`ubnd-xa-${String(number).padStart(7, "0")}`);
export const numberOf = (id: string): number => Number(id.slice(-7));

export const isOpenIn = ({ openOneIn }: MadeUpSeason, number: number): boolean => number % openOneIn === 0;

/** The moment that the season is shown at: the day of the last reminder. */
export const NOW = at("2017-10-27T08:12:31.207");

/** Units are called as those of 2017 are, one after the other. */
export const kindsOfDuty = reporters.length;

/** The duty of one unit: reminded five times and now a sixth, and, unless it is open, with a report that was filed. */
export function dutyOfUnit(season: MadeUpSeason, number: number): Duty {
  const unit = reporters[number % kindsOfDuty];
  if (!unit) throw new Error("Nobody reports.");
  const duty = newDuty({ ...ref, unitId: unitIdOf(number) }, unit, deadlineIn(obligation));
  const reminded = { ...duty, ...delivered(unit, [...EARLIER, "remind-0"]) };
  return isOpenIn(season, number) ? reminded : filed(reminded, number);
}

/** The letters of the season before the last reminder. */
export const EARLIER = ["issue", "remind-20", "remind-10", "remind-5", "remind-2"];

/** A ledger of letters that all arrived. */
export function delivered(unit: UnitRecord, milestones: readonly string[]): Pick<Duty, "letters" | "lastLetter"> {
  const to = email(unit.clerkEmail ?? "");
  const entry: LetterEntry = { status: "delivered", at: NOW, to, attempt: "q0-Zk3_b" };
  return {
    letters: Object.fromEntries(milestones.map((milestone) => [`0.${milestone}.unit`, entry])),
    lastLetter: { milestone: milestones.at(-1) ?? "", to, status: "delivered", at: NOW },
  };
}

function filed(duty: Duty, number: number): Duty {
  const turned = move(duty, { act: "submit", receivedAt: NOW }, NOW);
  if (isRefusal(turned)) throw new Error(turned.detail);
  return { ...turned, receipts: { "1": 1_000_000 + number }, filedAs: "k0123456789abcde" };
}
