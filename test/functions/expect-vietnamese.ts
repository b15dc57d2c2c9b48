import { expect } from "vitest";

import type { Refusal } from "../../functions/domain/refusal.ts";

/**
 * That an office can read it: a whole sentence, in Vietnamese and not in the API's English beside what is quoted,
 * that says “đơn vị” and never “bạn”.
 */
export function expectVietnamese(text: string): void {
  expect(text).toMatch(/^[\p{Lu}“].*\.$/su);
  const own = text.replace(/"(?:[^"\\]|\\.)*"|“[^”]*”/g, "");
  expect(own).toMatch(/[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i);
  expect(own).not.toMatch(
    /\b(must|cannot|got|the|is|of|expected|invalid|nothing)\b|undefined|NaN|(?<!\p{L})bạn(?!\p{L})/iu,
  );
  expect(own).not.toMatch(/\d{4}-\d{2}-\d{2}|\.\./);
}

/** The same of all that a refusal says. */
export function expectRefusalInVietnamese(refusal: Refusal): void {
  expectVietnamese(refusal.vi);
  if (refusal.refused === "invalid") for (const { vi } of refusal.faults) expectVietnamese(vi);
}
