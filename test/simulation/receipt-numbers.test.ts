import { expect, it } from "vitest";

import { newDuty } from "../../functions/domain/duty.ts";
import { isRefusal } from "../../functions/domain/refusal.ts";
import * as examples from "../../functions/http/examples.ts";
import type { MissingNumber } from "../../functions/store/receipts.ts";
import { registerIn } from "../../functions/store/register.ts";
import { fileReport } from "../../functions/use-cases/file-report.ts";
import type { WebEffects } from "../../functions/use-cases/effects.ts";
import { missingNumbers } from "../../functions/use-cases/missing-numbers.ts";
import { ReportSchema } from "../../functions/domain/submission.ts";
import { at, directive, obligation, ref, unitId, lying } from "../functions/season.ts";
import { FakeClock, FakeQueues } from "../functions/use-cases/fakes.ts";
import { ItemStore } from "./item-store.ts";
import { MemoryTable } from "./memory-table.ts";
import type { Carry } from "./memory-table.ts";
import { inSurroundings } from "./program-surroundings.ts";
import { Random } from "./random.ts";

const NOW = at("2017-10-13T08:00");
const A_DAY_LATER = at("2017-10-14T08:00");
const SNV_2017 = { receiver: obligation.receiver, year: 2017 };
const report = ReportSchema.parse(examples.report);
const record = { directive, createdAt: NOW, issuedAt: NOW, status: "issued", shards: {}, moves: {} } as const;
const found = { record, obligation, place: lying() };

type Faults = { readonly crash: number; readonly lostReply: number };
type Plan = { readonly seed: number; readonly reporters: number; readonly requests: number; readonly faults: Faults };

/** Many file at once, one step of one of them at a time, in an order that follows from a seed; some owe no report any more. */
async function fileAtOnce({ seed, reporters, requests, faults }: Plan) {
  const random = new Random(seed);
  const items = new ItemStore(() => NOW, { ofIndexes: () => 0, ofReads: () => 0, mostOfReads: 0 });
  const calm = registerIn(new MemoryTable(items));
  const units = Array.from({ length: reporters }, (_, i) => unitId(`u${i}`));
  const unit = { name: "Đơn vị", kind: "so-ban-nganh", headTitle: "", phone: "" };
  const freed = new Set(units.filter(() => random.chance(0.5)));
  const duties = units.map((id) => newDuty({ ...ref, unitId: id }, unit, lying().deadline));
  await calm.duties.layOut(
    duties.map((duty) => (freed.has(duty.unitId) ? { ...duty, state: "exempt" as const } : duty)),
    lying(),
  );

  const waiting: (() => void)[] = [];
  const turn = (): Promise<void> => new Promise((resolve) => void waiting.push(resolve));
  const clock = new FakeClock(NOW);
  let unexplainable = 0;
  /** One process, which may die at a step: before the request arrives or after it was carried out. */
  const process = (died: () => void): WebEffects => {
    const never = new Promise<never>(() => {});
    const carry: Carry = async (step, perform) => {
      const takes = step.change?.add?.["last"] !== undefined;
      await turn();
      if (random.chance(faults.crash)) {
        if (random.chance(0.5)) perform();
        unexplainable++;
        died();
        return never;
      }
      const answer = perform();
      if (!random.chance(faults.lostReply)) return answer;
      if (takes) unexplainable++;
      await turn();
      return perform();
    };
    return {
      clock,
      register: registerIn(new MemoryTable(items, carry)),
      queues: new FakeQueues(clock),
    } as unknown as WebEffects;
  };
  const granted: { unit: string; number: number | undefined }[] = [];
  const file = async (attempt: string, id: (typeof units)[number], again: boolean): Promise<void> => {
    const caller = { principal: `vanthu@${id}.example`, units: [id] };
    const asking = { caller, receivedAt: NOW, attempt, again, params: {} };
    const answer = await new Promise<Awaited<ReturnType<typeof fileReport>> | "died">((resolve, reject) => {
      const effects = process(() => resolve("died"));
      fileReport({ ...found, ref: { ...ref, unitId: id } }, report, asking, effects).then(resolve, reject);
    });
    if (answer === "died") return random.chance(0.7) ? file(attempt, id, true) : undefined;
    if (!isRefusal(answer))
      granted.push({ unit: id, number: answer.duty.receipts[String(answer.submission.revision)] });
  };
  const ended = new Set<number>();
  const all = Array.from({ length: requests }, (_, i) =>
    file(`attempt-${i}`, random.pick(units), false).finally(() => ended.add(i)),
  );
  while (ended.size < requests) {
    await new Promise((resolve) => void setImmediate(resolve));
    const [next] = waiting.splice(Math.floor(random.next() * waiting.length), 1);
    next?.();
  }
  await Promise.all(all);

  const numbers: number[] = [];
  for (const duty of duties) numbers.push(...Object.values((await calm.duties.duty(duty, lying()))?.receipts ?? {}));
  for (const { unit: id, number } of granted)
    expect((await calm.duties.duty({ ...ref, unitId: unitId(id) }, lying()))?.receipts).toEqual({ "1": number });
  for (const number of numbers) await calm.receipts.enter({ ...SNV_2017, number }, { hashes: [], at: NOW });
  const { last } = await calm.receipts.last(SNV_2017);
  const missing: MissingNumber[] = [];
  for await (const one of missingNumbers({ found, now: A_DAY_LATER }, { register: calm })) missing.push(one);
  return { numbers, last, missing, unexplainable, refusedUnits: freed };
}

/** Every number up to the last is given to one filing, or told as missing; nothing is given beyond the last. */
function expectWhole({ numbers, last, missing, refusedUnits }: Awaited<ReturnType<typeof fileAtOnce>>): void {
  const told = [...numbers, ...missing.map(({ number }) => number)];
  expect(told.toSorted((a, b) => a - b)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
  for (const { refused } of missing) if (refused) expect(refusedUnits).toContain(refused.unitId);
}

it("of 200 who file at once beside refused ones, every number is given or explained", async () => {
  await inSurroundings(undefined, async () => {
    const seen = { given: 0, missing: 0 };
    for (let seed = 1; seed <= 3; seed++) {
      const after = await fileAtOnce({ seed, reporters: 200, requests: 400, faults: { crash: 0, lostReply: 0 } });
      expectWhole(after);
      expect(after.missing.filter(({ refused }) => !refused)).toEqual([]);
      seen.given += after.numbers.length;
      seen.missing += after.missing.length;
    }
    expect(seen.given).toBeGreaterThan(200);
    expect(seen.missing).toBeGreaterThan(0);
  });
});

it("whoever crashes and whatever reply is lost, no number is given twice, and only those leave a gap that nobody can explain", async () => {
  await inSurroundings(undefined, async () => {
    const seen = { unknown: 0, explained: 0, given: 0 };
    for (let seed = 1; seed <= 150; seed++) {
      const after = await fileAtOnce({ seed, reporters: 6, requests: 12, faults: { crash: 0.05, lostReply: 0.1 } });
      expectWhole(after);
      const unknown = after.missing.filter(({ refused }) => !refused).length;
      expect(unknown).toBeLessThanOrEqual(after.unexplainable);
      seen.unknown += unknown;
      seen.explained += after.missing.length - unknown;
      seen.given += after.numbers.length;
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
  });
});
