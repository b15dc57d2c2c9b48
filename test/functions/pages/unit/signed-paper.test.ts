import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { paragraphsOf, partsOf } from "../../documents/formats/open-file.ts";
import { pdfOf } from "../../objects/files.ts";
import { sendFile } from "../../objects/send-file.ts";
import { directiveTaking } from "../../season.ts";
import { embeddedEngine } from "../../store/engines.ts";
import type { Engine } from "../../store/engines.ts";
import { issuedTo } from "../../use-cases/world.ts";
import type { World } from "../../use-cases/world.ts";
import type { Browser } from "../browser.ts";
import { CLERK, REPORT, SNV, STC, faultOf, linksOf, signedIn, valueOf, write } from "./people.ts";

let engine: Engine;
let world: World;
let clerk: Browser;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(() => begin("allowed"));

async function begin(signedPaper: "allowed" | "required" | "none"): Promise<void> {
  world = await issuedTo(engine, ["snv", "vpub", "stc", "stp"], directiveTaking(signedPaper));
  clerk = await signedIn(world, CLERK);
}

const paper = pdfOf([
  ["SỞ TÀI CHÍNH", "Số: 215/BC-STC", "Đắk Lắk, ngày 14 tháng 7 năm 2017", "PHÓ GIÁM ĐỐC", "Trần Thị B"],
]);
const attach = (bytes = paper) => sendFile(world, { bytes, file: { fileName: "Báo cáo 215.pdf" } });
const FIGURES = { "figures.mo-hinh-dang-ky": "12", "figures.mo-hinh-hieu-qua": "3" };

describe("the form of a report that may be filed with its signed PDF", () => {
  it("proposes number, day and signer from the file, to be confirmed", async () => {
    await attach();
    const page = await clerk.get(`${STC}/report`);
    const fields = ["documentNumber", "signedOn", "signer.name", "signer.post"];
    expect(fields.map((name) => valueOf(page, name))).toEqual([
      "215/BC-STC",
      "14/7/2017",
      "Trần Thị B",
      "Phó Giám đốc",
    ]);
    expect(page.text.match(/Đề xuất theo tệp đã ký; đề nghị kiểm tra\./g)).toHaveLength(4);
    expect(page.text).toContain("Báo cáo 215.pdf");
  });

  it("leaves what was typed, and says beside it what the file has", async () => {
    await attach();
    await write(clerk, { documentNumber: "216/BC-STC" });
    const page = await clerk.get(`${STC}/report`);
    expect(valueOf(page, "documentNumber")).toBe("216/BC-STC");
    expect(page.text).toContain("Tệp đã ký ghi: 215/BC-STC");
  });

  it("proposes nothing from a scan, and says that it has no text", async () => {
    await attach(pdfOf([[]]));
    const page = await clerk.get(`${STC}/report`);
    expect(valueOf(page, "documentNumber")).toBe("");
    expect(page.text).toContain("Tệp là bản quét, không đọc được chữ");
  });

  it("says nothing of it where the directive takes none", async () => {
    await begin("none");
    await attach();
    const page = await clerk.get(`${STC}/report`);
    expect(valueOf(page, "documentNumber")).toBe("");
    expect(page.text).not.toContain("Bản PDF đã ký");
  });

  it("begins with the file, as the first of its numbered steps", async () => {
    const stepsOf = (page: Awaited<ReturnType<Browser["get"]>>) =>
      [...page.document.querySelectorAll("ol.steps li")].map((li) => (li.textContent ?? "").trim());
    expect(linksOf(await clerk.get(STC)).slice(0, 20)).toContain(`${STC}/attachments`);
    const files = await clerk.get(`${STC}/attachments`);
    expect(stepsOf(files)).toEqual(["Tệp đã ký", "Soạn báo cáo", "Xem lại và gửi", "Nhận biên nhận"]);
    expect(files.document.querySelector("[aria-current=step]")?.textContent).toBe("Tệp đã ký");
    await begin("none");
    expect(stepsOf(await clerk.get(`${STC}/attachments`))).toEqual([
      "Soạn báo cáo (đã xong)",
      "Tệp đính kèm",
      "Xem lại và gửi",
      "Nhận biên nhận",
    ]);
  });
});

describe("a report that is filed with its signed PDF", () => {
  it("needs nothing under its sections; revision, lists and consolidation say where they stand", async () => {
    const id = await attach();
    const preview = await clerk.submit(await clerk.get(`${STC}/report`), "preview", FIGURES);
    expect(preview.text).toContain("Nội dung nêu tại bản đã ký.");
    const chosen = preview.document.querySelector("[name=signedPaper][checked]");
    expect(chosen?.getAttribute("value")).toBe(id);
    const receipt = await clerk.submit(preview, "file");
    expect(receipt.text).toContain("Báo cáo 215.pdf");

    const reader = await signedIn(world, SNV);
    const revision = await reader.get(`${STC}/revisions/1`);
    expect(revision.text).toContain("Nội dung nêu tại bản đã ký.");
    expect(linksOf(revision)).toContain(`${STC}/attachments/${id}`);

    const papers = `/obligations/5500-ubnd-kgvx-2017/bao-cao/papers`;
    const said = paragraphsOf((await reader.get(`${papers}/report.docx`)).bytes).join("\n");
    expect(
      said.match(
        /nêu tại báo cáo đã ký, gửi kèm: Sở Tài chính \(Báo cáo số 215\/BC-STC ngày 14 tháng 7 năm 2017; lần gửi 1; số tiếp nhận 1; tệp “Báo cáo 215\.pdf”\)\./g,
      ),
    ).toHaveLength(4);
    expect((await reader.get(`${papers}/figures.csv`)).body).toMatch(/stc,.*215\/BC-STC.*,12,3,.*Báo cáo 215\.pdf/);
    const evidence = partsOf((await reader.get(`${papers}/evidence.zip`)).bytes);
    expect(evidence["don-vi/stc/bao-cao-lan-1.json"]).toContain(`"signedPaper":"${id}"`);
    expect(evidence["don-vi/stc/ho-so.json"]).toContain('"name": "Báo cáo 215.pdf"');
  });

  it("is not filed so when none of its files is named", async () => {
    await attach();
    const preview = await clerk.submit(await clerk.get(`${STC}/report`), "preview", {});
    expect(preview.text).toContain("Bản PDF đã ký thay cho phần nội dung, không thay cho số liệu");
    const again = await clerk.submit(await write(clerk, { ...FIGURES }, "preview"), "file", { signedPaper: "" });
    expect(again.path).toMatch(/receipts\/1/);
    expect((await (await signedIn(world, SNV)).get(`${STC}/revisions/1`)).text).toContain("Không có nội dung.");
  });

  it("has to come with it where the directive says so, and the form leads there", async () => {
    await begin("required");
    const preview = await write(clerk, REPORT, "preview");
    expect(preview.text).toContain("Yêu cầu này đòi kèm bản PDF đã ký");
    const form = await clerk.get(`${STC}/report?check=1`);
    expect(form.document.querySelector("#signedPaper .fault")?.textContent).toContain("đề nghị thêm tệp");
    expect(linksOf(form)).toContain(`${STC}/attachments`);
  });

  it("says both ways of a report that says nothing", async () => {
    await write(clerk, {
      ...REPORT,
      "sections.tuyen-truyen": "",
      "figures.mo-hinh-dang-ky": "",
      "figures.mo-hinh-hieu-qua": "",
    });
    const form = await clerk.get(`${STC}/report?check=1`);
    expect(faultOf(form, "sections.tuyen-truyen")).toContain("hoặc kèm bản PDF đã ký thay cho phần nội dung");
  });
});
