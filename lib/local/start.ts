import { assemblyOf } from "../kept/assembly.ts";
import { tellNobody } from "../kept/tell.ts";
import { readLocalOptions, usage } from "./control/local-options.ts";
import { ownSettings } from "./own-settings.ts";
import { stepsTo } from "./steps.ts";

/**
 * `npm start`: stands the stack up, says what it does meanwhile, and where it is in the end.
 *
 * @param args what stands after `--`
 * @throws BadOption
 */
export async function start(args: readonly string[]): Promise<void> {
  const options = readLocalOptions(args);
  if (options === undefined) return console.log(usage);
  const { empty, ...given } = options;
  const tell = options.quiet ? tellNobody : stepsTo(console.log);
  const assembly = assemblyOf({ settings: ownSettings({}, options) }, tell);
  // Loaded while the assembly is made.
  const [{ startDeployment }, { loadSeason }] = await Promise.all([
    import("./deployment.ts"),
    import("./load-season.ts"),
  ]);
  const deployment = await startDeployment({ ...given, assembly, tell });
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void deployment.close());
  if (!empty) {
    const loaded = tell("loading công văn 5500/UBND-KGVX");
    const season = await loadSeason(deployment);
    loaded(`công văn 5500/UBND-KGVX: ${season ?? "it is there, as it was left."}`);
  }
  console.log(`Đúng Hạn: ${deployment.url}\nThe clock and the mailbox: ${deployment.url}/local`);
}
