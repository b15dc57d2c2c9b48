import { startDeployment } from "../lib/local/deployment.ts";
import { loadSeason } from "../lib/local/load-season.ts";
import { BadOption, readLocalOptions, usage } from "../lib/local/control/local-options.ts";
import type { LocalOptions } from "../lib/local/control/local-options.ts";

try {
  const options = readLocalOptions(process.argv.slice(2));
  if (options === undefined) console.log(usage);
  else await run(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof BadOption ? 2 : 1;
}

async function run({ empty, ...options }: LocalOptions): Promise<void> {
  const deployment = await startDeployment(options);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void deployment.close());
  const season = empty ? undefined : await loadSeason(deployment);
  if (season !== undefined && !options.quiet) console.log(`Công văn 5500/UBND-KGVX: ${season}`);
  console.log(`Đúng Hạn: ${deployment.url}\nThe clock and the mailbox: ${deployment.url}/local`);
}
