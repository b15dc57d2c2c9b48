import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { extendDuty, issueDirective } from "../../api/operations.ts";
import { DirectiveIdSchema } from "../../../../functions/domain/ids.ts";
import type { Directive } from "../../../../functions/domain/directive.ts";
import type { UnitRecord } from "../../../../functions/domain/unit.ts";
import * as examples from "../../../../functions/http/examples.ts";
import { SNV, drain, goTo, issuedWorld, newWorld, ok, refused } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { at, day, directive, email, plannedForMany, unitId, units } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser } from "../browser.ts";
import { factsOf, noticesOf, rowsOf } from "./read-page.ts";

const PATH = `/directives/${directive.id}`;

let engine: Engine;
let world: World;
let browser: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await newWorld(engine);
  await world.register.units.putUnits(units, new Map());
  await world.register.directives.createDirective(directive, world.clock.now());
  browser = await new Browser(world).signIn(SNV);
});

const status = async () => (await world.register.directives.directive(directive.id))?.status;
const lookAt = async () => browser.submit(await browser.get(PATH), "look");

async function moveTo(wall: string): Promise<void> {
  world.clock.moveTo(at(wall));
  await browser.signIn(SNV);
}

async function makeUnreachable(): Promise<void> {
  for (const who of ["vanthu", "vanphong", "lanhdao"])
    await world.register.units.markBounced(email(`${who}@lak.daklak.example`), {
      at: 0,
      why: "bounce",
    });
}

describe("the list of directives", () => {
  it("shows each with its reports and dates, the latest first, and whether it is issued", async () => {
    const later: Directive = {
      ...directive,
      id: "khac-2017" as Directive["id"],
      number: "12/KH-UBND",
      issuedOn: "2017-08-01" as Directive["issuedOn"],
    };
    await world.register.directives.createDirective(later, 0);
    await world.register.directives.markIssued(
      { directive, createdAt: world.clock.now() },
      { at: 0, attempt: "first", shards: {} },
    );
    const rows = rowsOf(await browser.get("/directives"));
    expect(rows.map(([number, , , , state]) => [number, state])).toEqual([
      ["12/KH-UBND", "Đang chuẩn bị"],
      ["5500/UBND-KGVX", "Đã giao nhiệm vụ"],
    ]);
    expect(rows[1]?.[3]).toContain("trước ngày 30/10/2017");
  });

  it("an empty list says how to begin, to who may; the others that there is none", async () => {
    const empty = await newWorld(engine);
    const keeper = await new Browser(empty).signIn("keeper@snv.daklak.example");
    expect((await keeper.get("/directives")).text).toContain(
      "Nhập văn bản, xem trước các thư sẽ gửi, rồi giao nhiệm vụ.",
    );
    await empty.register.staff.put({ email: email("a@b.example"), name: "A", role: "leader", unitId: unitId("snv") });
    const leader = await new Browser(empty).signIn("a@b.example");
    expect((await leader.get("/directives")).text).toContain("Chưa giao nhiệm vụ theo văn bản chỉ đạo nào.");
  });
});

describe("a directive", () => {
  it("is shown whole: what is demanded of whom, before when, with both dates, its outline and its ladder", async () => {
    const page = await browser.get(PATH);
    expect(page.document.querySelector("h1")?.textContent).toBe(directive.subject);
    expect(factsOf(page)).toMatchObject({
      "Người ký": "Võ Văn Cảnh, KT. Chủ tịch, Phó Chủ tịch",
      "Đầu mối theo dõi":
        "Cán bộ Mẫu, Chuyên viên Phòng Mẫu, Sở Nội vụ; điện thoại 0262 000 0000; thư điện tử dau-moi@snv.daklak.example",
      "Tổng hợp từ": directive.obligations[0]?.title,
    });
    expect(page.text).toContain("trước ngày 10/11/2017 (ngày làm việc cuối cùng: thứ Năm, 9/11/2017)");
    expect(page.text).toContain("trừ Sở Nội vụ");
    expect(page.text).toContain("Đơn, thư đã giải quyết (đơn), không quá “Đơn, thư tiếp nhận”");
    expect(rowsOf(page)).toHaveLength(9 + 6);
    expect(Buffer.byteLength(page.body)).toBeLessThan(60_000);
  });

  it("that cannot be carried out says why, and is not issued", async () => {
    await world.register.directives.createDirective(
      {
        ...directive,
        obligations: directive.obligations.map((one) => ({ ...one, receiver: "xx" }) as never),
      },
      0,
    );
    const page = await browser.get(PATH);
    expect(noticesOf(page)[0]).toMatch(
      /^Văn bản chưa thực hiện được vì: Yêu cầu báo cáo 1 › .*: Danh bạ không có đơn vị mang mã này; nhận được "xx"/,
    );
    const look = await lookAt();
    expect(look.document.querySelector('button[value="issue"]')).toBeNull();
    const plan = await browser.get(`${PATH}/plan`);
    expect([plan.status, noticesOf(plan)[0]]).toEqual([200, expect.stringContaining('nhận được "xx"')]);
  });

  it("is given to its keepers as the file that it could be entered from", async () => {
    const file = await browser.get(`${PATH}?format=json`);
    expect(JSON.parse(file.body)).toEqual(directive);
    expect(file.headers["content-disposition"]).toBe(`attachment; filename="${directive.id}.json"`);
  });
});

describe("the dry run", () => {
  it("tells every milestone with its time and how many letters, and to whom they go", async () => {
    const page = await browser.get(`${PATH}/plan`);
    expect(rowsOf(page).slice(0, 9)).toEqual([
      ["Giao nhiệm vụ", "08:00 ngày 14/7/2017", "34", "Đơn vị"],
      ["Nhắc trước 20 ngày làm việc", "08:00 ngày 29/9/2017", "34", "Đơn vị"],
      ["Nhắc trước 10 ngày làm việc", "08:00 ngày 13/10/2017", "34", "Đơn vị"],
      ["Nhắc trước 5 ngày làm việc", "08:00 ngày 20/10/2017", "34", "Đơn vị"],
      ["Nhắc trước 2 ngày làm việc", "08:00 ngày 25/10/2017", "34", "Đơn vị"],
      ["Nhắc trong ngày làm việc cuối cùng", "08:00 ngày 27/10/2017", "34", "Đơn vị"],
      ["Thông báo chậm báo cáo", "08:00 ngày 30/10/2017", "69", `Đơn vị và thủ trưởng; cơ quan tổng hợp: ${SNV}`],
      ["Đôn đốc sau 2 ngày làm việc", "08:00 ngày 1/11/2017", "69", `Đơn vị và thủ trưởng; cơ quan tổng hợp: ${SNV}`],
      ["Đôn đốc sau 5 ngày làm việc", "08:00 ngày 6/11/2017", "69", `Đơn vị và thủ trưởng; cơ quan tổng hợp: ${SNV}`],
    ]);
    const list = page.document.querySelector("#bao-cao-escalations")?.textContent;
    expect(list).toContain("UBND huyện M'Đrắk: vanthu@m-drak.daklak.example, lanhdao@m-drak.daklak.example");
    for (const link of page.document.querySelectorAll('main td a[href^="#"]'))
      expect(page.document.getElementById((link.getAttribute("href") ?? "").slice(1))).not.toBeNull();
    expect(Buffer.byteLength(page.body)).toBeLessThan(60_000);
    expect(world.mailer.mails).toEqual([]);
  });

  it("shows the letters themselves, of each milestone, for the unit that one picks, and sends none", async () => {
    const page = await browser.get(`${PATH}/plan?unit=UBND huyện Lắk`);
    const letters = [...page.document.querySelectorAll("#letters details")].map((one) => one.textContent ?? "");
    expect(
      letters.map((text) =>
        text
          .trim()
          .split(/\s*\n\s*/)
          .slice(0, 2)
          .join(" "),
      ),
    ).toEqual([
      "Giao nhiệm vụ, 08:00 ngày 14/7/2017: đơn vị (vanthu@lak.daklak.example)",
      "Nhắc trước 20 ngày làm việc, 08:00 ngày 29/9/2017: đơn vị (vanthu@lak.daklak.example)",
      "Nhắc trước 10 ngày làm việc, 08:00 ngày 13/10/2017: đơn vị (vanthu@lak.daklak.example)",
      "Nhắc trước 5 ngày làm việc, 08:00 ngày 20/10/2017: đơn vị (vanthu@lak.daklak.example)",
      "Nhắc trước 2 ngày làm việc, 08:00 ngày 25/10/2017: đơn vị (vanthu@lak.daklak.example)",
      "Nhắc trong ngày làm việc cuối cùng, 08:00 ngày 27/10/2017: đơn vị (vanthu@lak.daklak.example)",
      "Thông báo chậm báo cáo, 08:00 ngày 30/10/2017: đơn vị (vanthu@lak.daklak.example)",
      "Thông báo chậm báo cáo, 08:00 ngày 30/10/2017: thủ trưởng (lanhdao@lak.daklak.example)",
      `Thông báo chậm báo cáo, 08:00 ngày 30/10/2017: cơ quan tổng hợp (${SNV})`,
      ...["2 ngày làm việc, 08:00 ngày 1/11/2017", "5 ngày làm việc, 08:00 ngày 6/11/2017"].flatMap((when) => [
        `Đôn đốc sau ${when}: đơn vị (vanthu@lak.daklak.example)`,
        `Đôn đốc sau ${when}: thủ trưởng (lanhdao@lak.daklak.example)`,
        `Đôn đốc sau ${when}: cơ quan tổng hợp (${SNV})`,
      ]),
    ]);
    expect(letters[0]).toContain("[Yêu cầu báo cáo] 5500/UBND-KGVX: Báo cáo tình hình");
    expect(letters[5]).toContain("Hôm nay là ngày làm việc cuối cùng để gửi báo cáo.");
    expect(letters[0]).toMatch(/Xác nhận đã nhận văn bản:\n\S+\/received\/\[tạo khi gửi thư\]/);
    expect(letters[5]).toContain("chưa nhận được xác nhận của đơn vị về việc đã nhận văn bản");
    expect(letters.slice(6).join("")).not.toContain("/received/");
    expect(letters[7]).toContain("Kính gửi: Chủ tịch UBND huyện Lắk");
    expect(letters[8]).toContain("Liên hệ: Chủ tịch UBND huyện Lắk, điện thoại 0262 000 0034.");
    expect(Buffer.byteLength(page.body)).toBeLessThan(60_000);
    expect(world.mailer.mails).toEqual([]);
  });

  it("a unit that does not report is pointed out, and the one that consolidates has the letters of its own report", async () => {
    const page = await browser.get(`${PATH}/plan?unit=khong-co`);
    expect(page.document.querySelector("#letters")?.textContent).toContain("Không có đơn vị “khong-co”");
    const own = await browser.get(`${PATH}/plan?unit=snv`);
    const subjects = [...own.document.querySelectorAll("#letters details b")].map((one) => one.textContent ?? "");
    expect(subjects.every((subject) => subject.includes("Tổng hợp, tham mưu UBND tỉnh"))).toBe(true);
    expect(subjects.length).toBeGreaterThan(5);
  });

  it("units that no letter reaches stand on top, and get none", async () => {
    await makeUnreachable();
    const page = await browser.get(`${PATH}/plan`);
    expect(noticesOf(page)).toEqual([
      expect.stringMatching(/^1 đơn vị không còn hộp thư .* UBND huyện Lắk \(0262 000 0034\)$/),
    ]);
    expect(rowsOf(page)[0]?.[2]).toBe("33");
    expect(page.document.querySelector("#bao-cao-reminders")?.textContent).not.toContain("UBND huyện Lắk");
  });

  it("milestones that are past are not sent", async () => {
    await moveTo("2017-10-16T09:00");
    const rows = rowsOf(await browser.get(`${PATH}/plan`));
    expect(rows.slice(0, 4).map(([, , count, to]) => [count, to])).toEqual([
      ["34", "Đơn vị"],
      ["Đã qua, không gửi", ""],
      ["Đã qua, không gửi", ""],
      ["34", "Đơn vị"],
    ]);
  });

  it("with seven hundred units the page stays light, and the file has every letter", async () => {
    const many = Array.from({ length: 700 }, (_, i): UnitRecord => ({
      ...units[0]!,
      id: unitId(`xa-${i}`),
      name: `UBND xã ${i}`,
      kind: "huyen",
      clerkEmail: email(`vanthu@xa-${i}.daklak.example`),
    }));
    await world.register.units.putUnits(many, new Map());
    const page = await browser.get(`${PATH}/plan`);
    expect(Buffer.byteLength(page.body)).toBeLessThan(60_000);
    expect(page.text).toContain("… và 634 đơn vị khác; tệp CSV có đủ.");
    const { body, headers } = await browser.get(`${PATH}/plan?format=csv`);
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
    const lines = body.trim().split("\r\n");
    expect(lines.filter((line) => line.includes("remind-10"))).toHaveLength(734);
    expect(lines).toHaveLength(1 + 734 * 9 + 3 + 6 + 2);
  });
});

describe("issuing", () => {
  it("is done after a look that says how many letters go out now, and what follows", async () => {
    await makeUnreachable();
    const look = await lookAt();
    expect(await status()).toBe("draft");
    const [first] = [...look.document.querySelectorAll("main section")];
    expect(first?.textContent?.replace(/\s+/g, " ")).toMatch(
      /Đơn vị được giao nhiệm vụ ?34.*Thư gửi ngay ?33.*Mốc tiếp theo ?Nhắc trước 20 ngày làm việc: 08:00 ngày 29\/9\/2017.*không có/,
    );
    expect(noticesOf(look)).toEqual([
      expect.stringContaining("UBND huyện Lắk"),
      expect.stringContaining("không sửa được nữa"),
    ]);

    const letters = look.document.querySelector("#letters")?.textContent ?? "";
    expect(letters).toContain("[Nhắc báo cáo] 5500/UBND-KGVX, còn 20 ngày làm việc: Báo cáo tình hình");
    expect(letters).toContain("[Danh sách chậm báo cáo] 5500/UBND-KGVX, 1 đơn vị: Báo cáo tình hình");
    expect(Buffer.byteLength(look.body)).toBeLessThan(60_000);

    const issued = await browser.submit(look, "issue");
    expect([issued.path, noticesOf(issued)]).toEqual([
      `${PATH}?done=issued`,
      ["Đã giao nhiệm vụ. Thư đang được gửi đến các đơn vị."],
    ]);
    expect(await status()).toBe("issued");
    await drain(world);
    expect(world.mailer.mails).toHaveLength(33 + 1);
  });

  it("late, it names the reminders that are skipped", async () => {
    await moveTo("2017-10-16T09:00");
    const look = await lookAt();
    expect(factsOf(look)["Mốc bỏ qua vì đã qua"]).toBe("không có");
    expect(look.text).toContain("2: nhắc trước 20 ngày làm việc; nhắc trước 10 ngày làm việc");
  });

  it("past a deadline it is not offered", async () => {
    await moveTo("2017-10-30T00:00");
    const look = await lookAt();
    expect(noticesOf(look)[0]).toContain("Phải sau lúc này");
    expect(look.document.querySelector('button[value="issue"]')).toBeNull();
  });

  it("before the directive's own day it is not offered, and the API refuses it alike", async () => {
    const id = DirectiveIdSchema.parse("5600-ubnd-2017");
    const ahead = { ...directive, id, issuedOn: day("2017-07-15") };
    await world.register.directives.createDirective(ahead, world.clock.now());
    const look = await browser.submit(await browser.get(`/directives/${id}`), "look");
    expect(noticesOf(look)[0]).toContain("Ngày của văn bản không được sau hôm nay, 14/7/2017");
    expect(look.document.querySelector('button[value="issue"]')).toBeNull();
    expect(await refused(world, issueDirective, { by: SNV, params: { directiveId: id } })).toMatchObject({
      faults: [{ path: "issuedOn", message: expect.stringContaining("must not be later than today, 2017-07-14") }],
    });
  });

  it("a directive, or units, that changed since the look are looked at again", async () => {
    const look = await lookAt();
    await world.register.directives.createDirective({ ...directive, subject: "Khác" }, 0);
    const again = await browser.submit(look, "issue");
    expect([again.status, noticesOf(again)[0], await status()]).toEqual([
      409,
      expect.stringContaining("người khác thay đổi"),
      "draft",
    ]);
    await makeUnreachable();
    expect((await browser.submit(again, "issue")).status).toBe(409);
    expect(await status()).toBe("draft");
  });

  it("the same look confirmed twice issues once; another's, once it is issued, says when", async () => {
    const [mine, another] = [await lookAt(), await lookAt()];
    await browser.press(mine, "issue");
    expect((await browser.press(mine, "issue")).text).toContain("Việc này đã được thực hiện");
    const late = await browser.submit(another, "issue");
    expect([late.status, noticesOf(late)[0]]).toEqual([
      409,
      "Nhiệm vụ theo văn bản này đã được giao lúc 08:00 ngày 14/7/2017; lần bấm này không thay đổi gì.",
    ]);
  });

  it("a look of an old sign-in, or without a seal, issues nothing", async () => {
    const look = await lookAt();
    await browser.signIn(SNV);
    const old = await browser.submit(look, "issue");
    expect([old.status, noticesOf(old)[0]]).toEqual([409, expect.stringContaining("Chưa thực hiện")]);
    expect((await browser.post(PATH, { do: "issue" })).status).toBe(409);
    expect((await browser.post(PATH, { do: "issue" }, { headers: { origin: "https://evil.example" } })).status).toBe(
      403,
    );
    expect(await status()).toBe("draft");
    await browser.submit(old, "issue");
    expect(await status()).toBe("issued");
  });
});

describe("an issued directive", () => {
  it("shows what ran of its ladder, what is to come, and the milestones of units with dates of their own", async () => {
    world = await issuedWorld(engine);
    await ok(world, extendDuty, { by: SNV, unit: "stc", body: { ...examples.extension, before: "2017-11-06" } });
    await goTo(world, "2017-10-13T09:00");
    browser = await new Browser(world).signIn(SNV);
    const page = await browser.get(PATH);
    expect(
      rowsOf(page)
        .slice(0, 4)
        .map(([name, , state]) => [name, state]),
    ).toEqual([
      ["Giao nhiệm vụ", "Đang gửi và theo dõi thư"],
      ["Nhắc trước 20 ngày làm việc", "Đang gửi và theo dõi thư"],
      ["Nhắc trước 10 ngày làm việc", "Đang gửi và theo dõi thư"],
      ["Nhắc trước 5 ngày làm việc", "Sắp tới"],
    ]);
    expect(page.text).toMatch(/Mốc riêng của các đơn vị có thời hạn riêng \(\d+\)/);
    expect(page.text).toContain("Sở Tài chính: Thông báo chậm báo cáo, 08:00 ngày 6/11/2017.");
    expect(page.document.querySelector("main form")).toBeNull();
  });

  it("shows the ladder whole, and says that there are more, when very many units have dates of their own", async () => {
    world = await issuedWorld(engine);
    await world.register.runs.plan(plannedForMany(200, "escalate", "2017-11-06T08:00"));
    browser = await new Browser(world).signIn(SNV);
    const page = await browser.get(PATH);
    expect(rowsOf(page)[0]?.[0]).toBe("Giao nhiệm vụ");
    expect(rowsOf(page).filter(([name]) => name === "Thông báo chậm báo cáo")).toHaveLength(2);
    expect(page.text).toContain("Mốc riêng của các đơn vị có thời hạn riêng (hơn 100)");
    expect(page.text).toContain("… và những mốc khác");
  });
});
