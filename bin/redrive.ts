import { parseArgs } from "node:util";
import { SQSClient } from "@aws-sdk/client-sqs";

import { stackName } from "../lib/stack-name.ts";
import { localQueues } from "../lib/redrive/local-queues.ts";
import { redrive } from "../lib/redrive/redrive.ts";

const usage = `npm run redrive -- [--send] [--stack NAME] [--queue URL] [--local URL]

Shows what was given up and lies among the dead letters: letters, milestones, reports of the mail service.
  --send        sends all of it again; nothing goes out twice
  --stack NAME  whose dead letters; by default ${stackName}, in the account and region of the command line
  --queue URL   one dead-letter queue only
  --local URL   those of the embedded deployment at that address, like http://127.0.0.1:4000`;

try {
  const { values } = parseArgs({
    options: {
      send: { type: "boolean", default: false },
      stack: { type: "string", default: stackName },
      queue: { type: "string" },
      local: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) console.log(usage);
  else {
    const sqs = values.local === undefined ? new SQSClient({}) : await localQueues(values.local);
    const options = { stackName: values.stack, queueUrl: values.queue, send: values.send };
    console.log((await redrive(sqs, options)).join("\n"));
    sqs.destroy();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
