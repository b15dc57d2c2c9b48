import type { Letters } from "../domain/letter-text.ts";
import { composeLetter } from "./compose-letter.ts";
import { composeExportLetter } from "./export.ts";
import { composeSupervisorLetter } from "./supervisor.ts";

/** The letters of the product, in the words of offices. */
export const letters: Letters = {
  toUnit: composeLetter,
  toSupervisor: composeSupervisorLetter,
  ofExport: composeExportLetter,
};
