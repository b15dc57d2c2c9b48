import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";

import type { StackSource } from "./stack.ts";

const ReleasedSchema = z.object({
  name: z.string(),
  region: z.string(),
  terminationProtection: z.boolean(),
  template: z.looseObject({ Resources: z.record(z.string(), z.unknown()) }),
});

/** The template of a variant that was released last, as it stands where it was deployed; undefined if none is kept. */
export function readReleased(directory: string, variant: string): StackSource | undefined {
  const file = fileOf(directory, variant);
  if (!existsSync(file)) return undefined;
  return { ...z.parse(ReleasedSchema, JSON.parse(readFileSync(file, "utf8"))), stands: true };
}

/** Keeps a template as the one that was released last, one resource to a line, so that a change can be read. */
export function keepReleased(directory: string, variant: string, source: StackSource): string {
  const { template, ...facts } = z.parse(ReleasedSchema, source);
  const { Resources, ...rest } = template;
  const lines = Object.entries(Resources).map(([id, resource]) => `${JSON.stringify(id)}:${JSON.stringify(resource)}`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    fileOf(directory, variant),
    `${JSON.stringify(facts).slice(0, -1)},"template":{
${Object.entries(rest)
  .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},\n`)
  .join("")}"Resources":{
${lines.join(",\n")}
}}}
`,
  );
  return fileOf(directory, variant);
}

function fileOf(directory: string, variant: string): string {
  return join(directory, `${variant}.template.json`);
}
