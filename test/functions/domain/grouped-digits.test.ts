import * as fc from "fast-check";
import { expect, it } from "vitest";

import { groupedDigits } from "../../../functions/domain/grouped-digits.ts";

it.each([
  ["vi-VN", "."],
  ["en-GB", ","],
] as const)("groups the digits of a whole number as %s does", (language, mark) => {
  const written = new Intl.NumberFormat(language);
  fc.assert(
    fc.property(fc.maxSafeInteger(), (count) => {
      expect(groupedDigits(count, mark)).toBe(written.format(count));
    }),
  );
});
