import { Account, physicalsOf } from "./account.ts";
import type { Refusal } from "./account.ts";
import { create } from "./creation.ts";
import { namesOf } from "./stack.ts";
import type { Stack } from "./stack.ts";

/** What becomes of a stack that is destroyed. */
export type Destruction = {
  /** Whether its protection had to be taken off first. */
  readonly wasProtected: boolean;
  /** What stays in the account, by the deletion policies. */
  readonly stays: readonly string[];
  /** What cannot be deleted, and why. */
  readonly refused: readonly Refusal[];
  /** Why it could not be created anew beside what stays. */
  readonly again: readonly Refusal[];
};

/** Destroys a stack that stands, once its termination protection is taken off, and creates it anew in the same account. */
export function destroy(stack: Stack): Destruction {
  const account = new Account();
  create(account, stack, 1);
  const stays: string[] = [];
  const refused: Refusal[] = [];
  for (const { id, name } of physicalsOf(stack, namesOf(stack, 1)).toReversed()) {
    const { deletionPolicy } = stack.resource(id);
    const refusal = deletionPolicy === "Delete" ? account.delete(name).refusal : undefined;
    if (deletionPolicy !== "Delete") stays.push(id);
    if (refusal) refused.push(refusal);
  }
  return { wasProtected: stack.terminationProtection, stays, refused, again: create(account, stack, 2) };
}
