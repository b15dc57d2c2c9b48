import cdkJson from "../../cdk.json" with { type: "json" };

/** The settings that the stack gets here: those of cdk.json, unless given. */
export function cdkContext(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...cdkJson.context, ...given };
}
