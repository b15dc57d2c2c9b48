import type { SQLOutputValue } from "node:sqlite";
import * as z from "zod/mini";
import { parseStoredDefinition } from "./schedule-definition.ts";
import type { ScheduleDefinition } from "./schedule-definition.ts";

const ScheduleRowSchema = z.object({
  group_name: z.string(),
  name: z.string(),
  definition: z.string(),
  client_token: z.nullable(z.string()),
  created_at: z.int(),
  modified_at: z.int(),
  due_at: z.nullable(z.int()),
  period_ms: z.nullable(z.int()),
  ends_at: z.nullable(z.int()),
  last_fired_at: z.nullable(z.int()),
});

/** A schedule as it is kept; times are epoch milliseconds. */
export type Schedule = {
  readonly groupName: string;
  readonly name: string;
  readonly definition: ScheduleDefinition;
  readonly clientToken: string | undefined;
  readonly createdMs: number;
  readonly modifiedMs: number;
  /** When a one-off fires, or a recurring one at first; none once a one-off has fired, or while disabled. */
  readonly dueMs: number | undefined;
  /** Of a recurring one. */
  readonly periodMs: number | undefined;
  readonly endsMs: number | undefined;
  readonly lastFiredMs: number | undefined;
};

export function parseSchedule(row: Record<string, SQLOutputValue>): Schedule {
  const parsed = z.parse(ScheduleRowSchema, row);
  return {
    groupName: parsed.group_name,
    name: parsed.name,
    definition: parseStoredDefinition(parsed.definition),
    clientToken: parsed.client_token ?? undefined,
    createdMs: parsed.created_at,
    modifiedMs: parsed.modified_at,
    dueMs: parsed.due_at ?? undefined,
    periodMs: parsed.period_ms ?? undefined,
    endsMs: parsed.ends_at ?? undefined,
    lastFiredMs: parsed.last_fired_at ?? undefined,
  };
}
