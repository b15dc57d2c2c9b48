import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { DirectiveSchema } from "../../../functions/domain/directive.ts";
import type { Directive } from "../../../functions/domain/directive.ts";
import { newDuty } from "../../../functions/domain/duty.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import type { Email } from "../../../functions/domain/ids.ts";
import { formatInstant } from "../../../functions/domain/instant.ts";
import { ladderFor } from "../../../functions/domain/ladder.ts";
import { letterKey } from "../../../functions/domain/letter.ts";
import { addresseesAt, decideLetter } from "../../../functions/domain/owed.ts";
import { issueFaults, planFaults, planOf } from "../../../functions/domain/plan.ts";
import { isReporter } from "../../../functions/domain/unit.ts";
import { UnitSchema } from "../../../functions/domain/unit-input.ts";
import type { Unit } from "../../../functions/domain/unit.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import { at, directive, units } from "../letters/season-5500.ts";
import { withValue } from "./samples.ts";
import { deadlineIn } from "../../../functions/domain/deadline.ts";

const register = Object.values(units);
const issuedAt = at("2017-07-14T08:00:00");

/** The directive with something else in it. */
function changed(changes: Readonly<Record<string, unknown>>): Directive {
  return DirectiveSchema.parse(
    Object.entries(changes).reduce<unknown>((copy, [path, value]) => withValue(copy, path, value), directive),
  );
}

describe("a dry run", () => {
  const plan = planOf(directive, register, calendar, issuedAt);

  it("names every milestone of every obligation, its units and its days", () => {
    expect(
      plan.obligations.map(({ obligationId, deadline, targetDay, units: count, milestones, unreachable }) => ({
        obligationId,
        deadline,
        targetDay,
        count,
        milestones: milestones.map(({ milestone, at: when, letters }) => `${milestone} ${when} ${letters.length}`),
        unreachable,
      })),
    ).toEqual([
      {
        obligationId: "bao-cao",
        deadline: "2017-10-30",
        targetDay: "2017-10-27",
        count: 8,
        milestones: [
          "issue 2017-07-14T08:00:00+07:00 8",
          "remind-20 2017-09-29T08:00:00+07:00 8",
          "remind-10 2017-10-13T08:00:00+07:00 8",
          "remind-5 2017-10-20T08:00:00+07:00 8",
          "remind-2 2017-10-25T08:00:00+07:00 8",
          "remind-0 2017-10-27T08:00:00+07:00 8",
          "escalate 2017-10-30T08:00:00+07:00 8",
          "follow-up-2 2017-11-01T08:00:00+07:00 8",
          "follow-up-5 2017-11-06T08:00:00+07:00 8",
        ],
        unreachable: [],
      },
      {
        obligationId: "tong-hop",
        deadline: "2017-11-10",
        targetDay: "2017-11-09",
        count: 1,
        milestones: [
          "issue 2017-07-14T08:00:00+07:00 1",
          "remind-5 2017-11-02T08:00:00+07:00 1",
          "remind-2 2017-11-07T08:00:00+07:00 1",
          "remind-0 2017-11-09T08:00:00+07:00 1",
          "escalate 2017-11-10T08:00:00+07:00 1",
          "follow-up-2 2017-11-14T08:00:00+07:00 1",
        ],
        unreachable: [],
      },
    ]);
  });

  it("leaves out who reports to itself, and gives the supervisor one letter at each escalation", () => {
    const [baoCao] = plan.obligations;
    expect(baoCao!.milestones[0]!.letters.map(({ unit }) => unit)).not.toContain("snv");
    expect(
      baoCao!.milestones.flatMap(({ milestone, supervisor }) => (supervisor ? [[milestone, supervisor]] : [])),
    ).toEqual([
      ["escalate", ["vanthu@snv.daklak.example"]],
      ["follow-up-2", ["vanthu@snv.daklak.example"]],
      ["follow-up-5", ["vanthu@snv.daklak.example"]],
    ]);
  });

  it("of a directive issued late says which milestones are past, and writes to nobody for them", () => {
    const [baoCao] = planOf(directive, register, calendar, at("2017-10-20T08:00:00.001")).obligations;
    expect(baoCao!.milestones.map(({ milestone, skipped, letters }) => [milestone, skipped, letters.length])).toEqual([
      ["issue", undefined, 8],
      ["remind-20", "its time has passed", 0],
      ["remind-10", "its time has passed", 0],
      ["remind-5", "its time has passed", 0],
      ["remind-2", undefined, 8],
      ["remind-0", undefined, 8],
      ["escalate", undefined, 8],
      ["follow-up-2", undefined, 8],
      ["follow-up-5", undefined, 8],
    ]);
  });

  it("names units that no letter can reach", () => {
    const silent: Unit = {
      ...units.stc,
      bounced: { "vanthu@stc.daklak.example": { at: 0, why: "bounce" } },
    };
    const [baoCao] = planOf(
      directive,
      [...register.filter(({ id }) => id !== "stc"), silent],
      calendar,
      issuedAt,
    ).obligations;
    expect(baoCao!.unreachable).toEqual(["stc"]);
    expect(baoCao!.milestones[1]!.letters.find(({ unit }) => unit === "stc")).toEqual({ unit: "stc", to: [] });
  });
});

describe("the letters of a dry run", () => {
  const boxes = ["a@x.example", "b@x.example", "c@x.example"];
  const anyRegister = fc
    .uniqueArray(
      fc.record({
        id: fc.constantFrom("snv", "vpub", "stp", "stc", "sct", "syt"),
        clerkEmail: fc.constantFrom(...boxes),
        officeEmail: fc.constantFrom("", ...boxes),
        headEmail: fc.constantFrom("", ...boxes),
        bounced: fc.subarray(boxes),
      }),
      { selector: ({ id }) => id, maxLength: 6 },
    )
    .map((all) =>
      all.map(({ bounced, ...unit }): Unit => ({
        ...UnitSchema.parse({ ...unit, name: unit.id, kind: "so-ban-nganh" }),
        bounced: Object.fromEntries(bounced.map((address) => [address, { at: 0, why: "bounce" }])),
      })),
    );

  it("are the letters that the ladder sends when nobody files", () => {
    fc.assert(
      fc.property(anyRegister, fc.integer({ min: 0, max: 120 }), (all, days) => {
        const now = issuedAt + days * 86_400_000;
        const plan = planOf(directive, all, calendar, now);
        plan.obligations.forEach((planned, i) => {
          const obligation = directive.obligations[i]!;
          const ladder = ladderFor(calendar, { directive, obligation, deadline: deadlineIn(obligation) });
          const reporters = all.filter((unit) => isReporter(obligation.reporters, unit));
          const fires = [{ name: "issue" as const, at: now }, ...ladder];
          const sent = fires.map((milestone) => ({
            milestone: milestone.name,
            at: formatInstant(milestone.at),
            letters:
              milestone.at < now
                ? []
                : reporters.map((unit) => ({ unit: unit.id, to: lettersOf(unit, milestone, { obligation, ladder }) })),
          }));
          expect(
            planned.milestones.map(({ milestone, at: when, letters }) => ({ milestone, at: when, letters })),
          ).toEqual(sent);
        });
      }),
    );
  });

  /** What the post room would send to one unit at one milestone, each letter settled before the next. */
  function lettersOf(
    unit: Unit,
    { name, at: now }: { name: string; at: number },
    { obligation, ladder }: { obligation: Directive["obligations"][number]; ladder: ReturnType<typeof ladderFor> },
  ): Email[] {
    const ref = { directiveId: directive.id, obligationId: obligation.id, unitId: unit.id };
    let duty: Duty = newDuty(ref, unit, deadlineIn(obligation));
    return addresseesAt(name).flatMap((addressee) => {
      const letter = { ladder: 0, milestone: name, addressee };
      const decided = decideLetter(letter, { duty, unit, ladder, now });
      if (decided.decision !== "send") return [];
      duty = {
        ...duty,
        letters: { ...duty.letters, [letterKey(letter)]: { status: "sent", at: now, to: decided.to } },
      };
      return [decided.to];
    });
  }
});

describe("what keeps a directive from being planned", () => {
  it("is nothing, when all that it names is known", () => {
    expect(planFaults(directive, register)).toEqual([]);
  });

  it("is no year without the government's notice", () => {
    expect(planFaults(changed({ "obligations[1].before": "2018-02-01" }), register)).toEqual([]);
  });

  it.each([
    [
      "a receiver, an exception and a reporter that nobody knows",
      changed({
        "obligations[0].receiver": "xx",
        "obligations[0].reporters.except": ["snv", "yy"],
        "obligations[1].reporters.units": ["zz"],
      }),
      [
        {
          path: "obligations[0].receiver",
          message: 'no unit of the register has this id; got "xx"',
          vi: 'Danh bạ không có đơn vị mang mã này; nhận được "xx".',
        },
        {
          path: "obligations[0].reporters.except[1]",
          message: 'no unit of the register has this id; got "yy"',
          vi: 'Danh bạ không có đơn vị mang mã này; nhận được "yy".',
        },
        {
          path: "obligations[1].reporters.units[0]",
          message: 'no unit of the register has this id; got "zz"',
          vi: 'Danh bạ không có đơn vị mang mã này; nhận được "zz".',
        },
        {
          path: "obligations[1].reporters",
          message: "no unit of the register is meant; known kinds are huyen, so-ban-nganh",
          vi: "Danh bạ không có đơn vị nào thuộc diện báo cáo; loại đơn vị hiện có: huyen, so-ban-nganh.",
        },
      ],
    ],
  ])("is %s", (_what, asked, faults) => {
    expect(planFaults(asked, register)).toEqual(faults);
  });

  it("is an empty register", () => {
    expect(planFaults(directive, []).map(({ path }) => path)).toEqual([
      "obligations[0].receiver",
      "obligations[0].reporters.except[0]",
      "obligations[0].reporters",
      "obligations[1].receiver",
      "obligations[1].reporters.units[0]",
      "obligations[1].reporters",
    ]);
  });
});

describe("what keeps a directive from being issued", () => {
  it.each([
    ["2017-10-29T23:59:59.999", []],
    [
      "2017-10-30T00:00:00",
      [
        {
          path: "obligations[0].before",
          message: 'must lie ahead; now it is 2017-10-30T00:00:00+07:00; got "2017-10-30"',
          vi: "Phải sau lúc này, 00:00 ngày 30/10/2017; nhận được trước ngày 30/10/2017.",
        },
      ],
    ],
    ["2017-07-14T00:00:00", []],
    [
      "2017-07-13T23:59:59",
      [
        {
          path: "issuedOn",
          message: 'must not be later than today, 2017-07-13, the day of issue; got "2017-07-14"',
          vi: "Ngày của văn bản không được sau hôm nay, 13/7/2017, là ngày giao nhiệm vụ; nhận được 14/7/2017.",
        },
      ],
    ],
    [
      "2017-11-10T09:00:00",
      [
        {
          path: "obligations[0].before",
          message: 'must lie ahead; now it is 2017-11-10T09:00:00+07:00; got "2017-10-30"',
          vi: "Phải sau lúc này, 09:00 ngày 10/11/2017; nhận được trước ngày 30/10/2017.",
        },
        {
          path: "obligations[1].before",
          message: 'must lie ahead; now it is 2017-11-10T09:00:00+07:00; got "2017-11-10"',
          vi: "Phải sau lúc này, 09:00 ngày 10/11/2017; nhận được trước ngày 10/11/2017.",
        },
      ],
    ],
  ])("at %s are what lies on the wrong side of it", (now, faults) => {
    expect(issueFaults(directive, at(now))).toEqual(faults);
  });
});
