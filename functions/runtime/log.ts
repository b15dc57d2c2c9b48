/**
 * A line of the log: one JSON object, so that nothing a person wrote can begin a line of its own. Written past
 * the console, which in Lambda would wrap it into a text of its own JSON.
 */
export function log(
  level: "info" | "warn" | "error",
  message: string,
  facts: Readonly<Record<string, unknown>> = {},
): void {
  const line = { timestamp: new Date().toISOString(), level: level.toUpperCase(), message, ...facts };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** What failed, and where: a line of the log at level error. */
export function logFailure(message: string, error: unknown, facts: Readonly<Record<string, unknown>> = {}): void {
  log("error", message, { ...facts, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
