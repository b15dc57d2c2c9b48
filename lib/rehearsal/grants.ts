import * as z from "zod/mini";

import type { Resource, Stack } from "./stack.ts";

const listed = z.pipe(
  z.union([z.array(z.string()), z.string()]),
  z.transform((value) => [value].flat()),
);
const StatementSchema = z.object({
  Effect: z._default(z.string(), "Allow"),
  Action: z._default(listed, []),
  Resource: z._default(listed, []),
  Principal: z.optional(z.unknown()),
});
export const DocumentSchema = z.object({ Statement: z.array(StatementSchema) });
type Statement = z.infer<typeof StatementSchema>;

const PolicySchema = z.object({ Roles: z._default(z.array(z.string()), []), PolicyDocument: DocumentSchema });
const RoleSchema = z.object({
  AssumeRolePolicyDocument: DocumentSchema,
  Policies: z._default(z.array(z.object({ PolicyDocument: DocumentSchema })), []),
});

/** The documents of a role's own inline policies and of those that are attached to it, as JSON has them. */
export function inlineDocuments(stack: Stack, role: Resource): unknown[] {
  const own = z.parse(z.object({ Policies: z._default(z.array(z.unknown()), []) }), role.properties).Policies;
  const attached = policiesOf(stack, role).map(({ properties }) => properties);
  return [...own, ...attached].map(
    (policy) => z.parse(z.object({ PolicyDocument: z.unknown() }), policy).PolicyDocument,
  );
}

/** What a role lacks of some actions on one thing, when only what is certain to be there counts. */
export function lacking({
  stack,
  role,
  actions,
  on,
  before,
}: {
  readonly stack: Stack;
  readonly role: Resource | undefined;
  readonly actions: readonly string[];
  readonly on: string;
  readonly before: ReadonlySet<string>;
}): string[] {
  if (role === undefined) return [...actions];
  const own = z.parse(RoleSchema, role.properties).Policies;
  const attached = policiesOf(stack, role)
    .filter(({ id }) => before.has(id))
    .map(({ properties }) => z.parse(PolicySchema, properties));
  const statements = [...own, ...attached].flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  return actions.filter((action) => !statements.some((statement) => allows(statement, action, on)));
}

/** Whether a role lets a service act as it. */
export function trusts(role: Resource | undefined, service: string): boolean {
  if (role === undefined) return false;
  const { Statement } = z.parse(RoleSchema, role.properties).AssumeRolePolicyDocument;
  return Statement.some(
    ({ Effect, Action, Principal }) =>
      Effect === "Allow" &&
      Action.includes("sts:AssumeRole") &&
      JSON.stringify(Principal ?? {}).includes(`"${service}"`),
  );
}

function policiesOf(stack: Stack, role: Resource): Resource[] {
  return stack
    .ofType("AWS::IAM::Policy")
    .filter(({ properties }) => z.parse(PolicySchema, properties).Roles.some((name) => stack.named(name) === role));
}

function allows({ Effect, Action, Resource: resources }: Statement, action: string, on: string): boolean {
  return (
    Effect === "Allow" &&
    Action.some((pattern) => matches(pattern, action)) &&
    resources.some((pattern) => matches(pattern, on))
  );
}

function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll("*", ".*");
  return new RegExp(`^${escaped}$`).test(text);
}
