import type { Tell } from "../kept/tell.ts";

/** After so long one wants to know what goes on. */
const patienceMs = 1000;

/**
 * Prints a line for each step once it is done, with the time that it took; and one when it is begun, if that takes
 * longer than a second.
 */
export function stepsTo(print: (line: string) => void): Tell {
  return (doing) => {
    const startedMs = performance.now();
    const patience = setTimeout(() => print(`${doing} …`), patienceMs);
    return (done) => {
      clearTimeout(patience);
      print(`${done} (${((performance.now() - startedMs) / 1000).toFixed(1)} s)`);
    };
  };
}
