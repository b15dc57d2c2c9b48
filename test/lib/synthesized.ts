import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Template } from "aws-cdk-lib/assertions";

import { buildApp } from "../../lib/app.ts";

const functionsDir = join(import.meta.dirname, "../../functions");

/** What stands in a template: whatever form the resource has. */
export type Properties = ReturnType<Template["findResources"]>[string];

export type Statement = { actions: string[]; resources: unknown[]; condition?: unknown };
export type Deployed = {
  id: string;
  entry: string;
  properties: Properties;
  environment: Record<string, unknown>;
  statements: Statement[];
};

/** The functions to deploy: the files of functions/ that export a handler. */
export const entries = readdirSync(functionsDir)
  .filter(
    (name) =>
      name.endsWith(".ts") &&
      /^export (const|async function|function) handler\b/m.test(readFileSync(join(functionsDir, name), "utf8")),
  )
  .map((name) => name.slice(0, -".ts".length));

/** Settings of a deployment that is no laptop's. */
export const dakLak = {
  name: "dak-lak",
  region: "ap-southeast-1",
  homeUnit: "snv",
  keeper: "vanthu@snv.daklak.test",
  sender: "dunghan@daklak.test",
  identity: "make",
  operatorEmail: "truc@daklak.test",
};

/** Context by which no bundles are made: it takes seconds off. */
export const unbundled = { "aws:cdk:bundling-stacks": [] };

/** By settings: what one file of tests has synthesized, the next one in the same process does not again. */
const templates = new Map<string, string>();

/** The template as it would be deployed, but for the bundles: they are not made. @param settings besides the laptop's */
export function synthesize(settings: Record<string, unknown> = {}): Template {
  const name = JSON.stringify(settings);
  const template = templates.get(name) ?? synthesizedNow(settings);
  templates.set(name, template);
  return Template.fromJSON(JSON.parse(template));
}

function synthesizedNow(settings: Record<string, unknown>): string {
  const outdir = mkdtempSync(join(tmpdir(), "dung-han-template-"));
  try {
    const { stacks } = buildApp({ settings, context: unbundled, outdir, checked: false }).synth();
    return JSON.stringify(only(stacks).template);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

export function resourcesOf(template: Template, type: string): { id: string; properties: Properties }[] {
  return Object.entries(template.findResources(type)).map(([id, resource]) => ({
    id,
    properties: resource["Properties"] ?? {},
  }));
}

/** The statements of every policy that is attached to a role. */
export function statementsOf(template: Template, roleId: string): Statement[] {
  return resourcesOf(template, "AWS::IAM::Policy")
    .filter(({ properties }) => properties["Roles"].some((role: { Ref: string }) => role.Ref === roleId))
    .flatMap(({ properties }) => properties["PolicyDocument"].Statement)
    .map((statement) => {
      if (statement.Effect !== "Allow")
        throw new Error(`a statement that is not an allowance: ${JSON.stringify(statement)}`);
      return {
        actions: [statement.Action].flat(),
        resources: [statement.Resource].flat(),
        condition: statement.Condition,
      };
    });
}

export function deployedFunctions(template: Template): Deployed[] {
  return resourcesOf(template, "AWS::Lambda::Function").map(({ id, properties }) => ({
    id,
    properties,
    entry: String(properties["Description"]).replace(/^functions\/|\.ts$/g, ""),
    environment: properties["Environment"].Variables,
    statements: statementsOf(template, properties["Role"]["Fn::GetAtt"][0]),
  }));
}

export const arnOf = (id: string): unknown => ({ "Fn::GetAtt": [id, "Arn"] });

export const only = <T>(items: readonly T[]): T => {
  const [item] = items;
  if (item === undefined || items.length > 1) throw new Error(`one was expected, ${items.length} found`);
  return item;
};
