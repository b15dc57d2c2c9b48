import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

import { quote } from "../../../../functions/domain/parsing.ts";
import { isRefusal } from "../../../../functions/domain/refusal.ts";
import { readScenario } from "../../../../lib/local/replay/read-scenario.ts";
import { readSeason } from "../../../../lib/local/replay/season.ts";
import { temporaryDirectory } from "../stand-ins.ts";

const { units, directives } = readScenario({});
const season = (acts: readonly object[]) => ({
  issueAt: "2017-07-14T08:00:00+07:00",
  until: "2017-11-10T18:00:00+07:00",
  acts: acts.map((act) => ({ at: "2017-10-20T09:00:00+07:00", ...act })),
});
/** What is wrong with a season of these acts: each fault as `path: message`. */
function faultsOf(...acts: object[]): string[] {
  const read = readSeason(season(acts), { units, directives });
  if (!isRefusal(read)) return [];
  return read.refused === "invalid" ? read.faults.map(({ path, message }) => `${path}: ${message}`) : [read.refused];
}

const moveTo = (date: object) => ({
  act: "move-date",
  obligation: "bao-cao",
  reason: "Bão số 12",
  documentNumber: "1/UBND",
  ...date,
});
const holiday = { date: "2017-10-27", status: "off", name: "Ngày nghỉ", source: "1/QĐ-TTg" };

describe("a season with an act that cannot be", () => {
  it.each([
    [
      "an obligation that nobody has",
      { ...moveTo({ before: "2017-11-06" }), obligation: "bao-cao-quy" },
      'obligation: no directive has this obligation; got "bao-cao-quy"',
    ],
    [
      "a directive that is not there",
      { act: "withdraw", directive: "99-ubnd" },
      'directive: no directive has this id; got "99-ubnd"',
    ],
    [
      "a unit that nobody is",
      { act: "add", obligation: "tong-hop", units: ["snv", "stp", "svh"] },
      'units[2]: no unit of the units file has this id; got "svh"',
    ],
    [
      "a date that has passed",
      moveTo({ before: "2017-10-20" }),
      'before: must lie ahead of the act\'s own moment, 2017-10-20T09:00:00+07:00; got "2017-10-20"',
    ],
    [
      "the date in force",
      moveTo({ by: "2017-10-29" }),
      'by: must be another date than the one in force; got "by 2017-10-29"',
    ],
    [
      "a date after the consolidated report's",
      moveTo({ before: "2017-11-10" }),
      'before: must be earlier than that of tong-hop, 2017-11-10; got "2017-11-10"',
    ],
    [
      "a date before the reports that are consolidated",
      { ...moveTo({ before: "2017-10-30" }), obligation: "tong-hop" },
      'before: must be later than that of bao-cao, 2017-10-30; got "2017-10-30"',
    ],
    [
      "no date",
      moveTo({}),
      "before: exactly one of `before` (the day or the minute itself left out) and `by` (the day included) is needed",
    ],
    [
      "an extension that has passed",
      { ...moveTo({ by: "2017-10-19" }), act: "extend", unit: "stc", approvedBy: "Giám đốc" },
      'by: must lie ahead of the act\'s own moment, 2017-10-20T09:00:00+07:00; got "by 2017-10-19"',
    ],
    [
      "a unit added twice",
      { act: "add", obligation: "tong-hop", units: ["stp", "stp"] },
      'units[1]: stands twice; got "stp"',
    ],
    [
      "a unit added that reports already",
      { act: "add", obligation: "bao-cao", units: ["stp"] },
      'units[0]: reports on bao-cao already; got "stp"',
    ],
    [
      "a unit released that does not report",
      { act: "release", obligation: "tong-hop", units: ["stp"] },
      'units[0]: does not report on tong-hop; got "stp"',
    ],
    ["nobody added", { act: "add", obligation: "tong-hop", units: [] }, "units: must name at least one unit; got []"],
    [
      "an address that the unit has",
      { act: "mend", unit: "stc", obligation: "bao-cao", contact: "clerk", email: " Vanthu@STC.daklak.example" },
      'email: must be another address than the one that the unit has; got "vanthu@stc.daklak.example"',
    ],
    [
      "an address that is none",
      { act: "mend", unit: "stc", obligation: "bao-cao", contact: "clerk", email: "vanthu.stc" },
      'email: an e-mail address is written like vanthu@so.tinh.example; got "vanthu.stc"',
    ],
    [
      "an address of a unit that does not report",
      { act: "mend", unit: "stc", obligation: "tong-hop", contact: "clerk", email: "vanthu2@stc.daklak.example" },
      'unit: does not report on tong-hop; got "stc"',
    ],
    [
      "a letter that a unit never gets",
      { act: "acknowledge", unit: "stc", obligation: "tong-hop" },
      'unit: does not report on tong-hop; got "stc"',
    ],
    [
      "a unit reminded that does not report",
      { act: "remind", obligation: "tong-hop", units: ["snv", "stp"] },
      'units[1]: does not report on tong-hop; got "stp"',
    ],
    [
      "a unit reminded twice",
      { act: "remind", obligation: "bao-cao", units: ["stp", "stp"] },
      'units[1]: stands twice; got "stp"',
    ],
    [
      "nobody reminded",
      { act: "remind", obligation: "bao-cao", units: "filed" },
      'units: must be "late", "open", or a list of at least one unit; got "filed"',
    ],
    [
      "a note that no letter takes",
      { act: "remind", obligation: "bao-cao", units: ["stp"], note: "x".repeat(501) },
      `note: Too big: expected string to have <=500 characters; got ${quote("x".repeat(501))}`,
    ],
    [
      "a day of another year",
      { act: "final-year", year: 2018, lines: [holiday] },
      'lines[0].date: must be a day of 2018; got "2017-10-27"',
    ],
    [
      "a line that changes nothing",
      { act: "final-year", year: 2017, lines: [{ ...holiday, status: "worked" }] },
      'lines[0].status: 2017-10-27 is worked anyway; only a weekend is named so; got "worked"',
    ],
    [
      "a line without its source",
      { act: "final-year", year: 2017, lines: [{ ...holiday, source: "" }] },
      'lines[0].source: must not be empty; got ""',
    ],
    [
      "a year that no calendar has",
      { act: "final-year", year: 20170, lines: [holiday] },
      "year: must be a year from 1900 to 2199; got 20170",
    ],
  ])("is refused whole with path and value: %s", (_, act, fault) => {
    const good = { act: "submit", unit: "stc", obligation: "bao-cao" };
    expect(faultsOf(good, act, good)).toEqual([`acts[1].${fault}`]);
  });

  it("is told of all at once, and by the circumstances of each act's own moment", () => {
    const moved = { ...moveTo({ before: "2017-11-06" }), at: "2017-10-21T09:00:00+07:00" };
    const withdrawn = { act: "withdraw", at: "2017-10-23T09:00:00+07:00" };
    const added = { act: "add", obligation: "tong-hop", units: ["stp"], at: "2017-10-24T09:00:00+07:00" };
    const early = { act: "submit", unit: "stc", obligation: "tong-hop" };
    expect(faultsOf(added, withdrawn, { ...moved, at: "2017-10-22T09:00:00+07:00" }, moved, early)).toEqual([
      'acts[4].unit: does not report on tong-hop; got "stc"',
      'acts[2].before: must be another date than the one in force; got "2017-11-06"',
      'acts[0].at: 5500-ubnd-kgvx-2017 was withdrawn at 2017-10-23T09:00:00+07:00; got "2017-10-24T09:00:00+07:00"',
    ]);
  });

  it("knows an address by what mended it before", () => {
    const mend = {
      act: "mend",
      unit: "stc",
      obligation: "bao-cao",
      contact: "head",
      email: "lanhdao2@stc.daklak.example",
    };
    const back = { ...mend, email: "lanhdao@stc.daklak.example" };
    expect(faultsOf(mend, back, mend)).toEqual([]);
    expect(faultsOf(mend, mend)).toEqual([
      'acts[1].email: must be another address than the one that the unit has; got "lanhdao2@stc.daklak.example"',
    ]);
  });

  it("lets a unit act once it was added, and its mail come back before", () => {
    const bounce = { act: "bounce", unit: "stp", obligation: "tong-hop", contact: "clerk" };
    const added = { act: "add", obligation: "tong-hop", units: ["stp"] };
    const files = { act: "submit", unit: "stp", obligation: "tong-hop" };
    expect(faultsOf(bounce, added, files)).toEqual([]);
    expect(faultsOf(files, added)).toEqual(['acts[0].unit: does not report on tong-hop; got "stp"']);
  });

  it("ends the replay with 2 before anything is played", () => {
    const file = join(temporaryDirectory(), "season.json");
    writeFileSync(file, JSON.stringify(season([moveTo({ before: "2017-10-20" })])));
    const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/replay.ts", "--season", file, "--json"], {
      encoding: "utf8",
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("The season was refused whole: 1 fault(s).");
    expect(stderr).toContain("acts[0].before: must lie ahead of the act's own moment");
  });
});
