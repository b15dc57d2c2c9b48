import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";

import { OPEN_STATES } from "../../../functions/domain/duty.ts";
import { readDutyItem } from "../../../functions/store/duty-item.ts";
import type { SeasonTable } from "../sweep/sweep-once.ts";

/**
 * Finds who still owes a report as one would without an index: scans the table, and has the engine leave out what is
 * not open. The engine reads, and charges for, every item.
 * @returns the units that each read cost.
 */
export async function scanOnce(
  { client, name }: Pick<SeasonTable, "client" | "name">,
  take: (unitIds: readonly string[]) => void,
): Promise<number[]> {
  const documents = DynamoDBDocumentClient.from(client);
  const reads: number[] = [];
  let after: Record<string, unknown> | undefined;
  do {
    const answer = await documents.send(
      new ScanCommand({
        TableName: name,
        FilterExpression: "#state IN (:awaiting, :draft, :returned)",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: Object.fromEntries(OPEN_STATES.map((state) => [`:${state}`, state])),
        ReturnConsumedCapacity: "TOTAL",
        ...(after && { ExclusiveStartKey: after }),
      }),
    );
    take((answer.Items ?? []).map((item) => readDutyItem(item).unitId));
    reads.push(answer.ConsumedCapacity?.CapacityUnits ?? 0);
    after = answer.LastEvaluatedKey;
  } while (after);
  return reads;
}
