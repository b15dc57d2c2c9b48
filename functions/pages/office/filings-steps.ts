import type { DayOfFilings } from "../../domain/filing-series.ts";
import { DAY_MS, addDays, instantOf, localDateOf } from "../../domain/instant.ts";
import type { EpochMs, LocalDate } from "../../domain/instant.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { attributes } from "../parts/attributes.ts";
import { dueAt } from "../../domain/deadline.ts";
import type { Deadline } from "../../domain/deadline.ts";

/** All that a drawing has to have room for. */
type Shown = {
  readonly series: readonly DayOfFilings[];
  readonly milestones: readonly { readonly at: EpochMs }[];
  readonly issuedAt: EpochMs;
  readonly now: EpochMs;
  readonly deadline: Deadline;
};

/** Which days a drawing shows, and where across it an instant stands. */
export type Scale = { readonly from: LocalDate; readonly to: LocalDate; readonly x: (instant: EpochMs) => number };

/** From shortly before anything happens (the quiet weeks after the issue say nothing) to shortly after the last of it. */
export function scaleOf({ series, milestones, issuedAt, now, deadline }: Shown): Scale {
  const due = localDateOf(dueAt(deadline));
  const days = [...series.map(({ day }) => day), ...milestones.map(({ at }) => localDateOf(at)), due];
  const issued = localDateOf(issuedAt);
  const today = localDateOf(now);
  const first = addDays([...days, today].toSorted()[0] ?? today, -3);
  const from = first < issued ? issued : first;
  const to = addDays(days.toSorted().at(-1) ?? due, 3);
  const start = instantOf(from);
  const x = (instant: EpochMs): number => hundredths((instant - start) / (instantOf(to) - start));
  return { from, to, x };
}

export const hundredths = (part: number): number => Math.round(part * 10_000) / 100;
export const percent = (x: number): string => `${x}%`;

/** A filing is drawn at the middle of its day: on the last day before the deadline it stands before the line. */
export const HALF_A_DAY = DAY_MS / 2;

/** How many there are, day by day, up to now. */
export function steps(
  { series, now }: Pick<Shown, "series" | "now">,
  { to, x }: Scale,
  y: (count: number) => number,
): Html {
  const end = Math.min(now, instantOf(to));
  let before = 0;
  const pieces = series.map(({ day, total }, i) => {
    const next = series[i + 1];
    const since = Math.min(instantOf(day) + HALF_A_DAY, end);
    const [x1, x2] = [x(since), x(next ? Math.min(instantOf(next.day) + HALF_A_DAY, end) : end)];
    const [low, high] = [y(before), y(total)];
    before = total;
    // To the end, and only as high as it adds: drawn side by side, pieces would show seams.
    const area = { x: percent(x1), width: percent(hundredths((x(end) - x1) / 100)), y: high, height: low - high };
    return html`<rect${attributes({ class: "area", ...area })} />
      <line${attributes({ class: "line", x1: percent(x1), x2: percent(x1), y1: low, y2: high })} />
      <line${attributes({ class: "line", x1: percent(x1), x2: percent(x2), y1: high, y2: high })} />`;
  });
  return html`${pieces}`;
}
