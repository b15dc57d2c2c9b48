import { expect, test } from "vitest";

import { describeLetter } from "../../../lib/redrive/describe-letter.ts";

const obligation = { directiveId: "cv-1", obligationId: "bao-cao" };
const tags = {
  directive: ["cv-1"],
  obligation: ["bao-cao"],
  unit: ["stc"],
  ladder: ["0"],
  attempt: ["a1"],
  kind: ["letter"],
  milestone: ["remind-10"],
  addressee: ["unit"],
};

test.each([
  [
    { ...obligation, kind: "supervisor-letter", run: "ALL#escalate" },
    "the supervisor's letter at ALL#escalate of cv-1, bao-cao",
  ],
  [{ ...obligation, change: { submitted: 1 } }, "a count of cv-1, bao-cao"],
  [{ ...obligation, run: "ALL#issue" }, "the milestone ALL#issue of cv-1, bao-cao"],
  [
    {
      time: "2017-10-13T01:00:00Z",
      detail: {
        eventType: "Bounce",
        mail: { destination: ["vanthu@stc.daklak.example"], tags },
        bounce: { bounceType: "Permanent" },
      },
    },
    "the report that the letter remind-10 to stc (vanthu@stc.daklak.example) is bounced",
  ],
])("what is known is put in words: %j", (content, words) => {
  expect(describeLetter(JSON.stringify(content))).toBe(words);
});

test.each([
  ["thư tay", "thư tay"],
  ['{"some":"thing"}', '{"some":"thing"}'],
  ["x".repeat(300), `${"x".repeat(200)}…`],
])("what nobody knows is shown as it is: %s", (body, shown) => {
  expect(describeLetter(body)).toBe(shown);
});
