import type { Answer } from "./exchange.ts";
import { problem } from "./problem.ts";

/** Paths as they are written in the OpenAPI document, each with what stands under it: its methods, in small letters. */
type Paths = Readonly<Record<string, object>>;

/**
 * The answer to a request that no route of the API takes: a path that is there is called by another method, which `Allow`
 * names (RFC 9110, section 15.5.6); at any other path there is nothing.
 *
 * @param path as the gateway decoded it
 */
export function elsewhereInApi(path: string, paths: Paths): Answer {
  const fitting = Object.keys(paths).filter((written) => fits(written, path));
  // One that is written out is meant before one with parameters (OpenAPI 3.1, section 4.8.8.2).
  const item = paths[fitting.find((written) => written === path) ?? fitting[0] ?? ""];
  if (item === undefined) return problem("not-found", "There is nothing at this address.");
  const allow = Object.keys(item)
    .map((method) => method.toUpperCase())
    .join(", ");
  const answer = problem("method-not-allowed", `Allowed here: ${allow}.`);
  return { ...answer, headers: { ...answer.headers, allow } };
}

function fits(written: string, path: string): boolean {
  const [steps, asked] = [written.split("/"), path.split("/")];
  return (
    steps.length === asked.length &&
    steps.every((step, at) => (step.startsWith("{") ? asked[at] !== "" : step === asked[at]))
  );
}
