import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import * as z from "zod/mini";

import { lookUpBundles } from "../bundle.ts";
import { withCompiled } from "./compiled.ts";
import { Fingerprints } from "./fingerprints.ts";
import { AssemblySchema, KeptAssemblies } from "./kept-assemblies.ts";
import type { Assembly, StackOptions } from "./kept-assemblies.ts";
import { holdOn } from "./laid-out.ts";
import { root } from "./root.ts";
import { tellNobody } from "./tell.ts";
import type { Tell } from "./tell.ts";

/** From the process that makes an assembly, a line each; the assembly comes last. */
const AnswerSchema = z.union([
  z.object({ doing: z.string(), done: z.optional(z.string()) }),
  z.object({ assembly: AssemblySchema }),
]);
export type Answer = z.infer<typeof AnswerSchema>;

/**
 * The assembly of the stack that would be deployed, bundles and all. What is kept of it and still so is taken; the
 * rest is made in a process of its own, with which all goes that the CDK takes of memory. Its assets stay as long as
 * this process does.
 *
 * @throws Error with what that process said, when the stack cannot be synthesized
 */
export function assemblyOf(options: StackOptions, tell: Tell = tellNobody): Promise<Assembly> {
  const assembly = findOrMake(options, tell);
  // Whoever waits for it hears why it fails; that nobody waits for it yet is no reason to end.
  assembly.catch(() => {});
  return assembly;
}

/** What is kept of a stack with these settings, if nothing that it is made of has changed; and what there is to say of it. */
export function keptAssembly(options: StackOptions): { assembly: Assembly | undefined; said: string } {
  const fingerprints = new Fingerprints(root);
  const { there, missing } = hasBundles(options) ? lookUpBundles(fingerprints) : { there: {}, missing: [] };
  const found = missing.length === 0 ? new KeptAssemblies(fingerprints).find(options, there) : undefined;
  const assembly = found && holdOn(found.directory) ? found : undefined;
  const have = Object.keys(there).length;
  const all = have + missing.length;
  const unchanged = assembly === undefined ? `${have} of ${all} bundles are` : `the stack and its ${all} bundles are`;
  return {
    assembly,
    said: have === 0 && missing.length > 0 ? "nothing is kept yet" : `${unchanged} kept and unchanged`,
  };
}

/** Whether a stack with these settings has bundles: most tests do without them. */
export function hasBundles(options: StackOptions): boolean {
  const stacks = options.context?.["aws:cdk:bundling-stacks"];
  return !(Array.isArray(stacks) && stacks.length === 0);
}

const maker = fileURLToPath(new URL("./synthesize.ts", import.meta.url));

async function findOrMake(options: StackOptions, tell: Tell): Promise<Assembly> {
  const looked = tell("looking for what is kept");
  const { assembly: kept, said } = keptAssembly(options);
  looked(said);
  if (kept !== undefined) return kept;
  const child = spawn(process.execPath, [maker], { cwd: root, env: withCompiled(), stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(JSON.stringify(options));
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (complaint += text));
  const ended = once(child, "close");
  const underWay = new Map<string, (done: string) => void>();
  let assembly: Assembly | undefined;
  for await (const line of createInterface(child.stdout)) {
    const answer = readAnswer(line);
    if ("assembly" in answer) ({ assembly } = answer);
    else if (answer.done === undefined) underWay.set(answer.doing, tell(answer.doing));
    else underWay.get(answer.doing)?.(answer.done);
  }
  await ended;
  if (assembly === undefined) throw notSynthesized(complaint);
  holdOn(assembly.directory);
  return assembly;
}

function notSynthesized(complaint: string): Error {
  return new Error(complaint.trim() || "The stack could not be synthesized");
}

function readAnswer(line: string): Answer {
  return z.parse(AnswerSchema, JSON.parse(line));
}
