import { describe, expect, it } from "vitest";

import type { PaperText } from "../../../functions/domain/attachment.ts";
import { examine } from "../../../functions/examination/examine.ts";
import { letterheadOf } from "../../../functions/examination/letterhead.ts";
import { pdfOf, pdfPlaced } from "../objects/files.ts";

/** A page of lines, in each of which columns are parted by `|`: the left half, and the right. */
const page = (...lines: readonly string[]) =>
  lines.map((line) =>
    line.includes("|")
      ? line
          .split("|")
          .map((text, at) => ({ text: text.trim(), x: at * 300, right: at * 300 + 250 }))
          .filter(({ text }) => text !== "")
      : [{ text: line, x: 0, right: 550 }],
  );
const HEAD = ["UBND TỈNH ĐẮK LẮK | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SỞ TƯ PHÁP | Độc lập - Tự do - Hạnh phúc"];
const read = (...lines: readonly string[]) => letterheadOf([page(...HEAD, ...lines)]);

describe("the number of a paper", () => {
  it.each([
    ["Số: 215/BC-STP | Đắk Lắk, ngày 20 tháng 10 năm 2017", "215/BC-STP"],
    ["Số: 215/BC-STP Đắk Lắk, ngày 20 tháng 10 năm 2017", "215/BC-STP"],
    ["Số : 215 / BC - STP |", "215/BC-STP"],
    ["Số 05/2017/QĐ-UBND |", "05/2017/QĐ-UBND"],
    ["SỐ: 12/BC-UBND |", "12/BC-UBND"],
    ["Số: 36-BC/TU |", "36-BC/TU"],
    ["Số: 401/SNN&PTNT-VP |", "401/SNN&PTNT-VP"],
    ["Số: 118/BC-SGDĐT |", "118/BC-SGDĐT"],
    // As some programs write it: the accents apart from their letters.
    ["Số: 9/BC-SGDĐT |".normalize("NFD"), "9/BC-SGDĐT"],
    // Left open for the pen.
    ["Số:        /BC-STP |", undefined],
    ["Số: …/BC-STP |", undefined],
    ["Số lượng: 215 | ", undefined],
    ["Thực hiện Công văn số 5500/UBND-KGVX ngày 14/7/2017", undefined],
  ])("of “%s” is %s", (line, number) => {
    expect(read(line).documentNumber).toBe(number);
  });

  it("is looked for in the head: what lines below begin with is another paper's", () => {
    const body = Array.from({ length: 15 }, () => "Kết quả thực hiện trong năm như sau");
    expect(read(...body, "Số: 28/KH-BDV").documentNumber).toBeUndefined();
  });

  it("is found behind a cover", () => {
    expect(letterheadOf([page("BÁO CÁO"), page(...HEAD, "Số: 7/BC-STP |")]).documentNumber).toBe("7/BC-STP");
  });
});

describe("the day of a paper", () => {
  it.each([
    ["Số: 215/BC-STP | Đắk Lắk, ngày 20 tháng 10 năm 2017", "2017-10-20"],
    ["| Buôn Ma Thuột, ngày 2 tháng 9 năm 2017", "2017-09-02"],
    ["| Krông Búk,ngày 02 tháng 09 năm 2017", "2017-09-02"],
    ["| Đắk Lắk, ngày 20/10/2017", "2017-10-20"],
    ["| Đắk Lắk, ngày    tháng 10 năm 2017", undefined],
    ["| Đắk Lắk, ngày 31 tháng 02 năm 2017", undefined],
    ["theo Kế hoạch ngày 20 tháng 10 năm 2017", undefined],
  ])("of “%s” is %s", (line, day) => {
    expect(read(line).signedOn).toBe(day);
  });
});

describe("who signed a paper", () => {
  it.each<[string[], PaperText["signer"]]>([
    [["Nơi nhận: | GIÁM ĐỐC", "- Như trên; | ", "| Nguyễn Văn A"], { name: "Nguyễn Văn A", post: "Giám đốc" }],
    [
      ["Nơi nhận: | KT. GIÁM ĐỐC", "| PHÓ GIÁM ĐỐC", "| (Đã ký)", "| ThS. H’Yim Kđoh"],
      { name: "H’Yim Kđoh", post: "Phó Giám đốc" },
    ],
    [["| TM. ỦY BAN NHÂN DÂN", "| CHỦ TỊCH", "| Y Thanh Hà Niê"], { name: "Y Thanh Hà Niê", post: "Chủ tịch" }],
    [["| TL. CHỦ TỊCH", "| CHÁNH VĂN PHÒNG", "| Trần Thị B"], { name: "Trần Thị B", post: "Chánh Văn phòng" }],
    [["| Q. GIÁM ĐỐC", "| Lê Văn C"], { name: "Lê Văn C", post: "Quyền Giám đốc" }],
    // In the other column stands who drew the tables up.
    [["NGƯỜI LẬP BIỂU | GIÁM ĐỐC", "Phạm D | Lê Văn C"], { name: "Lê Văn C", post: "Giám đốc" }],
    [["Kính gửi: Giám đốc Sở Nội vụ", "Nguyễn Văn A"], undefined],
    [["| GIÁM ĐỐC", "| (Đã ký)", "| ban hành kèm theo"], undefined],
    [["| TRƯỞNG BAN", "| PHÓ GIÁM ĐỐC", "| Lê Văn C"], { name: "Lê Văn C", post: "Phó Giám đốc" }],
  ])("by %s is read so", (lines, signer) => {
    expect(read(...lines).signer).toEqual(signer);
  });
});

describe("a PDF that was examined", () => {
  const paperIn = async (bytes: Uint8Array): Promise<PaperText | undefined> => {
    let noted: PaperText | undefined;
    expect(
      await examine(bytes, "pdf", (paper) => {
        noted = paper;
      }),
    ).toBeUndefined();
    return noted;
  };
  const left = (text: string, y: number) => ({ text, x: 40, y });
  const right = (text: string, y: number) => ({ text, x: 330, y });

  it("proposes number, day and signer from where they stand on its page", async () => {
    const bytes = pdfPlaced([
      left("UBND TỈNH ĐẮK LẮK", 800),
      left("Số: 215/BC-STP", 760),
      { text: "Đắk Lắk, ngày 20 tháng 10", x: 240, y: 760 },
      { text: "năm 2017", x: 470, y: 760 },
      left("Nơi nhận:", 300),
      right("KT. GIÁM ĐỐC", 300),
      right("PHÓ GIÁM ĐỐC", 280),
      right("Nguyễn Văn A", 200),
    ]);
    expect(await paperIn(bytes)).toEqual({
      hasText: true,
      documentNumber: "215/BC-STP",
      signedOn: "2017-10-20",
      signer: { name: "Nguyễn Văn A", post: "Phó Giám đốc" },
    });
  });

  it("is signed on its last page, beyond those that are read for marks of secrecy", async () => {
    const body = Array.from({ length: 6 }, () => ["Kết quả thực hiện"]);
    expect(await paperIn(pdfOf([["Số: 12/BC-UBND"], ...body, ["CHỦ TỊCH", "Trần Thị B"]]))).toMatchObject({
      documentNumber: "12/BC-UBND",
      signer: { name: "Trần Thị B", post: "Chủ tịch" },
    });
  });

  it("proposes nothing when it is a scan, and says that it has no text", async () => {
    expect(await paperIn(pdfOf([[], []]))).toEqual({ hasText: false });
  });
});
