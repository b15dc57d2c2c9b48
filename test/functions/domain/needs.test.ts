import { describe, expect, it } from "vitest";

import { summarize } from "../../../functions/domain/counts.ts";
import type { Counts } from "../../../functions/domain/counts.ts";
import { isDone, standingOf, urgencyOf } from "../../../functions/domain/needs.ts";
import { workingDaysOfVietNam } from "../../../functions/domain/working-days-vn.ts";
import { at } from "../season.ts";

const AWAITED = { "state.huyen.awaiting": 4, "open.2017-10-30": 4 };
const DONE = { "state.huyen.accepted": 3, "state.huyen.exempt": 1, "filed.2017-10-20": 3 };

type About = { readonly now?: string; readonly toSendOn?: boolean; readonly withdrawn?: boolean };

const standing = (counts: Counts, { now = "2017-09-20T09:00", toSendOn = false, withdrawn = false }: About = {}) =>
  standingOf(counts, {
    summary: summarize(counts, at(now), { withdrawn }),
    now: at(now),
    calendar: workingDaysOfVietNam,
    issuedAt: at("2017-09-18T08:00"),
    toSendOn,
    withdrawn,
  });
const needs = (...given: Parameters<typeof standing>) => [...standing(...given).needs];

describe("an obligation needs", () => {
  it.each([
    ["nothing but its date while there is time", AWAITED, {}, ["open"]],
    [
      "a look five working days before the last working day",
      AWAITED,
      { now: "2017-10-20T09:00" },
      ["due-soon", "open"],
    ],
    ["none yet six before", AWAITED, { now: "2017-10-19T09:00" }, ["open"]],
    ["somebody at once when its date has come", AWAITED, { now: "2017-10-30T00:00" }, ["overdue", "open"]],
    ["a review when a report was filed", { ...DONE, "state.huyen.submitted": 1 }, {}, ["to-review"]],
    ["to be sent on", DONE, { toSendOn: true }, ["to-send-on"]],
    ["somebody to call a unit that no letter reaches", { ...AWAITED, unreachable: 1 }, {}, ["unheard", "open"]],
    ["nobody yet when a unit has been silent for two working days", { ...AWAITED, unanswered: 4 }, {}, ["open"]],
    ["somebody after the third", { ...AWAITED, unanswered: 4 }, { now: "2017-09-21T09:00" }, ["unheard", "open"]],
    ["to be laid out while nobody is counted", {}, {}, ["open"]],
    ["nothing when all are accepted or exempt", DONE, {}, []],
    ["nothing once it is withdrawn", { ...AWAITED, "state.huyen.submitted": 1 }, { withdrawn: true }, []],
    ["nothing when it was withdrawn before it was laid out", {}, { withdrawn: true }, []],
  ] as const)("%s", (_what, counts, about, expected) => {
    expect(needs(counts, about)).toEqual(expected);
    expect(isDone(standing(counts, about))).toBe(expected.length === 0);
  });

  it("by the date of those who owe it still: the longest past, else the next", () => {
    const extended = { "state.huyen.awaiting": 2, "open.2017-11-20": 1, "open.by 2017-11-14": 1, "open.2017-10-30": 0 };
    expect(standing(extended, { now: "2017-11-01T09:00" }).date).toBe("by 2017-11-14");
    expect(standing({ ...extended, "open.2017-10-30": 1 }, { now: "2017-11-01T09:00" }).date).toBe("2017-10-30");
    expect(standing(DONE).date).toBeUndefined();
  });

  it("more urgently what is overdue than what is due soon, than what is to be reviewed, than what is open", () => {
    const order = [
      standing(AWAITED, { now: "2017-10-30T09:00" }),
      standing(AWAITED, { now: "2017-10-27T09:00" }),
      standing({ ...DONE, "state.huyen.submitted": 1 }),
      standing(DONE, { toSendOn: true }),
      standing({ ...AWAITED, unreachable: 1 }),
      standing(AWAITED),
      standing(DONE),
    ].map(urgencyOf);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
  });
});

it("just filed is what came since the last working day before today", () => {
  const counts = { "state.huyen.submitted": 6, "filed.2017-09-14": 1, "filed.2017-09-15": 2, "filed.2017-09-18": 3 };
  expect(standing(counts, { now: "2017-09-18T09:00" })).toMatchObject({ filedSince: "2017-09-15", justFiled: 5 });
  expect(standing(counts, { now: "2017-09-19T09:00" })).toMatchObject({ filedSince: "2017-09-18", justFiled: 3 });
});

it("a count that went below nothing, or above all that is open, is not shown so", () => {
  expect(standing({ ...AWAITED, unanswered: -2, reason: 9 })).toMatchObject({ unanswered: 0, reasons: 4 });
});
