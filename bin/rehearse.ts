import { join } from "node:path";
import { parseArgs } from "node:util";

import { besideEachOther, rehearse } from "../lib/rehearsal/rehearsal.ts";
import { keepReleased, readReleased } from "../lib/rehearsal/released.ts";
import { findingLines, reportOf } from "../lib/rehearsal/report.ts";
import { synthesize, variants } from "../lib/rehearsal/variants.ts";

const kept = join(import.meta.dirname, "../test/lib/rehearsal/released");

const usage = `npm run rehearse -- [--variant NAME]… [--released DIR] [--release] [--json]

Rehearses, without an account, what CloudFormation would do with every variant of the template: creation resource by
resource, a failure at each, the update from the template that was released last, the destruction.
  --variant NAME  one of ${Object.keys(variants).join(", ")}; may be given several times; by default all
  --released DIR  where the released templates are kept; by default test/lib/rehearsal/released
  --release       keeps today's templates there, once they are deployed; only if nothing else is found wrong
  --json          prints what was found as one JSON list, and nothing else

Ends with 1 if anything was found, with 2 if it could not be rehearsed.`;

try {
  const { values } = parseArgs({
    options: {
      variant: { type: "string", multiple: true, default: Object.keys(variants) },
      released: { type: "string", default: kept },
      release: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) console.log(usage);
  else process.exitCode = run(values);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

function run(options: { variant: string[]; released: string; release: boolean; json: boolean }): number {
  const rehearsed = options.variant.map((variant) => {
    const settings = variants[variant];
    if (!settings) throw new Error(`--variant: got ${variant}; allowed: ${Object.keys(variants).join(", ")}`);
    const first = synthesize(settings, { stands: false });
    const standing = synthesize(settings, { stands: true });
    const released = options.release ? standing : readReleased(options.released, variant);
    return { standing, rehearsal: rehearse({ variant, first, standing, released }) };
  });
  const beside = besideEachOther(rehearsed.map(({ standing }) => standing));
  const findings = [...rehearsed.flatMap(({ rehearsal }) => rehearsal.findings), ...beside];

  if (options.json) console.log(JSON.stringify(findings));
  else {
    for (const { rehearsal } of rehearsed) console.log(`${reportOf(rehearsal).join("\n")}\n`);
    console.log(["All of them in one account, side by side", ...findingLines(beside)].join("\n"));
  }
  if (findings.length > 0) return 1;
  if (options.release) {
    for (const { standing, rehearsal } of rehearsed) {
      console.error(`kept: ${keepReleased(options.released, rehearsal.variant, standing)}`);
    }
  }
  return 0;
}
