import { expect, it } from "vitest";

import { AttachmentIdSchema } from "../../../../functions/domain/attachment.ts";
import { ObligationIdSchema } from "../../../../functions/domain/ids.ts";
import { newDuty } from "../../../../functions/domain/duty.ts";
import { aMonthLater } from "../a-month-later.ts";
import type { Duty } from "../../../../functions/domain/duty.ts";
import type { LetterEntry } from "../../../../functions/domain/letter.ts";
import { DAY_MS, instantOf, localDateOf } from "../../../../functions/domain/instant.ts";
import { countsOfDuties } from "../../../../functions/domain/counts.ts";
import type { UnitRecord } from "../../../../functions/domain/unit.ts";
import { dutyItem } from "../../../../functions/store/duty-item.ts";
import { dutyLedger } from "../../../../functions/store/letters.ts";
import { at, day, dutyOf, email, obligation, planned, ref, reporters, unitId, unitNamed, lying } from "../../season.ts";
import type { Cost } from "../engines.ts";
import type { Fresh } from "../register-suite.ts";
import { after } from "./duties.ts";
import { deadlineIn } from "../../../../functions/domain/deadline.ts";

const NOW = at("2017-10-27T08:12:31.207");
const BEFORE_THE_DEADLINE = ["issue", "remind-20", "remind-10", "remind-5", "remind-2", "remind-0"];
const oneShard = { ...ref, place: lying() };

/** A unit's duty on the last day before the deadline: six letters sent and delivered. */
function reminded({ id, clerkEmail }: UnitRecord, changes: Partial<Duty> = {}): Duty {
  const to = email(clerkEmail ?? "");
  const delivered: LetterEntry = { status: "delivered", at: NOW, to, attempt: "q0-Zk3_b" };
  const letters = Object.fromEntries(BEFORE_THE_DEADLINE.map((milestone) => [`0.${milestone}.unit`, delivered]));
  const lastLetter = { milestone: "remind-0", to, status: "delivered", at: NOW };
  return dutyOf(id, { letters, lastLetter, ...changes });
}

const filed = (duty: Duty): Duty => ({
  ...after(duty, { act: "submit", receivedAt: NOW }, NOW),
  receipts: { "1": 31 },
  filedAs: "k0123456789abcde",
});

export function costSuite(fresh: Fresh, { countsIndexes }: { countsIndexes: boolean }): void {
  /** What an operation is to cost; what it costs the indexes is held to where the engine tells. */
  const units = ({ read = 0, write = 0, index = 0 }: Partial<Cost>): Cost => ({
    read,
    write,
    index: countsIndexes ? index : 0,
  });

  it.each([1, 3, 12])("a report of %i KB costs its kilobytes and three writes, and no read", async (kilobytes) => {
    const { register, costOf } = await fresh();
    const year = { receiver: obligation.receiver, year: 2017 };
    await register.receipts.take(year, { ...dutyOf("stp"), revision: 1, attempt: "f7-Zk3_b" }, NOW);
    const [unit] = reporters;
    if (!unit) throw new Error("Nobody reports.");
    const duty = reminded(unit);
    await register.duties.layOut([duty], lying());
    const body = {
      revision: 1,
      attempt: "q0-Zk3_b",
      receivedAt: NOW,
      writtenAt: NOW,
      by: "vanthu@stc.daklak.example",
      channel: "online",
      sha256: "0".repeat(64),
      note: "x".repeat(kilobytes * 1024 - 350),
    } as const;
    expect(await costOf(() => register.filings.prepareSubmission(duty, body, { over: false }))).toEqual(
      units({ write: kilobytes }),
    );
    expect(
      await costOf(() => register.receipts.take(year, { ...duty, revision: 1, attempt: "q0-Zk3_b" }, NOW)),
    ).toEqual(units({ write: 1 }));
    expect(await costOf(() => register.duties.file(duty, filed(duty), lying(), ["awaiting", "draft"]))).toEqual(
      units({ write: 1, index: 1 }),
    );
  });

  it("an attachment costs a filing one write more, and no read", async () => {
    const { register, costOf } = await fresh();
    const id = AttachmentIdSchema.parse("q0-Zk3_b");
    const duty = dutyOf("stc");
    const file = { id, name: "Báo cáo.pdf", kind: "pdf", announcedAt: NOW, by: "vanthu@stc.daklak.example" } as const;
    await register.attachments.announce(duty, { ...file, state: "awaited", mostBytes: 1_000_000 });
    const sha256 = "0".repeat(64);
    await register.attachments.takeIn(duty, id, { size: 482_113, sha256, version: "v".repeat(32) });
    expect(await costOf(() => register.attachments.name(duty, { id, sha256 }))).toEqual(units({ write: 1 }));
  });

  it("checking a receipt costs half a read, whether there is one or not", async () => {
    const { register, costOf } = await fresh();
    const receipt = { receiver: unitId("snv"), year: 2017, number: 31 };
    const entered = () =>
      register.receipts.enter(receipt, { hashes: Array.from({ length: 11 }, () => "0".repeat(64)), at: NOW });
    expect(await costOf(entered)).toEqual(units({ write: 1 }));
    for (const number of [31, 32])
      expect(await costOf(() => register.receipts.hashes({ ...receipt, number }))).toEqual(units({ read: 0.5 }));
  });

  it("a number that no filing has costs a write to give back, and one more to tell why when that comes too late", async () => {
    const { register, costOf } = await fresh();
    const year = { receiver: obligation.receiver, year: 2017 };
    const take = (unit: string) =>
      register.receipts.take(year, { ...dutyOf(unit), revision: 1, attempt: "q0-Zk3_b" }, NOW);
    const held = ({ hold = "", ...taken }: Awaited<ReturnType<typeof take>>) => ({ ...taken, hold });
    const first = held(await take("stc"));
    const second = held(await take("stp"));
    expect(await costOf(() => register.receipts.giveBack(first))).toEqual(units({ write: 1 }));
    const { directiveId, obligationId, unitId: reporter } = dutyOf("stc");
    const refusal = { directiveId, obligationId, unitId: reporter, at: NOW };
    expect(await costOf(() => register.receipts.explain(first, refusal))).toEqual(units({ write: 1 }));
    expect(await costOf(() => register.receipts.giveBack(second))).toEqual(units({ write: 1 }));
  });

  it("a filing that is refused costs one write, and half a read to tell why", async () => {
    const { register, costOf } = await fresh();
    const duty = dutyOf("stc");
    await register.duties.layOut([filed(duty)], lying());
    expect(await costOf(() => register.duties.file(duty, filed(duty), lying(), ["awaiting", "draft"]))).toEqual(
      units({ write: 1 }),
    );
    expect(await costOf(() => register.duties.duty(duty, lying(), { consistent: false }))).toEqual(
      units({ read: 0.5 }),
    );
  });

  it("a sixth letter costs one write to claim and one to confirm, whatever the unit is called", async () => {
    const { register, costOf } = await fresh();
    for (const unit of reporters) {
      const duty = reminded(unit);
      const { "0.remind-0.unit": last, ...earlier } = duty.letters;
      await register.duties.layOut([{ ...duty, letters: earlier }], lying());
      const letter = { ladder: 0, milestone: "remind-0", addressee: "unit" } as const;
      const ledger = dutyLedger(duty, lying());
      expect(
        await costOf(() => register.letters.claim(ledger, letter, { ...last, status: "claimed", at: NOW })),
      ).toEqual(units({ write: 1 }));
      expect(await costOf(() => register.letters.confirm(ledger, "0.remind-0.unit", "q0-Zk3_b", NOW))).toEqual(
        units({ write: 1 }),
      );
    }
  });

  it("a letter that waits for its address costs a try of two writes, and what looks after it one read beside", async () => {
    const { register, costOf } = await fresh();
    const [unit] = reporters;
    if (!unit) throw new Error("Nobody reports.");
    const duty = reminded(unit);
    const { "0.remind-0.unit": last, ...earlier } = duty.letters;
    await register.duties.layOut([{ ...duty, letters: earlier }], lying());
    const issue = { ...planned("issue", "2017-07-14T08:00"), phase: "watched" as const, waitedAt: NOW };
    await register.runs.plan([issue]);
    const letter = { ladder: 0, milestone: "remind-0", addressee: "unit" } as const;
    const ledger = dutyLedger(duty, lying());
    const claim = { ...last, status: "claimed", at: NOW, since: NOW } as const;
    expect(await costOf(() => register.letters.claim(ledger, letter, claim))).toEqual(units({ write: 1 }));
    const waits = { at: NOW, since: NOW };
    expect(await costOf(() => register.letters.release(ledger, "0.remind-0.unit", "q0-Zk3_b", waits))).toEqual(
      units({ write: 1 }),
    );
    expect(await costOf(() => register.runs.run({ ...ref, run: "ALL#issue" }))).toEqual(units({ read: 1 }));
  });

  it("what a letter is decided on and made of is read at once, as it was written last, for a read each", async () => {
    const { register, costOf } = await fresh();
    const [unit] = reporters;
    const receiver = unitNamed(obligation.receiver);
    if (!unit) throw new Error("Nobody reports.");
    await register.units.putUnits([unit, receiver], new Map());
    await register.duties.layOut([reminded(unit)], lying());
    const ask = { ...ref, unitId: unit.id };
    const cost = await costOf(async () => {
      const { written: duty, units: known } = await register.duties.dutyAndUnits(ask, lying(), [unit.id, receiver.id]);
      expect(duty).toEqual(reminded(unit));
      expect([...known.values()].map(({ name }) => name).toSorted()).toEqual([unit.name, receiver.name].toSorted());
    });
    expect(cost).toEqual(units({ read: 3 }));
    expect(await register.duties.dutyAndUnits({ ...ask, unitId: receiver.id }, lying(), [receiver.id])).toMatchObject({
      written: undefined,
    });
  });

  it("an outcome that the mail service tells costs one write, and one more since lists show it", async () => {
    const { register, costOf } = await fresh();
    const sent: LetterEntry = { status: "sent", at: NOW, to: email("vanthu@stc.daklak.example"), attempt: "a" };
    await register.duties.layOut([dutyOf("stc", { letters: { "0.issue.unit": sent } })], lying());
    expect(
      await costOf(() =>
        register.letters.record(
          dutyLedger(dutyOf("stc"), lying()),
          "0.issue.unit",
          { ...sent, status: "delivered", attempt: "a" },
          ["sent"],
        ),
      ),
    ).toEqual(units({ write: 1, index: 1 }));
  });

  it("a sweep reads open duties only: thirty of a thousand cost what thirty of thirty cost", async () => {
    const { register, table, costOf } = await fresh();
    const thirty = reporters.slice(0, 30).map((unit) => reminded(unit));
    const others = Array.from({ length: 970 }, (_, i) =>
      newDuty(
        { ...ref, unitId: unitId(`ubnd-xa-${i}`) },
        { name: `UBND xã ${i}`, kind: "xa", headTitle: "Chủ tịch UBND xã", phone: "" },
        deadlineIn(obligation),
      ),
    );
    const sweep = async () => {
      const page = await register.duties.openDuties(oneShard, { limit: 500 });
      expect(page).toMatchObject({ next: undefined });
      expect(page.items).toHaveLength(30);
    };
    await register.duties.layOut(thirty, lying());
    const alone = await costOf(sweep);
    await table.writeMany({ put: others.map((duty) => dutyItem(filed(duty), 1)) });
    expect(await costOf(sweep)).toEqual(alone);
    expect(alone).toEqual(units({ read: 1 }));
  });

  it("the escalation list of the thirty longest names, six of them with a reason, costs one read, and no write at the deadline", async () => {
    const { register, costOf } = await fresh();
    const longest = reporters
      .toSorted((a, b) => Buffer.byteLength(b.name + b.headTitle) - Buffer.byteLength(a.name + a.headTitle))
      .slice(0, 30);
    const reason = { text: "Đang chờ số liệu của các xã vùng III", promisedOn: day("2017-11-02"), at: NOW };
    await register.duties.layOut(
      longest.map((unit, i) => reminded(unit, i < 6 ? { reason } : {})),
      lying(),
    );
    expect(
      await costOf(async () => {
        const late = await register.duties.lateDuties(
          { ...oneShard, now: instantOf(day("2017-10-30")) },
          { limit: 200 },
        );
        expect(late.items).toHaveLength(30);
      }),
    ).toEqual(units({ read: 1 }));
  });

  it("the dashboard's counts cost at most two reads, after a season of filings on every day", async () => {
    const { register, costOf } = await fresh();
    const kinds = ["so-ban-nganh", "huyen", "thi-xa", "thanh-pho", "xa", "phuong"];
    const states = ["awaiting", "draft", "returned", "submitted", "accepted", "exempt"] as const;
    const standings = ["on-time", "within-extension", "late"] as const;
    const duties = Array.from({ length: 1_080 }, (_, i) =>
      dutyOf("stc", {
        kind: kinds[i % 6] ?? "",
        state: states[Math.floor(i / 6) % 6] ?? "awaiting",
        standing: standings[Math.floor(i / 36) % 3],
        submittedAt: NOW - (i % 108) * DAY_MS,
        deadline: localDateOf(NOW + (i % 20) * DAY_MS),
      }),
    );
    await register.counts.replace(ref, countsOfDuties(duties), { made: 0, counted: 0 });
    const { read, write } = await costOf(() => register.counts.read(ref));
    expect(read).toBeLessThanOrEqual(2);
    expect(write).toBe(0);
  });

  it("the counts of most obligations cost half a read for each 4 KB of them, together; of few, half a read each", async () => {
    const { register, costOf } = await fresh();
    const refs = ["bao-cao", "bao-cao-2", "bao-cao-3", "bao-cao-4"].map((id) => ({
      ...ref,
      obligationId: ObligationIdSchema.parse(id),
    }));
    for (const one of refs) await register.counts.add(one, { "state.huyen.awaiting": 1 });
    const settled = await register.desk.settled();
    const reading = (some: typeof refs) => costOf(() => register.desk.countsOfEach(some, { settled, total: 4 }));
    expect(await reading(refs)).toEqual(units({ read: 0.5 }));
    expect(await reading(refs.slice(0, 2))).toEqual(units({ read: 1 }));
  });

  it("which obligations are settled costs half a read for some forty, and their counts nothing once they were read", async () => {
    const { register, costOf } = await fresh();
    const refs = Array.from({ length: 40 }, (_, nth) => ({
      ...ref,
      obligationId: ObligationIdSchema.parse(`bao-cao-${nth}`),
    }));
    for (const one of refs) await register.counts.add(one, { "state.huyen.accepted": 1 });
    const asking = () => aMonthLater(() => register.desk.settled());
    expect(await costOf(asking)).toEqual(units({ read: 0.5 }));
    const settled = await asking();
    const first = await register.desk.countsOfEach(refs, { settled, total: 40 });
    expect(first.size).toBe(40);
    expect(await costOf(() => register.desk.countsOfEach(refs, { settled, total: 40 }))).toEqual(units({}));
    expect(await register.desk.countsOfEach(refs, { settled, total: 40 })).toEqual(first);
  });

  it("what a unit owes costs the index its keys once, and bodies, drafts and history cost it nothing", async () => {
    const { register, costOf } = await fresh();
    const duty = dutyOf("stc");
    expect(await costOf(() => register.duties.layOut([duty], lying()))).toEqual(units({ write: 1, index: 2 }));
    const draft = { draft: { sections: {}, figures: {} }, version: 1, savedAt: NOW, savedBy: "x" };
    expect(await costOf(() => register.filings.saveDraft(duty, draft))).toEqual(units({ write: 1 }));
    const entry = { sequence: 1, attempt: "a", at: NOW, by: "x", act: "accept", from: "submitted", to: "accepted" };
    expect(await costOf(() => register.filings.prepareHistory(duty, { ...entry, details: {} }))).toEqual(
      units({ write: 1 }),
    );
  });

  it("the watchdog's question costs half a read at most when nothing is overdue", async () => {
    const { register, costOf } = await fresh();
    const { read, write } = await costOf(() => register.runs.runsDueBefore(NOW, { limit: 100 }));
    expect(read).toBeLessThanOrEqual(0.5);
    expect(write).toBe(0);
  });
}
