import * as z from "zod/mini";

import type { Resource, Stack } from "./stack.ts";

/** What CloudFormation or a service holds against one resource. */
export type Breach = { readonly resource: string; readonly says: string };

/** What has to hold for a stack to be created, and where that is written. */
export type Rule = {
  readonly id: string;
  /** As one sentence. */
  readonly policy: string;
  /** A page of the service's documentation, or a public thread of people whom it met. */
  readonly source: string;
  readonly breaches: (stack: Stack) => readonly Breach[];
};

export type Finding = Breach & { readonly rule: string; readonly policy: string; readonly source: string };

/** What a rule looks at: one resource, what is certain to be there before it, and all of its stack. */
export type At = { readonly resource: Resource; readonly before: ReadonlySet<string>; readonly stack: Stack };

/**
 * Asks the same of every resource of one type.
 * @param check says what is wrong with it, one sentence for each breach
 */
export function each<S extends z.ZodMiniType>(
  type: string,
  schema: S,
  check: (properties: z.infer<S>, at: At) => readonly string[],
): Rule["breaches"] {
  return (stack) =>
    stack.ofType(type).flatMap((resource) => {
      const read = z.safeParse(schema, resource.properties);
      const says = read.success
        ? check(read.data, { resource, before: stack.order.before(resource.id), stack })
        : read.error.issues.map(({ path, message }) => `cannot be read at ${path.join(".") || "its top"}: ${message}`);
      return says.map((sentence) => ({ resource: resource.id, says: sentence }));
    });
}
