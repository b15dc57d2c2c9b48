import type { Faults, FaultOf } from "../faults.ts";
import { struckBy } from "../faults.ts";
import { mailEvent } from "./mail-events.ts";
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
  const hard = struckAddresses(faults.strike("bounce", recipients), recipients);
  const soft = struckAddresses(faults.strike("soft-bounce", recipients), recipients).filter(
    (address) => !hard.includes(address),
  );
  const bounced = [...hard, ...soft];
  const reached = recipients.filter((address) => !bounced.includes(address));
  const complained = struckAddresses(faults.strike("complaint", recipients), reached);
  const outcomes: Outcome[] = [
    { kind: "send", recipients },
    { kind: "deliveryDelay", recipients: soft },
    { kind: "bounce", recipients: soft, lasting: false },
    { kind: "bounce", recipients: hard, lasting: true },
    { kind: "delivery", recipients: reached },
    { kind: "complaint", recipients: complained },
  ];
  return { bounced, complained, outcomes: outcomes.filter((outcome) => outcome.recipients.length > 0) };
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
    for (const outcome of wanted) events.add(mailEvent(mail, outcome, awsEnvironment), mail.atMs + delaySeconds * 1000);
  }
}

function struckAddresses(fault: FaultOf<"bounce" | "soft-bounce" | "complaint"> | undefined, among: readonly string[]) {
  return fault === undefined ? [] : struckBy(fault, among);
}
