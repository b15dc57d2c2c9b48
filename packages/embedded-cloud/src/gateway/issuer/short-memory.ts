import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

type Kept = { readonly payload: AdapterPayload; readonly untilMs: number };

const mostOfAKind = 1000;

/**
 * What the provider keeps between two requests: in memory, by real time, the newest thousand of a kind. Its own
 * sessions it forgets at once, so that nobody is ever signed in again without being asked who he is.
 */
export function shortMemory(): AdapterFactory {
  return (kind) => new ShortMemory({ forgets: kind === "Session" });
}

class ShortMemory implements Adapter {
  readonly #kept = new Map<string, Kept>();
  readonly #forgets: boolean;

  constructor({ forgets }: { readonly forgets: boolean }) {
    this.#forgets = forgets;
  }

  async upsert(id: string, payload: AdapterPayload, ttlSeconds = Infinity): Promise<void> {
    if (this.#forgets) return;
    this.#kept.delete(id);
    this.#kept.set(id, { payload, untilMs: Date.now() + ttlSeconds * 1000 });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostOfAKind && oldest !== undefined) this.#kept.delete(oldest);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const kept = this.#kept.get(id);
    return kept !== undefined && kept.untilMs > Date.now() ? kept.payload : undefined;
  }

  /** A code that was used once is kept as used, so that its second use is noticed. */
  async consume(id: string): Promise<void> {
    const kept = this.#kept.get(id);
    if (kept !== undefined) kept.payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    this.#kept.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, { payload }] of this.#kept) {
      if (payload.grantId === grantId) this.#kept.delete(id);
    }
  }

  /** Only sessions are asked for like this. */
  async findByUid(): Promise<undefined> {}

  /** Only the device flow asks like this, which is off. */
  async findByUserCode(): Promise<undefined> {}
}
