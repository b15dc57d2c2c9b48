import { LIST_NAMES } from "./exported-file.ts";
import type { ExportedFile, ListName } from "./exported-file.ts";

/** Which list a file is; nothing for one that is a paper of its own. */
export const listIn = (file: ExportedFile): ListName | undefined =>
  LIST_NAMES.find((list) => file.startsWith(`${list}.`));

/**
 * Of so many units a file is made while its page waits: it takes some seconds then, of the half minute that the gateway has
 * (docs/measurements.md). Beyond, it is made in the background (D189).
 */
export function isMadeByCall(file: ExportedFile, units: number): boolean {
  return units <= (file === "evidence.zip" ? 1_000 : 10_000);
}

/** How many times a file goes through all duties: four lists, and then what was done with each duty, make the evidence. */
export const passesOf = (file: ExportedFile): number => (file === "evidence.zip" ? 5 : 1);
