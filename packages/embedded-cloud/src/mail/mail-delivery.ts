import type { FaultOf } from "../fault.ts";
import type { Faults } from "../faults.ts";
import { struckBy } from "../faults.ts";
import { mailEvent, momentOf } from "./mail-events.ts";
import type { MailEventKind, Outcome, SentMail } from "./mail-events.ts";
import type { BusEventStore } from "../events/bus-event-store.ts";
import type { AwsEnvironment } from "../aws-environment.ts";

export type Delivery = {
  readonly bounced: readonly string[];
  readonly complained: readonly string[];
  readonly outcomes: readonly Outcome[];
};

/** What becomes of a mail that was accepted; the faults that strike it count down. */
export function deliver(recipients: readonly string[], faults: Faults): Delivery {
  // Of these nothing is tried, for anybody.
  const untried = (["rendering-failure", "reject"] as const).find((kind) => faults.strike(kind, recipients));
  if (untried !== undefined) return undelivered(recipients, untried);
  let reached = recipients;
  const turnedBack = (kind: "suppressed" | "bounce" | "soft-bounce"): string[] => {
    const back = struckAddresses(faults.strike(kind, reached), reached);
    reached = reached.filter((address) => !back.includes(address));
    return back;
  };
  const [suppressed, hard, soft] = [turnedBack("suppressed"), turnedBack("bounce"), turnedBack("soft-bounce")];
  const delay = faults.strike("delivery-delay", reached);
  const late = struckAddresses(delay, reached);
  const complained = struckAddresses(faults.strike("complaint", reached), reached);
  const outcomes: Outcome[] = [
    { kind: "send", recipients },
    { kind: "deliveryDelay", recipients: [...soft, ...late] },
    { kind: "bounce", recipients: suppressed, lasting: true, suppressed: true },
    { kind: "bounce", recipients: soft, lasting: false },
    { kind: "bounce", recipients: hard, lasting: true },
    { kind: "delivery", recipients: reached.filter((address) => !late.includes(address)) },
    { kind: "delivery", recipients: late, afterSeconds: delay?.delaySeconds ?? 0 },
    { kind: "complaint", recipients: complained, afterSeconds: late.length > 0 ? (delay?.delaySeconds ?? 0) : 0 },
  ];
  return {
    bounced: [...suppressed, ...hard, ...soft],
    complained,
    outcomes: outcomes.filter((outcome) => outcome.recipients.length > 0),
  };
}

/** Accepted, and then not sent on. Of a template that cannot be filled in the service does not even say “sent”. */
function undelivered(recipients: readonly string[], why: "reject" | "rendering-failure"): Delivery {
  const outcomes: Outcome[] =
    why === "reject"
      ? [
          { kind: "send", recipients },
          { kind: "reject", recipients },
        ]
      : [{ kind: "renderingFailure", recipients }];
  return { bounced: recipients, complained: [], outcomes };
}

/** Publishes the outcomes that the configuration set publishes, once each unless a fault says otherwise. */
export function publish({
  mail,
  outcomes,
  publishes,
  events,
  faults,
  awsEnvironment,
}: {
  readonly mail: SentMail;
  readonly outcomes: readonly Outcome[];
  readonly publishes: readonly MailEventKind[];
  readonly events: BusEventStore;
  readonly faults: Faults;
  readonly awsEnvironment: AwsEnvironment;
}): void {
  if (faults.strike("lose-events", mail.recipients) !== undefined) return;
  const delaySeconds = faults.strike("late-events", mail.recipients)?.delaySeconds ?? 0;
  const times = faults.strike("duplicate-events", mail.recipients) === undefined ? 1 : 2;
  const wanted = outcomes.filter(({ kind }) => publishes.includes(kind));
  for (let time = 0; time < times; time += 1) {
    for (const outcome of wanted) {
      events.add(mailEvent(mail, outcome, awsEnvironment), momentOf(mail, outcome) + delaySeconds * 1000);
    }
  }
}

function struckAddresses(
  fault: FaultOf<"suppressed" | "bounce" | "soft-bounce" | "delivery-delay" | "complaint"> | undefined,
  among: readonly string[],
): string[] {
  return fault === undefined ? [] : struckBy(fault, among);
}
