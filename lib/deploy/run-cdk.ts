import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Runs the CDK's command line, which talks to whoever runs this. @returns its exit code */
export type RunCdk = (args: readonly string[]) => Promise<number>;

export const runCdk: RunCdk = async (args) => {
  const cdk = fileURLToPath(import.meta.resolve("aws-cdk/bin/cdk"));
  const child = spawn(process.execPath, [cdk, ...args], { stdio: "inherit" });
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : 1;
};
