import { describe, expect, it } from "vitest";

import { placeOf } from "../../../functions/domain/directive-record.ts";
import {
  DirectiveSchema,
  LadderRulesSchema,
  consolidatorOf,
  figuresOf,
  obligationOf,
} from "../../../functions/domain/directive.ts";
import { read } from "../../../functions/domain/parsing.ts";
import { directive, obligation } from "../letters/season-5500.ts";
import { THING, faultsOf, withValue } from "./samples.ts";

const faultsIn = (value: unknown) => faultsOf(read(DirectiveSchema, value, THING));

describe("a directive", () => {
  it("is read as it stands", () => {
    expect(read(DirectiveSchema, directive, THING)).toEqual(directive);
  });

  it("has the usual ladder where it names none", () => {
    expect(obligation("bao-cao").ladder).toEqual({
      remindWorkingDaysBefore: [20, 10, 5, 2, 0],
      followUpWorkingDaysAfter: [2, 5],
      at: "08:00",
    });
    expect(LadderRulesSchema.parse({ at: "07:30" })).toEqual({ ...obligation("bao-cao").ladder, at: "07:30" });
  });

  it("has each report consolidated once: another that does so too is refused", () => {
    const [report, consolidated] = directive.obligations;
    const twice = { ...directive, obligations: [report, consolidated, { ...consolidated, id: "tong-hop-2" }] };
    expect(faultsIn(twice)).toContainEqual({
      path: "obligations[2].consolidates",
      message: 'another obligation consolidates these reports already; got "bao-cao"',
    });
  });

  it("knows its obligations, which one consolidates which, and their figures", () => {
    expect(obligationOf(directive, "tong-hop")?.before).toBe("2017-11-10");
    expect(obligationOf(directive, "khac")).toBeUndefined();
    expect(consolidatorOf(directive, obligation("bao-cao"))?.id).toBe("tong-hop");
    expect(consolidatorOf(directive, obligation("tong-hop"))).toBeUndefined();
    expect(figuresOf(obligation("bao-cao")).map(({ id }) => id)).toEqual([
      "mo-hinh-dang-ky",
      "mo-hinh-hieu-qua",
      "dien-hinh-dang-ky",
      "dien-hinh-hieu-qua",
      "cuoc-doi-thoai",
      "don-thu-tiep-nhan",
      "don-thu-giai-quyet",
    ]);
  });

  it("lies over one shard where its record names no number", () => {
    const record = { directive, status: "issued", createdAt: 0, shards: { "bao-cao": 4 }, moves: {} } as const;
    expect((["bao-cao", "tong-hop"] as const).map((id) => placeOf(record, obligation(id)).shards)).toEqual([4, 1]);
  });
});

describe("a directive is refused, naming the place, the value got and what is allowed, for", () => {
  it.each<[what: string, at: string, value: unknown, path: string, message: string]>([
    [
      "two obligations of one id",
      "obligations[1].id",
      "bao-cao",
      "obligations[1].id",
      'this id stands twice in the directive; got "bao-cao"',
    ],
    [
      "a deadline on the day of the directive",
      "obligations[0].before",
      "2017-07-14",
      "obligations[0].before",
      'must be later than the day of the directive, 2017-07-14; got "2017-07-14"',
    ],
    [
      "reporters that name nobody",
      "obligations[0].reporters",
      { kinds: [], except: ["snv"] },
      "obligations[0].reporters",
      'names nobody: give `kinds`, `units` or both; got {"kinds":[],"except":["snv"]}',
    ],
    [
      "the consolidation of an obligation that is not there",
      "obligations[1].consolidates",
      "khac",
      "obligations[1].consolidates",
      'must be the id of another obligation of this directive; got "khac"',
    ],
    [
      "an obligation that consolidates itself",
      "obligations[1].consolidates",
      "tong-hop",
      "obligations[1].consolidates",
      'must be the id of another obligation of this directive; got "tong-hop"',
    ],
    [
      "a consolidation due when its reports are",
      "obligations[1].before",
      "2017-10-30",
      "obligations[1].before",
      'must be later than 2017-10-30, when the reports that it consolidates are due; got "2017-10-30"',
    ],
    [
      "two sections of one id",
      "obligations[0].outline[1].id",
      "tuyen-truyen",
      "obligations[0].outline[1].id",
      'this section\'s id stands twice; got "tuyen-truyen"',
    ],
    [
      "two figures of one id, in whatever sections",
      "obligations[0].outline[2].figures[0].id",
      "mo-hinh-dang-ky",
      "obligations[0].outline[2].figures[0].id",
      'this figure\'s id stands twice in the outline; got "mo-hinh-dang-ky"',
    ],
    [
      "a figure limited by itself",
      "obligations[0].outline[1].figures[1].atMost",
      "mo-hinh-hieu-qua",
      "obligations[0].outline[1].figures[1].atMost",
      'must be the id of another figure of this outline; got "mo-hinh-hieu-qua"',
    ],
    [
      "a figure limited by one that is not there",
      "obligations[0].outline[1].figures[1].atMost",
      "khac",
      "obligations[0].outline[1].figures[1].atMost",
      'must be the id of another figure of this outline; got "khac"',
    ],
    [
      "a deadline that does not exist",
      "obligations[0].before",
      "2017-02-30",
      "obligations[0].before",
      'a deadline is written YYYY-MM-DD, or YYYY-MM-DDTHH:MM in the time of Viet Nam, of a day that exists, from 1900 to 2199; got "2017-02-30"',
    ],
    [
      "a deadline written as people write it",
      "obligations[0].before",
      "30/10/2017",
      "obligations[0].before",
      'a deadline is written YYYY-MM-DD, or YYYY-MM-DDTHH:MM in the time of Viet Nam, of a day that exists, from 1900 to 2199; got "30/10/2017"',
    ],
    [
      "a deadline left out",
      "obligations[0].before",
      undefined,
      "obligations[0].before",
      "exactly one of `before` (the day or the minute itself left out) and `by` (the day included) is needed; got nothing",
    ],
    [
      "a field that nobody knows",
      "obligations[0].deadline",
      "2017-10-30",
      "obligations[0]",
      'Unrecognized key: "deadline"',
    ],
    ["no obligation", "obligations", [], "obligations", "a directive demands at least one report; got []"],
    ["an empty number", "number", "  ", "number", 'must not be empty; got ""'],
    [
      "an id with other characters",
      "id",
      "5500/UBND",
      "id",
      'a directive\'s id: allowed are 1 to 64 small letters a–z, digits, - and _, beginning and ending with a letter or digit; got "5500/UBND"',
    ],
    [
      "a reminder that stands twice",
      "obligations[0].ladder",
      { remindWorkingDaysBefore: [5, 2, 5] },
      "obligations[0].ladder.remindWorkingDaysBefore",
      "each number of working days may stand once; got [5,2,5]",
    ],
    [
      "a follow-up at the escalation itself",
      "obligations[0].ladder",
      { followUpWorkingDaysAfter: [0] },
      "obligations[0].ladder.followUpWorkingDaysAfter[0]",
      "Too small: expected number to be >=1; got 0",
    ],
    [
      "a reminder too long before",
      "obligations[0].ladder",
      { remindWorkingDaysBefore: [61] },
      "obligations[0].ladder.remindWorkingDaysBefore[0]",
      "Too big: expected number to be <=60; got 61",
    ],
    [
      "a time of day without its zero",
      "obligations[0].ladder",
      { at: "8:00" },
      "obligations[0].ladder.at",
      'a time of day is written HH:MM, from 00:00 to 23:59; got "8:00"',
    ],
  ])("%s", (_what, at, value, path, message) => {
    expect(faultsIn(withValue(directive, at, value))).toEqual([{ path, message }]);
  });

  it("every fault at once", () => {
    const changes = [
      ["obligations[0].before", "2017-07-01"],
      ["obligations[0].outline[1].figures[1].atMost", "khac"],
      ["obligations[1].consolidates", "khac"],
    ] as const;
    const faults = faultsIn(changes.reduce<unknown>((copy, [at, value]) => withValue(copy, at, value), directive));
    expect(faults.map(({ path }) => path)).toEqual([
      "obligations[0].before",
      "obligations[0].outline[1].figures[1].atMost",
      "obligations[1].consolidates",
    ]);
  });
});
