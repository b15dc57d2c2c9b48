import { fork } from "node:child_process";
import { once } from "node:events";

import type { Said } from "../far-side/start-far-side.ts";
import type { Engine } from "../../functions/store/engines.ts";

/** Runs an action on the embedded engine, which stands in another process, and ends that after it. */
export async function withTableEngine<T>(action: (engine: Engine) => Promise<T>): Promise<T> {
  const child = fork(new URL("./table-engine.ts", import.meta.url), { execArgv: [] });
  try {
    const ended = once(child, "exit").then(() => Promise.reject(new Error("The table's process ended.")));
    ended.catch(() => {});
    const [{ endpoint }] = (await Promise.race([once(child, "message"), ended])) as [Said];
    return await action({ endpoint, close: async () => void child.kill() });
  } finally {
    child.kill();
  }
}
