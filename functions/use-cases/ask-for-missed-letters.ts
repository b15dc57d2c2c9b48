import { inForce, placeOf } from "../domain/directive-record.ts";
import { obligationOf } from "../domain/directive.ts";
import { missedLetters, missedLists } from "../domain/missed-letters.ts";
import { runRefOf } from "../domain/milestone-run.ts";
import { reachableAddress } from "../domain/unit.ts";
import type { Effects } from "./effects.ts";
import type { MailMessage, MissedLettersMessage } from "../queue/messages.ts";

type Uses = Pick<Effects, "clock" | "register" | "queues">;

/**
 * A unit can be reached that could not be before: asks for what it has missed, as one that reports and as one that others
 * report to. Asked twice, a letter goes out once: its claim decides, and whether it is owed at all.
 */
export async function askForMissedLetters({ unitId }: MissedLettersMessage, effects: Uses): Promise<"done"> {
  const { clock, register, queues } = effects;
  const unit = await register.units.unit(unitId, { consistent: true });
  if (!unit || !reachableAddress(unit)) return "done";
  const now = clock.now();
  const calendar = await register.calendar.current(now);
  let after: Record<string, string> | undefined;
  do {
    const page = await register.duties.dutiesOfUnit(unitId, { limit: 100, after });
    for (const written of page.items) {
      const record = await register.directives.directive(written.directiveId);
      const obligation = record && obligationOf(record.directive, written.obligationId);
      if (!record || !obligation) continue;
      const duty = inForce(written, record);
      if (duty.unreachable) {
        const place = placeOf(record, obligation);
        await register.duties.refreshUnit(duty, unit, place, { reachable: true });
        await register.roll.noteAsTheyAre(duty, [unitId], place.shards, register.duties);
      }
      const missed = missedLetters(duty, { record, obligation, calendar, now });
      const { directiveId, obligationId } = duty;
      await queues.post(missed.map((letter) => ({ kind: "letter", directiveId, obligationId, unitId, ...letter })));
    }
    after = page.after;
  } while (after);
  await askForMissedLists(unitId, effects);
  return "done";
}

async function askForMissedLists(
  receiver: MissedLettersMessage["unitId"],
  { clock, register, queues }: Uses,
): Promise<void> {
  let after: Record<string, string> | undefined;
  do {
    const page = await register.directives.directives({ limit: 100, after });
    for (const { directive, status, withdrawal } of page.items) {
      if (status !== "issued" || withdrawal) continue;
      for (const { id: obligationId, receiver: to } of directive.obligations) {
        if (to !== receiver) continue;
        const lists = missedLists(await register.runs.runsOf(directive.id, { obligationId }), clock.now());
        await queues.post(lists.map((run): MailMessage => ({ kind: "supervisor-letter", ...runRefOf(run) })));
      }
    }
    after = page.after;
  } while (after);
}
