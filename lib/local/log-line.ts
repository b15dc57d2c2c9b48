import { readableLine } from "embedded-cloud";
import type { LogLine } from "embedded-cloud";

import { formatInstant } from "../../functions/domain/instant.ts";

/** What a function wrote, as it is printed: for people by the zone's clock, or as JSON, as the function wrote it. */
export function logLine(line: LogLine, { json }: { readonly json: boolean }): string {
  return json ? line.line : readableLine(line, formatInstant);
}
