import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { brokenInvariants } from "../../../../lib/local/replay/invariants.ts";
import { readScenario } from "../../../../lib/local/replay/read-scenario.ts";
import type { Account, PostedLetter } from "../../../../lib/local/replay/results.ts";
import { timeline } from "../../../../lib/local/replay/timeline.ts";
import { playThrough } from "./play-through.ts";
import type { PlayedThrough } from "./play-through.ts";

const scenario = readScenario({});
let played: PlayedThrough;
let account: Account;
let letters: PostedLetter[];

beforeAll(async () => {
  played = await playThrough(scenario);
  ({ account, letters } = played);
});
afterAll(() => played?.close());

const sentOn = (day: string, obligation = "bao-cao") =>
  account.milestones
    .filter(({ at, obligation: of }) => at === `${day}T08:00:00+07:00` && of === obligation)
    .flatMap(({ sent }) => sent);
const unitsOn = (day: string, obligation?: string) => sentOn(day, obligation).map(({ unit }) => unit);

describe("the season of công văn 5500", () => {
  it("breaks no invariant", () => {
    expect(brokenInvariants(scenario, account, letters)).toEqual([]);
    expect(account.duplicates).toBe(0);
    expect(account.letters).toBe(letters.length);
  });

  it("tells every unit what it owes on the day of issue, with a calendar entry", () => {
    const issue = account.milestones.filter(({ milestone }) => milestone === "issue");
    expect(issue.map(({ obligation, sent }) => [obligation, sent.length])).toEqual([
      ["bao-cao", 34],
      ["tong-hop", 1],
    ]);
  });

  it.each([
    ["2017-09-29", 30],
    ["2017-10-13", 25],
    ["2017-10-20", 16],
    ["2017-10-25", 11],
    ["2017-10-27", 6],
  ])("reminds on %s the %i units that still owe the report", (day, count) => {
    expect(unitsOn(day)).toHaveLength(count);
  });

  it("reminds Sở Tài chính alone of its supplement, and Krông Ana alone of its extension", () => {
    expect(unitsOn("2017-10-18")).toEqual(["stc"]);
    expect(unitsOn("2017-10-31")).toEqual(["ubnd-krong-ana"]);
    expect(unitsOn("2017-11-02")).toEqual(["ubnd-krong-ana"]);
  });

  it.each([
    ["2017-10-30", ["ubnd-cu-kuin", "ubnd-krong-pac", "ubnd-lak"]],
    ["2017-11-01", ["ubnd-cu-kuin", "ubnd-lak"]],
    ["2017-11-06", ["ubnd-cu-kuin", "ubnd-lak"]],
  ])(
    "escalates on %s exactly who is late, to the head as well, and names them in one letter to Sở Nội vụ",
    (day, late) => {
      expect(unitsOn(day).toSorted()).toEqual(late);
      for (const { unit, to } of sentOn(day))
        expect(to).toContain(`lanhdao@${unit.replace("ubnd-", "")}.daklak.example`);
      const told = account.escalations.filter(({ at }) => at.startsWith(day));
      expect(told.map(({ to, units }) => ({ to, units: units.toSorted() }))).toEqual([
        { to: ["vanthu@snv.daklak.example"], units: late },
      ]);
    },
  );

  it("writes to Cư Kuin's office once its clerk's mail has come back", () => {
    const to = letters.filter(
      ({ unit, addressee, kind }) => unit === "ubnd-cu-kuin" && addressee === "unit" && kind === "letter",
    );
    expect(to.map((letter) => letter.to)).toEqual([
      ["vanthu@cu-kuin.daklak.example"],
      ...Array.from({ length: 9 }, () => ["vanphong@cu-kuin.daklak.example"]),
    ]);
  });

  it("takes 23:59:59 of the eve for in time, midnight for late, and an extension for what it is", () => {
    expect(account.standings["bao-cao"]).toMatchObject({
      "ubnd-m-drak": "on-time",
      "ubnd-krong-bong": "late",
      "ubnd-krong-ana": "within-extension",
      "ubnd-krong-pac": "late",
      "ubnd-lak": null,
      "ubnd-cu-kuin": null,
    });
  });

  it("reminds Sở Nội vụ of its own report until it has filed", () => {
    expect(unitsOn("2017-11-02", "tong-hop")).toEqual(["snv"]);
    expect(unitsOn("2017-11-07", "tong-hop")).toEqual(["snv"]);
    expect(unitsOn("2017-11-09", "tong-hop")).toEqual([]);
  });

  it("answers each filing by a receipt, the return and the extension by a letter", () => {
    const kinds = Map.groupBy(account.events, ({ kind }) => kind);
    expect([...kinds].map(([kind, events]) => [kind, events.length]).toSorted()).toEqual([
      ["extended", 1],
      ["receipt", 34],
      ["returned", 1],
    ]);
  });

  it("can be read as a story", async () => {
    const story = timeline(scenario, { happenings: played.happenings, account, letters });
    await expect(`${story}\n`).toMatchFileSnapshot("season-2017.txt");
  });
});
