import * as z from "zod/mini";
import type { AwsEnvironment } from "../aws-environment.ts";
import type { Policies } from "../permissions/permissions.ts";
import type { PolicyKind, PolicySource } from "../permissions/statement.ts";
import type { FunctionResource } from "./function-resources.ts";
import { readProperties } from "./read-properties.ts";
import type { Template } from "./template.ts";

const PolicyDocument = z.unknown();
const Names = z._default(z.array(z.string()), []);
const RoleSchema = z.strictObject({
  AssumeRolePolicyDocument: z.unknown(),
  Policies: z._default(z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument })), []),
  ManagedPolicyArns: Names,
  RoleName: z.optional(z.string()),
  Path: z.optional(z.literal("/")),
  Description: z.optional(z.string()),
  MaxSessionDuration: z.optional(z.int()),
  Tags: z.optional(z.unknown()),
});
const PolicySchema = z.strictObject({ PolicyName: z.string(), PolicyDocument, Roles: Names });
const ManagedPolicySchema = z.strictObject({
  ManagedPolicyName: z.optional(z.string()),
  PolicyDocument,
  Roles: Names,
  Path: z.optional(z.literal("/")),
  Description: z.optional(z.string()),
});
const QueuePolicySchema = z.strictObject({ Queues: z.array(z.string()), PolicyDocument });
const BucketPolicySchema = z.strictObject({ Bucket: z.string(), PolicyDocument });
const PermissionSchema = z.strictObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.optional(z.string()),
  SourceAccount: z.optional(z.string()),
});

/** Of the policies that AWS keeps ready: what of them counts here, where a function's log needs no permission. */
const readyMade: Readonly<Record<string, readonly string[]>> = {
  "service-role/AWSLambdaBasicExecutionRole": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
  "service-role/AWSLambdaSQSQueueExecutionRole": [
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
  ],
  AWSXRayDaemonWriteAccess: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
};

/** Everything in the template that says who may do what: of its roles, queues, buckets and functions. */
export function readPolicies(
  template: Template,
  functions: readonly FunctionResource[],
  awsEnvironment: AwsEnvironment,
): Policies {
  const managed = template.ofType("AWS::IAM::ManagedPolicy").map((resource) => {
    const { PolicyDocument: document, Roles: roles } = readProperties(ManagedPolicySchema, resource);
    return { arn: resource.ref, roles, policy: source(resource.id, "identity", document) };
  });
  const attached = template.ofType("AWS::IAM::Policy").map((resource) => {
    const { PolicyDocument: document, Roles: roles } = readProperties(PolicySchema, resource);
    return { roles, policy: source(resource.id, "identity", document) };
  });
  const roles = template.ofType("AWS::IAM::Role").map((resource) => {
    const { id, ref } = resource;
    const role = readProperties(RoleSchema, resource);
    return {
      arn: resource.attributes["Arn"] ?? "",
      trust: source(`${id} (trust)`, "trust", role.AssumeRolePolicyDocument),
      policies: [
        ...role.Policies.map((one) => source(`${id} (${one.PolicyName})`, "identity", one.PolicyDocument)),
        ...[...attached, ...managed].filter((one) => one.roles.includes(ref)).map(({ policy }) => policy),
        ...role.ManagedPolicyArns.map((arn) => managed.find((one) => one.arn === arn)?.policy ?? readyMadeOf(id, arn)),
      ],
    };
  });
  const named = functions.map(({ name, arn, roleArn }) => ({ name, arn, roleArn }));
  return { awsEnvironment, functions: named, roles, resources: resourcePolicies(template, functions) };
}

function resourcePolicies(template: Template, functions: readonly FunctionResource[]): Policies["resources"] {
  const ofQueues = template.ofType("AWS::SQS::QueuePolicy").flatMap((resource) => {
    const { Queues: urls, PolicyDocument: document } = readProperties(QueuePolicySchema, resource);
    const policies = [source(resource.id, "resource", document)];
    return template
      .ofType("AWS::SQS::Queue")
      .filter(({ ref }) => urls.includes(ref))
      .map(({ attributes }) => ({ arn: attributes["Arn"] ?? "", policies }));
  });
  const ofBuckets = template.ofType("AWS::S3::BucketPolicy").map((resource) => {
    const { Bucket: name, PolicyDocument: document } = readProperties(BucketPolicySchema, resource);
    return { arn: `arn:aws:s3:::${name}`, policies: [source(resource.id, "resource", document)] };
  });
  const ofFunctions = template.ofType("AWS::Lambda::Permission").map((resource) => {
    const permission = readProperties(PermissionSchema, resource);
    const called = functions.find(({ name, arn }) => [name, arn].includes(permission.FunctionName));
    if (called === undefined) throw new Error(`${resource.id} is for ${permission.FunctionName}, which is not there`);
    return { arn: called.arn, policies: [source(resource.id, "resource", documentOf(permission, called.arn))] };
  });
  return [...ofQueues, ...ofBuckets, ...ofFunctions];
}

/** A permission as Lambda writes it into the function's own policy. */
function documentOf(permission: z.infer<typeof PermissionSchema>, functionArn: string): unknown {
  const { Action, Principal, SourceArn, SourceAccount } = permission;
  const condition = {
    ...(SourceArn !== undefined && { ArnLike: { "AWS:SourceArn": SourceArn } }),
    ...(SourceAccount !== undefined && { StringEquals: { "AWS:SourceAccount": SourceAccount } }),
  };
  const isService = Principal.endsWith(".amazonaws.com");
  return {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Action,
      Principal: Principal === "*" ? "*" : { [isService ? "Service" : "AWS"]: Principal },
      Resource: functionArn,
      ...(Object.keys(condition).length > 0 && { Condition: condition }),
    },
  };
}

function readyMadeOf(roleId: string, arn: string): PolicySource {
  const name = /^arn:aws:iam::aws:policy\/(.+)$/.exec(arn)?.[1] ?? "";
  const actions = Object.hasOwn(readyMade, name) ? readyMade[name] : undefined;
  if (actions === undefined) {
    throw new Error(
      `${roleId} has the policy ${arn}; known are those of the template and ${Object.keys(readyMade).join(", ")}`,
    );
  }
  return source(name, "identity", {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: actions, Resource: "*" },
  });
}

function source(name: string, kind: PolicyKind, document: unknown): PolicySource {
  return { name, kind, document };
}
