import { describe, expect, it } from "vitest";

import { readMailEvent } from "../../../functions/mail/mail-event.ts";

const tags = {
  "ses:configuration-set": ["dung-han"],
  directive: ["5500-ubnd-kgvx-2017"],
  obligation: ["bao-cao"],
  unit: ["ubnd-cu-kuin"],
  ladder: ["0"],
  attempt: ["0d9c6c1e-6ef1-4b2c-9a3e-2f6f8e6f7a10"],
  kind: ["letter"],
  milestone: ["escalate"],
  addressee: ["head"],
};
const supervisorTags = {
  ...tags,
  unit: ["snv"],
  kind: ["supervisor-letter"],
  addressee: [],
};

/** An event as Amazon SES publishes it to EventBridge, with much that is not read here. */
function event(
  eventType: string,
  {
    mailTags = tags,
    ...detail
  }: { mailTags?: Readonly<Record<string, readonly string[]>>; [more: string]: unknown } = {},
) {
  return {
    version: "0",
    id: "12345678-1234-1234-1234-123456789012",
    "detail-type": `Email ${eventType}`,
    source: "aws.ses",
    account: "111122223333",
    time: "2017-10-30T01:00:05Z",
    region: "ap-southeast-1",
    resources: ["arn:aws:ses:ap-southeast-1:111122223333:configuration-set/dung-han"],
    detail: {
      eventType,
      mail: {
        timestamp: "2017-10-30T01:00:00.000Z",
        messageId: "0100-1",
        destination: ["LanhDao@cu-kuin.daklak.example"],
        tags: mailTags,
      },
      ...detail,
    },
  };
}

describe("what the mail service tells of a letter", () => {
  it.each([
    ["Send", {}, "sent"],
    ["Delivery", {}, "delivered"],
    ["DeliveryDelay", {}, "delayed"],
    ["Bounce", { bounce: { bounceType: "Permanent", bounceSubType: "General" } }, "bounced"],
    ["Bounce", { bounce: { bounceType: "Transient", bounceSubType: "MailboxFull" } }, "bounced-for-now"],
    [
      "Bounce",
      {
        bounce: {
          bounceType: "Transient",
          bounceSubType: "General",
          bouncedRecipients: [{ emailAddress: "x@y.example", status: "4.4.7", diagnosticCode: "smtp; 421 try later" }],
        },
      },
      "bounced-for-now",
    ],
    [
      "Bounce",
      {
        bounce: { bounceType: "Undetermined", bouncedRecipients: [{ emailAddress: "x@y.example", action: "failed" }] },
      },
      "bounced-for-now",
    ],
    ["Bounce", { bounce: { bounceType: "Undetermined", bounceSubType: "Undetermined" } }, "bounced-for-now"],
    ["Bounce", { bounce: { bounceType: "Undetermined", bouncedRecipients: [] } }, "bounced-for-now"],
    ["Complaint", { complaint: {} }, "complained"],
    ["Reject", { reject: { reason: "Bad content" } }, "rejected"],
    ["Rendering Failure", { failure: {} }, "rejected"],
  ])("%s %j means %s", (eventType, detail, what) => {
    expect(readMailEvent(event(eventType, detail))).toEqual({
      what,
      to: "lanhdao@cu-kuin.daklak.example",
      at: Date.UTC(2017, 9, 30, 1, 0, 5),
      letter: {
        kind: "letter",
        directive: "5500-ubnd-kgvx-2017",
        obligation: "bao-cao",
        unit: "ubnd-cu-kuin",
        ladder: 0,
        attempt: "0d9c6c1e-6ef1-4b2c-9a3e-2f6f8e6f7a10",
        milestone: "escalate",
        addressee: "head",
      },
    });
  });

  it.each([
    ["Transient", "General", [{ emailAddress: "x@y.example" }]],
    ["Transient", "General", []],
  ])(
    "nothing, when somebody who is away has answered by a machine: %s, %s, %j",
    (bounceType, bounceSubType, bouncedRecipients) => {
      expect(
        readMailEvent(event("Bounce", { bounce: { bounceType, bounceSubType, bouncedRecipients } })),
      ).toBeUndefined();
    },
  );

  it.each([
    ["of the whole obligation", supervisorTags, undefined],
    ["of one unit's own ladder", { ...supervisorTags, of: ["stc"], ladder: ["1"] }, "stc"],
  ])("may be of the supervisor's letter, %s", (_what, mailTags, of) => {
    expect(readMailEvent(event("Send", { mailTags }))?.letter).toMatchObject({
      kind: "supervisor-letter",
      unit: "snv",
      milestone: "escalate",
      ...(of === undefined ? { ladder: 0 } : { ladder: 1, of }),
    });
  });

  it.each(["Open", "Click", "Subscription", "Something new"])("%s tells nothing about its arrival", (eventType) => {
    expect(readMailEvent(event(eventType))).toBeUndefined();
  });

  it.each([
    ["no tags", {}],
    ["no attempt", { ...tags, attempt: [] }],
    ["a kind that is none of ours", { ...tags, kind: ["newsletter"] }],
    ["an addressee that nobody is", { ...tags, addressee: ["clerk"] }],
    ["a unit's id that cannot be one", { ...tags, unit: ["../x"] }],
    ["a supervisor's milestone that is none", { ...supervisorTags, milestone: ["receipt-1"] }],
  ])("of a mail with %s is not of a letter", (_what, mailTags) => {
    expect(readMailEvent(event("Send", { mailTags }))).toBeUndefined();
  });

  it.each([
    ["nothing", undefined, "invalid_type"],
    ["no detail", { time: "2017-10-30T01:00:05Z" }, "detail"],
    ["no destination", event("Send", { mail: { destination: [], tags } }), "destination"],
  ])("is not to be read from %s", (_what, what, why) => {
    expect(() => readMailEvent(what)).toThrow(why);
  });
});
