import { afterEach, describe, expect, it } from "vitest";

import { accountIn } from "../../../lib/doctor/ask-account.ts";
import type { Internet } from "../../../lib/doctor/ask-issuer.ts";
import { examine } from "../../../lib/doctor/examine.ts";
import { exitCodeOf, lineOf } from "../../../lib/doctor/finding.ts";
import type { Finding } from "../../../lib/doctor/finding.ts";
import { readDeployment } from "../../../lib/settings.ts";
import { jsonFault, recordedAccount, xmlFault } from "../account/recorded-account.ts";
import type { Question, Recorded, RecordedAccount } from "../account/recorded-account.ts";
import { dakLak } from "../synthesized.ts";
import { POOL, TOPIC, address, domain, person, seasoned, servicesOf } from "./recorded-services.ts";
import type { Services } from "./recorded-services.ts";

const POOLS_ISSUER = `https://cognito-idp.ap-southeast-1.amazonaws.com/${POOL}`;
const now = Date.parse("2026-11-30T01:00:00Z");

/** An issuer as the internet sees it. */
type Site = Record<string, { status?: number; body: unknown }>;
const issuerSite = (issuer: string, changed: Record<string, unknown> = {}): Site => ({
  [`${issuer}/.well-known/openid-configuration`]: {
    body: {
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      ...changed,
    },
  },
  [`${issuer}/.well-known/jwks.json`]: { body: { keys: [{ kty: "RSA", use: "sig", kid: "1", n: "…", e: "AQAB" }] } },
});
const internetOf = (site: Site, hosts: Record<string, string[]> = {}): Internet => ({
  addressesOf: async (host) => hosts[host] ?? ["203.0.113.7"],
  async fetch(url) {
    const found = site[url];
    if (!found) throw new TypeError("fetch failed", { cause: new Error(`connect ECONNREFUSED ${url}`) });
    const { status = 200, body } = found;
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
  },
});

let account: RecordedAccount | undefined;
afterEach(() => account?.close());

type Case = { settings?: Record<string, unknown>; internet?: Internet; answer?: (question: Question) => Recorded };

async function examined(change: (said: Services) => void = () => {}, { settings, internet, answer }: Case = {}) {
  const said = seasoned();
  change(said);
  account = await recordedAccount(answer ?? servicesOf(said));
  const deployment = readDeployment({ ...dakLak, ...settings }, "a file");
  const asking = accountIn(account.clientIn("ap-southeast-1"));
  try {
    return await examine(
      { deployment, region: "ap-southeast-1", concurrency: { queues: 10, people: 401, altogether: 411 } },
      { account: asking, internet: internet ?? internetOf(issuerSite(POOLS_ISSUER)), now },
    );
  } finally {
    asking.close();
  }
}
const about = (findings: readonly Finding[], name: string) => findings.filter((finding) => finding.about === name);
const missing = (findings: readonly Finding[]) => findings.filter(({ state }) => state === "missing");

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
    await examined();
    expect(new Set(account?.asked.map(({ region }) => region))).toEqual(new Set(["ap-southeast-1"]));
    expect(
      account?.asked
        .map(({ action }) => action)
        .filter((action) => !/^(Describe|List|AdminGet|GET |POST \/v2\/email\/list)/.test(action)),
    ).toEqual([]);
  });
});

describe("a new account", () => {
  it("lacks all of it, and is told what to do for each", async () => {
    const findings = await examined((said) => {
      said.stacks = {};
      said.mail = {
        ...said.mail,
        ProductionAccessEnabled: false,
        SendQuota: { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 },
        Details: undefined,
      };
      said.mailIdentities = {};
      said.functions = { AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 } };
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
    const findings = await examined(change);
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
    const findings = await examined(change);
    expect(about(findings, name)).toEqual([
      expect.objectContaining({ state: "there", says: expect.stringContaining(says) }),
    ]);
    expect(missing(findings)).toEqual([]);
  });

  it("a sandbox with nothing verified but the sender's own domain reaches nobody", async () => {
    const findings = await examined((said) => void (said.mail["ProductionAccessEnabled"] = false));
    expect(missing(findings).map((finding) => finding.about)).toEqual(["recipients"]);
  });

  it("an identity that the file adopts is made by somebody else", async () => {
    const [finding] = about(
      await examined((said) => void (said.mailIdentities = {}), { settings: { identity: "adopt" } }),
      "sender",
    );
    expect(finding?.todo).toContain("the deployment's file says adopt");
  });
});

describe("the sign-on", () => {
  const sso = "https://sso.daklak.test/realms/tinh";
  const own = { settings: { issuer: sso, audience: ["dung-han"] } };
  const signOn = async (internet: Internet, settings = own.settings) =>
    about(await examined(undefined, { settings, internet }), "sign-on")[0];

  it("of the province's own is asked for its keys; of its keeper's account it knows more than we", async () => {
    const findings = await examined(undefined, { ...own, internet: internetOf(issuerSite(sso)) });
    expect(about(findings, "sign-on")).toEqual([expect.objectContaining({ state: "there" })]);
    expect(about(findings, "keeper")).toEqual([]);
  });

  const keysAt = `${sso}/.well-known/jwks.json`;
  it.each<[string, Internet, string]>([
    [
      "nobody reaches",
      internetOf({}),
      `its discovery document was not reached (connect ECONNREFUSED ${sso}/.well-known/openid-configuration)`,
    ],
    [
      "only the province's own network reaches",
      internetOf(issuerSite(sso), { "sso.daklak.test": ["10.20.0.5"] }),
      "its discovery document is reached from here at 10.20.0.5, which is no address of the internet",
    ],
    [
      "only a network of version 6 reaches",
      internetOf(issuerSite(sso), { "sso.daklak.test": ["fd00::5"] }),
      "is reached from here at fd00::5",
    ],
    [
      "leads elsewhere",
      internetOf({ [`${sso}/.well-known/openid-configuration`]: { status: 302, body: "" } }),
      "its discovery document answers with 302",
    ],
    [
      "answers with a page",
      internetOf({ [`${sso}/.well-known/openid-configuration`]: { body: "<html>" } }),
      "its discovery document lacks JSON",
    ],
    [
      "says too little",
      internetOf(issuerSite(sso, { token_endpoint: undefined })),
      "its discovery document lacks token_endpoint",
    ],
    [
      "calls itself otherwise",
      internetOf(issuerSite(sso, { issuer: `${sso}/` })),
      `says the issuer is ${sso}/: the file has to say so letter by letter`,
    ],
    [
      "has its keys without TLS",
      internetOf(issuerSite(sso, { jwks_uri: "http://sso.daklak.test/keys" })),
      "its keys (http://sso.daklak.test/keys) are not at an https address",
    ],
    [
      "has its keys where nobody reaches them",
      internetOf(issuerSite(sso, { jwks_uri: `${sso}/keys` })),
      "its key set was not reached",
    ],
    [
      "has its keys inside",
      internetOf(
        {
          ...issuerSite(sso, { jwks_uri: "https://keys.daklak.test/" }),
          "https://keys.daklak.test/": { body: { keys: [{ kty: "RSA" }] } },
        },
        { "keys.daklak.test": ["192.168.1.9"] },
      ),
      "its key set is reached from here at 192.168.1.9, which is no address of the internet",
    ],
    [
      "has keys of another kind",
      internetOf({ ...issuerSite(sso), [keysAt]: { body: { keys: [{ kty: "EC" }, { kty: "RSA", use: "enc" }] } } }),
      "holds no RSA key for signatures, and the gateway takes no other (EC, RSA)",
    ],
    ["has no keys", internetOf({ ...issuerSite(sso), [keysAt]: { body: {} } }), "(none at all)"],
  ])("that %s is missing", async (_, internet, says) => {
    const finding = await signOn(internet);
    expect(finding).toMatchObject({ state: "missing", todo: expect.stringContaining("without it nobody signs in") });
    expect(finding?.says).toContain(says);
  });

  it("is asked for at the same address with a slash at its end", async () => {
    const internet = internetOf(issuerSite(sso, { issuer: `${sso}/` }));
    expect(await signOn(internet, { issuer: `${sso}/`, audience: ["dung-han"] })).toMatchObject({ state: "there" });
  });
});

describe("a question that may not be asked", () => {
  it("is told, and ends none of the others", async () => {
    const findings = await examined((said) => {
      said.denied = [
        "ses GET /v2/email/account",
        "sns ListSubscriptionsByTopic",
        "lambda GET /2016-08-19/account-settings",
        "cognito-idp AdminGetUser",
      ];
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
    const asking = examined(undefined, { answer: () => xmlFault(code, "The security token is invalid", 403) });
    await expect(asking).rejects.toThrow(`Nothing can be asked: ${why}`);
    expect(account?.asked).toHaveLength(1);
  });

  it("because the service is in trouble is told as what it says", async () => {
    const said = servicesOf(seasoned());
    const findings = await examined(undefined, {
      answer: (question) =>
        question.service === "lambda" ? jsonFault("ServiceException", "try later", 500) : said(question)!,
    });
    expect(about(findings, "functions")).toEqual([
      { about: "functions", state: "unknown", says: "was not answered: ServiceException: try later" },
    ]);
  });
});
