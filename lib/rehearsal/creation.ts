import { Account, physicalsOf } from "./account.ts";
import type { Physical, Refusal } from "./account.ts";
import { namesOf } from "./stack.ts";
import type { Stack } from "./stack.ts";

const deletionPolicy =
  "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html";
const failedStack = "https://github.com/aws-samples/aws-secure-environment-accelerator/pull/253";

/** What became of a creation that failed at one resource. */
export type Failure = {
  readonly at: string;
  /** How many resources were there when it failed, at worst. */
  readonly made: number;
  /** What the rollback could not or would not delete. */
  readonly left: readonly Refusal[];
  /** Why it cannot be tried again as it is. */
  readonly again: readonly Refusal[];
};

/** Creates a whole stack in an account, and says what was refused. */
export function create(account: Account, stack: Stack, creation: number): Refusal[] {
  const physicals = physicalsOf(stack, namesOf(stack, creation));
  return [...physicals.flatMap((physical) => account.create(physical) ?? []), ...sharing(physicals)];
}

/** What takes the place of another of the same stack, where the service lets it. */
function sharing(physicals: readonly Physical[]): Refusal[] {
  const owners = new Map<string, string>();
  return physicals.flatMap(({ id, claims }) =>
    claims.flatMap(({ text, claim }) => {
      const owner = owners.get(text);
      owners.set(text, id);
      const says = `takes the place of ${owner}, which then counts for nothing`;
      return owner !== undefined && claim.second === "undone" ? [{ resource: id, says, source: claim.source }] : [];
    }),
  );
}

/**
 * Lets the creation of a stack fail at each of its resources once, rolls back by the deletion policies, and tries again
 * in what account is left. What nothing forces to come later is taken to be there already when one fails.
 */
export function failEverywhere(stack: Stack): Failure[] {
  const first = physicalsOf(stack, namesOf(stack, 1));
  const second = physicalsOf(stack, namesOf(stack, 2));
  return first.map(({ id }) => {
    const after = stack.order.after(id);
    const account = new Account();
    const made = first.filter((physical) => !after.has(physical.id));
    for (const physical of made) {
      // The one that fails is in the account by then, at worst; but it has done nothing to others.
      account.create(physical.id === id ? { ...physical, fills: undefined } : physical);
    }
    const { retained, refused } = rollBack(account, stack, made);
    const again = refused.length > 0 ? refused.map(undeletable) : second.flatMap((one) => account.create(one) ?? []);
    return { at: id, made: made.length, left: [...retained, ...refused], again: [...mayBeDeleted(stack), ...again] };
  });
}

/** What a rollback would not delete, by the deletion policies, and what it could not. */
export type Left = { readonly retained: readonly Refusal[]; readonly refused: readonly Refusal[] };

/** Deletes what a failed operation has created, the last first; says what stays. */
export function rollBack(account: Account, stack: Stack, made: readonly Physical[]): Left {
  const retained: Refusal[] = [];
  const refused: Refusal[] = [];
  for (const { id, name } of made.toReversed()) {
    const { deletionPolicy: policy } = stack.resource(id);
    // RetainExceptOnCreate keeps nothing that the operation itself has made.
    if (policy === "Retain" || policy === "Snapshot") {
      retained.push({ resource: id, says: `its DeletionPolicy is ${policy}`, source: deletionPolicy });
    } else {
      const { refusal } = account.delete(name);
      if (refusal) refused.push(refusal);
    }
  }
  return { retained, refused };
}

/** A stack that failed at its creation has to be deleted before it can be created again. */
function mayBeDeleted({ name, terminationProtection }: Stack): Refusal[] {
  const says = `Stack [${name}] cannot be deleted while TerminationProtection is enabled`;
  return terminationProtection ? [{ resource: "the stack", says, source: failedStack }] : [];
}

function undeletable({ resource, says, source }: Refusal): Refusal {
  return { resource, says: `the failed stack cannot be deleted, since ${resource} cannot: ${says}`, source };
}
