import * as z from "zod/mini";
import type { Resource } from "./template.ts";

/**
 * The properties of a resource, as far as the embedded cloud knows them.
 *
 * @throws Error that names the resource, and each of its properties that is not known, or not with this value
 */
export function readProperties<S extends z.ZodMiniType>(
  schema: S,
  { id, type, properties }: Pick<Resource, "id" | "type" | "properties">,
): z.output<S> {
  const parsed = z.safeParse(schema, properties, { reportInput: true });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap(faultsOf).map((fault) => `- ${fault}`);
  throw new Error([`The embedded cloud cannot stand up ${id} (${type}):`, ...faults].join("\n"));
}

/** What is wrong with a value, in words: a property that is not known, or one that has another form. */
export function faultsOf(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => `${path === "" ? key : `${path}.${key}`} is not known`);
  }
  const got = JSON.stringify(issue.input) ?? "nothing";
  return [`${path}: got ${got}, known is ${wantedBy(issue)}`];
}

function wantedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return issue.values.map((value) => JSON.stringify(value)).join(" or ");
  if (issue.code === "invalid_type")
    return issue.expected === "never" ? "nothing" : `a value of type ${issue.expected}`;
  return "another form";
}
