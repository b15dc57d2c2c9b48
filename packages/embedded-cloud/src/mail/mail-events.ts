import type { BusEvent } from "../events/bus-event.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import { stableUuid } from "../stable-id.ts";

/** What a configuration set can be asked to publish, by the words of the template. */
export const mailEventKinds = {
  send: { eventType: "Send", detailType: "Email Sent" },
  delivery: { eventType: "Delivery", detailType: "Email Delivered" },
  bounce: { eventType: "Bounce", detailType: "Email Bounced" },
  complaint: { eventType: "Complaint", detailType: "Email Complaint Received" },
  reject: { eventType: "Reject", detailType: "Email Rejected" },
  deliveryDelay: { eventType: "DeliveryDelay", detailType: "Email Delivery Delayed" },
  renderingFailure: { eventType: "Rendering Failure", detailType: "Email Rendering Failed" },
} as const;
export type MailEventKind = keyof typeof mailEventKinds;

export type SentMail = {
  readonly messageId: string;
  readonly atMs: number;
  readonly source: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string;
};

/** What became of which recipients of a mail. */
export type Outcome = {
  readonly kind: MailEventKind;
  readonly recipients: readonly string[];
  /** Of a bounce: whether it is for good. */
  readonly lasting?: boolean;
  /** Of a bounce for good: nothing was tried, as the address is on the account's suppression list. */
  readonly suppressed?: boolean;
  /** How long after the mail was accepted, in seconds. @default 0 */
  readonly afterSeconds?: number;
};

/** For so long the service tries a mail that cannot be delivered for now. */
const triedForMs = 14 * 3_600_000;

/** Writes one event, in the shape of the service's own records. */
export function mailEvent(mail: SentMail, outcome: Outcome, awsEnvironment: AwsEnvironment): BusEvent {
  const { eventType, detailType } = mailEventKinds[outcome.kind];
  const accepted = new Date(mail.atMs).toISOString();
  const at = new Date(momentOf(mail, outcome)).toISOString();
  const arnBase = `arn:aws:ses:${awsEnvironment.region}:${awsEnvironment.account}`;
  return {
    version: "0",
    id: stableUuid(`${mail.messageId} ${outcome.kind} ${outcome.recipients.join()}`),
    "detail-type": detailType,
    source: "aws.ses",
    account: awsEnvironment.account,
    time: `${at.slice(0, 19)}Z`,
    region: awsEnvironment.region,
    resources: [`${arnBase}:configuration-set/${mail.configurationSet}`],
    detail: {
      eventType,
      mail: {
        timestamp: accepted,
        source: mail.source,
        sourceArn: `${arnBase}:identity/${mail.source}`,
        sendingAccountId: awsEnvironment.account,
        messageId: mail.messageId,
        destination: mail.recipients,
        headersTruncated: false,
        commonHeaders: { from: [mail.source], to: mail.recipients, messageId: mail.messageId, subject: mail.subject },
        tags: {
          "ses:operation": ["SendRawEmail"],
          "ses:configuration-set": [mail.configurationSet],
          "ses:from-domain": [mail.source.split("@").at(-1) ?? ""],
          "ses:source-ip": ["127.0.0.1"],
          "ses:caller-identity": ["local"],
          ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
        },
      },
      ...particulars(outcome, mail, at),
    },
  };
}

/** When it is told, epoch milliseconds. */
export function momentOf({ atMs }: SentMail, { afterSeconds = 0 }: Outcome): number {
  return atMs + afterSeconds * 1000;
}

/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
function particulars(outcome: Outcome, mail: SentMail, timestamp: string): object {
  const { kind, recipients } = outcome;
  const feedbackId = `${mail.messageId}-feedback`;
  switch (kind) {
    case "send":
      return { send: {} };
    case "delivery":
      return {
        delivery: {
          timestamp,
          processingTimeMillis: momentOf(mail, outcome) - mail.atMs,
          recipients,
          smtpResponse: "250 2.0.0 OK",
          reportingMTA: "local.invalid",
        },
      };
    case "bounce": {
      const { type, subType, status, diagnosticCode, reportingMTA } = bounceOf(outcome);
      return {
        bounce: {
          feedbackId,
          bounceType: type,
          bounceSubType: subType,
          bouncedRecipients: recipients.map((emailAddress) => ({
            emailAddress,
            action: "failed",
            status,
            diagnosticCode,
          })),
          timestamp,
          reportingMTA,
        },
      };
    }
    case "complaint":
      return {
        complaint: {
          feedbackId,
          complaintSubType: null,
          complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
          complaintFeedbackType: "abuse",
          timestamp,
          arrivalDate: timestamp,
        },
      };
    case "deliveryDelay":
      return {
        deliveryDelay: {
          timestamp,
          delayType: "MailboxFull",
          expirationTime: new Date(mail.atMs + triedForMs).toISOString(),
          delayedRecipients: recipients.map((emailAddress) => ({
            emailAddress,
            status: "4.2.2",
            diagnosticCode: "smtp; 452 4.2.2 mailbox full",
          })),
        },
      };
    case "reject":
      return { reject: { reason: "Bad content" } };
    case "renderingFailure":
      return {
        failure: {
          errorMessage: "Attribute 'name' is not present in the rendering data.",
          templateName: "local",
        },
      };
    default:
      return kind satisfies never;
  }
}

/** Of a bounce, what the mail server said; or the service itself, where it did not try. */
function bounceOf({ lasting = false, suppressed = false }: Outcome) {
  if (suppressed) {
    return {
      type: "Permanent",
      subType: "OnAccountSuppressionList",
      status: "5.1.1",
      diagnosticCode:
        "Amazon SES did not send the message to this address because it is on the suppression list for your account. For more information about removing addresses from the suppression list, see the Amazon SES Developer Guide at https://docs.aws.amazon.com/ses/latest/DeveloperGuide/sending-email-suppression-list.html",
      reportingMTA: "dns; amazonses.com",
    };
  }
  const reportingMTA = "dns; local.invalid";
  return lasting
    ? {
        type: "Permanent",
        subType: "General",
        status: "5.1.1",
        diagnosticCode: "smtp; 550 5.1.1 user unknown",
        reportingMTA,
      }
    : {
        type: "Transient",
        subType: "MailboxFull",
        status: "4.2.2",
        diagnosticCode: "smtp; 452 4.2.2 mailbox full",
        reportingMTA,
      };
}
