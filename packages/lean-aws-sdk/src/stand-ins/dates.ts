/**
 * Instead of the SDK's two readers of dates, which spell out each of the three forms: those that `Date` reads by
 * itself. They serve timestamps in answers, of which those to our commands have none, and `Retry-After`.
 */
export const parseRfc3339DateTime = readDate;
export const parseRfc3339DateTimeWithOffset = readDate;
export const parseRfc7231DateTime = readDate;

export function parseEpochTimestamp(seconds: unknown): Date | undefined {
  return seconds === undefined || seconds === null ? undefined : valid(new Date(Math.round(Number(seconds) * 1000)));
}

export function dateToUtcString(date: Date): string {
  return date.toUTCString();
}

function readDate(text: unknown): Date | undefined {
  if (text === undefined || text === null) return undefined;
  return valid(new Date(typeof text === "string" ? text : Number.NaN));
}

function valid(date: Date): Date {
  if (Number.isNaN(date.getTime())) throw new TypeError("A service answered with what is no date");
  return date;
}
