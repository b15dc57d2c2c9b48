import type { AccessRequest, Principal } from "./access-request.ts";
import type { Verdict } from "./evaluate.ts";

/** A call that policies do not let through. */
export type Refusal = {
  /** Who asked: the function, or else the service. */
  readonly caller: string;
  /** Such as `sqs:SendMessage`. */
  readonly call: string;
  /** Its ARN; `*` for a call that is about no one resource. */
  readonly resource: string;
  /** The statement that is missing and where, or the one that forbids it; a sentence. */
  readonly why: string;
  /** As the services tell it. */
  readonly user: string;
  readonly because: string;
};

/** What is told of a call that was judged, and not let through. */
export function refusalOf(request: AccessRequest, verdict: Exclude<Verdict, { outcome: "allowed" }>): Refusal {
  const { principal, action, resource } = request;
  const told = {
    caller: principal.kind === "service" ? principal.name : (principal.session.split("/").at(-1) ?? ""),
    call: action,
    resource,
    user: principal.kind === "service" ? principal.name : principal.session,
  };
  if (verdict.outcome === "forbidden") {
    const { kind, policy, text } = verdict.by;
    return {
      ...told,
      why: `${policy} forbids it by ${text}`,
      because: `with an explicit deny in ${kind === "identity" ? "an identity-based" : "a resource-based"} policy`,
    };
  }
  const kind = principal.kind === "service" ? "resource-based" : "identity-based";
  return { ...told, why: missing(request), because: `because no ${kind} policy allows the ${action} action` };
}

/** @param resource as the service writes it */
export function messageOf({ user, call, because }: Refusal, resource: string): string {
  return `User: ${user} is not authorized to perform: ${call} on resource: ${resource} ${because}`;
}

/** On one line, as the replay ends with it. */
export function refusalLine({ caller, call, resource, why }: Refusal): string {
  return `${caller} may not call ${call} on ${resource}: ${why}`;
}

function missing({ principal, action, resource, context }: AccessRequest): string {
  const about = action === "sts:AssumeRole" ? {} : { Resource: resource };
  if (principal.kind === "role") {
    return `its role ${roleName(principal)} lacks ${JSON.stringify({ Effect: "Allow", Action: action, ...about })}`;
  }
  const source = context["aws:sourcearn"];
  const statement = {
    Effect: "Allow",
    Principal: { Service: principal.name },
    Action: action,
    ...about,
    ...(source !== undefined && { Condition: { ArnEquals: { "aws:SourceArn": source } } }),
  };
  return `the resource's own policy lacks ${JSON.stringify(statement)}`;
}

function roleName({ arn }: Extract<Principal, { kind: "role" }>): string {
  return arn.split("/").at(-1) ?? arn;
}
