import { parseArgs } from "node:util";
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";

import { readAllowed } from "../lib/deploy/changes.ts";
import { deploy } from "../lib/deploy/deploy.ts";
import { runCdk } from "../lib/deploy/run-cdk.ts";
import { deploymentNamed, deploymentNames } from "../lib/deployment-file.ts";
import { possibleRegions } from "../lib/regions.ts";
import { factNames } from "../lib/standing-facts.ts";

const usage = `npm run deploy -- NAME [--change WHAT]

Deploys to the account of the command line (AWS_PROFILE), in the region that the deployment's file names.
  NAME           the deployment, as its file lib/deployments/NAME.json is called
  --change WHAT  what may be changed of the stack that stands, when its file says otherwise: ${factNames.join(", ")}
                 (several: by commas, or the option again)`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      change: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", default: false },
    },
  });
  const [name] = positionals;
  if (values.help) console.log(usage);
  else if (name === undefined || positionals.length > 1) {
    const names = deploymentNames().join(", ") || "none yet (docs/deploy.md)";
    throw new Error(`Exactly one deployment; got ${JSON.stringify(positionals)}; there are: ${names}.\n\n${usage}`);
  } else {
    const stands = await deploy({
      deployment: deploymentNamed(name),
      names: deploymentNames(),
      allowed: readAllowed(values.change),
      regions: possibleRegions,
      cloudFormationIn: (region) => new CloudFormationClient({ region }),
      cdk: runCdk,
      attended: process.stdin.isTTY && process.stdout.isTTY,
      say: (line) => console.log(line),
    });
    if (!stands) process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
