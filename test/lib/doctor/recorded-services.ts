import type { Question, Recorded } from "../account/recorded-account.ts";
import { jsonFault, xmlFault } from "../account/recorded-account.ts";
import { cloudFormationOf } from "../account/stacks.ts";
import type { RecordedStacks } from "../account/stacks.ts";

export const TOPIC = "arn:aws:sns:ap-southeast-1:111122223333:DungHan-dak-lak-AlarmBellTopic-1A2B3C";
export const POOL = "ap-southeast-1_Ab12Cd34E";

/** What services say, in the forms of their API references; of a new account that has become one for a season. */
export type Services = {
  stacks: RecordedStacks;
  /** SES, GetAccount. */
  mail: Record<string, unknown>;
  /** SES, GetEmailIdentity, by name. */
  mailIdentities: Record<string, Record<string, unknown>>;
  /** Lambda, GetAccountSettings. */
  functions: Record<string, unknown>;
  /** SNS, ListSubscriptionsByTopic: protocol, endpoint, subscription. */
  subscriptions: [string, string, string][];
  /** Cognito, AdminGetUser, by address. */
  people: Record<string, Record<string, unknown>>;
  /** Questions that may not be asked, by `service action`. */
  denied: string[];
};

export const seasoned = (): Services => ({
  stacks: {
    "ap-southeast-1": {
      CDKToolkit: { status: "UPDATE_COMPLETE" },
      "DungHan-dak-lak": {
        status: "UPDATE_COMPLETE",
        isProtected: true,
        resources: [
          { type: "AWS::DynamoDB::Table", id: "DungHan-dak-lak-RegisterTable-1A2B3C" },
          { type: "AWS::SNS::Topic", id: TOPIC },
          { type: "AWS::Cognito::UserPool", id: POOL },
        ],
      },
    },
  },
  mail: {
    DedicatedIpAutoWarmupEnabled: false,
    EnforcementStatus: "HEALTHY",
    ProductionAccessEnabled: true,
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 12 },
    SendingEnabled: true,
    SuppressionAttributes: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] },
    Details: {
      MailType: "TRANSACTIONAL",
      WebsiteURL: "https://baocao.daklak.test",
      ReviewDetails: { Status: "GRANTED", CaseId: "170000000000001" },
    },
  },
  mailIdentities: { "daklak.test": domain("SUCCESS") },
  functions: {
    AccountLimit: {
      CodeSizeUnzipped: 262_144_000,
      CodeSizeZipped: 52_428_800,
      ConcurrentExecutions: 1000,
      TotalCodeSize: 80_530_636_800,
      UnreservedConcurrentExecutions: 1000,
    },
    AccountUsage: { FunctionCount: 14, TotalCodeSize: 3_000_000 },
  },
  subscriptions: [["email", "truc@daklak.test", `${TOPIC}:5b1a2c3d-0000-11ef-example`]],
  people: { "vanthu@snv.daklak.test": person("CONFIRMED") },
  denied: [],
});

export const domain = (dkim: string): Record<string, unknown> => ({
  IdentityType: "DOMAIN",
  FeedbackForwardingStatus: true,
  VerifiedForSendingStatus: dkim === "SUCCESS",
  DkimAttributes: {
    SigningEnabled: true,
    Status: dkim,
    Tokens: ["aaaa", "bbbb", "cccc"],
    SigningAttributesOrigin: "AWS_SES",
  },
  VerificationStatus: dkim,
});

export const address = (verified: boolean): Record<string, unknown> => ({
  IdentityType: "EMAIL_ADDRESS",
  VerifiedForSendingStatus: verified,
  DkimAttributes: { SigningEnabled: false, Status: "NOT_STARTED" },
  VerificationStatus: verified ? "SUCCESS" : "PENDING",
});

export const person = (status: string, more: Record<string, unknown> = {}, verified = "true") => ({
  Username: "0b2c3d4e-0000-4111-8222-example",
  Enabled: true,
  UserStatus: status,
  UserCreateDate: 1_795_000_000.123,
  UserLastModifiedDate: 1_795_000_000.123,
  UserAttributes: [
    { Name: "sub", Value: "0b2c3d4e-0000-4111-8222-example" },
    { Name: "email", Value: "vanthu@snv.daklak.test" },
    { Name: "email_verified", Value: verified },
  ],
  ...more,
});

const json = (body: unknown): Recorded => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** Answers as these services do. */
export function servicesOf(said: Services): (question: Question) => Recorded | undefined {
  const cloudFormation = cloudFormationOf(said.stacks);
  return (question) => {
    const { service, action, input } = question;
    if (said.denied.includes(`${service} ${action}`)) {
      const why = `User: arn:aws:iam::111122223333:user/truc is not authorized to perform: ${action}`;
      return ["cloudformation", "sns"].includes(service)
        ? xmlFault("AccessDenied", why, 403)
        : jsonFault("AccessDeniedException", why, service === "cognito-idp" ? 400 : 403);
    }
    switch (`${service} ${action}`) {
      case "ses GET /v2/email/account":
        return json(said.mail);
      case "ses POST /v2/email/list-identities":
      case "ses GET /v2/email/identities":
        return json({
          EmailIdentities: Object.entries(said.mailIdentities).map(([IdentityName, one]) => ({
            IdentityName,
            IdentityType: one["IdentityType"],
            SendingEnabled: one["VerifiedForSendingStatus"],
            VerificationStatus: one["VerificationStatus"],
          })),
        });
      case "lambda GET /2016-08-19/account-settings":
        return json(said.functions);
      case "sns ListSubscriptionsByTopic":
        return input["TopicArn"] === TOPIC
          ? subscriptionsXml(said.subscriptions)
          : xmlFault("NotFound", "Topic does not exist", 404);
      case "cognito-idp AdminGetUser": {
        const found = input["UserPoolId"] === POOL ? said.people[input["Username"] ?? ""] : undefined;
        return found ? json(found) : jsonFault("UserNotFoundException", "User does not exist.");
      }
      default: {
        const [, name] = /^GET \/v2\/email\/identities\/(.+)$/.exec(action) ?? [];
        if (name === undefined) return cloudFormation(question);
        const found = said.mailIdentities[decodeURIComponent(name)];
        return found
          ? json(found)
          : jsonFault("NotFoundException", `Email identity ${decodeURIComponent(name)} does not exist.`, 404);
      }
    }
  };
}

const subscriptionsXml = (subscriptions: Services["subscriptions"]): Recorded => ({
  headers: { "content-type": "text/xml" },
  body: `<ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><ListSubscriptionsByTopicResult><Subscriptions>${subscriptions
    .map(
      ([protocol, endpoint, arn]) =>
        `<member><TopicArn>${TOPIC}</TopicArn><Protocol>${protocol}</Protocol><SubscriptionArn>${arn}</SubscriptionArn><Owner>111122223333</Owner><Endpoint>${endpoint}</Endpoint></member>`,
    )
    .join("")}</Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`,
});
