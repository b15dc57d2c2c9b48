import type { AccessRequest } from "./access-request.ts";
import type { Statement } from "./statement.ts";

export type Verdict =
  | { readonly outcome: "allowed" }
  /** A statement forbids it, whatever others say. */
  | { readonly outcome: "forbidden"; readonly by: Statement }
  /** No statement allows it. */
  | { readonly outcome: "not-allowed" };

/**
 * Judges a call as the cloud does within one account: a denial goes before all; then it is enough that either a policy
 * of the role allows it, or the policy of the resource allows it to this very role or to everybody. What a resource
 * allows to an account as a whole, the role's own policies have to allow too; for a service only the resource's count.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 *
 * @param statements of the policies of the role, and of the resource or role that the call is about
 */
export function evaluate(request: AccessRequest, statements: readonly Statement[]): Verdict {
  const { principal, action, resource, context } = request;
  const fitting = statements.filter(
    (one) =>
      one.principal(principal) !== "nobody" && one.action(action) && one.resource(resource) && one.condition(context),
  );
  const denial = fitting.find(({ effect }) => effect === "Deny");
  if (denial !== undefined) return { outcome: "forbidden", by: denial };
  return fitting.some((one) => one.principal(principal) === "self")
    ? { outcome: "allowed" }
    : { outcome: "not-allowed" };
}
