import * as z from "zod/mini";

import { said } from "./message.ts";
import { TURNS_DIRECTION, asKept } from "./typed-text.ts";

export const NOT_EMPTY = said("must not be empty", "Không được để trống");

/** A text of so many characters at most, counted as it is kept. */
export const written = (max: number) => z.string().check(z.overwrite(asKept), z.maxLength(max));

/** The same, without the spaces around it. */
export const trimmed = (max: number) => z.string().check(z.overwrite(asKept), z.trim(), z.maxLength(max));

/** The same, that says something. */
export const filled = (max: number) =>
  z.string().check(z.overwrite(asKept), z.trim(), z.minLength(1, { error: NOT_EMPTY }), z.maxLength(max));

const inOneDirection = z.refine<string>((text) => !TURNS_DIRECTION.test(text), {
  error: said("must not turn the direction of writing", "Không được có ký tự đảo chiều viết; đề nghị gõ lại"),
});
const onOneLine = z.regex(/^\P{Cc}*$/u, {
  error: said("must be one line, without control characters", "Chỉ được ghi một dòng, không có ký tự điều khiển"),
});

/** A text on one line that may be empty. */
export const lineOrNothing = (max: number) =>
  z.string().check(inOneDirection, z.overwrite(asKept), z.trim(), z.maxLength(max), onOneLine);

/** A text on one line that says something. */
export const line = (max: number) => lineOrNothing(max).check(z.minLength(1, { error: NOT_EMPTY }));
