import type { Properties } from "./stack.ts";
import { valuesAt } from "./values-at.ts";

/** Of what only one may be there at a time: a name, or a place that only one thing can take. */
export type Claim = {
  /** The properties that make it up; one of them that is not given leaves the choice to CloudFormation, which never clashes. */
  readonly by: readonly string[];
  /**
   * What becomes of the second.
   * - refused: the service does not create it
   * - undone: it takes the place over, and is gone when the first one is deleted
   */
  readonly second: "refused" | "undone";
  /** How long the name stays taken after its owner was deleted. */
  readonly restsFor?: string;
  readonly source: string;
};

/** What a rehearsal has to know of a type of resource. Every type of a template needs an entry, if only its page. */
export type ResourceType = {
  /** Its page in CloudFormation's reference. */
  readonly source: string;
  readonly claims?: readonly Claim[];
  /** What is lost with it when it is replaced or called otherwise, if it holds what the template does not say. */
  readonly loss?: string;
  /** Whether what it holds has to outlive its stack. */
  readonly kept?: true;
  /** What keeps the service from deleting it. */
  readonly protection?: { readonly at: string; readonly value: unknown; readonly source: string };
  /** What its creation leaves in another resource, which then cannot be deleted any more. */
  readonly fills?: { readonly at: string; readonly with: string; readonly source: string };
  /** What the service does not let be changed later, though CloudFormation would try. */
  readonly refuses?: (before: Properties, after: Properties) => readonly string[];
};

export type ResourceTypes = Readonly<Record<string, ResourceType>>;

/** The page of a type in CloudFormation's reference. */
export function page(type: string): string {
  const [, service = "", resource = ""] = type.toLowerCase().split("::");
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-${service}-${resource}.html`;
}

/** What a resource claims: each as one text that is equal if they clash. */
export function claimed(type: string, { by }: Claim, properties: Properties): string[] {
  return by
    .map((place) => valuesAt(properties, place).map(String))
    .reduce((made, values) => made.flatMap((start) => values.map((value) => `${start} ${value}`)), [type]);
}

/** Whether the service would refuse to delete it. */
export function isProtected({ protection }: ResourceType, properties: Properties): boolean {
  return protection !== undefined && valuesAt(properties, protection.at).includes(protection.value);
}
