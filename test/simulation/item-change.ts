import type { Item } from "../../functions/store/expressions.ts";
import type { Change } from "../../functions/store/expressions.ts";

/** A value as the table keeps it: what is not there is left out, and nobody else holds it. */
export function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((member) => member !== undefined).map(written);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  const kept: Item = {};
  for (const [name, member] of Object.entries(value)) if (member !== undefined) kept[name] = written(member);
  return kept;
}

/**
 * An item after a change, as DynamoDB carries it out: all paths speak of the item before the change; a path into a map
 * that is not there is refused, and so is a value that is not there.
 */
export function changed(item: Item, { set = {}, setIn = [], remove = [], add = {} }: Change): Item {
  const next: Item = { ...item };
  for (const [name, value] of Object.entries(set)) next[name] = bound(value);
  for (const { path, value } of setIn) setAt(next, item, path, bound(value));
  for (const path of remove) setAt(next, item, path, undefined);
  for (const [name, by] of Object.entries(add)) {
    const before = item[name] ?? 0;
    if (typeof before !== "number") throw refusal(`ADD needs a number; ${name} is none`);
    next[name] = before + by;
  }
  if (next["pk"] !== item["pk"] || next["sk"] !== item["sk"]) throw refusal("a key is never changed");
  return next;
}

/** What `UPDATED_NEW` answers: of every attribute that was changed, what it is now. */
export function updatedNew(item: Item, { set = {}, setIn = [], add = {} }: Change): Item {
  const names = [...Object.keys(set), ...setIn.map(({ path }) => path[0] ?? ""), ...Object.keys(add)];
  return Object.fromEntries(names.map((name) => [name, item[name]]));
}

function setAt(next: Item, before: Item, path: readonly string[], value: unknown): void {
  let map = next;
  let old: unknown = before;
  for (const step of path.slice(0, -1)) {
    old = isMap(old) ? old[step] : undefined;
    if (!isMap(old)) throw refusal("the document path provided in the update expression is invalid for update");
    const inner = map[step];
    // Copied once: a second path into the same map goes on in the copy.
    const copy: Item = { ...(isMap(inner) ? inner : old) };
    map[step] = copy;
    map = copy;
  }
  const last = path.at(-1) ?? "";
  if (value === undefined) delete map[last];
  else map[last] = value;
}

const isMap = (value: unknown): value is Item => typeof value === "object" && value !== null && !Array.isArray(value);

function bound(value: unknown): unknown {
  if (value === undefined) throw refusal("an expression binds a value that is not there");
  return written(value);
}

const refusal = (why: string): Error => Object.assign(new Error(why), { name: "ValidationException" });
