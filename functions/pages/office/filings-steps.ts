import type { DayOfFilings } from "../../domain/filing-series.ts";
import { DAY_MS, addDays, instantOf, localDateOf } from "../../domain/instant.ts";
import type { EpochMs, LocalDate } from "../../domain/instant.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { attributes, nothing } from "../parts/attributes.ts";
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

/** Across, a drawing's own units: hundredths of its hundredths, whole numbers. */
const ACROSS = 10_000;

/**
 * How many there are, day by day, up to now. A path knows no hundredths of a width, so it stands in a drawing of its own, which is
 * as wide as the whole: as short for a season of many days as can be.
 */
export function steps(
  { series, now }: Pick<Shown, "series" | "now">,
  { to, x }: Scale,
  y: (count: number) => number,
): Html {
  if (series.length === 0) return nothing;
  const end = Math.min(now, instantOf(to));
  const across = (instant: EpochMs) => Math.round((x(Math.min(instant, end)) / 100) * ACROSS);
  const bottom = y(0);
  const drawn = series.map(({ day, total }) => `H${across(instantOf(day) + HALF_A_DAY)}V${y(total)}`).join("");
  const [first] = series;
  const line = `M${across(instantOf(first?.day ?? to) + HALF_A_DAY)} ${bottom}${drawn}H${across(end)}`;
  const box = { width: "100%", height: bottom, viewBox: `0 0 ${ACROSS} ${bottom}`, preserveAspectRatio: "none" };
  return html`<svg${attributes(box)}>
    <path${attributes({ class: "area", d: `${line}V${bottom}Z` })} />
    <path${attributes({ class: "line", d: line, "vector-effect": "non-scaling-stroke" })} />
  </svg>`;
}
