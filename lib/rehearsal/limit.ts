import type { Breach } from "./rule.ts";
import type { Stack } from "./stack.ts";
import { valuesAt } from "./values-at.ts";

/** A number that a service holds to. */
export type Limit = {
  /** A type of resource. */
  readonly of: string;
  /**
   * Where in its properties.
   * @default - the resources of this type are counted
   */
  readonly at?: string;
  readonly least?: number;
  readonly most: number;
  /** What is counted there. Bytes are those of the value as JSON. */
  readonly unit: "" | "seconds" | "days" | "characters" | "bytes" | "entries" | "MB" | "resources";
  readonly source: string;
};

/** What in a stack goes beyond a limit. */
export function beyond(stack: Stack, { of, at, least = 0, most, unit }: Limit): Breach[] {
  const allowed = least > 0 ? `from ${least} to ${most}` : `at most ${most}`;
  const told = (measured: number | undefined): string => `${measured ?? "no number"} ${unit}`.trim();
  const isBeyond = (measured: number | undefined) => measured === undefined || measured < least || measured > most;
  const resources = stack.ofType(of);
  if (at === undefined) {
    return isBeyond(resources.length) && resources.length > 0
      ? [{ resource: "the stack", says: `has ${resources.length} of ${of}; allowed: ${allowed}` }]
      : [];
  }
  return resources.flatMap(({ id, properties }) =>
    valuesAt(properties, at)
      .map((value) => measure(value, unit))
      .filter(isBeyond)
      .map((measured) => ({ resource: id, says: `${at}: ${told(measured)}; allowed: ${allowed}` })),
  );
}

function measure(value: unknown, unit: Limit["unit"]): number | undefined {
  switch (unit) {
    case "characters":
      return (typeof value === "string" ? value : JSON.stringify(value)).length;
    case "bytes":
      return Buffer.byteLength(JSON.stringify(value));
    case "entries":
      return typeof value === "object" && value !== null ? Object.keys(value).length : undefined;
    default:
      return typeof value === "number" ? value : undefined;
  }
}
