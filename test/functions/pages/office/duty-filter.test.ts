import { describe, expect, it } from "vitest";

import type { Duty } from "../../../../functions/domain/duty.ts";
import { filterQuery, filtered, readFilter, sorted } from "../../../../functions/pages/office/duty-filter.ts";
import { at, day, dutyOf } from "../../season.ts";

const now = at("2017-10-31T09:00");
const extension = {
  deadline: day("2017-11-06"),
  previousDeadline: day("2017-10-30"),
  reason: "",
  approvedBy: "",
  documentNumber: "",
  at: now,
};
const reason = { text: "Chờ số liệu", at: now };

/** One of each: what is overdue, under way, filed, late, returned, exempt. */
const DUTIES: readonly Duty[] = [
  dutyOf("stc", { reason }),
  dutyOf("ubnd-lak", { state: "draft" }),
  dutyOf("ubnd-krong-ana", { deadline: day("2017-11-06"), ladder: 1, extension, unreachable: true }),
  dutyOf("ubnd-m-drak", { state: "draft", deadline: day("2017-11-06"), ladder: 1, extension }),
  dutyOf("stp", { state: "submitted", revision: 1, standing: "on-time", submittedAt: at("2017-10-02T09:00") }),
  dutyOf("ubnd-ea-h-leo", { state: "accepted", revision: 1, standing: "late", submittedAt: at("2017-10-30T09:00") }),
  dutyOf("ubnd-buon-don", {
    state: "returned",
    revision: 1,
    standing: "on-time",
    submittedAt: at("2017-10-01T09:00"),
    deadline: day("2017-11-03"),
    ladder: 1,
  }),
  dutyOf("sngv", { state: "exempt" }),
];

const found = (query: Record<string, string>): string[] =>
  filtered(DUTIES, readFilter(query), now)
    .map(({ unitId }) => unitId)
    .toSorted();
const inOrder = (sort: string): string[] => {
  const filter = readFilter({ sort });
  return sorted(DUTIES, filter, now).map(({ unitId }) => unitId);
};

describe("a list is cut by", () => {
  it.each([
    ["nothing", {}, DUTIES.map(({ unitId }) => unitId).toSorted()],
    ["red, the overdue", { state: "red" }, ["stc", "ubnd-lak"]],
    ["grey, the not begun; who is exempt owes nothing", { state: "grey" }, ["ubnd-krong-ana"]],
    ["blue, what is under way and has time", { state: "blue" }, ["ubnd-buon-don", "ubnd-m-drak"]],
    ["green, filed in time", { state: "green" }, ["stp"]],
    ["orange, filed late", { state: "orange" }, ["ubnd-ea-h-leo"]],
    ["a state", { state: "draft" }, ["ubnd-lak", "ubnd-m-drak"]],
    ["the state of who is exempt", { state: "exempt" }, ["sngv"]],
    ["a kind of unit", { kind: "so-ban-nganh" }, ["sngv", "stc", "stp"]],
    ["lateness, overdue and filed late alike", { late: "1" }, ["stc", "ubnd-ea-h-leo", "ubnd-lak"]],
    ["who cannot be reached", { unreachable: "1" }, ["ubnd-krong-ana"]],
    ["who has stated a reason", { reason: "1" }, ["stc"]],
    ["several at once", { state: "red", kind: "huyen" }, ["ubnd-lak"]],
    [
      "what no form makes, which is nothing",
      { state: "purple", late: "yes" },
      DUTIES.map(({ unitId }) => unitId).toSorted(),
    ],
  ])("%s", (_what, query, units) => {
    expect(found(query)).toEqual(units);
  });

  it.each([
    ["without accents", "krong ana", ["ubnd-krong-ana"]],
    ["without đ", "m'drak", ["ubnd-m-drak"]],
    ["with accents", "Đôn", ["ubnd-buon-don"]],
    ["in capitals, with spaces around", "  TÀI CHÍNH ", ["stc"]],
    ["by either apostrophe", "ea h’leo", ["ubnd-ea-h-leo"]],
    ["by letters put together from parts", "Ta\u0300i", ["stc"]],
    ["that nobody has", "hà nội", []],
  ])("a name typed %s", (_how, q, units) => {
    expect(found({ q })).toEqual(units);
  });
});

describe("a list is ordered by", () => {
  it("name as Vietnamese orders names, either way", () => {
    const names = ["sngv", "stc", "stp", "ubnd-buon-don", "ubnd-ea-h-leo", "ubnd-krong-ana", "ubnd-lak", "ubnd-m-drak"];
    expect(inOrder("name")).toEqual(names);
    expect(inOrder("-name")).toEqual(names.toReversed());
  });

  it("deadline, then name", () => {
    expect(inOrder("deadline").slice(0, 5)).toEqual(["sngv", "stc", "stp", "ubnd-ea-h-leo", "ubnd-lak"]);
    expect(inOrder("-deadline").slice(0, 2)).toEqual(["ubnd-krong-ana", "ubnd-m-drak"]);
  });

  it("time of filing; who has not filed comes last, either way", () => {
    expect(inOrder("filed").slice(0, 3)).toEqual(["ubnd-buon-don", "stp", "ubnd-ea-h-leo"]);
    expect(inOrder("-filed").slice(0, 3)).toEqual(["ubnd-ea-h-leo", "stp", "ubnd-buon-don"]);
  });

  it("state: what most wants to be looked at first", () => {
    expect(inOrder("state")).toEqual([
      "stc",
      "ubnd-lak",
      "ubnd-krong-ana",
      "ubnd-buon-don",
      "ubnd-m-drak",
      "ubnd-ea-h-leo",
      "stp",
      "sngv",
    ]);
  });
});

it("a filter is the same again when its address is read", () => {
  const query = { state: "red", kind: "huyen", q: "krông", late: "1", unreachable: "1", reason: "1", sort: "-filed" };
  expect(filterQuery(readFilter(query))).toEqual(query);
  expect(filterQuery(readFilter({}))).toEqual({});
});
