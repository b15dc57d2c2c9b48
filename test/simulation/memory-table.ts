import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

import { Table } from "../../functions/store/dynamo.ts";
import type { Page } from "../../functions/store/dynamo.ts";
import type { Item } from "../../functions/store/expressions.ts";
import type { Change } from "../../functions/store/expressions.ts";
import { allOf } from "../../functions/store/expressions.ts";
import type { Condition } from "../../functions/store/expressions.ts";
import type { Key } from "../../functions/store/table.ts";
import { ask, partitionAsked } from "./condition-text.ts";
import { updatedNew } from "./item-change.ts";
import type { ItemStore } from "./item-store.ts";

/** One request to the table, for whoever decides when and whether it is carried out. */
export type TableStep = {
  readonly operation: "get" | "put" | "update" | "remove" | "query" | "getMany" | "writeMany";
  readonly key?: Key | undefined;
  readonly change?: Change | undefined;
  readonly item?: Item | undefined;
  readonly condition?: string | undefined;
  readonly index?: string | undefined;
};

/** Carries a request out, now or later, or never. */
export type Carry = <T>(step: TableStep, perform: () => T) => Promise<T>;

const atOnce: Carry = async (_step, perform) => perform();

/** How many items a page of a query may hold; at most what was asked for. */
export type PageSize = (limit: number) => number;

/** The table as the register speaks to it, over items in memory; every request is one step of a process. */
export class MemoryTable extends Table {
  readonly #items: ItemStore;
  readonly #carry: Carry;
  readonly #pageSize: PageSize;

  constructor(items: ItemStore, carry: Carry = atOnce, pageSize: PageSize = (limit) => limit) {
    super(NOWHERE);
    this.#items = items;
    this.#carry = carry;
    this.#pageSize = pageSize;
  }

  override get(key: Key, { consistent = false } = {}): Promise<Item | undefined> {
    return this.#carry({ operation: "get", key }, () => this.#items.get(key, { consistent }));
  }

  override put(item: Key & Item, when?: Condition): Promise<boolean> {
    const asked = when && ask(when);
    return this.#carry({ operation: "put", key: item, item, condition: asked?.text }, () =>
      this.#items.put(item, asked),
    );
  }

  override async update(key: Key, change: Change, when: readonly Condition[] = []): Promise<boolean> {
    return (await this.updateAndRead(key, change, when)) !== undefined;
  }

  override updateAndRead(
    key: Key,
    change: Change,
    when: readonly Condition[] = [],
    answered: "UPDATED_NEW" | "ALL_NEW" | "ALL_OLD" = "UPDATED_NEW",
  ): Promise<Item | undefined> {
    const asked = when.length > 0 ? ask(allOf(...when)) : undefined;
    return this.#carry({ operation: "update", key, change, condition: asked?.text }, () => {
      const done = this.#items.update(key, change, asked);
      if (!done || answered === "ALL_NEW") return done?.item;
      return answered === "ALL_OLD" ? (done.old ?? {}) : updatedNew(done.item, change);
    });
  }

  override remove(key: Key, when?: Condition): Promise<boolean> {
    const asked = when && ask(when);
    return this.#carry({ operation: "remove", key, condition: asked?.text }, () => this.#items.remove(key, asked));
  }

  override query(
    where: Condition,
    {
      index,
      limit = Number.POSITIVE_INFINITY,
      after,
      consistent = false,
      descending = false,
    }: {
      index?: string;
      limit?: number;
      after?: Record<string, string> | undefined;
      consistent?: boolean;
      descending?: boolean;
    } = {},
  ): Promise<Page> {
    const partition = partitionAsked(where, index === "unit" ? "owedBy" : "pk");
    return this.#carry({ operation: "query", key: { pk: partition, sk: "…" }, index }, () =>
      this.#items.query({
        partition,
        where: ask(where),
        index,
        limit: this.#pageSize(limit),
        after,
        consistent: consistent && index === undefined,
        descending,
      }),
    );
  }

  override getMany(keys: readonly Key[], { consistent = false } = {}): Promise<Item[]> {
    return this.#carry({ operation: "getMany", key: keys[0] }, () =>
      keys.flatMap((key): Item[] => {
        const item = this.#items.get(key, { consistent });
        return item ? [item] : [];
      }),
    );
  }

  override writeMany({ put = [], remove = [] }: { put?: readonly Item[]; remove?: readonly Key[] }): Promise<void> {
    return this.#carry({ operation: "writeMany", key: remove[0] }, () => {
      for (const item of put) this.#items.put(item as Key & Item, undefined);
      for (const key of remove) this.#items.remove(key, undefined);
    });
  }
}

/** The real table's constructor wants a client; this one is never spoken to. */
const NOWHERE = {
  name: "in memory",
  client: new DynamoDBClient({
    region: "nowhere",
    endpoint: "http://127.0.0.1:1",
    credentials: { accessKeyId: "none", secretAccessKey: "none" },
  }),
};
