import { describe, expect, it } from "vitest";

import { exitCodeOf } from "../../../lib/doctor/finding.ts";
import { about, examined, now } from "./examined.ts";
import { POOL, TOPIC, address, domain, person } from "./recorded-services.ts";
import type { Services } from "./recorded-services.ts";

describe("each thing by itself", () => {
  const stack = (said: Services, change: Record<string, unknown>) =>
    Object.assign(said.stacks["ap-southeast-1"]!["DungHan-dak-lak"]!, change);
  it.each<[string, (said: Services) => void, string, string, string]>([
    [
      "a stack without protection",
      (said) => void stack(said, { isProtected: false }),
      "stack",
      "stands, but anybody can remove it",
      "npm run deploy -- dak-lak",
    ],
    [
      "a first deployment that failed",
      (said) => void stack(said, { status: "ROLLBACK_COMPLETE" }),
      "stack",
      "failed and was taken back",
      "npm run deploy -- dak-lak",
    ],
    [
      "a stack that is stuck",
      (said) => void stack(said, { status: "UPDATE_ROLLBACK_FAILED" }),
      "stack",
      "is UPDATE_ROLLBACK_FAILED",
      "aws cloudformation continue-update-rollback",
    ],
    [
      "sending that somebody paused",
      (said) => void (said.mail["SendingEnabled"] = false),
      "sending",
      "is off",
      "aws sesv2 put-account-sending-attributes --sending-enabled",
    ],
    [
      "an account that the mail service stopped",
      (said) => void Object.assign(said.mail, { SendingEnabled: false, EnforcementStatus: "SHUTDOWN" }),
      "sending",
      "calls the account SHUTDOWN",
      "answer its case in the support centre",
    ],
    [
      "production access that was asked for",
      (said) =>
        void Object.assign(said.mail, {
          ProductionAccessEnabled: false,
          Details: { ReviewDetails: { Status: "PENDING", CaseId: "17" } },
        }),
      "recipients",
      "in the sandbox",
      "(case 17): wait for the answer",
    ],
    [
      "a rate below mailRate",
      (said) => void (said.mail["SendQuota"] = { Max24HourSend: -1, MaxSendRate: 5, SentLast24Hours: 0 }),
      "rate",
      "the account may send 5 letters a second, mailRate is 14",
      'set "mailRate": 5',
    ],
    [
      "a quota that is used up",
      (said) => void (said.mail["SendQuota"] = { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 49_500 }),
      "quota",
      "500 of them left today",
      "Service Quotas, Amazon SES",
    ],
    [
      "DKIM that is not entered yet",
      (said) => void (said.mailIdentities["daklak.test"] = domain("PENDING")),
      "sender",
      "DKIM is PENDING",
      "aaaa._domainkey.daklak.test CNAME aaaa.dkim.amazonses.com; bbbb.",
    ],
    [
      "a sender's address that was not confirmed",
      (said) => void (said.mailIdentities = { "dunghan@daklak.test": address(false) }),
      "sender",
      "dunghan@daklak.test is not verified",
      "open the link",
    ],
    [
      "functions held for others",
      (said) =>
        void (said.functions = { AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 100 } }),
      "functions",
      "100 may run at once",
      "request-service-quota-increase",
    ],
    [
      "a subscription that was not confirmed",
      (said) => void (said.subscriptions = [["email", "truc@daklak.test", "PendingConfirmation"]]),
      "alarms",
      "has not confirmed",
      `aws sns subscribe --topic-arn ${TOPIC} --protocol email --notification-endpoint truc@daklak.test --region ap-southeast-1`,
    ],
    [
      "a subscription that was ended",
      (said) => void (said.subscriptions = [["email", "truc@daklak.test", "Deleted"]]),
      "alarms",
      "not any more",
      "aws sns subscribe",
    ],
    [
      "a subscription of somebody else",
      (said) =>
        void (said.subscriptions = [
          ["email", "khac@daklak.test", `${TOPIC}:1`],
          ["sms", "truc@daklak.test", `${TOPIC}:2`],
        ]),
      "alarms",
      "is not told",
      "aws sns subscribe",
    ],
    [
      "a keeper without an account",
      (said) => void (said.people = {}),
      "keeper",
      "has no account",
      `aws cognito-idp admin-create-user --user-pool-id ${POOL} --username vanthu@snv.daklak.test --region ap-southeast-1 --user-attributes Name=email,Value=vanthu@snv.daklak.test Name=email_verified,Value=true`,
    ],
    [
      "a keeper whose address is not verified",
      (said) => void (said.people["vanthu@snv.daklak.test"] = person("CONFIRMED", {}, "false")),
      "keeper",
      "is not verified",
      "admin-update-user-attributes",
    ],
    [
      "a keeper whose account is off",
      (said) => void (said.people["vanthu@snv.daklak.test"] = person("CONFIRMED", { Enabled: false })),
      "keeper",
      "is switched off",
      "admin-enable-user",
    ],
    [
      "a keeper whose invitation ran out",
      (said) =>
        void (said.people["vanthu@snv.daklak.test"] = person("FORCE_CHANGE_PASSWORD", {
          UserLastModifiedDate: now / 1000 - 8 * 86_400,
        })),
      "keeper",
      "did not sign in within 7 days",
      "--message-action RESEND",
    ],
    [
      "a keeper in a state that allows nothing",
      (said) => void (said.people["vanthu@snv.daklak.test"] = person("UNCONFIRMED")),
      "keeper",
      "is UNCONFIRMED",
      "admin-get-user",
    ],
  ])("%s is missing, and what to do is said", async (_, change, name, says, todo) => {
    const findings = await examined({ change });
    const [finding, ...more] = about(findings, name);
    expect(finding).toMatchObject({ state: "missing" });
    expect(finding?.says).toContain(says);
    expect(finding?.todo).toContain(todo);
    expect(more).toEqual([]);
    expect(exitCodeOf(findings)).toBe(1);
  });

  it.each<[string, (said: Services) => void, string, string]>([
    [
      "verified recipients, for a pilot",
      (said) => {
        said.mail["ProductionAccessEnabled"] = false;
        for (const name of ["a@b.test", "c@d.test", "stc.daklak.test", "e@f.test"])
          said.mailIdentities[name] = name.includes("@") ? address(true) : domain("SUCCESS");
      },
      "recipients",
      "letters reach a@b.test, c@d.test, stc.daklak.test and 1 more alone",
    ],
    [
      "a sender that is verified as an address",
      (said) => void (said.mailIdentities = { "dunghan@daklak.test": address(true) }),
      "sender",
      "carry no DKIM signature",
    ],
    [
      "no limit of letters a day",
      (said) => void (said.mail["SendQuota"] = { Max24HourSend: -1, MaxSendRate: 14, SentLast24Hours: 9 }),
      "quota",
      "any number of letters a day",
    ],
    [
      "an account on probation",
      (said) => void (said.mail["EnforcementStatus"] = "PROBATION"),
      "sending",
      "calls the account PROBATION",
    ],
    [
      "a keeper who is invited",
      (said) =>
        void (said.people["vanthu@snv.daklak.test"] = person("FORCE_CHANGE_PASSWORD", {
          UserLastModifiedDate: now / 1000 - 3600,
        })),
      "keeper",
      "until about 2026-12-07T00:00Z",
    ],
    [
      "a keeper who sets a new password",
      (said) => void (said.people["vanthu@snv.daklak.test"] = person("RESET_REQUIRED")),
      "keeper",
      "sets a new password",
    ],
  ])("%s is enough", async (_, change, name, says) => {
    const findings = await examined({ change });
    expect(about(findings, name)).toEqual([
      expect.objectContaining({ state: "there", says: expect.stringContaining(says) }),
    ]);
    expect(findings.filter(({ state }) => state === "missing")).toEqual([]);
  });

  it("a sandbox with nothing verified but the sender's own domain reaches nobody", async () => {
    const findings = await examined({ change: (said) => void (said.mail["ProductionAccessEnabled"] = false) });
    expect(findings.filter(({ state }) => state === "missing").map((finding) => finding.about)).toEqual(["recipients"]);
  });

  it("an identity that the file adopts is made by somebody else", async () => {
    const findings = await examined({
      change: (said) => void (said.mailIdentities = {}),
      settings: { identity: "adopt" },
    });
    const [finding] = about(findings, "sender");
    expect(finding?.todo).toContain("the deployment's file says adopt");
  });
});
