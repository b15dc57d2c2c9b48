import { beyond } from "./limit.ts";
import type { Finding } from "./rule.ts";
import { limits, rules } from "./services.ts";
import type { Stack } from "./stack.ts";

/** What CloudFormation or a service would hold against a stack, by the tables of rules and limits. */
export function judge(stack: Stack): Finding[] {
  const broken = rules.flatMap(({ id: rule, policy, source, breaches }) =>
    breaches(stack).map((breach) => ({ rule, policy, source, ...breach })),
  );
  const exceeded = limits.flatMap((limit) =>
    beyond(stack, limit).map((breach) => ({
      rule: "limit",
      policy: "What a service counts stays within its numbers.",
      source: limit.source,
      ...breach,
    })),
  );
  return [...broken, ...exceeded];
}
