import type { AwsEnvironment } from "../aws-environment.ts";
import type { AccessRequest, Context, Principal } from "./access-request.ts";
import { evaluate } from "./evaluate.ts";
import { accessKeyIdIn, functionKeyIn, keyOf } from "./function-credentials.ts";
import { refusalOf } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { readStatements } from "./statement.ts";
import type { PolicySource, Statement } from "./statement.ts";

/** All policies of a template, as plain values: another thread can judge by them, too. */
export type Policies = {
  readonly awsEnvironment: AwsEnvironment;
  readonly functions: readonly { readonly name: string; readonly arn: string; readonly roleArn: string }[];
  readonly roles: readonly {
    readonly arn: string;
    readonly policies: readonly PolicySource[];
    /** Who may take the role on. */
    readonly trust: PolicySource;
  }[];
  /** By the ARN of the queue, bucket or function that they hang on. */
  readonly resources: readonly { readonly arn: string; readonly policies: readonly PolicySource[] }[];
};

/** A call that is to be judged. */
export type Call = Pick<AccessRequest, "action" | "resource"> & { readonly context?: Context };

/** The permissions that hold by now: until a template is read, and where there is none, everybody may do all. */
export type Enforced = () => Permissions | undefined;

/** More are not kept: of objects there may be any number. */
const mostVerdicts = 20_000;

/** Judges calls by the policies of a template, each kind of call once. */
export class Permissions {
  readonly #policies: Policies;
  readonly #onRefusal: (refusal: Refusal) => void;
  readonly #functions: ReadonlyMap<string, Principal>;
  readonly #ofRoles = new Map<string, readonly Statement[]>();
  readonly #trusts = new Map<string, readonly Statement[]>();
  readonly #ofResources = new Map<string, readonly Statement[]>();
  /** The condition keys that any policy asks for and that calls differ in. */
  readonly #keys: readonly string[];
  readonly #always: Context;
  readonly #verdicts = new Map<string, Refusal | undefined>();

  /**
   * @param onRefusal told of each call that is not let through, each time
   * @throws Error that names every element, operator and key of a policy that is not known here
   */
  constructor(policies: Policies, onRefusal: (refusal: Refusal) => void) {
    this.#policies = policies;
    this.#onRefusal = onRefusal;
    const faults: string[] = [];
    const read = (sources: readonly PolicySource[]) => sources.flatMap((source) => readStatements(source, faults));
    for (const { arn, policies: own, trust } of policies.roles) {
      this.#ofRoles.set(arn, read(own));
      this.#trusts.set(arn, read([trust]));
    }
    for (const { arn, policies: own } of policies.resources) {
      this.#ofResources.set(arn, [...(this.#ofResources.get(arn) ?? []), ...read(own)]);
    }
    for (const { name, roleArn } of policies.functions) {
      if (!this.#ofRoles.has(roleArn)) faults.push(`${name} acts in the role ${roleArn}, which is not in the template`);
    }
    if (faults.length > 0) {
      const lines = faults.map((fault) => `- ${fault}`);
      throw new Error(["The embedded cloud cannot judge by these policies:", ...lines].join("\n"));
    }
    this.#functions = new Map(
      policies.functions.map(({ name, arn, roleArn }) => [keyOf(arn), this.#role(roleArn, name)]),
    );
    const all = [...this.#ofRoles.values(), ...this.#trusts.values(), ...this.#ofResources.values()].flat();
    this.#always = {
      "aws:requestedregion": policies.awsEnvironment.region,
      // Loopback stands for the TLS that every client of the services uses.
      "aws:securetransport": "true",
      "s3:tlsversion": "1.3",
    };
    this.#keys = [...new Set(all.flatMap(({ keys }) => keys))].filter((key) => !Object.hasOwn(this.#always, key));
  }

  get awsEnvironment(): AwsEnvironment {
    return this.#policies.awsEnvironment;
  }

  /**
   * Why a call is not let through; undefined if it is. Whose credentials are no function's is somebody at this machine,
   * who may do all.
   *
   * @param authorization as the call is signed; or a link's or form's credential
   */
  judge(authorization: string | undefined, call: Call): Refusal | undefined {
    const key = functionKeyIn(accessKeyIdIn(authorization));
    if (key === undefined) return undefined;
    const principal = this.#functions.get(key) ?? this.#role("role/gone", "a function that is gone");
    return this.#refuse(principal, call);
  }

  /** Likewise, of what a function's role is to do without the function. */
  ofFunction(arn: string, call: Call): Refusal | undefined {
    const principal = this.#functions.get(keyOf(arn));
    return principal && this.#refuse(principal, call);
  }

  /**
   * Likewise, of what a service does by itself.
   *
   * @param sourceArn on behalf of what it does it, such as a rule
   */
  ofService(name: string, sourceArn: string, call: Call): Refusal | undefined {
    return this.#refuse({ kind: "service", name }, { ...call, context: this.#from(sourceArn) });
  }

  /** Likewise, of what a service does in a role: it must be allowed to take that on, and the role to do it. */
  ofServiceInRole(name: string, role: { arn: string; sourceArn: string }, call: Call): Refusal | undefined {
    return (
      this.#refuse({ kind: "service", name }, this.#takingOn(role)) ?? this.#refuse(this.#role(role.arn, name), call)
    );
  }

  /** Whether a service may take a role on, without a word of it if not. */
  mayTakeOn(name: string, role: { arn: string; sourceArn: string }): boolean {
    return this.#verdict({ kind: "service", name }, this.#takingOn(role)) === undefined;
  }

  #takingOn({ arn, sourceArn }: { arn: string; sourceArn: string }): Call {
    return { action: "sts:AssumeRole", resource: arn, context: this.#from(sourceArn) };
  }

  #from(sourceArn: string): Context {
    return { "aws:sourcearn": sourceArn, "aws:sourceaccount": this.#policies.awsEnvironment.account };
  }

  #role(arn: string, session: string): Principal {
    const { account } = this.#policies.awsEnvironment;
    const name = arn.split("/").at(-1) ?? arn;
    return { kind: "role", arn, session: `arn:aws:sts::${account}:assumed-role/${name}/${session}`, account };
  }

  #refuse(principal: Principal, call: Call): Refusal | undefined {
    const refusal = this.#verdict(principal, call);
    if (refusal !== undefined) this.#onRefusal(refusal);
    return refusal;
  }

  #verdict(principal: Principal, call: Call): Refusal | undefined {
    const { action, resource, context = {} } = call;
    const differing = call.context === undefined ? [] : this.#keys.map((key) => context[key]?.toString() ?? "");
    const who = principal.kind === "service" ? principal.name : principal.session;
    const kind = [who, action, resource, ...differing].join("\n");
    if (!this.#verdicts.has(kind)) {
      if (this.#verdicts.size >= mostVerdicts) this.#verdicts.clear();
      this.#verdicts.set(kind, this.#decide(principal, { action, resource, context }));
    }
    return this.#verdicts.get(kind);
  }

  #decide(principal: Principal, call: Required<Call>): Refusal | undefined {
    const { account } = this.#policies.awsEnvironment;
    const isService = principal.kind === "service";
    const context: Context = {
      ...this.#always,
      "aws:principalisawsservice": String(isService),
      ...(!isService && { "aws:principalarn": principal.arn, "aws:principalaccount": account }),
      ...call.context,
    };
    const request = { ...call, principal, context };
    const verdict = evaluate(request, [
      ...(isService ? [] : (this.#ofRoles.get(principal.arn) ?? [])),
      ...this.#statementsOn(call),
    ]);
    return verdict.outcome === "allowed" ? undefined : refusalOf(request, verdict);
  }

  #statementsOn({ action, resource }: Call): readonly Statement[] {
    if (action === "sts:AssumeRole") return this.#trusts.get(resource) ?? [];
    // An object is in its bucket.
    const [whole = ""] = resource.startsWith("arn:aws:s3:") ? resource.split("/") : [resource];
    return this.#ofResources.get(whole) ?? [];
  }
}
