import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { acceptReport, exemptDuty, returnReport, saveDraft } from "../../api/operations.ts";
import { drain, dutyIn, goTo, issuedWorld, named, ok } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { fieldsOf, formOf } from "../browser.ts";
import type { Fields } from "../browser.ts";
import type { Browser } from "../browser.ts";
import {
  CLERK,
  OFFICE,
  OTHER,
  REPORT,
  SNV,
  STC,
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

describe("the form", () => {
  it("asks for all that the outline asks for, each part under its task, each figure with its unit and limit", async () => {
    const form = await clerk.get(`${STC}/report`);
    expect(form.document.querySelectorAll("h1")).toHaveLength(1);
    expect(form.text).toContain("trước ngày 30/10/2017 (ngày làm việc cuối cùng: thứ Sáu, 27/10/2017)");
    expect(form.text).toContain("4. Thực hiện Công văn số 5724/UBND-TH và Chỉ thị số 16-CT/TTg");
    expect(form.text).toContain("Tăng cường và đổi mới công tác dân vận trong cơ quan hành chính nhà nước");
    expect(form.text).toContain("Không lớn hơn “Mô hình (tập thể) đăng ký”.");
    const limited = form.document.getElementById("figures-mo-hinh-hieu-qua");
    expect(limited?.getAttribute("data-at-most")).toBe("figures-mo-hinh-dang-ky");
    expect(limited?.getAttribute("inputmode")).toBe("numeric");
    expect(linksOf(form)).toContain("#section-doi-thoai");
    expect(form.document.getElementById("section-doi-thoai")).not.toBeNull();
  });

  it("names every field by a label of its own", async () => {
    const { document } = await clerk.get(`${STC}/report`);
    const fields = [...document.querySelectorAll("form#report input:not([type=hidden]), form#report textarea")];
    const labels = fields.map((field) => document.querySelector(`label[for="${field.id}"]`)?.textContent?.trim() ?? "");
    expect(fields).toHaveLength(15);
    expect(new Set(labels).size).toBe(15);
    expect(labels).not.toContain("");
  });

  it("says that saving is not filing", async () => {
    expect((await clerk.get(`${STC}/report`)).text).toContain("Lưu bản dự thảo chưa phải là gửi báo cáo");
    expect((await write(clerk, REPORT)).text).toContain("Đã lưu bản dự thảo. Báo cáo chưa được gửi.");
  });

  it("is to be kept in the browser and saved by itself, for this person and this duty", async () => {
    const form = formOf(await clerk.get(`${STC}/report`), "save");
    expect(form.getAttribute("data-keep")).toBe(`${CLERK} ${STC}/report`);
    expect(form.getAttribute("data-autosave")).toBe(`${STC}/report`);
  });

  it("speaks English to whoever asked for it, with the outline marked as Vietnamese", async () => {
    await clerk.post("/language", { language: "en", back: "/" });
    const form = await clerk.get(`${STC}/report`);
    expect(form.text).toContain("Write the report");
    expect(form.document.querySelector("#section-doi-thoai h2 [lang=vi]")?.textContent).toContain("Tiếp xúc");
  });
});

describe("saving", () => {
  it("keeps a draft, which files nothing: the duty stays open and is reminded", async () => {
    const saved = await write(clerk, REPORT);
    expect(saved.path).toBe(`${STC}/report?done=saved`);
    expect(valueOf(saved, "sections.tuyen-truyen")).toBe(REPORT["sections.tuyen-truyen"]);
    expect(await dutyIn(world, "stc")).toMatchObject({ state: "draft", revision: 0 });
    await goTo(world, "2017-09-29T08:05");
    expect(world.mailer.mails.map(named)).toContain(`stc 0.remind-20.unit ${CLERK}`);
  });

  it("says who saved last, and when", async () => {
    await write(clerk, REPORT);
    const office = await signedIn(world, OFFICE);
    expect((await office.get(`${STC}/report`)).text).toContain(
      `Bản dự thảo số 1, ${CLERK} lưu lúc 08:00 ngày 14/7/2017.`,
    );
  });

  it("keeps what was typed as it was typed, right or wrong, and shows it again to the letter", async () => {
    const odd = {
      ...REPORT,
      signedOn: "31/2",
      "figures.mo-hinh-hieu-qua": "12a",
      "figures.mo-hinh-dang-ky": "1.250",
      "signer.name": "  Hoa ",
      "sections.thi-dua": "một\r\nhai",
    };
    await write(clerk, odd);
    const again = await clerk.get(`${STC}/report`);
    for (const [name, typed] of Object.entries(odd)) expect(valueOf(again, name)).toBe(typed.replaceAll("\r\n", "\n"));
    expect(again.document.querySelector("[aria-invalid]")).toBeNull();
  });

  it("shows a text that is too long again, whole, with its fault and where to find it, and saves nothing", async () => {
    const long = "ầ".repeat(60_001);
    const answer = await write(clerk, { ...REPORT, "sections.doi-thoai": long });
    expect(answer.status).toBe(400);
    expect(answer.document.title).toMatch(/^Lỗi: /);
    expect(valueOf(answer, "sections.doi-thoai")).toBe(long);
    expect(faultOf(answer, "sections.doi-thoai")).toBe("Tối đa 60.000 ký tự; nhận được 60.001.");
    const summary = answer.document.querySelector(".errors");
    expect(summary?.querySelector("a")?.getAttribute("href")).toBe("#sections-doi-thoai");
    expect(summary?.hasAttribute("autofocus")).toBe(true);
    expect(valueOf(await clerk.get(`${STC}/report`), "documentNumber")).toBe("");
  });

  it("shows a report again that is too long for one to hold, though each of its parts is not", async () => {
    const part = "ầ".repeat(40_000);
    const parts = ["tuyen-truyen", "thi-dua", "doi-thoai"].map((id) => [`sections.${id}`, part]);
    const answer = await write(clerk, { ...REPORT, ...Object.fromEntries(parts) });
    expect(answer.status).toBe(400);
    expect(faultOf(answer, "sections.tuyen-truyen")).toContain("121% mức cho phép");
    expect(valueOf(answer, "sections.doi-thoai")).toBe(part);
  });

  it("goes on from a form that was sent twice, without a draft of its own", async () => {
    const form = await clerk.get(`${STC}/report`);
    await clerk.submit(form, "save", REPORT);
    const twice = await clerk.submit(form, "save", REPORT);
    expect(twice.path).toBe(`${STC}/report?done=saved`);
    expect(valueOf(twice, "basedOn")).toBe("1");
  });

  it("leaves out what the outline does not ask for", async () => {
    const saved = await write(clerk, { ...REPORT, "sections.khac": "x", "figures.khac": "1", basedOn: "không" });
    expect(saved.status).toBe(200);
    const { present } = await world.register.drafts.drafts(await dutyIn(world, "stc"));
    expect(Object.keys(present?.draft.sections ?? {})).toEqual(["tuyen-truyen"]);
  });
});

describe("saving by itself", () => {
  const ASKED = { headers: { accept: "application/json" } };
  const typed = async (browser: Browser, fill: Fields = REPORT): Promise<Fields> => ({
    ...fieldsOf(formOf(await browser.get(`${STC}/report`), "save")),
    ...fill,
    do: "autosave",
  });
  const autosave = async (browser: Browser, fields: Fields) => {
    const { status, body } = await browser.post(`${STC}/report`, fields, ASKED);
    return { status, answer: JSON.parse(body) as object };
  };

  it("answers the version that the next save is based on, and when it was saved", async () => {
    const fields = await typed(clerk);
    const first = await autosave(clerk, fields);
    expect(first).toEqual({
      status: 200,
      answer: {
        saved: true,
        version: 1,
        savedAt: world.clock.now(),
        text: "Đã tự lưu bản dự thảo lúc 08:00 ngày 14/7/2017.",
      },
    });
    const second = await autosave(clerk, { ...fields, documentNumber: "216", basedOn: ["1"] });
    expect(second.answer).toMatchObject({ saved: true, version: 2 });
  });

  it("keeps both where somebody saved meanwhile, and says who and when", async () => {
    const office = await signedIn(world, OFFICE);
    const fields = await typed(office);
    await write(clerk, { documentNumber: "của văn thư" });
    minutesLater(world, 3);
    const { status, answer } = await autosave(office, fields);
    expect(status).toBe(409);
    expect(answer).toMatchObject({ saved: false });
    expect(JSON.stringify(answer)).toContain(
      `${CLERK} đã lưu bản dự thảo số 1 lúc 08:00 ngày 14/7/2017. Bản đang soạn được giữ riêng`,
    );
    const { present, aside } = await world.register.drafts.drafts(await dutyIn(world, "stc"));
    expect(present).toMatchObject({ savedBy: CLERK, draft: { documentNumber: "của văn thư" } });
    expect(aside).toMatchObject([{ savedBy: OFFICE, draft: { documentNumber: "215/BC-STC" } }]);
  });

  it("says what is wrong, and that it has not saved", async () => {
    const { status, answer } = await autosave(clerk, await typed(clerk, { documentNumber: "x".repeat(101) }));
    expect(status).toBe(400);
    expect(answer).toEqual({ saved: false, text: "Số, ký hiệu văn bản: Tối đa 100 ký tự; nhận được 101." });
  });

  it("says so when the sign-in has ended, or the form is of another one", async () => {
    const fields = await typed(clerk);
    clerk.cookies.clear();
    expect(await autosave(clerk, fields)).toMatchObject({ status: 401, answer: { saved: false } });
    await clerk.signIn(CLERK);
    expect(await autosave(clerk, fields)).toMatchObject({ status: 409, answer: { saved: false } });
    expect((await dutyIn(world, "stc")).state).toBe("awaiting");
  });
});

describe("after a filing", () => {
  it("begins with what was filed, and says which revision would be next", async () => {
    await file(clerk);
    const form = await clerk.get(`${STC}/report`);
    expect(form.text).toContain("nếu gửi lại, đây là lần gửi 2");
    expect(form.text).toContain("Biểu mẫu bắt đầu từ nội dung lần gửi 1.");
    expect(valueOf(form, "sections.tuyen-truyen")).toBe(REPORT["sections.tuyen-truyen"]);
    expect(valueOf(form, "figures.mo-hinh-dang-ky")).toBe("1250");
    expect(valueOf(form, "signedOn")).toBe("14/7/2017");
  });

  it("goes on with a draft that was saved since", async () => {
    await file(clerk);
    minutesLater(world, 1);
    await write(clerk, { documentNumber: "216/BC-STC" });
    expect(valueOf(await clerk.get(`${STC}/report`), "documentNumber")).toBe("216/BC-STC");
    expect((await dutyIn(world, "stc")).state).toBe("submitted");
  });

  it("shows after a return what the supervisor asks for, in its own words", async () => {
    await file(clerk);
    const reason = "Thiếu số liệu mục 3.\nĐề nghị bổ sung <b>ngay</b>.";
    await ok(world, returnReport, { by: SNV, body: { reason, before: "2017-08-01" } });
    const form = await clerk.get(`${STC}/report`);
    expect(form.document.querySelector(".notice-warning blockquote")?.textContent).toBe(reason);
    expect(form.text).toContain("Sở Nội vụ đã trả lại báo cáo");
    expect(form.text).toContain("trước ngày 1/8/2017");
    expect(valueOf(form, "documentNumber")).toBe("215/BC-STC");
  });

  it("says why nothing more can be written of what was accepted or exempted", async () => {
    await file(clerk);
    await ok(world, acceptReport, { by: SNV });
    const accepted = await clerk.get(`${STC}/report`);
    expect(accepted.status).toBe(409);
    expect(accepted.text).toContain("Báo cáo đã được chấp nhận nên không lưu được bản dự thảo nữa");
    expect(linksOf(accepted)).toContain(STC);
    await ok(world, exemptDuty, { by: SNV, unit: "stp", body: { reason: "Sáp nhập" } });
    const other = await signedIn(world, OTHER);
    expect((await other.get("/duties/5500-ubnd-kgvx-2017/bao-cao/stp/report")).text).toContain("được miễn báo cáo");
  });

  it("shows again what was being typed when the report was accepted, and why it is not saved", async () => {
    await file(clerk);
    const form = await clerk.get(`${STC}/report`);
    await ok(world, acceptReport, { by: SNV });
    const answer = await clerk.submit(form, "save", { "sections.thi-dua": "Viết dở" });
    expect(answer.status).toBe(409);
    expect(answer.document.querySelector("main [role=alert]")?.textContent).toContain("không lưu được bản dự thảo nữa");
    expect(valueOf(answer, "sections.thi-dua")).toBe("Viết dở");
  });
});

describe("who may write", () => {
  it("the unit alone: another unit's duty is not there, and who reads it may not write it", async () => {
    const other = await signedIn(world, OTHER);
    expect((await other.get(`${STC}/report`)).status).toBe(404);
    const form = await clerk.get(`${STC}/report`);
    const fields: Fields = { ...fieldsOf(formOf(form, "save")), ...REPORT, do: "save" };
    expect((await other.post(`${STC}/report`, fields)).status).toBe(404);
    for (const reader of [await signedIn(world, SNV), await leaderIn(world)]) {
      const refused = await reader.get(`${STC}/report`);
      expect(refused.status).toBe(403);
      expect((await reader.post(`${STC}/report`, fields)).status).toBe(403);
    }
    expect((await dutyIn(world, "stc")).state).toBe("awaiting");
  });
});

describe("a form from an earlier sign-in", () => {
  it("is shown again with all that was typed, and nothing is saved until it is sent again", async () => {
    const form = await clerk.get(`${STC}/report`);
    clerk.cookies.clear();
    const expired = await clerk.press(form, "save", REPORT);
    expect(expired.status).toBe(401);
    await clerk.signIn(CLERK);
    const reopened = await clerk.submit(expired, undefined);
    expect(reopened.status).toBe(409);
    expect(reopened.text).toContain("Chưa lưu và chưa gửi gì");
    for (const [name, typed] of Object.entries(REPORT)) expect(valueOf(reopened, name)).toBe(typed);
    expect((await dutyIn(world, "stc")).state).toBe("awaiting");
    await clerk.submit(reopened, "save");
    expect(valueOf(await clerk.get(`${STC}/report`), "documentNumber")).toBe("215/BC-STC");
  });

  it("never writes over what was saved meanwhile", async () => {
    const form = await clerk.get(`${STC}/report`);
    clerk.cookies.clear();
    const expired = await clerk.press(form, "save", REPORT);
    await write(await signedIn(world, OFFICE), { documentNumber: "của văn phòng" });
    await clerk.signIn(CLERK);
    const conflict = await clerk.submit(await clerk.submit(expired, undefined), "save");
    expect(conflict.status).toBe(409);
    expect(conflict.text).toContain("Có hai bản dự thảo khác nhau");
  });

  it("is not taken from a page that was tampered with", async () => {
    const form = await clerk.get(`${STC}/report`);
    const fields: Fields = { ...fieldsOf(formOf(form, "save")), ...REPORT, do: "save" };
    for (const seal of ["", "x.y", `${String(fields["seal"])}x`]) {
      const answer = await clerk.post(`${STC}/report`, { ...fields, seal });
      expect(answer.status).toBe(409);
      expect(valueOf(answer, "documentNumber")).toBe("215/BC-STC");
    }
    expect((await dutyIn(world, "stc")).state).toBe("awaiting");
  });
});

it("a draft of a unit's own system is gone on with in the browser", async () => {
  const body = { signedOn: "2017-07-14", figures: { "cuoc-doi-thoai": 7 }, sections: {} };
  await ok(world, saveDraft, { by: CLERK, body });
  await drain(world);
  const form = await clerk.get(`${STC}/report`);
  expect(valueOf(form, "signedOn")).toBe("14/7/2017");
  expect(valueOf(form, "figures.cuoc-doi-thoai")).toBe("7");
});
