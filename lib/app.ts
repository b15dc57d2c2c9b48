import type { AppOptions } from "./app-options.ts";
import { createRequire } from "node:module";

import { App, Validations } from "aws-cdk-lib";
import recommendedFlags from "aws-cdk-lib/recommended-feature-flags.json" with { type: "json" };
import type * as CdkNag from "cdk-nag";
import type { Node } from "constructs";

import cdkJson from "../cdk.json" with { type: "json" };
import { deploymentNamed } from "./deployment-file.ts";
import laptop from "./deployments/laptop.json" with { type: "json" };
import { DungHanStack } from "./dung-han-stack.ts";
import { readDeployment, settingNames } from "./settings.ts";
import type { Settings } from "./settings.ts";
import { LAPTOP, stackNameOf } from "./stack-name.ts";

/**
 * The app, ready for `synth()`: the same for the CDK's command line, the embedded deployment and the tests.
 * @throws Error that names every setting that is missing or cannot be used.
 */
export function buildApp({ settings, context = {}, outdir, checked = true }: AppOptions = {}): App {
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
  const chosen = settingsOf(app.node, settings);
  new DungHanStack(app, stackNameOf(chosen.name), chosen);
  if (checked) {
    // Loaded only here: it takes as long as the whole stack.
    const { AwsSolutionsChecks }: typeof CdkNag = createRequire(import.meta.url)("cdk-nag");
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  }
  return app;
}

/** The settings of the deployment that the context names, or of one without a file. */
function settingsOf(node: Node, given: AppOptions["settings"]): Settings {
  refuseSettingsInContext(node);
  if (given !== undefined) {
    const { stands = false, ...others } = given;
    return { ...readDeployment({ ...laptop, ...others }, "These settings"), stands: stands === true };
  }
  const name: unknown = node.tryGetContext("deployment") ?? LAPTOP;
  const deployment = deploymentNamed(String(name));
  // Whoever deploys what has a file without a word about it must not take a protection away.
  return { ...deployment, stands: standsIn(node) ?? deployment.name !== LAPTOP };
}

function standsIn(node: Node): boolean | undefined {
  const given: unknown = node.tryGetContext("stands");
  if (given === undefined) return undefined;
  if (given === "yes" || given === "no") return given === "yes";
  throw new Error(`-c stands=: got ${JSON.stringify(given)}; allowed: yes, no`);
}

/** Once they were given like that; forgotten the next time, they went back to what they had been at first. */
function refuseSettingsInContext(node: Node): void {
  const found = settingNames.filter((name) => node.tryGetContext(name) !== undefined);
  if (found.length === 0) return;
  throw new Error(
    `A deployment's settings stand in its file, lib/deployments/NAME.json, and -c deployment=NAME chooses it; given as context: ${found.join(", ")}.`,
  );
}
