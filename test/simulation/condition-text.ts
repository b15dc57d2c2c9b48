import { Binder } from "../../functions/store/expressions.ts";
import type { Condition } from "../../functions/store/expressions.ts";
import type { Item } from "../../functions/store/expressions.ts";

/** The names and values that one request's condition binds. */
type Bound = { readonly names: readonly string[]; readonly values: readonly unknown[] };
type Test = (item: Item, bound: Bound) => boolean;

/** A condition that can be asked of an item, with what it binds. */
export type Asked = { readonly holds: (item: Item) => boolean; readonly text: string };

const known = new Map<string, Test>();

/** Reads a condition as the table does, from the text that it writes itself as; each text is read once. */
export function ask(condition: Condition): Asked {
  const bind = new PlainBinder();
  const text = condition(bind);
  let test = known.get(text);
  if (!test) {
    test = new Reader(text).whole();
    known.set(text, test);
  }
  return { holds: (item) => test(item, bind), text };
}

/** The value that a key condition asks of the partition key, of the conditions that are joined by AND. */
export function partitionAsked(condition: Condition, partitionKey: string): string {
  const bind = new PlainBinder();
  const found = condition(bind)
    .split(" AND ")
    .map((part) => /^(#n\d+) = :v(\d+)$/.exec(part))
    .find((match) => match && bind.names[Number(match[1]!.slice(2))] === partitionKey);
  if (!found) throw new Error(`A query must ask for one ${partitionKey}.`);
  return String(bind.values[Number(found[2])]);
}

/** Writes the very texts that the product's binder writes, and keeps what it binds in plain lists. */
class PlainBinder extends Binder {
  readonly names: string[] = [];
  readonly values: unknown[] = [];

  override path(steps: readonly string[]): string {
    return steps.map((step) => this.#alias(step)).join(".");
  }

  override value(value: unknown): string {
    if (value === undefined) throw new Error("ValidationException: an expression binds a value that is not there.");
    return `:v${this.values.push(value) - 1}`;
  }

  #alias(name: string): string {
    const at = this.names.indexOf(name);
    return `#n${at < 0 ? this.names.push(name) - 1 : at}`;
  }
}

/** Reads the part of DynamoDB's language of conditions that the register speaks, and refuses the rest. */
class Reader {
  readonly #tokens: string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = text.match(/[\w]+|#n\d+(?:\.#n\d+)*|:v\d+|<>|[(),=<]/g) ?? [];
    if (this.#tokens.join("") !== text.replaceAll(" ", "")) throw new Error(`This is no condition: ${text}`);
  }

  whole(): Test {
    const test = this.#or();
    if (this.#at < this.#tokens.length) throw new Error(`Behind a condition stands ${this.#tokens[this.#at]}.`);
    return test;
  }

  #or(): Test {
    const tests = [this.#and()];
    while (this.#skip("OR")) tests.push(this.#and());
    return tests.length === 1 ? tests[0]! : (item, bound) => tests.some((test) => test(item, bound));
  }

  #and(): Test {
    const tests = [this.#one()];
    while (this.#skip("AND")) tests.push(this.#one());
    return tests.length === 1 ? tests[0]! : (item, bound) => tests.every((test) => test(item, bound));
  }

  #one(): Test {
    if (this.#skip("(")) {
      const inner = this.#or();
      this.#need(")");
      return inner;
    }
    const word = this.#next();
    switch (word) {
      case "attribute_exists":
      case "attribute_not_exists": {
        this.#need("(");
        const read = reading(this.#next());
        this.#need(")");
        const wanted = word === "attribute_exists";
        return (item, bound) => (read(item, bound) !== undefined) === wanted;
      }
      case "begins_with": {
        this.#need("(");
        const read = reading(this.#next());
        this.#need(",");
        const value = valueOf(this.#next());
        this.#need(")");
        return (item, all) => {
          const [found, beginning] = [read(item, all), value(all)];
          return typeof found === "string" && typeof beginning === "string" && found.startsWith(beginning);
        };
      }
      default:
        return this.#comparison(reading(word));
    }
  }

  #comparison(read: (item: Item, bound: Bound) => unknown): Test {
    const sign = this.#next();
    switch (sign) {
      case "=": {
        const value = valueOf(this.#next());
        return (item, all) => same(read(item, all), value(all));
      }
      case "<>": {
        const value = valueOf(this.#next());
        return (item, all) => !same(read(item, all), value(all));
      }
      case "<": {
        const value = valueOf(this.#next());
        return (item, all) => order(read(item, all), value(all)) < 0;
      }
      case "BETWEEN": {
        const low = valueOf(this.#next());
        this.#need("AND");
        const high = valueOf(this.#next());
        return (item, all) => order(read(item, all), low(all)) >= 0 && order(read(item, all), high(all)) <= 0;
      }
      case "IN": {
        this.#need("(");
        const values = [valueOf(this.#next())];
        while (this.#skip(",")) values.push(valueOf(this.#next()));
        this.#need(")");
        return (item, all) => {
          const found = read(item, all);
          return values.some((value) => same(found, value(all)));
        };
      }
      default:
        throw new Error(`The simulated table knows no comparison ${sign}.`);
    }
  }

  #next(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new Error("A condition ends too early.");
    return token;
  }

  #skip(token: string): boolean {
    const there = this.#tokens[this.#at] === token;
    if (there) this.#at++;
    return there;
  }

  #need(token: string): void {
    const found = this.#next();
    if (found !== token) throw new Error(`In a condition, ${token} is expected; got ${found}.`);
  }
}

function reading(path: string): (item: Item, bound: Bound) => unknown {
  if (!path.startsWith("#n")) throw new Error(`The simulated table knows no ${path} in a condition.`);
  const steps = path.split(".").map((step) => Number(step.slice(2)));
  if (steps.length === 1) return (item, { names }) => item[names[steps[0]!]!];
  return (item, { names }) => {
    let found: unknown = item;
    for (const step of steps) {
      if (typeof found !== "object" || found === null) return undefined;
      found = (found as Item)[names[step]!];
    }
    return found;
  };
}

function valueOf(alias: string): (all: Bound) => unknown {
  if (!alias.startsWith(":v"))
    throw new Error(`The simulated table compares with bound values only, not with ${alias}.`);
  const at = Number(alias.slice(2));
  return ({ values }) => values[at];
}

/** Values are equal when type and content are; lists and maps are not compared by the register. */
function same(found: unknown, value: unknown): boolean {
  if (typeof value === "object") throw new Error("The simulated table compares texts, numbers and booleans only.");
  return found === value;
}

/** Below 0, 0, above 0; not a number, which no comparison holds for, when the types differ. */
function order(found: unknown, value: unknown): number {
  if (typeof found === "string" && typeof value === "string") return found < value ? -1 : found > value ? 1 : 0;
  return typeof found === "number" && typeof value === "number" ? found - value : Number.NaN;
}
