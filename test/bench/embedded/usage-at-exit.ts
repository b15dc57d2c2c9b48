import { isMainThread } from "node:worker_threads";

/** Preloaded into a process, says at its end what it took, of all its threads: as the last line on standard error. */
if (isMainThread) {
  process.once("exit", () => {
    const { user, system } = process.cpuUsage();
    const megabytes = process.resourceUsage().maxRSS / 1024;
    process.stderr.write(`\n${JSON.stringify({ processorMs: (user + system) / 1000, megabytes })}\n`);
  });
}
