import { struckBy } from "../faults.ts";
import type { Faults } from "../faults.ts";
import type { StateDb } from "../state-db.ts";
import { deliver, publish } from "./mail-delivery.ts";
import type { BusEventStore } from "../events/bus-event-store.ts";
import type { MailEventKind } from "./mail-events.ts";
import { readMailHeaders } from "./mail-headers.ts";
import type { MailHeaders } from "./mail-headers.ts";
import { checkRecipients, readMailRequest } from "./mail-request.ts";
import type { MailRequest } from "./mail-request.ts";
import { checkMailCall, checkSendCall, deniedRecipient } from "./mail-permissions.ts";
import type { MailStore } from "./mail-store.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import { SendLimits } from "./send-limits.ts";
import { accessKeyIdIn } from "../permissions/function-credentials.ts";
import type { Enforced } from "../permissions/permissions.ts";
import { ServiceRefusal } from "../service-refusal.ts";
import { stableUuid } from "../stable-id.ts";
import type { HttpAnswer, Service, ServiceRequest } from "../transport/service.ts";
import type { VirtualClock } from "../virtual-clock.ts";

/** A crash that was injected and has struck: whoever called must die now. */
export type Crash = {
  /** The access key id of the caller, by which the host of the functions knows its worker. */
  readonly caller: string;
  readonly when: "before" | "after";
  readonly recipients: readonly string[];
};

export type MailServiceProps = {
  readonly stateDb: StateDb;
  readonly clock: VirtualClock;
  readonly awsEnvironment: AwsEnvironment;
  readonly store: MailStore;
  readonly events: BusEventStore;
  readonly faults: Faults;
  /** Addresses or domains that may be written from. */
  readonly identities: readonly string[];
  readonly configurationSets: readonly { readonly name: string; readonly publishes: readonly MailEventKind[] }[];
  /** Letters a second that the account may send; told, and not enforced but by a fault: the virtual clock stands still. */
  readonly maxSendRate: number;
  readonly enforced?: Enforced;
  /** Ends the caller; its connection is cut when this resolves. */
  readonly onCrash: (crash: Crash) => Promise<void>;
};

/** What the caller gets: an answer, or its connection cut. */
type Reply = { readonly xml: string } | "cut";

/** SES version 1 in its query protocol: `SendRawEmail` and `GetSendQuota`. */
export function mailService(props: MailServiceProps): Service {
  const { stateDb, clock, awsEnvironment, store, events, faults, enforced = () => undefined } = props;
  const limits = new SendLimits({ clock, store, faults, maxSendRate: props.maxSendRate });

  return async (request) => {
    try {
      const reply = await answer(new URLSearchParams(request.body), request);
      return reply === "cut" ? reply : written(200, reply.xml);
    } catch (error) {
      if (!(error instanceof ServiceRefusal)) throw error;
      return written(error.status, refusalXml(error));
    }
  };

  async function answer(form: URLSearchParams, request: ServiceRequest): Promise<Reply> {
    const action = form.get("Action") ?? "";
    switch (action) {
      case "SendRawEmail":
        return sendRawEmail(readMailRequest(form), request.headers.authorization);
      case "GetSendQuota": {
        const permissions = enforced();
        if (permissions !== undefined) checkMailCall(permissions, request.headers.authorization, action);
        return result(
          action,
          `<Max24HourSend>${limits.quota}</Max24HourSend><MaxSendRate>${limits.perSecond}</MaxSendRate><SentLast24Hours>${limits.sentInLastDay}</SentLast24Hours>`,
        );
      }
      default:
        throw new ServiceRefusal(
          "InvalidAction",
          `The embedded deployment's SES does not know the operation ${action || "(none)"}`,
        );
    }
  }

  async function sendRawEmail(request: MailRequest, authorization: string | undefined): Promise<Reply> {
    const headers = await readMailHeaders(request.raw);
    const recipients =
      request.destinations.length > 0 ? request.destinations.map(bare) : [...headers.to, ...headers.cc, ...headers.bcc];
    checkRecipients(recipients);
    const forbidden = faults.strike("access-denied", recipients);
    if (forbidden !== undefined) {
      throw deniedRecipient(authorization, struckBy(forbidden, recipients)[0] ?? "", awsEnvironment);
    }
    const sandbox = faults.strike("sandbox", recipients);
    const unverified = sandbox === undefined ? [] : struckBy(sandbox, recipients);
    const permissions = enforced();
    if (permissions !== undefined) {
      const [from = ""] = headers.from;
      const set = request.configurationSet;
      checkSendCall(permissions, authorization, {
        resources: [
          `identity/${identityOf(from) ?? from}`,
          ...(set === undefined ? [] : [`configuration-set/${set}`]),
          // In the sandbox whoever it is for has to be verified, too, and is asked about.
          ...unverified.map((address) => `identity/${address}`),
        ],
        from,
        feedback: request.source === undefined ? from : bare(request.source),
        recipients,
      });
    }
    checkIdentities([...(request.source === undefined ? [] : [bare(request.source)]), ...headers.from]);
    const configurationSet = props.configurationSets.find(({ name }) => name === request.configurationSet);
    if (request.configurationSet !== undefined && configurationSet === undefined) {
      throw new ServiceRefusal(
        "ConfigurationSetDoesNotExist",
        `Configuration set <${request.configurationSet}> does not exist.`,
      );
    }

    if (unverified.length > 0) throw notVerified(unverified);
    const caller = accessKeyIdIn(authorization);
    limits.check(recipients);
    const crash = faults.strike("crash", recipients);
    if (crash?.when === "before") return dieBy({ caller, when: "before", recipients });
    const { messageId, replyLost } = stateDb.transaction(() => ({
      messageId: accept(request, headers, recipients, configurationSet?.publishes ?? []),
      replyLost: faults.strike("lose-reply", recipients) !== undefined,
    }));
    if (crash !== undefined) return dieBy({ caller, when: "after", recipients });
    return replyLost ? "cut" : result("SendRawEmail", `<MessageId>${messageId}</MessageId>`);
  }

  function accept(
    { source, raw, tags, configurationSet }: MailRequest,
    headers: MailHeaders,
    recipients: string[],
    publishes: readonly MailEventKind[],
  ): string {
    const messageId = store.nextMessageId();
    const from = source === undefined ? (headers.from[0] ?? "") : bare(source);
    const { bounced, complained, outcomes } = deliver(recipients, faults);
    limits.accepted(recipients.length);
    const { to, cc, subject } = headers;
    store.add(
      {
        messageId,
        recipients,
        from,
        to,
        cc,
        subject,
        tags,
        configurationSet: configurationSet ?? null,
        bounced: [...bounced],
        complained: [...complained],
      },
      raw,
    );
    if (configurationSet !== undefined) {
      const mail = { messageId, atMs: clock.now(), source: from, recipients, subject, tags, configurationSet };
      publish({ mail, outcomes, publishes, events, faults, awsEnvironment });
    }
    return messageId;
  }

  async function dieBy(crash: Crash): Promise<Reply> {
    await props.onCrash(crash);
    return "cut";
  }

  function checkIdentities(senders: readonly string[]): void {
    const failed = senders.filter((sender) => identityOf(sender) === undefined);
    if (failed.length > 0) throw notVerified(failed);
  }

  /** The verified identity that an address is of: itself, before its domain. */
  function identityOf(sender: string): string | undefined {
    const address = sender.toLowerCase();
    const domain = address.split("@").at(-1) ?? "";
    return (
      props.identities.find((identity) => identity.toLowerCase() === address) ??
      props.identities.find((identity) => isWithin(domain, identity.toLowerCase()))
    );
  }

  function notVerified(identities: readonly string[]): ServiceRefusal {
    return new ServiceRefusal(
      "MessageRejected",
      `Email address is not verified. The following identities failed the check in region ${awsEnvironment.region.toUpperCase()}: ${identities.join(", ")}`,
    );
  }
}

/** The address alone, of `Name <address>`. */
function bare(address: string): string {
  return (/<([^<>]*)>\s*$/.exec(address)?.[1] ?? address).trim();
}

function isWithin(domain: string, identity: string): boolean {
  return domain === identity || domain.endsWith(`.${identity}`);
}

const namespace = 'xmlns="http://ses.amazonaws.com/doc/2010-12-01/"';

function result(action: string, inner: string): Reply {
  const requestId = stableUuid(inner);
  return {
    xml: `<${action}Response ${namespace}><${action}Result>${inner}</${action}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`,
  };
}

function refusalXml({ code, message }: ServiceRefusal): string {
  const text = message.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<ErrorResponse ${namespace}><Error><Type>Sender</Type><Code>${code}</Code><Message>${text}</Message></Error><RequestId>${stableUuid(message)}</RequestId></ErrorResponse>`;
}

function written(status: number, xml: string): HttpAnswer {
  return { status, headers: { "content-type": "text/xml" }, body: xml };
}
