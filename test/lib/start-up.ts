import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { writeBundle } from "../../lib/bundle/write-bundle.ts";
import type { Bundle } from "../../lib/kept/kept-bundles.ts";
import type { Properties } from "./synthesized.ts";

/** What Lambda itself puts into every function's environment. */
const fromLambda = {
  AWS_LAMBDA_FUNCTION_NAME: "tested",
  AWS_REGION: "ap-southeast-1",
  AWS_ACCESS_KEY_ID: "example",
  AWS_SECRET_ACCESS_KEY: "example",
  AWS_SESSION_TOKEN: "example",
  LAMBDA_TASK_ROOT: taskRoot(),
};

/** A folder like the one that a function is laid out in, with what may lie beside its code. */
function taskRoot(): string {
  const folder = mkdtempSync(join(tmpdir(), "dung-han-task-"));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  for (const name of ["page.css", "page.js", "icon.svg"]) writeFileSync(join(folder, name), "");
  return folder;
}

/**
 * Loads a bundle as Lambda would, in a process with this environment and no other.
 * @returns "ready" when it exports a handler, else what it threw.
 */
export function startUp(bundle: Pick<Bundle, "code" | "parts">, environment: Record<string, string>): string {
  const file = join(fromLambda.LAMBDA_TASK_ROOT, "index.cjs");
  writeBundle(bundle, file);
  const { stdout } = spawnSync(process.execPath, ["--input-type=commonjs", "-"], {
    // Caught here, since Node would print the line of code with it, which is the whole bundle.
    input: `try { console.log(require(${JSON.stringify(file)}).handler ? "ready" : "no handler"); } catch (error) { console.log(String(error)); }`,
    env: { ...fromLambda, ...environment },
    encoding: "utf8",
  });
  return stdout.trim();
}

/** A value of the template as it would look once deployed: made up, but of the right form. */
export function asDeployed(value: Properties[string], name: string): string {
  if (typeof value === "string") return value;
  if (value.Ref)
    return name.endsWith("_URL") ? `https://sqs.ap-southeast-1.amazonaws.com/111122223333/${value.Ref}` : value.Ref;
  if (value["Fn::Join"]) {
    const [between, parts] = value["Fn::Join"];
    return parts.map((part: Properties[string]) => asDeployed(part, name)).join(between);
  }
  const [id, attribute] = value["Fn::GetAtt"] ?? [];
  if (attribute === "Arn") return `arn:aws:any:ap-southeast-1:111122223333:${id}`;
  if (attribute === "ApiEndpoint") return `https://${id}.execute-api.ap-southeast-1.amazonaws.com`;
  if (attribute === "ProviderURL") return `https://cognito-idp.ap-southeast-1.amazonaws.com/${id}`;
  throw new Error(`${name} has a form that this test does not know: ${JSON.stringify(value)}`);
}
