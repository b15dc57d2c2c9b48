import { describe, expect, it } from "vitest";

import { parseInstant } from "../../../../functions/domain/instant.ts";
import type { Account, PostedLetter } from "../../../../lib/local/replay/results.ts";
import { differences } from "../../../../lib/local/chaos/same-letters.ts";

const at = (time: string) => parseInstant(`2017-10-13T${time}+07:00`);
const clerk = "vanthu@stc.daklak.example";
const office = "vanphong@stc.daklak.example";

const letter = (changes: Partial<PostedLetter> = {}): PostedLetter => ({
  at: at("08:00:00.020"),
  to: [clerk],
  text: "",
  outcome: "delivered",
  directive: "cv",
  obligation: "bao-cao",
  unit: "stc",
  kind: "letter",
  ladder: 0,
  milestone: "remind-10",
  addressee: "unit",
  of: undefined,
  ...changes,
});
const account = (changes: Partial<Account> = {}): Account => ({
  milestones: [],
  events: [],
  escalations: [],
  standings: { "bao-cao": { stc: "on-time", stp: null } },
  letters: 0,
  duplicates: 0,
  ...changes,
});
const season = (letters: readonly PostedLetter[], changes: Partial<Account> = {}) => ({
  account: account(changes),
  letters,
});
const calm = season([letter()]);
const nobodyDead = new Set<string>();
const back = (changes: Partial<PostedLetter> = {}) => letter({ outcome: "bounced", ...changes });

describe("a season under faults is the same as the calm one", () => {
  it.each([
    ["when each letter arrived at its moment", [letter()]],
    ["when one was held up, no longer than a fault can hold it", [letter({ at: at("11:00:00") })]],
    ["when one came back for now, and arrived at the same address then", [back(), letter({ at: at("08:15:00") })]],
    [
      "when a mailbox was full three times, and the letter went on",
      [back(), back(), back(), letter({ to: [office], at: at("08:45:00") })],
    ],
    [
      "when its reader complained, and the next contact got it",
      [letter({ outcome: "complained" }), letter({ to: [office] })],
    ],
  ])("%s", (_, letters) => {
    expect(differences(calm, season(letters), { dead: nobodyDead })).toEqual([]);
  });

  it("when an address is dead, and this letter or one before it came back from there", () => {
    const dead = new Set([clerk]);
    expect(differences(calm, season([back(), letter({ to: [office] })]), { dead })).toEqual([]);
    const twoOfThem = season([letter({ milestone: "issue" }), letter()]);
    const onlyTheFirstCameBack = [back({ milestone: "issue" }), letter({ milestone: "issue", to: [office] })];
    const after = season([...onlyTheFirstCameBack, letter({ to: [office] })]);
    expect(differences(twoOfThem, after, { dead })).toEqual([]);
  });
});

it("a letter that may come later than others, since its address had to be allowed, may do so until then", () => {
  const dayLate = season([letter({ at: at("08:00:00") + 86_400_000 })]);
  const patienceFor = ({ milestone }: PostedLetter) => (milestone === "remind-10" ? 27 : 4) * 3_600_000;
  expect(differences(calm, dayLate, { dead: nobodyDead, patienceFor })).toEqual([]);
  expect(differences(calm, dayLate, { dead: nobodyDead })).toEqual([`${what} arrived 1440 minutes late`]);
});

const what = "stc, remind-10 (bao-cao): the unit's letter";

describe("a season under faults is not the calm one", () => {
  it.each([
    ["when a letter is lost", [], [`${what} never arrived`]],
    ["when it only came back", [back()], [`${what} never arrived`]],
    ["when it arrived twice", [letter(), letter({ at: at("08:20:00") })], [`${what} arrived 2 times`]],
    [
      "when it arrived at two addresses",
      [letter(), letter({ to: [office], at: at("08:20:00") })],
      [`${what} arrived 2 times`],
    ],
    ["when it came later than any fault holds", [letter({ at: at("12:00:01") })], [`${what} arrived 240 minutes late`]],
    [
      "when it came too early",
      [letter({ at: at("07:59:00") })],
      [`${what} arrived before its time, at 2017-10-13T07:59:00+07:00`],
    ],
    [
      "when it went elsewhere for no reason",
      [letter({ to: [office] })],
      [`${what} went to ${office}, not to ${clerk}`],
    ],
    [
      "when it went elsewhere though the mailbox was full only once",
      [back(), letter({ to: [office] })],
      [`${what} went to ${office}, not to ${clerk}`],
    ],
    [
      "when it went elsewhere before anything had come back",
      [letter({ to: [office] }), back({ milestone: "remind-5", at: at("09:00:00") })],
      [`${what} went to ${office}, not to ${clerk}`],
    ],
    [
      "when somebody was written to who was owed nothing",
      [letter(), letter({ unit: "stp", addressee: "head", milestone: "escalate" })],
      ["stp, escalate (bao-cao): the head's letter was not owed"],
    ],
    [
      "when the letter of another ladder went out in its place",
      [letter({ ladder: 1 })],
      [`${what} never arrived`, `${what} was not owed`],
    ],
  ])("%s", (_, letters, told) => {
    expect(differences(calm, season(letters), { dead: new Set(["x@x.example"]) })).toEqual(told);
  });

  it("when somebody stands otherwise", () => {
    const standings = { "bao-cao": { stc: "late", stp: "on-time" } } as const;
    expect(differences(calm, season([letter()], { standings }), { dead: nobodyDead })).toEqual([
      "stc, bao-cao: stands late, not on-time",
      "stp, bao-cao: stands on-time, not open",
    ]);
  });

  it("when an escalation names others", () => {
    const escalation = { obligation: "bao-cao", milestone: "escalate", at: "2017-10-30T08:00:00+07:00", to: [clerk] };
    const named = (units: readonly string[]) => season([letter()], { escalations: [{ ...escalation, units }] });
    expect(differences(named(["stc", "stp"]), named(["stp", "stc"]), { dead: nobodyDead })).toEqual([]);
    expect(differences(named(["stc", "stp"]), named(["stc"]), { dead: nobodyDead })).toEqual([
      "an escalation is missing: escalate (bao-cao) of 2017-10-30 names stc, stp",
      "an escalation is new: escalate (bao-cao) of 2017-10-30 names stc",
    ]);
  });
});
