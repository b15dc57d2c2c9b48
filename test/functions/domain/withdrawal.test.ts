import { describe, expect, it } from "vitest";

import { mayWithdraw } from "../../../functions/domain/access.ts";
import { countsOfDuties, freedIn, summarize } from "../../../functions/domain/counts.ts";
import { closingNow } from "../../../functions/domain/closing.ts";
import { isFreed, isOpen } from "../../../functions/domain/duty.ts";
import { lettersDue } from "../../../functions/domain/letters-due.ts";
import { follow, isBehind } from "../../../functions/domain/obligation-date.ts";
import { refuseWithdrawn } from "../../../functions/domain/withdrawal.ts";
import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";
import { at, day, directive, obligation, units } from "../letters/season-5500.ts";
import { inState } from "./acts.ts";
import { decide, filed, name, send, skip } from "./decisions.ts";
import { dutyOf, exemptDuty, extendedDuty, reinstatedDuty } from "./samples.ts";

const standing = { deadline: day("2017-10-30"), moved: 0 };
const withdrawn = { ...standing, withdrawn: true };
const withdrawal = {
  reason: "Giao nhầm",
  documentNumber: "6200/UBND-KGVX",
  at: at("2017-10-16T10:00:00"),
  attempt: "a1",
  by: "vanthu@snv.daklak.example",
};

describe("a duty of a directive that was withdrawn", () => {
  it.each([
    ["awaiting", "withdrawn"],
    ["draft", "withdrawn"],
    ["returned", "withdrawn"],
    ["submitted", "submitted"],
    ["accepted", "accepted"],
    ["exempt", "exempt"],
    ["withdrawn", "withdrawn"],
  ] as const)("that was %s is %s, written down or not", (before, after) => {
    const duty = inState[before];
    expect(follow(duty, withdrawn)).toEqual({ ...duty, state: after });
    expect(follow(duty, standing)).toEqual(duty);
    // Only what changes by it has to be written.
    expect(isBehind(duty, withdrawn)).toBe(before !== after);
    expect(isBehind(follow(duty, withdrawn), withdrawn)).toBe(false);
  });

  it("has followed its date, too, if that was moved before", () => {
    const moved = { ...withdrawn, deadline: day("2017-11-06"), moved: 1 };
    expect(follow(dutyOf(), moved)).toMatchObject({
      state: "withdrawn",
      deadline: "2017-11-06",
      follows: 1,
      ladder: -1,
    });
    expect(isBehind(inState.submitted, moved)).toBe(true);
  });

  it("owes nothing, and is counted with nobody", () => {
    const duties = [...Object.values(inState), extendedDuty].map((duty) => follow(duty, withdrawn));
    expect(duties.filter(isOpen)).toEqual([]);
    expect(duties.filter(isFreed)).toHaveLength(6);
    const late = at("2017-11-03T00:00:00");
    expect(closingNow(duties, late)).toMatchObject({ owing: 2, filed: 2, missing: [] });
    const summary = summarize(countsOfDuties(duties), late);
    expect(summary).toMatchObject({ units: 8, filed: 2, open: 0, late: 0 });
    expect(freedIn(summary)).toBe(6);
  });

  it("is counted so by counts that do not know of it yet", () => {
    const duties = [...Object.values(inState), extendedDuty];
    const now = at("2017-11-03T00:00:00");
    const known = summarize(countsOfDuties(duties.map((duty) => follow(duty, withdrawn))), now);
    expect(summarize(countsOfDuties(duties), now, withdrawn)).toEqual(known);
    expect(summarize(countsOfDuties(duties), now).late).toBeGreaterThan(0);
  });
});

describe("of letters about a duty that was withdrawn", () => {
  const duty = dutyOf({ state: "withdrawn" });
  const told = "2017-10-16T10:00:05";

  it.each([
    ["the one that tells of it is sent", name("withdrawn-1"), duty, send("vanthu@stc.example")],
    ["but not to a unit that filed meanwhile", name("withdrawn-1"), dutyOf(filed), skip("filed")],
    ["nor to one that had been freed", name("withdrawn-1"), exemptDuty, skip("exempt")],
    ["nor while it is open", name("withdrawn-1"), dutyOf(), { decision: "nothing" }],
    ["a reminder is not", name("remind-5"), duty, skip("withdrawn")],
    ["nor an escalation", name("escalate"), duty, skip("withdrawn")],
    ["nor the letter of issue", name("issue"), duty, skip("withdrawn")],
    ["nor that of a moved date", name("moved-1"), duty, skip("withdrawn")],
    [
      "nor that of an extension",
      name("extended-1"),
      { ...extendedDuty, state: "withdrawn" as const },
      skip("withdrawn"),
    ],
    [
      "nor that of a return which it took back",
      name("returned-1"),
      { ...inState.returned, state: "withdrawn" as const },
      skip("withdrawn"),
    ],
    [
      "nor that of a reinstatement",
      name(`reinstated-${reinstatedDuty.reinstatement?.number}`),
      { ...reinstatedDuty, state: "withdrawn" as const },
      skip("withdrawn"),
    ],
    ["a receipt is", name("receipt-1"), { ...dutyOf(filed), state: "withdrawn" as const }, send("vanthu@stc.example")],
  ])("%s", (_what, letter, its, decision) => {
    expect(decide(letter, told, its)).toEqual(decision);
  });

  it("the one that tells of it is due from then on, and no other", () => {
    const record = { directive, issuedAt: at("2017-07-14T08:00:00"), moves: {}, withdrawal };
    const context = { record, obligation: obligation("bao-cao"), calendar, now: at("2017-10-20T08:00:00") };
    expect(lettersDue(duty, context)).toEqual([
      { ladder: 0, milestone: "withdrawn-1", addressee: "unit", at: withdrawal.at },
    ]);
    expect(lettersDue({ ...extendedDuty, state: "withdrawn" }, context)).toHaveLength(1);
  });
});

describe("who may withdraw a directive", () => {
  const contactOf = (id: keyof typeof units) => ({ principal: "a@b.example", units: [units[id].id] });
  const both = directive.obligations;
  const office = { principal: "a@b.example", units: both.map(({ receiver }) => receiver).slice(1) };

  it("the home unit; and whoever receives what all of it comes to", () => {
    expect(mayWithdraw(contactOf("stc"), both, "snv")).toBe(false);
    expect(mayWithdraw(contactOf("snv"), both, "snv")).toBe(true);
    // What Sở Nội vụ receives it consolidates for another, who asked for both.
    expect(mayWithdraw(contactOf("snv"), both, "stc")).toBe(false);
    expect(mayWithdraw(contactOf("snv"), both.slice(0, 1), "stc")).toBe(true);
    expect(mayWithdraw(office, both, "stc")).toBe(true);
  });

  it("not a receiver of one of two reports that are asked for side by side", () => {
    const aside = both.map((one) => ({ ...one, consolidates: undefined }));
    expect(mayWithdraw(contactOf("snv"), aside, "stc")).toBe(false);
    expect(mayWithdraw(office, aside, "stc")).toBe(false);
    expect(mayWithdraw({ principal: "a@b.example", units: aside.map(({ receiver }) => receiver) }, aside, "stc")).toBe(
      true,
    );
  });
});

it("what is asked of it is refused by when, why and by which document it was withdrawn", () => {
  expect(refuseWithdrawn(withdrawal)).toMatchObject({
    refused: "conflict",
    detail:
      "The directive was withdrawn at 2017-10-16T10:00:00+07:00, by document 6200/UBND-KGVX (“Giao nhầm”); nothing was done.",
    vi: "Văn bản chỉ đạo đã được thu hồi lúc 10:00 ngày 16/10/2017 theo Văn bản số 6200/UBND-KGVX (“Giao nhầm”); lần này không có gì được thực hiện.",
  });
});
