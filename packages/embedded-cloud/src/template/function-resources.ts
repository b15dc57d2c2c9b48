import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { readProperties } from "./read-properties.ts";
import type { Resource, Template } from "./template.ts";

export type FunctionResource = {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  /** The bundle. */
  readonly file: string;
  readonly bundleBytes: number;
  readonly exportName: string;
  readonly timeoutMs: number;
  readonly memoryMegabytes: number;
  /** Exactly what the template gives it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | undefined;
  /** Where an event goes that it failed on and that nobody waits for. */
  readonly deadLetterArn: string | undefined;
  /** What it acts in. */
  readonly roleArn: string;
};

const FunctionSchema = z.object({
  Runtime: z.string().check(z.startsWith("nodejs")),
  Handler: z.string().check(z.regex(/^[^./]+\.[^.]+$/)),
  Description: z._default(z.string(), ""),
  Timeout: z._default(z.int(), 3),
  MemorySize: z._default(z.int(), 128),
  Environment: z._default(z.object({ Variables: z._default(z.record(z.string(), z.string()), {}) }), { Variables: {} }),
  ReservedConcurrentExecutions: z.optional(z.int()),
  Role: z.string(),
  DeadLetterConfig: z.optional(z.object({ TargetArn: z.string() })),
  Layers: z.optional(z.never()),
});

export function readFunctions(template: Template): FunctionResource[] {
  return template.ofType("AWS::Lambda::Function").map((resource) => {
    const properties = readProperties(FunctionSchema, resource);
    const [module = "", exportName = ""] = properties.Handler.split(".");
    const file = bundleFile(resource, module);
    return {
      id: resource.id,
      name: resource.ref,
      arn: resource.attributes["Arn"] ?? "",
      description: properties.Description,
      file,
      bundleBytes: statSync(file).size,
      exportName,
      timeoutMs: properties.Timeout * 1000,
      memoryMegabytes: properties.MemorySize,
      environment: properties.Environment.Variables,
      reservedConcurrency: properties.ReservedConcurrentExecutions,
      deadLetterArn: properties.DeadLetterConfig?.TargetArn,
      roleArn: properties.Role,
    };
  });
}

function bundleFile({ id, assetDirectory }: Resource, module: string): string {
  if (assetDirectory === undefined) throw new Error(`${id} has no asset: its code is not on this machine`);
  const candidates = [".js", ".mjs", ".cjs"].map((extension) => join(assetDirectory, `${module}${extension}`));
  const file = candidates.find((candidate) => existsSync(candidate));
  if (file === undefined) throw new Error(`${id} has no code: looked for ${candidates.join(", ")}`);
  return file;
}
