import { buildApp } from "../app.ts";

/**
 * Synthesizes the stack that would be deployed, bundles and all.
 *
 * @param settings those of the stack; what is not given is the laptop's
 * @param directory where the cloud assembly is written; one that this process has not written to before, for the CDK
 *   remembers which assets lie where
 * @returns the directory
 */
export function synthesize({
  settings,
  directory,
}: {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly directory: string;
}): string {
  // Unchecked: the rules speak of what is deployed, and the check would double the start-up time.
  return buildApp({ settings, outdir: directory, checked: false }).synth().directory;
}
