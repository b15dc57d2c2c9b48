import type { Duty } from "../domain/duty.ts";
import type { ReadingEffects } from "./effects.ts";
import type { Dossier } from "../documents/content/sheets/history.ts";

/** Dossiers are asked for so many at once: each is two questions. */
const AT_ONCE = 32;

/** Duties in the order given, each with all that was filed and done; few are held at once. */
export async function* dossiersOf(
  duties: readonly Duty[],
  { register }: Pick<ReadingEffects, "register">,
): AsyncGenerator<{ readonly duty: Duty; readonly dossier: Dossier }> {
  for (let start = 0; start < duties.length; start += AT_ONCE) {
    const some = duties.slice(start, start + AT_ONCE);
    const dossiers = await Promise.all(some.map((duty) => register.filings.dossier(duty)));
    for (const [at, duty] of some.entries()) yield { duty, dossier: dossiers[at] ?? NOTHING };
  }
}

const NOTHING: Dossier = { history: [], submissions: [] };
