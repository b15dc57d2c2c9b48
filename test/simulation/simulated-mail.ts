import type { LetterText } from "../../functions/domain/letter-text.ts";
import type { LetterTags, SendOutcome } from "../../functions/mail/mailer.ts";
import { BOUNCES } from "../functions/mail/bounces.ts";
import type { Random } from "./random.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** When a process last looked at who owes the report. */
export type Look = { readonly from: number; readonly to: number };

/** A mail on its way to the service, and when its sender had last looked at who owes the report. */
export type Mail = {
  readonly to: string;
  readonly letter: LetterText;
  readonly tags: LetterTags;
  readonly looked: Look;
};

/** A mail that the service took. */
export type TakenMail = Mail & {
  readonly id: string;
  readonly takenAt: number;
  /** When a function was first told that it came back, if ever: only then may the letter go out anew. */
  cameBackAt?: number;
};

/** What an address does with mail. */
export type Mailbox =
  | "takes"
  /** Nobody has that address: a hard bounce. */
  | "unknown"
  /** Full for the first mails: so many soft bounces. */
  | { readonly fullFor: number }
  /** Full from one instant to another. */
  | { readonly fullFrom: number; readonly fullUntil: number }
  /** Nobody has that address yet: a hard bounce until then. */
  | { readonly deadUntil: number }
  /** Taken, and reported as spam. */
  | "complains"
  /** Taken in the end; meanwhile the service says that it is late. */
  | "slow"
  /** Taken, and answered by a machine since nobody is there, which the service tells of as a bounce. */
  | "away";

export type MailMood = {
  readonly throttled: number;
  /** For so many hours from half past seven every day it takes nothing: the quota is used up, or the account paused. */
  readonly closedHours: number;
  /** A letter is not taken for a reason that the operator mends. */
  readonly held: number;
  /** The answer is lost, and the mail was taken, or was not. */
  readonly unknown: number;
  readonly refused: number;
  readonly rejected: number;
  /** How likely an event that nothing depends on is lost for ever, told twice, or told hours late. */
  readonly eventLost: number;
  readonly eventTwice: number;
  readonly eventLate: number;
};

type Around = {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly mailboxOf: (address: string) => Mailbox;
  /** Since when an address may be written to. */
  readonly allowedFrom: (address: string) => number;
  readonly took: (mail: TakenMail) => void;
  /** Hands an event to whoever listens. */
  readonly publish: (event: object, mail: TakenMail) => void;
  /** Whether the ledger still holds an open claim of this attempt: then nobody knows of the mail but the service. */
  readonly isOnlyKnownHere: (mail: TakenMail) => boolean;
};

/** The service tells of a mail that it took within this time, where nobody else knows of it. */
const TOLD_WITHIN_MS = 110_000;
const HOUR = 3_600_000;
/** In Việt Nam, by the clock that the milestones go by: half an hour before they do. */
const HALF_PAST_SEVEN = 1_800_000;

/**
 * The mail service, as SES is: takes a mail or does not, says so or does not, and tells later what became of it, at
 * least once, in no order.
 *
 * What no protocol can do is not asked for: a mail that was taken, whose answer was lost, and of which no event ever
 * tells (or only when the claim's lease is over) is to all the world a mail that was never taken. So the event that
 * says a mail was taken may be late, come twice, or be lost; but it is told within two minutes as long as the ledger
 * does not know of the mail otherwise. Every other event may be lost for ever.
 */
export class SimulatedMail {
  readonly #mood: MailMood;
  readonly #around: Around;
  readonly #refusals = new Map<string, number>();
  #made = 0;

  constructor(mood: MailMood, around: Around) {
    this.#mood = mood;
    this.#around = around;
  }

  /** What the service will do with a mail that is on its way; to be carried out when it arrives. */
  receive(mail: Mail): { arrive: () => SendOutcome; answersAfterMs: number } {
    for (const [name, value] of Object.entries(mail.tags))
      if (!/^[\w-]{1,256}$/.test(name) || !/^[\w-]{1,256}$/.test(value))
        throw new Error(`The mail service takes no tag ${name}=${value}.`);
    const { random, time } = this.#around;
    const { throttled, held, unknown, refused } = this.#mood;
    const answer = (outcome: SendOutcome) => ({ arrive: () => outcome, answersAfterMs: 0 });
    if (isClosedAt(time.now, this.#mood))
      return answer({ outcome: "quota", why: "Throttling: Daily message quota exceeded." });
    if (time.now < this.#around.allowedFrom(mail.to))
      return answer({ outcome: "not-yet", why: `MessageRejected: Email address is not verified: ${mail.to}` });
    if (random.chance(throttled))
      return answer({ outcome: "throttled", why: "Throttling: Maximum sending rate exceeded." });
    if (random.chance(held)) return answer({ outcome: "held", why: "InvalidParameterValue: A header is not allowed." });
    if (random.chance(refused)) return answer({ outcome: "refused", why: "MessageRejected: Address blacklisted." });
    if (random.chance(unknown)) {
      const taken = random.chance(0.6);
      const late = random.chance(0.3) ? random.int(1, 30_000) : 0;
      const arrive = (): SendOutcome => {
        if (taken) time.after(late, () => this.#take(mail));
        return {
          outcome: "unknown",
          why: taken ? "TimeoutError (the mail was taken)" : "TimeoutError (the mail was not taken)",
        };
      };
      return { arrive, answersAfterMs: 5_000 };
    }
    return { arrive: () => ({ outcome: "sent", messageId: this.#take(mail).id }), answersAfterMs: 0 };
  }

  #take(sent: Mail): TakenMail {
    const { time } = this.#around;
    const mail: TakenMail = { ...sent, id: `m${++this.#made}`, takenAt: time.now };
    this.#around.took(mail);
    this.#tellOfTaking(mail);
    this.#decideFate(mail);
    return mail;
  }

  #tellOfTaking(mail: TakenMail): void {
    const { time, random, isOnlyKnownHere } = this.#around;
    const { eventLost, eventTwice, eventLate } = this.#mood;
    const tell = (): void => this.#around.publish(eventOf(mail, "Send", time.now), mail);
    if (random.chance(eventLost) || random.chance(eventLate))
      return time.after(TOLD_WITHIN_MS, () => {
        if (isOnlyKnownHere(mail)) tell();
        else if (!random.chance(eventLost)) time.after(random.int(0, 3 * HOUR), tell);
      });
    time.after(random.mostlyLow(20, TOLD_WITHIN_MS), tell);
    if (random.chance(eventTwice)) time.after(random.mostlyLow(20, 3 * HOUR), tell);
  }

  #decideFate(mail: TakenMail): void {
    const { random, mailboxOf } = this.#around;
    if (random.chance(this.#mood.rejected)) return this.#tell(mail, "Reject", 500);
    const mailbox = this.#now(mail, mailboxOf(mail.to));
    switch (mailbox) {
      case "takes":
        return this.#tell(mail, "Delivery", 20_000);
      case "unknown":
        return this.#tell(mail, "Permanent", 60_000);
      case "full":
        return this.#tell(mail, "Transient", 4 * HOUR);
      case "complains":
        this.#tell(mail, "Delivery", 20_000);
        return this.#tell(mail, "Complaint", 5 * HOUR);
      case "slow":
        this.#tell(mail, "DeliveryDelay", HOUR);
        return this.#tell(mail, "Delivery", 3 * HOUR);
      case "away":
        this.#tell(mail, "Delivery", 20_000);
        return this.#tell(mail, "Automatic reply", HOUR);
      default:
        return mailbox satisfies never;
    }
  }

  /** What a mailbox does just now that does not do the same all the time. */
  #now({ to, takenAt }: TakenMail, mailbox: Mailbox): Exclude<Mailbox, object> | "full" {
    if (typeof mailbox !== "object") return mailbox;
    if ("deadUntil" in mailbox) return takenAt < mailbox.deadUntil ? "unknown" : "takes";
    if ("fullFrom" in mailbox) return takenAt >= mailbox.fullFrom && takenAt < mailbox.fullUntil ? "full" : "takes";
    const refused = this.#refusals.get(to) ?? 0;
    this.#refusals.set(to, refused + 1);
    return refused < mailbox.fullFor ? "full" : "takes";
  }

  #tell(mail: TakenMail, what: Told, withinMs: number): void {
    const { time, random } = this.#around;
    const { eventLost, eventTwice, eventLate } = this.#mood;
    const tell = (): void => {
      if (what === "Permanent" || what === "Transient" || what === "Complaint") mail.cameBackAt ??= time.now;
      this.#around.publish(eventOf(mail, what, time.now), mail);
    };
    if (random.chance(eventLost)) return;
    time.after(random.mostlyLow(100, withinMs) + (random.chance(eventLate) ? random.int(0, 12 * HOUR) : 0), tell);
    if (random.chance(eventTwice)) time.after(random.mostlyLow(100, withinMs) + random.int(0, HOUR), tell);
  }
}

/** Whether the service takes no letters at an instant. */
export function isClosedAt(instant: number, { closedHours }: Pick<MailMood, "closedHours">): boolean {
  return (instant + 24 * HOUR - HALF_PAST_SEVEN) % (24 * HOUR) < closedHours * HOUR;
}

type Told =
  | "Send"
  | "Delivery"
  | "DeliveryDelay"
  | "Permanent"
  | "Transient"
  | "Automatic reply"
  | "Complaint"
  | "Reject";

const TOLD_AS_BOUNCES: Partial<Record<Told, object>> = {
  Permanent: BOUNCES.lasting,
  Transient: BOUNCES.forNow,
  "Automatic reply": BOUNCES.automaticReply,
};

/** What SES publishes to EventBridge, as far as anybody reads it; its time is cut to the second. */
function eventOf({ to, tags, id }: TakenMail, what: Told, now: number): object {
  const bounce = TOLD_AS_BOUNCES[what];
  return {
    source: "aws.ses",
    time: `${new Date(now).toISOString().slice(0, 19)}Z`,
    detail: {
      eventType: bounce ? "Bounce" : what,
      mail: {
        messageId: id,
        destination: [to],
        tags: {
          "ses:operation": ["SendRawEmail"],
          ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
        },
      },
      ...(bounce ? { bounce } : {}),
    },
  };
}
