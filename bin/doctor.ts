import { parseArgs } from "node:util";

import { accountIn } from "../lib/doctor/ask-account.ts";
import { internet } from "../lib/doctor/ask-issuer.ts";
import { examine } from "../lib/doctor/examine.ts";
import { exitCodeOf, lineOf } from "../lib/doctor/finding.ts";
import { needOf } from "../lib/doctor/need-of.ts";
import { deploymentNamed, deploymentNames } from "../lib/deployment-file.ts";

const usage = `npm run doctor -- NAME

Asks the account of the command line (AWS_PROFILE) for what a first letter needs, and says what to do for each that is
missing. It changes nothing. Ends with 1 when something is missing, with 2 when nothing is but something could not be told.
  NAME  the deployment, as its file lib/deployments/NAME.json is called`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: "boolean", default: false } },
  });
  const [name] = positionals;
  if (values.help) console.log(usage);
  else if (name === undefined || positionals.length > 1) {
    const names = deploymentNames().join(", ") || "none yet (docs/deploy.md)";
    throw new Error(`Exactly one deployment; got ${JSON.stringify(positionals)}; there are: ${names}.\n\n${usage}`);
  } else {
    const examined = needOf(deploymentNamed(name));
    const account = accountIn({ region: examined.region });
    const findings = await examine(examined, { account, internet, now: Date.now() });
    for (const finding of findings) console.log(lineOf(finding));
    account.close();
    process.exitCode = exitCodeOf(findings);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
