/** How long a function still has to live, in milliseconds. */
export type TimeLeft = () => number;

/** What one page, and the bookkeeping after it, may take. */
const RESERVE_MS = 8_000;

/** Whether there is time for one page more. */
export const forAnotherPage = (timeLeftMs: TimeLeft): boolean => timeLeftMs() >= RESERVE_MS;
