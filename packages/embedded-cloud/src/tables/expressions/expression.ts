import { readCondition } from "./condition.ts";
import type { Condition } from "./condition.ts";
import { readPath } from "./paths.ts";
import type { Path } from "./paths.ts";
import { Tokens } from "./tokens.ts";
import { readUpdate } from "./update.ts";
import type { Update } from "./update.ts";

/** An expression that was read, with the aliases that it needs. */
export type Expression<Tree> = {
  /** As the service calls it in its messages: `ConditionExpression`, … */
  readonly expression: string;
  readonly tree: Tree;
  readonly names: readonly string[];
  readonly values: readonly string[];
};

/** A program asks the same few questions again and again; who makes each anew, by an alias for every value, has them forgotten. */
const mostKept = 1000;

export const conditionIn = (expression: string, text: string): Expression<Condition> =>
  remembered(conditions, expression, text, (tokens) => readCondition(tokens));
export const updateIn = (text: string): Expression<Update> =>
  remembered(updates, "UpdateExpression", text, (tokens) => readUpdate(tokens));
export const projectionIn = (text: string): Expression<readonly Path[]> =>
  remembered(projections, "ProjectionExpression", text, (tokens) => {
    const paths = [readPath(tokens)];
    while (tokens.skip(",")) paths.push(readPath(tokens));
    return paths;
  });

const conditions = new Map<string, Expression<Condition>>();
const updates = new Map<string, Expression<Update>>();
const projections = new Map<string, Expression<readonly Path[]>>();

function remembered<Tree>(
  kept: Map<string, Expression<Tree>>,
  expression: string,
  text: string,
  read: (tokens: Tokens) => Tree,
): Expression<Tree> {
  const key = `${expression} ${text}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const tokens = new Tokens(expression, text);
  const tree = read(tokens);
  if (tokens.next.kind !== "end") throw tokens.unexpected();
  const made = { expression, tree, names: tokens.allOf("alias"), values: tokens.allOf("value") };
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, made);
  return made;
}
