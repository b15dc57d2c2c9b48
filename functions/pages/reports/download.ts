import { isRefusal } from "../../domain/refusal.ts";
import type { LetterKind } from "../../domain/urging.ts";
import { bundleEvidence } from "../../use-cases/bundle-evidence.ts";
import { draftLetter, draftReport } from "../../use-cases/draft-documents.ts";
import { listFile } from "../../use-cases/export-list.ts";
import type { ReportsEffects } from "../../use-cases/effects.ts";
import { giving } from "../../http/giving.ts";
import type { FileMaker } from "../../use-cases/made-file.ts";
import { obligationLists } from "../../use-cases/obligation-lists.ts";
import type { ListName } from "../../use-cases/obligation-lists.ts";
import { parseDay } from "../../wording/dates.ts";
import { chosenIn } from "../office/chosen.ts";
import { nothingHere } from "../refusal-pages.ts";
import type { PageHandler, Visit } from "../visit.ts";
import { letterPage } from "./letter.ts";

/** The escalation list as a file, with titles for people; by the API it has names. */
export const downloadEscalations: PageHandler<ReportsEffects> = giving(listFile("escalations", "csv", "people"));

/** A paper or a list as a file, by its name in the address. */
export function downloadPaper(): PageHandler<ReportsEffects> {
  return async (visit, effects) => {
    const { file = "" } = visit.params;
    const letter = LETTERS.get(file);
    if (letter) return giveLetter(letter)(visit, effects);
    const make = makerOf(file);
    return make ? giving(make)(visit, effects) : nothingHere(visit);
  };
}

const LETTERS = new Map<string, LetterKind>([
  ["urging.docx", "urging"],
  ["criticism.docx", "criticism"],
]);

function makerOf(file: string): FileMaker | undefined {
  if (file === "report.docx") return draftReport;
  if (file === "evidence.zip") return bundleEvidence;
  const [, name, format] = /^([a-z]+)\.(csv|xlsx)$/.exec(file) ?? [];
  const list = listNames.find((one) => one === name);
  return list && format ? listFile(list, format === "csv" ? "csv" : "xlsx", "people") : undefined;
}

const isListName = (name: string): name is ListName => name in obligationLists;
const listNames: readonly ListName[] = Object.keys(obligationLists).filter(isListName);

/** A letter's draft; what was asked of it and cannot be brings its page back, with what was typed. */
function giveLetter(kind: LetterKind): PageHandler<ReportsEffects> {
  return async (visit, effects) => {
    const made = await giving(draftLetter(kind, chosenIn(visit.query)))(asTyped(visit), effects);
    return isRefusal(made) && made.refused === "invalid" ? letterPage(visit, effects, { kind, refusal: made }) : made;
  };
}

/** The day as it was typed, for schemas to read. */
function asTyped(visit: Visit): Visit {
  const typed = visit.query["before"] ?? "";
  return { ...visit, query: { ...visit.query, before: parseDay(typed) ?? typed } };
}
