import { DirectiveSchema } from "../../../../functions/domain/directive.ts";
import type { Directive } from "../../../../functions/domain/directive.ts";
import {
  LocalDateSchema,
  addDays,
  formatInstant,
  instantOf,
  isWeekend,
  localDateOf,
  parseInstant,
  yearOf,
} from "../../../../functions/domain/instant.ts";
import type { EpochMs, LocalDate } from "../../../../functions/domain/instant.ts";
import { isRefusal } from "../../../../functions/domain/refusal.ts";
import { UnitSchema } from "../../../../functions/domain/unit-input.ts";
import { CONTACT_ROLES, addressOf } from "../../../../functions/domain/unit.ts";
import type { UnitRecord } from "../../../../functions/domain/unit.ts";
import type { Scenario } from "../../../../lib/local/replay/scenario.ts";
import { readSeason } from "../../../../lib/local/replay/season.ts";
import { workingDaysOfVietNam } from "../../../../functions/domain/working-days-vn.ts";
import { dayNamedIn, deadlineIn } from "../../../../functions/domain/deadline.ts";

export type MadeUp = { readonly seed: number; readonly units: number; readonly issuedOn: string };

const DAYS = 95;
const DAY_MS = 86_400_000;

/**
 * A season that nobody thought out: two directives at once with the same units, ladders of their own, an outline
 * or none, and every unit doing what its duty allows at moments drawn by chance, milestones' own among them.
 */
export function madeUpSeason({ seed, units: count, issuedOn }: MadeUp): Scenario {
  const random = randomFrom(seed);
  const pick = <T>(choices: readonly T[]): T => choices[random(choices.length)] as T;
  const units = Array.from({ length: count + 2 }, (_, i): UnitRecord =>
    UnitSchema.parse({
      id: i < count ? `u${i}` : `x${i}`,
      name: `Đơn vị số ${String(i).padStart(4, "0")}`,
      kind: i < count ? ["so-ban-nganh", "huyen", "xa"][i % 3] : "khac",
      headTitle: `Thủ trưởng đơn vị số ${i}`,
      clerkEmail: `vanthu${i}@don-vi.example`,
      officeEmail: random(5) > 0 ? `vanphong${i}@don-vi.example` : "",
      headEmail: random(10) > 0 ? `lanhdao${i}@don-vi.example` : "",
      phone: "",
    }),
  );
  const start = LocalDateSchema.parse(issuedOn);
  const issueAt = instantOf(start, "09:13");
  const until = instantOf(addDays(start, DAYS), "12:00");
  const directives = [0, 1].map((k): Directive => {
    const before = addDays(start, 30 + random(30));
    return DirectiveSchema.parse({
      id: `cv-${k}`,
      number: `${k}/UBND-TH`,
      issuedOn: addDays(start, -random(4)),
      issuer: "Ủy ban nhân dân tỉnh",
      subject: `Báo cáo số ${k}`,
      obligations: [
        {
          id: "a",
          title: "Báo cáo A",
          reporters: { kinds: ["so-ban-nganh", "huyen", "xa"], except: ["u0"] },
          receiver: "u0",
          before,
          outline:
            k === 0
              ? [
                  {
                    id: "s",
                    title: "S",
                    figures: [
                      { id: "f2", title: "x", atMost: "f1" },
                      { id: "f1", title: "y" },
                    ],
                  },
                ]
              : [],
          ladder: {
            remindWorkingDaysBefore: pick([[10, 3, 1, 0], [7], [20, 10, 5, 2, 0]]),
            followUpWorkingDaysAfter: pick([[1, 3], [2, 5], []]),
            at: pick(["07:30", "08:00", "14:15"]),
          },
        },
        {
          id: "b",
          title: "Tổng hợp",
          reporters: { units: ["u0"] },
          receiver: "u1",
          before: addDays(before, 6 + random(14)),
          consolidates: "a",
        },
      ],
    });
  });

  const chance = { issueAt, until, random, pick };
  const moves = directives.flatMap((directive) => movesOf(directive, chance));
  const released = units[count - 1]?.id;
  const acts = directives.flatMap((directive) =>
    directive.obligations.flatMap((obligation) => {
      const of = { obligation: obligation.id, directive: directive.id };
      const first = dayNamedIn(deadlineIn(obligation));
      const moved = moves.filter((act) => act.directive === directive.id && act.obligation === obligation.id);
      const dateAt = (at: EpochMs) => moved.findLast((act) => parseInstant(act.at) <= at)?.before ?? first;
      return units
        .filter(({ id }) => (obligation.id === "a") !== (id === "u0") && id !== released)
        .flatMap(({ id }) => {
          const joins = isLateComer(id) ? [joinOf(id, of, first, chance)] : [];
          const from = joins[0] ? parseInstant(joins[0].at) : issueAt;
          return [...joins, ...lifeOf({ ...of, unit: id }, dateAt, { ...chance, issueAt: from })];
        });
    }),
  );
  const release = directives.map(({ id }) => ({
    at: formatInstant(issueAt + 1000 * (1 + random(30 * 86_400))),
    act: "release",
    obligation: "a",
    directive: id,
    units: [released],
  }));
  const bounces = units.slice(2, 5).map(({ id }) => ({
    at: formatInstant(issueAt + random(30) * DAY_MS),
    act: "bounce",
    unit: id,
    obligation: "a",
    directive: "cv-0",
    contact: "clerk",
  }));
  // One unit loses every contact at once, and two addresses are mended for it, one after the other.
  const [lost] = units.slice(5, 6);
  const lostAt = issueAt + random(20) * DAY_MS;
  const ofLost = { unit: lost?.id, obligation: "a", directive: "cv-0" };
  const contacts = CONTACT_ROLES.filter((role) => lost && addressOf(lost, role));
  const losses = contacts.map((contact) => ({ ...ofLost, at: formatInstant(lostAt), act: "bounce", contact }));
  const mends = [1, 2].map((n) => ({
    ...ofLost,
    at: formatInstant(lostAt + n * (10 * DAY_MS + 1000 * random(10 * 86_400))),
    act: "mend",
    contact: pick(CONTACT_ROLES),
    email: `lai${n}@don-vi.example`,
  }));
  // The second goes to those only who were not written to lately; the third to whom the date has passed.
  const reminders = directives.flatMap(({ id }) =>
    [1, 2, 3].map((n) => ({
      at: formatInstant(instantOf(addDays(start, n * 20 + random(15)), "10:37")),
      act: "remind",
      obligation: "a",
      directive: id,
      units: n === 3 ? "late" : "open",
      note: "Đề nghị gửi sớm",
      again: n !== 2,
    })),
  );
  const acknowledged = units.slice(1, 3).map(({ id }) => ({
    at: formatInstant(issueAt + 60_000 + 1000 * random(40 * 86_400)),
    act: "acknowledge",
    unit: id,
    obligation: "a",
    directive: "cv-1",
  }));
  const season = readSeason(
    {
      issueAt: formatInstant(issueAt),
      until: formatInstant(until),
      acts: [
        ...acts,
        ...moves,
        ...release,
        swapIn(start, chance),
        ...bounces,
        ...losses,
        ...mends,
        ...reminders,
        ...acknowledged,
      ],
    },
    { units, directives },
  );
  if (isRefusal(season)) throw new Error(JSON.stringify(season));
  return { units, directives, season };
}

/** Units of a kind that no directive names: they are added later. */
const isLateComer = (id: string): boolean => id.startsWith("x");

function joinOf(unit: string, of: Record<string, string>, first: LocalDate, { issueAt, random }: Chance) {
  const until = instantOf(first) - issueAt;
  return { ...of, at: formatInstant(issueAt + 1000 * (1 + random(until / 1000 - 2))), act: "add", units: [unit] };
}

type Moved = { act: "move-date"; at: string; directive: string; obligation: string; before: LocalDate };

/** The date of what is consolidated moves a little later, once or twice; that of the consolidated report, too. */
function movesOf({ id, obligations }: Directive, { issueAt, random }: Chance): Moved[] {
  return obligations.flatMap((obligation) => {
    const moves: Moved[] = [];
    let before = dayNamedIn(deadlineIn(obligation));
    let at = issueAt;
    for (let more = random(3); more > 0; more--) {
      at += 1000 * (1 + random(Math.floor((instantOf(before) - at) / 2000)));
      before = addDays(before, 1 + random(obligation.id === "a" ? 2 : 8));
      const grounds = { reason: "Mưa lũ", documentNumber: "9/UBND" };
      moves.push({
        act: "move-date",
        at: formatInstant(at),
        directive: id,
        obligation: obligation.id,
        before,
        ...grounds,
      });
    }
    return moves;
  });
}

/** The year is made final with a working day swapped for a Saturday. */
function swapIn(start: LocalDate, { issueAt, random }: Chance) {
  const days = Array.from({ length: DAYS }, (_, i) => addDays(start, i)).filter(
    (day) => yearOf(day) === yearOf(start) && !workingDaysOfVietNam.year(yearOf(day)).exceptions.has(day),
  );
  const workdays = days.filter((day) => !isWeekend(day));
  const weekends = days.filter((day) => isWeekend(day));
  const line = (of: readonly LocalDate[], status: string) => ({
    date: of[random(of.length)],
    status,
    name: "Hoán đổi",
    source: "Thông báo minh họa",
  });
  return {
    act: "final-year",
    at: formatInstant(issueAt + 1000 * (1 + random(40 * 86_400))),
    year: yearOf(start),
    lines: [...workingDaysOfVietNam.year(yearOf(start)).lines, line(workdays, "off"), line(weekends, "worked")],
  };
}

type Chance = {
  issueAt: EpochMs;
  until: EpochMs;
  random: (below: number) => number;
  pick: <T>(choices: readonly T[]) => T;
};

/** What one unit does about one duty: only what the duty's state allows, at moments drawn by chance. */
function lifeOf(
  of: Record<string, string>,
  dateAt: (at: EpochMs) => LocalDate,
  { issueAt, until, random, pick }: Chance,
): unknown[] {
  const acts: unknown[] = [];
  let state = "awaiting";
  let freedFrom = state;
  let before = dateAt(issueAt);
  let at = issueAt + 60_000 + random(3 * DAY_MS);
  for (let more = random(7); more > 0; more--) {
    at += 1000 + random(25 * DAY_MS);
    if (random(3) === 0) at = instantOf(localDateOf(at), "08:00");
    at = Math.floor(at / 1000) * 1000;
    if (at >= until) break;
    const open = state === "awaiting" || state === "draft" || state === "returned";
    const allowed = open
      ? [
          "submit",
          "submit",
          "submit",
          "submit",
          "draft",
          "reason",
          "extend",
          "paper",
          ...(random(2) === 0 ? ["exempt"] : []),
        ]
      : state === "submitted"
        ? ["submit", "return", "accept", "draft"]
        : state === "accepted"
          ? ["return"]
          : ["reinstate"];
    const act = pick(allowed);
    const common = { ...of, at: formatInstant(at), act };
    const ahead = before > localDateOf(at);
    const moves = act === "extend" || act === "reinstate";
    const inForce = dateAt(at) > before ? dateAt(at) : before;
    const later = addDays(inForce > localDateOf(at) && moves ? inForce : localDateOf(at), 1 + random(15));
    if (moves && instantOf(later) > until) continue;
    const keeps = act === "reinstate" && ahead && random(2) === 0;
    if ((moves || act === "return") && !keeps) before = later;
    if (act === "extend")
      acts.push({ ...common, before: later, reason: "Chờ số liệu", approvedBy: "Giám đốc", documentNumber: "1/SNV" });
    else if (act === "return") acts.push({ ...common, before: later, reason: "Thiếu số liệu" });
    else if (act === "reinstate") acts.push({ ...common, ...(keeps ? {} : { before: later }), reason: "Có phát sinh" });
    else if (act === "exempt" || act === "reason") acts.push({ ...common, reason: "Chưa phát sinh" });
    else acts.push(common);
    const left = state;
    if (act === "submit" || act === "paper") state = "submitted";
    else if (act === "reinstate") state = freedFrom;
    else if (act === "return") state = "returned";
    else if (act === "accept") state = "accepted";
    else if (act === "exempt") state = "exempt";
    else if (act === "draft" && state === "awaiting") state = "draft";
    if (act === "exempt") freedFrom = left;
  }
  return acts;
}

/** Numbers that the seed alone decides (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}
