import { parseArgs } from "node:util";
import { SQSClient } from "@aws-sdk/client-sqs";

import { deploymentNamed } from "../lib/deployment-file.ts";
import { laptopStackName, stackNameOf } from "../lib/stack-name.ts";
import { localQueues } from "../lib/redrive/local-queues.ts";
import { redrive } from "../lib/redrive/redrive.ts";

const usage = `npm run redrive -- NAME [--send] [--queue URL]
npm run redrive -- --local URL [--send] [--queue URL]

Shows what was given up and lies among the dead letters: letters, milestones, reports of the mail service.
  NAME          the deployment whose dead letters, as its file lib/deployments/NAME.json is called
  --send        sends all of it again; nothing goes out twice
  --queue URL   one dead-letter queue only
  --local URL   those of the embedded deployment at that address, like http://127.0.0.1:4000`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      send: { type: "boolean", default: false },
      queue: { type: "string" },
      local: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) console.log(usage);
  else {
    const { sqs, stackName } = await queuesOf(positionals, values.local);
    console.log((await redrive(sqs, { stackName, queueUrl: values.queue, send: values.send })).join("\n"));
    sqs.destroy();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function queuesOf(names: readonly string[], local: string | undefined) {
  const [name] = names;
  if (names.length + (local === undefined ? 0 : 1) !== 1)
    throw new Error(`Exactly one deployment, or --local; got ${JSON.stringify(names)}.\n\n${usage}`);
  if (local !== undefined) return { sqs: await localQueues(local), stackName: laptopStackName };
  const { region } = deploymentNamed(String(name));
  return { sqs: new SQSClient({ ...(region !== undefined && { region }) }), stackName: stackNameOf(String(name)) };
}
