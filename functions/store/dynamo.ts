import type { Item } from "./expressions.ts";
import type { Change } from "./expressions.ts";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import type { QueryCommandInput } from "@aws-sdk/lib-dynamodb";

import { allOf, Binder } from "./expressions.ts";
import type { Condition } from "./expressions.ts";
import type { Key } from "./table.ts";

type Consumed = {
  CapacityUnits?: number | undefined;
  GlobalSecondaryIndexes?: Record<string, { CapacityUnits?: number | undefined }> | undefined;
};

/** What a request cost, as the engine says, and how much of that its indexes took: for tests and the benchmark. */
export type CapacityMeter = (operation: "read" | "write", units: number, ofIndexes: number) => void;

export type Page = { readonly items: Item[]; readonly after: Record<string, string> | undefined };

/** A part of a list: how much of it, and after which key. */
export type PageAsked = { readonly limit: number; readonly after?: Record<string, string> | undefined };

/** How a partition is read: of the table or an index, how much of it, after which key, and in which order. */
type Reading = Partial<PageAsked> & {
  readonly index?: string;
  /** Reads the latest write, at twice the price. */
  readonly consistent?: boolean;
  readonly descending?: boolean;
};

/**
 * The table as the register speaks to it: a write whose condition does not hold answers false; all else that
 * fails throws, after the SDK's own retries. The one module that imports the DynamoDB client.
 */
export class Table {
  readonly #client: DynamoDBDocumentClient;
  readonly #name: string;
  readonly #meter: CapacityMeter | undefined;
  /** What every request to one item, or one partition, says. */
  readonly #base: { readonly TableName: string; readonly ReturnConsumedCapacity: "INDEXES" | "NONE" };

  constructor({ name, client, meter }: { name: string; client?: DynamoDBClient; meter?: CapacityMeter }) {
    this.#client = DynamoDBDocumentClient.from(client ?? new DynamoDBClient({}), {
      marshallOptions: { removeUndefinedValues: true },
    });
    this.#name = name;
    this.#meter = meter;
    this.#base = { TableName: name, ReturnConsumedCapacity: meter ? "INDEXES" : "NONE" };
  }

  /** @param consistent reads the latest write, at twice the price. */
  async get(key: Key, { consistent = false } = {}): Promise<Item | undefined> {
    const answer = await this.#client.send(new GetCommand({ ...this.#base, Key: key, ConsistentRead: consistent }));
    this.#count("read", answer.ConsumedCapacity);
    return answer.Item;
  }

  /** Puts an item, if `when` holds. */
  async put(item: Key & Item, when?: Condition): Promise<boolean> {
    return this.#conditionally(() => {
      const bind = new Binder();
      return new PutCommand({ ...this.#base, Item: item, ...bind.condition(when) });
    });
  }

  /** Changes an item in place, if every condition holds. */
  async update(key: Key, change: Change, when: readonly Condition[] = []): Promise<boolean> {
    return (await this.updateAndRead(key, change, when)) !== undefined;
  }

  /** Changes an item and answers it as it was or is, or its changed attributes; nothing when a condition does not hold. */
  async updateAndRead(
    key: Key,
    change: Change,
    when: readonly Condition[] = [],
    answered: "UPDATED_NEW" | "ALL_NEW" | "ALL_OLD" = "UPDATED_NEW",
  ): Promise<Item | undefined> {
    const bind = new Binder();
    const command = new UpdateCommand({
      ...this.#base,
      Key: key,
      UpdateExpression: bind.update(change),
      ReturnValues: answered,
      ...bind.condition(when.length > 0 ? allOf(...when) : undefined),
    });
    try {
      const answer = await this.#client.send(command);
      this.#count("write", answer.ConsumedCapacity);
      return answer.Attributes ?? {};
    } catch (error) {
      return this.#refused(error);
    }
  }

  async remove(key: Key, when?: Condition): Promise<boolean> {
    return this.#conditionally(() => {
      const bind = new Binder();
      return new DeleteCommand({ ...this.#base, Key: key, ...bind.condition(when) });
    });
  }

  /** One page of a partition, in order of its sort key. At most 1 MB, and `limit` items if given. */
  async query(where: Condition, reading: Reading = {}): Promise<Page> {
    const answer = await this.#client.send(new QueryCommand(this.#question(where, reading)));
    this.#count("read", answer.ConsumedCapacity);
    const last = answer.LastEvaluatedKey;
    return {
      items: answer.Items ?? [],
      after: last && Object.fromEntries(Object.entries(last).map(([name, value]) => [name, String(value)])),
    };
  }

  #question(
    where: Condition,
    { index, limit, after, consistent = false, descending = false }: Reading,
  ): QueryCommandInput {
    const bind = new Binder();
    const asked: QueryCommandInput = { ...this.#base, KeyConditionExpression: where(bind), ...bind.attributes };
    if (consistent) asked.ConsistentRead = true;
    if (descending) asked.ScanIndexForward = false;
    if (index !== undefined) asked.IndexName = index;
    if (limit !== undefined) asked.Limit = limit;
    if (after !== undefined) asked.ExclusiveStartKey = after;
    return asked;
  }

  /** Every item of a partition, page after page. */
  async *queryAll(where: Condition, reading: Pick<Reading, "index" | "consistent"> = {}): AsyncGenerator<Item> {
    let after: Record<string, string> | undefined;
    do {
      const page = await this.query(where, { ...reading, after });
      yield* page.items;
      after = page.after;
    } while (after);
  }

  /** Items by their keys, in no order; keys without an item are left out. @param consistent reads the latest writes, at twice the price. */
  async getMany(keys: readonly Key[], { consistent = false } = {}): Promise<Item[]> {
    const items: Item[] = [];
    for (let start = 0; start < keys.length; start += 100) {
      let asked = keys.slice(start, start + 100).map((key): Item => key);
      while (asked.length > 0) {
        const answer = await this.#client.send(
          new BatchGetCommand({
            RequestItems: { [this.#name]: { Keys: asked, ConsistentRead: consistent } },
            ReturnConsumedCapacity: this.#base.ReturnConsumedCapacity,
          }),
        );
        for (const consumed of answer.ConsumedCapacity ?? []) this.#count("read", consumed);
        items.push(...(answer.Responses?.[this.#name] ?? []));
        asked = answer.UnprocessedKeys?.[this.#name]?.Keys ?? [];
      }
    }
    return items;
  }

  /** Puts and removes many items, without conditions; what the table defers is sent again. */
  async writeMany({ put = [], remove = [] }: { put?: readonly Item[]; remove?: readonly Key[] }): Promise<void> {
    const requests = [
      ...put.map((Item) => ({ PutRequest: { Item } })),
      ...remove.map((Key) => ({ DeleteRequest: { Key } })),
    ];
    for (let start = 0; start < requests.length; start += 25) {
      let left: NonNullable<ConstructorParameters<typeof BatchWriteCommand>[0]["RequestItems"]> = {
        [this.#name]: requests.slice(start, start + 25),
      };
      while (Object.keys(left).length > 0) {
        const answer = await this.#client.send(
          new BatchWriteCommand({ RequestItems: left, ReturnConsumedCapacity: this.#base.ReturnConsumedCapacity }),
        );
        for (const consumed of answer.ConsumedCapacity ?? []) this.#count("write", consumed);
        left = answer.UnprocessedItems ?? {};
      }
    }
  }

  async #conditionally(command: () => PutCommand | DeleteCommand): Promise<boolean> {
    try {
      const made = command();
      const answer = made instanceof PutCommand ? await this.#client.send(made) : await this.#client.send(made);
      this.#count("write", answer.ConsumedCapacity);
      return true;
    } catch (error) {
      this.#refused(error);
      return false;
    }
  }

  /** A condition that did not hold is an answer; it costs one write unit, which the engine does not report. */
  #refused(error: unknown): undefined {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    this.#meter?.("write", 1, 0);
    return undefined;
  }

  #count(operation: "read" | "write", consumed: Consumed | undefined): void {
    if (!this.#meter) return;
    const indexes = Object.values(consumed?.GlobalSecondaryIndexes ?? {});
    const ofIndexes = indexes.reduce((total, { CapacityUnits = 0 }) => total + CapacityUnits, 0);
    this.#meter(operation, consumed?.CapacityUnits ?? 0, ofIndexes);
  }
}
