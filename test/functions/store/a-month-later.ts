import { vi } from "vitest";

import { DAY_MS } from "../../../functions/domain/instant.ts";

/** Asks as if a month had passed since: what is settled counts as such by then. */
export async function aMonthLater<T>(ask: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 31 * DAY_MS });
  try {
    return await ask();
  } finally {
    vi.useRealTimers();
  }
}
