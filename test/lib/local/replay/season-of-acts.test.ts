import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { formatInstant } from "../../../../functions/domain/instant.ts";
import { brokenInvariants } from "../../../../lib/local/replay/invariants.ts";
import { readScenario } from "../../../../lib/local/replay/read-scenario.ts";
import type { PostedLetter } from "../../../../lib/local/replay/results.ts";
import { timeline } from "../../../../lib/local/replay/timeline.ts";
import { playThrough } from "./play-through.ts";
import type { PlayedThrough } from "./play-through.ts";

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

// Công văn 5500 with eleven of its units, and what an office does after the issue: each act at least once.
const scenario = readScenario({ units: file("season-of-acts-units.csv"), season: file("season-of-acts.json") });
let played: PlayedThrough;

beforeAll(async () => {
  played = await playThrough(scenario);
});
afterAll(() => played?.close());

/**
 * Who is written to of which milestone, worked out by hand from the acts: by its day, milestone and unit. UBND huyện Krông Pắc, which
 * nobody can reach until 3/10, gets that of 29/9 then.
 */
const LADDER = [
  "29/9 remind-20 sct sgtvt stc stp ubnd-ea-kar ubnd-krong-ana ubnd-krong-pac ubnd-lak vpub",
  "13/10 remind-10 sct stc stp ubnd-ea-kar ubnd-krong-ana ubnd-krong-pac ubnd-lak",
  "20/10 remind-5 cdsp stc stp ubnd-ea-kar ubnd-krong-pac",
  "24/10 remind-10 ubnd-krong-ana",
  "25/10 remind-2 cdsp stc stp ubnd-ea-kar ubnd-krong-pac",
  // Of 3/11, a working day earlier since 1/11 was made a day off.
  "25/10 remind-5 ubnd-lak",
  // Sở Tài chính keeps the date by which it is to complete its report.
  "27/10 remind-0 stc",
  // All others are on the ladder of 6/11.
  "27/10 remind-5 cdsp sct stp ubnd-ea-kar ubnd-krong-pac",
  "27/10 remind-5 ubnd-lak",
  "31/10 remind-5 ubnd-krong-ana",
  "2/11 remind-2 cdsp sct stp ubnd-ea-kar ubnd-krong-pac",
  "2/11 remind-2 ubnd-lak",
  "3/11 remind-5 snv",
  // A Saturday, worked instead of 1/11.
  "4/11 remind-0 sct ubnd-ea-kar ubnd-krong-pac",
  "4/11 remind-0 ubnd-lak",
  "4/11 remind-2 ubnd-krong-ana",
  "6/11 escalate sct ubnd-krong-pac",
  "6/11 escalate ubnd-lak",
  "7/11 remind-0 ubnd-krong-ana",
  "7/11 remind-2 snv",
  "8/11 follow-up-2 sct",
];

const dayOf = (at: string): string => `${Number(at.slice(8, 10))}/${Number(at.slice(5, 7))}`;

describe("a season with every act after the issue", () => {
  it("breaks no invariant", () => {
    expect(brokenInvariants(scenario, played.account, played.letters)).toEqual([]);
    expect(played.account.duplicates).toBe(0);
  });

  it("writes at each milestone to those whom the acts leave on its ladder", () => {
    const sent = played.account.milestones
      .filter((one) => one.milestone !== "issue" && one.sent.length > 0)
      .map(({ at, milestone, sent: to }) => `${dayOf(at)} ${milestone} ${to.map(({ unit }) => unit).join(" ")}`);
    expect(sent.toSorted()).toEqual(LADDER.toSorted());
  });

  it("tells of each act those whom it touches, by one letter", () => {
    const told = Map.groupBy(
      played.account.events.filter(({ kind }) => kind !== "receipt"),
      ({ kind, at }) => `${dayOf(at)} ${kind}`,
    );
    expect(
      Object.fromEntries([...told].map(([kind, events]) => [kind, events.map(({ unit }) => unit).toSorted()])),
    ).toEqual({
      // Văn phòng UBND tỉnh has filed; who is late on 7/11 is Sở Công Thương alone.
      "10/10 reminded": ["stc", "ubnd-krong-pac"],
      "7/11 reminded": ["sct"],
      "16/10 added": ["cdsp"],
      "17/10 exempted": ["sct"],
      "5/10 exempted": ["sgtvt"],
      "18/10 extended": ["ubnd-krong-ana"],
      "19/10 extended": ["ubnd-lak"],
      "23/10 returned": ["stc"],
      "25/10 moved": ["cdsp", "stc", "stp", "ubnd-ea-kar", "ubnd-krong-ana", "ubnd-krong-pac", "ubnd-lak"],
      "26/10 reinstated": ["sct"],
      "8/11 withdrawn": ["sct", "snv"],
    });
  });

  it("names to the supervisor who is late by the date in force, and nobody by the old one", () => {
    // On 6/11 no address of Sở Nội vụ takes mail until noon; UBND huyện Lắk has filed by then.
    const named = played.account.escalations
      .filter(({ to }) => to.includes("vanthu2@snv.daklak.example"))
      .map(({ at, units }) => [dayOf(at), units.toSorted()]);
    expect(named).toEqual([
      ["6/11", ["sct", "ubnd-krong-pac"]],
      ["8/11", ["sct"]],
    ]);
  });

  it("sends to a mended address once what its unit never had: the letter of issue, and the last of the ladder", () => {
    const arrived = (address: string) =>
      played.letters
        .filter(({ to, outcome, kind }) => to.includes(address) && outcome !== "bounced" && kind === "letter")
        .map(({ milestone, at }) => `${dayOf(formatInstant(at))} ${milestone}`)
        .toSorted();
    expect(["vanthu", "vanphong", "lanhdao"].flatMap((who) => arrived(`${who}@krong-pac.daklak.example`))).toEqual([]);
    expect(arrived("vanthu2@krong-pac.daklak.example")).toEqual(
      [
        "3/10 issue",
        "3/10 remind-20",
        "10/10 by-hand-1",
        "13/10 remind-10",
        "20/10 remind-5",
        "25/10 remind-2",
        "25/10 moved-1",
        "27/10 remind-5",
        "2/11 remind-2",
        "4/11 remind-0",
        "6/11 escalate",
        "6/11 receipt-1",
      ].toSorted(),
    );
    expect(arrived("lanhdao2@krong-pac.daklak.example")).toEqual(["6/11 escalate"]);
  });

  it("is broken by a letter that is missing, or that arrived at another address", () => {
    const broken = (change: (letter: PostedLetter) => PostedLetter[]) =>
      brokenInvariants(scenario, played.account, played.letters.flatMap(change));
    const isMissed = ({ milestone, to }: PostedLetter) =>
      milestone === "remind-20" && to.includes("vanthu2@krong-pac.daklak.example");
    expect(broken((letter) => (isMissed(letter) ? [] : [letter]))).toEqual([
      "remind-20 of ubnd-krong-pac on bao-cao arrived at nobody; it should at vanthu2@krong-pac.daklak.example",
    ]);
    const dead = ["vanthu@krong-pac.daklak.example"];
    expect(broken((letter) => [isMissed(letter) ? { ...letter, to: dead } : letter])).toEqual([
      "remind-20 of ubnd-krong-pac on bao-cao arrived at vanthu@krong-pac.daklak.example; it should at vanthu2@krong-pac.daklak.example",
    ]);
    expect(broken((letter) => (letter.milestone === "by-hand-2" ? [] : [letter]))).toEqual([
      "sct has 0 letters of kind reminded on bao-cao; it should have 1",
    ]);
  });

  it("has on record who pressed the button of the letter of issue", () => {
    const pressed = played.happenings.flatMap((one) =>
      one.what === "act" && one.act.act === "acknowledge"
        ? [[one.act.unit, dayOf(one.outcome.acknowledgedAt ?? "")]]
        : [],
    );
    expect(pressed).toEqual([
      ["stp", "17/7"],
      ["ubnd-krong-pac", "4/10"],
    ]);
  });

  it("measures each report by the date in force when it came", () => {
    expect(played.account.standings).toEqual({
      "bao-cao": {
        vpub: "on-time",
        stc: "on-time",
        stp: "on-time",
        cdsp: "on-time",
        "ubnd-ea-kar": "on-time",
        "ubnd-krong-ana": "within-extension",
        "ubnd-lak": "late",
        "ubnd-krong-pac": "late",
        sct: null,
        sgtvt: null,
      },
      "tong-hop": { snv: null },
    });
  });

  it("can be read as a story", async () => {
    const story = timeline(scenario, played);
    await expect(`${story}\n`).toMatchFileSnapshot("season-of-acts.txt");
  });
});
