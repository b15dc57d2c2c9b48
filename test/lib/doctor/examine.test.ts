import { describe, expect, it } from "vitest";

import { exitCodeOf, lineOf } from "../../../lib/doctor/finding.ts";
import { jsonFault, xmlFault } from "../account/recorded-account.ts";
import type { Question } from "../account/recorded-account.ts";
import { POOLS_ISSUER, about, examined } from "./examined.ts";
import { seasoned, servicesOf } from "./recorded-services.ts";

describe("an account that has all that a first letter needs", () => {
  it("is told so, thing by thing", async () => {
    const findings = await examined();
    expect(findings.map(lineOf).join("\n")).toBe(
      [
        "✓ region: ap-southeast-1 of account 111122223333 is prepared for the CDK",
        "✓ stack: DungHan-dak-lak stands, protected from being removed",
        "✓ sending: is on (the service calls the account HEALTHY)",
        "✓ recipients: may be anybody: production access",
        "✓ rate: 14 letters a second, of which mailRate takes 14",
        "✓ quota: 50000 letters a day, 49988 of them left today",
        "✓ sender: daklak.test is verified, and signs its letters (DKIM)",
        "✓ functions: 1000 may run at once; needed are 411 (10 for the queues, 401 for people in a rush)",
        "✓ alarms: truc@daklak.test is told",
        "✓ keeper: vanthu@snv.daklak.test has an account, and has signed in",
        `✓ sign-on: ${POOLS_ISSUER} is reached from the internet, with its keys`,
      ].join("\n"),
    );
    expect(exitCodeOf(findings)).toBe(0);
  });

  it("is asked in the region of the deployment's file, and is changed in nothing", async () => {
    let questions: readonly Question[] = [];
    await examined({ asked: (all) => void (questions = all) });
    expect(new Set(questions.map(({ region }) => region))).toEqual(new Set(["ap-southeast-1"]));
    expect(
      questions
        .map(({ action }) => action)
        .filter((action) => !/^(Describe|List|AdminGet|GET |POST \/v2\/email\/list)/.test(action)),
    ).toEqual([]);
  });
});

describe("a new account", () => {
  it("lacks all of it, and is told what to do for each", async () => {
    const findings = await examined({
      change: (said) => {
        said.stacks = {};
        said.mail = {
          ...said.mail,
          ProductionAccessEnabled: false,
          SendQuota: { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 },
          Details: undefined,
        };
        said.mailIdentities = {};
        said.functions = { AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 } };
      },
    });
    expect(findings.map(lineOf).join("\n")).toBe(
      [
        "✗ region: ap-southeast-1 is not prepared for the CDK in this account",
        "    → npx cdk bootstrap -c deployment=dak-lak",
        "✗ stack: DungHan-dak-lak is not deployed yet",
        "    → npm run deploy -- dak-lak",
        "✓ sending: is on (the service calls the account HEALTHY)",
        "✗ recipients: the account is in the sandbox, and no recipient is verified",
        "    → ask for production access in ap-southeast-1 (docs/deploy.md, “The sandbox”); for a pilot, verify each recipient: aws sesv2 create-email-identity --email-identity ADDRESS --region ap-southeast-1",
        "✗ rate: the account may send 1 letters a second, mailRate is 14",
        '    → set "mailRate": 1 in the deployment\'s file and deploy, or ask for more: Service Quotas, Amazon SES, in ap-southeast-1',
        "✗ quota: 200 letters a day, 200 of them left today: less than a minute of sending at mailRate",
        "    → ask for more: Service Quotas, Amazon SES, in ap-southeast-1",
        "✗ sender: daklak.test has no identity in ap-southeast-1",
        "    → the deployment makes it; its DKIM records are then among the stack's outputs",
        "✗ functions: 10 may run at once; needed are 411 (10 for the queues, 401 for people in a rush)",
        "    → ask for 1000, which costs nothing: aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000 --region ap-southeast-1",
        "? alarms: can be told once the stack stands",
        "? keeper: can be told once the stack stands",
        "? sign-on: can be told once the stack stands",
      ].join("\n"),
    );
    expect(exitCodeOf(findings)).toBe(1);
  });
});

describe("a question that may not be asked", () => {
  it("is told, and ends none of the others", async () => {
    const findings = await examined({
      change: (said) => {
        said.denied = [
          "ses GET /v2/email/account",
          "sns ListSubscriptionsByTopic",
          "lambda GET /2016-08-19/account-settings",
          "cognito-idp AdminGetUser",
        ];
      },
    });
    expect(findings.filter(({ state }) => state === "unknown").map((finding) => finding.about)).toEqual([
      "sending",
      "recipients",
      "quota",
      "functions",
      "alarms",
      "keeper",
    ]);
    expect(about(findings, "alarms")[0]?.says).toContain(
      "was not answered: these credentials may not ask this (User: arn:aws:iam::111122223333:user/truc is not",
    );
    expect(about(findings, "sign-on")[0]?.state).toBe("there");
    expect(exitCodeOf(findings)).toBe(2);
  });

  it.each([
    ["InvalidClientTokenId", "ap-southeast-1 does not know these credentials: the account has not enabled the region"],
    ["ExpiredToken", "the credentials have expired"],
  ])("for want of credentials that count (%s) is the only one", async (code, why) => {
    let questions: readonly Question[] = [];
    const asking = examined({
      answer: () => xmlFault(code, "The security token is invalid", 403),
      asked: (all) => void (questions = all),
    });
    await expect(asking).rejects.toThrow(`Nothing can be asked: ${why}`);
    expect(questions).toHaveLength(1);
  });

  it("because the service is in trouble is told as what it says", async () => {
    const said = servicesOf(seasoned());
    const findings = await examined({
      answer: (question) =>
        question.service === "lambda" ? jsonFault("ServiceException", "try later", 500) : said(question)!,
    });
    expect(about(findings, "functions")).toEqual([
      { about: "functions", state: "unknown", says: "was not answered: ServiceException: try later" },
    ]);
  });
});
