import { PAST_QUOTA } from "../../../functions/domain/waiting.ts";
import { describe, expect, it } from "vitest";

import { addresseesAt } from "../../../functions/domain/owed.ts";
import { EmailSchema } from "../../../functions/domain/ids.ts";
import { at, day } from "../letters/season-5500.ts";
import { decide, filed, name, send, skip } from "./decisions.ts";
import { dutyOf, exemptDuty, extendedDuty as extended, reinstatedDuty } from "./samples.ts";

describe("a letter of the ladder", () => {
  it.each([
    [
      "a unit that owes its report is reminded",
      name("remind-10"),
      "2017-10-13T08:00:00",
      dutyOf(),
      send("vanthu@stc.example"),
    ],
    [
      "a draft is not a report",
      name("remind-2"),
      "2017-10-25T08:00:00",
      dutyOf({ state: "draft" }),
      send("vanthu@stc.example"),
    ],
    [
      "a report sent back is owed again",
      name("remind-2"),
      "2017-10-25T08:00:00",
      dutyOf({ ...filed, state: "returned" }),
      send("vanthu@stc.example"),
    ],
    [
      "a reminder held up past the deadline is not sent",
      name("remind-0"),
      "2017-10-30T00:00:00",
      dutyOf(),
      skip("its date has passed"),
    ],
    [
      "a millisecond before the deadline it still is",
      name("remind-0"),
      "2017-10-29T23:59:59.999",
      dutyOf(),
      send("vanthu@stc.example"),
    ],
    ["a unit that filed is not reminded", name("remind-10"), "2017-10-13T08:00:00", dutyOf(filed), skip("filed")],
    [
      "nor one whose report was accepted",
      name("remind-10"),
      "2017-10-13T08:00:00",
      dutyOf({ ...filed, state: "accepted" }),
      skip("filed"),
    ],
    [
      "an exempt unit is not reminded",
      name("remind-10"),
      "2017-10-13T08:00:00",
      dutyOf({ state: "exempt" }),
      skip("exempt"),
    ],
    ["every unit is told at issue", name("issue"), "2017-07-14T08:00:00", dutyOf(), send("vanthu@stc.example")],
    [
      "even one whose date was moved at once",
      name("issue"),
      "2017-07-14T08:05:00",
      extended,
      send("vanthu@stc.example"),
    ],
    [
      "but not one that filed before the letter went",
      name("issue"),
      "2017-07-14T08:05:00",
      dutyOf(filed),
      skip("filed"),
    ],
    [
      "an extended duty has left the obligation's ladder",
      name("remind-2"),
      "2017-10-25T08:00:00",
      extended,
      skip("has a date of its own"),
    ],
    [
      "and is reminded on its own",
      name("remind-2", "unit", 1),
      "2017-10-31T08:00:00",
      extended,
      send("vanthu@stc.example"),
    ],
    [
      "a milestone of an earlier extension is void",
      name("remind-2", "unit", 1),
      "2017-10-31T08:00:00",
      { ...extended, ladder: 2 },
      skip("has a date of its own"),
    ],
    ["a late unit is escalated", name("escalate"), "2017-10-30T08:00:00", dutyOf(), send("vanthu@stc.example")],
    ["to its head too", name("escalate", "head"), "2017-10-30T08:00:00", dutyOf(), send("giamdoc@stc.example")],
    [
      "from the first instant of the deadline",
      name("escalate"),
      "2017-10-30T00:00:00",
      dutyOf(),
      send("vanthu@stc.example"),
    ],
    [
      "and not a millisecond before: by a clock that may be slow it waits",
      name("escalate"),
      "2017-10-29T23:59:59.999",
      dutyOf(),
      { decision: "wait" },
    ],
    ["nor so early that no clock is so slow", name("escalate"), "2017-10-29T23:54:00", dutyOf(), skip("not late")],
    [
      "nobody is followed up who is not late",
      name("follow-up-2", "unit", 1),
      "2017-11-01T08:00:00",
      extended,
      skip("not late"),
    ],
    [
      "a reminder is not sent beside its successor",
      name("remind-10"),
      "2017-10-20T08:00:00",
      dutyOf(),
      skip("overtaken by remind-5"),
    ],
    [
      "an escalation is overtaken too",
      name("escalate"),
      "2017-11-01T08:00:00",
      dutyOf(),
      skip("overtaken by follow-up-2"),
    ],
    [
      "a reminder is not sent behind its successor, to which a final year has given a later time since",
      name("remind-10"),
      "2017-10-13T08:00:00",
      dutyOf({
        letters: {
          "0.remind-5.unit": {
            status: "delivered",
            at: at("2017-10-12T08:00:00"),
            to: EmailSchema.parse("vanthu@stp.daklak.example"),
            attempt: "a1",
          },
        },
      }),
      skip("overtaken by remind-5"),
    ],
    [
      "a late reminder that nothing has overtaken is sent",
      name("remind-10"),
      "2017-10-20T07:59:59.999",
      dutyOf(),
      send("vanthu@stc.example"),
    ],
  ] as const)("%s", (_policy, letter, now, duty, decision) => {
    expect(decide(letter, now, duty)).toEqual(decision);
  });

  it.each([
    ["issue", ["unit"]],
    ["remind-0", ["unit"]],
    ["escalate", ["unit", "head"]],
    ["follow-up-5", ["unit", "head"]],
    ["returned-1", ["unit"]],
  ])("%s is addressed to %j", (milestone, addressees) => {
    expect(addresseesAt(milestone)).toEqual(addressees);
  });
});

describe("a milestone that had come before the unit was added", () => {
  const addedAt = at("2017-10-20T09:00:00");
  const MISSED = "its time had passed when the unit was added";

  it("is none of the unit's", () => {
    expect(decide(name("remind-5"), "2017-10-20T09:05:00", dutyOf({ addedAt }))).toEqual(skip(MISSED));
  });

  it("by a year made final since, goes out all the same on a ladder that was planned for the unit, and where it waits", () => {
    const own = dutyOf({ addedAt, ladder: 1 });
    expect(decide(name("remind-5", "unit", 1), "2017-10-20T09:05:00", own)).toEqual(send("vanthu@stc.example"));
    const waiting = { status: "waiting", at: addedAt, since: addedAt, reason: PAST_QUOTA } as const;
    const letters = { "0.remind-5.unit": waiting };
    const now = "2017-10-21T09:05:00";
    const again = { ...send("vanthu@stc.example"), since: at(now) };
    expect(decide(name("remind-5"), now, dutyOf({ addedAt, letters }))).toEqual(again);
  });
});

describe("a letter that answers an act", () => {
  it.each([
    ["a receipt is owed for a filing", "receipt-1", dutyOf(filed), send("vanthu@stc.example")],
    [
      "also when another filing has followed",
      "receipt-1",
      dutyOf({ ...filed, revision: 2 }),
      send("vanthu@stc.example"),
    ],
    [
      "also when the report was sent back since",
      "receipt-1",
      dutyOf({ ...filed, state: "returned" }),
      send("vanthu@stc.example"),
    ],
    ["not for a filing that never happened", "receipt-2", dutyOf(filed), { decision: "nothing" }],
    ["a return is told", "returned-1", dutyOf({ ...filed, state: "returned" }), send("vanthu@stc.example")],
    ["not when it never happened", "returned-1", dutyOf(filed), { decision: "nothing" }],
    ["not when the unit was freed of it first", "returned-1", dutyOf({ ...filed, state: "exempt" }), skip("exempt")],
    ["not when the supplement came first", "returned-1", dutyOf({ ...filed, revision: 2 }), skip("filed")],
    ["an extension is told", "extended-1", extended, send("vanthu@stc.example")],
    ["also when the report came first", "extended-1", { ...extended, ...filed }, send("vanthu@stc.example")],
    ["not one that never happened", "extended-1", dutyOf(), { decision: "nothing" }],
    ["an exemption is told", "exempted-3", exemptDuty, send("vanthu@stc.example")],
    ["not once it is undone", "exempted-3", { ...exemptDuty, state: "draft" }, skip("reinstated")],
    ["not one that another has followed", "exempted-2", exemptDuty, { decision: "nothing" }],
    ["a reinstatement is told", "reinstated-4", reinstatedDuty, send("vanthu@stc.example")],
    ["not once the report is filed", "reinstated-4", { ...reinstatedDuty, ...filed }, skip("filed")],
    [
      "nor when what was filed is sent back",
      "reinstated-4",
      { ...reinstatedDuty, ...filed, state: "returned" },
      skip("filed"),
    ],
    ["not once the unit is freed again", "reinstated-4", { ...reinstatedDuty, state: "exempt" }, skip("exempt")],
    ["not one that another has followed", "reinstated-2", reinstatedDuty, { decision: "nothing" }],
    ["not one that never happened", "exempted-4", exemptDuty, { decision: "nothing" }],
    [
      "not one that a reinstatement put another date in place of",
      "extended-1",
      { ...reinstatedDuty, ladder: 2, deadline: day("2017-11-10") },
      skip("has a date of its own"),
    ],
    ["not one beyond the last", "extended-2", extended, { decision: "nothing" }],
  ] as const)("%s", (_policy, milestone, duty, decision) => {
    expect(decide(name(milestone), "2017-10-20T09:00:00", duty)).toEqual(decision);
  });

  it.for([
    ["exempted-2", exemptDuty, skip("reinstated")],
    ["reinstated-2", reinstatedDuty, skip("exempt")],
  ] as const)(
    "%s, which waits while its act is undone and done again, is not waited for",
    ([milestone, duty, decision]) => {
      const since = at("2017-10-18T09:00:00");
      const waiting = { status: "waiting", at: since, since, to: EmailSchema.parse("vanthu@stc.example") } as const;
      const letters = { [`0.${milestone}.unit`]: waiting };
      expect(decide(name(milestone), "2017-10-20T09:00:00", { ...duty, letters })).toEqual(decision);
    },
  );
});
