import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { extendDuty } from "../../api/operations.ts";
import { at } from "../../season.ts";
import { dutyIn, issuedWorld, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { fieldsOf, formOf } from "../browser.ts";
import type { Fields } from "../browser.ts";
import type { Browser } from "../browser.ts";
import { CLERK, OTHER, SNV, STC, faultOf, file, leaderIn, linksOf, signedIn, valueOf } from "./people.ts";

const WHY = { text: "Lũ quét tại ba xã.\r\nCán bộ đi cứu trợ.", promisedOn: "2/11/2017" };

let engine: Engine;
let world: World;
let clerk: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  world.clock.moveTo(at("2017-10-30T09:00"));
  clerk = await signedIn(world, CLERK);
});

it("a unit that is late says why and when, in its own words, and its date stays", async () => {
  const form = await clerk.get(`${STC}/reason`);
  expect(form.text).toContain("thời hạn không thay đổi");
  const duty = await clerk.submit(form, "state", WHY);
  expect(duty.path).toBe(`${STC}?done=reason`);
  expect(duty.text).toContain("Đã ghi nhận lý do chậm. Thời hạn không thay đổi.");
  expect(duty.text).toContain("Dự kiến gửi 2/11/2017");
  expect(await dutyIn(world, "stc")).toMatchObject({
    deadline: "2017-10-30",
    reason: { text: "Lũ quét tại ba xã.\nCán bộ đi cứu trợ.", promisedOn: "2017-11-02" },
  });
  const again = await clerk.get(`${STC}/reason`);
  expect(valueOf(again, "promisedOn")).toBe("2/11/2017");
  expect(valueOf(again, "text")).toContain("Cán bộ đi cứu trợ.");
});

it("the day may be left open", async () => {
  await clerk.submit(await clerk.get(`${STC}/reason`), "state", { text: "Lũ" });
  expect((await dutyIn(world, "stc")).reason).toMatchObject({ text: "Lũ" });
});

it("the supervisor notes what it was told", async () => {
  const snv = await signedIn(world, SNV);
  await snv.submit(await snv.get(`${STC}/reason`), "state", WHY);
  expect((await snv.get(STC)).text).toContain(`${SNV} Nêu lý do chậm`);
});

it("what is wrong stands beside its field, and what was typed stays", async () => {
  const answer = await clerk.submit(await clerk.get(`${STC}/reason`), "state", { text: " ", promisedOn: "31/2" });
  expect(answer.status).toBe(400);
  expect(answer.document.title).toMatch(/^Lỗi: /);
  expect(faultOf(answer, "text")).toBe("Không được để trống.");
  expect(faultOf(answer, "promisedOn")).toContain('nhận được "31/2"');
  expect(valueOf(answer, "promisedOn")).toBe("31/2");
  const long = "ầ".repeat(501);
  const tooLong = await clerk.submit(answer, "state", { text: long, promisedOn: "" });
  expect(valueOf(tooLong, "text")).toBe(long);
  expect(faultOf(tooLong, "text")).toBe("Tối đa 500 ký tự; nhận được 501.");
  expect((await dutyIn(world, "stc")).reason).toBeUndefined();
});

it("a day that has passed is refused at its field, and what was typed stays", async () => {
  const answer = await clerk.submit(await clerk.get(`${STC}/reason`), "state", { ...WHY, promisedOn: "1/7/2017" });
  expect(answer.status).toBe(400);
  expect(faultOf(answer, "promisedOn")).toMatch(/^Không được trước hôm nay, .*; nhận được 1\/7\/2017\.$/);
  expect(valueOf(answer, "promisedOn")).toBe("1/7/2017");
  expect((await dutyIn(world, "stc")).reason).toBeUndefined();
});

it("the same form sent twice states it once", async () => {
  const form = await clerk.get(`${STC}/reason`);
  await clerk.press(form, "state", WHY);
  const twice = await clerk.press(form, "state", WHY);
  expect(twice.status).toBe(409);
  expect(linksOf(twice)).toContain(`${STC}?done=reason`);
  expect((await dutyIn(world, "stc")).sequence).toBe(1);
});

it("on a duty that changed meanwhile nothing is stated, and what was typed stays", async () => {
  const form = await clerk.get(`${STC}/reason`);
  await ok(world, extendDuty, {
    by: SNV,
    body: { before: "2017-11-03", reason: "Lũ", approvedBy: "Giám đốc", documentNumber: "1/SNV" },
  });
  const stale = await clerk.submit(form, "state", WHY);
  expect(stale.status).toBe(409);
  expect(stale.text).toContain("vừa có thay đổi");
  expect(valueOf(stale, "promisedOn")).toBe("2/11/2017");
  expect((await dutyIn(world, "stc")).reason).toBeUndefined();
  expect((await clerk.submit(stale, "state")).path).toBe(`${STC}?done=reason`);
});

it("from an earlier sign-in nothing is stated, and what was typed stays", async () => {
  const fields: Fields = {
    ...fieldsOf(formOf(await clerk.get(`${STC}/reason`), "state")),
    ...WHY,
    do: "state",
    seal: "x.y",
  };
  const reopened = await clerk.post(`${STC}/reason`, fields);
  expect(reopened.status).toBe(409);
  expect(reopened.text).toContain("Chưa lưu và chưa gửi gì");
  expect(valueOf(reopened, "text")).toContain("Cán bộ đi cứu trợ.");
  expect((await dutyIn(world, "stc")).reason).toBeUndefined();
});

it("there is nothing to explain of a report that was filed", async () => {
  const form = await clerk.get(`${STC}/reason`);
  await file(clerk, { ...FILED });
  const closed = await clerk.get(`${STC}/reason`);
  expect(closed.status).toBe(409);
  expect(closed.document.querySelector("main form")).toBeNull();
  expect((await clerk.submit(form, "state", WHY)).status).toBe(409);
});

it("a leader reads and does not act; another unit finds nothing there", async () => {
  const fields: Fields = { ...fieldsOf(formOf(await clerk.get(`${STC}/reason`), "state")), ...WHY, do: "state" };
  const leader = await leaderIn(world);
  expect([(await leader.get(`${STC}/reason`)).status, (await leader.post(`${STC}/reason`, fields)).status]).toEqual([
    403, 403,
  ]);
  const other = await signedIn(world, OTHER);
  expect([(await other.get(`${STC}/reason`)).status, (await other.post(`${STC}/reason`, fields)).status]).toEqual([
    404, 404,
  ]);
  expect((await dutyIn(world, "stc")).reason).toBeUndefined();
});

const FILED = {
  documentNumber: "1",
  signedOn: "30/10/2017",
  "signer.name": "A",
  "signer.post": "B",
  "sections.thi-dua": "Đã làm.",
};
