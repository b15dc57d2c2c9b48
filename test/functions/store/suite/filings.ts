import { expect, it } from "vitest";

import { ATTEMPT_LIFE_MS } from "../../../../functions/store/attempt-life.ts";
import type { HistoryEntry, SavedDraft, Submission } from "../../../../functions/store/filings.ts";
import { at, dutyOf } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";

const duty = dutyOf("stc");
const NOW = at("2017-10-13T08:00");
const LIFE = ATTEMPT_LIFE_MS;

const body = (attempt: string, { revision = 1, writtenAt = NOW, text = "Đã tổ chức" } = {}): Submission => ({
  revision,
  attempt,
  receivedAt: writtenAt,
  writtenAt,
  by: "vanthu@stc.daklak.example",
  channel: "online",
  sha256: "0".repeat(64),
  note: text,
});
const entry = (attempt: string, { sequence = 1, moment = NOW } = {}): HistoryEntry => ({
  sequence,
  attempt,
  at: moment,
  by: "vanthu@snv.daklak.example",
  act: "accept",
  from: "submitted",
  to: "accepted",
  details: {},
});
const draft = (version: number, text: string): SavedDraft => ({
  draft: { sections: { "thi-dua": text }, figures: {} },
  version,
  savedAt: NOW,
  savedBy: "vanthu@stc.daklak.example",
});

export function filingSuite(fresh: Fresh): void {
  it("of many who file the same revision at once, one body is written, and it is that one's", async () => {
    const { register } = await fresh();
    const attempts = Array.from({ length: 10 }, (_, i) => `attempt-${i}`);
    const written = await Promise.all(
      attempts.map((attempt) => register.filings.prepareSubmission(duty, body(attempt), { over: false })),
    );
    expect(written.filter(Boolean)).toHaveLength(1);
    expect((await register.filings.submission(duty, 1))?.attempt).toBe(attempts[written.indexOf(true)]);
  });

  it.each([
    { who: "another attempt within the attempt's life", attempt: "second", later: LIFE, over: true, written: false },
    { who: "another attempt after it", attempt: "second", later: LIFE + 1, over: true, written: true },
    { who: "the same attempt at once", attempt: "first", later: 1, over: true, written: true },
    { who: "who has not seen the duty", attempt: "second", later: LIFE + 1, over: false, written: false },
  ])("what a crash left is written over by $who: $written", async ({ attempt, later, over, written }) => {
    const { register } = await fresh();
    await register.filings.prepareSubmission(duty, body("first"), { over: false });
    const next = body(attempt, { writtenAt: NOW + later, text: "Bản khác" });
    expect(await register.filings.prepareSubmission(duty, next, { over })).toBe(written);
    expect((await register.filings.submission(duty, 1))?.note).toBe(written ? "Bản khác" : "Đã tổ chức");
  });

  it("a body is taken back by its own attempt only", async () => {
    const { register } = await fresh();
    await register.filings.prepareSubmission(duty, body("first"), { over: false });
    expect(await register.filings.dropSubmission(duty, body("second"))).toBe(false);
    expect(await register.filings.submission(duty, 1)).toEqual(body("first"));
    expect(await register.filings.dropSubmission(duty, body("first"))).toBe(true);
    expect(await register.filings.submission(duty, 1)).toBeUndefined();
  });

  it("of two who act on a duty at once, one holds the entry of its history", async () => {
    const { register } = await fresh();
    const held = await Promise.all(
      ["one", "two"].map((attempt) => register.filings.prepareHistory(duty, entry(attempt))),
    );
    expect(held.filter(Boolean)).toHaveLength(1);
  });

  it("an entry that a crash left is taken over when the attempt must be dead, and not before", async () => {
    const { register } = await fresh();
    await register.filings.prepareHistory(duty, entry("first"));
    expect(await register.filings.prepareHistory(duty, entry("second", { moment: NOW + LIFE }))).toBe(false);
    expect(await register.filings.prepareHistory(duty, entry("second", { moment: NOW + LIFE + 1 }))).toBe(true);
    expect(await register.filings.dropHistory(duty, entry("first"))).toBe(false);
    expect((await register.filings.dossier(duty)).history.map(({ attempt }) => attempt)).toEqual(["second"]);
    expect(await register.filings.dropHistory(duty, entry("second"))).toBe(true);
    expect((await register.filings.dossier(duty)).history).toEqual([]);
  });

  it("a dossier holds a duty's history and submissions in order, and nothing of another's", async () => {
    const { register } = await fresh();
    for (const sequence of [2, 10, 1]) await register.filings.prepareHistory(duty, entry("a", { sequence }));
    for (const revision of [10, 1, 2])
      await register.filings.prepareSubmission(duty, body("a", { revision }), { over: false });
    await register.filings.saveDraft(duty, draft(1, "nháp"));
    await register.filings.prepareHistory(dutyOf("stp"), entry("a"));
    const { history, submissions } = await register.filings.dossier(duty);
    expect(history.map(({ sequence }) => sequence)).toEqual([1, 2, 10]);
    expect(submissions.map(({ revision }) => revision)).toEqual([1, 2, 10]);
    expect(history[0]).toEqual(entry("a"));
  });

  it("a dossier longer than a page of the table is read whole", async () => {
    const { register } = await fresh();
    const text = "x".repeat(100_000);
    for (let revision = 1; revision <= 12; revision++)
      await register.filings.prepareSubmission(duty, body("a", { revision, text }), { over: false });
    expect((await register.filings.dossier(duty)).submissions).toHaveLength(12);
  });

  it("many dossiers are read together: each unit's own, in order, and no more than was done", async () => {
    const { register } = await fresh();
    const acted = { ...duty, sequence: 101, revision: 2 };
    const idle = { ...dutyOf("stp"), sequence: 0, revision: 0 };
    const filed = { ...dutyOf("syt"), sequence: 0, revision: 1 };
    for (let sequence = 1; sequence <= 102; sequence++)
      await register.filings.prepareHistory(duty, entry("a", { sequence }));
    for (const revision of [1, 2, 3])
      await register.filings.prepareSubmission(duty, body("a", { revision }), { over: false });
    await register.filings.prepareHistory(idle, entry("a"));
    await register.filings.prepareSubmission(filed, body("b", { revision: 1 }), { over: false });
    const dossiers = await register.filings.dossiersOf([acted, idle, filed]);
    expect(dossiers.get(duty.unitId)?.history.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 101 }, (_, index) => index + 1),
    );
    expect(dossiers.get(duty.unitId)?.submissions.map(({ revision }) => revision)).toEqual([1, 2]);
    expect(dossiers.get(idle.unitId)).toEqual({ history: [], submissions: [] });
    expect(dossiers.get(filed.unitId)?.submissions).toEqual([body("b", { revision: 1 })]);
  });

  it("a draft is saved over the version that it was made from, and over no other", async () => {
    const { register } = await fresh();
    expect(await register.filings.draft(duty)).toBeUndefined();
    const first = await Promise.all(["A", "B"].map((text) => register.filings.saveDraft(duty, draft(1, text))));
    expect(first.filter(Boolean)).toHaveLength(1);
    expect(await register.filings.saveDraft(duty, draft(3, "quá sớm"))).toBe(false);
    expect(await register.filings.saveDraft(duty, draft(2, "C"))).toBe(true);
    expect(await register.filings.saveDraft(duty, draft(2, "D"))).toBe(false);
    expect(await register.filings.draft(duty)).toEqual(draft(2, "C"));
  });
}
