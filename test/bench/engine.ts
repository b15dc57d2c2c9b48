import { spawnSync } from "node:child_process";

import { amazonsEngine } from "../dynamodb-local/amazons-engine.ts";
import { embeddedEngine } from "../functions/store/engines.ts";
import type { Engine } from "../functions/store/engines.ts";

export type NamedEngine = { readonly name: string };

/** Runs an action on Amazon's own engine where there is a Java to run it; on the embedded one where there is none. */
export async function withEngine<T>(action: (engine: Engine, named: NamedEngine) => Promise<T>): Promise<T> {
  const hasJava = spawnSync("java", ["-version"]).status === 0;
  const engine = await (hasJava ? amazonsEngine() : embeddedEngine());
  try {
    return await action(engine, { name: hasJava ? "DynamoDB Local" : "the embedded engine" });
  } finally {
    await engine.close();
  }
}
