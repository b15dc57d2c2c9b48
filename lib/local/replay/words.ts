import { dayNamedIn, isInclusive, timeNamedIn } from "../../../functions/domain/deadline.ts";
import type { Deadline } from "../../../functions/domain/deadline.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";

/** One line of a timeline. */
export type Line = { readonly at: EpochMs; readonly mark: string; readonly text: string };

export const plural = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;

/** 30/10/2017, as the office writes it. */
export function day(date: string): string {
  const [year, month, of] = date.split("-");
  return `${Number(of)}/${Number(month)}/${year}`;
}

/** A deadline as it was written, in English. */
export function due(deadline: Deadline): string {
  const time = timeNamedIn(deadline);
  return `${isInclusive(deadline) ? "by" : "before"}${time === undefined ? "" : ` ${time} on`} ${day(dayNamedIn(deadline))}`;
}
