import { App, Validations } from "aws-cdk-lib";
import recommendedFlags from "aws-cdk-lib/recommended-feature-flags.json" with { type: "json" };
import { AwsSolutionsChecks } from "cdk-nag";

import cdkJson from "../cdk.json" with { type: "json" };
import { DungHanStack } from "./dung-han-stack.ts";
import { readSettings } from "./settings.ts";
import { stackName } from "./stack-name.ts";

export interface AppOptions {
  /**
   * Settings, and whatever else is context to the CDK; wins over cdk.json, as `-c` does.
   * @default - cdk.json, and what the CDK's command line hands over
   */
  readonly context?: Readonly<Record<string, unknown>>;
  /**
   * Where the assembly is written.
   * @default - where the CDK's command line wants it
   */
  readonly outdir?: string;
  /**
   * Whether the template is checked by the library's own rules and cdk-nag's; a finding then fails synthesis.
   * @default true
   */
  readonly checked?: boolean;
}

/**
 * The app, ready for `synth()`: the same for the CDK's command line, the embedded deployment and the tests.
 * @throws Error that names every setting that is missing or cannot be used.
 */
export function buildApp({ context = {}, outdir, checked = true }: AppOptions = {}): App {
  const app = new App({
    context: {
      ...recommendedFlags,
      // What the library's own rules find is an error, not a warning.
      "@aws-cdk/core:validateAgainstDefaultRules": true,
      // As the CDK's command line sets them: one template, whoever synthesizes it.
      "aws:cdk:enable-path-metadata": true,
      "aws:cdk:enable-asset-metadata": true,
      ...cdkJson.context,
      ...context,
    },
    ...(outdir !== undefined && { outdir }),
    builtinCloudFormationValidation: checked,
    analyticsReporting: false,
  });
  new DungHanStack(app, stackName, readSettings(app.node));
  if (checked) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
