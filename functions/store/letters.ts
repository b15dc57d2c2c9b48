import * as z from "zod/mini";

import { isByHand } from "../domain/by-hand.ts";
import { DUTY_STATES, OPEN_STATES } from "../domain/duty.ts";
import { MAILBOX_FULL } from "../domain/waiting.ts";
import type { Duty } from "../domain/duty.ts";
import type { ExportRef } from "../domain/export-job.ts";
import type { DutyRef, Email } from "../domain/ids.ts";
import { lazyObject } from "../domain/lazy-object.ts";
import { LetterEntrySchema, answerOf, letterKey, milestoneShown, parseLetterKey, spentKey } from "../domain/letter.ts";
import type { LetterEntry, LetterName, LetterStatus, Waits } from "../domain/letter.ts";
import { runKey } from "../domain/milestone-run.ts";
import type { MilestoneRun, RunRef } from "../domain/milestone-run.ts";
import { UNREACHABLE } from "../domain/owed.ts";
import type { SkipReason, SupervisorSkipReason } from "../domain/owed.ts";
import type { Table } from "./dynamo.ts";
import type { Item } from "./expressions.ts";
import { absent, anyOf, equals, exists, oneOf } from "./expressions.ts";
import type { Condition } from "./expressions.ts";
import { lastLetterItem } from "./duty-item.ts";
import { keys } from "./table.ts";
import type { Key } from "./table.ts";
import type { Place } from "../domain/directive-record.ts";

/** Where a ledger stands: on a duty; for the supervisor's letter on the run of its milestone; for that of a file on what it was asked for by. */
export type Ledger = {
  readonly key: Key;
  readonly kind: "duty" | "run" | "export";
  /** How many claims of reminders by hand its duty was seen to have had. */
  readonly byHand?: number | undefined;
};

export const dutyLedger = (
  ref: DutyRef,
  { shards }: Pick<Place, "shards">,
  { byHand }: Pick<Duty, "byHand"> = {},
): Ledger => ({ key: keys.duty(ref, shards), kind: "duty", byHand });
export const runLedger = (run: MilestoneRun): Ledger => runLedgerAt({ ...run, run: runKey(run) });
export const exportLedger = (ref: ExportRef): Ledger => ({ key: keys.exportJob(ref), kind: "export" });
export const runLedgerAt = (ref: RunRef): Ledger => ({ key: keys.milestone(ref, ref.run), kind: "run" });

const LettersSchema = lazyObject(() => ({ letters: z.record(z.string(), LetterEntrySchema) }));

export type Letters = ReturnType<typeof lettersIn>;

/** The ledger of letters: every step one conditional write, named by the attempt that it belongs to. */
export function lettersIn(table: Table) {
  const entry = (name: string, attempt: string): Condition => equals(["letters", name, "attempt"], attempt);
  const claimed = (name: string, attempt: string): Condition[] => [
    entry(name, attempt),
    equals(["letters", name, "status"], "claimed"),
  ];

  return {
    /**
     * A whole ledger as it was written last; nothing where there is none. An older state would not do: a claim not yet
     * seen would leave a letter that was sent looking as if it never was.
     */
    async entries(ledger: Ledger): Promise<Readonly<Record<string, LetterEntry>> | undefined> {
      const item = await table.get(ledger.key, { consistent: true });
      return item && LettersSchema.parse(item).letters;
    },

    /**
     * Claims a letter for one attempt: one that nobody has tried, or that waits, as its claim must say. False when it is claimed or settled
     * already, or when the duty is no longer what the letter is for: the base item decides, never an index.
     */
    claim: (ledger: Ledger, letter: LetterName, claim: LetterEntry): Promise<boolean> => {
      const name = letterKey(letter);
      return table.update(
        ledger.key,
        {
          setIn: [{ path: ["letters", name], value: claim }],
          ...(isByHand(letter.milestone) && { add: { byHand: 1 } }),
        },
        // What waits by now is looked after by the looks, which know it by when it began to.
        [claim.since === undefined ? isUntried(name) : isFree(name), ...owedStill(ledger, letter)],
      );
    },

    /** The mail service took it. False when an event of the mail service said so first. */
    confirm: (ledger: Ledger, name: string, attempt: string, at: number): Promise<boolean> =>
      table.update(ledger.key, settle(name, { status: "sent", at }), claimed(name, attempt)),

    /**
     * Certainly not sent: the letter may be claimed again.
     * @param waits when its address may not be written to yet, or could not be before: the entry stays, and says so. What
     * the mail service said stands in the log, since a ledger is to stay small.
     */
    release: (ledger: Ledger, name: string, attempt: string, waits?: Waits): Promise<boolean> =>
      table.update(
        ledger.key,
        waits ? settle(name, { status: "waiting", ...waits }) : { remove: [["letters", name]] },
        claimed(name, attempt),
      ),

    /**
     * Records that a letter waits, without a try. A unit whose last mailbox is full is one that no letter reaches, until one
     * arrives.
     */
    hold: (ledger: Ledger, letter: LetterName, waits: Waits & { readonly to: Email }): Promise<boolean> => {
      const name = letterKey(letter);
      const unreachable = ledger.kind === "duty" && letter.addressee === "unit" && waits.reason === MAILBOX_FULL;
      return table.update(
        ledger.key,
        {
          setIn: [{ path: ["letters", name], value: { status: "waiting", ...waits } }],
          ...(unreachable ? { set: { unreachable } } : {}),
        },
        [isFree(name), exists("pk")],
      );
    },

    /** Records that a letter is not sent, and why. */
    skip: (
      ledger: Ledger,
      letter: LetterName,
      { reason, at }: { reason: SkipReason | SupervisorSkipReason; at: number },
    ): Promise<boolean> => {
      const name = letterKey(letter);
      const unreachable = ledger.kind === "duty" && letter.addressee === "unit" && reason === UNREACHABLE;
      return table.update(
        ledger.key,
        {
          setIn: [{ path: ["letters", name], value: { status: "skipped", reason, at } }],
          ...(unreachable ? { set: { unreachable: true } } : {}),
        },
        [isFree(name), exists("pk")],
      );
    },

    /**
     * What the mail service tells of a letter, if its entry still stands as one of `from`: events come late,
     * twice and out of order. On a duty it becomes the last letter, which lists show, unless it answers an act.
     */
    record: (
      ledger: Ledger,
      name: string,
      told: LetterEntry & { attempt: string },
      from: readonly LetterStatus[],
    ): Promise<boolean> =>
      table.update(
        ledger.key,
        {
          ...settle(name, told),
          set: lastLetter(ledger, name, told),
          remove: ledger.kind === "duty" && told.status === "delivered" && isToUnit(name) ? [["unreachable"]] : [],
        },
        [entry(name, told.attempt), oneOf(["letters", name, "status"], from)],
      ),

    /** A letter came back: its entry is kept under the attempt's name, and the letter may be claimed for the next address. */
    spend: (ledger: Ledger, name: string, spent: LetterEntry & { attempt: string }): Promise<boolean> =>
      table.update(
        ledger.key,
        {
          setIn: [{ path: ["letters", spentKey(name, spent.attempt)], value: spent }],
          set: lastLetter(ledger, name, spent),
          remove: [["letters", name]],
        },
        [entry(name, spent.attempt)],
      ),
  };
}

/** Nobody has a letter, and nothing of it is settled: that no address could be reached may have changed. */
export function isFree(name: string): Condition {
  return anyOf(equals(["letters", name, "status"], "waiting"), isUntried(name));
}

/** Nor does it wait. */
function isUntried(name: string): Condition {
  return anyOf(absent("letters", name), equals(["letters", name, "reason"], UNREACHABLE));
}

const isToUnit = (name: string): boolean => parseLetterKey(name).addressee === "unit";

/** Changes what an entry says, and keeps to whom it went and by which attempt. */
function settle(
  name: string,
  { status, at, since, reason }: LetterEntry,
): { setIn: { path: string[]; value: unknown }[] } {
  const said = { status, at, ...(since === undefined ? {} : { since }), ...(reason === undefined ? {} : { reason }) };
  return { setIn: Object.entries(said).map(([part, value]) => ({ path: ["letters", name, part], value })) };
}

function lastLetter(ledger: Ledger, name: string, { to, status, at }: LetterEntry): Item {
  const { milestone } = parseLetterKey(name);
  return ledger.kind === "duty" && to && !answerOf(milestone)
    ? { lastLetter: lastLetterItem({ milestone: milestoneShown(milestone), to, status, at }) }
    : {};
}

const BUT_WITHDRAWN = DUTY_STATES.filter((state) => state !== "withdrawn");

/** What must still hold for a letter to be owed; each part guards against a change since the last look. */
function owedStill(ledger: Ledger, letter: LetterName): Condition[] {
  if (ledger.kind !== "duty") return [exists("pk")];
  const answer = answerOf(letter.milestone);
  if (answer === "returned") return [equals("state", "returned")];
  if (answer === "exempted") return [equals("state", "exempt")];
  if (answer === "withdrawn") return [equals("state", "withdrawn")];
  if (answer === "reinstated" || answer === "moved") return [oneOf("state", OPEN_STATES)];
  // What was extended and filed since was extended all the same.
  if (answer === "extended") return [oneOf("state", BUT_WITHDRAWN)];
  if (answer) return [exists("pk")];
  const open = oneOf("state", OPEN_STATES);
  if (letter.milestone === "issue") return [open];
  // Two reminders by hand at one moment: the second is decided anew, by what the first has sent.
  if (isByHand(letter.milestone))
    return [open, ledger.byHand === undefined ? absent("byHand") : equals("byHand", ledger.byHand)];
  return [open, letter.ladder === 0 ? absent("ownLadder") : equals("ownLadder", letter.ladder)];
}
