import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { OutlineIdSchema } from "../../../../functions/domain/ids.ts";
import { readOutline, writeOutline } from "../../../../functions/pages/register/outline-text.ts";
import { consolidation, obligation } from "../../season.ts";

describe("an outline as a clerk types it", () => {
  it("a line is a section, a line with a hyphen a figure of it", () => {
    const typed = [
      "1. Công tác tuyên truyền",
      "",
      "2) Phong trào thi đua | Tổ chức đăng ký",
      "- Mô hình (tập thể) đăng ký (mô hình)",
      "– Mô hình hiệu quả (mô hình) <= mô hình (tập thể) ĐĂNG KÝ",
      "• Số cuộc",
      "Kiến nghị",
    ].join("\r\n");
    expect(readOutline(typed)).toMatchObject({
      faults: [],
      outline: [
        { id: "cong-tac-tuyen-truyen", item: 1, title: "Công tác tuyên truyền" },
        {
          id: "phong-trao-thi-dua",
          item: 2,
          title: "Phong trào thi đua",
          task: "Tổ chức đăng ký",
          figures: [
            { id: "mo-hinh-tap-the-dang-ky", title: "Mô hình (tập thể) đăng ký", unit: "mô hình" },
            { id: "mo-hinh-hieu-qua", title: "Mô hình hiệu quả", unit: "mô hình", atMost: "mo-hinh-tap-the-dang-ky" },
            { id: "so-cuoc", title: "Số cuộc" },
          ],
        },
        { id: "kien-nghi", title: "Kiến nghị" },
      ],
    });
  });

  it("“không quá” does for the sign, behind what the figure is counted in", () => {
    const { outline } = readOutline(
      "A\n- Hộ nghèo (hộ)\n- Hộ thoát nghèo (hộ), không quá hộ nghèo\n- Thu nhập không quá 1 triệu",
    );
    expect(outline[0]?.figures).toEqual([
      { id: "ho-ngheo", title: "Hộ nghèo", unit: "hộ" },
      { id: "ho-thoat-ngheo", title: "Hộ thoát nghèo", unit: "hộ", atMost: "ho-ngheo" },
      { id: "thu-nhap-khong-qua-1-trieu", title: "Thu nhập không quá 1 triệu" },
    ]);
  });

  it("two of one title have ids of their own, and a title of signs alone has one too", () => {
    const { outline } = readOutline("Kết quả\nKết quả\n???\n- …\n- …");
    expect(outline.map(({ id }) => id)).toEqual(["ket-qua", "ket-qua-2", "muc"]);
    expect(outline[2]?.figures?.map(({ id }) => id)).toEqual(["muc", "muc-2"]);
  });

  it("a figure without a section, and a limit that is no figure, are named by their line", () => {
    const { faults } = readOutline("- Lạc\nA\n\n- Mô hình (mô hình) <= Đăng ký");
    expect(faults.map(({ line, vi }) => `${line} ${vi}`)).toEqual([
      "1 Số liệu phải nằm dưới một phần của đề cương.",
      "4 Không có số liệu nào tên là “Đăng ký” trong đề cương này.",
    ]);
  });

  it.each([obligation, consolidation])(
    "the outline of $id is written so that it is read again, its own ids with it",
    ({ outline }) => {
      expect(readOutline(writeOutline(outline))).toMatchObject({ outline, faults: [] });
    },
  );

  it("an outline of any titles, tasks and figures is written so that it is read the same", () => {
    const words = fc
      .array(fc.constantFrom("Công", "tác", "“dân", "vận”", "năm", "2017", "(cá nhân)", "Đắk", "Lắk,"), {
        minLength: 1,
        maxLength: 4,
      })
      .map((some) => `Mục ${some.join(" ")}`);
    const figure = fc.record({ title: words, unit: fc.constantFrom("hộ", "mô hình") });
    const section = fc.record({
      item: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
      title: words,
      task: fc.option(words, { nil: undefined }),
      figures: fc.array(figure, { maxLength: 3 }),
    });
    const typed = fc
      .array(section, { maxLength: 4 })
      .map((sections) =>
        sections.flatMap(({ item, title, task, figures }) => [
          `${item === undefined ? "" : `${item}. `}${title}${task === undefined ? "" : ` | ${task}`}`,
          ...figures.map((one, i) => `- ${one.title} (${one.unit})${i > 0 ? ` <= ${figures[0]?.title}` : ""}`),
        ]),
      );
    fc.assert(
      fc.property(typed, (lines) => {
        const read = readOutline(lines.join("\n"));
        expect(read.faults).toEqual([]);
        expect(readOutline(writeOutline(read.outline)).outline).toEqual(read.outline);
      }),
    );
  });

  it("whatever is typed is read or named as wrong, and every id is one that an outline may have, once", () => {
    const line = fc.string({ unit: fc.constantFrom(..."aBếĐ1 .-|()<=#≤".split("")), maxLength: 24 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const { outline } = readOutline(lines.join("\n"));
        const ids = outline.map(({ id }) => id);
        const typed = lines.some((one) => one.includes("#"));
        if (!typed) expect(new Set(ids).size).toBe(ids.length);
        if (!typed) expect(ids.every((id) => OutlineIdSchema.safeParse(id).success)).toBe(true);
      }),
    );
  });
});
