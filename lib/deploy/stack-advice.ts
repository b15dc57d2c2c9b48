import type { StackStatus } from "@aws-sdk/client-cloudformation";

/** A stack, as commands name it. */
export type Named = { readonly name: string; readonly stackName: string; readonly region: string };

/**
 * What a status means for whoever wants to deploy: nothing is there yet; the first deployment failed and was taken back;
 * something stands that can be updated; something goes on; or somebody has to do something first.
 */
export type Advice =
  | { readonly kind: "absent" | "failed-first" | "stands" }
  | { readonly kind: "wait"; readonly say: string }
  | { readonly kind: "stuck"; readonly say: string };

/** What to do about a stack in this status (API reference of CloudFormation, "Stack status codes"). */
export function adviceOn(status: StackStatus | undefined, { name, stackName, region }: Named): Advice {
  const onStack = `--stack-name ${stackName} --region ${region}`;
  const goOn = `then: npm run deploy -- ${name}`;
  switch (status) {
    case undefined:
    case "DELETE_COMPLETE":
    // A change set was made and never run: nothing of it is there.
    case "REVIEW_IN_PROGRESS":
      return { kind: "absent" };
    case "ROLLBACK_COMPLETE":
      return { kind: "failed-first" };
    case "CREATE_COMPLETE":
    case "UPDATE_COMPLETE":
    case "UPDATE_ROLLBACK_COMPLETE":
    case "IMPORT_COMPLETE":
    case "IMPORT_ROLLBACK_COMPLETE":
      return { kind: "stands" };
    case "CREATE_IN_PROGRESS":
    case "ROLLBACK_IN_PROGRESS":
    case "DELETE_IN_PROGRESS":
    case "UPDATE_IN_PROGRESS":
    case "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS":
    case "UPDATE_ROLLBACK_IN_PROGRESS":
    case "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS":
    case "IMPORT_IN_PROGRESS":
    case "IMPORT_ROLLBACK_IN_PROGRESS":
      return { kind: "wait", say: `somebody is at it: wait until ${status} is over, ${goOn}` };
    case "CREATE_FAILED":
    case "ROLLBACK_FAILED":
      return {
        kind: "stuck",
        say: `the first deployment failed and could not be taken back. See what could not be removed and why: aws cloudformation describe-stack-events ${onStack}; mend that, remove the rest: aws cloudformation delete-stack ${onStack}; ${goOn}`,
      };
    case "UPDATE_FAILED":
      return {
        kind: "stuck",
        say: `an update failed and was not taken back. Take it back: aws cloudformation rollback-stack ${onStack}; ${goOn}`,
      };
    case "UPDATE_ROLLBACK_FAILED":
      return {
        kind: "stuck",
        say: `an update failed, and so did taking it back. See why: aws cloudformation describe-stack-events ${onStack}; mend that, take it back: aws cloudformation continue-update-rollback ${onStack}; ${goOn}`,
      };
    case "IMPORT_ROLLBACK_FAILED":
      return {
        kind: "stuck",
        say: `taking resources in failed, and so did taking that back. See why: aws cloudformation describe-stack-events ${onStack}; mend that; ${goOn}`,
      };
    case "DELETE_FAILED":
      return {
        kind: "stuck",
        say: `somebody began to remove it, and it could not be removed whole: part of it may be gone. docs/deploy.md says how to finish: aws cloudformation delete-stack ${onStack}`,
      };
    default:
      return status satisfies never;
  }
}
