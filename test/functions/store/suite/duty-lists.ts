import { expect, it } from "vitest";

import type { Duty } from "../../../../functions/domain/duty.ts";
import { newDuty } from "../../../../functions/domain/duty.ts";
import type { PageOf } from "../../../../functions/store/duty-lists.ts";
import { shardOf } from "../../../../functions/store/table.ts";
import { at, consolidation, day, dutyOf, obligation, ref, reporters, unitId, unitNamed, lying } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";
import { deadlineIn } from "../../../../functions/domain/deadline.ts";
import { instantOf } from "../../../../functions/domain/instant.ts";

const SHARDS = 7;
const oneShard = { ...ref, place: lying() };
const idsOf = (duties: readonly { unitId: string }[]) => duties.map((duty) => duty.unitId);
const communes = (count: number): Duty[] =>
  Array.from({ length: count }, (_, i) =>
    newDuty(
      { ...ref, unitId: unitId(`ubnd-xa-${String(i).padStart(4, "0")}`) },
      { name: `UBND xã ${i}`, kind: "xa", headTitle: "Chủ tịch UBND xã", phone: "" },
      deadlineIn(obligation),
    ),
  );

/** Every item of a list, and how many pages it took. */
async function allPages<T>(read: (cursor: PageOf<T>["next"]) => Promise<PageOf<T>>): Promise<[T[], pages: number]> {
  const items: T[] = [];
  let cursor: PageOf<T>["next"];
  let pages = 0;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.next;
    pages++;
  } while (cursor);
  return [items, pages];
}

export function dutyListSuite(fresh: Fresh): void {
  it("of a duty that goes by a move which its reader does not know of yet has that one's date", async () => {
    const { register } = await fresh();
    const duties = [dutyOf("stp"), { ...dutyOf("stc"), deadline: day("2017-11-06"), ladder: -1, follows: 1 }];
    await register.duties.layOut(duties, lying());
    const dates = async (place: ReturnType<typeof lying>) =>
      (await register.duties.openDuties({ ...ref, place }, { limit: 9 })).items
        .map(({ deadline }) => deadline)
        .toSorted();
    expect(await dates(lying())).toEqual(["2017-10-30", "2017-11-06"]);
    expect(await dates({ ...lying(), deadline: day("2017-11-06"), moved: 1 })).toEqual(["2017-11-06", "2017-11-06"]);
  });

  it("by date is paged over all shards, nearest first, and each page costs what it holds", async () => {
    const { register, costOf } = await fresh();
    const where = { ...ref, place: lying(SHARDS) };
    const duties = communes(90).map((duty, i) => ({ ...duty, deadline: day(`2017-10-${28 + (i % 3)}`), ladder: 1 }));
    await register.duties.layOut(duties, where.place);
    const now = instantOf(day("2017-10-29"));
    const seen: string[] = [];
    let after: string | undefined;
    do {
      let page: Awaited<ReturnType<typeof register.desk.openByDate>> = { items: [], next: undefined };
      const { read } = await costOf(async () => {
        page = await register.desk.openByDate(where, { after, between: { comeBy: now }, limit: 11 });
      });
      expect(read).toBeLessThanOrEqual(SHARDS);
      seen.push(...page.items.map(({ deadline, unitId: id }) => `${deadline} ${id}`));
      after = page.next;
    } while (after !== undefined);
    const late = duties.filter(({ deadline }) => deadline <= "2017-10-29");
    expect(seen).toEqual(late.map(({ deadline, unitId: id }) => `${deadline} ${id}`).toSorted());
    const inTime = await register.desk.openByDate(where, { between: { notComeBy: now }, limit: 90 });
    expect([inTime.items.length, inTime.next]).toEqual([30, undefined]);
    const later = await register.desk.openByDate(where, { between: { laterThan: day("2017-10-28") }, limit: 90 });
    expect(later.items).toHaveLength(60);
  });

  it("by unit is paged over all shards, each unit once and in order, whatever ids begin alike", async () => {
    const { register, costOf } = await fresh();
    const where = { ...ref, place: lying(SHARDS) };
    const ids = ["stc", "stc-2", "stcx", "stc2"];
    const others = ids.map((id) =>
      newDuty(
        { ...ref, unitId: unitId(id) },
        { name: id, kind: "xa", headTitle: "", phone: "" },
        deadlineIn(obligation),
      ),
    );
    const duties = [...communes(60), ...others];
    await register.duties.layOut(duties, where.place);
    const seen: string[] = [];
    let after: Awaited<ReturnType<typeof register.desk.dutiesByUnit>>["next"];
    do {
      let page: Awaited<ReturnType<typeof register.desk.dutiesByUnit>> = { items: [], next: undefined };
      const { read } = await costOf(async () => {
        page = await register.desk.dutiesByUnit(where, { after, limit: 9 });
      });
      expect(read).toBeLessThanOrEqual(SHARDS);
      seen.push(...idsOf(page.items));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(idsOf(duties).toSorted());
    const behind = await register.desk.dutiesByUnit(where, { after: unitId("stc"), limit: 3 });
    expect(idsOf(behind.items)).toEqual(["stc-2", "stc2", "stcx"]);
  });

  it("who still owes a report is listed by date, then by unit", async () => {
    const { register } = await fresh();
    const later = { deadline: day("2017-11-03"), ladder: 1 };
    await register.duties.layOut(
      [dutyOf("sxd"), dutyOf("stp", later), dutyOf("stc"), dutyOf("snnptnt", later), dutyOf("syt", { state: "draft" })],
      lying(),
    );
    const { items } = await register.duties.openDuties(oneShard, { limit: 10 });
    expect(items.map(({ deadline, unitId: id, state }) => [deadline, id, state])).toEqual([
      ["2017-10-30", "stc", "awaiting"],
      ["2017-10-30", "sxd", "awaiting"],
      ["2017-10-30", "syt", "draft"],
      ["2017-11-03", "snnptnt", "awaiting"],
      ["2017-11-03", "stp", "awaiting"],
    ]);
  });

  it("the escalation list is those still open whose date is today or earlier", async () => {
    const { register } = await fresh();
    const states = ["awaiting", "draft", "returned", "submitted", "accepted", "exempt"] as const;
    await register.duties.layOut(
      [
        ...states.map((state, i) => dutyOf(reporters[i]?.id ?? "", { state })),
        dutyOf("ubnd-lak", { deadline: day("2017-10-31"), ladder: 1 }),
      ],
      lying(),
    );
    const late = async (today: string) =>
      idsOf((await register.duties.lateDuties({ ...oneShard, now: instantOf(day(today)) }, { limit: 10 })).items);
    expect(await late("2017-10-29")).toEqual([]);
    expect(await late("2017-10-30")).toEqual(idsOf(reporters.slice(0, 3).map(({ id }) => dutyOf(id))).toSorted());
    expect(await late("2017-10-31")).toContain("ubnd-lak");
  });

  it.each([1, 7, 50, 200])("a list over several shards gives every duty once, %i at a time", async (limit) => {
    const { register } = await fresh();
    const duties = communes(100);
    await register.duties.layOut(duties, lying(SHARDS));
    const where = { ...ref, place: lying(SHARDS) };
    const [open, pages] = await allPages((cursor) => register.duties.openDuties(where, { cursor, limit }));
    const [every] = await allPages((cursor) => register.duties.dutiesOf(where, { cursor, limit }));
    const [late] = await allPages((cursor) =>
      register.duties.lateDuties({ ...where, now: instantOf(day("2017-10-30")) }, { cursor, limit }),
    );
    const byShard = duties.toSorted(
      (a, b) => shardOf(a.unitId, SHARDS) - shardOf(b.unitId, SHARDS) || (a.unitId < b.unitId ? -1 : 1),
    );
    expect(idsOf(open)).toEqual(idsOf(byShard));
    expect(idsOf(late)).toEqual(idsOf(byShard));
    expect(every).toEqual(byShard);
    expect(pages).toBeGreaterThanOrEqual(Math.ceil(100 / limit));
  });

  it("a page is as long as it was asked to be, though shards end within it", async () => {
    const { register } = await fresh();
    await register.duties.layOut(communes(30), lying(SHARDS));
    const page = await register.duties.openDuties({ ...ref, place: lying(SHARDS) }, { limit: 20 });
    expect(page.items).toHaveLength(20);
  });

  it("duties of another obligation, or of none, are not listed", async () => {
    const { register } = await fresh();
    await register.duties.layOut(communes(3), lying());
    const other = { directiveId: ref.directiveId, obligationId: consolidation.id, place: lying() };
    expect((await register.duties.openDuties(other, { limit: 10 })).items).toEqual([]);
    expect((await register.duties.dutiesOf(other, { limit: 10 })).items).toEqual([]);
  });

  it("what a unit owes is listed over all obligations, nearest date first, and nothing of other units", async () => {
    const { register } = await fresh();
    const snv = unitNamed("snv");
    const own = newDuty({ ...ref, obligationId: consolidation.id, unitId: snv.id }, snv, deadlineIn(consolidation));
    await register.duties.layOut([dutyOf("stc"), dutyOf("stp")], lying());
    await register.duties.layOut([own, dutyOf("snv", { state: "accepted" })], lying(SHARDS));
    await register.units.putUnits([snv], new Map());
    const all = await register.duties.dutiesOfUnit(snv.id, { limit: 10 });
    expect(all.items.map(({ obligationId, state }) => [obligationId, state])).toEqual([
      ["bao-cao", "accepted"],
      ["tong-hop", "awaiting"],
    ]);
    expect(all.after).toBeUndefined();

    const first = await register.duties.dutiesOfUnit(snv.id, { limit: 1 });
    const second = await register.duties.dutiesOfUnit(snv.id, { limit: 1, after: first.after });
    expect(idsOf([...first.items, ...second.items])).toEqual(["snv", "snv"]);
    expect(new Set([...first.items, ...second.items].map(({ obligationId }) => obligationId)).size).toBe(2);
  });

  it("what is filed of a unit, and its history, are not among its duties", async () => {
    const { register } = await fresh();
    await register.duties.layOut([dutyOf("stc")], lying());
    const entry = { sequence: 1, attempt: "a", at: at("2017-10-13T08:00"), by: "x", act: "reason", from: "a", to: "a" };
    await register.filings.prepareHistory(dutyOf("stc"), { ...entry, details: {} });
    expect(idsOf((await register.duties.dutiesOfUnit(unitId("stc"), { limit: 10 })).items)).toEqual(["stc"]);
  });
}
