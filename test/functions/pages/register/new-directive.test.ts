import { readFileSync } from "node:fs";

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import type { Directive } from "../../../../functions/domain/directive.ts";
import { DirectiveSchema } from "../../../../functions/domain/directive.ts";
import type { UnitRecord } from "../../../../functions/domain/unit.ts";
import { typedDirective } from "../../../../functions/pages/register/directive-typed.ts";
import { allOf } from "../../../../functions/pages/register/units-to-choose.ts";
import { SNV, newWorld } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { at, directive, unitId, unitNamed, units } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { Browser, fieldsOf, formOf } from "../browser.ts";
import type { Page } from "../browser.ts";
import { factsOf, faultsOf, noticesOf, rowsOf } from "./read-page.ts";
import { FORM_5500 } from "./form-5500.ts";

const ID = "5500-ubnd-kgvx-2017";
const file = readFileSync(new URL("../../../../lib/local/season/directive-5500.json", import.meta.url), "utf8");

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
  browser = await new Browser(world).signIn(SNV);
});

const record = (id = ID) => world.register.directives.directive(id);
const stored = async (id = ID) => (await record(id))?.directive;
/** The form asks for the kinds in the order of offices. */
const inOrder = (one: Directive | undefined) => {
  const [first, ...others] = one?.obligations ?? [];
  const reporters = { ...first?.reporters, kinds: first?.reporters.kinds?.toSorted() };
  return { ...one, obligations: [{ ...first, reporters }, ...others] };
};
const look = async (fields: Record<string, string | string[]>, path = "/directives/new"): Promise<Page> =>
  browser.submit(await browser.get(path), "look", fields);
const download = async (content: string, path = "/directives/new"): Promise<Page> =>
  browser.submit(await browser.get(path), "file", {}, { file: { name: "van-ban.json", content } });

describe("a directive entered by its fields", () => {
  it("is laid out as it will be, with the days of its ladder, before it is saved", async () => {
    const page = await look(FORM_5500);
    expect(page.status).toBe(200);
    expect(await stored()).toBeUndefined();
    expect(factsOf(page)).toMatchObject({
      "Số, ký hiệu": "5500/UBND-KGVX",
      "Ngày ban hành": "14/7/2017",
      "Mã trong hệ thống": ID,
    });
    expect(page.text).toContain("trước ngày 30/10/2017 (ngày làm việc cuối cùng: thứ Sáu, 27/10/2017)");
    expect(page.text).toContain("34 đơn vị theo danh bạ hiện nay");
    expect(rowsOf(page).slice(0, 9)).toEqual([
      ["Giao nhiệm vụ", "Ngay khi giao nhiệm vụ", "Sắp tới"],
      ["Nhắc trước 20 ngày làm việc", "08:00 ngày 29/9/2017", "Sắp tới"],
      ["Nhắc trước 10 ngày làm việc", "08:00 ngày 13/10/2017", "Sắp tới"],
      ["Nhắc trước 5 ngày làm việc", "08:00 ngày 20/10/2017", "Sắp tới"],
      ["Nhắc trước 2 ngày làm việc", "08:00 ngày 25/10/2017", "Sắp tới"],
      ["Nhắc trong ngày làm việc cuối cùng", "08:00 ngày 27/10/2017", "Sắp tới"],
      ["Thông báo chậm báo cáo", "08:00 ngày 30/10/2017", "Sắp tới"],
      ["Đôn đốc sau 2 ngày làm việc", "08:00 ngày 1/11/2017", "Sắp tới"],
      ["Đôn đốc sau 5 ngày làm việc", "08:00 ngày 6/11/2017", "Sắp tới"],
    ]);
  });

  it("is saved as a draft with all that was typed", async () => {
    const saved = await browser.submit(await look(FORM_5500), "save");
    expect([saved.path, noticesOf(saved)[0]]).toEqual([
      `/directives/${ID}?done=saved`,
      expect.stringMatching(/^Đã lưu, chưa giao nhiệm vụ/),
    ]);
    expect(await stored()).toMatchObject({
      number: "5500/UBND-KGVX",
      issuedOn: "2017-07-14",
      basis: ["Kế hoạch số 28-KH/BDVTU", "Công văn số 5724/UBND-TH"],
      obligations: [
        {
          id: "bao-cao",
          item: 5,
          reporters: { kinds: FORM_5500.kinds, except: ["snv"] },
          receiver: "snv",
          before: "2017-10-30",
          outline: [
            { id: "cong-tac-tuyen-truyen", item: 1 },
            { figures: [{ id: "mo-hinh-dang-ky", unit: "mô hình" }, { atMost: "mo-hinh-dang-ky" }] },
          ],
          ladder: { remindWorkingDaysBefore: [20, 10, 5, 2, 0], followUpWorkingDaysAfter: [2, 5], at: "08:00" },
        },
        {
          id: "tong-hop",
          reporters: { units: ["snv"] },
          receiver: "vpub",
          before: "2017-11-10",
          consolidates: "bao-cao",
          forwardTo: ["Thường trực Tỉnh ủy"],
          ladder: { remindWorkingDaysBefore: [5, 2, 0], followUpWorkingDaysAfter: [2] },
        },
      ],
    });
    expect((await world.register.directives.directive(ID))?.status).toBe("draft");
  });

  it("without a consolidated report it has one obligation", async () => {
    const {
      "c.title": _t,
      "c.receiver": _r,
      "c.before": _b,
      "c.item": _i,
      "c.outline": _o,
      "c.forwardTo": _f,
      ...one
    } = FORM_5500;
    await browser.submit(await look({ ...one, followUpWorkingDaysAfter: "" }), "save");
    const saved = await stored();
    expect(saved?.obligations.map(({ id, ladder }) => [id, ladder.followUpWorkingDaysAfter])).toEqual([
      ["bao-cao", []],
    ]);
  });

  it("every fault is told at its field, in the order of the form, and what was typed stays", async () => {
    const page = await look({
      number: "12/KH",
      issuedOn: "31/2/2017",
      kinds: ["huyen"],
      except: "Sở Nội\nSở Tư pháp",
      outline: "A\n- b <= c",
      remindWorkingDaysBefore: "10, mười",
      "signer.name": "Ông A",
      "contact.name": "Cán bộ Mẫu",
      "contact.email": "khong-phai-dia-chi",
      "c.before": "1/1/2017",
    });
    expect([page.status, page.document.title]).toEqual([400, "Lỗi: Nhập văn bản chỉ đạo – Đúng Hạn"]);
    expect(faultsOf(page).map((fault) => fault.replace(/; nhận được.*/, ""))).toEqual([
      "issuedOn: Ngày ban hành: Ngày phải có trong lịch và ghi theo thứ tự ngày/tháng/năm, ví dụ 30/10/2017",
      "issuer: Cơ quan ban hành: Không được để trống.",
      "subject: Trích yếu: Không được để trống.",
      "signer.post: Người ký: Chức vụ: Không được để trống.",
      "contact.post: Đầu mối theo dõi: Chức vụ: Không được để trống.",
      "contact.phone: Đầu mối theo dõi: Điện thoại: Không được để trống.",
      "contact.email: Đầu mối theo dõi: Thư điện tử: Địa chỉ thư điện tử ghi theo dạng vanthu@so.tinh.example",
      "title: Tên báo cáo: Không được để trống.",
      "except: Trừ các đơn vị: Danh bạ không có đơn vị “Sở Nội”.",
      "receiver: Đơn vị nhận báo cáo: Không được để trống.",
      "before: Thời hạn: trước ngày: Không được để trống.",
      "outline: Đề cương: Dòng 2: Không có số liệu nào tên là “c” trong đề cương này.",
      "remindWorkingDaysBefore: Nhắc trước (số ngày làm việc): Phải là số",
      "c.title: Báo cáo tổng hợp, Tên báo cáo: Không được để trống.",
      "c.receiver: Báo cáo tổng hợp, Đơn vị nhận báo cáo: Không được để trống.",
    ]);
    expect(fieldsOf(formOf(page, "look"))).toMatchObject({
      issuedOn: ["31/2/2017"],
      kinds: ["huyen"],
      outline: ["A\n- b <= c"],
    });
    expect(page.document.getElementById("grounds")?.textContent?.trim()).toBe("");
  });

  it("what only the whole shows is told at its field too: dates out of order, ids that stand twice", async () => {
    const late = await look({ ...FORM_5500, before: "1/7/2017" });
    expect(faultsOf(late)).toEqual([
      expect.stringMatching(/^before: .*Phải sau ngày của văn bản chỉ đạo, 14\/7\/2017/),
    ]);
    const twice = await look({ ...FORM_5500, outline: "A #a\nB #a\n- X #x\n- Y #x" });
    expect(faultsOf(twice)).toEqual([
      expect.stringMatching(/^outline: Đề cương: Dòng 2: Mã này đã dùng cho một phần khác/),
      expect.stringMatching(/^outline: Đề cương: Dòng 4: Mã này đã dùng cho một số liệu khác/),
    ]);
  });

  it("what is most likely not meant is pointed out before it is saved", async () => {
    world.clock.moveTo(at("2017-11-05T08:00"));
    await browser.signIn(SNV);
    const page = await look({ ...FORM_5500, except: "", outline: "" });
    const [warning] = noticesOf(page);
    expect(warning).toContain("Sở Nội vụ vừa nhận báo cáo vừa phải báo cáo");
    expect(warning).toContain("không có đề cương");
    expect(warning).toContain("Có thời hạn đã qua");
    expect(rowsOf(page)[1]).toEqual(["Nhắc trước 20 ngày làm việc", "08:00 ngày 29/9/2017", "Đã qua, không gửi"]);
  });

  it("one that is dated ahead is saved, and says that it cannot be issued before its day", async () => {
    const page = await look({ ...FORM_5500, issuedOn: "20/7/2017" });
    expect(noticesOf(page)[0]).toContain("Văn bản đề ngày 20/7/2017: lưu được");
    expect(page.document.querySelector('main button[value="save"]')).not.toBeNull();
  });

  it("from the look one goes back to the form with all that was typed", async () => {
    const back = await browser.submit(await look(FORM_5500), "edit");
    const fields = fieldsOf(formOf(back, "look"));
    expect(fields).toMatchObject({
      number: ["5500/UBND-KGVX"],
      kinds: FORM_5500.kinds,
      "c.title": [FORM_5500["c.title"]],
    });
    expect(fields["outline"]?.[0]?.replace(/\r/g, "")).toBe(FORM_5500.outline);
  });

  it("an id that another has is refused", async () => {
    await browser.submit(await look(FORM_5500), "save");
    const again = await look(FORM_5500);
    expect(faultsOf(again)).toEqual([
      expect.stringContaining(`id: Mã trong hệ thống: Văn bản mã “${ID}” đang được chuẩn bị`),
    ]);
    const reserved = await look({ ...FORM_5500, id: "new" });
    expect(faultsOf(reserved)).toEqual([expect.stringContaining("Mã “new” đã dùng")]);
  });

  it("the same look saved twice saves once; one of an old sign-in not at all, and nothing is lost", async () => {
    const page = await look(FORM_5500);
    await browser.press(page, "save");
    expect((await browser.press(page, "save")).text).toContain("Việc này đã được thực hiện");
    const other = await look({ ...FORM_5500, id: "khac" });
    await browser.signIn(SNV);
    const old = await browser.submit(other, "save");
    expect([old.status, await stored("khac")]).toEqual([409, undefined]);
    expect(fieldsOf(formOf(old, "look"))).toMatchObject({ id: ["khac"], title: [FORM_5500.title] });
  });

  it("markup is shown as it is", async () => {
    const page = await look({
      ...FORM_5500,
      title: "<img src=x onerror=alert(1)>",
      outline: "</textarea><script>x</script>",
    });
    expect(page.body).not.toMatch(/<img src=x|<script>x/);
    expect(page.text).toContain("<img src=x onerror=alert(1)>");
  });
});

describe("a draft", () => {
  const draft = () => world.register.directives.createDirective(directive, world.clock.now());
  const edit = `/directives/new?edit=${ID}`;

  it("công văn 5500 fits the form whole, its own ids with it", () => {
    const all = allOf(units.map((unit) => ({ ...unit, bounced: {} })));
    expect(typedDirective(directive, all)?.get("outline")).toContain(
      "- Mô hình (tập thể) hiệu quả (mô hình) ≤ Mô hình (tập thể) đăng ký #mo-hinh-hieu-qua",
    );
  });

  it("is changed in the form it fills in; its id stays", async () => {
    await draft();
    const form = await browser.get(edit);
    expect(form.document.querySelector('input[name="id"]')).toBeNull();
    await browser.submit(await browser.submit(form, "look", { subject: "Trích yếu mới" }), "save");
    expect(inOrder(await stored())).toEqual(inOrder({ ...directive, subject: "Trích yếu mới" }));
  });

  it("one that says more than the fields can show is changed as a file", async () => {
    const [first, second] = directive.obligations;
    const odd = { ...directive, obligations: [{ ...first!, ladder: { ...first!.ladder, at: "09:30" } }, second!] };
    await world.register.directives.createDirective(odd, 0);
    const form = await browser.get(edit);
    expect(noticesOf(form)[0]).toContain("Biểu mẫu không thể hiện hết văn bản này");
    const content = fieldsOf(formOf(form, "file"))["content"]?.[0] ?? "";
    expect(DirectiveSchema.parse(JSON.parse(content))).toEqual(odd);
    await browser.submit(await browser.submit(form, "file", { content: content.replace("09:30", "10:30") }), "save");
    expect((await stored())?.obligations[0]?.ladder.at).toBe("10:30");
  });

  it("that somebody else changed meanwhile is replaced only knowingly", async () => {
    await draft();
    const form = await browser.get(edit);
    await browser.submit(await look({ issuer: "Người khác" }, edit), "save");
    const page = await browser.submit(form, "look", { subject: "Trích yếu mới" });
    expect([page.status, noticesOf(page)[0]]).toEqual([409, expect.stringContaining("người khác thay đổi")]);
    await browser.submit(page, "save");
    expect(inOrder(await stored())).toEqual(inOrder({ ...directive, subject: "Trích yếu mới" }));
    const between = await look({ subject: "Thứ hai" }, edit);
    await browser.submit(await look({ issuer: "Người khác" }, edit), "save");
    expect((await browser.submit(between, "save")).status).toBe(409);
    expect((await stored())?.issuer).toBe("Người khác");
  });

  it("that was issued meanwhile is not changed any more", async () => {
    await draft();
    const page = await look({ subject: "Trích yếu mới" }, edit);
    await world.register.directives.markIssued((await record())!, {
      at: world.clock.now(),
      attempt: "first",
      shards: {},
    });
    const refused = await browser.submit(page, "save");
    expect([refused.status, await stored()]).toEqual([400, directive]);
    expect((await browser.press(refused, "look")).status).toBe(400);
    expect((await browser.get(edit)).location).toBe(`/directives/${ID}`);
  });

  it("is a pattern for another: all but its number and its dates", async () => {
    await draft();
    const fields = fieldsOf(formOf(await browser.get(`/directives/new?like=${ID}`), "look"));
    expect(fields).toMatchObject({
      number: [""],
      issuedOn: [""],
      before: [""],
      "c.before": [""],
      id: [""],
      issuer: [directive.issuer],
    });
  });
});

describe("a directive entered by file", () => {
  it("is looked at, and saved just as the file has it", async () => {
    const page = await download(file);
    expect([page.status, await stored()]).toEqual([200, undefined]);
    await browser.submit(page, "save");
    expect(await stored()).toEqual(directive);
  });

  it("every fault is told by its place in words, and the text is there to be corrected", async () => {
    const wrong = file
      .replace('"before": "2017-10-30"', '"before": "30/10/2017"')
      .replace('"receiver": "vpub"', '"receiver": "VPUB"')
      .replace('"title": "Công tác tuyên truyền"', '"title": ""');
    const page = await download(wrong);
    const faults = [...page.document.querySelectorAll("main .notice li")].map((li) =>
      (li.textContent ?? "").replace(/\s+/g, " ").trim(),
    );
    expect(faults).toEqual([
      expect.stringMatching(/^Yêu cầu báo cáo 1 › Thời hạn: trước ngày: Ngày phải .* obligations\[0\]\.before$/),
      expect.stringMatching(/^Yêu cầu báo cáo 1 › Đề cương 1 › Tên: Không được để trống\./),
      expect.stringMatching(/^Yêu cầu báo cáo 2 › Đơn vị nhận báo cáo: Mã đơn vị .* obligations\[1\]\.receiver$/),
    ]);
    const content = fieldsOf(formOf(page, "file"))["content"]?.[0] ?? "";
    const corrected = content
      .replace("30/10/2017", "2017-10-30")
      .replace("VPUB", "vpub")
      .replace('"title": ""', '"title": "Tuyên truyền"');
    expect(
      (await browser.submit(page, "file", { content: corrected })).document.querySelector('button[value="save"]'),
    ).not.toBeNull();
  });

  it("what the register cannot carry out is told likewise", async () => {
    const page = await download(
      file.replace(
        '"snv"\n        ]\n      },\n      "receiver": "snv"',
        '"snv"\n        ]\n      },\n      "receiver": "khong-co"',
      ),
    );
    expect(noticesOf(page)[0]).toContain("Danh bạ không có đơn vị mang mã này");
  });

  it("a file that is no JSON says where it breaks; one that is not UTF-8 says so; none at all is told at the field", async () => {
    expect(noticesOf(await download('{\n  "id": "x",\n}'))[0]).toContain("Tệp không đúng dạng JSON, ở dòng 3, cột 1.");
    expect(noticesOf(await download("S\uFFFD"))[0]).toContain("không dùng mã UTF-8");
    expect(faultsOf(await download(""))).toEqual(["file: Tệp: Chưa chọn tệp và chưa dán nội dung."]);
  });

  it("a draft of the same id is replaced only after that was said, and an issued one never", async () => {
    await browser.submit(await download(file), "save");
    const page = await download(file.replace("Đẩy mạnh", "Tiếp tục đẩy mạnh"));
    expect(noticesOf(page)[0]).toContain(`Văn bản mã “${ID}” đang được chuẩn bị: lưu bản dưới đây thì thay bản đó.`);
    await browser.submit(page, "save");
    expect((await stored())?.subject).toContain("Tiếp tục đẩy mạnh");
    await world.register.directives.markIssued((await record())!, {
      at: world.clock.now(),
      attempt: "first",
      shards: {},
    });
    expect(faultsOf(await download(file))).toEqual([`file: Tệp: Mã “${ID}” đã dùng cho văn bản khác.`]);
  });

  it("a file with another id does not take the place of the draft that is being changed", async () => {
    const odd = JSON.stringify({
      ...directive,
      id: "khac",
      obligations: directive.obligations.map((one) => ({ ...one, ladder: { ...one.ladder, at: "09:00" } })),
    });
    await browser.submit(await download(odd), "save");
    const page = await download(file, "/directives/new?edit=khac");
    expect(faultsOf(page)).toEqual([`file: Tệp: Tệp mang mã “${ID}”; văn bản đang sửa có mã “khac”.`]);
  });
});

it("of many units the receiver is named, not chosen, and the page stays light", async () => {
  const many = Array.from({ length: 700 }, (_, i): UnitRecord => ({
    ...unitNamed("ubnd-lak"),
    id: unitId(`xa-${i}`),
    name: `UBND xã ${i}`,
    kind: "xa",
  }));
  await world.register.units.putUnits(many, new Map());
  const form = await browser.get("/directives/new");
  expect(form.document.querySelector('select[name="receiver"]')).toBeNull();
  const page = await browser.submit(form, "look", {
    ...FORM_5500,
    receiver: "Sở Nội vụ",
    "c.receiver": "van phong ubnd tinh",
  });
  for (const one of [form, page, await browser.get("/staff")]) expect(Buffer.byteLength(one.body)).toBeLessThan(60_000);
  await browser.submit(page, "save");
  expect((await stored())?.obligations.map(({ receiver }) => receiver)).toEqual(["snv", "vpub"]);
  const member = { email: "a@b.example", name: "A", role: "supervisor", unitId: "so tu phap" };
  await browser.submit(await browser.submit(await browser.get("/staff"), "look", member), "put");
  expect(await world.register.staff.members()).toEqual([{ ...member, unitId: "stp" }]);
});

it("of many units those that a directive names stand there by name and id, so that of two of one name the right one is meant", async () => {
  const many = Array.from({ length: 120 }, (_, i): UnitRecord => ({
    ...unitNamed("ubnd-lak"),
    id: unitId(`xa-${i}`),
    name: i < 2 ? "UBND xã Ea Kao" : `UBND xã ${i}`,
    kind: "xa",
  }));
  await world.register.units.putUnits(many, new Map());
  const named = DirectiveSchema.parse({
    ...directive,
    obligations: directive.obligations.map((one) =>
      one.consolidates === undefined
        ? { ...one, reporters: { kinds: ["xa"], units: ["stp", "stc"], except: ["xa-1"] } }
        : one,
    ),
  });
  await world.register.directives.createDirective(named, world.clock.now());
  const form = await browser.get(`/directives/new?edit=${ID}`);
  expect(fieldsOf(formOf(form, "look"))).toMatchObject({
    units: ["Sở Tư pháp (stp)\nSở Tài chính (stc)"],
    except: ["UBND xã Ea Kao (xa-1)"],
    receiver: ["Sở Nội vụ (snv)"],
  });
  expect(form.document.querySelector("[data-chosen]")?.textContent).toBe("Đã chọn 121 trên 155 đơn vị.");
  await browser.submit(await browser.submit(form, "look"), "save");
  expect(await stored()).toEqual(named);
});

it("without units there is nobody to report: the page says to enter them first", async () => {
  const empty = await new Browser(await newWorld(engine)).signIn("keeper@snv.daklak.example");
  const page = await empty.get("/directives/new");
  expect(page.text).toContain("Danh bạ chưa có đơn vị nào");
  expect(page.document.querySelector('a[href="/units/import"]')).not.toBeNull();
});
