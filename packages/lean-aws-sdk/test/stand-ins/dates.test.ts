import { expect, it } from "vitest";

import {
  dateToUtcString,
  parseEpochTimestamp,
  parseRfc3339DateTime,
  parseRfc3339DateTimeWithOffset,
  parseRfc7231DateTime,
} from "../../src/stand-ins/dates.ts";
import { asItComes, load } from "../packages.ts";

const ours = {
  dateToUtcString,
  parseEpochTimestamp,
  parseRfc3339DateTime,
  parseRfc3339DateTimeWithOffset,
  parseRfc7231DateTime,
};
const sdk = load(asItComes(`export * from "./@smithy/core/dist-es/submodules/serde/date-utils.js";`)) as typeof ours;

it.each([
  ["parseRfc3339DateTime", "2017-10-27T01:02:03Z"],
  ["parseRfc3339DateTimeWithOffset", "2017-10-27T08:02:03.250+07:00"],
  ["parseRfc7231DateTime", "Fri, 27 Oct 2017 01:02:03 GMT"],
  ["parseEpochTimestamp", 1509066123.25],
  ["parseEpochTimestamp", "1509066123"],
  ["parseRfc7231DateTime", undefined],
  ["parseEpochTimestamp", null],
] as const)("reads a date as the SDK does: %s(%o)", (name, value) => {
  expect(ours[name](value)).toEqual(sdk[name](value));
});

it.each(["parseRfc3339DateTime", "parseRfc7231DateTime", "parseEpochTimestamp"] as const)(
  "refuses what is no date: %s",
  (name) => {
    expect(() => ours[name]("in a while")).toThrow(TypeError);
    expect(() => sdk[name]("in a while")).toThrow(TypeError);
  },
);

it("writes a date as the SDK does", () => {
  const date = new Date("2017-10-07T01:02:03Z");
  expect(ours.dateToUtcString(date)).toBe("Sat, 07 Oct 2017 01:02:03 GMT");
  expect(sdk.dateToUtcString(date)).toBe("Sat, 07 Oct 2017 01:02:03 GMT");
});
