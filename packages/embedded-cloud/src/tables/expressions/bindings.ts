import { isRecord, readItem } from "../attribute-value.ts";
import type { AttributeValue, Item } from "../attribute-value.ts";
import { invalid } from "../refusals.ts";
import type { Expression } from "./expression.ts";
import type { Path, PlainPath } from "./paths.ts";

/** What the aliases in a request's expressions stand for. */
export class Bindings {
  readonly #names: Readonly<Record<string, unknown>>;
  readonly #values: Item;
  readonly #unused: Set<string>;

  /** @throws ServiceRefusal for a value that is none */
  constructor({ names, values }: { readonly names: unknown; readonly values: unknown }) {
    this.#names = isRecord(names) ? names : {};
    this.#values = values === undefined ? {} : readItem(values);
    this.#unused = new Set([...Object.keys(this.#names), ...Object.keys(this.#values)]);
  }

  /** Gives an expression what it needs. @throws ServiceRefusal when an alias stands for nothing */
  serve<Tree>(expression: Expression<Tree>): Tree {
    for (const name of expression.names) {
      if (!Object.hasOwn(this.#names, name)) {
        throw invalid(
          `Invalid ${expression.expression}: An expression attribute name used in the document path is not defined; attribute name: ${name}`,
        );
      }
      this.#unused.delete(name);
    }
    for (const value of expression.values) {
      if (!Object.hasOwn(this.#values, value)) {
        throw invalid(
          `Invalid ${expression.expression}: An expression attribute value used in expression is not defined; attribute value: ${value}`,
        );
      }
      this.#unused.delete(value);
    }
    return expression.tree;
  }

  /** @throws ServiceRefusal when a name or a value was given for nothing */
  checkAllServed(): void {
    if (this.#unused.size === 0) return;
    const unused = [...this.#unused];
    const which = unused.some((alias) => alias.startsWith(":")) ? "Values" : "Names";
    const aliases = unused.filter((alias) => alias.startsWith(":") === (which === "Values"));
    throw invalid(`Value provided in ExpressionAttribute${which} unused in expressions: keys: {${aliases.join(", ")}}`);
  }

  path(path: Path): PlainPath {
    return path.map((step) => {
      if ("index" in step) return step.index;
      return "name" in step ? step.name : String(this.#names[step.alias]);
    });
  }

  value(alias: string): AttributeValue {
    const value = this.#values[alias];
    if (value === undefined) throw invalid(`No value is given for ${alias}`);
    return value;
  }
}
