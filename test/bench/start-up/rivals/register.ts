import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { createHash } from "node:crypto";
import * as z from "zod/mini";

/**
 * The register as a rival would write it: clients made once at import, commands spelt out where they are sent, and
 * what the table holds taken at its word. The same questions and writes as the web function's, in the same order.
 */
const env = z.parse(
  z.object({ TABLE_NAME: z.string().check(z.minLength(1)), POST_QUEUE_URL: z.url(), COUNT_QUEUE_URL: z.url() }),
  process.env,
);
const table = DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
const queue = new SQSClient({});
const TableName = env.TABLE_NAME;

const oneLine = (max: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(max), z.regex(/^\P{Cc}*$/u, "must be one line"));

const Id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]*$/));
export const DutyParams = z.object({ directiveId: Id, obligationId: Id, unitId: Id });
export type DutyRef = z.infer<typeof DutyParams>;

export const Report = z.strictObject({
  documentNumber: oneLine(100),
  signedOn: z.iso.date(),
  signer: z.strictObject({ name: oneLine(200), post: oneLine(200) }),
  sections: z._default(z.record(z.string(), z.string().check(z.maxLength(60_000))), {}),
  figures: z._default(z.record(z.string(), z.int().check(z.minimum(0), z.maximum(1_000_000_000))), {}),
});
export type Report = z.infer<typeof Report>;

export const Claims = z.object({
  email: z.email().check(z.trim(), z.toLowerCase()),
  email_verified: z.literal("true"),
});

type Directive = { obligations: { id: string; receiver: string; before: string }[] };
type Duty = { state: string; before: string; revision: number; receipts: Record<string, number> } & Record<
  string,
  unknown
>;
type Owed = { obligation: Directive["obligations"][number] };

/** The obligation, if this address acts for the unit that owes it. */
export async function findOwed(email: string, ref: DutyRef): Promise<Owed | undefined> {
  const [units] = await Promise.all([
    table.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": `ADDRESS#${email}` },
      }),
    ),
    table.send(new GetCommand({ TableName, Key: { pk: "STAFF", sk: `ADDRESS#${email}` } })),
  ]);
  const record = await table.send(
    new GetCommand({
      TableName,
      Key: { pk: "DIRECTIVES", sk: `DIRECTIVE#${ref.directiveId}` },
      ConsistentRead: true,
    }),
  );
  const directive = record.Item?.["directive"] as Directive | undefined;
  const obligation = directive?.obligations.find(({ id }) => id === ref.obligationId);
  const own = units.Items?.some(({ sk }) => sk === `UNIT#${ref.unitId}`);
  return obligation && own ? { obligation } : undefined;
}

export async function readDuty(ref: DutyRef): Promise<{ duty: Duty; draft: unknown } | undefined> {
  const duty = await table.send(new GetCommand({ TableName, Key: dutyKey(ref), ConsistentRead: true }));
  if (!duty.Item) return undefined;
  const draft = await table.send(
    new GetCommand({ TableName, Key: { pk: dossier(ref), sk: "DRAFT" }, ConsistentRead: true }),
  );
  return { duty: duty.Item as Duty, draft: draft.Item?.["draft"] ?? null };
}

/** Files a first report; nothing when one has been filed already. */
export async function fileReport(
  ref: DutyRef,
  { obligation }: Owed,
  { report, by, receivedAt }: { report: Report; by: string; receivedAt: number },
) {
  const sha256 = createHash("sha256").update(JSON.stringify(report)).digest("hex");
  const standing = receivedAt < Date.parse(`${obligation.before}T00:00:00+07:00`) ? "on-time" : "late";
  const letter = { kind: "letter", ...ref, ladder: 0, milestone: "receipt-1", addressee: "unit" };
  try {
    await table.send(
      new PutCommand({
        TableName,
        Item: {
          pk: dossier(ref),
          sk: "SUBMISSION#0001",
          revision: 1,
          receivedAt,
          writtenAt: Date.now(),
          by,
          channel: "online",
          sha256,
          report,
        },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    );
    const year = new Date(receivedAt + 7 * 3_600_000).getUTCFullYear();
    const [numbered] = await Promise.all([
      table.send(
        new UpdateCommand({
          TableName,
          Key: { pk: `RECEIPTS#${obligation.receiver}`, sk: `YEAR#${year}` },
          UpdateExpression: "ADD #last :one",
          ExpressionAttributeNames: { "#last": "last" },
          ExpressionAttributeValues: { ":one": 1 },
          ReturnValues: "UPDATED_NEW",
        }),
      ),
      send(env.POST_QUEUE_URL, letter, 60),
    ]);
    const number = numbered.Attributes?.["last"] as number;
    await table.send(
      new UpdateCommand({
        TableName,
        Key: dutyKey(ref),
        UpdateExpression:
          "SET #state = :submitted, revision = :one, receipts = :receipts, standing = :standing, submittedAt = :at REMOVE due, reason",
        ConditionExpression: "#state IN (:awaiting, :draft) AND revision = :none",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: {
          ":submitted": "submitted",
          ":awaiting": "awaiting",
          ":draft": "draft",
          ":one": 1,
          ":none": 0,
          ":receipts": { "1": number },
          ":standing": standing,
          ":at": receivedAt,
        },
        ReturnValues: "ALL_OLD",
      }),
    );
    await Promise.all([
      send(env.POST_QUEUE_URL, letter),
      send(env.COUNT_QUEUE_URL, { ...ref, change: { submitted: 1, awaiting: -1 } }),
    ]);
    return { revision: 1, receivedAt: new Date(receivedAt).toISOString(), standing, receipt: { number, sha256 } };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

async function send(QueueUrl: string, message: object, DelaySeconds = 0): Promise<void> {
  await queue.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message), DelaySeconds }));
}

const dossier = ({ directiveId, obligationId, unitId }: DutyRef) => `DUTY#${directiveId}#${obligationId}#${unitId}`;
const dutyKey = ({ directiveId, obligationId, unitId }: DutyRef) => ({
  pk: `OBLIGATION#${directiveId}#${obligationId}#0`,
  sk: `UNIT#${unitId}`,
});
