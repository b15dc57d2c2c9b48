import * as z from "zod/mini";

import { said } from "./message.ts";

export const NOT_EMPTY = said("must not be empty", "Không được để trống");

/** A text of so many characters at most that says something; spaces around it do not count. */
export const filled = (max: number) =>
  z.string().check(z.trim(), z.minLength(1, { error: NOT_EMPTY }), z.maxLength(max));

/** The same on one line. */
export const line = (max: number) =>
  filled(max).check(z.regex(/^\P{Cc}*$/u, { error: said("must be one line", "Chỉ được ghi một dòng") }));
