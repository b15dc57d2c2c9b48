import * as z from "zod/mini";
import type { LogLine } from "./log-line.ts";

const FieldsSchema = z.looseObject({
  level: z.optional(z.string()),
  message: z.string(),
});
/** CloudWatch's embedded metric format: how the counts of a line are to be taken. */
const MetricsSchema = z.object({
  CloudWatchMetrics: z.array(z.object({ Dimensions: z.array(z.array(z.string())) })),
});

/**
 * What a function wrote, as people read it: the time, the function, the level, the message, and the facts that it
 * gives. What is no line of a JSON log stays as it is.
 *
 * @param time how a moment is written; epoch milliseconds
 */
export function readableLine({ atMs, functionName, line }: LogLine, time: (atMs: number) => string = inUtc): string {
  const written = `${time(atMs)}  ${shortName(functionName)}`;
  const fields = z.safeParse(FieldsSchema, parse(line)).data;
  if (fields === undefined) return `${written}  ${line}`;
  const { timestamp: _, level = "INFO", message, _aws, ...facts } = fields;
  const forMetrics = dimensionsOf(_aws);
  const told = Object.entries(facts).filter(([name, value]) => !forMetrics.includes(name) && value !== undefined);
  return [written, level.padEnd(5), message, ...told.map(([name, value]) => `${name}=${short(value)}`)].join("  ");
}

function inUtc(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** The id that it has in the app: `Stack-RegisterPost8B197C44` without the stack and the hash. */
function shortName(functionName: string): string {
  return /^[^-]+-(\w+?)[0-9A-F]{8}$/.exec(functionName)?.[1] ?? functionName;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function dimensionsOf(metrics: unknown): string[] {
  const { data } = z.safeParse(MetricsSchema, metrics);
  return data?.CloudWatchMetrics.flatMap(({ Dimensions }) => Dimensions.flat()) ?? [];
}

/** In one line, and without quotes where none are needed; of an error's stack, what it says. */
function short(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const [first = ""] = value.split("\n");
  return /^[^\s"=]+$/.test(first) ? first : JSON.stringify(first);
}
