import { addDays, formatInstant, instantOf, localDateOf } from "../../../../functions/domain/instant.ts";
import type { EpochMs, LocalDate } from "../../../../functions/domain/instant.ts";
import { lastWorkingDayBefore } from "../../../../functions/domain/working-days.ts";
import { workingDaysOfVietNam as calendar } from "../../../../functions/domain/working-days-vn.ts";
import type { Chance } from "./chance.ts";

/** One thing that a unit, or its supervisor about it, does on a day; the form of a season's file. */
export type MadeUpAct = { readonly at: string; readonly act: string } & Readonly<Record<string, unknown>>;

export type Surroundings = {
  /** The obligation's deadline. */
  readonly before: LocalDate;
  /** The last day on which anything is done. */
  readonly lastDay: LocalDate;
  readonly chance: Chance;
};

/**
 * Of a hundred units, how many file in which days before the deadline; below zero: after it. They are those of the
 * season of 2017: an eighth by the first reminder, half in the last ten working days, three quarters by the eve,
 * and what is left on the last days and late. A season in which more files early would be an easier one to carry.
 */
const FILES: readonly (readonly [share: number, days: readonly [from: number, to: number]])[] = [
  [12, [60, 31]],
  [14, [30, 17]],
  [25, [16, 10]],
  [15, [9, 5]],
  [13, [4, 3]],
  [9, [2, 1]],
  [6, [-1, -8]],
];

/**
 * What becomes of one unit's duty, only what its state allows. Besides the ordinary (files once, in time) the rest is
 * rare as in an office: of a hundred, six never file, four are given a later date, five file on paper, five get
 * their report back, one is exempt; ten save a draft first, and of those that are late a third say why.
 */
export function conductOf({ before, lastDay, chance }: Surroundings): MadeUpAct[] {
  const acts: MadeUpAct[] = [];
  const act = (at: EpochMs, name: string, more: Readonly<Record<string, unknown>> = {}): void => {
    acts.push({ at: formatInstant(at), act: name, ...more });
  };
  const file = (at: EpochMs): void => act(at, chance.percent(5) ? "paper" : "submit");
  const kind = chance.among([
    [89, "files"],
    [6, "never"],
    [4, "extended"],
    [1, "exempt"],
  ] as const);
  switch (kind) {
    case "exempt":
      act(workingHour(addDays(before, -chance.int(5, 40)), chance), "exempt", { reason: "Không phát sinh nhiệm vụ" });
      return acts;
    case "never":
      if (chance.percent(33)) sayWhy(acts, workingHour(addDays(before, -chance.int(1, 3)), chance));
      return acts;
    case "extended": {
      const asked = workingHour(addDays(before, -chance.int(1, 8)), chance);
      const later = addDays(before, chance.int(4, 9));
      act(asked, "extend", {
        before: later,
        reason: "Chờ số liệu của các thôn",
        approvedBy: "Giám đốc Sở Nội vụ",
        documentNumber: `${chance.int(100, 999)}/SNV`,
      });
      if (chance.percent(85)) file(after(asked, workingHour(addDays(later, -chance.int(1, 3)), chance)));
      return acts;
    }
    case "files": {
      const [from, to] = chance.among(FILES);
      const at = workingHour(addDays(before, -chance.int(Math.min(from, to), Math.max(from, to))), chance);
      if (chance.percent(10)) act(at - chance.int(1, 600) * 60_000, "draft");
      const late = localDateOf(at) >= before;
      if (late && chance.percent(33)) sayWhy(acts, at - chance.int(601, 900) * 60_000);
      file(at);
      if (chance.percent(5)) returnAndComplete(acts, at, { lastDay, chance });
      else if (chance.percent(10)) act(at + chance.int(1, 1800) * 60_000, "accept");
      return acts;
    }
    default:
      return kind satisfies never;
  }
}

/** The supervisor sends a report back with a date for what is missing; most complete it by then. */
function returnAndComplete(
  acts: MadeUpAct[],
  filedAt: EpochMs,
  { lastDay, chance }: Pick<Surroundings, "lastDay" | "chance">,
): void {
  const at = filedAt + chance.int(30, 1800) * 60_000;
  const until = addDays(localDateOf(at), chance.int(4, 7));
  if (until > lastDay) return;
  acts.push({ at: formatInstant(at), act: "return", before: until, reason: "Thiếu số liệu đơn thư đã giải quyết" });
  if (!chance.percent(90)) return;
  const completed = after(at, workingHour(addDays(until, -chance.int(1, 3)), chance));
  acts.push({ at: formatInstant(completed), act: "submit" });
}

function sayWhy(acts: MadeUpAct[], at: EpochMs): void {
  acts.push({ at: formatInstant(at), act: "reason", reason: "Chưa tổng hợp đủ số liệu của các thôn" });
}

/** A moment of a day, to the second, when offices are open; on a day off one in ten is at work, the others were the day before. */
function workingHour(day: LocalDate, chance: Chance): EpochMs {
  const open = chance.percent(10) ? day : lastWorkingDayBefore(calendar, addDays(day, 1));
  return instantOf(open, "07:30") + chance.int(0, 9 * 3600) * 1000;
}

/** The moment, or a few hours after an earlier one that it must follow. */
const after = (earlier: EpochMs, at: EpochMs): EpochMs => (at > earlier ? at : earlier + 3 * 3_600_000);
