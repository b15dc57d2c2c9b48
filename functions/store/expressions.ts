/** A condition on an item: writes itself with the names and values that it binds. */
export type Condition = (bind: Binder) => string;

export const exists =
  (...path: string[]): Condition =>
  (bind) =>
    `attribute_exists(${bind.path(path)})`;

export const absent =
  (...path: string[]): Condition =>
  (bind) =>
    `attribute_not_exists(${bind.path(path)})`;

export const equals =
  (path: string | readonly string[], value: unknown): Condition =>
  (bind) =>
    `${bind.path(stepsOf(path))} = ${bind.value(value)}`;

/** Holds for an attribute that is there and is another; asked of one that may not be there, it wants `absent` beside it. */
export const differs =
  (path: string | readonly string[], value: unknown): Condition =>
  (bind) =>
    `${bind.path(stepsOf(path))} <> ${bind.value(value)}`;

export const below =
  (path: string | readonly string[], value: unknown): Condition =>
  (bind) =>
    `${bind.path(stepsOf(path))} < ${bind.value(value)}`;

export const beginsWith =
  (name: string, prefix: string): Condition =>
  (bind) =>
    `begins_with(${bind.path([name])}, ${bind.value(prefix)})`;

export const between =
  (name: string, low: string, high: string): Condition =>
  (bind) =>
    `${bind.path([name])} BETWEEN ${bind.value(low)} AND ${bind.value(high)}`;

export const oneOf =
  (path: string | readonly string[], values: readonly unknown[]): Condition =>
  (bind) =>
    `${bind.path(stepsOf(path))} IN (${values.map((value) => bind.value(value)).join(", ")})`;

export const allOf =
  (...conditions: Condition[]): Condition =>
  (bind) =>
    conditions.map((condition) => condition(bind)).join(" AND ");

export const anyOf =
  (...conditions: Condition[]): Condition =>
  (bind) =>
    `(${conditions.map((condition) => condition(bind)).join(" OR ")})`;

function stepsOf(path: string | readonly string[]): readonly string[] {
  return typeof path === "string" ? [path] : path;
}

/** Collects the names and values of one request's expressions: every name is bound, so no reserved word can clash. */
export class Binder {
  readonly #named: string[] = [];
  readonly #names: Record<string, string> = {};
  readonly #values: Record<string, unknown> = {};
  #valuesBound = 0;

  path([first = "", ...steps]: readonly string[]): string {
    return steps.reduce((path, step) => `${path}.${this.#name(step)}`, this.#name(first));
  }

  value(value: unknown): string {
    const alias = `:v${this.#valuesBound++}`;
    this.#values[alias] = value;
    return alias;
  }

  update({ set = {}, setIn = [], remove = [], add = {} }: Change): string {
    const sets = [
      ...Object.entries(set).map(([name, value]) => `${this.path([name])} = ${this.value(value)}`),
      ...setIn.map(({ path, value }) => `${this.path(path)} = ${this.value(value)}`),
    ];
    const removes = remove.map((path) => this.path(path));
    const adds = Object.entries(add).map(([name, by]) => `${this.path([name])} ${this.value(by)}`);
    return [
      sets.length > 0 ? `SET ${sets.join(", ")}` : "",
      removes.length > 0 ? `REMOVE ${removes.join(", ")}` : "",
      adds.length > 0 ? `ADD ${adds.join(", ")}` : "",
    ]
      .filter(Boolean)
      .join(" ");
  }

  /** The condition, if any, with all that has been bound so far. */
  condition(when: Condition | undefined): { ConditionExpression?: string } & Binder["attributes"] {
    const text = when?.(this);
    return { ...(text === undefined ? {} : { ConditionExpression: text }), ...this.attributes };
  }

  get attributes(): {
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues?: Record<string, unknown>;
  } {
    const attributes: Binder["attributes"] = {};
    if (this.#named.length > 0) attributes.ExpressionAttributeNames = this.#names;
    if (this.#valuesBound > 0) attributes.ExpressionAttributeValues = this.#values;
    return attributes;
  }

  #name(name: string): string {
    const known = this.#named.indexOf(name);
    if (known >= 0) return `#n${known}`;
    const alias = `#n${this.#named.push(name) - 1}`;
    this.#names[alias] = name;
    return alias;
  }
}

export type Change = {
  readonly set?: Item;
  readonly setIn?: readonly { readonly path: readonly string[]; readonly value: unknown }[];
  readonly remove?: readonly (readonly string[])[];
  readonly add?: Readonly<Record<string, number>>;
};

export type Item = Record<string, unknown>;
