import { tableShape } from "../../functions/store/table.ts";
import { arnOf } from "./synthesized.ts";
import type { Deployed, Properties } from "./synthesized.ts";

/** What a function must be allowed for each command that it can send. */
const actionsOf: Record<string, readonly string[]> = {
  GetCommand: ["dynamodb:GetItem"],
  BatchGetCommand: ["dynamodb:BatchGetItem"],
  QueryCommand: ["dynamodb:Query"],
  PutCommand: ["dynamodb:PutItem"],
  UpdateCommand: ["dynamodb:UpdateItem"],
  DeleteCommand: ["dynamodb:DeleteItem"],
  BatchWriteCommand: ["dynamodb:BatchWriteItem"],
  GetItemCommand: ["dynamodb:GetItem"],
  BatchGetItemCommand: ["dynamodb:BatchGetItem"],
  PutItemCommand: ["dynamodb:PutItem"],
  UpdateItemCommand: ["dynamodb:UpdateItem"],
  DeleteItemCommand: ["dynamodb:DeleteItem"],
  BatchWriteItemCommand: ["dynamodb:BatchWriteItem"],
  SendMessageCommand: ["sqs:SendMessage"],
  SendMessageBatchCommand: ["sqs:SendMessage"],
  GetObjectCommand: ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"],
  HeadObjectCommand: ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"],
  PutObjectCommand: ["s3:PutObject"],
  CopyObjectCommand: ["s3:GetObjectVersion", "s3:PutObject"],
  DeleteObjectCommand: ["s3:DeleteObject"],
  CreateMultipartUploadCommand: ["s3:PutObject"],
  UploadPartCommand: ["s3:PutObject"],
  CompleteMultipartUploadCommand: ["s3:PutObject"],
  AbortMultipartUploadCommand: ["s3:AbortMultipartUpload"],
  SendRawEmailCommand: ["ses:SendRawEmail"],
  CreateScheduleCommand: ["scheduler:CreateSchedule", "iam:PassRole"],
  UpdateScheduleCommand: ["scheduler:UpdateSchedule", "iam:PassRole"],
  DeleteScheduleCommand: ["scheduler:DeleteSchedule"],
};

/**
 * What a deployed function lacks for the commands that its bundle can send: permissions, and the settings
 * that say on what. Each as a sentence; none if all is well.
 */
export function lackingFor(commands: readonly string[], fn: Pick<Deployed, "environment" | "statements">): string[] {
  const actions = new Set<string>();
  const lacking: string[] = [];
  for (const command of commands) {
    const needed = actionsOf[command];
    if (!needed) lacking.push(`test/lib/needs.ts does not know what ${command} needs`);
    for (const action of needed ?? []) actions.add(action);
  }
  for (const action of actions) {
    const targets = targetsOf(action, fn.environment);
    if (targets.length === 0) lacking.push(`nothing in the environment says on what to use ${action}`);
    for (const { name, resource } of targets) {
      if (!isAllowed(fn, action, resource)) lacking.push(`${action} on ${name}`);
    }
  }
  return lacking;
}

type Target = { name: string; resource: (candidate: unknown) => boolean };

/** The resources that an action is used on, as the environment names them. */
function targetsOf(action: string, environment: Deployed["environment"]): Target[] {
  const target = (name: string, resource: (value: Properties[string]) => Target["resource"]): Target[] =>
    environment[name] === undefined ? [] : [{ name, resource: resource(environment[name]) }];
  const arnOfRef = (value: { Ref: string }) => equals(arnOf(value.Ref));

  switch (action.split(":")[0]) {
    case "dynamodb": {
      const ofIndex = ({ name }: { name: string }) =>
        target("TABLE_NAME", ({ Ref }) => equals({ "Fn::Join": ["", [arnOf(Ref), `/index/${name}`]] }));
      return [
        ...target("TABLE_NAME", arnOfRef),
        ...(action === "dynamodb:Query" ? tableShape.indexes.flatMap(ofIndex) : []),
      ];
    }
    case "sqs":
      return Object.keys(environment)
        .filter((name) => name.endsWith("_QUEUE_URL"))
        .flatMap((name) => target(name, arnOfRef));
    case "s3":
      // Which of its places, each function's own tests say.
      return target("ARCHIVE", ({ Ref }) => contains(`"${Ref}","Arn"`));
    case "ses":
      return target("CONFIGURATION_SET", ({ Ref }) => contains(`:configuration-set/",{"Ref":"${Ref}"}`));
    case "scheduler":
      return target("SCHEDULE_GROUP", (group) => contains(`":schedule/",${JSON.stringify(group)},"/*"`));
    case "iam":
      return target("SCHEDULE_ROLE_ARN", equals);
    default:
      return [];
  }
}

const equals = (value: unknown) => (candidate: unknown) => JSON.stringify(candidate) === JSON.stringify(value);
const contains = (text: string) => (candidate: unknown) => JSON.stringify(candidate).includes(text);

const isAllowed = (
  { statements }: Pick<Deployed, "statements">,
  action: string,
  resource: Target["resource"],
): boolean => statements.some(({ actions, resources }) => actions.includes(action) && resources.some(resource));
