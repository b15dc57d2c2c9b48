import { capitalize } from "../../domain/vietnamese.ts";
import type { FoundObligation } from "../../use-cases/find-duty.ts";
import { legalBasisOf } from "../../wording/sentences.ts";

/** What an obligation rests on, as offices cite it: `Mục 5 Công văn số 5500/UBND-KGVX ngày 14/7/2017 của …`. */
export function groundOf({ record, obligation }: FoundObligation): string {
  return capitalize(legalBasisOf(record.directive, obligation));
}
