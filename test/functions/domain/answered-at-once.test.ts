import { expect, it } from "vitest";

import { isAnsweredAtOnce } from "../../../functions/domain/answered-at-once.ts";

it.each([
  ["receipt-2", true],
  ["returned-1", true],
  ["extended-1", true],
  ["exempted-3", true],
  ["reinstated-4", true],
  ["moved-1", false],
  ["issue", false],
  ["remind-10", false],
  ["escalate", false],
])("a letter %s answers an act on one duty: %s", (milestone, answers) => {
  expect(isAnsweredAtOnce(milestone)).toBe(answers);
});
