import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { createDirective, fileReport, issueDirective, recordForwarding } from "../../api/operations.ts";
import { consolidation, directive, ref } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { goTo, issuedWorld, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import type { Browser } from "../browser.ts";
import { SNV, faultOf, leaderIn, linksOf, rowsOf, signedIn, valueOf } from "./office-site.ts";

const VPUB = "vanthu@vpub.daklak.example";
const params = { obligationId: consolidation.id };
const PAGE = "/obligations/5500-ubnd-kgvx-2017/tong-hop";
const FORM = `${PAGE}/forwarding`;
const [STANDING = "", BOARD = ""] = consolidation.forwardTo ?? [];
const FILL = { to: STANDING, documentNumber: "185/BC-UBND", sentOn: "10/11/2017" };

let engine: Engine;
let world: World;
let office: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  await goTo(world, "2017-11-09T15:00");
  office = await signedIn(world, VPUB);
});

async function fileForTheProvince(): Promise<void> {
  const report = { documentNumber: "1600/SNV-XDCQ", signedOn: "2017-11-09", signer: { name: "A", post: "Giám đốc" } };
  const filing = { by: SNV, unit: "snv", params, body: { ...report, sections: { "ket-qua": "Đã tổng hợp." } } };
  await ok(world, fileReport, filing);
  await goTo(world, "2017-11-13T09:00");
  office = await signedIn(world, VPUB);
}

const records = () => world.register.forwardings.of({ ...ref, obligationId: consolidation.id });
const record = async (to: string, fill = FILL) => {
  const look = await office.submit(await office.get(FORM), "look", { ...fill, to });
  return office.submit(look, "confirm");
};

it("before the report is filed the page says that it waits, and nothing is asked for", async () => {
  const page = await office.get(PAGE);
  expect(rowsOf(page, "#forwarding").map((row) => row["Số, ký hiệu"])).toEqual(["Chờ báo cáo", "Chờ báo cáo"]);
  expect(linksOf(page)).not.toContain(FORM);
  expect((await office.get("/")).text).not.toContain("chưa báo cáo tiếp");
  const early = await office.submit(await office.get(FORM), "look", FILL);
  expect(early.status).toBe(409);
  expect(early.text).toContain("Báo cáo chưa được gửi đến");
});

it("once it is filed the desk asks for it until it was sent on to all", async () => {
  await fileForTheProvince();
  for (const browser of [office, await signedIn(world, SNV)]) {
    const desk = await browser.get("/");
    expect(desk.text).toContain(`chưa báo cáo tiếp: ${STANDING}; ${BOARD}.`);
    expect(linksOf(desk)).toContain(FORM);
  }
  await record(STANDING);
  expect((await office.get("/")).text).toContain(`chưa báo cáo tiếp: ${BOARD}.`);
  await record(BOARD);
  expect((await office.get("/")).text).not.toContain("chưa báo cáo tiếp");
});

it("is asked for however many reports were asked for since", async () => {
  await fileForTheProvince();
  for (let nth = 1; nth <= 7; nth++) {
    const id = `moi-${nth}`;
    const obligations = directive.obligations.map(({ before: _before, ...one }) => ({
      ...one,
      before: one.consolidates ? "2017-12-20" : "2017-12-10",
    }));
    await ok(world, createDirective, { by: SNV, body: { ...directive, id, number: `${nth}/UBND`, obligations } });
    await ok(world, issueDirective, { by: SNV, params: { directiveId: id } });
  }
  const desk = await (await signedIn(world, SNV)).get("/");
  const rows = rowsOf(desk, "section[aria-labelledby=watched]");
  const asked = rows.filter((row) => row["Cần xử lý"]?.includes("chưa báo cáo tiếp"));
  expect(asked).toHaveLength(1);
  expect(asked[0]?.["Cần xử lý"]).toContain(`chưa báo cáo tiếp: ${STANDING}; ${BOARD}.`);
  expect(rows).toHaveLength(16);
});

it("is recorded after a look, and shown with who recorded it", async () => {
  await fileForTheProvince();
  const form = await office.get(FORM);
  const look = await office.submit(form, "look", FILL);
  expect(look.text).toContain(`Còn chưa báo cáo tiếp: ${BOARD}`);
  expect(await records()).toEqual([]);
  const done = await office.submit(look, "confirm");
  expect(done.status).toBe(200);
  expect(rowsOf(done, "#forwarding")).toEqual([
    {
      "Nơi nhận": STANDING,
      "Số, ký hiệu": "185/BC-UBND",
      "Ngày gửi": "10/11/2017",
      "Ghi nhận": expect.stringContaining(VPUB),
    },
    expect.objectContaining({ "Nơi nhận": BOARD, "Số, ký hiệu": "Chưa báo cáo tiếp" }),
  ]);
  // The next one is at hand.
  expect((await office.get(FORM)).document.querySelector("input[checked]")?.getAttribute("value")).toBe(BOARD);
});

it("a look confirmed twice records once; what was changed meanwhile is shown first", async () => {
  await fileForTheProvince();
  const look = await office.submit(await office.get(FORM), "look", FILL);
  const stale = await office.submit(await office.get(FORM), "look", { ...FILL, documentNumber: "200/BC-UBND" });
  await office.submit(look, "confirm");
  await office.submit(look, "confirm");
  expect(await records()).toHaveLength(1);
  const held = await office.submit(stale, "confirm");
  expect(held.status).toBe(409);
  expect(held.text).toContain("đã được người khác thay đổi");
  expect(valueOf(held, "documentNumber")).toBe("200/BC-UBND");
  expect(await records()).toHaveLength(1);
});

it("what is put right stands beside what stood there", async () => {
  await fileForTheProvince();
  await record(STANDING);
  const form = await office.get(FORM);
  expect(form.text).toContain("Đã ghi nhận: 185/BC-UBND, 10/11/2017");
  const done = await record(STANDING, { ...FILL, documentNumber: "186/BC-UBND", sentOn: "13/11/2017" });
  const [row] = rowsOf(done, "#forwarding");
  expect(row).toMatchObject({ "Số, ký hiệu": "186/BC-UBND", "Ngày gửi": "13/11/2017" });
  expect(row?.["Ghi nhận"]).toContain("thay cho 185/BC-UBND, 10/11/2017");
});

it("every fault is told at its field, and what was typed stays", async () => {
  await fileForTheProvince();
  const answer = await office.submit(await office.get(FORM), "look", { ...FILL, documentNumber: "", sentOn: "31/2" });
  expect(answer.status).toBe(400);
  expect(answer.document.title).toMatch(/^Lỗi: /);
  expect(faultOf(answer, "documentNumber")).toBe("Không được để trống.");
  expect(faultOf(answer, "sentOn")).toContain('nhận được "31/2"');
  const early = await office.submit(answer, "look", { ...FILL, sentOn: "8/11/2017" });
  expect(faultOf(early, "sentOn")).toContain("Không được trước ngày báo cáo được gửi, 9/11/2017");
  expect(valueOf(early, "sentOn")).toBe("8/11/2017");
});

it("a leader sees it and is not asked; markup that was typed is shown as it is", async () => {
  await fileForTheProvince();
  const hostile = { to: STANDING, documentNumber: `<b>"x`, sentOn: "2017-11-10" };
  await ok(world, recordForwarding, { by: VPUB, params, body: hostile });
  const leader = await leaderIn(world);
  const page = await leader.get(PAGE);
  expect(page.text).toContain(`<b>"x`);
  expect(linksOf(page)).not.toContain(FORM);
  expect((await leader.get("/")).text).not.toContain("chưa báo cáo tiếp");
  expect((await leader.get(FORM)).status).toBe(403);
});
