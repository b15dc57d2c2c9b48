import * as z from "zod/mini";

import { lacking } from "../grants.ts";
import type { Limit } from "../limit.ts";
import { page } from "../resource-type.ts";
import type { ResourceTypes } from "../resource-type.ts";
import { each } from "../rule.ts";
import type { At, Rule } from "../rule.ts";
import type { Resource } from "../stack.ts";

const createMapping = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html";

const type = "AWS::Lambda::EventSourceMapping";
const MappingSchema = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z._default(z.number(), 10),
  MaximumBatchingWindowInSeconds: z._default(z.number(), 0),
  ScalingConfig: z.optional(z.object({ MaximumConcurrency: z.number() })),
});
type Mapping = z.infer<typeof MappingSchema>;

export const types: ResourceTypes = {
  [type]: {
    source: page(type),
    claims: [
      {
        by: ["EventSourceArn", "FunctionName"],
        second: "refused",
        source: "https://github.com/aws/serverless-application-model/issues/1320",
      },
    ],
  },
};

export const rules: readonly Rule[] = [
  {
    id: "function-may-take-its-messages",
    policy: "A function may receive, delete and ask about its queue's messages before it is given them.",
    source: "https://github.com/aws/aws-cdk/issues/6770",
    breaches: each(type, MappingSchema, (mapping, at) => {
      if (queueOf(mapping, at) === undefined) return [];
      const calls = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];
      const role = at.stack.named(functionOf(mapping, at)?.properties["Role"]);
      const actions = calls.map((call) => `sqs:${call}`);
      return lacking({ stack: at.stack, role, actions, on: mapping.EventSourceArn, before: at.before }).map(
        (action) => `The provided execution role does not have permissions to call ${action.slice(4)} on SQS`,
      );
    }),
  },
  {
    id: "event-source-has-a-cap",
    policy: "No event source may take every execution that the account has: a new one has ten.",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
    breaches: each(type, MappingSchema, ({ ScalingConfig }) =>
      ScalingConfig === undefined ? ["has no ScalingConfig.MaximumConcurrency, and may take all of them"] : [],
    ),
  },
  {
    id: "messages-hidden-while-worked-on",
    policy: "A queue hides its messages for six times its function's time-out; less than that time-out is refused.",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    breaches: each(type, MappingSchema, (mapping, at) => {
      const [queue, called] = [queueOf(mapping, at), functionOf(mapping, at)];
      if (!queue || !called) return [];
      const visibility = numberOf(queue, "VisibilityTimeout", 30);
      const timeout = numberOf(called, "Timeout", 3);
      const refused = visibility < timeout ? ", which Lambda refuses" : "";
      return visibility < 6 * timeout
        ? [`its queue hides messages for ${visibility} s${refused}; 6 × ${timeout} s are ${6 * timeout} s`]
        : [];
    }),
  },
  {
    id: "large-batches-wait-to-fill",
    policy: "A batch of more than ten messages needs a batching window of a second or more.",
    source: createMapping,
    breaches: each(type, MappingSchema, (mapping, at) => {
      const { BatchSize: size, MaximumBatchingWindowInSeconds: window } = mapping;
      const isTooHasty = queueOf(mapping, at) !== undefined && size > 10 && window < 1;
      return isTooHasty ? [`takes batches of ${size} and waits ${window} s for them to fill`] : [];
    }),
  },
];

export const limits: readonly Limit[] = [
  {
    of: type,
    at: "ScalingConfig.MaximumConcurrency",
    least: 2,
    most: 1000,
    unit: "",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_ScalingConfig.html",
  },
  { of: type, at: "BatchSize", least: 1, most: 10_000, unit: "", source: createMapping },
  { of: type, at: "MaximumBatchingWindowInSeconds", most: 300, unit: "seconds", source: createMapping },
];

function functionOf({ FunctionName }: Mapping, { stack }: At): Resource | undefined {
  return stack.named(FunctionName);
}

function queueOf({ EventSourceArn }: Mapping, { stack }: At): Resource | undefined {
  const found = stack.named(EventSourceArn);
  return found?.type === "AWS::SQS::Queue" ? found : undefined;
}

/** @param otherwise what the service takes where nothing is said */
function numberOf({ properties }: Resource, name: string, otherwise: number): number {
  return z.parse(z._default(z.number(), otherwise), properties[name]);
}
