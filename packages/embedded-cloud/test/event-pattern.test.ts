import { expect, test } from "vitest";

import { compilePattern } from "../src/events/event-pattern.ts";

const event = {
  source: "aws.ses",
  "detail-type": "Email Sent",
  detail: { mail: { tags: { "ses:configuration-set": ["letters"], unit: ["stp"] } } },
};

test.each([
  ["the source", { source: ["aws.ses"] }, true],
  ["one of several", { "detail-type": ["Email Bounced", "Email Sent"] }, true],
  ["a value in a list of the event", { detail: { mail: { tags: { "ses:configuration-set": ["letters"] } } } }, true],
  ["how a value begins", { source: [{ prefix: "aws." }] }, true],
  ["another beginning", { "detail-type": [{ prefix: "Object " }] }, false],
  ["another source", { source: ["aws.ec2"] }, false],
  ["another value deep down", { detail: { mail: { tags: { unit: ["snv"] } } } }, false],
  ["a path that is not there", { detail: { bounce: { bounceType: ["Permanent"] } } }, false],
  ["one path right and one wrong", { source: ["aws.ses"], "detail-type": ["Email Bounced"] }, false],
])("a pattern that names %s", (_, pattern, expected) => {
  expect(compilePattern(pattern)(event)).toBe(expected);
});

test.each([
  ["an operator in a list", { source: [{ suffix: ".ses" }] }, "the operator suffix at EventPattern.source"],
  ["an operator in place of a path", { $or: [{ source: ["a"] }] }, "the operator $or at EventPattern"],
])("%s is refused when the pattern is read", (_, pattern, message) => {
  expect(() => compilePattern(pattern)).toThrow(message);
});
