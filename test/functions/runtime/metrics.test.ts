import { expect, it } from "vitest";

import type { SendOutcome } from "../../../functions/mail/mailer.ts";
import { countingMailer } from "../../../functions/mail/counting-mailer.ts";
import { counted } from "../../../functions/runtime/metrics.ts";
import { email } from "../season.ts";

it("a line of the log carries its counts, by deployment and function, in the form that CloudWatch reads", () => {
  expect(counted({ LettersSent: 3, LettersHeld: 1 }, 1_509_325_200_000)).toEqual({
    _aws: {
      Timestamp: 1_509_325_200_000,
      CloudWatchMetrics: [
        {
          Namespace: "DungHan-test",
          Dimensions: [["FunctionName"]],
          Metrics: [
            { Name: "LettersSent", Unit: "Count" },
            { Name: "LettersHeld", Unit: "Count" },
          ],
        },
      ],
    },
    FunctionName: "tested",
    LettersSent: 3,
    LettersHeld: 1,
  });
});

it("every outcome of a letter is counted by its name, and what did not happen is not", async () => {
  const outcomes: SendOutcome[] = [
    { outcome: "sent", messageId: "m1" },
    { outcome: "sent", messageId: "m2" },
    { outcome: "quota", why: "the quota" },
  ];
  const mailer = countingMailer({ send: async () => outcomes.shift()! });
  const mail = { to: email("a@b.example"), letter: { subject: "", text: "", html: "" }, tags: { attempt: "a" }, at: 0 };
  for (let i = 0; i < 3; i++) await mailer.send(mail);
  expect(mailer.counts).toEqual({ LettersSent: 2, LettersPastQuota: 1 });
});
