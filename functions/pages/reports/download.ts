import { unitsIn } from "../../domain/units-counted.ts";
import { isMadeByCall } from "../../domain/export-rules.ts";
import { exportedFileIn } from "../../domain/exported-file.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { LetterKind } from "../../domain/urging.ts";
import { draftLetter } from "../../use-cases/draft-documents.ts";
import { listFile } from "../../use-cases/export-list.ts";
import type { ReportsEffects } from "../../use-cases/effects.ts";
import { giving } from "../../http/giving.ts";
import { fileMakerOf } from "../../use-cases/file-makers.ts";
import { findObligation, findSupervised, obligationRefOf } from "../../use-cases/find-duty.ts";
import { parseDay } from "../../wording/dates.ts";
import { chosenIn } from "../office/chosen.ts";
import { nothingHere } from "../refusal-pages.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { showExport } from "./export.ts";
import { letterPage } from "./letter.ts";

/** The escalation list as a file, with titles for people; by the API it has names. */
export const downloadEscalations: PageHandler<ReportsEffects> = giving(listFile("escalations", "csv", "people"));

/** A paper or a list as a file, by its name in the address; of very many units it is made in the background, and has a page. */
export function downloadPaper(): PageHandler<ReportsEffects> {
  return async (visit, effects) => {
    const { file = "" } = visit.params;
    const letter = LETTERS.get(file);
    if (letter) return giveLetter(letter)(visit, effects);
    const asked = exportedFileIn(file);
    if (!asked) return nothingHere(visit);
    const found = await findObligation(visit, effects);
    if (isRefusal(found)) return found;
    const units = unitsIn(await effects.register.counts.read(obligationRefOf(found)));
    return isMadeByCall(asked, units)
      ? giving(fileMakerOf(asked), async () => found)(visit, effects)
      : showExport(visit, { found, file: asked, units }, effects);
  };
}

const LETTERS = new Map<string, LetterKind>([
  ["urging.docx", "urging"],
  ["criticism.docx", "criticism"],
]);

/** A letter's draft; what was asked of it and cannot be brings its page back, with what was typed. */
function giveLetter(kind: LetterKind): PageHandler<ReportsEffects> {
  return async (visit, effects) => {
    const made = await giving(draftLetter(kind, chosenIn(visit.query)), findSupervised)(asTyped(visit), effects);
    return isRefusal(made) && made.refused === "invalid" ? letterPage(visit, effects, { kind, refusal: made }) : made;
  };
}

/** The day as it was typed, for schemas to read. */
function asTyped(visit: Visit): Visit {
  const typed = visit.query["before"] ?? "";
  return { ...visit, query: { ...visit.query, before: parseDay(typed) ?? typed } };
}
