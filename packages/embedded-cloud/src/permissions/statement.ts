import * as z from "zod/mini";
import { faultsOf } from "../template/read-properties.ts";
import type { Context, Principal } from "./access-request.ts";
import { readCondition } from "./conditions.ts";
import type { Condition } from "./conditions.ts";
import { actionPattern, arnPattern } from "./match.ts";

/** What a policy hangs on: a role, a resource that calls are about, or a role that somebody wants to take on. */
export type PolicyKind = "identity" | "resource" | "trust";

/** A policy as the template has it. */
export type PolicySource = {
  /** What people call it, such as the logical id of its resource. */
  readonly name: string;
  readonly kind: PolicyKind;
  readonly document: unknown;
};

/** A statement of a policy, made ready to judge by. */
export type Statement = {
  /** Of the policy that it stands in. */
  readonly policy: string;
  readonly kind: PolicyKind;
  /** As the policy has it. */
  readonly text: string;
  readonly effect: "Allow" | "Deny";
  /** Names the one who asks himself, or only his account, whose own policies then count too. */
  readonly principal: (who: Principal) => "self" | "account" | "nobody";
  readonly action: (action: string) => boolean;
  readonly resource: (arn: string) => boolean;
  readonly condition: (context: Context) => boolean;
  /** The condition keys that it asks for, in small letters. */
  readonly keys: readonly string[];
};

const oneOrMore = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.pipe(
    z.union([schema, z.array(schema)]),
    z.transform((value) => [value].flat()),
  );
const texts = z.optional(oneOrMore(z.string()));
const values = z.pipe(
  oneOrMore(z.union([z.string(), z.number(), z.boolean()])),
  z.transform((all) => all.flat().map(String)),
);
const PrincipalSchema = z.union([z.literal("*"), z.strictObject({ AWS: texts, Service: texts })]);
// Strict: what is overlooked would allow more than it does in the cloud, or less.
const StatementSchema = z.strictObject({
  Sid: z.optional(z.string()),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: z.optional(PrincipalSchema),
  Action: texts,
  NotAction: texts,
  Resource: texts,
  NotResource: texts,
  Condition: z.optional(z.record(z.string(), z.record(z.string(), values))),
});
const DocumentSchema = z.strictObject({
  Version: z.optional(z.enum(["2012-10-17", "2008-10-17"])),
  Id: z.optional(z.string()),
  Statement: z.union([z.unknown(), z.array(z.unknown())]),
});
type WrittenStatement = z.infer<typeof StatementSchema>;

/**
 * Reads the statements of a policy.
 *
 * @param faults is told of each element, operator and key that is not known here, by name
 */
export function readStatements({ name, kind, document }: PolicySource, faults: string[]): Statement[] {
  const parsed = z.safeParse(DocumentSchema, document, { reportInput: true });
  if (!parsed.success) {
    faults.push(...parsed.error.issues.flatMap(faultsOf).map((fault) => `${name}: ${fault}`));
    return [];
  }
  const listed: unknown[] = [parsed.data.Statement].flat();
  return listed.flatMap((given, at) => {
    const statement = z.safeParse(StatementSchema, given, { reportInput: true });
    const wrong = statement.success
      ? [...misplacedIn(statement.data, kind), ...unknownConditionsIn(statement.data)]
      : statement.error.issues.flatMap(faultsOf);
    faults.push(...wrong.map((fault) => `${name}, statement ${at + 1}: ${fault}`));
    const isKnown = statement.success && wrong.length === 0;
    return isKnown ? [compile(statement.data, { policy: name, kind, text: JSON.stringify(given) })] : [];
  });
}

function misplacedIn(statement: WrittenStatement, kind: PolicyKind): string[] {
  const { Principal: principal, Action, NotAction, Resource, NotResource } = statement;
  const named = [Resource, NotResource].filter((one) => one !== undefined).length;
  const variables = [Resource, NotResource, ...Object.values(statement.Condition ?? {}).flatMap(Object.values)]
    .flat()
    .flatMap((text: unknown) => (typeof text === "string" ? (text.match(/\$\{[^}]*\}/g) ?? []) : []));
  return [
    ...((Action === undefined) === (NotAction === undefined) ? ["one of Action and NotAction is needed"] : []),
    ...(named !== (kind === "trust" ? 0 : 1)
      ? [kind === "trust" ? "a trust policy names no Resource" : "one of Resource and NotResource is needed"]
      : []),
    ...((principal === undefined) === (kind === "identity")
      ? []
      : [kind === "identity" ? "the policy of a role names no Principal" : "a Principal is needed"]),
    ...variables.map((variable) => `the policy variable ${variable} is not known`),
  ];
}

function unknownConditionsIn(statement: WrittenStatement): string[] {
  return conditionsOf(statement).flatMap((read) => (typeof read === "string" ? [read] : []));
}

function conditionsOf({ Condition = {} }: WrittenStatement): (Condition | string)[] {
  return Object.entries(Condition).flatMap(([operator, lines]) =>
    Object.entries(lines).map(([key, wanted]) => readCondition(operator, key, wanted)),
  );
}

function compile(
  written: WrittenStatement,
  known: { readonly policy: string; readonly kind: PolicyKind; readonly text: string },
): Statement {
  const conditions = conditionsOf(written).filter((read) => typeof read !== "string");
  const { Action, NotAction = [], Resource = ["*"], NotResource } = written;
  return {
    ...known,
    effect: written.Effect,
    principal: principalOf(written.Principal),
    action: Action === undefined ? not(anyOf(NotAction, actionPattern)) : anyOf(Action, actionPattern),
    resource: NotResource === undefined ? anyOf(Resource, arnPattern) : not(anyOf(NotResource, arnPattern)),
    condition: (context) => conditions.every((holds) => holds(context)),
    keys: Object.values(written.Condition ?? {}).flatMap((lines) => Object.keys(lines).map((key) => key.toLowerCase())),
  };
}

function principalOf(written: WrittenStatement["Principal"]): Statement["principal"] {
  if (written === undefined || written === "*") return () => "self";
  const { AWS = [], Service = [] } = written;
  return (who) => {
    if (AWS.includes("*")) return "self";
    if (who.kind === "service") return Service.includes(who.name) ? "self" : "nobody";
    if (AWS.includes(who.arn) || AWS.includes(who.session)) return "self";
    return AWS.includes(who.account) || AWS.includes(`arn:aws:iam::${who.account}:root`) ? "account" : "nobody";
  };
}

function anyOf(patterns: readonly string[], compilePattern: (pattern: string) => (text: string) => boolean) {
  const compiled = patterns.map((pattern) => compilePattern(pattern));
  return (text: string) => compiled.some((fits) => fits(text));
}

const not = (fits: (text: string) => boolean) => (text: string) => !fits(text);
