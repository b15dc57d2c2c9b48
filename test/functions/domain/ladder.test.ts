import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { deadlineIn, dueAt, isPast, targetDayOf } from "../../../functions/domain/deadline.ts";
import { LadderRulesSchema } from "../../../functions/domain/directive.ts";
import { addDays, formatInstant, instantOf, localDateOf } from "../../../functions/domain/instant.ts";
import {
  MilestoneNameSchema,
  isEscalation,
  ladderFor,
  ladderOf,
  momentOf,
  overtakenBy,
} from "../../../functions/domain/ladder.ts";
import type { Milestone } from "../../../functions/domain/ladder.ts";
import { plannedRuns } from "../../../functions/domain/milestone-run.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import { addWorkingDays, workingDaysAfter } from "../../../functions/domain/working-days.ts";
import { at, day, directive, obligation } from "../letters/season-5500.ts";
import { anyCalendar, anyDay } from "./samples.ts";

const usual = LadderRulesSchema.parse({});
const shown = (ladder: readonly Milestone[]) =>
  ladder.map((milestone) => [milestone.name, formatInstant(milestone.at)]);
const seasonLadder = (id: "bao-cao" | "tong-hop", deadline = deadlineIn(obligation(id))) =>
  ladderFor(calendar, { directive, obligation: obligation(id), deadline });

describe("the ladder of công văn 5500", () => {
  it("for “trước ngày 30/10/2017” falls on these mornings", () => {
    expect(shown(seasonLadder("bao-cao"))).toEqual([
      ["remind-20", "2017-09-29T08:00:00+07:00"],
      ["remind-10", "2017-10-13T08:00:00+07:00"],
      ["remind-5", "2017-10-20T08:00:00+07:00"],
      ["remind-2", "2017-10-25T08:00:00+07:00"],
      ["remind-0", "2017-10-27T08:00:00+07:00"],
      ["escalate", "2017-10-30T08:00:00+07:00"],
      ["follow-up-2", "2017-11-01T08:00:00+07:00"],
      ["follow-up-5", "2017-11-06T08:00:00+07:00"],
    ]);
  });

  it("for Sở Nội vụ's own report is its own", () => {
    expect(shown(seasonLadder("tong-hop"))).toEqual([
      ["remind-5", "2017-11-02T08:00:00+07:00"],
      ["remind-2", "2017-11-07T08:00:00+07:00"],
      ["remind-0", "2017-11-09T08:00:00+07:00"],
      ["escalate", "2017-11-10T08:00:00+07:00"],
      ["follow-up-2", "2017-11-14T08:00:00+07:00"],
    ]);
  });

  it("the extension of Krông Ana to 3/11, given on 26/10 at 09:00, leaves 31/10 and 2/11 to remind on", () => {
    const ref = { directiveId: directive.id, obligationId: obligation("bao-cao").id, ladder: 1 };
    const runs = plannedRuns(ref, seasonLadder("bao-cao", day("2017-11-03")), at("2017-10-26T09:00:00"));
    expect(runs.map((run) => [run.milestone, formatInstant(run.at), run.phase])).toEqual([
      ["remind-20", "2017-10-05T08:00:00+07:00", "skipped"],
      ["remind-10", "2017-10-19T08:00:00+07:00", "skipped"],
      ["remind-5", "2017-10-26T08:00:00+07:00", "skipped"],
      ["remind-2", "2017-10-31T08:00:00+07:00", "planned"],
      ["remind-0", "2017-11-02T08:00:00+07:00", "planned"],
      ["escalate", "2017-11-03T08:00:00+07:00", "planned"],
      ["follow-up-2", "2017-11-07T08:00:00+07:00", "planned"],
    ]);
  });

  it("the supplement of Sở Tài chính before 21/10, asked on 16/10 at 08:30, is reminded first on 18/10", () => {
    const ref = { directiveId: directive.id, obligationId: obligation("bao-cao").id, ladder: 1 };
    const runs = plannedRuns(ref, seasonLadder("bao-cao", day("2017-10-21")), at("2017-10-16T08:30:00"));
    const planned = runs.filter(({ phase }) => phase === "planned");
    expect(planned.map((run) => [run.milestone, formatInstant(run.at)])).toEqual([
      ["remind-2", "2017-10-18T08:00:00+07:00"],
      ["remind-0", "2017-10-20T08:00:00+07:00"],
      ["escalate", "2017-10-23T08:00:00+07:00"],
      ["follow-up-2", "2017-10-25T08:00:00+07:00"],
      ["follow-up-5", "2017-10-30T08:00:00+07:00"],
    ]);
  });
});

describe("a ladder", () => {
  it("is counted round Tết and the swapped days", () => {
    expect(shown(ladderOf({ deadline: day("2026-02-25"), rules: usual, calendar }))).toEqual([
      ["remind-20", "2026-01-20T08:00:00+07:00"],
      ["remind-10", "2026-02-03T08:00:00+07:00"],
      ["remind-5", "2026-02-10T08:00:00+07:00"],
      ["remind-2", "2026-02-13T08:00:00+07:00"],
      ["remind-0", "2026-02-24T08:00:00+07:00"],
      ["escalate", "2026-02-25T08:00:00+07:00"],
      ["follow-up-2", "2026-02-27T08:00:00+07:00"],
      ["follow-up-5", "2026-03-04T08:00:00+07:00"],
    ]);
  });

  it("escalates on the first working day when the deadline itself is off", () => {
    const ladder = ladderOf({ deadline: day("2017-09-02"), rules: usual, calendar });
    expect(shown(ladder).filter(([name]) => name === "remind-0" || name === "escalate")).toEqual([
      ["remind-0", "2017-09-01T08:00:00+07:00"],
      ["escalate", "2017-09-05T08:00:00+07:00"],
    ]);
  });

  it.each([
    ["2017-11-05", ["follow-up-2"]],
    ["2017-11-06", ["follow-up-2"]],
    ["2017-11-07", ["follow-up-2", "follow-up-5"]],
    ["2017-11-01", []],
    ["2017-10-27", []],
  ])("follow-ups come before the consolidating target day %s, not on it", (consolidatedOn, left) => {
    const ladder = ladderOf({
      deadline: day("2017-10-30"),
      rules: usual,
      calendar,
      consolidatedOn: day(consolidatedOn),
    });
    expect(ladder.map(({ name }) => name).filter((name) => name.startsWith("follow-up-"))).toEqual(left);
  });

  it("goes on into a year without the government's notice, by what the law says of it", () => {
    const ladder = ladderOf({ deadline: day("2026-12-31"), rules: usual, calendar });
    expect(shown(ladder).slice(-3)).toEqual([
      ["escalate", "2026-12-31T08:00:00+07:00"],
      ["follow-up-2", "2027-01-05T08:00:00+07:00"],
      ["follow-up-5", "2027-01-08T08:00:00+07:00"],
    ]);
    expect(shown(ladderOf({ deadline: day("2027-02-11"), rules: usual, calendar })).slice(3)).toEqual([
      ["remind-2", "2027-02-01T08:00:00+07:00"],
      ["remind-0", "2027-02-03T08:00:00+07:00"],
      ["escalate", "2027-02-11T08:00:00+07:00"],
      ["follow-up-2", "2027-02-15T08:00:00+07:00"],
      ["follow-up-5", "2027-02-18T08:00:00+07:00"],
    ]);
  });

  it("comes back into the years that can be typed from both of their ends", () => {
    for (const before of ["1900-01-02", "2199-12-31"])
      expect(ladderOf({ deadline: day(before), rules: usual, calendar })).toHaveLength(8);
  });
});

const anyRules = fc
  .record({
    remindWorkingDaysBefore: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }),
    followUpWorkingDaysAfter: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 6 }),
    at: fc.constantFrom("00:00", "07:30", "08:00", "23:59"),
  })
  .map((rules) => LadderRulesSchema.parse(rules));

describe("every ladder", () => {
  it("has each milestone on a working day, at its time of day, so many working days away", () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyRules, (counted, deadline, rules) => {
        const ladder = ladderOf({ deadline, rules, calendar: counted.calendar });
        const target = targetDayOf(counted.calendar, deadline);
        const worked = new Set(counted.worked);
        const escalation = counted.worked.find((date) => date >= deadline)!;
        for (const milestone of ladder) {
          const date = localDateOf(milestone.at);
          const away = milestone.name.startsWith("remind-")
            ? workingDaysAfter(counted.calendar, date, target)
            : workingDaysAfter(counted.calendar, escalation, date);
          expect(worked.has(date)).toBe(true);
          expect(isEscalation(milestone.name) ? date >= escalation : date <= target).toBe(true);
          expect(milestone.at).toBe(instantOf(date, rules.at));
          expect(away).toBe(Number(/\d+$/.exec(milestone.name)?.[0] ?? 0));
        }
        expect(ladder).toHaveLength(1 + rules.remindWorkingDaysBefore.length + rules.followUpWorkingDaysAfter.length);
      }),
    );
  });

  it("is in order of time: reminders in time, then the escalation, then follow-ups, no two at once", () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyRules, (counted, deadline, rules) => {
        const ladder = ladderOf({ deadline, rules, calendar: counted.calendar });
        const order = (name: string) => ["remind", "escalate", "follow-up"].indexOf(name.replace(/-\d+$/, ""));
        ladder.slice(1).forEach((milestone, i) => {
          expect(milestone.at).toBeGreaterThan(ladder[i]!.at);
          expect(order(milestone.name)).toBeGreaterThanOrEqual(order(ladder[i]!.name));
        });
        for (const milestone of ladder) expect(isPast(deadline, milestone.at)).toBe(isEscalation(milestone.name));
      }),
    );
  });

  it("follows up until the consolidating target day and never from it on", () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyRules, fc.integer({ min: -5, max: 60 }), (counted, deadline, rules, gap) => {
        const input = { deadline, rules, calendar: counted.calendar };
        const consolidatedOn = addWorkingDays(counted.calendar, deadline, gap);
        const stopped = ladderOf({ ...input, consolidatedOn });
        const kept = ladderOf(input).filter(
          (milestone) => !milestone.name.startsWith("follow-up-") || milestone.at < dueAt(consolidatedOn),
        );
        expect(stopped).toEqual(kept);
      }),
    );
  });

  it("is the same whatever the order in which its rules are written", () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyRules, (counted, deadline, rules) => {
        const reversed = {
          ...rules,
          remindWorkingDaysBefore: rules.remindWorkingDaysBefore.toReversed(),
          followUpWorkingDaysAfter: rules.followUpWorkingDaysAfter.toReversed(),
        };
        const input = { deadline, calendar: counted.calendar };
        expect(ladderOf({ ...input, rules: reversed })).toEqual(ladderOf({ ...input, rules }));
      }),
    );
  });
});

describe("a milestone that is run late", () => {
  const ladder = seasonLadder("bao-cao");
  const named = (name: string) => ladder.find((milestone) => milestone.name === name)!;

  it.each([
    ["remind-10", "2017-10-13T08:00:00", undefined],
    ["remind-10", "2017-10-20T07:59:59.999", undefined],
    ["remind-10", "2017-10-20T08:00:00", "remind-5"],
    ["remind-10", "2017-10-27T12:00:00", "remind-0"],
    ["remind-0", "2017-10-30T07:59:59.999", undefined],
    ["remind-0", "2017-10-30T08:00:00", "escalate"],
    ["escalate", "2017-11-06T08:00:00", "follow-up-5"],
    ["follow-up-5", "2018-01-01T00:00:00", undefined],
  ])("%s at %s is overtaken by %s", (name, now, successor) => {
    expect(overtakenBy(ladder, named(name), at(now))?.name).toBe(successor);
  });

  it("is overtaken by the latest milestone whose time has come, and by nothing else", () => {
    fc.assert(
      fc.property(fc.nat({ max: ladder.length - 1 }), fc.integer({ min: -2, max: 50 }), (i, days) => {
        const now = instantOf(addDays(day("2017-09-29"), days), "08:00");
        const later = ladder.slice(i + 1).filter((milestone) => milestone.at <= now);
        expect(overtakenBy(ladder, ladder[i]!, now)).toBe(later.at(-1));
      }),
    );
  });
});

describe("the name of a milestone", () => {
  it.each(["issue", "remind-20", "remind-0", "escalate", "follow-up-2"])("%s is one", (name) => {
    expect(MilestoneNameSchema.safeParse(name).success).toBe(true);
  });

  it.each(["remind", "remind-", "remind-2.5", "remind-x", "follow-up-2 ", "receipt-1", "Escalate", ""])(
    "%j is none",
    (name) => {
      expect(MilestoneNameSchema.safeParse(name).success).toBe(false);
    },
  );

  it.each([
    ["issue", false],
    ["remind-0", false],
    ["escalate", true],
    ["follow-up-2", true],
    ["returned-1", false],
  ])("%s asks for a late report: %s", (name, late) => {
    expect(isEscalation(name)).toBe(late);
  });
});

describe("the moment at which a milestone is worked on", () => {
  const midnight = { at: at("2017-10-30T00:00:00") };
  it.each([
    ["is its own time by a clock that is slow", "2017-10-29T23:58:00", "2017-10-30T00:00:00"],
    ["is the clock's once its time has passed", "2017-10-30T00:07:00", "2017-10-30T00:07:00"],
    ["is the clock's when no clock can be so slow", "2017-10-29T23:54:59", "2017-10-29T23:54:59"],
  ])("%s", (_, now, moment) => {
    expect(momentOf(midnight, at(now))).toBe(at(moment));
  });

  it("is the clock's where the milestone is not on the ladder", () => {
    expect(momentOf(undefined, midnight.at)).toBe(midnight.at);
  });
});
