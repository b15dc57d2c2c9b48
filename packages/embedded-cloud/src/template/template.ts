import { join } from "node:path";
import * as z from "zod/mini";
import type { AwsEnvironment } from "../aws-environment.ts";
import { leftOut, stoodUp } from "./template-types.ts";
import type { Identity, Origins } from "./template-types.ts";
import { resolveValue } from "./template-values.ts";

const ResourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
  Metadata: z.optional(z.record(z.string(), z.unknown())),
  Condition: z.optional(z.string()),
});
const TemplateSchema = z.looseObject({ Resources: z.record(z.string(), ResourceSchema) });

export type Resource = {
  /** Its logical id. */
  readonly id: string;
  readonly type: string;
  /** What other parts of the template call it. */
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** With all functions of the template resolved. */
  readonly properties: unknown;
  /** Where its asset lies, for a resource that has one. */
  readonly assetDirectory: string | undefined;
};

export type TemplateProps = {
  /** As it is parsed from `*.template.json`. */
  readonly template: unknown;
  /** Of the cloud assembly; assets are found from here. */
  readonly directory: string;
  readonly stackName: string;
  readonly awsEnvironment: AwsEnvironment;
  readonly origins: Origins;
};

/** A synthesized template as the embedded deployment reads it: what it does not say is not there. */
export class Template {
  readonly #resources: Readonly<Record<string, z.infer<typeof ResourceSchema>>>;
  readonly #props: TemplateProps;

  /** @throws for resource types that are not known, all by name */
  constructor(props: TemplateProps) {
    this.#props = props;
    this.#resources = z.parse(TemplateSchema, props.template).Resources;
    const known = (type: string) => Object.hasOwn(stoodUp, type) || Object.hasOwn(leftOut, type);
    const unknown = Object.entries(this.#resources).filter(([, { Type }]) => !known(Type));
    const conditional = Object.entries(this.#resources).filter(
      ([, { Type, Condition }]) => Condition !== undefined && !Object.hasOwn(leftOut, Type),
    );
    if (unknown.length + conditional.length === 0) return;
    throw new Error(
      [
        "The embedded deployment cannot stand up this template:",
        ...unknown.map(([id, { Type }]) => `- ${id}: the type ${Type} is not known`),
        ...conditional.map(([id, { Condition }]) => `- ${id}: conditions (${Condition}) are not known`),
      ].join("\n"),
    );
  }

  /** All resources of these types, in the template's order. */
  ofType(...types: string[]): Resource[] {
    return Object.entries(this.#resources).flatMap(([id, { Type, Properties, Metadata }]) => {
      if (!types.includes(Type)) return [];
      const { ref, attributes = {} } = this.#identity(id);
      const asset = Metadata?.["aws:asset:path"] ?? assetIn(Properties);
      const assetDirectory = typeof asset === "string" ? join(this.#props.directory, asset) : undefined;
      return [{ id, type: Type, ref, attributes, properties: this.#resolve(Properties), assetDirectory }];
    });
  }

  #resolve(value: unknown): unknown {
    return resolveValue(value, {
      ref: (name) => this.#pseudoParameters[name] ?? this.#identity(name).ref,
      attribute: (id, name) => {
        const found = this.#identity(id).attributes?.[name];
        if (found === undefined)
          throw new Error(`The embedded deployment does not know the attribute ${name} of ${id}`);
        return found;
      },
    });
  }

  #identity(id: string): Identity {
    const { stackName, awsEnvironment, origins } = this.#props;
    const resource = this.#resources[id];
    if (resource === undefined)
      throw new Error(`The template names ${id}, which the embedded deployment does not know`);
    const identify = stoodUp[resource.Type];
    if (identify === undefined) {
      throw new Error(`Something names ${id}, but the embedded deployment leaves out the type ${resource.Type}`);
    }
    const given = (property: string) => {
      const value = this.#resolve(resource.Properties[property]);
      return value === undefined ? undefined : z.parse(z.string(), value);
    };
    return identify({ id, made: `${stackName}-${id}`, given, awsEnvironment, origins });
  }

  get #pseudoParameters(): Record<string, string> {
    const { stackName, awsEnvironment } = this.#props;
    return {
      "AWS::AccountId": awsEnvironment.account,
      "AWS::Partition": "aws",
      "AWS::Region": awsEnvironment.region,
      "AWS::StackId": `arn:aws:cloudformation:${awsEnvironment.region}:${awsEnvironment.account}:stack/${stackName}/local`,
      "AWS::StackName": stackName,
      "AWS::URLSuffix": "amazonaws.com",
    };
  }
}

const CodeSchema = z.object({ Code: z.object({ S3Key: z.string().check(z.regex(/^[0-9a-f]{64}\.zip$/)) }) });

/** The folder of a function's code, where the metadata that the CDK's command line asks for is not there. */
function assetIn(properties: unknown): string | undefined {
  const parsed = z.safeParse(CodeSchema, properties);
  return parsed.success ? `asset.${parsed.data.Code.S3Key.slice(0, -".zip".length)}` : undefined;
}
