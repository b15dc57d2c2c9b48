import type { BusEvent } from "../events/bus-event.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import { stableUuid } from "../stable-id.ts";

/** What a configuration set can be asked to publish, by the words of the template. */
export const mailEventKinds = {
  send: { eventType: "Send", detailType: "Email Sent" },
  delivery: { eventType: "Delivery", detailType: "Email Delivered" },
  bounce: { eventType: "Bounce", detailType: "Email Bounced" },
  complaint: { eventType: "Complaint", detailType: "Email Complaint Received" },
  deliveryDelay: { eventType: "DeliveryDelay", detailType: "Email Delivery Delayed" },
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
  readonly lasting?: boolean;
};

/** Writes one event, in the shape of the service's own records. */
export function mailEvent(mail: SentMail, outcome: Outcome, awsEnvironment: AwsEnvironment): BusEvent {
  const { eventType, detailType } = mailEventKinds[outcome.kind];
  const at = new Date(mail.atMs).toISOString();
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
        timestamp: at,
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

function particulars({ kind, recipients, lasting }: Outcome, mail: SentMail, timestamp: string): object {
  const feedbackId = `${mail.messageId}-feedback`;
  switch (kind) {
    case "send":
      return { send: {} };
    case "delivery":
      return {
        delivery: {
          timestamp,
          processingTimeMillis: 0,
          recipients,
          smtpResponse: "250 2.0.0 OK",
          reportingMTA: "local.invalid",
        },
      };
    case "bounce":
      return {
        bounce: {
          feedbackId,
          bounceType: lasting ? "Permanent" : "Transient",
          bounceSubType: lasting ? "General" : "MailboxFull",
          bouncedRecipients: recipients.map((emailAddress) => ({
            emailAddress,
            action: "failed",
            status: lasting ? "5.1.1" : "4.2.2",
            diagnosticCode: lasting ? "smtp; 550 5.1.1 user unknown" : "smtp; 452 4.2.2 mailbox full",
          })),
          timestamp,
          reportingMTA: "dns; local.invalid",
        },
      };
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
          delayedRecipients: recipients.map((emailAddress) => ({
            emailAddress,
            status: "4.2.2",
            diagnosticCode: "smtp; 452 4.2.2 mailbox full",
          })),
        },
      };
    default:
      return kind satisfies never;
  }
}
