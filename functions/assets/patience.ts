const FIRST_MS = 1000;
const LONGEST_MS = 20_000;

/**
 * Whether a request was turned away, or not heard at all: the same may be sent again. In a rush the gateway answers for
 * the site, with 429 when more is asked than it lets in at once, with 503 when no more can be worked on.
 */
export function isBusy(response: Response | undefined): boolean {
  return !response || /^(429|502|503|504)$/.test(String(response.status)) || response.headers.has("retry-after");
}

/**
 * How long to wait before the next try, in milliseconds: twice as long each time, up to twenty seconds, and by chance half
 * as long or half as long again, so that those who were turned away together do not come back together. Never shorter
 * than the answer asks for, in seconds or by a date.
 */
export function pauseMs(tries: number, response: Response | undefined): number {
  const asked = (response && response.headers.get("retry-after")) || "0";
  const askedMs = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now();
  return Math.max(askedMs || 0, Math.min(LONGEST_MS, FIRST_MS * 2 ** tries) * (0.5 + Math.random()));
}
