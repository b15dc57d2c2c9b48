import type { Faults } from "../faults.ts";
import { ServiceRefusal } from "../service-refusal.ts";
import type { VirtualClock } from "../virtual-clock.ts";
import type { MailStore } from "./mail-store.ts";

const dayMs = 86_400_000;
const usualQuota = 1_000_000;

export type SendLimitsProps = {
  readonly clock: VirtualClock;
  readonly store: MailStore;
  readonly faults: Faults;
  /** Told where no fault gives another; not enforced. */
  readonly maxSendRate: number;
};

/** How much the account may send: in 24 hours of the virtual clock, and in any second of the machine's own. */
export class SendLimits {
  readonly #props: SendLimitsProps;
  /** When mail was accepted within the last second, for each recipient. */
  #recent: number[] = [];

  constructor(props: SendLimitsProps) {
    this.#props = props;
  }

  get quota(): number {
    return this.#props.faults.oldest("daily-quota")?.quota ?? usualQuota;
  }

  get perSecond(): number {
    return this.#props.faults.oldest("send-rate")?.perSecond ?? this.#props.maxSendRate;
  }

  /** Recipients, as the service counts. */
  get sentInLastDay(): number {
    const { clock, store } = this.#props;
    return store.recipientsSince(clock.now() - dayMs);
  }

  /**
   * Refuses a mail that a fault does not let through: certainly not sent.
   *
   * https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html
   *
   * @throws ServiceRefusal `Throttling`
   */
  check(recipients: readonly string[]): void {
    const { faults } = this.#props;
    const more = recipients.length;
    if (faults.strike("daily-quota", [], ({ quota }) => this.sentInLastDay + more > quota) !== undefined) {
      throw new ServiceRefusal("Throttling", "Daily message quota exceeded.");
    }
    const tooFast =
      faults.strike("throttle", recipients) ??
      faults.strike("send-rate", [], ({ perSecond }) => this.#sentInLastSecond() + more > perSecond);
    if (tooFast !== undefined) throw new ServiceRefusal("Throttling", "Maximum sending rate exceeded.");
  }

  accepted(recipients: number): void {
    this.#sentInLastSecond();
    const now = performance.now();
    for (let one = 0; one < recipients; one += 1) this.#recent.push(now);
  }

  #sentInLastSecond(): number {
    const since = performance.now() - 1000;
    this.#recent = this.#recent.filter((at) => at > since);
    return this.#recent.length;
  }
}
