import { fork } from "node:child_process";
import { once } from "node:events";

/** What the far side says when it listens. */
export type Said = { readonly endpoint: string };

export type FarSide = {
  readonly endpoint: string;
  /** How often each operation has been called so far. */
  readonly calls: () => Promise<Readonly<Record<string, number>>>;
};

/** Runs an action against services that stand in another process, and ends them after it. */
export async function withFarSide<T>(action: (farSide: FarSide) => Promise<T>): Promise<T> {
  const child = fork(new URL("./far-side.ts", import.meta.url), { execArgv: [] });
  try {
    const ended = once(child, "exit").then(() => Promise.reject(new Error("The far side ended.")));
    const [{ endpoint }] = (await Promise.race([once(child, "message"), ended])) as [Said];
    const calls = async () => (await (await fetch(`${endpoint}/calls`)).json()) as Record<string, number>;
    ended.catch(() => {});
    return await action({ endpoint, calls });
  } finally {
    child.kill();
  }
}

/** What an SDK client of a measured process is made of. */
export const clientOf = (endpoint: string) => ({
  endpoint,
  region: "local",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});
