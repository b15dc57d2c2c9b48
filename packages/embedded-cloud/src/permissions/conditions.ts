import type { Context } from "./access-request.ts";
import { arnPattern, textPattern } from "./match.ts";

/** Whether a condition holds for a call. */
export type Condition = (context: Context) => boolean;
/** Takes the value that a policy names, and judges the one that a call has. */
type Comparison = (wanted: string) => (actual: string) => boolean;

/** The condition keys that calls here can have, in small letters; whether each has one value or a list. */
export const conditionKeys: Readonly<Record<string, "one" | "many">> = {
  "aws:principalaccount": "one",
  "aws:principalarn": "one",
  "aws:principalisawsservice": "one",
  "aws:requestedregion": "one",
  "aws:securetransport": "one",
  "aws:sourceaccount": "one",
  "aws:sourcearn": "one",
  // Of calls that nothing here makes: what is allowed on such a condition is allowed to nobody.
  "events:managedby": "one",
  "iam:passedtoservice": "one",
  "s3:tlsversion": "one",
  "ses:feedbackaddress": "one",
  "ses:fromaddress": "one",
  "ses:recipients": "many",
};

const number =
  (holds: (actual: number, wanted: number) => boolean): Comparison =>
  (wanted) =>
  (actual) =>
    holds(Number(actual), Number(wanted));

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: (wanted) => (actual) => actual === wanted,
  StringEqualsIgnoreCase: (wanted) => (actual) => actual.toLowerCase() === wanted.toLowerCase(),
  StringLike: textPattern,
  NumericEquals: number((actual, wanted) => actual === wanted),
  NumericLessThan: number((actual, wanted) => actual < wanted),
  NumericLessThanEquals: number((actual, wanted) => actual <= wanted),
  NumericGreaterThan: number((actual, wanted) => actual > wanted),
  NumericGreaterThanEquals: number((actual, wanted) => actual >= wanted),
  Bool: (wanted) => (actual) => actual.toLowerCase() === wanted.toLowerCase(),
  ArnEquals: arnPattern,
  ArnLike: arnPattern,
};

/** Each holds where its opposite does not, and where the call has no such key. */
const opposites: Readonly<Record<string, string>> = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  NumericNotEquals: "NumericEquals",
  ArnNotEquals: "ArnEquals",
  ArnNotLike: "ArnLike",
};

/**
 * Reads one line of a statement's `Condition`: an operator, a key and its values, of which one is enough.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 *
 * @returns a text where the operator or the key is not known here: what is wrong
 */
export function readCondition(operator: string, key: string, values: readonly string[]): Condition | string {
  const name = key.toLowerCase();
  const [, set = "", base = "", ifExists = ""] =
    /^(ForAllValues:|ForAnyValue:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const comparison = comparisons[opposites[base] ?? base];
  if (base !== "Null" && comparison === undefined) return `the operator ${operator} is not known`;
  const kind = Object.hasOwn(conditionKeys, name) ? conditionKeys[name] : undefined;
  if (kind === undefined) return `the condition key ${key} is not known`;
  if (comparison === undefined) {
    return (context) => values.some((value) => (value.toLowerCase() === "true") === (context[name] === undefined));
  }
  if (kind === "many" && set === "") {
    return `the condition key ${key} has a list of values: ${operator} needs ForAllValues or ForAnyValue before it`;
  }
  const wanted = values.map((value) => comparison(value));
  const negated = Object.hasOwn(opposites, base);
  const fits = (actual: string): boolean => wanted.some((is) => is(actual)) !== negated;
  return (context) => {
    const actual = [context[name] ?? []].flat();
    if (set === "ForAllValues:") return actual.every(fits);
    if (actual.length === 0) return ifExists !== "" || (negated && set === "");
    return actual.some(fits);
  };
}
