import { buildApp } from "../app.ts";
import { laptopStackName } from "../stack-name.ts";
import type { Place, Origins } from "embedded-cloud";
import { Template } from "embedded-cloud";

/**
 * Synthesizes the stack that would be deployed, bundles and all, and reads its template.
 *
 * @param settings those of the stack; what is not given is the laptop's
 * @param directory where the cloud assembly is written; one that this process has not written to before, for the CDK
 *   remembers which assets lie where
 */
export function synthesizeTemplate({
  settings,
  directory,
  place,
  origins,
}: {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly directory: string;
  readonly place: Place;
  readonly origins: Origins;
}): Template {
  // Unchecked: the rules speak of what is deployed, and the check would double the start-up time.
  const assembly = buildApp({ settings, outdir: directory, checked: false }).synth();
  const { template } = assembly.getStackByName(laptopStackName);
  return new Template({ template, directory: assembly.directory, stackName: laptopStackName, place, origins });
}
