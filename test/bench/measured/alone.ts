import { fork } from "node:child_process";
import { once } from "node:events";

import type { Said } from "./measured-process.ts";

/** A measured process that needs more than this ends. */
export const HEAP_MEGABYTES = 150;

type Measuring = { readonly measure: (input: never) => Promise<unknown> };

/**
 * Runs `measure(input)` of a module in a process of its own: what is measured shares neither processor time nor
 * heap with what stands on the far side of it. Its heap is held to 150 MB by the engine itself.
 * @example alone<typeof sweepSeasons>(new URL("./sweep-seasons.ts", import.meta.url), input), where
 * `import type * as sweepSeasons` names the module without loading it here.
 */
export async function alone<M extends Measuring>(
  module: URL,
  input: Parameters<M["measure"]>[0],
): Promise<Awaited<ReturnType<M["measure"]>>> {
  const child = fork(new URL("./measured-process.ts", import.meta.url), [module.href], {
    execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`],
    serialization: "advanced",
  });
  child.send({ input });
  const ended = once(child, "exit").then(([code]): Said => ({ failed: `it ended with ${String(code)}` }));
  const said = await Promise.race([once(child, "message").then(([message]) => message as Said), ended]);
  child.kill();
  if ("failed" in said) throw new Error(`${module.pathname} could not be measured: ${said.failed}`);
  return said.output as Awaited<ReturnType<M["measure"]>>;
}
