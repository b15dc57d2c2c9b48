import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { DUTY_STATES, isOpen } from "../../../functions/domain/duty.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import { formatInstant } from "../../../functions/domain/instant.ts";
import { isEscalation } from "../../../functions/domain/ladder.ts";
import { ADDRESSEES, LETTER_STATUSES, answerOf, letterKey } from "../../../functions/domain/letter.ts";
import type { LetterEntry } from "../../../functions/domain/letter.ts";
import {
  CLAIM_LEASE_MS,
  LONGEST_WAIT_MS,
  RETRY_WAITING_AFTER_MS,
  decideKnown,
  decideLetter,
} from "../../../functions/domain/owed.ts";
import { addressesOf } from "../../../functions/domain/unit.ts";
import { at, day } from "../letters/season-5500.ts";
import { contacts, decide, filed, ladderTo, name, send, skip, unit } from "./decisions.ts";
import { dutyOf, unitOf } from "./samples.ts";

describe("the address of a letter", () => {
  const escalated = (to: string): Partial<Duty> => ({
    letters: { "0.escalate.unit": { status: "sent", at: 0, to: unitOf({ clerkEmail: to }).clerkEmail as never } },
  });

  const headWrittenTo = (status: LetterEntry["status"]): Partial<Duty> => ({
    letters: { "0.escalate.head": { status, at: 0, to: unit.headEmail as never } },
  });

  it.each([
    ["is the clerk's", "unit", unit, {}, send("vanthu@stc.example")],
    [
      "is the office's when the clerk's came back",
      "unit",
      unitOf(contacts, ["vanthu@stc.example"]),
      {},
      send("vp@stc.example"),
    ],
    [
      "is the head's when both came back",
      "unit",
      unitOf(contacts, ["vanthu@stc.example", "vp@stc.example"]),
      {},
      send("giamdoc@stc.example"),
    ],
    [
      "is nowhere when all came back",
      "unit",
      unitOf(contacts, Object.values(contacts)),
      {},
      skip("no reachable address"),
    ],
    [
      "of a head is nobody else's",
      "head",
      unitOf({ clerkEmail: "vanthu@stc.example" }),
      {},
      skip("no reachable address"),
    ],
    [
      "of a head whose mail came back is nowhere",
      "head",
      unitOf(contacts, ["giamdoc@stc.example"]),
      {},
      skip("no reachable address"),
    ],
    [
      "is written to once at a milestone",
      "head",
      unit,
      escalated("giamdoc@stc.example"),
      skip("already written to at this milestone"),
    ],
    [
      "is written to once at a milestone, by the head's letter too",
      "unit",
      unitOf(contacts, ["vanthu@stc.example", "vp@stc.example"]),
      headWrittenTo("delivered"),
      skip("already written to at this milestone"),
    ],
    [
      "is written to where the head's letter may yet come back",
      "unit",
      unitOf(contacts, ["vanthu@stc.example", "vp@stc.example"]),
      headWrittenTo("sent"),
      send("giamdoc@stc.example"),
    ],
    [
      "of a head is written to beside the clerk's",
      "head",
      unit,
      escalated("vanthu@stc.example"),
      send("giamdoc@stc.example"),
    ],
  ] as const)("%s", (_policy, addressee, to, change, decision) => {
    expect(decide(name("escalate", addressee), "2017-10-30T08:00:00", dutyOf(change), to)).toEqual(decision);
  });
});

describe("a letter that stands in the ledger", () => {
  const claimed: LetterEntry = { status: "claimed", at: at("2017-10-13T08:00:00"), attempt: "a1" };
  const withEntry = (entry: LetterEntry) => dutyOf({ letters: { "0.remind-10.unit": entry } });

  it.each(LETTER_STATUSES.filter((status) => status !== "claimed" && status !== "waiting"))(
    "and is %s is never sent again, whatever the duty",
    (status) => {
      const entry = { status, at: 0 };
      for (const state of DUTY_STATES) {
        const duty = { ...withEntry(entry), state };
        expect(decide(name("remind-10"), "2017-10-13T08:00:00", duty)).toEqual({ decision: "nothing" });
      }
    },
  );

  it.each([
    [0, { decision: "wait" }],
    [CLAIM_LEASE_MS - 1, { decision: "wait" }],
    [CLAIM_LEASE_MS, { decision: "release", attempt: "a1" }],
    [10 * CLAIM_LEASE_MS, { decision: "release", attempt: "a1" }],
  ])("and was claimed %i ms ago is its owner's until the lease ends: %j", (age, decision) => {
    const now = formatInstant(claimed.at + age).slice(0, -6);
    expect(decide(name("remind-10"), now, withEntry(claimed))).toEqual(decision);
    expect(decide(name("remind-10"), now, { ...withEntry(claimed), ...filed })).toEqual(decision);
  });

  it("settles that letter alone", () => {
    const duty = withEntry({ status: "sent", at: 0 });
    expect(decide(name("remind-5"), "2017-10-20T08:00:00", duty)).toEqual(send("vanthu@stc.example"));
  });

  it("is not there: nothing is known yet", () => {
    expect(decideKnown(undefined, 0)).toBeUndefined();
  });
});

describe("a letter that waits for its address to be allowed", () => {
  const clerk = unit.clerkEmail as never;
  const since = at("2017-10-13T08:00:00");
  const waiting: LetterEntry = {
    status: "waiting",
    at: since,
    since,
    to: clerk,
    attempt: "a1",
  };
  const waits = (milestone: string, change: Partial<LetterEntry> = {}) =>
    dutyOf({ letters: { [`0.${milestone}.unit`]: { ...waiting, ...change } } });
  const inMs = (ms: number) => formatInstant(since + ms).slice(0, -6);
  const NEVER = "not allowed to be written to for 30 days";

  it.each([
    [0, { decision: "later" }],
    [RETRY_WAITING_AFTER_MS - 1, { decision: "later" }],
    [RETRY_WAITING_AFTER_MS, { ...send("vanthu@stc.example"), since }],
    [LONGEST_WAIT_MS - 1, { ...send("vanthu@stc.example"), since }],
    [LONGEST_WAIT_MS, skip(NEVER)],
  ])("is tried again now and then, not at once and not for ever: after %i ms %j", (ms, decision) => {
    expect(decide(name("issue"), inMs(ms), waits("issue"))).toEqual(decision);
  });

  it("is left alone after each try, and given up by the first", () => {
    const tried = waits("issue", { at: since + LONGEST_WAIT_MS - 1 });
    expect(decide(name("issue"), inMs(LONGEST_WAIT_MS - 1), tried)).toEqual({ decision: "later" });
    expect(decide(name("issue"), inMs(LONGEST_WAIT_MS), tried)).toEqual(skip(NEVER));
  });

  it("waits for its own address: it never goes on to the unit's next", () => {
    for (const ms of [0, RETRY_WAITING_AFTER_MS]) {
      const decided = decide(name("remind-10"), inMs(ms), waits("remind-10"), unitOf(contacts));
      expect(decided.decision === "send" ? decided.to : "nobody").toMatch(/^(nobody|vanthu@stc\.example)$/);
    }
  });

  it("and is being tried again waits on once its claim's lease is over", () => {
    const claimed = waits("remind-10", { status: "claimed" });
    expect(decide(name("remind-10"), inMs(CLAIM_LEASE_MS - 1), claimed)).toEqual({ decision: "wait" });
    expect(decide(name("remind-10"), inMs(CLAIM_LEASE_MS), claimed)).toEqual({
      decision: "release",
      attempt: "a1",
      waits: { at: since, since },
    });
  });

  it("goes at once where the unit's address is another by now, and its time begins anew", () => {
    const other = unitOf({ ...contacts, clerkEmail: "moi@stc.example" });
    const anew = { ...send("moi@stc.example"), since: at(inMs(1)) };
    expect(decide(name("remind-10"), inMs(1), waits("remind-10"), other)).toEqual(anew);
  });

  it.each([
    ["the unit has filed", { ...filed }, inMs(1), "filed"],
    ["a later milestone has come", {}, "2017-10-20T08:00:00", "overtaken by remind-5"],
    ["its date has passed", {}, "2017-10-30T00:00:00", "its date has passed"],
  ] as const)("is not sent once %s, and says so", (_what, change, now, reason) => {
    expect(decide(name("remind-10"), now, { ...waits("remind-10"), ...change })).toEqual(skip(reason));
  });

  it("keeps the head from being written to at the same address", () => {
    const duty = waits("escalate", { to: "giamdoc@stc.example" as never });
    expect(decide(name("escalate", "head"), "2017-10-30T08:00:00", duty)).toEqual(
      skip("already written to at this milestone"),
    );
  });
});

describe("whatever the duty, the unit and the hour", () => {
  const anyUnit = fc
    .record({
      clerkEmail: fc.constantFrom("", "a@stc.example", "b@stc.example"),
      officeEmail: fc.constantFrom("", "a@stc.example", "b@stc.example"),
      headEmail: fc.constantFrom("a@stc.example", "c@stc.example"),
      bounced: fc.subarray(["a@stc.example", "b@stc.example", "c@stc.example"]),
    })
    .map(({ bounced, ...emails }) => unitOf(emails, bounced));
  const anyEntry = fc.record({ status: fc.constantFrom(...LETTER_STATUSES), at: fc.nat({ max: 10 }).map(minutesAgo) });
  const anyLetter = fc.record({
    ladder: fc.nat({ max: 2 }),
    milestone: fc.constantFrom(
      "issue",
      "remind-10",
      "remind-0",
      "escalate",
      "follow-up-2",
      "receipt-1",
      "returned-1",
      "extended-1",
      "exempted-1",
      "reinstated-1",
    ),
    addressee: fc.constantFrom(...ADDRESSEES),
  });
  const noon = at("2017-10-30T12:00:00");
  function minutesAgo(quarters: number): number {
    return noon - quarters * 5 * 60_000;
  }

  it("a letter of the ladder goes to an open duty on that ladder, late if it escalates, at an address that takes mail", () => {
    fc.assert(
      fc.property(
        anyLetter,
        anyUnit,
        fc.constantFrom(...DUTY_STATES),
        fc.nat({ max: 2 }),
        fc.option(anyEntry, { nil: undefined }),
        fc.constantFrom("2017-10-30", "2017-11-03"),
        (letter, to, state, ladder, entry, before) => {
          const letters = entry ? { [letterKey(letter)]: entry } : {};
          const duty = dutyOf({ state, ladder, deadline: day(before), revision: 1, letters });
          const decided = decideLetter(letter, { duty, unit: to, ladder: ladderTo(duty.deadline), now: noon });
          if (decided.decision !== "send") return;
          expect([undefined, "waiting"]).toContain(entry?.status);
          expect(addressesOf(to)).toContain(decided.to);
          expect(to.bounced[decided.to]).toBeUndefined();
          if (answerOf(letter.milestone)) return;
          expect(isOpen(duty)).toBe(true);
          expect(letter.milestone === "issue" || ladder === letter.ladder).toBe(true);
          expect(isEscalation(letter.milestone) && before === "2017-11-03").toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("a claim is waited for or released, never sent beside", () => {
    fc.assert(
      fc.property(anyLetter, fc.constantFrom(...DUTY_STATES), fc.nat({ max: 40 }), (letter, state, minutes) => {
        const entry: LetterEntry = { status: "claimed", at: noon - minutes * 60_000, attempt: "a1" };
        const duty = dutyOf({ state, letters: { [letterKey(letter)]: entry } });
        const decided = decideLetter(letter, { duty, unit, ladder: ladderTo(duty.deadline), now: noon });
        expect(decided).toEqual(minutes < 15 ? { decision: "wait" } : { decision: "release", attempt: "a1" });
      }),
    );
  });
});
