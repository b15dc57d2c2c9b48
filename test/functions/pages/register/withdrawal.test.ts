import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { fileReport, withdrawDirective } from "../../api/operations.ts";
import * as examples from "../../../../functions/http/examples.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { SNV, drain, dutyIn, goTo, issuedWorld, named, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { Browser } from "../browser.ts";
import { OBLIGATION, STC, dutyOf, leaderIn } from "../office/office-site.ts";
import { faultsOf, noticesOf, rowsOf } from "./read-page.ts";

const PATH = "/directives/5500-ubnd-kgvx-2017";
const given = { reason: "Nội dung được thay bằng văn bản khác", documentNumber: "6200/UBND-KGVX" };
const WITHDRAWN =
  "Văn bản chỉ đạo đã được thu hồi lúc 10:00 ngày 16/10/2017, theo Văn bản số 6200/UBND-KGVX: Nội dung được thay bằng văn bản khác";

let engine: Engine;
let world: World;
let browser: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  await goTo(world, "2017-10-16T10:00");
  await ok(world, fileReport, { by: "vanthu@stp.daklak.example", unit: "stp", body: examples.report });
  await drain(world);
  world.mailer.mails.length = 0;
  browser = await new Browser(world).signIn(SNV);
});

const ask = () => browser.get(`${PATH}/withdrawal`);

describe("withdrawing a directive on its page", () => {
  it("is led to from the directive, asks why, shows what follows, and does it once it is confirmed", async () => {
    const directive = await browser.get(PATH);
    expect(directive.document.querySelector(`a[href="${PATH}/withdrawal"]`)?.textContent).toBe("Thu hồi văn bản");
    const look = await browser.submit(await ask(), "look", given);
    expect(look.text).toContain("4 báo cáo chưa gửi không còn phải gửi; mỗi đơn vị nhận một thư thông báo.");
    expect(look.text).toContain("1 báo cáo đã gửi vẫn lưu và giữ nguyên kết quả");
    expect(look.text).toMatch(/1\d mốc nhắc, đôn đốc chưa đến không gửi thư nữa/);
    expect(look.text).toContain("Việc thu hồi không hủy được.");
    await drain(world);
    expect(world.mailer.mails).toEqual([]);
    const done = await browser.submit(look, "confirm");
    expect(done.path).toBe(`${PATH}?done=withdrawn`);
    expect(noticesOf(done)).toEqual(["Đã thu hồi. Thư đang được gửi đến các đơn vị chưa gửi báo cáo.", WITHDRAWN]);
    expect(done.document.querySelector(`a[href="${PATH}/withdrawal"]`)).toBeNull();
    await drain(world);
    expect(world.mailer.mails.map(named)).toContain(`stc 0.withdrawn-1.unit ${STC}`);
    expect((await dutyIn(world, "stc")).state).toBe("withdrawn");
  });

  it("keeps what was typed and says at each field what is missing", async () => {
    const again = await browser.submit(await ask(), "look", { reason: "Giao nhầm" });
    expect(again.status).toBe(400);
    expect(faultsOf(again)).toEqual([expect.stringMatching(/^documentNumber: .*Không được để trống/)]);
    expect(again.document.querySelector("textarea")?.textContent?.trim()).toBe("Giao nhầm");
  });

  it("is done once by two who confirm it at once; the other hears by what it was", async () => {
    const first = await browser.submit(await ask(), "look", given);
    const second = await browser.submit(await ask(), "look", { ...given, reason: "Lý do khác" });
    await browser.submit(first, "confirm");
    const late = await browser.submit(second, "confirm");
    expect(late.status).toBe(409);
    expect(late.text).toContain("Văn bản này đã thay đổi sau khi trang được mở");
    const record = await world.register.directives.directive("5500-ubnd-kgvx-2017");
    expect(record?.withdrawal?.reason).toBe(given.reason);
    const preview = await browser.submit(late, "look", given);
    expect(preview.text).toContain("Văn bản chỉ đạo đã được thu hồi lúc 10:00 ngày 16/10/2017");
  });

  it("is for whoever keeps the register or receives all of it; others find no way there, and hear why", async () => {
    const leader = await leaderIn(world);
    expect((await leader.get(PATH)).document.querySelector(`a[href="${PATH}/withdrawal"]`)).toBeNull();
    const refused = await leader.get(`${PATH}/withdrawal`);
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining("mới thu hồi được")]);
    const unit = await new Browser(world).signIn(STC);
    expect((await unit.get(`${PATH}/withdrawal`)).status).toBe(403);
  });
});

describe("what was withdrawn is shown as that", () => {
  beforeEach(async () => {
    await ok(world, withdrawDirective, { by: SNV, body: given });
    await drain(world);
    await goTo(world, "2017-11-02T10:00");
    browser = await new Browser(world).signIn(SNV);
  });

  it("in the list of directives", async () => {
    expect(rowsOf(await browser.get("/directives"))[0]?.at(-1)).toBe("Đã thu hồi");
  });

  it("on the obligation's page: counted with nobody, no date to be moved, nobody late", async () => {
    const page = await browser.get(OBLIGATION);
    expect(noticesOf(page)).toContain(WITHDRAWN);
    expect(page.document.querySelector(`a[href="${OBLIGATION}/date"]`)).toBeNull();
    expect(page.text).toContain("đơn vị được thu hồi yêu cầu, không tính");
    expect(page.document.querySelector("#progress")?.textContent).toMatch(/1 \/ 1/);
    expect(page.document.querySelector("#progress")?.textContent).toMatch(/Quá hạn: 0/);
    expect((await browser.get(`${OBLIGATION}/escalations`)).text).toContain("Không có đơn vị nào chậm");
    for (const form of ["date", "reminder", "addition", "release"].map((one) => `${OBLIGATION}/${one}`)) {
      const refused = await browser.get(form);
      expect([form, refused.status, refused.text]).toEqual([
        form,
        409,
        expect.stringContaining("Văn bản chỉ đạo đã được thu hồi"),
      ]);
    }
    expect((await browser.get(`${PATH}/withdrawal`)).status).toBe(409);
  });

  it("in the list of units, which can be filtered by it", async () => {
    const rows = rowsOf(await browser.get(`${OBLIGATION}/duties?state=withdrawn`));
    expect(rows).toHaveLength(3);
    expect(rows.every((row) => row.some((cell) => cell.includes("Đã thu hồi")))).toBe(true);
  });

  it("on the unit's start and on its duty, with nothing to be done there", async () => {
    const unit = await new Browser(world).signIn(STC);
    const start = await unit.get("/");
    expect(start.text).toContain("Không còn báo cáo nào phải gửi.");
    expect(rowsOf(start)[0]?.at(-1)).toBe("Đã thu hồi");
    const duty = await unit.get(dutyOf("stc"));
    expect(noticesOf(duty)).toEqual([WITHDRAWN]);
    expect(duty.document.querySelector(`a[href="${dutyOf("stc")}/report"]`)).toBeNull();
    expect(duty.text).toContain("Thu hồi văn bản chỉ đạo");
    const report = await unit.get(`${dutyOf("stc")}/report`);
    expect(report.text).toContain("thu hồi");
    expect(report.document.querySelector("textarea")).toBeNull();
  });

  it("in the list of whoever watches over it, and no more among what needs somebody", async () => {
    expect((await browser.get("/")).document.querySelector(`a[href^="${OBLIGATION}"]`)).toBeNull();
    const rows = rowsOf(await browser.get("/obligations?state=closed"));
    expect(rows.map(([, progress, , toDo]) => [progress, toDo])).toEqual([
      ["Văn bản đã thu hồi", ""],
      ["Văn bản đã thu hồi", ""],
    ]);
  });

  it("leaves to the supervisor of a filed report that he accepts it, and nothing more", async () => {
    const page = await browser.get(dutyOf("stp"));
    expect(page.document.querySelector(`a[href="${dutyOf("stp")}/acceptance"]`)).not.toBeNull();
    expect(page.document.querySelector(`a[href="${dutyOf("stp")}/return"]`)).toBeNull();
  });
});
