import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { readUnitsFile } from "../../../functions/use-cases/read-units-file.ts";
import { faultsInVietnamese, faultsOf, granted } from "../domain/samples.ts";

const HEADER = "id,name,kind,headTitle,clerkEmail,officeEmail,headEmail,phone";
const STC = "stc,Sở Tài chính,so-ban-nganh,Giám đốc,vanthu@stc.example,,,";
const LEO = "ubnd-ea-h-leo,UBND huyện Ea H'leo,huyen,Chủ tịch,vanthu@leo.example,,,0262 000 000";
const file = (...lines: string[]) => [HEADER, ...lines, ""].join("\n");

describe("the units file of the season", () => {
  const units = granted(
    readUnitsFile(readFileSync(new URL("../../../lib/local/season/units.csv", import.meta.url), "utf8")),
  );

  it("has 35 units, of which 34 report", () => {
    expect(units).toHaveLength(35);
    expect(units.filter(({ id }) => id !== "snv")).toHaveLength(34);
    expect(Object.groupBy(units, ({ kind }) => kind)["so-ban-nganh"]).toHaveLength(20);
  });

  it("is read with commas within quotes and apostrophes within names", () => {
    expect(units.find(({ id }) => id === "svhttdl")).toEqual({
      id: "svhttdl",
      name: "Sở Văn hóa, Thể thao và Du lịch",
      kind: "so-ban-nganh",
      headTitle: "Giám đốc Sở Văn hóa, Thể thao và Du lịch",
      clerkEmail: "vanthu@svhttdl.daklak.example",
      officeEmail: "vanphong@svhttdl.daklak.example",
      headEmail: "lanhdao@svhttdl.daklak.example",
      phone: "",
    });
    expect(units.find(({ id }) => id === "ubnd-ea-h-leo")?.name).toBe("UBND huyện Ea H'leo");
  });
});

describe("a units file is read", () => {
  const two = granted(readUnitsFile(file(STC, LEO)));

  it.each([
    ["with a byte-order mark", `\uFEFF${file(STC, LEO)}`],
    ["with such a mark before a quotation mark", `\uFEFF${file(STC, LEO).replace("id", `"id"`)}`],
    ["with the line ends of Windows", file(STC, LEO).replaceAll("\n", "\r\n")],
    ["without a last line end", file(STC, LEO).trimEnd()],
    ["with empty lines", file("", STC, "", ",,,,,,,", LEO, "  ")],
    ["with every cell in quotes", file(STC, LEO).replace(/[^,\n]+/g, '"$&"')],
    ["with spaces round its cells", file(STC, LEO).replaceAll(",", " , ")],
    ["with semicolons, as a spreadsheet set to Vietnamese writes it", file(STC, LEO).replaceAll(",", ";")],
    ["with tabs, as cells copied out of one", file(STC, LEO).replaceAll(",", "\t")],
    ["with a line that says the separator", `sep=;\r\n${file(STC, LEO).replaceAll(",", ";")}`],
    ["with a line break in a cell", file(STC.replace("Sở Tài chính", '"Sở \nTài chính"'), LEO)],
    ["with titles above it", `ỦY BAN NHÂN DÂN TỈNH,,,,,,,\nDANH SÁCH ĐƠN VỊ,,,,,,,\n\n${file(STC, LEO)}`],
    ["with empty columns beside it", file(STC, LEO).replaceAll("\n", ",, \n")],
    ["with an empty column within", file(STC, LEO).replace(/^([^,]*),/gm, "$1,,")],
  ])("%s", (_how, content) => {
    expect(readUnitsFile(content)).toEqual(two);
  });

  it("with its columns in another order", () => {
    const swapped = file(STC, LEO)
      .split("\n")
      .map((line) => line.split(",").toReversed().join(","))
      .join("\n");
    expect(readUnitsFile(swapped)).toEqual(two);
  });
});

describe("a units file is refused whole, with the row, for", () => {
  const allowed = "id, name, kind, headTitle, clerkEmail, officeEmail, headEmail, phone";

  it.each([
    [
      "a missing column",
      file(STC).replaceAll(",phone", ""),
      [{ path: "row 1, phone", message: `this column is missing; the file needs ${allowed}` }],
    ],
    [
      "an unknown column",
      file(`${STC},x`).replace("phone", "phone,fax"),
      [{ path: "row 1", message: `unknown column; got "fax", allowed are ${allowed}` }],
    ],
    [
      "a column that stands twice",
      file(`${STC},x`).replace("phone", "phone,phone"),
      [{ path: "row 1, phone", message: "this column stands twice" }],
    ],
    [
      "an older encoding",
      new TextDecoder().decode(
        Buffer.from(file("a,A,k,,a@b.example,,,", "b,Sở,k,,b@b.example,,,").replace("Sở", "S\u00E9"), "latin1"),
      ),
      [
        {
          path: "row 3",
          message: "is not UTF-8 text; save the file as “CSV UTF-8”, not in the encoding of an older program",
        },
      ],
    ],
    [
      "an id that stands twice",
      file(STC, LEO, STC.replace("Tài chính", "khác")),
      [{ path: "row 4, id", message: 'stands in row 2 already; got "stc"' }],
    ],
    [
      "a name that stands twice but for its apostrophe",
      file(LEO, LEO.replace("ubnd-ea-h-leo", "leo").replace("H'leo", "H’leo")),
      [{ path: "row 3, name", message: 'stands in row 2 already; got "UBND huyện Ea H’leo"' }],
    ],
    [
      "an address that is none",
      file(STC.replace("@", " tại ")),
      [
        {
          path: "row 2, clerkEmail",
          message: 'an e-mail address is written like vanthu@so.tinh.example; got "vanthu tại stc.example"',
        },
      ],
    ],
    ["a row that is short", file(STC, "leo,Ea H'leo"), [{ path: "row 3", message: "has 2 columns; the header has 8" }]],
    [
      "a row that is long: a comma without quotes",
      file(STC.replace("Sở Tài chính", "Sở Văn hóa, Thể thao")),
      [{ path: "row 2", message: "has 9 columns; the header has 8" }],
    ],
    [
      "a quotation mark never closed",
      file(STC, LEO.replace("UBND", '"UBND')),
      [{ path: "row 3", message: "a quotation mark is opened here or before, and never closed" }],
    ],
    ["no unit", file(), [{ path: "row 2", message: "the file has a header and no unit" }]],
    ["nothing in it", "", [{ path: "", message: "the file is empty" }]],
    ["only empty lines", "\r\n \r\n", [{ path: "", message: "the file is empty" }]],
  ])("%s", (_what, content, faults) => {
    expect(faultsOf(readUnitsFile(content))).toEqual(faults);
  });

  it("every fault at once, counting rows as a spreadsheet shows them", () => {
    const content = file(STC, "", `"${"x".repeat(3)}\n",,,,,,,`, LEO.replace("@", ""), STC);
    const refused = readUnitsFile(content);
    expect(faultsOf(refused).map(({ path }) => path)).toEqual([
      "row 4, name",
      "row 4, kind",
      "row 4, clerkEmail",
      "row 5, clerkEmail",
      "row 6, id",
      "row 6, name",
    ]);
    expect(refused).toMatchObject({ detail: "The units file was refused whole; nothing was entered: 6 faults." });
  });

  it.each([
    [
      "a missing column",
      file(STC).replaceAll(",phone", ""),
      "row 1, phone: Thiếu cột phone; tệp cần các cột " + allowed + ".",
    ],
    [
      "an unknown column",
      file(`${STC},x`).replace("phone", "phone,fax"),
      `row 1: Cột "fax" không dùng ở đây; chỉ nhận các cột ${allowed}.`,
    ],
    [
      "a column that stands twice",
      file(`${STC},x`).replace("phone", "phone,phone"),
      "row 1, phone: Cột phone có hai lần.",
    ],
    [
      "an older encoding",
      file(STC, "a,S\uFFFD"),
      "row 3: Không phải mã UTF-8; đề nghị lưu tệp theo dạng “CSV UTF-8”, không dùng bảng mã của phần mềm cũ.",
    ],
    [
      "an id that stands twice",
      file(STC, LEO, STC.replace("Tài chính", "khác")),
      'row 4, id: Đã có ở dòng 2; nhận được "stc".',
    ],
    [
      "an address that is none",
      file(STC.replace("@", " tại ")),
      'row 2, clerkEmail: Địa chỉ thư điện tử ghi theo dạng vanthu@so.tinh.example; nhận được "vanthu tại stc.example".',
    ],
    ["a row that is short", file(STC, "leo,Ea H'leo"), "row 3: Có 2 cột, trong khi dòng tiêu đề có 8 cột."],
    [
      "a quotation mark never closed",
      file(STC, LEO.replace("UBND", '"UBND')),
      "row 3: Dấu ngoặc kép mở ở dòng này hoặc trước đó mà không đóng.",
    ],
    ["no unit", file(), "row 2: Tệp chỉ có dòng tiêu đề, không có đơn vị nào."],
    ["nothing in it", "", ": Tệp không có nội dung."],
  ])("%s, said in Vietnamese", (_what, content, fault) => {
    const refused = readUnitsFile(content);
    expect(refused).toMatchObject({ vi: "Tệp đơn vị có 1 chỗ chưa đúng, nên chưa có đơn vị nào được nhập." });
    expect(faultsInVietnamese(refused)).toEqual([fault]);
  });

  it("a separator that no spreadsheet writes, naming every column that it needs", () => {
    const faults = faultsOf(readUnitsFile(file(STC).replaceAll(",", "|")));
    expect(faults).toHaveLength(9);
    expect(faults.at(-1)).toEqual({
      path: "row 1",
      message: `unknown column; got "${HEADER.replaceAll(",", "|")}", allowed are ${allowed}`,
    });
  });

  it.each([
    ["8.43E+13", "was spoilt by a spreadsheet; set the column to text and enter the number anew"],
    ["8,43E+13", "was spoilt by a spreadsheet; set the column to text and enter the number anew"],
  ])("a telephone number that a spreadsheet has spoilt: %s", (phone, message) => {
    const content = file(LEO.replace("0262 000 000", `"${phone}"`));
    expect(faultsOf(readUnitsFile(content))).toEqual([{ path: "row 2, phone", message: `${message}; got "${phone}"` }]);
  });

  it.each([
    ["S? Tài chính", "has question marks where letters were lost; take the name from where it is whole, as Unicode"],
    ["Së Tµi chÝnh", "seems to be in the old encoding TCVN3 (ABC); convert it to Unicode"],
    ["UBND huyÖn Krông Bók", "seems to be in the old encoding TCVN3 (ABC); convert it to Unicode"],
    ["Sôû Taøi chính", "seems to be in the old encoding VNI; convert it to Unicode"],
    ["UBND huyeän Krông Pắc", "seems to be in the old encoding VNI; convert it to Unicode"],
  ])("a name that has lost its letters: %s", (name, message) => {
    const content = file(STC.replace("Sở Tài chính", name));
    expect(faultsOf(readUnitsFile(content))).toEqual([{ path: "row 2, name", message: `${message}; got "${name}"` }]);
  });

  it("a name that turns the direction of writing", () => {
    const content = file(STC.replace("Sở Tài", "Sở \u202EiàT"));
    expect(faultsOf(readUnitsFile(content))[0]?.message).toMatch(/^must not turn the direction of writing; got/);
  });

  it("what stands in a column without a name, by the row of the names, below a title", () => {
    const content = ["DANH SÁCH ĐƠN VỊ,,,,,,,", "", HEADER + ",", STC + ",ghi chú"].join("\n");
    expect(faultsOf(readUnitsFile(content))).toEqual([
      { path: "row 3", message: `unknown column; got "", allowed are ${allowed}` },
    ]);
  });
});

describe("a name that is typed otherwise is the same name", () => {
  const [stc] = granted(readUnitsFile(file(STC.replace("Tài chính", "Đầu tư"))));

  it.each([
    ["the Icelandic Ð", "Sở Ðầu tư"],
    ["characters that nobody sees", "Sở\u200B Đầu\uFEFF t\u00ADư"],
    ["its accents written apart", "Sở Đầu tư".normalize("NFD")],
  ])("with %s", (_how, name) => {
    expect(granted(readUnitsFile(file(STC.replace("Sở Tài chính", name))))).toEqual([stc]);
  });
});
