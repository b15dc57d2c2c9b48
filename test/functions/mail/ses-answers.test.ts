import { describe, expect, it } from "vitest";

import { meaningOfAnswer, meaningOfFailure } from "../../../functions/mail/ses-answers.ts";

const from = "dunghan@daklak.example";
const to = "vanthu@stc.daklak.example";
/** The two ways in which a missing right is told of: that of Amazon SES, and IAM's own. */
const denied = (identity: string) =>
  `User \`arn:aws:sts::123456789012:assumed-role/post/post' is not authorized to perform \`ses:SendRawEmail' on resource \`arn:aws:ses:ap-southeast-1:123456789012:identity/${identity}'`;
const deniedByIam = (identity: string) =>
  `User: arn:aws:sts::123456789012:assumed-role/post/post is not authorized to perform: ses:SendRawEmail on resource: arn:aws:ses:ap-southeast-1:123456789012:identity/${identity} because no identity-based policy allows the ses:SendRawEmail action`;
const unverified = (...identities: string[]) =>
  `Email address is not verified. The following identities failed the check in region AP-SOUTHEAST-1: ${identities.join(", ")}`;

describe("an answer of the mail service", () => {
  it.each([
    ["Throttling", "Maximum sending rate exceeded.", 400, "throttled"],
    ["ThrottlingException", "Maximum sending rate exceeded", 400, "throttled"],
    ["TooManyRequestsException", "Too many requests", 429, "throttled"],
    ["RequestExpired", "The request reached the service more than 15 minutes after its date stamp", 400, "throttled"],
    ["Throttling", "Daily message quota exceeded.", 400, "quota"],
    ["LimitExceededException", "A limit of the account is exceeded.", 400, "quota"],
    ["AccountSendingPausedException", "Sending is disabled", 400, "closed"],
    ["ConfigurationSetSendingPausedException", "Sending is disabled", 400, "closed"],
    ["ConfigurationSetDoesNotExistException", "Configuration set <letters> does not exist.", 400, "closed"],
    ["MailFromDomainNotVerifiedException", "The MAIL FROM domain is not verified", 400, "closed"],
    ["AccessDenied", "User is not authorized to perform ses:SendRawEmail", 403, "closed"],
    ["SignatureDoesNotMatch", "The request signature does not match", 403, "closed"],
    ["AccessDenied", denied(from), 403, "closed"],
    ["AccessDenied", denied("daklak.example"), 403, "closed"],
    ["AccessDenied", deniedByIam("daklak.example"), 403, "closed"],
    ["AccessDenied", denied("sotaichinh.example"), 403, "closed"],
    ["AccessDenied", denied(to), 403, "not-yet"],
    ["AccessDenied", denied("stc.daklak.example"), 403, "not-yet"],
    ["AccessDeniedException", deniedByIam(to), 403, "not-yet"],
    ["MessageRejected", unverified(from), 400, "closed"],
    ["MessageRejected", unverified(to, from), 400, "closed"],
    ["MessageRejected", unverified(to, "..."), 400, "closed"],
    ["MessageRejected", unverified(`Đúng Hạn <${from}>`), 400, "closed"],
    ["MessageRejected", unverified(`arn:aws:ses:ap-southeast-1:123456789012:identity/${from}`), 400, "closed"],
    ["MessageRejected", "Email address is not verified.", 400, "closed"],
    ["MessageRejected", "Sending suspended for this account.", 400, "closed"],
    ["MessageRejected", unverified(to), 400, "not-yet"],
    ["MessageRejected", unverified(to, to), 400, "not-yet"],
    ["MessageRejected", unverified(to.toUpperCase()), 400, "not-yet"],
    ["MessageRejected", unverified(`Văn thư <${to}>`), 400, "not-yet"],
    ["InvalidParameterValue", "Message length is more than 10485760 bytes long", 400, "held"],
    ["ValidationError", "1 validation error detected", 400, "held"],
    ["MessageRejected", "Address blacklisted.", 400, "refused"],
    ["InvalidParameterValue", "Illegal address", 400, "refused"],
    ["InvalidParameterValue", "Missing final '@domain'", 400, "refused"],
    ["InvalidParameterValue", "Domain ends with dot", 400, "refused"],
    ["InternalFailure", "The request processing has failed", 500, "unknown"],
    ["ServiceUnavailable", "Try again", 503, "unknown"],
    ["Unknown", "A redirect to nowhere", 302, "unknown"],
  ] as const)("%s: %s (%i) is read as %s", (name, message, status, meaning) => {
    expect(meaningOfAnswer({ name, message, status, from, to })).toBe(meaning);
  });
});

it("a letter to the sender's own address, which may not be written from, concerns everybody", () => {
  const message = unverified(from);
  expect(meaningOfAnswer({ name: "MessageRejected", message, status: 400, from, to: from })).toBe("closed");
});

describe("a call that was never answered", () => {
  it.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"])(
    "carried nothing where there was no connection: %s",
    (code) => {
      expect(meaningOfFailure(code)).toBe("throttled");
    },
  );

  it.each(["ECONNRESET", "ETIMEDOUT", "EPIPE", ""])("may have been carried out: %j", (code) => {
    expect(meaningOfFailure(code)).toBe("unknown");
  });
});
