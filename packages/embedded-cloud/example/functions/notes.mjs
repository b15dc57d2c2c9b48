// As it runs on Lambda: the Node runtime there brings the AWS SDK, so nothing is bundled.
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";

const { TABLE_NAME: TableName, QUEUE_URL: QueueUrl } = process.env;
const dynamoDb = new DynamoDBClient();
const sqs = new SQSClient();

/** POST /notes */
export async function take({ body, isBase64Encoded }) {
  const text = Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8").toString();
  const { MessageId: id } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: text }));
  return { statusCode: 202, headers: { location: `/notes/${id}` } };
}

/** GET /notes/{id} */
export async function read({ pathParameters: { id } }) {
  const { Item } = await dynamoDb.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }));
  if (Item === undefined) return { statusCode: 404 };
  return { text: Item.text.S, at: Item.at.S, old: Item.old?.BOOL ?? false };
}

/** Messages of the queue. */
export async function keep({ Records }) {
  for (const { messageId, body } of Records) {
    const Item = { id: { S: messageId }, text: { S: body }, at: { S: new Date().toISOString() } };
    await dynamoDb.send(new PutItemCommand({ TableName, Item }));
  }
}

/** Once a day: what is older than that is old. */
export async function age() {
  const dayAgo = new Date(Date.now() - 86_400_000).toISOString();
  const { Items = [] } = await dynamoDb.send(new ScanCommand({ TableName }));
  for (const { id } of Items.filter(({ at }) => at.S <= dayAgo)) {
    await dynamoDb.send(
      new UpdateItemCommand({
        TableName,
        Key: { id },
        UpdateExpression: "SET #old = :yes",
        ExpressionAttributeNames: { "#old": "old" },
        ExpressionAttributeValues: { ":yes": { BOOL: true } },
      }),
    );
  }
  console.log(`${Items.length} looked at`);
}
