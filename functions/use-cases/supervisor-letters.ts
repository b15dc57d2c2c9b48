import { milestoneShown } from "../domain/letter.ts";
import type { WebEffects } from "./effects.ts";
import type { OwedLetter } from "../documents/content/sheets/letters.ts";
import type { FoundObligation } from "./find-duty.ts";

/** The letters that told the supervisor who was late: they stand in the milestones' ledgers. */
export async function supervisorLetters(
  { record, obligation }: FoundObligation,
  { register }: Pick<WebEffects, "register">,
): Promise<OwedLetter[]> {
  const [runs, receiver] = await Promise.all([
    register.runs.runsOf(record.directive.id, { obligationId: obligation.id }),
    register.units.unit(obligation.receiver),
  ]);
  return runs
    .flatMap(({ letters, milestone, ladder }) =>
      Object.values(letters).map((entry): OwedLetter => ({
        unitId: obligation.receiver,
        unitName: receiver?.name ?? obligation.receiver,
        key: `${ladder}.${milestoneShown(milestone)}.supervisor`,
        addressee: "supervisor",
        entry,
      })),
    )
    .toSorted((a, b) => a.entry.at - b.entry.at);
}
