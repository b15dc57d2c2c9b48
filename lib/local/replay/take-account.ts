import { formatInstant } from "../../../functions/domain/instant.ts";
import type { EpochMs } from "../../../functions/domain/instant.ts";
import { ADDRESSEES, answerOf } from "../../../functions/domain/letter.ts";
import type { Standing } from "../../../functions/domain/duty.ts";
import type { Account, EscalationAccount, EventAccount, MilestoneAccount, PostedLetter } from "./account.ts";
import { readDirectiveAnswer, readDuties } from "./answers.ts";
import type { DutyAnswer, RunAnswer } from "./answers.ts";
import { expectDone } from "./outcome.ts";
import { keeperOf } from "./perform.ts";
import type { Cast, LateNow, Played } from "./play.ts";
import type { Stage } from "./stage.ts";

type Run = RunAnswer & { readonly directive: string; readonly ladder: number };
type Duties = ReadonlyMap<string, readonly DutyAnswer[]>;

/** Adds a season up: from the mailbox what was sent, from the API what was not and why, and how everybody stood. */
export async function takeAccount(stage: Stage, cast: Cast, { lateNow }: Played): Promise<Account> {
  const letters = await stage.letters();
  const duties = await readAllDuties(stage, cast);
  const runs = await readAllRuns(stage, cast);
  const several = cast.directives.length > 1;
  const of = (directive: string): { directive?: string } => (several ? { directive } : {});

  return {
    milestones: runs
      .filter(hasItsMoment(cast.season.until))
      .map((run) => ({ ...of(run.directive), ...milestoneAccount(run, letters, duties) })),
    events: letters
      .filter(({ milestone }) => answerOf(milestone))
      .map((letter) => ({ ...of(letter.directive), ...eventAccount(letter) })),
    escalations: letters
      .filter(({ kind }) => kind === "supervisor-letter")
      .map((letter) => ({ ...of(letter.directive), ...escalationAccount(letter, runs, lateNow) })),
    standings: standingsOf(cast, duties, several),
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

const hasItsMoment =
  (until: EpochMs) =>
  ({ at }: Run): boolean =>
    at <= until;

function milestoneAccount(run: Run, letters: readonly PostedLetter[], duties: Duties): MilestoneAccount {
  const isOf = (letter: PostedLetter): boolean =>
    letter.kind === "letter" &&
    letter.directive === run.directive &&
    letter.obligation === run.obligationId &&
    letter.milestone === run.milestone &&
    letter.ladder === run.ladder &&
    (run.unitId === null || letter.unit === run.unitId);
  const to = new Map<string, string[]>();
  const mailed = letters
    .filter(isOf)
    .toSorted((a, b) => ADDRESSEES.indexOf(a.addressee) - ADDRESSEES.indexOf(b.addressee));
  for (const letter of mailed) to.set(letter.unit, [...(to.get(letter.unit) ?? []), ...letter.to]);
  const mine = (duties.get(dutiesKey(run)) ?? []).filter(({ unitId }) => run.unitId === null || unitId === run.unitId);
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

function skippedOf(duty: DutyAnswer, run: Run): { unit: string; reason: string }[] {
  const entries = duty.letters.filter(
    ({ milestone, ladder, status, addressee }) =>
      milestone === run.milestone && ladder === run.ladder && status === "skipped" && addressee === "unit",
  );
  return entries.map(({ reason }) => ({ unit: duty.unitId, reason: reason ?? "" }));
}

function eventAccount({ obligation, unit, milestone, at, to }: PostedLetter): EventAccount {
  return { obligation, unit, kind: answerOf(milestone) ?? "receipt", at: formatInstant(at), to };
}

function escalationAccount(letter: PostedLetter, runs: readonly Run[], lateNow: readonly LateNow[]): EscalationAccount {
  const run = runs.find(
    ({ directive, obligationId, milestone, ladder, unitId }) =>
      directive === letter.directive &&
      obligationId === letter.obligation &&
      milestone === letter.milestone &&
      ladder === letter.ladder &&
      unitId === (letter.of ?? null),
  );
  const late = lateNow.find(
    (one) => one.directive === letter.directive && one.obligation === letter.obligation && one.runKey === run?.key,
  );
  return {
    obligation: letter.obligation,
    milestone: letter.milestone,
    at: formatInstant(run?.at ?? letter.at),
    to: letter.to,
    units: late?.units ?? [],
  };
}

function standingsOf(cast: Cast, duties: Duties, several: boolean): Account["standings"] {
  return Object.fromEntries(
    cast.directives.flatMap((directive) =>
      directive.obligations.map(({ id }) => {
        const standings = (duties.get(`${directive.id}/${id}`) ?? []).map(
          ({ unitId, standing }): [string, Standing | null] => [unitId, standing],
        );
        return [several ? `${directive.id}/${id}` : id, Object.fromEntries(standings)];
      }),
    ),
  );
}

async function readAllRuns(stage: Stage, cast: Cast): Promise<Run[]> {
  const runs: Run[] = [];
  for (const { id } of cast.directives) {
    const body = expectDone(
      await stage.call({ method: "GET", path: `/api/directives/${id}`, as: keeperOf(cast) }),
      `read ${id}`,
    );
    runs.push(
      ...readDirectiveAnswer(body).milestones.map((run) => ({ ...run, directive: id, ladder: ladderOf(run.key) })),
    );
  }
  // The obligations' ladders first, then those of duties with dates of their own.
  return runs.toSorted((a, b) => Number(a.unitId !== null) - Number(b.unitId !== null) || a.at - b.at);
}

async function readAllDuties(stage: Stage, cast: Cast): Promise<Duties> {
  const duties = new Map<string, DutyAnswer[]>();
  for (const directive of cast.directives) {
    for (const { id } of directive.obligations) {
      const list: DutyAnswer[] = [];
      let cursor: string | null = null;
      do {
        const more: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
        const path = `/api/obligations/${directive.id}/${id}/duties?limit=200${more}`;
        const page = readDuties(
          expectDone(await stage.call({ method: "GET", path, as: keeperOf(cast) }), "read the duties"),
        );
        list.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== null);
      duties.set(`${directive.id}/${id}`, list);
    }
  }
  return duties;
}

const dutiesKey = ({ directive, obligationId }: Run): string => `${directive}/${obligationId}`;

/** `ALL#remind-10` is of the obligation's ladder, `UNIT#stc#1#remind-2` of the unit's first own. */
function ladderOf(runKey: string): number {
  const [whose, , ladder] = runKey.split("#");
  return whose === "UNIT" ? Number(ladder) : 0;
}
