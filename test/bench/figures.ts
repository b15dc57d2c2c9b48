/** A whole number with its thousands parted: 1,000,000. */
export const whole = (n: number): string => Math.round(n).toLocaleString("en");

/** A number to so many places: 1.03. */
export const places = (n: number, digits = 2): string =>
  n.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** The middle one; of an even number, the lower of the two. @throws when there is none. */
export function median(numbers: readonly number[]): number {
  const middle = numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];
  if (middle === undefined) throw new Error("Of no numbers there is no median.");
  return middle;
}
