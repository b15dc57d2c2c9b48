import { placeOf } from "../domain/directive-record.ts";
import type { DirectiveRecord } from "../domain/directive-record.ts";
import { obligationOf } from "../domain/directive.ts";
import type { Obligation } from "../domain/directive.ts";
import { isOpen } from "../domain/duty.ts";
import { isLate, lateUnit } from "../domain/escalation.ts";
import type { LateUnit, OpenDuty } from "../domain/escalation.ts";
import { destinationOf } from "../domain/full-mailbox.ts";
import type { EpochMs } from "../domain/instant.ts";
import { isEscalation, ladderFor, momentOf } from "../domain/ladder.ts";
import { ladderAfter } from "../domain/ladder-number.ts";
import { letterKey } from "../domain/letter.ts";
import type { LetterName } from "../domain/letter.ts";
import { hasBegun, keysBeside, runKey } from "../domain/milestone-run.ts";
import type { Cursor, MilestoneRun } from "../domain/milestone-run.ts";
import { laterList } from "../domain/missed-letters.ts";
import { UNREACHABLE, decideAddressed, decideKnown, isUnreached } from "../domain/owed.ts";
import { reachableAddresses } from "../domain/unit.ts";
import { MAILBOX_FULL } from "../domain/waiting.ts";
import type { WorkingCalendar } from "../domain/working-days.ts";
import type { Effects } from "./effects.ts";
import { log } from "../runtime/log.ts";
import { MOST_NAMED } from "../domain/letter-text.ts";
import { counted } from "../runtime/metrics.ts";
import type { SupervisorLetterMessage } from "../queue/messages.ts";
import { runLedger } from "../store/letters.ts";
import type { Register } from "../store/register.ts";
import { recountAgainFor } from "./recount-again-for.ts";
import { sendOnce, waitFor } from "./send-once.ts";
import type { Handled } from "./send-once.ts";

type Uses = Pick<Effects, "clock" | "register" | "mailer" | "sendRateLimiter" | "letters" | "newAttempt"> & {
  readonly siteUrl: string;
};

/** The one letter of an escalation to the receiver, naming every unit that is late when it is written. */
export async function sendSupervisorLetter(message: SupervisorLetterMessage, effects: Uses): Promise<Handled> {
  const { clock, register, siteUrl } = effects;
  const [record, run] = await Promise.all([
    register.directives.directive(message.directiveId),
    register.runs.run(message),
  ]);
  const obligation = record && obligationOf(record.directive, message.obligationId);
  if (!record || !obligation || !run) return "done";

  const now = clock.now();
  const letter: LetterName = { ladder: run.ladder, milestone: run.milestone, addressee: "unit" };
  const ledger = runLedger(run);
  const entry = run.letters[letterKey(letter)];
  const known = decideKnown(entry, now);
  if (known?.decision === "nothing") return "done";
  if (known?.decision === "wait") return "again";
  if (known?.decision === "release") {
    await register.letters.release(ledger, letterKey(letter), known.attempt, known.waits);
    return sendSupervisorLetter(message, effects);
  }
  const { directiveId, obligationId } = run;
  const beside = { obligationId, begins: keysBeside(run), consistent: true };
  const later = laterList(run, await register.runs.runsOf(directiveId, beside), now);
  if (later) {
    // It may be skipped yet: once it has begun, its list goes out, or says why not.
    if (!hasBegun(later)) return "again";
    await register.letters.skip(ledger, letter, { reason: `overtaken by ${later.milestone}`, at: now });
    return "done";
  }

  const receiver = await register.units.unit(obligation.receiver, { consistent: true });
  const moment = momentOf(run, now);
  const { late, unreachable } = await whoIsMissing(register, { record, obligation, run, moment });
  const to = receiver && destinationOf(reachableAddresses(receiver), { letter, letters: run.letters, now });
  if (late.count === 0) {
    await register.letters.skip(ledger, letter, { reason: "nobody is late", at: now });
    return "done";
  }
  if (!receiver || to === undefined) {
    if (isUnreached(entry)) return "done";
    await register.letters.skip(ledger, letter, { reason: UNREACHABLE, at: now });
    log("warn", "No address of a supervisor takes mail.", { ...message, ...counted({ UnitsUnreachable: 1 }, now) });
    return "done";
  }
  const calendar = await register.calendar.current(now);
  const other = await listOfAll(run, { record, obligation, calendar, register });
  // It begins at this very moment: whether it does is seen in a moment.
  if (other === "planned") return "again";
  if (other) {
    await register.letters.skip(ledger, letter, { reason: "named in the list of that morning", at: now });
    return "done";
  }
  const decided = decideAddressed(to, entry, now);
  if (decided.decision === "skip") {
    await register.letters.skip(ledger, letter, { reason: decided.reason, at: now });
    return "done";
  }
  if (decided.decision === "full") {
    await waitFor(MAILBOX_FULL, { ledger, letter, to: decided.to, lookedAfterBy: message }, effects);
    return "done";
  }
  if (decided.decision === "later") {
    await recountAgainFor(message, effects);
    return "done";
  }
  const sent = await sendOnce(effects, {
    ledger,
    letter,
    to: decided.to,
    since: decided.since,
    lookedAfterBy: message,
    tags: {
      directive: record.directive.id,
      obligation: obligation.id,
      unit: receiver.id,
      kind: "supervisor-letter",
      ...(run.unitId === undefined ? {} : { of: run.unitId }),
    },
    text: effects.letters.toSupervisor({
      milestone: run.milestone,
      directive: record.directive,
      obligation,
      receiver,
      ofOneDuty: run.unitId !== undefined,
      late: late.named.map((duty): LateUnit => lateUnit(duty, calendar, moment)),
      unreachable: unreachable.named,
      beyond: { late: late.count - late.named.length, unreachable: unreachable.count - unreachable.named.length },
      siteUrl,
      calendar,
      now,
    }),
  });
  return sent === "look-again" ? sendSupervisorLetter(message, effects) : sent;
}

type Where = { readonly record: DirectiveRecord; readonly obligation: Obligation; readonly run: MilestoneRun };

/**
 * How far the obligation's own list has come that is written at the moment of a single duty's: it names that unit, too, so that
 * a supervisor reads each name once in a morning. Nothing where there is no such list, or it does not run.
 */
async function listOfAll(
  { unitId, at }: MilestoneRun,
  { record, obligation, calendar, register }: Omit<Where, "run"> & { calendar: WorkingCalendar; register: Register },
): Promise<MilestoneRun["phase"] | undefined> {
  if (unitId === undefined) return undefined;
  const { deadline, moved } = placeOf(record, obligation);
  const same = ladderFor(calendar, { directive: record.directive, obligation, deadline }).find(
    (one) => one.at === at && isEscalation(one.name),
  );
  if (!same) return undefined;
  const run = await register.runs.run({
    directiveId: record.directive.id,
    obligationId: obligation.id,
    run: runKey({ unitId: undefined, ladder: ladderAfter(moved), milestone: same.name }),
  });
  return run?.at === at && run.phase !== "skipped" ? run.phase : undefined;
}

/** Who is late, and who cannot be reached: all are counted, and kept as far as a letter can name them. */
async function whoIsMissing(
  register: Register,
  { moment, ...where }: Where & { readonly moment: EpochMs },
): Promise<{ late: Tallied; unreachable: Tallied }> {
  const late = new Tallied();
  const unreachable = new Tallied();
  for await (const duty of openDuties(register, where)) {
    if (isLate(duty, moment)) late.add(duty);
    else if (duty.unreachable) unreachable.add(duty);
  }
  return { late, unreachable };
}

class Tallied {
  count = 0;
  readonly named: OpenDuty[] = [];

  add(duty: OpenDuty): void {
    this.count += 1;
    if (this.named.length < MOST_NAMED) this.named.push(duty);
  }
}

/** Everybody who still owes the report, page after page; or the one duty, on a ladder of its own. */
async function* openDuties(register: Register, { record, obligation, run }: Where): AsyncGenerator<OpenDuty> {
  const place = placeOf(record, obligation);
  if (run.unitId !== undefined) {
    const duty = await register.duties.duty({ ...run, unitId: run.unitId }, place);
    if (duty && isOpen(duty) && duty.ladder === run.ladder) yield duty;
    return;
  }
  let cursor: Cursor | undefined;
  do {
    const page = await register.duties.openDuties(
      { directiveId: run.directiveId, obligationId: run.obligationId, place },
      { cursor, limit: 1000 },
    );
    yield* page.items;
    cursor = page.next;
  } while (cursor);
}
