import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { acceptReport, extendDuty, fileReport, returnReport } from "../../api/operations.ts";
import { contentHash } from "../../../../functions/runtime/content-hash.ts";
import { at } from "../../season.ts";
import { dutyIn, issuedWorld, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { fieldsOf, formOf } from "../browser.ts";
import type { Fields } from "../browser.ts";
import type { Browser, Page } from "../browser.ts";
import {
  CLERK,
  OFFICE,
  OTHER,
  REPORT,
  SNV,
  STC,
  factsOf,
  faultOf,
  file,
  leaderIn,
  linksOf,
  minutesLater,
  signedIn,
  valueOf,
  write,
} from "./people.ts";

let engine: Engine;
let world: World;
let clerk: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  clerk = await signedIn(world, CLERK);
});

const later = async (wall: string): Promise<void> => {
  world.clock.moveTo(at(wall));
  await clerk.signIn(CLERK);
};

it("a table that was pasted out of Word or Excel is shown with its columns, in the preview and as it was filed", async () => {
  const pasted = "\uF0B7 Kết quả:\r\nHuyện\tSố buổi\r\nLắk\t12\r\nCư Kuin\t7\r\nHết.";
  const shown = ({ document }: Page) => {
    const rows = [...document.querySelectorAll(".pasted tr")].map((row) =>
      [...row.children].map((one) => one.textContent),
    );
    return { rows, text: document.querySelector(".pasted")?.parentElement?.firstElementChild?.textContent };
  };
  const expected = {
    rows: [
      ["Huyện", "Số buổi"],
      ["Lắk", "12"],
      ["Cư Kuin", "7"],
    ],
    text: "• Kết quả:",
  };
  const preview = await write(clerk, { ...REPORT, "sections.tuyen-truyen": pasted }, "preview");
  expect(shown(preview)).toEqual(expected);
  await clerk.submit(preview, "file");
  expect(shown(await clerk.get(`${STC}/revisions/1`))).toEqual(expected);
  expect(valueOf(await clerk.get(`${STC}/report`), "sections.tuyen-truyen")).toContain("Lắk\t12\nCư Kuin\t7");
});

describe("the look before filing", () => {
  it("shows exactly what will be filed, saved first, and what filing means", async () => {
    const preview = await write(clerk, REPORT, "preview");
    expect(preview.path).toBe(`${STC}/preview`);
    expect(preview.document.querySelectorAll("h1")).toHaveLength(1);
    const sheet = preview.document.querySelector(".sheet");
    const paragraphs = [...(sheet?.querySelectorAll(".prose p") ?? [])].map((p) => p.textContent);
    expect(paragraphs).toEqual(["Đã tổ chức 4 đợt.", "Toàn thể công chức dự."]);
    const text = (sheet?.textContent ?? "").replace(/\s+/g, " ");
    expect(text).toContain("Nguyễn Thị Hoa, Giám đốc Sở Tài chính");
    expect(text).toContain("thứ Sáu, 14/7/2017");
    expect(text).toContain("1.250");
    expect(preview.text).toContain("Ủy ban nhân dân tỉnh (thông qua Sở Nội vụ)");
    expect(preview.text).toContain("Bản đã gửi không sửa được");
    expect((await dutyIn(world, "stc")).state).toBe("draft");
  });

  it("says how the report will stand, and until when", async () => {
    await write(clerk, REPORT);
    expect((await clerk.get(`${STC}/preview`)).text).toContain("đúng hạn, nếu gửi trước 00:00 ngày 30/10/2017");
    await ok(world, extendDuty, {
      by: SNV,
      body: { before: "2017-11-03", reason: "Lũ", approvedBy: "Giám đốc", documentNumber: "1/SNV" },
    });
    await later("2017-10-31T09:00");
    const extended = await clerk.get(`${STC}/preview`);
    expect(extended.text).toContain("trong hạn gia hạn, nếu gửi trước 00:00 ngày 3/11/2017");
    await later("2017-11-03T00:00");
    expect(factsOf(await clerk.get(`${STC}/preview`))["Sẽ được ghi nhận"]).toBe("muộn");
  });

  it("says of a supplement how it will stand itself, and that the first filing stays as it is", async () => {
    await file(clerk);
    await ok(world, returnReport, { by: SNV, body: { reason: "Thiếu", before: "2017-08-01" } });
    await later("2017-08-01T08:00");
    const preview = await write(clerk, REPORT, "preview");
    expect(factsOf(preview)["Sẽ được ghi nhận"]).toBe("Bổ sung muộn; lần gửi đầu vẫn là đúng hạn");
  });

  it("a report that is dated after today cannot be filed yet", async () => {
    const preview = await write(clerk, { ...REPORT, signedOn: "30/12/2017" }, "preview");
    expect(preview.document.querySelector(".errors li a")?.textContent).toContain("Ngày ký không được sau ngày nhận");
    expect(preview.document.querySelector('main button[value="file"]')).toBeNull();
  });

  it("sums up everything that is wrong, each leading to its field, and cannot be filed then", async () => {
    const faulty = {
      ...REPORT,
      signedOn: "31/2",
      "signer.name": " ",
      "figures.cuoc-doi-thoai": "12a",
      "figures.mo-hinh-hieu-qua": "1.251",
    };
    const preview = await write(clerk, faulty, "preview");
    expect(preview.document.title).toMatch(/^Lỗi: /);
    const faults = [...preview.document.querySelectorAll(".errors li a")];
    expect(faults.map((fault) => fault.getAttribute("href")?.split("?check=1#")[1])).toEqual([
      "signedOn",
      "signer-name",
      "figures-mo-hinh-hieu-qua",
      "figures-cuoc-doi-thoai",
    ]);
    expect(preview.document.querySelector('main button[value="file"]')).toBeNull();
    const form = await clerk.get(`${STC}/report?check=1`);
    expect(form.document.title).toMatch(/^Lỗi: /);
    expect(faultOf(form, "signedOn")).toContain('nhận được "31/2"');
    expect(faultOf(form, "signer.name")).toBe("Không được để trống.");
    expect(faultOf(form, "figures.cuoc-doi-thoai")).toContain("Phải là số nguyên");
    expect(faultOf(form, "figures.mo-hinh-hieu-qua")).toContain(
      "không được lớn hơn “Mô hình (tập thể) đăng ký”, 1.250; nhận được 1.251",
    );
  });

  it("tells the faults in English to whoever reads English", async () => {
    await clerk.post("/language", { language: "en", back: "/" });
    const preview = await write(clerk, { ...REPORT, signedOn: "31/2", documentNumber: "" }, "preview");
    const faults = [...preview.document.querySelectorAll(".errors li a")].map(({ textContent }) => textContent);
    expect(faults).toEqual([
      'Document number: Must not be empty; got "".',
      "Signed on: Must be a day of the calendar, written day/month/year: 27/10/2017.",
    ]);
  });

  it("of a report that says nothing, asks for something in the first part", async () => {
    const silent = { documentNumber: "1", signedOn: "14/7/2017", "signer.name": "A", "signer.post": "B" };
    await write(clerk, silent, "preview");
    expect(faultOf(await clerk.get(`${STC}/report?check=1`), "sections.tuyen-truyen")).toContain("chưa có nội dung");
  });

  it("leads to the form where nothing was written", async () => {
    expect((await clerk.get(`${STC}/preview`)).location).toBe(`${STC}/report`);
    await file(clerk);
    expect((await clerk.get(`${STC}/preview`)).location).toBe(`${STC}/report`);
  });
});

describe("filing", () => {
  it("files what was looked at, once, and leads to its receipt", async () => {
    const preview = await write(clerk, REPORT, "preview");
    const receipt = await clerk.submit(preview, "file");
    expect(receipt.path).toBe(`${STC}/receipts/1?done=filed`);
    expect(receipt.text).toContain("Báo cáo đã được gửi và tiếp nhận");
    const duty = await dutyIn(world, "stc");
    expect(duty).toMatchObject({ state: "submitted", revision: 1, standing: "on-time", receipts: { "1": 1 } });
    const filed = await world.register.filings.submission(duty, 1);
    expect(filed?.report).toEqual({
      documentNumber: "215/BC-STC",
      signedOn: "2017-07-14",
      signer: { name: "Nguyễn Thị Hoa", post: "Giám đốc Sở Tài chính" },
      sections: { "tuyen-truyen": REPORT["sections.tuyen-truyen"] },
      figures: { "mo-hinh-dang-ky": 1250, "mo-hinh-hieu-qua": 3 },
    });
    expect(receipt.text.replaceAll(" ", "")).toContain(contentHash(filed?.report));
  });

  it("sent twice by the same form, files once and says where the receipt is", async () => {
    const preview = await write(clerk, REPORT, "preview");
    await clerk.press(preview, "file");
    const twice = await clerk.press(preview, "file");
    expect(twice.status).toBe(409);
    expect(twice.text).toContain("Việc này đã được thực hiện");
    expect(linksOf(twice)).toContain(`${STC}/receipts/1?done=filed`);
    expect((await dutyIn(world, "stc")).revision).toBe(1);
  });

  it("by the page's script leads it to the receipt, and as often as it is sent files once", async () => {
    const preview = await write(clerk, REPORT, "preview");
    const fields = { ...fieldsOf(formOf(preview, "file")), do: "file" };
    const byScript = { headers: { "x-leads-on-by": "script" } };
    const [first, ...again] = [
      await clerk.post(`${STC}/preview`, fields, byScript),
      await clerk.post(`${STC}/preview`, fields, byScript),
      await clerk.post(`${STC}/preview`, fields, byScript),
    ];
    expect([first?.status, JSON.parse(first?.body ?? "")]).toEqual([200, { location: `${STC}/receipts/1?done=filed` }]);
    for (const answer of again) expect([answer.status, answer.body]).toEqual([200, first?.body]);
    expect((await dutyIn(world, "stc")).revision).toBe(1);
  });

  it("that is still under way asks the page's script to come again, and is then told where it led", async () => {
    const preview = await write(clerk, REPORT, "preview");
    const fields = { ...fieldsOf(formOf(preview, "file")), do: "file" };
    const byScript = { headers: { "x-leads-on-by": "script" } };
    const both = await Promise.all([0, 1].map(() => clerk.post(`${STC}/preview`, fields, byScript)));
    const waits = both.find(({ status }) => status === 409);
    expect([both.map(({ status }) => status).toSorted(), waits?.headers["retry-after"]]).toEqual([[200, 409], "5"]);
    expect((await clerk.post(`${STC}/preview`, fields, byScript)).status).toBe(200);
    expect((await dutyIn(world, "stc")).revision).toBe(1);
  });

  it("that is refused is answered to the page's script as to the browser, with a page", async () => {
    const preview = await write(clerk, REPORT, "preview");
    await write(await signedIn(world, OFFICE), { "sections.doi-thoai": "Thêm sau." });
    const fields = { ...fieldsOf(formOf(preview, "file")), do: "file" };
    const stale = await clerk.post(`${STC}/preview`, fields, { headers: { "x-leads-on-by": "script" } });
    expect([stale.status, stale.headers["content-type"]]).toEqual([409, "text/html; charset=utf-8"]);
    expect((await dutyIn(world, "stc")).revision).toBe(0);
  });

  it("by two officers at once makes one filing, and the other is told who filed and when", async () => {
    await write(clerk, REPORT);
    const office = await signedIn(world, OFFICE);
    const previews = [await clerk.get(`${STC}/preview`), await office.get(`${STC}/preview`)] as const;
    minutesLater(world, 2);
    await clerk.press(previews[0], "file");
    const late = await office.press(previews[1], "file");
    expect(late.status).toBe(409);
    expect(late.text).toContain(`${CLERK} đã gửi báo cáo này lúc 08:02 ngày 14/7/2017 (lần gửi 1).`);
    expect(linksOf(late)).toContain(`${STC}/receipts/1`);
    expect((await dutyIn(world, "stc")).revision).toBe(1);
  });

  it("at the very same moment makes one filing, too", async () => {
    await write(clerk, REPORT);
    const office = await signedIn(world, OFFICE);
    const previews = [await clerk.get(`${STC}/preview`), await office.get(`${STC}/preview`)] as const;
    const answers = await Promise.all([clerk.press(previews[0], "file"), office.press(previews[1], "file")]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409]);
    expect((await dutyIn(world, "stc")).revision).toBe(1);
  });

  it("never files another draft than the one that was looked at", async () => {
    const preview = await write(clerk, REPORT, "preview");
    minutesLater(world, 2);
    await write(await signedIn(world, OFFICE), { "sections.doi-thoai": "Thêm sau." });
    const stale = await clerk.press(preview, "file");
    expect(stale.status).toBe(409);
    expect(stale.text).toContain(`${OFFICE} đã lưu bản dự thảo khác (số 2) lúc 08:02 ngày 14/7/2017.`);
    expect(stale.document.querySelector(".sheet")?.textContent).toContain("Thêm sau.");
    expect((await dutyIn(world, "stc")).revision).toBe(0);
    expect((await clerk.submit(stale, "file")).path).toBe(`${STC}/receipts/1?done=filed`);
  });

  it("looks again when the duty was given another date meanwhile", async () => {
    const preview = await write(clerk, REPORT, "preview");
    await ok(world, extendDuty, {
      by: SNV,
      body: { before: "2017-11-03", reason: "Lũ", approvedBy: "Giám đốc", documentNumber: "1/SNV" },
    });
    const stale = await clerk.press(preview, "file");
    expect(stale.status).toBe(409);
    expect(stale.text).toContain("Nhiệm vụ báo cáo này vừa có thay đổi");
    expect((await dutyIn(world, "stc")).revision).toBe(0);
  });

  it("is not done when the unit's own system filed meanwhile", async () => {
    const preview = await write(clerk, REPORT, "preview");
    minutesLater(world, 2);
    const { draft } = (await world.register.drafts.drafts(await dutyIn(world, "stc"))).present ?? {};
    await ok(world, fileReport, { by: OFFICE, body: { ...draft, figures: {} } });
    const stale = await clerk.press(preview, "file");
    expect(stale.text).toContain(`${OFFICE} đã gửi báo cáo này`);
    expect((await dutyIn(world, "stc")).revision).toBe(1);
  });

  it("of what was accepted meanwhile says so", async () => {
    await file(clerk);
    minutesLater(world, 1);
    const preview = await write(clerk, { ...REPORT, documentNumber: "216" }, "preview");
    await ok(world, acceptReport, { by: SNV });
    const refused = await clerk.press(preview, "file");
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("Báo cáo đã được chấp nhận");
    expect((await clerk.get(`${STC}/preview`)).status).toBe(409);
  });

  it("in an earlier sign-in, or with a seal of nobody's, files nothing and shows the report again", async () => {
    const preview = await write(clerk, REPORT, "preview");
    const fields: Fields = { ...fieldsOf(formOf(preview, "file")), do: "file" };
    for (const seal of ["x.y", ""]) {
      const answer = await clerk.post(`${STC}/preview`, { ...fields, seal });
      expect(answer.status).toBe(409);
      expect(answer.text).toContain("Chưa lưu và chưa gửi gì");
    }
    const basis = String(fields["basis"]).replace(/\d+$/, "7");
    expect((await clerk.post(`${STC}/preview`, { ...fields, basis })).text).toContain("Chưa lưu và chưa gửi gì");
    const elsewhere = await clerk.post(`${STC}/preview`, fields, { headers: { origin: "https://evil.example" } });
    expect(elsewhere.status).toBe(403);
    clerk.cookies.clear();
    expect((await clerk.post(`${STC}/preview`, fields)).status).toBe(401);
    expect((await dutyIn(world, "stc")).revision).toBe(0);
  });

  it("is the unit's alone", async () => {
    const preview = await write(clerk, REPORT, "preview");
    const fields: Fields = { ...fieldsOf(formOf(preview, "file")), do: "file" };
    const other = await signedIn(world, OTHER);
    expect([(await other.get(`${STC}/preview`)).status, (await other.post(`${STC}/preview`, fields)).status]).toEqual([
      404, 404,
    ]);
    for (const reader of [await signedIn(world, SNV), await leaderIn(world)]) {
      expect((await reader.get(`${STC}/preview`)).status).toBe(403);
      expect((await reader.post(`${STC}/preview`, fields)).status).toBe(403);
    }
    expect((await dutyIn(world, "stc")).revision).toBe(0);
  });

  it("too late by a moment is late, and the receipt says so", async () => {
    await write(clerk, REPORT);
    await later("2017-10-29T23:59");
    const preview = await clerk.get(`${STC}/preview`);
    expect(preview.text).toContain("đúng hạn, nếu gửi trước 00:00 ngày 30/10/2017");
    world.clock.moveTo(at("2017-10-30T00:00"));
    const receipt = await clerk.submit(preview, "file");
    expect(factsOf(receipt)["Kết quả ghi nhận"]).toBe("muộn");
    expect(receipt.text).toContain("00:00:00 ngày 30/10/2017 (thứ Hai, giờ Việt Nam)");
  });

  it("a second time adds a revision and leaves the first as it is", async () => {
    await file(clerk);
    minutesLater(world, 1);
    const receipt = await file(clerk, { ...REPORT, documentNumber: "216/BC-STC" });
    expect(receipt.path).toBe(`${STC}/receipts/2?done=filed`);
    expect(receipt.text).toContain("theo lần gửi đầu: đúng hạn");
    expect((await clerk.get(`${STC}/revisions/1`)).text).toContain("215/BC-STC");
    expect((await clerk.get(`${STC}/revisions/2`)).text).toContain("216/BC-STC");
  });
});
