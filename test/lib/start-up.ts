import { spawnSync } from "node:child_process";

/** What Lambda itself puts into every function's environment. */
const fromLambda = {
  AWS_REGION: "ap-southeast-1",
  AWS_ACCESS_KEY_ID: "example",
  AWS_SECRET_ACCESS_KEY: "example",
  AWS_SESSION_TOKEN: "example",
};

/**
 * Loads a bundle as Lambda would, in a process with this environment and no other.
 * @returns "ready" when it exports a handler, else what it said on its way out.
 */
export function startUp(code: string, environment: Record<string, string>): string {
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=commonjs", "-"], {
    input: `${code}\nconsole.log(typeof module.exports.handler === "function" ? "ready" : "it exports no handler");process.exit();`,
    env: { ...fromLambda, ...environment },
    encoding: "utf8",
  });
  // Only the message: around it Node prints the line of code, which is the whole bundle.
  return /^(?:Uncaught )?\w*Error: .*$/m.exec(stderr)?.[0] ?? stdout.trim();
}

/** A value of the template as it would look once deployed: made up, but of the right form. */
export function asDeployed(value: any, name: string): string {
  if (typeof value === "string") return value;
  if (value.Ref)
    return name.endsWith("_URL") ? `https://sqs.ap-southeast-1.amazonaws.com/111122223333/${value.Ref}` : value.Ref;
  const [id, attribute] = value["Fn::GetAtt"] ?? [];
  if (attribute === "Arn") return `arn:aws:any:ap-southeast-1:111122223333:${id}`;
  if (attribute === "ApiEndpoint") return `https://${id}.execute-api.ap-southeast-1.amazonaws.com`;
  throw new Error(`${name} has a form that this test does not know: ${JSON.stringify(value)}`);
}
