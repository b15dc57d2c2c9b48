import { randomBytes } from "node:crypto";

import type { Table } from "./dynamo.ts";
import { absent } from "./expressions.ts";
import { keys } from "./table.ts";

/** The deployment's key, by which the names in letters' links are derived: made once, by whoever needs it first. */
export function linkKeyIn(table: Table) {
  let known: string | undefined;

  async function read(): Promise<string | undefined> {
    const item = known === undefined && (await table.get(keys.linkKey, { consistent: true }));
    if (item) known = String(item["key"]);
    return known;
  }

  return {
    /** Nothing as long as no letter has gone out with a link. Read once in a function's life. */
    known: read,

    async made(): Promise<string> {
      const there = await read();
      if (there !== undefined) return there;
      await table.put({ ...keys.linkKey, key: randomBytes(32).toString("base64url") }, absent("pk"));
      const made = await read();
      if (made === undefined) throw new Error("There is no key for letters' links.");
      return made;
    },
  };
}
