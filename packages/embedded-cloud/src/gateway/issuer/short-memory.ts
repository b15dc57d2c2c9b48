import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";
import { ShortLived } from "../short-lived.ts";

/**
 * What the provider keeps between two requests. Its own sessions it forgets at once, so that nobody is ever signed in
 * again without being asked who he is.
 */
export function shortMemory(): AdapterFactory {
  return (kind) => new ShortMemory({ forgets: kind === "Session" });
}

class ShortMemory implements Adapter {
  readonly #kept = new ShortLived<AdapterPayload>();
  readonly #forgets: boolean;

  constructor({ forgets }: { readonly forgets: boolean }) {
    this.#forgets = forgets;
  }

  async upsert(id: string, payload: AdapterPayload, ttlSeconds?: number): Promise<void> {
    if (!this.#forgets) this.#kept.keep(id, payload, ttlSeconds);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.#kept.find(id);
  }

  /** A code that was used once is kept as used, so that its second use is noticed. */
  async consume(id: string): Promise<void> {
    const payload = this.#kept.find(id);
    if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    this.#kept.take(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    this.#kept.forget((payload) => payload.grantId === grantId);
  }

  /** Only sessions are asked for like this. */
  async findByUid(): Promise<undefined> {}

  /** Only the device flow asks like this, which is off. */
  async findByUserCode(): Promise<undefined> {}
}
