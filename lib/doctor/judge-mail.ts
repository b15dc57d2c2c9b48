import type { GetAccountCommandOutput, GetEmailIdentityCommandOutput, IdentityInfo } from "@aws-sdk/client-sesv2";

import type { Finding } from "./finding.ts";

export type MailNeed = { readonly sender: string; readonly mailRate: number; readonly region: string };

/** A day's quota is to last for a minute of sending at least: one milestone of some hundred units. */
const QUOTA_SECONDS = 60;

/** Whether the mail service takes letters from this account at all. */
export function judgeSending({ SendingEnabled, EnforcementStatus }: GetAccountCommandOutput): Finding {
  const about = "sending";
  if (SendingEnabled === true) {
    const says = `is on (the service calls the account ${EnforcementStatus})`;
    return EnforcementStatus === "HEALTHY"
      ? { about, state: "there", says }
      : {
          about,
          state: "there",
          says,
          todo: "the service looks at what came back: mend addresses, or it may stop the account",
        };
  }
  return {
    about,
    state: "missing",
    says: `is off (the service calls the account ${EnforcementStatus})`,
    todo:
      EnforcementStatus === "SHUTDOWN"
        ? "the service has stopped the account, for what came back or was complained of: answer its case in the support centre"
        : "somebody paused it: aws sesv2 put-account-sending-attributes --sending-enabled",
  };
}

/**
 * Whether the account has left the sandbox, in which every account begins: there letters reach verified addresses alone.
 * @param identities what is verified in the account
 */
export function judgeSandbox(
  { ProductionAccessEnabled, Details }: GetAccountCommandOutput,
  identities: readonly IdentityInfo[],
  { sender, region }: MailNeed,
): Finding {
  const about = "recipients";
  if (ProductionAccessEnabled === true) return { about, state: "there", says: "may be anybody: production access" };
  const verified = identities
    .filter(({ SendingEnabled, IdentityName }) => SendingEnabled === true && IdentityName !== domainOf(sender))
    .map(({ IdentityName = "" }) => IdentityName);
  const review = Details?.ReviewDetails;
  const request =
    review?.Status === "PENDING"
      ? `production access was asked for (case ${review.CaseId}): wait for the answer, or give what it asks for`
      : `ask for production access in ${region} (docs/deploy.md, “The sandbox”); for a pilot, verify each recipient: aws sesv2 create-email-identity --email-identity ADDRESS --region ${region}`;
  if (verified.length === 0) {
    return {
      about,
      state: "missing",
      says: "the account is in the sandbox, and no recipient is verified",
      todo: request,
    };
  }
  return {
    about,
    state: "there",
    says: `the account is in the sandbox: letters reach ${shortened(verified)} alone, enough for a pilot`,
    todo: `for a season, ${request}`,
  };
}

/** Whether the account's quota is as large as what the deployment is to send. */
export function judgeQuota({ SendQuota = {} }: GetAccountCommandOutput, { mailRate, region }: MailNeed): Finding[] {
  const { MaxSendRate = 0, Max24HourSend = 0, SentLast24Hours = 0 } = SendQuota;
  const raise = `ask for more: Service Quotas, Amazon SES, in ${region}`;
  const rate: Finding =
    MaxSendRate >= mailRate
      ? { about: "rate", state: "there", says: `${MaxSendRate} letters a second, of which mailRate takes ${mailRate}` }
      : {
          about: "rate",
          state: "missing",
          says: `the account may send ${MaxSendRate} letters a second, mailRate is ${mailRate}`,
          todo: `set "mailRate": ${MaxSendRate} in the deployment's file and deploy, or ${raise}`,
        };
  // The service's word for no limit.
  if (Max24HourSend === -1) return [rate, { about: "quota", state: "there", says: "any number of letters a day" }];
  const left = Math.max(0, Max24HourSend - SentLast24Hours);
  const says = `${Max24HourSend} letters a day, ${left} of them left today`;
  return [
    rate,
    left >= QUOTA_SECONDS * mailRate
      ? { about: "quota", state: "there", says }
      : { about: "quota", state: "missing", says: `${says}: less than a minute of sending at mailRate`, todo: raise },
  ];
}

/** Whether letters may come from the sender: by its domain, or by the address itself if that alone is verified. */
export function judgeSender(
  identity: GetEmailIdentityCommandOutput | undefined,
  { sender, region }: MailNeed,
  made: "make" | "adopt",
): Finding {
  const about = "sender";
  const domain = domainOf(sender);
  if (identity === undefined) {
    return {
      about,
      state: "missing",
      says: `${domain} has no identity in ${region}`,
      todo:
        made === "make"
          ? "the deployment makes it; its DKIM records are then among the stack's outputs"
          : `the deployment's file says adopt: somebody makes it by hand, or "identity": "make"`,
    };
  }
  const { VerifiedForSendingStatus, DkimAttributes: { Status = "NOT_STARTED", Tokens = [] } = {} } = identity;
  if (identity.IdentityType === "EMAIL_ADDRESS") {
    return VerifiedForSendingStatus === true
      ? {
          about,
          state: "there",
          says: `${sender} is verified as an address; its domain is not, so letters carry no DKIM signature of it`,
        }
      : { about, state: "missing", says: `${sender} is not verified`, todo: "open the link that it was sent" };
  }
  if (VerifiedForSendingStatus === true && Status === "SUCCESS") {
    return { about, state: "there", says: `${domain} is verified, and signs its letters (DKIM)` };
  }
  return {
    about,
    state: "missing",
    says: `${domain} is not verified: DKIM is ${Status}`,
    todo: `enter in the domain's DNS, and wait up to three days: ${Tokens.map((token) => `${token}._domainkey.${domain} CNAME ${token}.dkim.amazonses.com`).join("; ")}`,
  };
}

/** The domain of an address. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

const shortened = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
