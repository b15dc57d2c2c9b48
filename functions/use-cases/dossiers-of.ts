import type { Duty } from "../domain/duty.ts";
import type { Dossier } from "../store/filings.ts";
import type { ReadingEffects } from "./effects.ts";

/** Entries that one call asks for. */
const OF_A_CALL = 100;

/** Calls that are under way at once. */
const AT_ONCE = 8;

/** Duties in the order given, each with all that was filed and done; few are held at once. */
export async function* dossiersOf(
  duties: readonly Duty[],
  { register }: Pick<ReadingEffects, "register">,
): AsyncGenerator<{ readonly duty: Duty; readonly dossier: Dossier }> {
  const calls = [...inCalls(duties)];
  for (let start = 0; start < calls.length; start += AT_ONCE) {
    const some = calls.slice(start, start + AT_ONCE);
    const read = await Promise.all(some.map((asked) => register.filings.dossiersOf(asked)));
    for (const [at, asked] of some.entries())
      for (const duty of asked) yield { duty, dossier: read[at]?.get(duty.unitId) ?? NOTHING };
  }
}

/** The duties in their order, as many together as one call answers; one with more entries than that stands alone. */
function* inCalls(duties: readonly Duty[]): Generator<Duty[]> {
  let [asked, entries]: [Duty[], number] = [[], 0];
  for (const duty of duties) {
    const own = duty.sequence + duty.revision;
    if (entries + own > OF_A_CALL && asked.length > 0) {
      yield asked;
      [asked, entries] = [[], 0];
    }
    asked.push(duty);
    entries += own;
  }
  if (asked.length > 0) yield asked;
}

const NOTHING: Dossier = { history: [], submissions: [] };
