import * as z from "zod/mini";
import { checkZone, parseScheduleExpression } from "./schedule-expression.ts";
import type { ScheduleExpression } from "./schedule-expression.ts";
import { ServiceRefusal } from "../service-refusal.ts";

const largestInputBytes = 262_144;

const NameSchema = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[0-9a-zA-Z-_.]+$/));
const QueueArnSchema = z.string().check(z.regex(/^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[a-zA-Z0-9\-_]+$/));
const RoleArnSchema = z.string().check(z.regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@\-/]+$/));
const SecondsSchema = z.number();

const TargetSchema = z.strictObject({
  Arn: z.string().check(z.maxLength(1600), z.regex(/^arn:aws[a-z-]*:[a-z]+:[a-z0-9-]*:(\d{12})?:.+$/)),
  RoleArn: RoleArnSchema,
  Input: z.optional(z.string().check(z.minLength(1))),
  RetryPolicy: z._default(
    z.strictObject({
      MaximumEventAgeInSeconds: z.optional(z.int().check(z.minimum(60), z.maximum(86_400))),
      MaximumRetryAttempts: z.optional(z.int().check(z.minimum(0), z.maximum(185))),
    }),
    { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
  ),
  DeadLetterConfig: z.optional(z.strictObject({ Arn: z.optional(QueueArnSchema) })),
});

const DefinitionSchema = z.strictObject({
  ScheduleExpression: z.string().check(z.minLength(1), z.maxLength(256)),
  ScheduleExpressionTimezone: z._default(z.string().check(z.minLength(1), z.maxLength(50)), "UTC"),
  FlexibleTimeWindow: z.strictObject({
    Mode: z.enum(["OFF", "FLEXIBLE"]),
    MaximumWindowInMinutes: z.optional(z.int().check(z.minimum(1), z.maximum(1440))),
  }),
  Target: TargetSchema,
  State: z._default(z.enum(["ENABLED", "DISABLED"]), "ENABLED"),
  ActionAfterCompletion: z._default(z.enum(["NONE", "DELETE"]), "NONE"),
  Description: z.optional(z.string().check(z.maxLength(512))),
  StartDate: z.optional(SecondsSchema),
  EndDate: z.optional(SecondsSchema),
});

/** What a schedule is, as Scheduler's wire has it; dates are epoch seconds. */
export type ScheduleDefinition = z.infer<typeof DefinitionSchema>;

/**
 * Reads the definition in a create or update, and what its expression means.
 *
 * @throws ServiceRefusal `ValidationException`
 */
export function readDefinition(input: unknown): { definition: ScheduleDefinition; expression: ScheduleExpression } {
  const definition = readValid(DefinitionSchema, input);
  const { FlexibleTimeWindow, Target } = definition;
  if ((FlexibleTimeWindow.Mode === "FLEXIBLE") !== (FlexibleTimeWindow.MaximumWindowInMinutes !== undefined)) {
    throw invalid("MaximumWindowInMinutes is for a FlexibleTimeWindow whose Mode is FLEXIBLE, and must be there then.");
  }
  if (Target.Input !== undefined && Buffer.byteLength(Target.Input) > largestInputBytes) {
    throw invalid(`Target.Input may be at most ${largestInputBytes} bytes; got ${Buffer.byteLength(Target.Input)}.`);
  }
  if (/^arn:[^:]+:lambda:/.test(Target.Arn) && Target.Input !== undefined && !isJson(Target.Input)) {
    throw invalid("Target.Input for a Lambda function must be well-formed JSON.");
  }
  checkZone(definition.ScheduleExpressionTimezone);
  const expression = parseScheduleExpression(definition.ScheduleExpression, definition.ScheduleExpressionTimezone);
  return { definition, expression };
}

/** Reads back a definition that was accepted before. */
export function parseStoredDefinition(text: string): ScheduleDefinition {
  return z.parse(DefinitionSchema, JSON.parse(text));
}

/** @throws ServiceRefusal `ValidationException` */
export function readName(member: "name" | "groupName", value: string): string {
  return readValid(z.object({ [member]: NameSchema }), { [member]: value })[member] ?? value;
}

/** Parses as zod does, and refuses as the service does: every fault at once, with the value and the member. */
export function readValid<Schema extends z.ZodMiniType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    (issue) =>
      `Value '${typeof issue.input === "string" ? issue.input : JSON.stringify(issue.input)}' at '${issue.path.join(".")}' failed to satisfy constraint: ${issue.message}`,
  );
  throw invalid(`${faults.length} validation error${faults.length > 1 ? "s" : ""} detected: ${faults.join("; ")}`);
}

function invalid(message: string): ServiceRefusal {
  return new ServiceRefusal("ValidationException", message);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
