import * as z from "zod/mini";
import { describe, expect, it } from "vitest";

import { DirectiveSchema, LadderRulesSchema } from "../../../functions/domain/directive.ts";
import { EmailSchema, UnitIdSchema } from "../../../functions/domain/ids.ts";
import { InstantSchema, LocalDateSchema, TimeOfDaySchema } from "../../../functions/domain/instant.ts";
import { read } from "../../../functions/domain/parsing.ts";
import { filled } from "../../../functions/domain/text.ts";
import { UnitSchema } from "../../../functions/domain/unit-input.ts";
import { directive } from "../letters/season-5500.ts";
import { THING, faultsInVietnamese, withValue } from "./samples.ts";

describe("what a schema finds wrong is said beside its field in Vietnamese:", () => {
  it.each<[what: string, schema: z.core.$ZodType, value: unknown, vi: string]>([
    ["nothing", filled(100), undefined, "Không được để trống."],
    ["an empty field", filled(100), " ", "Không được để trống."],
    ["an empty field that has a form of its own", LocalDateSchema, "", "Không được để trống."],
    ["a text that is too long, by its length", filled(100), "x".repeat(1120), "Tối đa 100 ký tự; nhận được 1.120."],
    ["a text that is too short", z.string().check(z.minLength(8)), "abc", 'Tối thiểu 8 ký tự; nhận được "abc".'],
    ["too many", z.array(z.string()).check(z.maxLength(2)), ["a", "b", "c"], "Tối đa 2 mục; nhận được 3."],
    ["too few", z.array(z.string()).check(z.minLength(2)), ["a"], "Tối thiểu 2 mục."],
    ["a number that is too small", z.int().check(z.gte(1)), 0, "Phải từ 1 trở lên; nhận được 0."],
    ["a number that is not above", z.int().check(z.positive()), 0, "Phải lớn hơn 0; nhận được 0."],
    ["a number that is too big", z.int().check(z.lte(5000)), 6000, "Không được quá 5.000; nhận được 6000."],
    ["a number that is not whole", z.int(), 1.5, "Phải là số nguyên; nhận được 1.5."],
    ["another kind of value", z.array(z.string()), "a", 'Phải là danh sách; nhận được "a".'],
    ["a kind that nobody types", z.bigint(), 1, "Phải là giá trị thuộc loại khác; nhận được 1."],
    ["no choice", z.enum(["a", "b"]), "c", 'Phải là một trong các giá trị a, b; nhận được "c".'],
    ["fields of no use", z.strictObject({}), { a: 1, b: 2 }, 'Có mục không dùng ở đây: "a", "b".'],
    ["a form without words of its own", z.string().check(z.regex(/^a$/)), "b", 'Không đúng quy cách; nhận được "b".'],
    [
      "a day that cannot be read",
      LocalDateSchema,
      "31/9/2017",
      'Ngày phải có trong lịch và ghi theo thứ tự ngày/tháng/năm, ví dụ 30/10/2017; nhận được "31/9/2017".',
    ],
    [
      "a day that is not in the calendar",
      LocalDateSchema,
      "2017-02-30",
      "Ngày phải có trong lịch, từ năm 1900 đến năm 2199; nhận được 30/2/2017.",
    ],
    ["a time of day", TimeOfDaySchema, "8h00", 'Giờ ghi theo dạng giờ:phút, từ 00:00 đến 23:59; nhận được "8h00".'],
    [
      "an instant",
      InstantSchema,
      "20/10/2017 8:00",
      'Thời điểm phải gồm ngày có trong lịch và giờ, ví dụ 08:00 ngày 30/10/2017; nhận được "20/10/2017 8:00".',
    ],
    [
      "an address",
      EmailSchema,
      "vanthu",
      'Địa chỉ thư điện tử ghi theo dạng vanthu@so.tinh.example; nhận được "vanthu".',
    ],
    [
      "an id",
      UnitIdSchema,
      "Sở A",
      'Mã đơn vị chỉ gồm 1 đến 64 chữ thường không dấu (a–z), chữ số, dấu - và _, đầu và cuối là chữ hoặc số; nhận được "Sở A".',
    ],
    [
      "numbers twice",
      LadderRulesSchema.shape.remindWorkingDaysBefore,
      [5, 5],
      "Mỗi số ngày làm việc chỉ được nêu một lần.",
    ],
  ])("%s", (_what, schema, value, vi) => {
    expect(faultsInVietnamese(read(schema, value, THING))).toEqual([`: ${vi}`]);
  });
});

describe("a unit is refused in Vietnamese for", () => {
  const unit = { id: "stc", name: "Sở Tài chính", kind: "so-ban-nganh", clerkEmail: "vanthu@stc.example" };

  it.each([
    [
      "having no address",
      { clerkEmail: "" },
      "clerkEmail: Đơn vị cần ít nhất một địa chỉ thư điện tử: của văn thư, văn phòng hoặc thủ trưởng.",
    ],
    [
      "a name of two lines",
      { name: "Sở\nTài chính" },
      'name: Chỉ được ghi một dòng, không có ký tự điều khiển; nhận được "Sở\\nTài chính".',
    ],
    [
      "the id of a system that no sign-on gives",
      { clients: ["a b"] },
      'clients[0]: Mã hệ thống chỉ gồm 1 đến 128 chữ không dấu, chữ số, dấu _, . và -; nhận được "a b".',
    ],
  ])("%s", (_what, change, vi) => {
    expect(faultsInVietnamese(read(UnitSchema, { ...unit, ...change }, THING))).toEqual([vi]);
  });
});

describe("a directive is refused in Vietnamese for", () => {
  it.each([
    ["no obligation", "obligations", [], "Văn bản chỉ đạo phải có ít nhất một yêu cầu báo cáo."],
    [
      "two obligations of one id",
      "obligations[1].id",
      "bao-cao",
      'Mã này đã dùng cho một yêu cầu báo cáo khác của văn bản; nhận được "bao-cao".',
    ],
    [
      "a deadline on the day of the directive",
      "obligations[0].before",
      "2017-07-14",
      "Phải sau ngày của văn bản chỉ đạo, 14/7/2017; nhận được 14/7/2017.",
    ],
    [
      "a consolidation due when its reports are",
      "obligations[1].before",
      "2017-10-30",
      "Phải sau thời hạn của các báo cáo được tổng hợp, trước ngày 30/10/2017; nhận được 30/10/2017.",
    ],
    [
      "reporters that name nobody",
      "obligations[0].reporters",
      { kinds: [] },
      "Chưa nêu đơn vị phải báo cáo; cần nêu loại đơn vị, tên đơn vị hoặc cả hai.",
    ],
    [
      "the consolidation of an obligation that is not there",
      "obligations[1].consolidates",
      "khac",
      'Phải là mã của một yêu cầu báo cáo khác trong văn bản này; nhận được "khac".',
    ],
    [
      "two sections of one id",
      "obligations[0].outline[1].id",
      "tuyen-truyen",
      'Mã này đã dùng cho một phần khác của đề cương; nhận được "tuyen-truyen".',
    ],
    [
      "two figures of one id",
      "obligations[0].outline[2].figures[0].id",
      "mo-hinh-dang-ky",
      'Mã này đã dùng cho một số liệu khác của đề cương; nhận được "mo-hinh-dang-ky".',
    ],
    [
      "a figure limited by one that is not there",
      "obligations[0].outline[1].figures[1].atMost",
      "khac",
      'Phải là mã của một số liệu khác trong đề cương này; nhận được "khac".',
    ],
  ])("%s", (_what, at, value, vi) => {
    const faults = faultsInVietnamese(read(DirectiveSchema, withValue(directive, at, value), THING));
    expect(faults).toEqual([`${at}: ${vi}`]);
  });

  it("reports that two obligations consolidate", () => {
    const [report, consolidated] = directive.obligations;
    const twice = { ...directive, obligations: [report, consolidated, { ...consolidated, id: "tong-hop-2" }] };
    expect(faultsInVietnamese(read(DirectiveSchema, twice, THING))).toEqual([
      'obligations[2].consolidates: Đã có yêu cầu báo cáo khác tổng hợp các báo cáo này; nhận được "bao-cao".',
    ]);
  });
});
