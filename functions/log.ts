/** A line of the log: one JSON object, so that nothing a person wrote can begin a line of its own. */
export function log(
  level: "info" | "warn" | "error",
  message: string,
  facts: Readonly<Record<string, unknown>> = {},
): void {
  console[level](JSON.stringify({ level, message, ...facts }));
}
