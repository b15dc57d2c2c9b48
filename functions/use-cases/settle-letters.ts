import { isAnsweredAtOnce } from "../domain/answered-at-once.ts";
import { isMeant } from "../domain/by-hand.ts";
import { isOpen, wasAskedBefore } from "../domain/duty.ts";
import type { Duty } from "../domain/duty.ts";
import { WITHDRAWN, isEscalation, isOfObligation } from "../domain/ladder.ts";
import { isKeptWaiting, letterKey, parseLetterKey } from "../domain/letter.ts";
import type { LetterEntry, LetterName } from "../domain/letter.ts";
import { NO_LETTERS, nameOfLetters } from "../domain/letters-by-milestone.ts";
import { doubtAfter, recountOver, mayReplace, beginRecount } from "../domain/recount.ts";
import type { Doubt, Recount } from "../domain/recount.ts";
import { RECOUNT_WAITING_MS, letterOfRun, runRefOf } from "../domain/milestone-run.ts";
import type { Cursor, MilestoneRun } from "../domain/milestone-run.ts";
import { addresseesAt, isDueAgain } from "../domain/owed.ts";
import type { Effects } from "./effects.ts";
import type { MailMessage, SupervisorLetterMessage, UnitLetterMessage } from "../queue/messages.ts";
import { unitsNamed } from "./sweep-open-duties.ts";
import { keepWhatWasTold } from "./keep-what-was-told.ts";
import { forAnotherPage } from "./time-left.ts";
import type { TimeLeft } from "./time-left.ts";
import type { RunInContext } from "./run-in-context.ts";

type Uses = Pick<Effects, "clock" | "register" | "queues">;

const DUTIES_AT_ONCE = 500;

/**
 * After so many letters that it asked for again a recount waits until the next would be due. A letter that nobody has come to
 * yet looks like one that is lost: a queue that takes hours is not to be filled anew every twenty minutes (D15).
 */
const ASKED_BEFORE_WAITING = 5_000;
/** A letter that waits for its address counts for five: an account in the sandbox sends one a second. */
const WAITING_COUNTS_FOR = 5;

/**
 * Of letters that wait those that answer an act are asked for first, and the others so much later: of what a day's quota allows
 * anew, the answers of all pages take theirs before it is used up again (D237).
 */
const BEHIND_ANSWERS = { delaySeconds: 5 * 60 };

/**
 * Looks, once every claim's lease is over, whether each letter that a milestone owed is settled, and asks
 * again for those that are not: the second net under the queue. Counts the obligation afresh on the way. A recount that
 * one function cannot finish is finished by the next, from the place and with all that was seen so far; one that asks for
 * very many letters waits now and then.
 *
 * A letter that waits for its address to be allowed keeps its milestone from nothing: those of units, of whatever
 * milestone or act, are asked for by the looks of the issue, an hour apart as long as there are any (D24).
 */
export async function settleLetters(
  context: RunInContext,
  { clock, register, queues }: Uses,
  timeLeftMs: TimeLeft,
): Promise<void> {
  const { run } = context;
  const ref = { directiveId: run.directiveId, obligationId: run.obligationId };
  // Only a recount over the whole obligation counts it.
  const counting = unitsNamed(run) === undefined;
  let recount = run.recount ?? beginRecount(clock.now(), counting ? await register.counts.movesCounted(ref) : 0);
  let cursor: Cursor | undefined = run.cursor;
  const note = register.roll.noting(ref, context.place.shards);
  do {
    const page = await dutiesOf(context, { register }, cursor);
    const letters = page.items.flatMap((duty) => unsettled(run, duty));
    const waiting = run.milestone === "issue" ? page.items.flatMap(waitingLettersOf) : [];
    const now = clock.now();
    const due = waiting.filter(({ entry }) => isDueAgain(entry, now)).map(({ ask }) => ask);
    const { answers = [], others = [] } = Object.groupBy(due, (ask) =>
      isAnsweredAtOnce(ask.milestone) ? "answers" : "others",
    );
    await queues.post([...letters, ...answers]);
    await queues.post(others, BEHIND_ANSWERS);
    const before = recount;
    const items = counting ? await keepWhatWasTold(page.items, context, { register }) : page.items;
    if (counting) await note(items);
    recount = recountOver(recount, items, { asked: letters.length, waiting: waiting.length });
    cursor = page.next;
    if (cursor && stretch(before) < stretch(recount)) {
      // The watchdog finds it when its next recount is due.
      await queues.post(supervisorsIfUnsettled(run));
      return void (await register.runs.handRecountOn(run, cursor, recount));
    }
    if (cursor && !forAnotherPage(timeLeftMs)) {
      await register.runs.handRecountOn(run, cursor, recount);
      return await queues.askRun(runRefOf(run));
    }
  } while (cursor);

  const toSupervisor = supervisorsIfUnsettled(run);
  await queues.post(toSupervisor);
  const waiting = recount.waiting + (await askForWaitingSupervisors(run, { clock, queues }));
  const doubt = counting ? await countAfresh(run, recount, register) : undefined;
  const { begunAt: at, letters } = recount;
  const name = nameOfLetters(run);
  if (counting) await register.counts.keepLetters(ref, { at, letters });
  else if (run.byHand) await register.counts.keepLettersOf(ref, name, { at, letters: letters[name] ?? NO_LETTERS });
  // One more recount after the last letter was asked for.
  if (recount.asked + toSupervisor.length > 0 || doubt) await register.runs.watch(run, clock.now(), { doubt });
  else if (waiting > 0 || !(await register.runs.settle(run, { recountBegunAt: recount.begunAt })))
    await register.runs.watch(run, clock.now(), { afterMs: RECOUNT_WAITING_MS });
}

/** How often a recount has waited by then. */
const stretch = ({ asked, waiting }: Recount): number =>
  Math.floor((asked + WAITING_COUNTS_FOR * waiting) / ASKED_BEFORE_WAITING);

/** Puts the counts of a recount in place of the kept ones, if it may; else answers what the next recount is to compare with. */
async function countAfresh(
  run: MilestoneRun,
  recount: Recount,
  { counts }: Uses["register"],
): Promise<Doubt | undefined> {
  const replaced = mayReplace(recount, run.doubt) && (await counts.replace(run, recount.counts, recount));
  return replaced ? undefined : doubtAfter(recount, run.doubt);
}

async function dutiesOf(
  { run, place }: RunInContext,
  { register }: Pick<Effects, "register">,
  cursor: Cursor | undefined,
) {
  const named = unitsNamed(run);
  if (!named) return register.duties.dutiesOf({ ...run, place }, { cursor, limit: DUTIES_AT_ONCE });
  return { items: await register.duties.dutiesNamed({ ...run, place }, named), next: undefined };
}

/** An escalation's letter to the supervisor, if it is neither sent nor known not to be owed. */
function supervisorsIfUnsettled(run: MilestoneRun): MailMessage[] {
  return isEscalation(run.milestone) && isUnsettled(run, supervisorsKey(run)) ? [askForSupervisors(run)] : [];
}

/** Asks again for an escalation's letter to the supervisor if it waits for its address. @returns how many wait: one, or none */
async function askForWaitingSupervisors(run: MilestoneRun, { clock, queues }: Pick<Uses, "clock" | "queues">) {
  const entry = run.letters[supervisorsKey(run)];
  if (!entry || !isKeptWaiting(entry)) return 0;
  if (isDueAgain(entry, clock.now())) await queues.post([{ ...askForSupervisors(run), waited: true }], BEHIND_ANSWERS);
  return 1;
}

const supervisorsKey = ({ ladder, milestone }: MilestoneRun): string =>
  letterKey({ ladder, milestone, addressee: "unit" });

const askForSupervisors = (run: MilestoneRun): SupervisorLetterMessage => ({
  kind: "supervisor-letter",
  ...runRefOf(run),
});

/** The letters of a milestone that are neither sent nor known not to be owed. */
function unsettled(run: MilestoneRun, duty: Duty): MailMessage[] {
  const { ladder, milestone } = letterOfRun(run);
  if (run.reporters && !run.reporters.add.includes(duty.unitId)) return [];
  const owed =
    milestone === WITHDRAWN
      ? duty.state === "withdrawn"
      : run.byHand
        ? isMeant(run, duty)
        : isOpen(duty) &&
          (isOfObligation(milestone) ? wasAskedBefore(duty, run.at) : milestone === "issue" || duty.ladder === ladder);
  return addresseesAt(milestone).flatMap((addressee) => {
    const key = letterKey({ ladder, milestone, addressee });
    const open = duty.letters[key]?.status === "claimed";
    return open || (owed && isUnsettled(duty, key)) ? [askFor(duty, { ladder, milestone, addressee })] : [];
  });
}

/**
 * The letters of a duty that wait for their address to be allowed, and what asks for each again. One that is being tried is
 * among them: whoever tries it may be dead.
 */
function waitingLettersOf(duty: Duty): { entry: LetterEntry; ask: UnitLetterMessage }[] {
  return Object.entries(duty.letters)
    .filter(([, entry]) => isKeptWaiting(entry))
    .map(([key, entry]) => ({ entry, ask: { ...askFor(duty, parseLetterKey(key)), waited: true } }));
}

function askFor({ directiveId, obligationId, unitId }: Duty, letter: LetterName): UnitLetterMessage {
  return { kind: "letter", directiveId, obligationId, unitId, ...letter };
}

function isUnsettled({ letters }: Pick<Duty, "letters">, key: string): boolean {
  const entry = letters[key];
  return entry === undefined || entry.status === "claimed";
}
