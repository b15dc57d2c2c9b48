import { expect, test } from "vitest";

import { counted } from "../../../functions/metrics.ts";
import { forPeople } from "embedded-cloud";

const logged = (...parts: readonly object[]) =>
  JSON.stringify(Object.assign({ level: "INFO", message: "Sent." }, ...parts));

test("people read what a function counted, and not how CloudWatch is to take it", () => {
  const line = logged({ unit: "stc" }, counted({ LettersSent: 33, LettersHeld: 1 }, 0));
  expect(forPeople(line)).toBe(logged({ unit: "stc" }, { LettersSent: 33, LettersHeld: 1 }));
});

test("any other line is read as it was written", () => {
  for (const line of [logged({ body: '{"_aws":{}}' }), "plain", ""]) expect(forPeople(line)).toBe(line);
});
