/** Past the lease of any claim, and the second look at a milestone's letters. */
const busyMs = 30 * 60_000;
const dayMs = 86_400_000;

/**
 * When a recurring schedule fires next: at every tick within half an hour of the last activity, else once a day.
 *
 * The real service fires at every tick. Here a clock is moved by months at a time, and a watch every five minutes
 * would make thousands of calls that find nothing: while nothing happens, nothing can go wrong that one look a day
 * would not find. All times stay on the grid of the period.
 *
 * @param lastFiredMs when it fired last; the grid is counted from there
 * @param activityMs when something last happened that the schedule may have to follow up
 */
export function nextThinnedTick({
  lastFiredMs,
  periodMs,
  activityMs,
}: {
  readonly lastFiredMs: number;
  readonly periodMs: number;
  readonly activityMs: number;
}): number {
  const tickAtOrAfter = (ms: number) => lastFiredMs + periodMs * Math.max(1, Math.ceil((ms - lastFiredMs) / periodMs));
  const busy = tickAtOrAfter(activityMs);
  const idle = tickAtOrAfter(lastFiredMs + dayMs);
  return busy <= activityMs + busyMs ? Math.min(busy, idle) : idle;
}
