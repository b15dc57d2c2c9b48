import { formatInstant } from "../../../functions/domain/instant.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import { ADDRESSEES } from "../../../functions/domain/letter.ts";
import type { Standing } from "../../../functions/domain/duty.ts";
import { isOwnLadder, ladderAfter } from "../../../functions/domain/ladder-number.ts";
import { isEscalation } from "../../../functions/domain/ladder.ts";
import { eventsIn } from "./events.ts";
import type { Account, EscalationAccount, EventAccount, EventKind, MilestoneAccount, PostedLetter } from "./results.ts";
import { readDirectiveAnswer, readDuties } from "./answers.ts";
import type { DutyAnswer, RunAnswer } from "./answers.ts";
import { pagesOf } from "./pages-of.ts";
import { keeperOf } from "./perform.ts";
import type { Played } from "./play.ts";
import type { Scenario } from "./scenario.ts";
import type { Harness } from "./harness.ts";

type Run = RunAnswer & { readonly directive: string; readonly ladder: number };
/** What the account needs of a duty; a season's duties are too many to hold every letter of each. */
type DutyInShort = Pick<DutyAnswer, "unitId" | "standing"> & {
  readonly skipped: readonly DutyAnswer["letters"][number][];
};
/** By obligation, then by unit. */
type Duties = ReadonlyMap<string, ReadonlyMap<string, DutyInShort>>;
type Story = Played & { readonly letters: readonly PostedLetter[] };

/** Adds a season up: from the mailbox what was sent, from the API what was not and why, and how everybody stood. */
export async function collectResults(
  harness: Harness,
  scenario: Scenario,
  { lateNow, letters }: Story,
): Promise<Account> {
  const eventOf = eventsIn(scenario);
  const duties = await readAllDuties(harness, scenario);
  const runs = await readAllRuns(harness, scenario);
  const lettersOfRun = Map.groupBy(
    letters.filter((letter) => letter.kind === "letter" && eventOf(letter) === undefined),
    (letter) => runName({ ...letter, unit: isOwnLadder(letter.ladder) ? letter.unit : null }),
  );
  const runOf = new Map(runs.map((run) => [runName({ ...run, obligation: run.obligationId, unit: run.unitId }), run]));
  const lateAt = Map.groupBy(lateNow, (late) => [late.directive, late.obligation, late.runKey].join(" "));
  const several = scenario.directives.length > 1;
  const of = (directive: string): { directive?: string } => (several ? { directive } : {});

  return {
    milestones: runs
      .filter(isOfALadder)
      .filter(hasItsMoment(scenario.season.until))
      .map((run) => ({
        ...of(run.directive),
        ...milestoneAccount(
          run,
          lettersOfRun.get(runName({ ...run, obligation: run.obligationId, unit: run.unitId })) ?? [],
          duties,
        ),
      })),
    events: letters.flatMap((letter) => {
      const kind = eventOf(letter);
      return kind === undefined ? [] : [{ ...of(letter.directive), ...eventAccount(letter, kind) }];
    }),
    escalations: letters
      .filter(({ kind }) => kind === "supervisor-letter")
      .map((letter) => {
        const run = runOf.get(runName({ ...letter, unit: letter.of ?? null }));
        // The list that was read just after it.
        const lists = lateAt.get([letter.directive, letter.obligation, run?.key].join(" ")) ?? [];
        const units = (lists.find(({ at }) => at >= letter.at) ?? lists.at(-1))?.units ?? [];
        return { ...of(letter.directive), ...escalationAccount(letter, run, units) };
      }),
    standings: standingsOf(scenario, duties, several),
    letters: letters.length,
    duplicates: letters.filter(cameThrough).length - new Set(letters.filter(cameThrough).map(identityOf)).size,
  };
}

/** What makes two letters the same letter: to send it twice to one address is a duplicate. */
export function identityOf(letter: PostedLetter): string {
  const { directive, obligation, unit, kind, ladder, milestone, addressee, of, to } = letter;
  return JSON.stringify([directive, obligation, unit, kind, ladder, milestone, addressee, of ?? "", to]);
}

/** One that came back for now is sent to the same address again, and that is no duplicate. */
export function cameThrough({ outcome }: PostedLetter): boolean {
  return outcome !== "bounced";
}

/** Other runs go through the duties for an act's sake: a date that moved, units that were added. */
const isOfALadder = ({ milestone }: Run): boolean =>
  milestone === "issue" || milestone.startsWith("remind-") || isEscalation(milestone);

const hasItsMoment =
  (until: EpochMs) =>
  ({ at }: Run): boolean =>
    at <= until;

/** One name for a run and for the letters that it asked for. */
function runName(of: {
  directive: string;
  obligation: string;
  ladder: number;
  milestone: string;
  unit: string | null;
}) {
  return [of.directive, of.obligation, of.ladder, of.milestone, of.unit ?? ""].join(" ");
}

function milestoneAccount(run: Run, letters: readonly PostedLetter[], duties: Duties): MilestoneAccount {
  const to = new Map<string, string[]>();
  const mailed = letters.toSorted((a, b) => ADDRESSEES.indexOf(a.addressee) - ADDRESSEES.indexOf(b.addressee));
  for (const letter of mailed) to.set(letter.unit, [...(to.get(letter.unit) ?? []), ...letter.to]);
  const all = duties.get(`${run.directive}/${run.obligationId}`) ?? new Map<string, DutyInShort>();
  const mine = run.unitId === null ? [...all.values()] : [all.get(run.unitId)].filter((duty) => duty !== undefined);
  const skipped =
    run.phase === "skipped"
      ? mine.map(({ unitId }) => ({ unit: unitId, reason: run.reason ?? "" }))
      : mine.flatMap((duty) => skippedOf(duty, run));
  return {
    obligation: run.obligationId,
    ...(run.unitId === null ? {} : { unit: run.unitId }),
    milestone: run.milestone,
    at: formatInstant(run.at),
    // By unit: which of two workers was quicker is no part of the story.
    sent: [...to].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([unit, addresses]) => ({ unit, to: addresses })),
    skipped,
  };
}

function skippedOf(duty: DutyInShort, run: Run): { unit: string; reason: string }[] {
  const entries = duty.skipped.filter(({ milestone, ladder }) => milestone === run.milestone && ladder === run.ladder);
  return entries.map(({ reason }) => ({ unit: duty.unitId, reason: reason ?? "" }));
}

function eventAccount({ obligation, unit, at, to }: PostedLetter, kind: EventKind): EventAccount {
  return { obligation, unit, kind, at: formatInstant(at), to };
}

function escalationAccount(letter: PostedLetter, run: Run | undefined, units: readonly string[]): EscalationAccount {
  return {
    obligation: letter.obligation,
    milestone: letter.milestone,
    at: formatInstant(run?.at ?? letter.at),
    to: letter.to,
    units,
  };
}

function standingsOf(scenario: Scenario, duties: Duties, several: boolean): Account["standings"] {
  return Object.fromEntries(
    scenario.directives.flatMap((directive) =>
      directive.obligations.map(({ id }) => {
        const standings = [...(duties.get(`${directive.id}/${id}`)?.values() ?? [])].map(
          ({ unitId, standing }): [string, Standing | null] => [unitId, standing],
        );
        return [several ? `${directive.id}/${id}` : id, Object.fromEntries(standings)];
      }),
    ),
  );
}

async function readAllRuns(harness: Harness, scenario: Scenario): Promise<Run[]> {
  const runs: Run[] = [];
  for (const { id } of scenario.directives) {
    const list = { path: `/api/directives/${id}`, as: keeperOf(scenario), read: readDirectiveAnswer };
    for await (const { milestones } of pagesOf(harness, list))
      runs.push(...milestones.map((run) => ({ ...run, directive: id, ladder: ladderOf(run.key) })));
  }
  // The obligations' ladders first, then those of duties with dates of their own.
  return runs.toSorted((a, b) => Number(a.unitId !== null) - Number(b.unitId !== null) || a.at - b.at);
}

async function readAllDuties(harness: Harness, scenario: Scenario): Promise<Duties> {
  const duties = new Map<string, Map<string, DutyInShort>>();
  for (const directive of scenario.directives) {
    for (const { id } of directive.obligations) {
      const list = new Map<string, DutyInShort>();
      const path = `/api/obligations/${directive.id}/${id}/duties?limit=200`;
      for await (const { items } of pagesOf(harness, { path, as: keeperOf(scenario), read: readDuties })) {
        for (const { unitId, standing, letters } of items) {
          const skipped = letters.filter(({ status, addressee }) => status === "skipped" && addressee === "unit");
          list.set(unitId, { unitId, standing, skipped });
        }
      }
      duties.set(`${directive.id}/${id}`, list);
    }
  }
  return duties;
}

/** `ALL#remind-10` is of the obligation's ladder, `ALL#1#remind-10` of that of its first new date, `UNIT#stc#1#remind-2` of the unit's first own. */
function ladderOf(runKey: string): number {
  const [whose, second = "", third] = runKey.split("#");
  if (whose === "UNIT") return Number(third);
  return third === undefined ? 0 : ladderAfter(Number(second));
}
