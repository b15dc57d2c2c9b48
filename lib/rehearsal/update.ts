import { isDeepStrictEqual } from "node:util";

import { Account, physicalsOf } from "./account.ts";
import type { Physical, Refusal } from "./account.ts";
import { create, rollBack } from "./creation.ts";
import { replacingChanges } from "./replacement.ts";
import { page } from "./resource-type.ts";
import { resourceTypes } from "./services.ts";
import { namesOf } from "./stack.ts";
import type { Stack } from "./stack.ts";
import { referencesIn } from "./values.ts";

/** Where it is written that a stack is known by its name. */
export const stackNames =
  "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-using-console-create-stack-parameters.html";

export type Change = {
  readonly id: string;
  readonly type: string;
  readonly kind: "create" | "update" | "replace" | "remove";
  /** The properties that are changed; those for which it is replaced. */
  readonly by: readonly string[];
};

/** What an update of a stack would do to it. */
export type Update = {
  readonly changes: readonly Change[];
  /** What would be lost or left behind, each with what it holds. */
  readonly lost: readonly Refusal[];
  /** Why CloudFormation or a service would refuse it. */
  readonly refused: readonly Refusal[];
  /** What an update that failed half-way would leave. */
  readonly left: readonly Refusal[];
};

/** Updates a stack that stands from one template to another, and lets that fail at every change once. */
export function update(before: Stack, after: Stack): Update {
  const changes = changesOf(before, after);
  const olds = new Map(physicalsOf(before, namesOf(before, 1)).map((physical) => [physical.id, physical]));
  const isNew = new Set(changes.filter(({ kind }) => kind === "create" || kind === "replace").map(({ id }) => id));
  const { stackId } = namesOf(before, 1);
  const physical = (id: string) => namesOf(before, isNew.has(id) ? 2 : 1).physical(id);
  const news = physicalsOf(after, { stackId, physical });

  const account = new Account();
  create(account, before, 1);
  const done = account.copy();
  const refused = [
    ...otherName(before, after),
    ...changes.flatMap((change) => refusedOf(change, before, after)),
    ...apply(done, news, changes),
  ];
  return {
    changes,
    lost: [...changes.flatMap((change) => lossOf(change, changes, before)), ...cleanUp(done, changes, before, olds)],
    refused,
    left: changes
      .filter(({ kind }) => kind !== "remove")
      .flatMap(({ id }) => failAt(id, account, after, news, changes)),
  };
}

/** What is different, in the new template's order; removals last, as CloudFormation does them. */
export function changesOf(before: Stack, after: Stack): Change[] {
  const changes = new Map<string, Change>();
  const olds = new Map(before.resources.map((resource) => [resource.id, resource]));
  const isReplaced = (id: string) => changes.get(id)?.kind === "replace";
  for (const { id, type, given } of after.resources) {
    const old = olds.get(id);
    if (!old) changes.set(id, { id, type, kind: "create", by: [] });
    else if (old.type !== type) changes.set(id, { id, type, kind: "replace", by: ["Type"] });
    else {
      const replacing = replacingChanges(type, old.given, given, isReplaced);
      const changed = [...new Set([...Object.keys(old.given), ...Object.keys(given)])].filter(
        (name) => !isDeepStrictEqual(old.given[name], given[name]) || [...referencesIn(given[name])].some(isReplaced),
      );
      if (replacing.length > 0) changes.set(id, { id, type, kind: "replace", by: replacing });
      else if (changed.length > 0) changes.set(id, { id, type, kind: "update", by: changed });
    }
  }
  const there = new Set(after.resources.map(({ id }) => id));
  const removed = before.resources.filter(({ id }) => !there.has(id)).toReversed();
  return [...changes.values(), ...removed.map(({ id, type }): Change => ({ id, type, kind: "remove", by: [] }))];
}

function otherName(before: Stack, after: Stack): Refusal[] {
  const says = `is called ${before.name} where it stands, and ${after.name} now: it would be made a second time`;
  return before.name === after.name ? [] : [{ resource: "the stack", says, source: stackNames }];
}

function refusedOf({ id, type, kind, by }: Change, before: Stack, after: Stack): Refusal[] {
  if (by.includes("Type")) {
    const was = before.resource(id).type;
    return [{ resource: id, says: `Update of resource type is not permitted: ${was} to ${type}`, source: page(type) }];
  }
  if (kind !== "update") return [];
  const facts = resourceTypes[type];
  const says = facts?.refuses?.(before.resource(id).given, after.resource(id).given) ?? [];
  return says.map((sentence) => ({ resource: id, says: sentence, source: facts?.source ?? page(type) }));
}

/** Creates and changes; what is to go is still there. */
function apply(account: Account, news: readonly Physical[], changes: readonly Change[]): Refusal[] {
  const changed = new Set(changes.map(({ id }) => id));
  return news.filter(({ id }) => changed.has(id)).flatMap((physical) => account.create(physical) ?? []);
}

/** Deletes what was replaced or removed, and says what goes with it that should not. */
function cleanUp(
  account: Account,
  changes: readonly Change[],
  before: Stack,
  olds: ReadonlyMap<string, Physical>,
): Refusal[] {
  return changes.toReversed().flatMap(({ id, kind }) => {
    const old = olds.get(id);
    if (!old || (kind !== "replace" && kind !== "remove")) return [];
    const { deletionPolicy, updateReplacePolicy } = before.resource(id);
    const policy = kind === "remove" ? deletionPolicy : updateReplacePolicy;
    if (policy !== "Delete") return [];
    const { refusal, undone } = account.delete(old.name);
    return refusal ? [{ ...refusal, says: `would be left behind: ${refusal.says}` }] : undone;
  });
}

/**
 * What goes with a resource that is replaced or removed. Who takes a queue out of the template means it; but one that
 * comes as another goes is the same one, called otherwise.
 */
function lossOf({ id, type, kind, by }: Change, changes: readonly Change[], before: Stack): Refusal[] {
  const facts = resourceTypes[type];
  if (facts?.loss === undefined || (kind !== "replace" && kind !== "remove")) return [];
  const { deletionPolicy, updateReplacePolicy } = before.resource(id);
  const policy = kind === "remove" ? deletionPolicy : updateReplacePolicy;
  const isRenamed = changes.some((change) => change.kind === "create" && change.type === type);
  const isMeant = policy !== "Delete" || (kind === "remove" && !isRenamed);
  if (isMeant && facts.kept !== true) return [];
  const why = kind === "remove" ? "is not in the new template" : `is replaced for its ${by.join(", ")}`;
  const end = policy === "Delete" ? "is deleted" : `stays in the account, and nothing asks it any more (${policy})`;
  return [{ resource: id, says: `${why}; the one that stands ${end}: ${facts.loss}`, source: facts.source }];
}

/** What one change leaves that fails when all that need not wait for it is done. */
function failAt(
  failed: string,
  account: Account,
  after: Stack,
  news: readonly Physical[],
  changes: readonly Change[],
): Refusal[] {
  const model = account.copy();
  const later = after.order.after(failed);
  const reached = news
    .filter(({ id }) => !later.has(id))
    .map((physical) => (physical.id === failed ? { ...physical, fills: undefined } : physical));
  apply(model, reached, changes);
  const made = new Set(changes.filter(({ kind }) => kind === "create" || kind === "replace").map(({ id }) => id));
  const ofThem = reached.filter(({ id }) => made.has(id));
  const { retained, refused } = rollBack(model, after, ofThem);
  return [...retained, ...refused].map((refusal) => ({
    ...refusal,
    says: `is left when the update fails at ${failed}: ${refusal.says}`,
  }));
}
