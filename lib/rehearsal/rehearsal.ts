import { Account } from "./account.ts";
import type { Refusal } from "./account.ts";
import { create, failEverywhere } from "./creation.ts";
import type { Failure } from "./creation.ts";
import { destroy } from "./destruction.ts";
import type { Destruction } from "./destruction.ts";
import { judge } from "./judge.ts";
import type { Finding } from "./rule.ts";
import { Stack } from "./stack.ts";
import type { StackSource } from "./stack.ts";
import { stackNames, update } from "./update.ts";
import type { Update } from "./update.ts";

/** What CloudFormation would do with one variant, from its first deployment to its end. */
export type Rehearsal = {
  readonly variant: string;
  /** As it is deployed first. */
  readonly first: Stack;
  readonly failures: readonly Failure[];
  /** The second step of a first deployment, which puts on what protects it. */
  readonly standing: Update;
  /** From the template that was released last. */
  readonly released: Update | undefined;
  readonly destruction: Destruction;
  readonly findings: readonly Finding[];
};

export type RehearsalProps = {
  readonly variant: string;
  /** Before its first deployment. */
  readonly first: StackSource;
  /** Once that is done. */
  readonly standing: StackSource;
  /** Undefined if none was released yet. */
  readonly released: StackSource | undefined;
};

/** What each step of the rehearsal holds to. */
const policies = {
  created: "No two resources of a template claim the same name or place.",
  "rolled-back": "A creation that fails anywhere leaves nothing behind.",
  "tried-again": "A creation that failed can be repeated at once.",
  protecting: "A stack that has been created can be protected.",
  updated: "An update from the released template loses nothing and is not refused.",
  "released-template": "The template that was released last is kept, to be updated from.",
  destroyed: "A stack whose protection is taken off can be destroyed.",
  "created-anew": "A stack that was destroyed can be created again beside what stays of it.",
  "beside-each-other": "Deployments of other names stand in one account.",
};
type Step = keyof typeof policies;

/**
 * Rehearses one variant without an account: is it created, can a creation that fails anywhere be repeated, what do
 * updates replace or lose, what stays when it is destroyed.
 */
export function rehearse({ variant, ...sources }: RehearsalProps): Rehearsal {
  const first = new Stack(sources.first);
  const stack = new Stack(sources.standing);
  const failures = failEverywhere(first);
  const standing = update(first, stack);
  const released = sources.released && update(new Stack(sources.released), stack);
  const destruction = destroy(stack);
  const findings = [
    ...judge(first),
    ...judge(stack),
    ...create(new Account(), first, 1).map((refusal) => found("created", refusal)),
    ...gathered(failures),
    ...all(standing).map((refusal) => found("protecting", refusal)),
    ...(released ? all(released) : [noneReleased(variant)]).map((refusal) =>
      found(released ? "updated" : "released-template", refusal),
    ),
    ...destruction.refused.map((refusal) => found("destroyed", refusal)),
    ...destruction.again.map((refusal) => found("created-anew", refusal)),
  ];
  return { variant, first, failures, standing, released, destruction, findings: withoutDoubles(findings) };
}

/** What of several stacks would not go into one account. */
export function besideEachOther(sources: readonly StackSource[]): Finding[] {
  const account = new Account();
  const taken = new Set<string>();
  return sources
    .flatMap((source, at) => {
      const says = `${source.name} is there already, and would be updated`;
      if (taken.has(source.name)) return [{ resource: "the stack", says, source: stackNames }];
      taken.add(source.name);
      return create(account, new Stack(source), at + 1);
    })
    .map((refusal) => found("beside-each-other", refusal));
}

function all({ lost, refused, left }: Update): Refusal[] {
  return [...refused, ...lost, ...left];
}

function noneReleased(variant: string): Refusal {
  const says = `no template of the variant ${variant} is kept; npm run rehearse -- --release takes today's`;
  return { resource: "the stack", says, source: "lib/rehearsal/released.ts" };
}

/** One finding for what is wrong with one resource, wherever the creation fails. */
function gathered(failures: readonly Failure[]): Finding[] {
  const groups = new Map<string, { finding: Finding; at: string[] }>();
  for (const { at, left, again } of failures) {
    const ofOne = [
      ...left.map((refusal) => found("rolled-back", refusal)),
      ...again.map((refusal) => found("tried-again", refusal)),
    ];
    for (const finding of ofOne) {
      const key = JSON.stringify(finding);
      const known = groups.get(key) ?? { finding, at: [] };
      groups.set(key, { finding, at: [...known.at, at] });
    }
  }
  return [...groups.values()].map(({ finding, at: [first = "", ...more] }) => ({
    ...finding,
    says: `${finding.says} (when ${first} fails${more.length > 0 ? `, or one of ${more.length} others` : ""})`,
  }));
}

function found(rule: Step, refusal: Refusal): Finding {
  return { rule, policy: policies[rule], ...refusal };
}

function withoutDoubles(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
