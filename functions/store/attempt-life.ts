import { MINUTE_MS } from "../domain/instant.ts";

/**
 * How long what an attempt prepared is nobody else's: longer than a function lives, by two clocks of which each may be
 * two minutes off. After that an attempt that never came to its end was ended by a crash (D2).
 */
export const ATTEMPT_LIFE_MS = 5 * MINUTE_MS;
