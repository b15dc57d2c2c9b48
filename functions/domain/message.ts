import type * as z from "zod/mini";

import { groupedDigits } from "./grouped-digits.ts";

/** The Vietnamese of each English text that a schema gives for an error. */
const vietnamese = new Map<string, string>();

/**
 * An `error` of a schema in both languages: zod is given the English, and the Vietnamese is kept for `read`. It
 * begins a sentence, without the value got and the full stop, which `read` adds.
 */
export function said(en: string, vi: string): string {
  vietnamese.set(en, vi);
  return en;
}

/** What a schema found wrong, in Vietnamese: in the schema's own words, or else by the kind of fault. */
export function vietnameseOf(issue: z.core.$ZodIssue): string {
  const own: unknown = issue.code === "custom" ? issue.params?.["vi"] : undefined;
  if (typeof own === "string") return own;
  // Whatever may be wrong with its form, of an empty field there is one thing to say.
  if (isBlank(issue.input)) return "Không được để trống";
  return vietnamese.get(issue.message) ?? byKind(issue);
}

export function isBlank(input: unknown): boolean {
  return input === undefined || (typeof input === "string" && input.trim() === "");
}

function byKind(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `Phải là ${TYPES[issue.expected] ?? "giá trị thuộc loại khác"}`;
    case "too_small": {
      const least = groupedDigits(issue.minimum, ".");
      const what = COUNTED[issue.origin];
      if (what !== undefined) return `Tối thiểu ${least} ${what}`;
      return issue.inclusive ? `Phải từ ${least} trở lên` : `Phải lớn hơn ${least}`;
    }
    case "too_big": {
      const most = groupedDigits(issue.maximum, ".");
      const what = COUNTED[issue.origin];
      return what === undefined ? `Không được quá ${most}` : `Tối đa ${most} ${what}`;
    }
    case "invalid_value":
      return `Phải là một trong các giá trị ${issue.values.map(String).join(", ")}`;
    case "unrecognized_keys":
      return `Có mục không dùng ở đây: ${issue.keys.map((key) => `"${key}"`).join(", ")}`;
    default:
      return "Không đúng quy cách";
  }
}

const COUNTED: Readonly<Record<string, string>> = { string: "ký tự", array: "mục" };
const TYPES: Readonly<Record<string, string>> = {
  string: "chữ",
  number: "số",
  int: "số nguyên",
  array: "danh sách",
  object: "nhóm các mục",
  record: "nhóm các mục",
};
