import type { Table } from "../../../../functions/store/dynamo.ts";

/** A table on which some operations go otherwise. */
export function tableBut(table: Table, otherwise: Partial<Pick<Table, "put" | "update" | "remove">>): Table {
  return new Proxy(table, {
    get(target, name) {
      const method: unknown = Reflect.get(otherwise, name) ?? Reflect.get(target, name);
      return typeof method === "function" ? method.bind(target) : method;
    },
  });
}
