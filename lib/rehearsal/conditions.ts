import * as z from "zod/mini";

import { functionIn } from "./values.ts";

const NO_VALUE = "AWS::NoValue";

const GivenSchema = z.looseObject({
  Parameters: z._default(z.record(z.string(), z.looseObject({ Default: z.optional(z.unknown()) })), {}),
  Conditions: z._default(z.record(z.string(), z.unknown()), {}),
  Resources: z.record(z.string(), z.looseObject({ Condition: z.optional(z.string()) })),
  Outputs: z._default(z.record(z.string(), z.looseObject({ Condition: z.optional(z.string()) })), {}),
});
const PairSchema = z.tuple([z.unknown(), z.unknown()]);
const IfSchema = z.tuple([z.string(), z.unknown(), z.unknown()]);

/**
 * A template with its conditions decided by the defaults of its parameters: resources and outputs that a condition
 * leaves out are gone, `Fn::If` has given way to the branch taken, and `AWS::NoValue` to nothing.
 * @throws Error for a condition that hangs on something else, by name
 */
export function withoutConditions(json: unknown): unknown {
  const given = z.parse(GivenSchema, json);
  const holds = (name: string): boolean => {
    if (!Object.hasOwn(given.Conditions, name)) throw new Error(`The template names a condition ${name} and has none.`);
    return decide(given.Conditions[name]);
  };

  function decide(condition: unknown): boolean {
    const [name, input] = functionIn(condition) ?? ["", undefined];
    const all = (): boolean[] => z.parse(z.array(z.unknown()), input).map(decide);
    switch (name) {
      case "Condition":
        return holds(z.parse(z.string(), input));
      case "Fn::Not":
        return !all()[0];
      case "Fn::And":
        return all().every(Boolean);
      case "Fn::Or":
        return all().some(Boolean);
      case "Fn::Equals": {
        const [left, right] = z.parse(PairSchema, input).map(literal);
        return left === right;
      }
      default:
        throw new Error(`A condition of the template cannot be decided here: ${JSON.stringify(condition)}`);
    }
  }

  function literal(value: unknown): unknown {
    if (typeof value !== "object") return value;
    const [name, input] = functionIn(value) ?? [];
    const parameter = name === "Ref" ? given.Parameters[String(input)] : undefined;
    if (parameter?.Default !== undefined) return parameter.Default;
    throw new Error(`A condition of the template hangs on what only an account knows: ${JSON.stringify(value)}`);
  }

  function chosen(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(chosen).filter((item) => !isNoValue(item));
    if (typeof value !== "object" || value === null) return value;
    const [name, input] = functionIn(value) ?? [];
    if (name === "Fn::If") {
      const [condition, then, otherwise] = z.parse(IfSchema, input);
      return chosen(holds(condition) ? then : otherwise);
    }
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, member]): [string, unknown] => [key, chosen(member)])
        .filter(([, member]) => !isNoValue(member)),
    );
  }

  const there = <T extends { Condition?: string | undefined }>(members: Record<string, T>) =>
    Object.entries(members).filter(([, { Condition }]) => Condition === undefined || holds(Condition));
  const { Conditions: _, ...rest } = given;
  return chosen({
    ...rest,
    Resources: Object.fromEntries(there(given.Resources)),
    Outputs: Object.fromEntries(there(given.Outputs)),
  });
}

function isNoValue(value: unknown): boolean {
  const [name, input] = functionIn(value) ?? [];
  return name === "Ref" && input === NO_VALUE;
}
