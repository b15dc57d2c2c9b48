import { expect, it } from "vitest";

import type { Duty } from "../../../../functions/domain/duty.ts";
import { move } from "../../../../functions/domain/moves.ts";
import type { Act } from "../../../../functions/domain/moves.ts";
import { dutyLedger } from "../../../../functions/store/letters.ts";
import { at, day, dutyOf, email, ref, unitNamed, lying } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";

const NOW = at("2017-10-13T08:00");
const stc = () => dutyOf("stc");
const oneShard = { ...ref, place: lying() };

/** A duty after an act that its state allows. */
export function after(duty: Duty, act: Act, now = NOW): Duty {
  const next = move(duty, act, now);
  if ("refused" in next) throw new Error(next.detail);
  return next;
}

const filed = (duty: Duty, receivedAt = NOW): Duty => ({
  ...after(duty, { act: "submit", receivedAt }),
  receipts: { "1": 7 },
});

export function dutySuite(fresh: Fresh): void {
  it("a duty is kept whole: what it was laid out as is what is read", async () => {
    const { register } = await fresh();
    const duty = dutyOf("ubnd-m-drak", {
      state: "returned",
      deadline: day("2017-11-03"),
      ladder: 2,
      revision: 1,
      sequence: 3,
      receipts: { "1": 12 },
      standing: "within-extension",
      submittedAt: NOW,
      filedAt: NOW + 5,
      filedAs: "Abcd1234",
      extension: {
        deadline: day("2017-11-01"),
        previousDeadline: day("2017-10-30"),
        reason: "Bổ sung số liệu",
        approvedBy: "Giám đốc Sở Nội vụ",
        documentNumber: "1520/SNV-XDCQ",
        at: NOW,
      },
      supplement: { deadline: day("2017-11-03"), reason: "Thiếu số liệu" },
      reason: { text: "Đang chờ các xã", promisedOn: day("2017-11-02"), at: NOW },
      letters: { "0.issue.unit": { status: "sent", at: NOW, to: email("a@b.example"), attempt: "x" } },
      lastLetter: { milestone: "issue", to: email("a@b.example"), status: "delivered", at: NOW },
      unreachable: true,
    });
    await register.duties.layOut([duty], lying());
    expect(await register.duties.duty(duty, lying())).toEqual(duty);
    expect(await register.duties.duty({ ...duty, unitId: stc().unitId }, lying())).toBeUndefined();
  });

  it("a duty is laid out once: again, it is left as it stands", async () => {
    const { register } = await fresh();
    await register.duties.layOut([stc()], lying());
    await register.duties.transition(stc(), after(stc(), { act: "draft" }), lying());
    await register.duties.layOut([stc(), dutyOf("stp")], lying());
    expect((await register.duties.duty(stc(), lying()))?.state).toBe("draft");
    expect((await register.duties.duty(dutyOf("stp"), lying()))?.state).toBe("awaiting");
  });

  it("of two moves decided on the same duty, one is written", async () => {
    const { register } = await fresh();
    const submitted = dutyOf("stc", { state: "submitted", revision: 1 });
    await register.duties.layOut([submitted], lying());
    const moves: Act[] = [{ act: "accept" }, { act: "return", reason: "Thiếu số liệu" }];
    const done = await Promise.all(
      moves.map((act) => register.duties.transition(submitted, { ...after(submitted, act), sequence: 1 }, lying())),
    );
    expect(done.filter(Boolean)).toHaveLength(1);
    const winner = moves[done.indexOf(true)]?.act === "accept" ? "accepted" : "returned";
    expect((await register.duties.duty(submitted, lying()))?.state).toBe(winner);
  });

  it.each<[what: string, change: Partial<Duty>]>([
    ["its state is another", { state: "draft" }],
    ["a revision was filed", { revision: 1 }],
    ["its history has another entry", { sequence: 1 }],
    ["it has been given a date of its own", { ladder: 1 }],
  ])("a move is refused when %s by now", async (_what, change) => {
    const { register } = await fresh();
    await register.duties.layOut([dutyOf("stc", change)], lying());
    expect(await register.duties.transition(stc(), { ...stc(), state: "exempt" }, lying())).toBe(false);
    expect(await register.duties.duty(stc(), lying())).toEqual(dutyOf("stc", change));
  });

  it("a move of a duty on a ladder of its own is refused once it has another", async () => {
    const { register } = await fresh();
    const first = dutyOf("stc", { ladder: 1 });
    await register.duties.layOut([dutyOf("stc", { ladder: 2 })], lying());
    expect(await register.duties.transition(first, { ...first, state: "exempt" }, lying())).toBe(false);
  });

  it("a move never undoes a letter's claim that came between", async () => {
    const { register } = await fresh();
    await register.duties.layOut([stc()], lying());
    const claim = { status: "claimed", at: NOW, to: email("a@b.example"), attempt: "Abcd1234" } as const;
    await register.letters.claim(
      dutyLedger(stc(), lying()),
      { ladder: 0, milestone: "remind-10", addressee: "unit" },
      claim,
    );
    await register.duties.transition(stc(), after(stc(), { act: "draft" }), lying());
    expect((await register.duties.duty(stc(), lying()))?.letters).toEqual({ "0.remind-10.unit": claim });
  });

  it("a filing answers the duty as it was", async () => {
    const { register } = await fresh();
    await register.duties.layOut([dutyOf("stc", { state: "draft" })], lying());
    expect(await register.duties.file(stc(), filed(stc()), lying(), ["awaiting", "draft"])).toEqual(
      dutyOf("stc", { state: "draft" }),
    );
    expect(await register.duties.duty(stc(), lying())).toEqual({ ...filed(stc()), moves: 1 });
  });

  it("of two filings of the same revision, one is written", async () => {
    const { register } = await fresh();
    await register.duties.layOut([stc()], lying());
    const filings = [NOW, NOW + 1].map((moment) =>
      register.duties.file(stc(), filed(stc(), moment), lying(), ["awaiting", "draft"]),
    );
    const written = (await Promise.all(filings)).map((duty) => duty !== undefined);
    expect(written.filter(Boolean)).toHaveLength(1);
    expect((await register.duties.duty(stc(), lying()))?.submittedAt).toBe(NOW + written.indexOf(true));
  });

  it.each<[what: string, change: Partial<Duty>]>([
    ["its state is none of those expected", { state: "exempt" }],
    ["a revision was filed", { revision: 1 }],
    ["it has a date of its own", { ladder: 1 }],
  ])("a filing is refused when %s", async (_what, change) => {
    const { register } = await fresh();
    await register.duties.layOut([dutyOf("stc", change)], lying());
    expect(await register.duties.file(stc(), filed(stc()), lying(), ["awaiting", "draft"])).toBeUndefined();
    expect(await register.duties.duty(stc(), lying())).toEqual(dutyOf("stc", change));
  });

  it("a filing ends a stated reason that it did not know of", async () => {
    const { register } = await fresh();
    await register.duties.layOut([dutyOf("stc", { reason: { text: "Đang chờ các xã", at: NOW } })], lying());
    await register.duties.file(stc(), filed(stc()), lying(), ["awaiting"]);
    expect((await register.duties.duty(stc(), lying()))?.reason).toBeUndefined();
  });

  it("a duty that is filed leaves the list of open duties, and comes back when it is returned", async () => {
    const { register } = await fresh();
    await register.duties.layOut([stc()], lying());
    const open = async () => (await register.duties.openDuties(oneShard, { limit: 10 })).items;
    expect(await open()).toHaveLength(1);
    await register.duties.file(stc(), filed(stc()), lying(), ["awaiting"]);
    expect(await open()).toEqual([]);

    const returned = after(filed(stc()), { act: "return", deadline: day("2017-11-03"), reason: "Thiếu số liệu" });
    await register.duties.transition(filed(stc()), returned, lying());
    expect(await open()).toEqual([
      expect.objectContaining({ unitId: "stc", state: "returned", deadline: "2017-11-03", ladder: 1 }),
    ]);
  });

  it("a unit's new name, head and telephone reach the lists of its open duties", async () => {
    const { register } = await fresh();
    await register.duties.layOut([dutyOf("stc", { unreachable: true })], lying());
    const unit = {
      ...unitNamed("stc"),
      name: "Sở Tài chính tỉnh",
      headTitle: "Quyền Giám đốc",
      phone: "0262 3852 123",
    };
    expect(await register.duties.refreshUnit(stc(), unit, lying(), { reachable: false })).toBe(true);
    expect((await register.duties.openDuties(oneShard, { limit: 1 })).items).toEqual([
      expect.objectContaining({ unitName: unit.name, head: unit.headTitle, phone: unit.phone, unreachable: true }),
    ]);
    await register.duties.refreshUnit(stc(), unit, lying(), { reachable: true });
    expect((await register.duties.duty(stc(), lying()))?.unreachable).toBe(false);
    expect(await register.duties.refreshUnit(dutyOf("stp"), unitNamed("stp"), lying(), { reachable: true })).toBe(
      false,
    );
  });
}
