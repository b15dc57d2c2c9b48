import { orderOf } from "./order.ts";
import type { Order } from "./order.ts";
import { parseTemplate } from "./template.ts";
import type { Policy, Template } from "./template.ts";
import { referencesIn, resolve } from "./values.ts";

/** The account of the rehearsal: of no importance but that there is one. */
const ACCOUNT = "111122223333";

export type StackSource = {
  readonly name: string;
  readonly region: string;
  /** As it was synthesized. */
  readonly template: unknown;
  readonly terminationProtection: boolean;
  /** Whether its first deployment is done: only then may anything of it be protected from being deleted. */
  readonly stands: boolean;
};

export type Properties = Readonly<Record<string, unknown>>;

export type Resource = {
  readonly id: string;
  readonly type: string;
  /** As the template gives them. */
  readonly given: Properties;
  /** With the template's functions resolved, as in an account in which it has been created once. */
  readonly properties: Properties;
  readonly deletionPolicy: Policy;
  readonly updateReplacePolicy: Policy;
};

/** How the physical resources of a stack are called. */
export type Naming = { readonly stackId: string; readonly physical: (id: string) => string };

/** Names as CloudFormation makes them up: others at each creation, so that they never clash. */
export function namesOf({ name, region }: Pick<Stack, "name" | "region">, creation: number): Naming {
  return {
    stackId: `arn:aws:cloudformation:${region}:${ACCOUNT}:stack/${name}/${String(creation).padStart(8, "0")}-0000-4000-8000-000000000000`,
    physical: (id) => `${name}-${id}-${creation}`,
  };
}

/** A template that is about to be deployed under a name. */
export class Stack {
  readonly name: string;
  readonly terminationProtection: boolean;
  readonly stands: boolean;
  readonly region: string;
  readonly template: Template;
  readonly order: Order;
  /** In an order in which they can be created. */
  readonly resources: readonly Resource[];
  readonly #byId: ReadonlyMap<string, Resource>;
  readonly #byName: ReadonlyMap<string, Resource>;

  /** @throws Error for what CloudFormation would not even begin with: names of nothing, circles, no template at all. */
  constructor({ name, region, template, terminationProtection, stands }: StackSource) {
    this.name = name;
    this.region = region;
    this.terminationProtection = terminationProtection;
    this.stands = stands;
    this.template = parseTemplate(template);
    this.order = orderOf(dependenciesOf(this.template));
    const naming = namesOf(this, 1);
    const resolved = this.resolve(naming);
    this.resources = this.order.ids.flatMap((id) => {
      const resource = this.template.Resources[id];
      if (!resource) return [];
      const { Type: type, Properties: given, DeletionPolicy, UpdateReplacePolicy } = resource;
      const properties = resolved(id);
      return { id, type, given, properties, deletionPolicy: DeletionPolicy, updateReplacePolicy: UpdateReplacePolicy };
    });
    this.#byId = new Map(this.resources.map((resource) => [resource.id, resource]));
    this.#byName = new Map(this.resources.map((resource) => [naming.physical(resource.id), resource]));
  }

  ofType(type: string): readonly Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** @throws Error if there is none */
  resource(id: string): Resource {
    const resource = this.#byId.get(id);
    if (!resource) throw new Error(`${this.name} has no resource ${id}.`);
    return resource;
  }

  /** The resource that a resolved value names, by what `Ref` or its ARN gives. */
  named(value: unknown): Resource | undefined {
    return typeof value === "string"
      ? this.#byName.get(value.replace(/^(arn:[^:]*:[^:]*:[^:]*:[^:]*:)/, ""))
      : undefined;
  }

  /** What `Fn::GetAtt` gives as the ARN of a resource. */
  arnOf({ id, type }: Resource): string {
    return this.#arn(type, namesOf(this, 1).physical(id));
  }

  /** The properties of each resource under other names. */
  resolve({ stackId, physical }: Naming): (id: string) => Properties {
    const pseudo: Record<string, string> = {
      "AWS::AccountId": ACCOUNT,
      "AWS::Partition": "aws",
      "AWS::Region": this.region,
      "AWS::StackId": stackId,
      "AWS::StackName": this.name,
      "AWS::URLSuffix": "amazonaws.com",
    };
    const { Resources, Parameters } = this.template;
    const lookups = {
      ref: (name: string) =>
        Resources[name] ? physical(name) : (pseudo[name] ?? String(Parameters[name]?.Default ?? `{${name}}`)),
      attribute: (id: string, name: string) =>
        name === "Arn" ? this.#arn(Resources[id]?.Type ?? "", physical(id)) : `${physical(id)}.${name}`,
    };
    return (id) =>
      Object.fromEntries(
        Object.entries(Resources[id]?.Properties ?? {}).map(([name, value]) => [name, resolve(value, lookups)]),
      );
  }

  #arn(type: string, physical: string): string {
    return `arn:aws:${type.split("::")[1]?.toLowerCase()}:${this.region}:${ACCOUNT}:${physical}`;
  }
}

function dependenciesOf({ Resources, Parameters }: Template): Map<string, Set<string>> {
  return new Map(
    Object.entries(Resources).map(([id, { Properties, DependsOn }]) => {
      const names = new Set([...referencesIn(Properties), ...[DependsOn].flat()]);
      const unknown = [...names].filter(
        (name) => !Object.hasOwn(Resources, name) && !Object.hasOwn(Parameters, name) && !name.startsWith("AWS::"),
      );
      if (unknown.length > 0) throw new Error(`${id} names what the template does not have: ${unknown.join(", ")}`);
      return [id, new Set([...names].filter((name) => Object.hasOwn(Resources, name)))];
    }),
  );
}
