import { median } from "../figures.ts";

/** `2.9 (2.7–3.4)`: the median, and from where to where. */
export function spread(numbers: readonly number[], said: (n: number) => string): string {
  const range = numbers.length > 1 ? ` (${said(Math.min(...numbers))}–${said(Math.max(...numbers))})` : "";
  return `${said(median(numbers))}${range}`;
}
