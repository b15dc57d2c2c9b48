import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as z from "zod/mini";

import { buildApp } from "../app.ts";
import type { StackSource } from "./stack.ts";

type Settings = Readonly<Record<string, unknown>>;

const common: Settings = {
  region: "ap-southeast-1",
  homeUnit: "snv",
  keeper: "vanthu@snv.daklak.test",
  sender: "dunghan@daklak.test",
  identity: "make",
  operatorEmail: "truc@daklak.test",
};

/** Every kind of template that there is, by the settings that make it: deployments as they would have a file. */
export const variants: Readonly<Record<string, Settings>> = {
  pool: { ...common, name: "dak-lak" },
  issuer: {
    ...common,
    name: "dak-nong",
    sender: "dunghan@daknong.test",
    issuer: "https://sso.daknong.test",
    audience: ["dung-han"],
  },
  scanner: {
    ...common,
    name: "gia-lai",
    sender: "dunghan@gialai.test",
    siteUrl: "https://baocao.gialai.test",
    scan: "guardduty",
    securityContact: "an-toan@gialai.test",
  },
  /** Beside the first, in its domain. */
  adopted: {
    ...common,
    name: "dak-lak-thu",
    identity: "adopt",
    secondFactor: true,
    systems: [{ client: "4hqv1k2m3n4p5q6r7s8t9u0v1w", unit: "stttt" }],
  },
};

/**
 * The template of a variant, without the functions' bundles: they are of no account here, and take seconds to make.
 * @param stands whether its first deployment is done
 */
export function synthesize(settings: Settings, { stands }: { readonly stands: boolean }): StackSource {
  const outdir = mkdtempSync(join(tmpdir(), "dung-han-rehearsal-"));
  try {
    const context = { "aws:cdk:bundling-stacks": [] };
    const app = buildApp({ settings: { ...settings, stands }, context, outdir, checked: false });
    const [stack, ...more] = app.synth().stacks;
    if (!stack || more.length > 0) throw new Error("Not one stack was synthesized.");
    const { stackName: name, template, terminationProtection = false, environment } = stack;
    return { name, region: environment.region, template: withoutCode(template), terminationProtection, stands };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const TemplateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({
      Metadata: z.optional(z.unknown()),
      Properties: z.optional(z.looseObject({ Code: z.optional(z.unknown()) })),
    }),
  ),
});

/** A template without what changes with every line of the functions' code, and without what the CDK notes for itself. */
function withoutCode(template: unknown): unknown {
  const parsed = z.parse(TemplateSchema, template);
  const Resources = Object.entries(parsed.Resources).map(([id, resource]) => {
    const { Properties } = resource;
    const lean = Properties?.Code === undefined ? resource : { ...resource, Properties: { ...Properties, Code: {} } };
    return [id, { ...lean, Metadata: undefined }];
  });
  return { ...parsed, Resources: Object.fromEntries(Resources) };
}
