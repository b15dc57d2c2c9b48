import { arnIn } from "../aws-environment.ts";
import type { AwsEnvironment } from "../aws-environment.ts";
import { accessKeyIdIn } from "../permissions/function-credentials.ts";
import type { Permissions } from "../permissions/permissions.ts";
import type { Refusal } from "../permissions/refusal.ts";
import { ServiceRefusal } from "../service-refusal.ts";

export type SendCall = {
  /** The verified identity that the letter is from, the configuration set that it names, and whoever else is asked about. */
  readonly resources: readonly string[];
  readonly from: string;
  /** Where what bounces comes back to. */
  readonly feedback: string;
  readonly recipients: readonly string[];
};

/**
 * Refuses a letter that the caller may not send: it must be allowed each identity and configuration set that is asked
 * about.
 *
 * https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
 *
 * @throws ServiceRefusal `AccessDenied`, as the service words it
 */
export function checkSendCall(permissions: Permissions, authorization: string | undefined, call: SendCall): void {
  const context = {
    "ses:fromaddress": call.from,
    "ses:feedbackaddress": call.feedback,
    "ses:recipients": call.recipients,
  };
  for (const named of call.resources) {
    const resource = arnIn(permissions.awsEnvironment, "ses", named);
    const refusal = permissions.judge(authorization, { action: "ses:SendRawEmail", resource, context });
    if (refusal !== undefined) throw denied(refusal);
  }
}

/** @throws ServiceRefusal `AccessDenied` */
export function checkMailCall(permissions: Permissions, authorization: string | undefined, action: string): void {
  const refusal = permissions.judge(authorization, { action: `ses:${action}`, resource: "*" });
  if (refusal !== undefined) throw denied(refusal);
}

/**
 * As for a recipient that policies of the account do not let anybody write to.
 *
 * https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
 */
export function deniedRecipient(
  authorization: string | undefined,
  recipient: string,
  where: AwsEnvironment,
): ServiceRefusal {
  return denied({
    user: `arn:aws:sts::${where.account}:assumed-role/local/${accessKeyIdIn(authorization)}`,
    call: "ses:SendRawEmail",
    resource: arnIn(where, "ses", `identity/${recipient}`),
  });
}

function denied({ user, call, resource }: Pick<Refusal, "user" | "call" | "resource">): ServiceRefusal {
  const told = `User \`${user}' is not authorized to perform \`${call}' on resource \`${resource}'`;
  return new ServiceRefusal("AccessDenied", told, 403);
}
