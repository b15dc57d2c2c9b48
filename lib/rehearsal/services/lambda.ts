import * as z from "zod/mini";

import { lacking, trusts } from "../grants.ts";
import type { Limit } from "../limit.ts";
import { page } from "../resource-type.ts";
import type { ResourceTypes } from "../resource-type.ts";
import { each } from "../rule.ts";
import type { Rule } from "../rule.ts";

const quotas = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html";
const environment = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html";

const reserved = /^(_HANDLER|_X_AMZN_.*|AWS_.*|LAMBDA_.*|TZ)$/;

const FunctionSchema = z.object({
  Role: z.string(),
  Environment: z._default(z.object({ Variables: z.record(z.string(), z.unknown()) }), { Variables: {} }),
  DeadLetterConfig: z.optional(z.object({ TargetArn: z.string() })),
  ReservedConcurrentExecutions: z.optional(z.number()),
});

export const types: ResourceTypes = {
  "AWS::Lambda::Function": {
    source: page("AWS::Lambda::Function"),
    claims: [{ by: ["FunctionName"], second: "refused", source: page("AWS::Lambda::Function") }],
  },
  "AWS::Lambda::Permission": { source: page("AWS::Lambda::Permission") },
};

export const rules: readonly Rule[] = [
  {
    id: "environment-names-are-free",
    policy: "The names of environment variables are letters, digits and _, two at least, and none is Lambda's own.",
    source: environment,
    breaches: each("AWS::Lambda::Function", FunctionSchema, ({ Environment }) =>
      Object.keys(Environment.Variables)
        .filter((name) => reserved.test(name) || !/^[a-zA-Z][a-zA-Z0-9_]+$/.test(name))
        .map((name) => `its environment has ${name}, a name that Lambda does not take`),
    ),
  },
  {
    id: "function-in-its-role",
    policy: "A function's role lets Lambda act as it.",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
    breaches: each("AWS::Lambda::Function", FunctionSchema, ({ Role }, { stack }) =>
      trusts(stack.named(Role), "lambda.amazonaws.com")
        ? []
        : ["The role defined for the function cannot be assumed by Lambda"],
    ),
  },
  {
    id: "function-may-give-up",
    policy: "A function may put what it gave up on its dead letters before it is created with them.",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
    breaches: each("AWS::Lambda::Function", FunctionSchema, ({ Role, DeadLetterConfig }, { stack, before }) =>
      DeadLetterConfig === undefined
        ? []
        : lacking({
            stack,
            role: stack.named(Role),
            actions: [DeadLetterConfig.TargetArn.includes(":sns:") ? "sns:Publish" : "sqs:SendMessage"],
            on: DeadLetterConfig.TargetArn,
            before,
          }).map((action) => `The provided execution role does not have permissions to call ${action}`),
    ),
  },
  {
    id: "nothing-reserved",
    policy: "No function reserves executions: a new account has none to spare.",
    source: "https://github.com/awslabs/fhir-works-on-aws-deployment/issues/691",
    breaches: each("AWS::Lambda::Function", FunctionSchema, ({ ReservedConcurrentExecutions: reservation = 0 }) =>
      reservation > 0
        ? [`reserves ${reservation}: decreases account's UnreservedConcurrentExecution below its minimum value`]
        : [],
    ),
  },
  {
    id: "who-may-call-a-function",
    policy: "A function's own policy, one statement for each who may call it, has at most 20 KB.",
    source: quotas,
    breaches: (stack) =>
      stack.ofType("AWS::Lambda::Function").flatMap(({ id }) => {
        const bytes = stack
          .ofType("AWS::Lambda::Permission")
          .filter(({ properties }) => stack.named(properties["FunctionName"])?.id === id)
          // With the name of the statement, the condition's operator and the function's ARN, which Lambda adds.
          .reduce((sum, { properties }) => sum + Buffer.byteLength(JSON.stringify(properties)) + 250, 0);
        return bytes > 20_480
          ? [{ resource: id, says: `its policy comes to some ${bytes} bytes; allowed: 20480` }]
          : [];
      }),
  },
];

export const limits: readonly Limit[] = [
  { of: "AWS::Lambda::Function", at: "Timeout", least: 1, most: 900, unit: "seconds", source: quotas },
  // 10,240 in time; a new account has 3,008.
  { of: "AWS::Lambda::Function", at: "MemorySize", least: 128, most: 3008, unit: "MB", source: quotas },
  { of: "AWS::Lambda::Function", at: "Environment.Variables", most: 4096, unit: "bytes", source: quotas },
  {
    of: "AWS::Lambda::Function",
    at: "Description",
    most: 256,
    unit: "characters",
    source: page("AWS::Lambda::Function"),
  },
  { of: "AWS::Lambda::Function", at: "Layers", most: 5, unit: "entries", source: quotas },
];
