import { expect, it } from "vitest";

import type { Duty } from "../../../../functions/domain/duty.ts";
import type { LetterEntry, LetterName } from "../../../../functions/domain/letter.ts";
import { letterKey } from "../../../../functions/domain/letter.ts";
import type { SkipReason } from "../../../../functions/domain/owed.ts";
import type { MilestoneRun } from "../../../../functions/domain/milestone-run.ts";
import { runKey } from "../../../../functions/domain/milestone-run.ts";
import { dutyLedger, runLedger } from "../../../../functions/store/letters.ts";
import { at, dutyOf, email, ref, lying } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";

const NOW = at("2017-10-13T08:00");
const TO = email("vanthu@stc.daklak.example");
const ledger = dutyLedger(dutyOf("stc"), lying());
const letterAt = (milestone: string, ladder = 0): LetterName => ({ ladder, milestone, addressee: "unit" });
const claimBy = (attempt: string) => ({ status: "claimed", at: NOW, to: TO, attempt }) as const;
const escalation: MilestoneRun = {
  ...ref,
  ladder: 0,
  milestone: "escalate",
  at: at("2017-10-30T08:00"),
  phase: "watched",
  letters: {},
};

/** A register in which Sở Tài chính's duty stands as given. */
export async function withDuty(fresh: Fresh, change: Partial<Duty> = {}) {
  const { register } = await fresh();
  await register.duties.layOut([dutyOf("stc", change)], lying());
  const entries = async () => (await register.duties.duty(dutyOf("stc"), lying()))?.letters ?? {};
  return { register, entries };
}

export function letterClaimSuite(fresh: Fresh): void {
  it("of many who claim a letter at once, one wins, and the entry is that one's", async () => {
    const { register, entries } = await withDuty(fresh);
    const attempts = Array.from({ length: 20 }, (_, i) => `attempt-${i}`);
    const won = await Promise.all(
      attempts.map((attempt) => register.letters.claim(ledger, letterAt("remind-10"), claimBy(attempt))),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect((await entries())["0.remind-10.unit"]).toEqual(claimBy(attempts[won.indexOf(true)] ?? ""));
  });

  it("letters of other milestones, ladders and addressees are claimed apart", async () => {
    const { register } = await withDuty(fresh);
    const letters: LetterName[] = [
      letterAt("escalate"),
      { ...letterAt("escalate"), addressee: "head" },
      letterAt("remind-0"),
    ];
    for (const letter of letters) expect(await register.letters.claim(ledger, letter, claimBy("a"))).toBe(true);
    for (const letter of letters) expect(await register.letters.claim(ledger, letter, claimBy("b"))).toBe(false);
  });

  it.each<[milestone: string, ladder: number, what: string, change: Partial<Duty>, claimed: boolean]>([
    ["remind-10", 0, "awaits its report", {}, true],
    ["remind-10", 0, "has a draft", { state: "draft" }, true],
    ["remind-10", 0, "was filed", { state: "submitted" }, false],
    ["remind-10", 0, "was accepted", { state: "accepted" }, false],
    ["remind-10", 0, "was exempted", { state: "exempt" }, false],
    ["remind-10", 0, "has a date of its own", { ladder: 1 }, false],
    ["remind-10", 1, "has a date of its own", { ladder: 1 }, true],
    ["remind-10", 1, "has another date since", { ladder: 2 }, false],
    ["remind-10", 1, "never had that date", {}, false],
    ["issue", 0, "has a date of its own", { ladder: 1 }, true],
    ["issue", 0, "was filed", { state: "submitted" }, false],
    ["returned-1", 0, "was returned", { state: "returned", revision: 1, ladder: 1 }, true],
    ["returned-1", 0, "was filed again", { state: "submitted", revision: 2 }, false],
    ["receipt-1", 0, "was filed", { state: "submitted", revision: 1 }, true],
    ["receipt-1", 0, "was accepted meanwhile", { state: "accepted", revision: 1 }, true],
    ["extended-1", 0, "was filed meanwhile", { state: "submitted", ladder: 1 }, true],
  ])(
    "a letter %s of ladder %i to a duty that %s is claimed or not",
    async (milestone, ladder, _what, change, claimed) => {
      const { register, entries } = await withDuty(fresh, change);
      expect(await register.letters.claim(ledger, letterAt(milestone, ladder), claimBy("a"))).toBe(claimed);
      expect(Object.keys(await entries())).toHaveLength(claimed ? 1 : 0);
    },
  );

  it("nothing is claimed of a duty that is not there", async () => {
    const { register } = await fresh();
    for (const milestone of ["remind-10", "issue", "receipt-1"])
      expect(await register.letters.claim(ledger, letterAt(milestone), claimBy("a"))).toBe(false);
    expect(await register.duties.duty(dutyOf("stc"), lying())).toBeUndefined();
  });

  it.each<[act: "confirm" | "release", left: LetterEntry | undefined]>([
    ["confirm", { ...claimBy("own"), status: "sent", at: NOW + 1 }],
    ["release", undefined],
  ])("%s is for the attempt that holds the claim", async (act, left) => {
    const { register, entries } = await withDuty(fresh);
    const letter = letterAt("remind-10");
    const name = letterKey(letter);
    await register.letters.claim(ledger, letter, claimBy("own"));
    const by = (attempt: string) =>
      act === "confirm"
        ? register.letters.confirm(ledger, name, attempt, NOW + 1)
        : register.letters.release(ledger, name, attempt);
    expect(await by("other")).toBe(false);
    expect((await entries())[name]).toEqual(claimBy("own"));
    expect(await by("own")).toBe(true);
    expect((await entries())[name]).toEqual(left);
    expect(await by("own")).toBe(false);
  });

  it("a letter that was released is claimed anew; one that was sent is not", async () => {
    const { register } = await withDuty(fresh);
    const letter = letterAt("remind-10");
    await register.letters.claim(ledger, letter, claimBy("a"));
    await register.letters.release(ledger, letterKey(letter), "a");
    expect(await register.letters.claim(ledger, letter, claimBy("b"))).toBe(true);
    await register.letters.confirm(ledger, letterKey(letter), "b", NOW);
    expect(await register.letters.release(ledger, letterKey(letter), "b")).toBe(false);
    expect(await register.letters.claim(ledger, letter, claimBy("c"))).toBe(false);
  });

  it("a letter that waits for its address keeps its entry, and is claimed or skipped like one that nobody has tried", async () => {
    const { register, entries } = await withDuty(fresh);
    const letter = letterAt("remind-10");
    const name = letterKey(letter);
    const why = { at: NOW + 1, since: NOW };
    await register.letters.claim(ledger, letter, claimBy("own"));
    expect(await register.letters.release(ledger, name, "other", why)).toBe(false);
    expect(await register.letters.release(ledger, name, "own", why)).toBe(true);
    expect((await entries())[name]).toEqual({ ...claimBy("own"), status: "waiting", ...why });
    expect(await register.letters.confirm(ledger, name, "own", NOW)).toBe(false);
    expect(await register.letters.release(ledger, name, "own")).toBe(false);

    // By whoever decided before it waited: a claim that does not know since when would be forgotten were its owner to die.
    expect(await register.letters.claim(ledger, letter, claimBy("late"))).toBe(false);

    const again = { ...claimBy("again"), since: NOW };
    const won = await Promise.all(
      ["a", "b", "again"].map((attempt) => register.letters.claim(ledger, letter, { ...again, attempt })),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    const holder = ["a", "b", "again"][won.indexOf(true)] ?? "";
    expect((await entries())[name]).toEqual({ ...again, attempt: holder });
    await register.letters.release(ledger, name, holder, why);
    expect(await register.letters.skip(ledger, letter, { reason: "filed", at: NOW })).toBe(true);
    expect((await entries())[name]).toEqual({ status: "skipped", reason: "filed", at: NOW });
  });

  it("a letter that waits is claimed only while it is owed", async () => {
    const { register } = await withDuty(fresh, {
      state: "submitted",
      letters: { "0.remind-10.unit": { status: "waiting", at: NOW, since: NOW, to: TO, attempt: "own" } },
    });
    const again = { ...claimBy("again"), since: NOW };
    expect(await register.letters.claim(ledger, letterAt("remind-10"), again)).toBe(false);
  });

  it("not sending is recorded with its reason, and never over a claim or an outcome", async () => {
    const { register, entries } = await withDuty(fresh);
    const filed = { reason: "filed", at: NOW } as const;
    expect(await register.letters.skip(ledger, letterAt("remind-10"), filed)).toBe(true);
    expect((await entries())["0.remind-10.unit"]).toEqual({ status: "skipped", ...filed });
    expect(await register.letters.claim(ledger, letterAt("remind-10"), claimBy("a"))).toBe(false);
    await register.letters.claim(ledger, letterAt("remind-5"), claimBy("a"));
    expect(await register.letters.skip(ledger, letterAt("remind-5"), filed)).toBe(false);
    expect((await entries())["0.remind-5.unit"]).toEqual(claimBy("a"));
    expect(await register.letters.skip(dutyLedger(dutyOf("stp"), lying()), letterAt("issue"), filed)).toBe(false);
  });

  it.each<[addressee: LetterName["addressee"], reason: SkipReason, unreachable: boolean]>([
    ["unit", "no reachable address", true],
    ["head", "no reachable address", false],
    ["unit", "filed", false],
  ])(
    "a letter to the %s that is skipped for “%s” marks the duty as unreachable: %s",
    async (addressee, reason, marked) => {
      const { register } = await withDuty(fresh);
      await register.letters.skip(ledger, { ...letterAt("escalate"), addressee }, { reason, at: NOW });
      const { items } = await register.duties.openDuties({ ...ref, place: lying() }, { limit: 1 });
      expect(items.map(({ unreachable }) => unreachable)).toEqual([marked]);
    },
  );

  it("the supervisor's letter is claimed on its milestone: once, and only if the milestone is there", async () => {
    const { register } = await fresh();
    const letter = letterAt("escalate");
    expect(await register.letters.claim(runLedger(escalation), letter, claimBy("a"))).toBe(false);
    await register.runs.plan([escalation]);
    const won = await Promise.all(
      ["a", "b", "c"].map((attempt) => register.letters.claim(runLedger(escalation), letter, claimBy(attempt))),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    const name = letterKey(letter);
    expect(
      await register.letters.confirm(runLedger(escalation), name, ["a", "b", "c"][won.indexOf(true)] ?? "", 9),
    ).toBe(true);
    const run = await register.runs.run({ ...ref, run: runKey(escalation) });
    expect(run?.letters[name]).toMatchObject({ status: "sent", at: 9, to: TO });
  });
}
