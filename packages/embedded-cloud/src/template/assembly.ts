import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import type { AwsEnvironment } from "../aws-environment.ts";
import { Template } from "./template.ts";
import type { Origins } from "./template-types.ts";

const ArtifactSchema = z.object({
  type: z.string(),
  properties: z.optional(
    z.object({
      templateFile: z.optional(z.string()),
      stackName: z.optional(z.string()),
      directoryName: z.optional(z.string()),
    }),
  ),
});
const ManifestSchema = z.object({ artifacts: z._default(z.record(z.string(), ArtifactSchema), {}) });

type Stack = { readonly name: string; readonly directory: string; readonly templateFile: string };

/**
 * Reads the template of a stack from a cloud assembly: the folder that `cdk synth` writes.
 *
 * @param stackName may be left out where the assembly has one stack
 * @throws when there is no assembly, or no such stack in it
 */
export function readAssembly({
  directory,
  stackName,
  awsEnvironment,
  origins,
}: {
  readonly directory: string;
  readonly stackName: string | undefined;
  readonly awsEnvironment: AwsEnvironment;
  readonly origins: Origins;
}): Template {
  const all = stacksOf(directory);
  const found = all.filter(({ name }) => stackName === undefined || name === stackName);
  const [stack] = found;
  if (stack === undefined || found.length > 1) {
    const names = all.map(({ name }) => name).join(", ") || "none";
    throw new Error(`${directory}: got ${stackName ?? "no name of a stack"}; the stacks there are: ${names}`);
  }
  const template = readJson(join(stack.directory, stack.templateFile));
  return new Template({ template, directory: stack.directory, stackName: stack.name, awsEnvironment, origins });
}

/** The stacks of an assembly, and of those that its stages are written to. */
function stacksOf(directory: string): Stack[] {
  const { artifacts } = z.parse(ManifestSchema, readJson(join(directory, "manifest.json")));
  return Object.entries(artifacts).flatMap(([id, { type, properties = {} }]) => {
    const { templateFile, stackName = id, directoryName } = properties;
    if (type === "aws:cloudformation:stack" && templateFile !== undefined) {
      return [{ name: stackName, directory, templateFile }];
    }
    return type === "cdk:cloud-assembly" && directoryName !== undefined ? stacksOf(join(directory, directoryName)) : [];
  });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new Error(`${file} is no part of a cloud assembly, as cdk synth writes it`, { cause });
  }
}
