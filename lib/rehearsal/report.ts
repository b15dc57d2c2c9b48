import type { Refusal } from "./account.ts";
import type { Failure } from "./creation.ts";
import type { Destruction } from "./destruction.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { Finding } from "./rule.ts";
import type { Stack } from "./stack.ts";
import type { Update } from "./update.ts";

/** A rehearsal as lines to read: each resource in its turn, then what happens to the whole, then what was found. */
export function reportOf({ variant, first, failures, standing, released, destruction, findings }: Rehearsal): string[] {
  return [
    `${variant}: the stack ${first.name}, ${first.resources.length} resources`,
    "",
    "  Each is created, in an order that its dependencies allow. Each fails once; what need not wait for it is there by",
    "  then, is rolled back, and all is created again:",
    ...first.resources.map(({ id, type }, at) => `  ${turn(at)} ${type} ${id}: ${turnOf(id, first, failures[at])}`),
    "",
    ...updateLines("It stands, and is protected", standing),
    ...(released ? updateLines("It is updated from the released template", released) : []),
    ...destructionLines(destruction, first),
    ...findingLines(findings),
  ];
}

/** What was found, each rule with its source and all that breaks it. */
export function findingLines(findings: readonly Finding[]): string[] {
  const byRule = Map.groupBy(findings, ({ rule, policy, source }) => `${rule}: ${policy} (${source})`);
  return [
    findings.length === 0 ? "  Nothing is found wrong." : `  Found wrong: ${findings.length}`,
    ...[...byRule].flatMap(([head, broken]) => [
      `  - ${head}`,
      ...broken.map(({ resource, says }) => `      ${resource}: ${says}`),
    ]),
  ];
}

function turn(at: number): string {
  return String(at + 1).padStart(3);
}

function turnOf(id: string, stack: Stack, failure: Failure | undefined): string {
  const waits = stack.order.before(id).size;
  const { made = 0, left = [], again = [] } = failure ?? {};
  const outcome = [
    left.length > 0 ? `${left.length} of ${made} are left behind` : `${made} rolled back`,
    again.length > 0 ? `not repeated (${told(again[0])})` : "created again",
  ];
  return `waits for ${waits}; ${outcome.join(", ")}`;
}

function updateLines(title: string, { changes, lost, refused, left }: Update): string[] {
  const wrong = [...refused, ...lost, ...left];
  return [
    `  ${title}: ${["nothing changes", "1 change"][changes.length] ?? `${changes.length} changes`}`,
    ...changes.map(({ kind, type, id, by }) => `    ${kind} ${type} ${id}${by.length > 0 ? `: ${by.join(", ")}` : ""}`),
    ...(changes.length > 0 && wrong.length === 0
      ? ["    nothing is lost; failed at each of them, nothing is left"]
      : []),
    ...wrong.map((refusal) => `    ! ${told(refusal)}`),
    "",
  ];
}

function destructionLines({ wasProtected, stays, refused, again }: Destruction, stack: Stack): string[] {
  const types = new Map(stack.resources.map(({ id, type }) => [id, type]));
  return [
    `  It is destroyed${wasProtected ? ", which is refused until its protection is taken off" : ""}; ${stays.length} stay by their policy:`,
    ...stays.map((id) => `    ${types.get(id) ?? ""} ${id}`),
    ...refused.map((refusal) => `    ! ${told(refusal)}`),
    again.length === 0 ? "    and it is created anew beside them" : "    and it cannot be created anew beside them",
    "",
  ];
}

function told(refusal: Refusal | undefined): string {
  return refusal ? `${refusal.resource}: ${refusal.says}` : "";
}
